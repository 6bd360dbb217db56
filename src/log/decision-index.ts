/**
 * The port of the index of decisions: not of the path, but of those who read the log. Its adapters pass the contract suite
 * in test/storage.
 */
import type { DecisionKind, EntryType, Outcome } from '../domain/codes.ts'
import type { Population } from '../domain/sample.ts'
import type { Counted, DecisionCounts } from './decision-counts.ts'

/** What a privacy officer may search; built from the log off the request path, never ahead of it. */
export type DecisionRow = {
  readonly index: number
  readonly id: string
  readonly oin: string
  readonly at: string
  readonly type: EntryType
  readonly outcome: Outcome
  readonly department: string | null
  readonly purpose: string | null
  readonly caseId: string | null
  readonly source: string | null
  readonly regime: string | null
  readonly subject: string | null
  readonly legalBasis: readonly string[]
  readonly norms: readonly string[]
  /** OIN of the organisation that supplied, or would have: it holds the source; null: the asking organisation itself. */
  readonly holder: string | null
  /** Of what was searched: which of the norms refused all of it or a part. Absent: not counted yet, or supplied to another. */
  readonly refused?: readonly string[]
}
export type DecisionFilter = {
  readonly type?: DecisionKind
  readonly from?: string
  readonly until?: string
  readonly department?: string
  readonly purpose?: string
  readonly legalBasis?: string
  readonly outcome?: Outcome
  readonly norm?: string
  readonly caseId?: string
  readonly source?: string
  /** All pseudonyms of one subject: a search for some of them would miss what was recorded under another key. */
  readonly subjects?: readonly string[]
  /** Cursor: entries before this index (newest first). */
  readonly before?: number
  /** Cursor the other way: entries behind this index, oldest first. */
  readonly after?: number
  readonly count: number
}
/** `account`: of previews, whether Sluis made them with a judgement; null: either. Pure. */
export function kindOf(kind: DecisionKind): { readonly type: EntryType; readonly account: boolean | null } {
  if (kind === 'preview-asked') return { type: 'preview', account: false }
  return kind === 'preview-judged' ? { type: 'preview', account: true } : { type: kind, account: null }
}

/** Of a decision, what a sample is drawn by. */
export type DecisionPlace = { readonly index: number; readonly id: string; readonly at: string }
export type DecisionIndex = DecisionCounts & {
  /** Next log index to be indexed: one that is not in the index, or not in the counts. */
  position(): Promise<number>
  /** Adds rows and counts and moves the position, all or nothing; adding one again changes nothing. */
  add(rows: readonly DecisionRow[], position: number, counted?: readonly Counted[]): Promise<void>
  /**
   * Decisions in which this organisation asked, and those in which it supplied to another one. Of the latter neither case
   * nor subject is given, and a search by either finds none of them: a supplier learns nothing of another's case file.
   * Received needs no search of its own: a recipient is an organ or department of the asking organisation.
   */
  search(oin: string, filter: DecisionFilter): Promise<readonly DecisionRow[]>
  /** Decisions, previews and acts left out, that this organisation asked for: in order of time, behind `after`. */
  decisions(population: Population, after: DecisionPlace | null, count: number): Promise<readonly DecisionPlace[]>
  /** What it has at these indexes of the log, in no order; what was erased is not there. */
  rows(oin: string, indexes: readonly number[]): Promise<readonly DecisionRow[]>
}
