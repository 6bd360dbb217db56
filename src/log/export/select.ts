/**
 * Which entries an export holds: those of the decisions that the search would find, or all there are. In order of index,
 * a batch at a time. Pure but for the reading.
 */
import type { Entry, Ledger } from '../../ports.ts'
import type { DecisionFilter, DecisionIndex } from '../decision-index.ts'
import type { Selected } from './write.ts'

const BATCH_ENTRIES = 64

type Searched = {
  readonly ledger: Pick<Ledger, 'entry'>
  readonly decisionIndex: Pick<DecisionIndex, 'search'>
}

/** By the rules of the search: own decisions, and, where neither case nor subject is asked, those that were supplied to. */
export async function* searched(
  { ledger, decisionIndex }: Searched,
  oin: string,
  filter: Omit<DecisionFilter, 'count' | 'before' | 'after'>,
  size: number,
): AsyncGenerator<Selected> {
  let after = -1
  for (;;) {
    const rows = await decisionIndex.search(oin, { ...filter, after, count: BATCH_ENTRIES })
    for (const { index, id } of rows) {
      if (index >= size) return
      after = index
      const entry = await ledger.entry(id)
      if (!entry) throw new Error(`the log has no entry ${index}, which its index names`)
      yield { entry, supplied: entry.oin !== oin }
    }
    if (rows.length < BATCH_ENTRIES) return
  }
}

/** Every entry; a settlement only where its decision, beside which it stands, is not there. */
export async function* everything(ledger: Pick<Ledger, 'range' | 'entry'>, size: number): AsyncGenerator<Selected> {
  for (let from = 0; from < size; from += BATCH_ENTRIES) {
    for (const entry of await ledger.range(from, Math.min(BATCH_ENTRIES, size - from))) {
      if (!(await isBeside(ledger, entry))) yield { entry, supplied: false }
    }
  }
}

async function isBeside(ledger: Pick<Ledger, 'entry'>, { settles, index }: Entry): Promise<boolean> {
  const decision = settles === null ? undefined : await ledger.entry(settles)
  return decision !== undefined && decision.index < index
}
