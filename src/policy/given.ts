/**
 * Input for the workbench: a policy input, or a part of one laid over the default of policies/default.json. Objects are
 * laid over member by member, lists take the place of lists, and a judgement needs no more than its type and scope: the
 * rest is as the table says it would be given. A whole policy input stays as it is.
 */
import { z } from 'zod'
import { pointersOf, REPORT } from '../domain/shape-faults.ts'
import type { Facts } from './facts.ts'
import { type PolicyInput, policyInputSchema } from './input.ts'
import type { Entrypoint } from './output.ts'
import { PolicyProblems } from './problems.ts'
import { NO_SCOPE, supposedGiver, supposedJudgement } from './supposed.ts'

const part = z.record(z.string(), z.unknown())
export const defaultSchema = z.strictObject({
  about: z.strictObject({ nl: z.string(), en: z.string() }),
  input: policyInputSchema,
  act: part,
  judgement: part,
  record: part,
  settings: part,
})
export type Default = z.infer<typeof defaultSchema>

/** Throws PolicyProblems: `name: /pointer: what is wrong`, every problem at once. `at` is where in the file it stands. */
export function parsed<T>(schema: z.ZodType<T>, name: string, value: unknown, at = ''): T {
  const result = schema.safeParse(value, REPORT)
  if (result.success) return result.data
  throw new PolicyProblems(
    result.error.issues.map(({ path, message }) => `${name}: ${at}/${path.map(pointer).join('/')}: ${message}`),
    pointersOf(result.error).map((place) => ({ ...place, pointer: `${at}${place.pointer}` })),
  )
}

function pointer(key: PropertyKey): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1')
}

/** The policy input that this part of one stands for. Throws PolicyProblems under the name of its file and its place. */
export function inputFrom(given: unknown, name: string, base: Default, facts: Facts, at = ''): PolicyInput {
  const part = parsed(givenSchema, name, given, at)
  const isAct = isObject(part.act)
  const { act, attestations, records, ...rest } = part
  const whole = laidOver(isAct ? { ...base.input, inquiry: null } : base.input, rest)
  const asker = parsed(askerSchema, name, whole, at).caller.person
  const input = {
    ...whole,
    ...(isAct ? { act: actFrom(act, base, facts, asker) } : {}),
    ...(attestations ? { attestations: attestations.map((one) => judgementFrom(one, base, facts, asker)) } : {}),
    ...(records ? { records: records.map((one) => laidOver(base.record, one)) } : {}),
  }
  return parsed(policyInputSchema, name, input, at)
}

/** Laid one over the other: objects by member, everything else as a whole. */
export function laidOver(base: Readonly<Record<string, unknown>>, given: unknown): Record<string, unknown> {
  if (!isObject(given)) return { ...base }
  const members = Object.entries(given).map(([key, value]) => {
    const below = Object.hasOwn(base, key) ? base[key] : undefined
    return [key, isObject(below) && isObject(value) ? laidOver(below, value) : value]
  })
  return { ...base, ...Object.fromEntries(members) }
}

/** The question that this input asks: about an act, about fetched records, or about an inquiry. */
export function entrypointOf(input: PolicyInput): Entrypoint {
  if (input.act) return 'sluis/act'
  return input.records.length > 0 ? 'sluis/screen' : 'sluis/decide'
}

const givenSchema = z.looseObject({
  act: part.nullable().optional(),
  attestations: z.array(part).optional(),
  records: z.array(part).optional(),
})
const askerSchema = z.looseObject({ caller: z.looseObject({ person: z.string() }) })

function judgementFrom(given: Record<string, unknown>, base: Default, facts: Facts, asker: string): unknown {
  const scope = laidOver(NO_SCOPE, given.scope)
  const supposed = supposedJudgement(facts, String(given.type), { ...NO_SCOPE, ...scope }, asker)
  return { ...base.judgement, ...supposed, ...given, scope }
}

/** The judgement that an act gives or withdraws is that of the one who acts. */
function actFrom(given: unknown, base: Default, facts: Facts, actor: string): unknown {
  const act = laidOver(base.act, given)
  if (!isObject(act.attestation)) return act
  const { attestation } = act
  const scope = { ...NO_SCOPE, ...laidOver(NO_SCOPE, attestation.scope) }
  const giver = supposedGiver(facts, String(attestation.type), scope)
  return {
    ...act,
    attestation: judgementFrom({ by: actor, department: null, ...giver, ...attestation }, base, facts, actor),
  }
}

/** Facts of the log of which who asked was erased: to be answered for nobody, and least of all for another asker. */
export function lostAsker(given: unknown): boolean {
  return isObject(given) && given.caller === 'erased'
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
