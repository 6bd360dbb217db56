/**
 * The port of samples and findings: not of the path, but of those who review. They begin and change in the transaction of an
 * entry (Change in ports.ts). Its adapters pass the contract suite in test/storage.
 */
import type { FindingStatus, Severity } from '../domain/codes.ts'
import type { Finding, FindingAction } from '../domain/finding.ts'
import type { Sample } from '../domain/sample.ts'
import type { SealedParts } from '../ports.ts'

export type FindingFilter = {
  readonly status?: FindingStatus
  readonly severity?: Severity
  /** The role that is to follow it up. */
  readonly owner?: string
  readonly decisionId?: string
  readonly after?: string
  readonly count: number
}
export type HeldFinding = {
  readonly value: Finding
  readonly sealed: SealedParts
  /** Oldest first. */
  readonly actions: readonly { readonly value: FindingAction; readonly sealed: SealedParts }[]
}
export type Reviews = {
  /** undefined also for one of another organisation. */
  sample(oin: string, id: string): Promise<Sample | undefined>
  /** Newest first. */
  samples(oin: string, after: string | null, count: number): Promise<readonly Sample[]>
  /** Of how many of its decisions there is a finding, for each of these samples; absent: of none. */
  reviewed(oin: string, sampleIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Findings of a sample, oldest first, at most `count`. */
  ofSample(oin: string, sampleId: string, count: number): Promise<readonly Finding[]>
  finding(oin: string, id: string): Promise<HeldFinding | undefined>
  /** Newest first, without their words. */
  findings(oin: string, filter: FindingFilter): Promise<readonly Finding[]>
}
