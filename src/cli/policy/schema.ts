/** JSON Schema of the policy input, as the type checker of `opa check -s` can use it. Pure. */
import { z } from 'zod'
import { policyInputSchema } from '../../policy/input.ts'

/** Draft 7, made from the zod schema, so that TypeScript, the wire and Rego cannot drift apart. */
export function inputSchemaForOpa(): unknown {
  return forOpa(z.toJSONSchema(policyInputSchema, { target: 'draft-7' }))
}

/**
 * OPA's checker differs from the standard in two ways that would blind it. Of `type: [a, b]` it reads only the first,
 * so that becomes `anyOf`. And below `anyOf: [object, null]` it accepts any key, so a nullable object is shown to it as
 * the object: rules ask `is_null(input.case)`, never `input.case == null`.
 */
function forOpa(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(forOpa)
  if (typeof node !== 'object' || node === null) return node
  const { type, anyOf, ...rest } = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, forOpa(value)]))
  if (Array.isArray(type)) return { ...rest, anyOf: type.map((one) => ({ type: one })) }
  if (!Array.isArray(anyOf)) return type === undefined ? rest : { ...rest, type }
  const object = anyOf.find(isObject)
  return object !== undefined && anyOf.length === 2 && anyOf.some(isNull) ? { ...rest, ...object } : { ...rest, anyOf }
}

function isObject(schema: unknown): schema is object {
  return typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'object'
}

function isNull(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'null'
}
