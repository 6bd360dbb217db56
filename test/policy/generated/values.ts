/** What a part of the policy input may be: codes of the tables, values of the schema, and what is seen in the bases. */
import { z } from 'zod'
import { canonicalText } from '../../../src/domain/canonical.ts'
import type { Facts } from '../../../src/policy/facts.ts'
import { type PolicyInput, policyInputSchema } from '../../../src/policy/input.ts'

type Path = readonly (string | number)[]
/** A value that is moved as one: a code, a number, a flag, a list of codes, or an object that may be absent. */
export type Leaf = { readonly path: Path; readonly value: unknown }

export type Values = {
  /** Leaves below one member of the input. */
  leavesOf(input: PolicyInput, member: keyof PolicyInput): Leaf[]
  /** What could stand there, in one order; what stands there now is among it. */
  possibleAt(leaf: Leaf): readonly unknown[]
}

/** What names a dataset goes together, and is no leaf: a field belongs to its source. */
const TOGETHER = ['inquiry/source', 'inquiry/fields']

export function valuesOf(facts: Facts, bases: readonly PolicyInput[]): Values {
  const known = new Map<string, Map<string, unknown>>()
  const learn = (name: string, value: unknown) => {
    const values = known.get(name) ?? new Map<string, unknown>()
    known.set(name, values.set(canonicalText(value), value))
  }
  learnSchema(z.toJSONSchema(policyInputSchema), [], learn)
  for (const [part, codes] of codesOf(facts)) for (const code of codes) learn(part, code)
  for (const base of bases) for (const { path, value } of everything(base, [])) learn(nameOf(path), value)
  const byName = new Map([...known].map(([name, values]) => [name, [...values.values()]]))
  const at = (name: string) => [...(byName.get(name) ?? []), ...(byName.get(lastOf(name)) ?? [])]
  const absent = new Set([...known].filter(([, values]) => values.has('null')).map(([name]) => name))

  function possibleAt({ path, value }: Leaf): readonly unknown[] {
    const name = nameOf(path)
    const whole = at(name)
    if (!Array.isArray(value)) return whole
    const one = at(`${name}/*`)
    return [
      ...value.map((_, gone) => value.filter((_, at) => at !== gone)),
      ...one.flatMap((code) => [[...value, code], [code]]),
      ...whole,
    ]
  }

  return {
    leavesOf: (input, member) =>
      everything(input[member], [member]).filter(({ path, value }) => {
        const name = nameOf(path)
        return !TOGETHER.includes(name) && (isLeafLike(value) || absent.has(name))
      }),
    possibleAt,
  }
}

/** By the last part of their name: the codes of a table can stand wherever that is asked for. */
function codesOf(facts: Facts): [string, readonly string[]][] {
  const keys = (table: object) => Object.keys(table)
  const states = Object.values(facts.states).flatMap(keys)
  const outcomes = Object.values(facts.attestations).flatMap((row) => keys(row.outcomes))
  return [
    ['purpose', keys(facts.purposes)],
    ['purposes/*', keys(facts.purposes)],
    ['task', keys(facts.tasks)],
    ['legalBasis/*', keys(facts.legal_bases)],
    ['organ', keys(facts.organs)],
    ['involved/*', keys(facts.organs)],
    ['department', keys(facts.departments)],
    ['role', keys(facts.roles)],
    ['roles/*', keys(facts.roles)],
    ['category', keys(facts.categories)],
    ['state', states],
    ['to', states],
    ['outcome', outcomes],
  ]
}

/** The values that a schema lists. */
function learnSchema(schema: unknown, path: Path, learn: (name: string, value: unknown) => void): void {
  if (!isObject(schema)) return
  const { properties, items, anyOf, type } = schema
  const listed = Array.isArray(schema.enum) ? schema.enum : type === 'boolean' ? [true, false] : []
  for (const value of type === 'null' ? [null] : listed) learn(nameOf(path), value)
  for (const one of Array.isArray(anyOf) ? anyOf : []) learnSchema(one, path, learn)
  if (isObject(properties)) for (const [key, one] of Object.entries(properties)) learnSchema(one, [...path, key], learn)
  if (items !== undefined) learnSchema(items, [...path, 0], learn)
}

function everything(value: unknown, path: Path): Leaf[] {
  const own = { path, value }
  if (Array.isArray(value)) {
    return isLeafLike(value) ? [own] : value.flatMap((one, at) => everything(one, [...path, at]))
  }
  if (!isObject(value)) return [own]
  return [own, ...Object.entries(value).flatMap(([key, one]) => everything(one, [...path, key]))]
}

/** The input with another value at one place. */
export function withValue<T>(whole: T, [key, ...rest]: Path, value: unknown): T
export function withValue(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value
  if (Array.isArray(whole)) return whole.map((one, at) => (at === key ? withValue(one, rest, value) : one))
  return isObject(whole) ? { ...whole, [key]: withValue(whole[key], rest, value) } : whole
}

/** Places in a list are alike: they are all called `*`. */
export function nameOf(path: Path): string {
  return path.map((key) => (typeof key === 'number' ? '*' : key)).join('/')
}

function lastOf(name: string): string {
  return /[^/]+(\/\*)?$/.exec(name)?.[0] ?? name
}

function isLeafLike(value: unknown): boolean {
  return Array.isArray(value) ? value.every((one) => typeof one === 'string') : !isObject(value)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
