/**
 * Cases: whole decisions that a lawyer can read, one a file in policies/cases, and the rows of norms in its folder norms.
 * What is given (over the default), and what must follow: outcome, treatment and deciding norms of every field, what is
 * missing. Compared as sets. Pure.
 */
import { z } from 'zod'
import { canonicalText } from '../domain/canonical.ts'
import { EFFECTS, OUTCOMES, TREATMENTS } from '../domain/codes.ts'
import { missingSchema, type Verdict } from '../domain/decision.ts'
import type { Answered, Screening } from './answers.ts'
import type { Facts } from './facts.ts'
import { type Default, entrypointOf, inputFrom, laidOver, parsed } from './given.ts'
import type { PolicyInput } from './input.ts'
import { type RowExpected, rowDifferences } from './norm-rows.ts'
import type { Entrypoint } from './output.ts'
import { PolicyProblems } from './problems.ts'

const text = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) })
const part = z.record(z.string(), z.unknown())
const norms = z.array(z.string())
const treatment = z.enum(TREATMENTS)

const verdictExpected = z.strictObject({
  outcome: z.enum(OUTCOMES),
  /** Every field of the answer: `hit` for a question about existence, none for an act. */
  fields: z.record(z.string(), z.strictObject({ treatment, norms })),
  missing: z.array(missingSchema).default([]),
  /** If given: every obligation. */
  obligations: z.array(z.string()).optional(),
  /** If given: every norm that spoke with this effect, or as the only reason that may be shown. */
  spoke: z.partialRecord(z.enum([...EFFECTS, 'discreet']), norms).optional(),
})
const screeningExpected = z.strictObject({
  records: z.array(
    z.strictObject({
      released: z.boolean(),
      norms,
      treatments: z.record(z.string(), treatment).default({}),
      dropped: z.array(z.strictObject({ field: z.string(), index: z.number().int() })).default([]),
    }),
  ),
})

const caseSchema = z.strictObject({
  title: text,
  /** Why it is decided so, where the norms alone do not say it. */
  remark: text.optional(),
  given: part,
  /** The same holds with each of these laid over what is given. */
  each: z.array(part).min(1).optional(),
  /** Local settings, laid over those of the default. */
  settings: part.optional(),
  expect: z.union([verdictExpected, screeningExpected]),
})
type Case = z.infer<typeof caseSchema>
type Expected = Case['expect'] | RowExpected

/** One question of a case, or a row: a case with `each` has several. */
export type Asked = {
  /** Name of the case, with the number of the variation where it has them; of a row file, norm and number. */
  readonly name: string
  readonly title: z.infer<typeof text>
  readonly input: PolicyInput
  readonly settings: unknown
  readonly entrypoint: Entrypoint
  readonly expect: Expected
}

/** The questions of one case: one, or one for each variation. Throws PolicyProblems under the name of its file. */
export function questionsOf(document: unknown, file: string, base: Default, facts: Facts): Asked[] {
  const { title, given, each, settings, expect } = parsed(caseSchema, file, document)
  const name = file.replace(/^cases\/|\.json$/g, '')
  return (each ?? [{}]).map((variation, at) => {
    const input = inputFrom(laidOver(given, variation), file, base, facts)
    const entrypoint = entrypointOf(input)
    if ('records' in expect !== (entrypoint === 'sluis/screen')) {
      throw new PolicyProblems([`${file}: /expect: records are expected of a case that gives records, and of no other`])
    }
    return {
      name: each ? `${name}#${at + 1}` : name,
      title,
      input,
      settings: laidOver(base.settings, settings),
      entrypoint,
      expect,
    }
  })
}

/** Norms that a case expects to decide or to speak. A row is about its own norm alone, and counts as a row. */
export function expectedNorms({ expect }: Asked): string[] {
  if ('norm' in expect) return []
  if ('records' in expect) return expect.records.flatMap((record) => record.norms)
  return [...Object.values(expect.fields).flatMap((field) => field.norms), ...Object.values(expect.spoke ?? {}).flat()]
}

/** What differs from what was expected, a line each; empty: nothing. */
export function differences(expect: Expected, answered: Answered): string[] {
  if ('norm' in expect) return rowDifferences(expect, answered)
  if ('records' in expect) {
    const records = answered.kind === 'screening' ? answered.screening.records.map(recordOf) : []
    return differs('records', expect.records.map(recordOf), records)
  }
  if (answered.kind !== 'verdict') return ['a screening was answered']
  const { outcome, fields, missing, obligations, findings } = answered.verdict
  const found = Object.fromEntries(fields.map((one) => [one.name, one]))
  const names = [...new Set([...Object.keys(expect.fields), ...Object.keys(found)])].sort()
  return [
    ...differs('outcome', expect.outcome, outcome),
    ...names.flatMap((name) => differs(`field ${name}`, fieldOf(expect.fields[name]), fieldOf(found[name]))),
    ...differs('missing', asSet(expect.missing.map(needOf)), asSet(missing.map(needOf))),
    ...(expect.obligations
      ? differs('obligations', asSet(expect.obligations), asSet(obligations.map((one) => one.obligation)))
      : []),
    ...Object.entries(expect.spoke ?? {}).flatMap(([effect, wanted]) =>
      differs(`spoke ${effect}`, asSet(wanted), asSet(spokeWith(findings, effect))),
    ),
  ]
}

function spokeWith(findings: Verdict['findings'], effect: string): string[] {
  return findings.filter((one) => (effect === 'discreet' ? one.discreet : one.effect === effect)).map((one) => one.norm)
}

function differs(what: string, wanted: unknown, found: unknown): string[] {
  const [a, b] = [canonicalText(wanted), canonicalText(found)]
  return a === b ? [] : [`${what}: ${b}, expected ${a}`]
}

function fieldOf(field: { readonly treatment: string; readonly norms: readonly string[] } | undefined): unknown {
  return field ? { treatment: field.treatment, norms: asSet(field.norms) } : 'absent'
}

function needOf(need: Verdict['missing'][number]): unknown {
  return { ...need, roles: asSet(need.roles) }
}

function recordOf({ released, norms, treatments, dropped }: Omit<Screening['records'][number], 'index'>): unknown {
  return { released, norms: asSet(norms), treatments, dropped: asSet(dropped) }
}

function asSet(items: readonly unknown[]): string[] {
  return [...new Set(items.map((item) => (typeof item === 'string' ? item : canonicalText(item))))].sort()
}
