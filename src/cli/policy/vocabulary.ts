/** The words that rules may compare with, by the name of what holds them, and where the policy input may be null. Pure. */
import { z } from 'zod'
import { EFFECTS, OUTCOMES, TREATMENTS } from '../../domain/codes.ts'
import { type Facts, factsSchema } from '../../policy/facts.ts'
import { policyInputSchema } from '../../policy/input.ts'

/** Loose: bounds and patterns say no words. */
type JsonSchema = {
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly type?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly items?: JsonSchema
  readonly additionalProperties?: JsonSchema | boolean
  readonly propertyNames?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
}
type Named = readonly [name: string, words: readonly string[]]

const INPUT = z.toJSONSchema(policyInputSchema) as JsonSchema
const CLOSED = [INPUT, z.toJSONSchema(factsSchema) as JsonSchema].flatMap(closedLists)

/** Codes of the tables by table, and what the schemas close by the name of the member that holds it: `purposes`, `mode`. */
export function wordsOf(facts: Facts): Readonly<Record<string, readonly string[]>> {
  const { states, lift: _, transitions: __, ...tables } = facts
  const lists: readonly Named[] = [
    ...Object.entries(tables).map(([table, rows]): Named => [table, Object.keys(rows)]),
    ...CLOSED,
    ['states', Object.values(states).flatMap((track) => Object.keys(track))],
    ['outcomes', Object.values(facts.attestations).flatMap((row) => Object.keys(row.outcomes))],
    ['verdicts', OUTCOMES],
    ['effect', EFFECTS],
    ['treatment', TREATMENTS],
  ]
  const names = [...new Set(lists.map(([name]) => name))]
  return Object.fromEntries(
    names.map((name) => [name, [...new Set(lists.flatMap(([of, words]) => (of === name ? words : [])))].sort()]),
  )
}

/** Places of the policy input that may be null, and have places below them: `case`, `inquiry.subject`. */
export const NULLABLE: readonly string[] = nullableBelow(INPUT, '')

/** Words that a member closes by itself, without those of its members. */
function wordsIn({
  enum: words,
  const: word,
  anyOf,
  items,
  additionalProperties,
  propertyNames,
}: JsonSchema): string[] {
  const each = typeof additionalProperties === 'object' ? [additionalProperties] : []
  const inside = [...(anyOf ?? []), ...(items ? [items] : []), ...each, ...(propertyNames ? [propertyNames] : [])]
  return [...(words ?? []), word].filter((one) => typeof one === 'string').concat(inside.flatMap(wordsIn))
}

function closedLists(schema: JsonSchema): Named[] {
  const { anyOf, items, additionalProperties, properties } = schema
  const each = typeof additionalProperties === 'object' ? [additionalProperties] : []
  const inside = [...(anyOf ?? []), ...(items ? [items] : []), ...each, ...Object.values(properties ?? {})]
  return [
    ...Object.entries(properties ?? {})
      .map(([name, member]): Named => [name, wordsIn(member)])
      .filter(([, words]) => words.length > 0),
    ...inside.flatMap(closedLists),
  ]
}

function nullableBelow({ anyOf, properties }: JsonSchema, path: string): string[] {
  if (anyOf) {
    const below = anyOf.flatMap((one) => nullableBelow(one, path))
    const parted = anyOf.some((one) => one.properties) && anyOf.some((one) => one.type === 'null')
    return parted ? [path, ...below] : below
  }
  return Object.entries(properties ?? {}).flatMap(([name, member]) =>
    nullableBelow(member, path === '' ? name : `${path}.${name}`),
  )
}
