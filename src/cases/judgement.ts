/** A judgement as it is asked to be recorded: shape and codes only; who may give it is the policy's word. Pure. */
import { z } from 'zod'
import type { Caller } from '../domain/caller.ts'
import { type Attestation, type AttestationRequest, attestationRequestSchema } from '../domain/case.ts'
import { REGIMES } from '../domain/codes.ts'
import { isHoldingSource } from '../domain/holding.ts'
import { no, ok, type Result } from '../errors.ts'
import type { AttestationType, Facts } from '../policy/facts.ts'
import { unknownCode } from '../policy/listed.ts'

export { attestationRequestSchema }
export const withdrawalRequestSchema = z.strictObject({ grounds: z.string().min(1).max(4000) })

const atHand = {
  inquiryId: z
    .uuid()
    .optional()
    .describe('Informatieverzoek waarvoor dit gebeurt: wacht het en mag u het zien, dan staat het vooraan'),
}
export const attestationPreviewSchema = attestationRequestSchema.extend(atHand)
export const withdrawalPreviewSchema = withdrawalRequestSchema.extend(atHand)

type Tables = Pick<Facts, 'attestations' | 'sources' | 'departments' | 'categories' | 'organs' | 'purposes'>
type Level = AttestationType['level']
type Problem = { readonly pointer: string; readonly message: string }

/** The attestation to be, or every problem: unknown type or outcome, missing scope, missing or mistyped details. */
export function drafted(
  facts: Tables,
  level: Level,
  request: AttestationRequest,
  caller: Caller,
  identity: { readonly id: string; readonly caseId: string | null; readonly at: string },
): Result<Attestation> {
  const type = Object.hasOwn(facts.attestations, request.type) ? facts.attestations[request.type] : undefined
  if (!type || type.level !== level) {
    const here = Object.entries(facts.attestations).flatMap(([code, one]) => (one.level === level ? [code] : []))
    return no('invalid-input', { problems: [{ pointer: '/type', message: `must be one of ${here.join(', ')}` }] })
  }
  const problems = [
    ...outcomeProblems(type, request),
    ...scopeProblems(type, request),
    ...codeProblems(facts, request),
    ...detailProblems(type, request),
  ]
  if (request.validUntil && request.validUntil < identity.at.slice(0, 10)) {
    problems.push({ pointer: '/validUntil', message: 'lies in the past' })
  }
  if (problems.length > 0) return no('invalid-input', { problems })
  return ok({
    ...identity,
    oin: caller.oin,
    type: request.type,
    outcome: request.outcome,
    scope: request.scope ?? {},
    details: request.details ?? {},
    grounds: request.grounds,
    by: caller.person,
    role: type.roles.find((role) => caller.roles.includes(role)) ?? '',
    organ: caller.organ,
    department: caller.department,
    validUntil: validity(type, request, identity.at),
    withdrawnBy: null,
  })
}

function outcomeProblems(type: AttestationType, request: AttestationRequest): Problem[] {
  return Object.hasOwn(type.outcomes, request.outcome)
    ? []
    : [{ pointer: '/outcome', message: `must be one of ${Object.keys(type.outcomes).join(', ')}` }]
}

function scopeProblems(type: AttestationType, request: AttestationRequest): Problem[] {
  const given = request.scope ?? {}
  const missing = type.scope
    .filter((key) => given[key] === undefined)
    .map((key) => ({ pointer: `/scope/${key}`, message: 'is needed' }))
  const foreign = Object.keys(given).filter((key) => !type.scope.some((known) => known === key))
  return [
    ...missing,
    ...foreign.map((key) => ({ pointer: `/scope/${key}`, message: 'does not belong to this judgement' })),
  ]
}

/** A scope stands open: in it are codes of the tables and keys, never words. What is held is looked up by who can see it. */
function codeProblems(facts: Tables, { scope = {} }: AttestationRequest): Problem[] {
  return CODES_OF_SCOPE.flatMap(([key, table]) => {
    const given = scope[key]
    if (given === undefined || (key === 'source' && isHoldingSource(given))) return []
    const isKnown = table === null ? REGIMES.some((one) => one === given) : Object.hasOwn(facts[table], given)
    if (isKnown) return []
    const message = table === null ? `must be one of ${REGIMES.join(', ')}` : unknownCode(facts, table, given)
    return [{ pointer: `/scope/${key}`, message }]
  })
}

/** null: closed by the wire. */
const CODES_OF_SCOPE = [
  ['source', 'sources'],
  ['department', 'departments'],
  ['category', 'categories'],
  ['organ', 'organs'],
  ['regime', null],
  ['purpose', 'purposes'],
] as const

/** A positive outcome whose tests are not all true would contradict itself. */
function detailProblems(type: AttestationType, request: AttestationRequest): Problem[] {
  const given = request.details ?? {}
  const expected: Record<string, string> = {
    ...type.details,
    ...Object.fromEntries(type.tests.map((test) => [test, 'boolean'])),
  }
  const problems = Object.entries(expected).flatMap(([key, kind]) => {
    const value = Object.hasOwn(given, key) ? given[key] : undefined
    const missing = value === undefined ? 'is missing; ' : ''
    return typeof value === kind ? [] : [{ pointer: `/details/${key}`, message: `${missing}must be ${kind}` }]
  })
  const foreign = Object.keys(given).filter((key) => !Object.hasOwn(expected, key))
  const failed = type.outcomes[request.outcome] === 'met' ? type.tests.filter((test) => given[test] === false) : []
  return [
    ...problems,
    ...foreign.map((key) => ({ pointer: `/details/${key}`, message: 'does not belong to this judgement' })),
    ...failed.map((test) => ({ pointer: `/details/${test}`, message: 'must be true for this outcome' })),
  ]
}

/** Never longer than the table allows; shorter when the judge says so. */
function validity(type: AttestationType, request: AttestationRequest, at: string): string | null {
  const limit =
    type.validDays === null ? null : new Date(Date.parse(at) + type.validDays * 86_400_000).toISOString().slice(0, 10)
  if (!request.validUntil) return limit
  return limit !== null && limit < request.validUntil ? limit : request.validUntil
}
