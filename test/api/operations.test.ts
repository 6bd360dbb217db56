/** The table of operations: what it says is what the design rules ask. */
import { describe, expect, it } from 'vitest'
import { openApiDocument } from '../../src/api/openapi.ts'
import { allowedMethods, OPERATIONS } from '../../src/api/operations.ts'
import { LIMITS } from '../../src/limits.ts'

type Body = { schema: { properties: Record<string, { description?: string }> }; example?: unknown }
type Described = {
  readonly responses: Record<string, unknown>
  readonly requestBody: { content: Bodies }
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
}
type Bodies = { 'application/json': Body }

describe('allowedMethods', () => {
  it('names the methods of a known path', () => {
    expect(allowedMethods('/v1/inquiries')).toEqual(['GET', 'POST'])
    expect(allowedMethods('/v1/inquiries/0190')).toEqual(['DELETE', 'GET'])
  })
  it('names none for an unknown path or a trailing slash', () => {
    expect(allowedMethods('/v1/inquiry')).toEqual([])
    expect(allowedMethods('/v1/inquiries/')).toEqual([])
  })
})

describe('openApiDocument', () => {
  const document = openApiDocument() as {
    paths: Record<string, Record<string, Described>>
  }
  const bodyOf = (path: string) => {
    const body = document.paths[path]?.post?.requestBody.content['application/json']
    if (!body) throw new Error(`${path} takes no body`)
    return body
  }

  it('describes every operation', () => {
    for (const { path, method } of OPERATIONS) expect(document.paths[path]?.[method], `${method} ${path}`).toBeDefined()
  })
  it('declares a problem for invalid input wherever input is taken', () => {
    for (const { path, method, open } of OPERATIONS) {
      if (!open) expect(Object.keys(document.paths[path]?.[method]?.responses ?? {})).toContain('400')
    }
  })
  it('names no operation twice', () => {
    expect(new Set(OPERATIONS.map((operation) => operation.id)).size).toBe(OPERATIONS.length)
  })
  it('gives an example where somebody asks, judges or brings in, and each is a body that is taken', () => {
    const given = OPERATIONS.filter(({ example }) => example !== undefined)
    const judged = ['attest', 'attestForOrganisation', 'hold', 'dischargeObligation', 'correct']
    const reviewed = ['drawSample', 'writeFinding', 'followUpFinding', 'makeStatement', 'tryPolicy']
    expect(given.map(({ id }) => id)).toEqual(['createInquiry', 'previewInquiry', ...judged, ...reviewed])
    for (const { body, example, id } of given) expect(body?.safeParse(example).success, id).toBe(true)
    expect(bodyOf('/inquiries').example).toMatchObject({ source: 'BEL/heffingen' })
  })
  it.each(['/inquiries', '/attestations', '/holdings', '/corrections', '/obligations/{id}/discharges'])(
    'says in Dutch what each member of a body at %s is',
    (path) => {
      for (const [name, member] of Object.entries(bodyOf(path).schema.properties))
        expect(member.description, name).toMatch(/^[A-Z]/)
    },
  )
  it('says where one may wait in line', () => {
    const lines = OPERATIONS.filter(({ path, method }) => {
      const described = document.paths[path]?.[method]?.parameters ?? []
      return described.some((one) => one.name === 'Prefer' && one.in === 'header')
    })
    // One for each place where a route does one thing at a time; a preview of a judgement is in four.
    expect(lines.map(({ id }) => id).sort()).toEqual(
      [
        ...['comparePolicies', 'drawSample', 'explainWhyNot', 'listAwaitedJudgements', 'listCases', 'listFindings'],
        ...['listObligations', 'listPolicyExamples', 'listRetention', 'makeStatement', 'previewAttestation'],
        ...['previewAttestationForOrganisation', 'previewOrganisationWithdrawal', 'previewWithdrawal', 'redrawSample'],
        ...['replayDecisions', 'tryPolicy'],
      ].sort(),
    )
  })
  it('gives the bounds of an Idempotency-Key', () => {
    expect(JSON.stringify(document.paths['/inquiries']?.post)).toContain(
      `"minLength":${LIMITS.idempotencyKeyCharsMin},"maxLength":${LIMITS.idempotencyKeyChars}`,
    )
  })
})
