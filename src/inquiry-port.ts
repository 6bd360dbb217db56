/** What the path needs of the inquiries that were asked: those of one person, those that wait, those that are due. */
import type { AwaitedFilter, Awaiting, Awaits } from './domain/awaited.ts'
import type { Status } from './domain/codes.ts'
import type { IdempotencyRow, InquiryRow } from './ports.ts'

export type InquiryFilter = {
  readonly ids?: readonly string[]
  readonly status?: Status
  readonly caseId?: string
  readonly source?: string
  readonly after?: string
  readonly count: number
}
export type WaitingFilter = { readonly id?: string; readonly caseId?: string; readonly source?: string }
/** A judgement that is awaited, with the inquiry that waits for it. */
export type Awaited = Omit<Awaits, 'roles'> & { readonly row: InquiryRow }
export type AwaitingOf = { readonly ids: readonly string[] } | { readonly newest: number }
export type Inquiries = {
  find(oin: string, person: string, id: string): Promise<InquiryRow | undefined>
  list(oin: string, person: string, filter: InquiryFilter): Promise<readonly InquiryRow[]>
  /** Whoever asked: inquiries that wait for a judgement and did not expire by `now`, oldest first, at most `count`. */
  waiting(oin: string, filter: WaitingFilter, now: string, count: number): Promise<readonly InquiryRow[]>
  /** Judgements that inquiries wait for which did not expire by `now`, those of the oldest inquiry first. */
  awaited(oin: string, filter: AwaitedFilter, now: string): Promise<readonly Awaited[]>
  /**
   * What inquiries of one person that did not expire by `now` wait for: of those with these ids, or of the newest so many;
   * with what was judged since by others and stands.
   */
  awaiting(oin: string, person: string, of: AwaitingOf, now: string): Promise<readonly Awaiting[]>
  /** Which of the newest so many of those have something that was judged since: of others none is ready. Cheap where nothing was. */
  judgedSince(oin: string, person: string, newest: number, now: string): Promise<readonly string[]>
  /** Those whose `expiresAt` lies before `now`, first due first, at most `count`. */
  due(now: string, count: number): Promise<readonly Pick<InquiryRow, 'id' | 'oin' | 'caseId'>[]>
  idempotent(keyHash: string): Promise<IdempotencyRow | undefined>
  /** Blanks answers that expired before `now`; returns how many. */
  forgetAnswers(now: string): Promise<number>
}
