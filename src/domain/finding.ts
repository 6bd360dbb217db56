/**
 * A finding: what somebody who reviews says about a decision, that nothing is wrong included, and what was done about it
 * since. Codes and dates are open; the words are sealed under the key of what they are about. Pure.
 */
import { z } from 'zod'
import type { FindingStatus, Severity } from './codes.ts'

const code = z.string().min(1).max(64)
const words = z.string().min(1).max(4000)

/** `NONE` needs nobody to do anything: it is closed at once. */
export const findingRequestSchema = z.discriminatedUnion('severity', [
  z.strictObject({
    severity: z.literal('NONE'),
    sampleId: z.uuid().optional(),
    decisionId: z.uuid(),
    finding: words.optional().describe('Wat er is bekeken; dat niets mis is, is ook een bevinding'),
  }),
  z.strictObject({
    severity: z.enum(['LOW', 'MEDIUM', 'HIGH']),
    sampleId: z.uuid().optional(),
    decisionId: z.uuid(),
    finding: words.describe('Wat er mis is: blijft verzegeld, en gaat weg met de inhoud van de beslissing'),
    followUp: words.describe('Wat eraan moet gebeuren'),
    owner: code.describe('Rol die het moet doen: een code van /roles'),
    due: z.iso.date().describe('Laatste dag waarop het op tijd is'),
  }),
])

export const findingActionRequestSchema = z.strictObject({
  words: words.describe('Wat er is gedaan'),
  close: z.boolean().describe('Daarmee is het klaar: alleen wie controleert sluit een bevinding'),
})

/** Sealed. `salt`: the log has a digest of the words with it, so that it can be shown which words were entered. */
export const findingWordsSchema = z.strictObject({
  finding: z.string().nullable(),
  followUp: z.string().nullable(),
  salt: z.string(),
})

export const actionWordsSchema = z.strictObject({ words: z.string(), salt: z.string() })

export type Finding = {
  readonly id: string
  readonly oin: string
  readonly at: string
  /** null: it was looked at outside a sample. */
  readonly sampleId: string | null
  /** The decision that it is about. */
  readonly decisionId: string
  readonly caseId: string | null
  readonly source: string | null
  readonly severity: Severity
  /** Role that is to follow it up, and the last day on which that is in time; null: there is nothing to do. */
  readonly owner: string | null
  readonly due: string | null
  readonly status: FindingStatus
  /** The act that wrote it, in the log: who it was stands there. */
  readonly actId: string
  readonly closedAt: string | null
}

/** Follow-up of a finding. */
export type FindingAction = {
  readonly id: string
  readonly findingId: string
  readonly at: string
  readonly closes: boolean
  readonly actId: string
}

/** Where words are sealed: they cannot be moved to another finding. */
export function placeOfFinding(id: string): string {
  return `finding:${id}`
}
export function placeOfAction(id: string): string {
  return `finding-action:${id}`
}
