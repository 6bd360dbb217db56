/**
 * The port of obligations that somebody must do: not of the path, but of those who look after them. They begin and end in
 * the transaction of an entry (Change in ports.ts), and end once. Its adapters pass the contract suite in test/storage.
 */
import type { DutyStatus } from '../domain/codes.ts'
import type { HeldDuty } from '../domain/duty.ts'

export type DutyFilter = {
  readonly status?: DutyStatus
  /** A role that owes it. */
  readonly owner?: string
  readonly caseId?: string
  /** A date: those whose last day lies before it. */
  readonly dueBefore?: string
  readonly after?: string
  readonly count: number
}
export type Duties = {
  /** undefined also for one of another organisation. */
  find(oin: string, id: string): Promise<HeldDuty | undefined>
  /** Everybody whose question or act obliged to it, the first and those who repeated it, by pseudonym. */
  askers(oin: string, id: string): Promise<readonly string[]>
  /** Newest first. */
  list(oin: string, filter: DutyFilter): Promise<readonly HeldDuty[]>
  /** How many that are open were due before this day, by code of the obligation; of one organisation, or of all. */
  overdue(day: string, oin?: string): Promise<ReadonlyMap<string, number>>
}
