/** What an entry adds to the counts: a decision, a judgement that somebody waited for, a look in the log, an erasure. Pure. */
import { z } from 'zod'
import { canonicalText } from '../domain/canonical.ts'
import { scopeSchema } from '../domain/case.ts'
import type { EntryType } from '../domain/codes.ts'
import type { Entry } from '../ports.ts'
import type { Counted } from './decision-counts.ts'
import type { DecisionRow } from './decision-index.ts'
import type { OpenedParts } from './entry.ts'
import { type Part, type PartName, partOf } from './parts.ts'

/** Of these, what is read to count them. */
export const COUNTED_PARTS = ['caller', 'act', 'facts', 'decision', 'erasure'] as const satisfies readonly PartName[]
/** Of the log, what is counted beside the rows of the index. */
export const COUNTED: readonly EntryType[] = ['read', 'export', 'erasure']

/** A judgement that was given; of an act the log keeps it as it is. */
const givenSchema = z.looseObject({ attestation: z.looseObject({ type: z.string(), scope: scopeSchema }) })
/** A look in the log states a purpose; a look at a case or at a judgement states none, and is not counted. */
const lookSchema = z.looseObject({ act: z.looseObject({ purpose: z.string(), resource: z.string() }) })

export function countedOf(entry: Entry, parts: OpenedParts, row?: DecisionRow): readonly Counted[] {
  if (row) return decided(entry, parts, row)
  const erasure = partOf(parts, 'erasure')
  if (erasure) return [{ ...base(entry), kind: 'erased', oin: erasure.target.oin, ground: erasure.ground }]
  return looked(entry, parts)
}

function decided(entry: Entry, parts: OpenedParts, row: DecisionRow): readonly Counted[] {
  const decision = partOf(parts, 'decision')
  if (!decision) return []
  const refused = decision.findings.filter(({ effect }) => effect === 'deny').map(({ norm }) => norm)
  const counted: Counted = {
    kind: 'decided',
    row,
    inquiry: decision.inquiryId,
    refused: [...new Set(refused)].sort(),
    missing: beginsToWait(row, decision) ? decision.missing.map(missingOf) : null,
    account: partOf(parts, 'request')?.onAccountOf !== undefined,
  }
  const given = row.type === 'act' && row.outcome === 'permit' ? givenSchema.safeParse(parts.act) : undefined
  if (!given?.success) return [counted]
  const { type: attestation, scope } = given.data.attestation
  return [counted, { ...base(entry), kind: 'judged', caseId: row.caseId, missing: missingOf({ attestation, scope }) }]
}

/** On its first walk: later ones go on waiting. */
function beginsToWait({ type, outcome, id }: DecisionRow, { inquiryId }: Part<'decision'>): boolean {
  return type === 'decision' && outcome === 'review' && id === inquiryId
}

/** What is awaited is given in the same words: a judgement takes its scope from what an inquiry misses. */
function missingOf({ attestation, scope }: Pick<Part<'decision'>['missing'][number], 'attestation' | 'scope'>): string {
  return canonicalText({ attestation, scope })
}

function looked(entry: Entry, parts: OpenedParts): readonly Counted[] {
  const look = lookSchema.safeParse(parts.facts)
  const outcome = partOf(parts, 'decision')?.outcome
  if (!look.success || !outcome) return []
  const { purpose, resource } = look.data.act
  const caller = partOf(parts, 'caller')
  const who = { person: caller?.person ?? null, roles: caller?.roles ?? [] }
  return [{ ...base(entry), ...who, kind: 'looked', type: entry.type, purpose, resource, outcome }]
}

function base({ index, oin, at }: Entry) {
  return { index, oin, at }
}
