/**
 * A judgement as somebody could give it: what a case of policies/cases does not spell out, and what a question "what if"
 * supposes. Positive, with every test passed, by a person who is not the asker. Pure.
 */
import type { Facts } from './facts.ts'
import type { AttestationInput, PolicyInput } from './input.ts'

type Scope = AttestationInput['scope']
type Row = Facts['attestations'][string]

const JUDGE = 'p-judge'
/** An officer of the gemeente, where the table leaves the organ free. */
const ORGAN = 'COL'

/** Outcomes of this type that count as a yes, in one order. */
export function positiveOutcomes(row: Row): string[] {
  return Object.keys(row.outcomes)
    .filter((outcome) => row.outcomes[outcome] === 'met')
    .sort()
}

/** What the table says about a judgement of this type; undefined: no such type. */
export function supposedJudgement(
  facts: Facts,
  type: string,
  scope: Scope,
  asker: string,
): Omit<AttestationInput, 'validUntilDay'> | undefined {
  const row = Object.hasOwn(facts.attestations, type) ? facts.attestations[type] : undefined
  if (!row) return undefined
  return {
    type,
    outcome: positiveOutcomes(row)[0] ?? Object.keys(row.outcomes).sort()[0] ?? '',
    scope,
    details: Object.fromEntries(Object.entries(row.details).map(([name, kind]) => [name, DETAIL[kind]])),
    by: asker === JUDGE ? `${JUDGE}-2` : JUDGE,
  }
}

/** In which role, and for which organ, somebody would give it. */
export function supposedGiver(
  facts: Facts,
  type: string,
  scope: Scope,
): { readonly role: string; readonly organ: string } | undefined {
  const row = Object.hasOwn(facts.attestations, type) ? facts.attestations[type] : undefined
  return row && { role: row.roles[0] ?? '', organ: organOf(facts, row, scope) }
}

const DETAIL = { boolean: true, number: 1, string: 'R-1' } as const satisfies Record<Row['details'][string], unknown>

function organOf(facts: Facts, { organs }: Row, scope: Scope): string {
  const [first = ORGAN] = organs ?? []
  if (first !== 'SOURCE') return first
  return (scope.source === null ? undefined : facts.sources[scope.source]?.organ) ?? scope.organ ?? ORGAN
}

/**
 * The same judgement, about this question: for this recipient, this task, this kind of processing, where its details must
 * say so to count.
 */
export function fittedTo<Judgement extends Pick<AttestationInput, 'details'>>(
  { inquiry, act }: PolicyInput,
  judgement: Judgement,
): Judgement {
  const fitting: Readonly<Record<string, string | null | undefined>> = {
    recipient: inquiry?.recipient.organ,
    statute: inquiry?.task,
    processing: act?.processing?.code,
  }
  const details = Object.entries(judgement.details).map(([name, value]) => [name, fitting[name] ?? value])
  return { ...judgement, details: Object.fromEntries(details) }
}

/** Scopes that a judgement of this type can have about this question; none where a part of it is unknown. */
export function scopesFor(facts: Facts, type: string, input: PolicyInput): Scope[] {
  const { inquiry, act, holding } = input
  const source = inquiry && Object.hasOwn(facts.sources, inquiry.source) ? facts.sources[inquiry.source] : undefined
  const fields = source?.fields ?? holding?.fields ?? {}
  const asked = inquiry && inquiry.fields.length > 0 ? inquiry.fields : Object.keys(fields)
  const categories = new Set(asked.map((name) => fields[name]?.category ?? null))
  const parts: Readonly<Record<keyof Scope, readonly (string | null)[]>> = {
    source: [inquiry?.source ?? null],
    department: [inquiry?.recipient.department ?? null],
    organ: organsOf(input, source?.organ),
    regime: [inquiry?.regime ?? act?.regime ?? input.case?.regime ?? null],
    purpose: inquiry ? [inquiry.purpose] : (act?.purposes ?? []),
    subject: [inquiry?.subject?.key ?? null],
    person: [input.caller.person],
    category: [...categories].sort(),
  }
  const wanted = facts.attestations[type]?.scope ?? []
  return wanted.reduce<Scope[]>(
    (scopes, key) =>
      scopes.flatMap((scope) => parts[key].flatMap((value) => (value === null ? [] : [{ ...scope, [key]: value }]))),
    [NO_SCOPE],
  )
}

/**
 * Whom a judgement that names an organ can be about: who holds the data, receives them, asks, or contributed to them. An
 * organ that is several of these stands there as often, so that a place means the same when the question changes.
 */
function organsOf(
  { inquiry, caller, holding, case: held }: PolicyInput,
  holder: string | undefined,
): readonly string[] {
  const parts = Object.values(holding?.parts ?? {})
  const about = inquiry ? [inquiry.recipient.organ, caller.organ] : [caller.organ, ...(held?.involved ?? [])]
  return [holder ?? holding?.organ ?? [], about, parts.flatMap(({ contributors }) => contributors)].flat()
}

export const NO_SCOPE: Scope = {
  source: null,
  department: null,
  category: null,
  organ: null,
  regime: null,
  purpose: null,
  subject: null,
  person: null,
}
