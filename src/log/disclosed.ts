/**
 * To whom a datum was disclosed before, out of the log: who must be told when it is corrected (AVG 19). Only what left
 * counts, and nothing of what it said comes along.
 */
import type { FieldDecision } from '../domain/decision.ts'
import type { Recipient } from '../domain/duty.ts'
import { LIMITS } from '../limits.ts'
import type { Ledger } from '../ports.ts'
import type { DecisionIndex } from './decision-index.ts'
import { openParts, type Vault } from './entry.ts'
import { type Part, partOf } from './parts.ts'
import { turn } from './turn.ts'

/**
 * `subject` by its pseudonym; null: a source that answers about nobody; absent: whoever was asked about, as of a document
 * that can be asked for with and without a subject. `caseId` null: whatever the case.
 */
export type Datum = {
  readonly source: string
  readonly subject?: string | null
  readonly caseId: string | null
  readonly fields: readonly string[]
}
export type Disclosed = Recipient & { readonly decisionId: string; readonly at: string }

type Ports = Vault & {
  readonly ledger: Pick<Ledger, 'entry' | 'settlementOf'>
  readonly decisionIndex: Pick<DecisionIndex, 'search'>
}

/** Looked at in a stretch; then whoever waits goes first. */
const STRETCH_DECISIONS = 8

/**
 * Newest first, as far as the index has come. undefined: there are more decisions than may be looked at, and a part of them
 * would be no answer. Throws when an entry was altered. An erased decision cannot say who received.
 */
export async function disclosedBefore(ports: Ports, oin: string, datum: Datum): Promise<Disclosed[] | undefined> {
  const { source, subject, caseId } = datum
  const rows = await ports.decisionIndex.search(oin, {
    source,
    outcome: 'permit',
    ...(typeof subject === 'string' ? { subject } : {}),
    ...(caseId === null ? {} : { caseId }),
    count: LIMITS.correctionDecisions + 1,
  })
  if (rows.length > LIMITS.correctionDecisions) return undefined
  const found: Disclosed[] = []
  for (const [i, row] of rows.entries()) {
    if (i % STRETCH_DECISIONS === STRETCH_DECISIONS - 1) await turn()
    if (row.type !== 'decision' || row.oin !== oin) continue
    if (subject !== undefined && row.subject !== subject) continue
    const recipient = await recipientOf(ports, row.id, datum)
    if (recipient) found.push({ ...recipient, decisionId: row.id, at: row.at })
  }
  return found
}

/** Each once. */
export function recipientsOf(disclosed: readonly Disclosed[]): Recipient[] {
  const all = disclosed.map(({ organ, department }) => [`${organ} ${department}`, { organ, department }] as const)
  return [...new Map(all).values()]
}

async function recipientOf(ports: Ports, decisionId: string, { fields }: Datum): Promise<Recipient | undefined> {
  const settled = await ports.ledger.settlementOf(decisionId)
  const settlement = settled && partOf(await openParts(ports, settled, ['settlement']), 'settlement')
  if (!settlement || !left(settlement, fields)) return undefined
  const entry = await ports.ledger.entry(decisionId)
  return entry && partOf(await openParts(ports, entry, ['request']), 'request')?.recipient
}

/** A hit tells that the source knows the subject: what is corrected may be why. Of records, only a field that went. */
function left({ result, hit, records, fields: decided = [] }: Part<'settlement'>, fields: readonly string[]): boolean {
  if (result !== 'settled') return false
  if (hit !== null && hit !== undefined) return hit
  return (records ?? 0) > 0 && decided.some((one) => went(one) && fields.some((name) => touches(one.name, name)))
}

function went({ treatment, waiting }: FieldDecision): boolean {
  return treatment !== 'withhold' && !waiting
}

/** The same field, or one inside the other. */
function touches(a: string, b: string): boolean {
  return a === b || isInside(a, b) || isInside(b, a)
}

function isInside(name: string, whole: string): boolean {
  return name.startsWith(`${whole}.`) || name.startsWith(`${whole}[]`)
}
