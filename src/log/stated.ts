/**
 * What was disclosed about a person, out of the log (AVG 15 lid 1 sub c, Wet BRP 3.11): which fields went to which organ, and
 * never what they said, who asked, or of which case it was.
 */
import { LIMITS } from '../limits.ts'
import type { Ledger } from '../ports.ts'
import type { DecisionIndex, DecisionRow } from './decision-index.ts'
import { openParts, type Vault } from './entry.ts'
import { type Part, partOf } from './parts.ts'
import { turn } from './turn.ts'

type Ports = Vault & {
  readonly ledger: Pick<Ledger, 'entry' | 'settlementOf'>
  readonly decisionIndex: Pick<DecisionIndex, 'search'>
}
export type Stated = {
  readonly decisionId: string
  readonly index: number
  readonly at: string
  readonly request: Part<'request'>
  /** null: on its way. A source may have answered, or may yet. */
  readonly settlement: Part<'settlement'> | null
  readonly fields: Part<'decision'>['fields']
  readonly obligations: Part<'decision'>['obligations']
}
export type Told = { readonly disclosed: readonly Stated[]; readonly forgotten: number }
type Asked = { readonly subjects: readonly string[]; readonly from: string | null; readonly until: string | null }

/** Looked at in a stretch; then whoever waits goes first. */
const STRETCH_DECISIONS = 8

/**
 * Oldest first, of this organisation's own questions, as far as the index has come. undefined: there are more decisions than may
 * be looked at, and a part of them would be no statement. Throws when an entry was altered.
 */
export async function statedAbout(ports: Ports, oin: string, asked: Asked): Promise<Told | undefined> {
  const { subjects, from, until } = asked
  const rows = await ports.decisionIndex.search(oin, {
    outcome: 'permit',
    subjects,
    ...(from === null ? {} : { from }),
    ...(until === null ? {} : { until }),
    count: LIMITS.statementDecisions + 1,
  })
  if (rows.length > LIMITS.statementDecisions) return undefined
  const disclosed: Stated[] = []
  let forgotten = 0
  for (const [i, row] of rows.toReversed().entries()) {
    if (i % STRETCH_DECISIONS === STRETCH_DECISIONS - 1) await turn()
    // Of a preview nothing leaves.
    if (row.type !== 'decision' || row.oin !== oin) continue
    const found = await statedIn(ports, row)
    if (found === 'forgotten') forgotten += 1
    else if (found) disclosed.push(found)
  }
  return { disclosed, forgotten }
}

/** undefined: nothing left. */
async function statedIn(ports: Ports, { id, index, at }: DecisionRow): Promise<Stated | 'forgotten' | undefined> {
  const entry = await ports.ledger.entry(id)
  const parts = entry && (await openParts(ports, entry, ['request', 'decision']))
  const request = parts && partOf(parts, 'request')
  const decision = parts && partOf(parts, 'decision')
  if (!request || !decision) return 'forgotten'
  const settled = await ports.ledger.settlementOf(id)
  const settlement = settled && partOf(await openParts(ports, settled, ['settlement']), 'settlement')
  if (settled && !settlement) return 'forgotten'
  if (settlement && settlement.result !== 'settled') return undefined
  const fields = (settlement?.fields ?? decision.fields).filter(
    ({ treatment, waiting }) => treatment !== 'withhold' && !waiting,
  )
  const obligations = [...decision.obligations, ...(settlement?.obligations ?? [])]
  return { decisionId: id, index, at, request, settlement: settlement ?? null, fields, obligations }
}
