/**
 * The index that privacy officers search, beside the log it was built from: what a search shows is what was decided, and
 * nothing is left out of it. Pure but for the reading.
 */
import { canonicalText } from '../domain/canonical.ts'
import type { Entry } from '../ports.ts'
import type { FindingCode } from './audit.ts'
import type { DecisionRow } from './decision-index.ts'
import type { OpenedParts } from './entry.ts'
import { INDEXED, rowOf } from './indexer.ts'

export type StoredIndex = {
  /** Next log index to be indexed. */
  position(): number
  /** null: there is one that cannot be read. */
  row(index: number): DecisionRow | null | undefined
  /** Whether a search by this norm, or by this legal basis, finds it. */
  hasNorm(index: number, norm: string): boolean
  hasBasis(index: number, basis: string): boolean
  /** Of all entries together. */
  counts(): Counts
}
type Counts = { readonly rows: number; readonly norms: number; readonly bases: number }

export type IndexAudit = {
  /** In order of index. `opened` undefined: the entry was altered, which is a finding of its own. */
  entry(entry: Entry, opened: OpenedParts | undefined): void
  end(): void
}

export function indexAudit(index: StoredIndex, tell: (code: FindingCode, at: number | string) => void): IndexAudit {
  const position = index.position()
  let [rows, norms, bases] = [0, 0, 0]
  /** What was altered cannot say how much of the index is its own. */
  let counted = true

  function compare(entry: Entry, opened: OpenedParts, row: DecisionRow | null | undefined): void {
    const expected = entry.index < position ? expectedRow(entry, opened, row) : undefined
    if (row === undefined && expected && !isPartlyErased(opened)) tell('index-missing', entry.index)
    if (row !== undefined && !expected) tell('index-unexpected', entry.index)
    if (!expected || row === undefined) return
    rows += 1
    norms += new Set(expected.norms).size
    bases += new Set(expected.legalBasis).size
    if (row === null || canonicalText(row) !== canonicalText(expected) || !isListed(index, expected))
      tell('index-altered', entry.index)
  }

  return {
    entry(entry, opened) {
      const row = index.row(entry.index)
      if (opened) compare(entry, opened, row)
      else counted = false
    },
    end() {
      const found = index.counts()
      const more = found.rows - rows + (found.norms - norms) + (found.bases - bases)
      if (counted && more > 0) tell('index-unexpected', `+${more}`)
    },
  }
}

/** Who asked may have been erased before what was decided: the department is then known to the index alone. */
function expectedRow(entry: Entry, opened: OpenedParts, row: DecisionRow | null | undefined): DecisionRow | undefined {
  const expected = INDEXED.includes(entry.type) ? rowOf(entry, opened) : undefined
  if (!expected || opened.caller !== 'erased') return expected
  return { ...expected, department: row?.department ?? null }
}

/** What is kept of a decision whose case was erased need not be found by a search. */
function isPartlyErased(opened: OpenedParts): boolean {
  return Object.entries(opened).some(([name, value]) => name !== 'caller' && value === 'erased')
}

function isListed(index: StoredIndex, { index: at, norms, legalBasis }: DecisionRow): boolean {
  return norms.every((norm) => index.hasNorm(at, norm)) && legalBasis.every((basis) => index.hasBasis(at, basis))
}
