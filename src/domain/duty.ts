/**
 * The Duty: an obligation that somebody must do, kept until it is done or waived. Codes, roles and dates: whom it concerns
 * is sealed in the log, under the decision that made it. Pure.
 */
import type { DutyStatus } from './codes.ts'

/** An organ, or a department under one. */
export type Recipient = { readonly organ: string; readonly department: string | null }

export type Duty = {
  readonly id: string
  readonly oin: string
  /** The decision that made it. */
  readonly decisionId: string
  readonly caseId: string | null
  /** The source whose data it is about, as it is asked; null: it is about none in particular. */
  readonly source: string | null
  readonly norm: string
  readonly obligation: string
  /** Codes of roles, one of which may say that it is done. */
  readonly owners: readonly string[]
  readonly createdAt: string
  /** Last day on which it is in time, as a date; null: no day is known. */
  readonly due: string | null
  /** Who must be told; null where the obligation is about nobody in particular. */
  readonly recipient: Recipient | null
  /**
   * Of one norm and obligation at most one is open for each value of this: the case, or the question without one, with a
   * digest of what else it is about. Never whom.
   */
  readonly once: string
  /** What `once` was under earlier keys of pseudonyms: one that is open under these is like it as well. */
  readonly earlier: readonly string[]
  /** Codes of which one that was done in this case leaves nothing to do, while nothing was brought in since. */
  readonly fulfilledBy: readonly string[]
  /** Whose question or act obliges to it, by pseudonym. Kept also where one like it is open: it is obliged to once more. */
  readonly by: string
}

/** How it ends: by whom (their pseudonym), when, and under which decision. */
export type DutyEnd = {
  readonly id: string
  readonly status: Exclude<DutyStatus, 'open'>
  readonly by: string
  readonly at: string
  readonly decisionId: string
}

export type HeldDuty = Omit<Duty, 'once' | 'earlier' | 'fulfilledBy' | 'by'> & {
  readonly status: DutyStatus
  /** null while it is open. */
  readonly endedBy: string | null
  readonly endedAt: string | null
  readonly endedDecision: string | null
}
