/** Judgements that could be otherwise: each that stands withdrawn, each that could be given, by another than the asker. Pure. */
import { canonicalText } from '../domain/canonical.ts'
import type { Verdict } from '../domain/decision.ts'
import { type Change, change, codes, type JudgementNamed, row, type Words, wordsOf } from './change.ts'
import type { Facts } from './facts.ts'
import type { AttestationInput, PolicyInput } from './input.ts'
import { fittedTo, NO_SCOPE, positiveOutcomes, scopesFor, supposedGiver, supposedJudgement } from './supposed.ts'

export function withdrawals(facts: Facts, { attestations }: PolicyInput): Change[] {
  return attestations.map((given, at) => ({
    ...change(
      'withdrawal',
      given.type,
      judgementWords(facts, given),
      (input) => ({ ...input, attestations: input.attestations.filter((one) => one !== given) }),
      `withdrawal ${at}`,
    ),
    judgement: judgementNamed(facts, given),
  }))
}

export function judgements(facts: Facts, input: PolicyInput): Change[] {
  return codes(facts.attestations).flatMap((type) => {
    const known = facts.attestations[type]
    if (!known) return []
    const scopes = scopesFor(facts, type, input)
    return scopes.flatMap((scope, at) =>
      positiveOutcomes(known).flatMap((outcome) => {
        const give = (to: PolicyInput): AttestationInput[] => {
          const fitting = scopesFor(facts, type, to)[at]
          const supposed = fitting && supposedJudgement(facts, type, fitting, to.caller.person)
          return supposed ? [{ ...fittedTo(to, supposed), outcome, validUntilDay: null }] : []
        }
        const [now] = give(input)
        // The same judgement is there already and nothing would change: its outcome, scope and tests are as supposed.
        if (!now || input.attestations.some((one) => counts(one, now, input))) return []
        if (scopes.slice(0, at).some((earlier) => canonicalText(earlier) === canonicalText(scope))) return []
        const given = change(
          'judgement',
          `${type}:${outcome}`,
          judgementWords(facts, now),
          (to) => withJudgements(to, give(to)),
          `judgement ${type} ${at}`,
        )
        const wordsAfter = (to: PolicyInput) => wordsOf('judgement', judgementWords(facts, give(to)[0] ?? now))
        const judgementAfter = (to: PolicyInput) => judgementNamed(facts, give(to)[0] ?? now)
        return [{ ...given, wordsAfter, judgement: judgementNamed(facts, now), judgementAfter }]
      }),
    )
  })
}

/** What a verdict waits for, given by another than the asker. */
export function withMissing(facts: Facts, input: PolicyInput, missing: Verdict['missing']): PolicyInput {
  const given = missing.flatMap(({ attestation, scope }) => {
    const about = { ...NO_SCOPE }
    for (const key of keysOf(about)) about[key] = scope[key] ?? null
    const supposed = supposedJudgement(facts, attestation, about, input.caller.person)
    return supposed ? [{ ...fittedTo(input, supposed), scope: about, validUntilDay: null }] : []
  })
  return withJudgements(input, given)
}

/** Judgements of these types about this question, given by another than the asker. */
export function withSupposed(facts: Facts, input: PolicyInput, types: readonly string[]): PolicyInput {
  const given = types.flatMap((type) =>
    scopesFor(facts, type, input).flatMap((scope) => {
      const supposed = supposedJudgement(facts, type, scope, input.caller.person)
      return supposed ? [{ ...fittedTo(input, supposed), validUntilDay: null }] : []
    }),
  )
  return withJudgements(input, given)
}

function keysOf<T extends object>(value: T): (keyof T)[] {
  return Object.keys(value) as (keyof T)[]
}

/** Each in the place of what was judged about the same. */
function withJudgements(input: PolicyInput, given: readonly AttestationInput[]): PolicyInput {
  const rest = input.attestations.filter((one) => !given.some((fresh) => isAboutTheSame(one, fresh)))
  return { ...input, attestations: [...rest, ...given] }
}

function isAboutTheSame(a: AttestationInput, b: AttestationInput): boolean {
  return (
    a.type === b.type &&
    Object.entries(a.scope).every(([key, value]) => Object.entries(b.scope).some(([k, v]) => k === key && v === value))
  )
}

/** A standing judgement that already says what is supposed. */
function counts(one: AttestationInput, supposed: AttestationInput, { caller, today }: PolicyInput): boolean {
  const passed = Object.entries(supposed.details).every(([name, value]) => value !== true || one.details[name] === true)
  const fresh = one.validUntilDay === null || one.validUntilDay >= today
  return (
    isAboutTheSame(one, supposed) && one.outcome === supposed.outcome && passed && fresh && one.by !== caller.person
  )
}

function judgementNamed(facts: Facts, { type, outcome, scope }: AttestationInput): JudgementNamed {
  const { subject, person, ...about } = scope
  const role = supposedGiver(facts, type, scope)?.role ?? ''
  return { type, outcome, role, scope: about, aboutSomebody: subject !== null || person !== null }
}

function judgementWords(facts: Facts, { type, outcome, scope }: AttestationInput): Words {
  const role = supposedGiver(facts, type, scope)?.role ?? '-'
  const about = Object.values(scope).filter((value) => value !== null)
  const where = about.length > 0 ? `, ${about.join(', ')}` : ''
  const { nl, en } = row(facts.attestations, type)
  return { nl: `${nl}: ${outcome}${where}, door ${role}`, en: `${en}: ${outcome}${where}, by ${role}` }
}
