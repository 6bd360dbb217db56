/** What a decision of the log obliges to, in words: what is owed and until when, apart from what would be. Pure. */
import { owedBy, owedOf } from '../cases/duties.ts'
import type { OpenedParts } from '../log/entry.ts'
import { partOf } from '../log/parts.ts'
import type { Facts } from '../policy/facts.ts'
import type { Entry } from '../ports.ts'
import { union } from '../steps/redact.ts'
import { obligationText } from '../steps/respond.ts'
import type { DecisionRecord } from './documents-decision.ts'

/** `settlement`: what is left of it; null: there is none. null as an answer: what was decided is erased, or it was no decision. */
export function obligationsOf(
  facts: Pick<Facts, 'obligations'>,
  { type, at }: Pick<Entry, 'type' | 'at'>,
  parts: OpenedParts,
  settlement: OpenedParts | null,
): DecisionRecord['obligations'] {
  const decision = partOf(parts, 'decision')
  if (!decision) return null
  const settled = settlement ? partOf(settlement, 'settlement') : undefined
  // What was found in the data that left obliges as well.
  const obligations = union(decision.obligations, settled?.obligations ?? [])
  const owed = owedOf(type, { ...decision, obligations }, settled?.result === 'settled')
  const rejectedDay = partOf(parts, 'facts')?.case?.rejectedDay ?? null
  return obligations.map((one) => {
    const { owners, due } = owedBy(facts, one.obligation, at, rejectedDay)
    const isOwed = owed.includes(one)
    return { ...one, text: obligationText(facts, one.obligation), owners, owed: isOwed, due: isOwed ? due : null }
  })
}
