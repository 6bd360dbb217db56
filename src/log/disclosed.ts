/**
 * To whom a datum was disclosed before, or is about to be, out of the log: who must be told when it is corrected (AVG 19).
 * Nothing of what it said comes along.
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
 * `subjects`: all pseudonyms of one subject; null: a source that answers about nobody; absent: whoever was asked about, as of a document
 * that can be asked for with and without a subject. `caseId` null: whatever the case.
 */
export type Datum = {
  readonly source: string
  readonly subjects?: readonly string[] | null
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
  const { source, subjects, caseId } = datum
  const rows = await ports.decisionIndex.search(oin, {
    source,
    outcome: 'permit',
    ...(subjects ? { subjects } : {}),
    ...(caseId === null ? {} : { caseId }),
    count: LIMITS.correctionDecisions + 1,
  })
  if (rows.length > LIMITS.correctionDecisions) return undefined
  const found: Disclosed[] = []
  for (const [i, row] of rows.entries()) {
    if (i % STRETCH_DECISIONS === STRETCH_DECISIONS - 1) await turn()
    if (row.type !== 'decision' || row.oin !== oin) continue
    if (subjects !== undefined && !isAbout(subjects, row.subject)) continue
    const recipient = await recipientOf(ports, row.id, datum)
    if (recipient) found.push({ ...recipient, decisionId: row.id, at: row.at })
  }
  return found
}

function isAbout(subjects: readonly string[] | null, subject: string | null): boolean {
  return subjects === null || subject === null ? subjects === subject : subjects.includes(subject)
}

/** Each once. */
export function recipientsOf(disclosed: readonly Disclosed[]): Recipient[] {
  const all = disclosed.map(({ organ, department }) => [`${organ} ${department}`, { organ, department }] as const)
  return [...new Map(all).values()]
}

/** A question on its way counts as well: its source may have answered before it was corrected, and nobody looks again. */
async function recipientOf(ports: Ports, decisionId: string, { fields }: Datum): Promise<Recipient | undefined> {
  const settled = await ports.ledger.settlementOf(decisionId)
  const settlement = settled && partOf(await openParts(ports, settled, ['settlement']), 'settlement')
  if (settled && !(settlement && left(settlement, fields))) return undefined
  const entry = await ports.ledger.entry(decisionId)
  const parts = entry && (await openParts(ports, entry, ['request', 'decision']))
  if (!parts) return undefined
  const decided = partOf(parts, 'decision')?.fields ?? []
  return settled || touched(decided, [...fields, 'hit']) ? partOf(parts, 'request')?.recipient : undefined
}

/** A hit tells that the source knows the subject: what is corrected may be why. Of records, only a field that went. */
function left({ result, hit, records, fields: decided = [] }: Part<'settlement'>, fields: readonly string[]): boolean {
  if (result !== 'settled') return false
  if (hit !== null && hit !== undefined) return hit
  return (records ?? 0) > 0 && touched(decided, fields)
}

function touched(decided: readonly FieldDecision[], fields: readonly string[]): boolean {
  return decided.some((one) => went(one) && fields.some((name) => touches(one.name, name)))
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
