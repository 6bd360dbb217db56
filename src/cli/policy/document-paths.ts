/**
 * What rules can read, as paths: the policy input, the tables and the local settings, from the schemas that check them.
 * `case.state`, `attestations[].scope.source`, `holding.parts.*.origin`, `data.facts.sources.*.lawful`. Pure.
 */
import { z } from 'zod'
import { factsSchema, settingsSchema } from '../../policy/facts.ts'
import { policyInputSchema } from '../../policy/input.ts'

/** A member by name, an element by its place, or null: any of them. */
export type Step = string | null

/** null: nothing below it. A list of plain values is one fact, and so is not parted. */
type Shape =
  | null
  | { readonly kind: 'object'; readonly members: Readonly<Record<string, Shape>> }
  | { readonly kind: 'record' | 'list'; readonly each: Shape }

/** Where steps lead. `unknown`: no schema has that place. */
export type Place = { readonly path: string; readonly kind: 'fact' | 'whole' | 'unknown' }

const input = shapeOf(z.toJSONSchema(policyInputSchema))
const data: Shape = {
  kind: 'object',
  members: { facts: shapeOf(z.toJSONSchema(factsSchema)), settings: shapeOf(z.toJSONSchema(settingsSchema)) },
}

/** Every fact of the policy input, in the order of its schema. */
export const INPUT_PATHS: readonly string[] = factsBelow(input, '')

/** Every column of the tables and of the local settings. */
export const DATA_PATHS: readonly string[] = factsBelow(data, 'data')

export function placesIn(root: 'input' | 'data', steps: readonly Step[]): Place[] {
  return root === 'input' ? follow(input, '', steps) : follow(data, 'data', steps)
}

function follow(shape: Shape, path: string, steps: readonly Step[]): Place[] {
  const [step, ...rest] = steps
  if (shape === null) return [{ path, kind: 'fact' }]
  if (step === undefined) return [{ path, kind: 'whole' }]
  if (shape.kind !== 'object') return follow(shape.each, below(path, shape), rest)
  if (step === null)
    return Object.entries(shape.members).flatMap(([name, one]) => follow(one, joined(path, name), rest))
  const member = Object.hasOwn(shape.members, step) ? shape.members[step] : undefined
  return member === undefined
    ? [{ path: joined(path, step), kind: 'unknown' }]
    : follow(member, joined(path, step), rest)
}

function factsBelow(shape: Shape, path: string): string[] {
  if (shape === null) return [path]
  if (shape.kind !== 'object') return factsBelow(shape.each, below(path, shape))
  return Object.entries(shape.members).flatMap(([name, one]) => factsBelow(one, joined(path, name)))
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

function below(path: string, { kind }: { readonly kind: 'record' | 'list' }): string {
  return kind === 'list' ? `${path}[]` : joined(path, '*')
}

/** Loose: bounds and patterns do not matter to where a fact stands. */
type JsonSchema = {
  readonly type?: unknown
  readonly anyOf?: readonly unknown[]
  readonly properties?: Readonly<Record<string, unknown>>
  readonly additionalProperties?: unknown
  readonly items?: unknown
}

function shapeOf(schema: unknown): Shape {
  const { anyOf, properties, additionalProperties, items } = (schema ?? {}) as JsonSchema
  // What may be null has the shape of what it is when it is there.
  if (anyOf) return anyOf.map(shapeOf).find((one) => one !== null) ?? null
  if (properties) {
    return { kind: 'object', members: Object.fromEntries(Object.entries(properties).map(([k, v]) => [k, shapeOf(v)])) }
  }
  if (typeof additionalProperties === 'object') return { kind: 'record', each: shapeOf(additionalProperties) }
  const each = items === undefined ? null : shapeOf(items)
  return each && { kind: 'list', each }
}
