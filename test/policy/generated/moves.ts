/** Sideways: one thing of a question is otherwise, for better or worse. Pure. */
import type { Facts } from '../../../src/policy/facts.ts'
import { type AttestationInput, type PolicyInput, policyInputSchema } from '../../../src/policy/input.ts'
import { scopesFor, supposedJudgement } from '../../../src/policy/supposed.ts'
import { type Leaf, type Values, withValue } from './values.ts'

/** Which move, and which of its variants: any number will do. */
export type Move = { readonly kind: number; readonly one: number; readonly other: number }
/** Every judgement is about the question as it is now, so that what a move asks for may be permitted again. */
export type Walk = { readonly moves: readonly Move[]; readonly refit: boolean }

/** Members that no move touches: the canary of the answer, and the day on which everything else is counted. */
const FIXED = ['now', 'today']
const ABOUT_EXISTENCE = ['HITNOHIT', 'KNOWN_CHECK']

export type Walker = {
  walk(input: PolicyInput, walk: Walk): PolicyInput
  /** One step to every dataset, and to every value of each leaf of the question, of who asks and of the case. */
  everyStep(input: PolicyInput): PolicyInput[]
}

export function walker(facts: Facts, values: Values): Walker {
  const sources = Object.keys(facts.sources)
  const types = Object.keys(facts.attestations)
  // Of the schema, so that a member that comes to the input is moved too.
  const members = (Object.keys(policyInputSchema.shape) as (keyof PolicyInput)[]).filter((key) => !FIXED.includes(key))
  const kinds = [
    dataset,
    judgement,
    withdrawal,
    ...members.map((member) => (input: PolicyInput, one: number, other: number) => leaf(input, member, one, other)),
    // What is asked has the most leaves, and the norms speak most about it.
    (input: PolicyInput, one: number, other: number) => leaf(input, 'inquiry', one, other),
    dataset,
  ]

  function leaf(input: PolicyInput, member: keyof PolicyInput, one: number, other: number): PolicyInput {
    const found = pick(values.leavesOf(input, member), one)
    return (found && changed(input, found, pick(values.possibleAt(found), other))) ?? input
  }

  function changed(input: PolicyInput, { path }: Leaf, value: unknown): PolicyInput | undefined {
    const moved = policyInputSchema.safeParse(withValue(input, path, value))
    return moved.success ? asAsked(facts, moved.data) : undefined
  }

  function dataset(input: PolicyInput, one: number, other: number): PolicyInput {
    const source = pick(sources, one)
    if (!input.inquiry || source === undefined) return input
    const names = Object.keys(facts.sources[source]?.fields ?? {})
    const start = other % names.length
    const fields = input.inquiry.fields.length === 0 ? [] : names.slice(start, start + 1 + (other % 3)).sort()
    return asAsked(facts, { ...input, inquiry: { ...input.inquiry, source, fields } }) ?? input
  }

  function judgement(input: PolicyInput, one: number, other: number): PolicyInput {
    const type = pick(types, one)
    const scope = type && pick(scopesFor(facts, type, input), other)
    const given = type && scope && supposedJudgement(facts, type, scope, input.caller.person)
    const outcome = type && pick(Object.keys(facts.attestations[type]?.outcomes ?? {}), other)
    if (!given || !outcome) return input
    const judged: AttestationInput = { ...given, outcome, validUntilDay: null }
    return { ...input, attestations: [...input.attestations, judged] }
  }

  function withdrawal(input: PolicyInput, one: number): PolicyInput {
    const gone = pick(input.attestations, one)
    return { ...input, attestations: input.attestations.filter((given) => given !== gone) }
  }

  function refitted(input: PolicyInput): PolicyInput {
    const attestations = input.attestations.flatMap((given) => {
      const scopes = scopesFor(facts, given.type, input)
      return scopes.length === 0 ? [given] : scopes.map((scope) => ({ ...given, scope }))
    })
    return { ...input, attestations }
  }

  return {
    walk(input, { moves, refit }) {
      const moved = moves.reduce((at, { kind, one, other }) => (pick(kinds, kind) ?? withdrawal)(at, one, other), input)
      return refit && moved.inquiry ? refitted(moved) : moved
    },
    everyStep: (input) => [
      ...sources.map((_, at) => dataset(input, at, 0)),
      ...(['inquiry', 'caller', 'case'] as const)
        .flatMap((member) => values.leavesOf(input, member))
        .flatMap((leaf) => values.possibleAt(leaf).flatMap((value) => changed(input, leaf, value) ?? [])),
    ],
  }
}

/** As the broker asks it (validate, assemble): an inquiry or an act, fields where they are named, a case if one is named. */
function asAsked(facts: Facts, input: PolicyInput): PolicyInput | undefined {
  const { inquiry, act, records } = input
  if ((inquiry === null) === (act === null) || (act && records.length > 0)) return undefined
  if (!inquiry) return input
  const { mode, source, namesCase } = inquiry
  const named =
    inquiry.fields.length > 0 || mode !== 'DETAIL'
      ? inquiry.fields
      : Object.keys(facts.sources[source]?.fields ?? {}).slice(0, 1)
  const fields = ABOUT_EXISTENCE.includes(mode) ? [] : named
  // Only records of a source that says under which article they stand say so.
  const article = facts.sources[source]?.control.wpgArticle
  return {
    ...input,
    inquiry: { ...inquiry, fields },
    case: namesCase ? input.case : null,
    records: article ? records : records.map((record) => ({ ...record, wpgArticle: null })),
  }
}

export function pick<T>(items: readonly T[], any: number): T | undefined {
  return items[any % items.length]
}
