/** Where facts come in, says policies/owners.json: every operation and every field it names is in the API description. */
import { expect, it } from 'vitest'
import { openApiDocument } from '../../../src/api/openapi.ts'
import { readOwners } from '../../../src/cli/policy/owners.ts'
import { POLICIES } from '../../policy/opa.ts'

type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}
type Operation = {
  readonly parameters?: readonly { readonly name: string }[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } }
}
const { paths } = openApiDocument() as { paths: Record<string, Record<string, Operation>> }

/** undefined: there is no such field. */
function below(schema: Schema | undefined, name: string): Schema | undefined {
  const [key = '', list] = name.split('[')
  const forms = schema?.anyOf ?? schema?.oneOf
  const found = schema?.properties?.[key] ?? forms?.map((one) => below(one, key)).find((one) => one)
  return list === undefined ? found : found?.items
}

function isThere(wire: string): boolean {
  const [method = '', path = '', field] = wire.split(' ')
  const operation = paths[path.replace(/^\/v1/, '')]?.[method.toLowerCase()]
  if (!operation || field === undefined) return operation !== undefined
  const given = operation.parameters?.some(({ name }) => name === field)
  const body = operation.requestBody?.content['application/json'].schema
  return given || field.split('.').reduce(below, body) !== undefined
}

it('names no operation and no field that is not there', () => {
  const wires = Object.entries(readOwners(POLICIES).facts).flatMap(([path, { wire }]) =>
    wire.filter((one) => one.includes(' /v1/')).map((one) => ({ path, wire: one })),
  )
  expect(wires.length).toBeGreaterThan(50)
  expect(wires.filter(({ wire }) => !isThere(wire))).toEqual([])
})

it.each([
  'PUT /v1/cases',
  'POST /v1/case regime',
  'POST /v1/cases colour',
  'POST /v1/holdings parts[].colour',
  'POST /v1/inquiries subject.colour',
  'GET /v1/decisions colour',
])('would find that "%s" is not there', (wire) => {
  expect(isThere(wire)).toBe(false)
})
