/** Judgements of a case (/v1/cases/{id}/attestations) and of the organisation (/v1/attestations): append-only. */
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import { type Act, act, hasPart, judge, rehearsed } from '../acts.ts'
import {
  attestationPreviewSchema,
  attestationRequestSchema,
  drafted,
  withdrawalPreviewSchema,
  withdrawalRequestSchema,
} from '../cases/judgement.ts'
import type { Caller } from '../domain/caller.ts'
import type { Attestation } from '../domain/case.ts'
import { STOPS_AND_HOLDS } from '../domain/codes.ts'
import { holdingAsked } from '../domain/holding.ts'
import { effectsOf, NO_CHANGES, NO_EFFECTS, type SupposedEffects, supposedEffectsOf } from '../effects.ts'
import { scopeOfContent, scopeOfOrganisation } from '../erasure/scopes.ts'
import { no, ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { sealContent } from '../log/content.ts'
import { judgementInput } from '../policy/assemble.ts'
import type { HeldCase } from '../ports.ts'
import { oneAtATime } from './alone.ts'
import { type AppPorts, answer, bodyOf, callerOf, entered, notFound, queryOf, traceOf } from './context.ts'
import { json } from './http.ts'
import { holdingJudged } from './judged-holding.ts'
import { look, lookAtWords } from './looking.ts'
import { nextVersion } from './next-version.ts'
import { attestationQuerySchema } from './queries.ts'

type Refusal = ReturnType<typeof no>

/** Mounted twice: under a case, where `:caseId` is in the path, and at the top for the organisation. */
export function attestationRoutes(ports: AppPorts, level: 'case' | 'organisation'): Hono {
  const app = new Hono()
  // A preview evaluates as many questions as giving does, and can be repeated as often as one likes.
  const alone = oneAtATime()

  app.post('/', (c) => answer(c, () => done(c, giving)))
  app.post('/_preview', (c) => answer(c, () => previewed(c, giving)))
  app.post('/:attestationId/withdrawals', (c) => answer(c, () => done(c, withdrawing)))
  app.post('/:attestationId/withdrawals/_preview', (c) => answer(c, () => previewed(c, withdrawing)))

  type Asked = {
    readonly caller: Caller
    readonly request: Act
    readonly value: Attestation
    /** Of a preview: the inquiry that it is judged for. */
    readonly inquiryId?: string | undefined
  }
  type Asking = (c: Context, as: 'done' | 'previewed') => Promise<Result<Asked>>

  async function giving(c: Context, as: 'done' | 'previewed'): Promise<Result<Asked>> {
    const found = await place(c)
    if (!found.ok) return found
    const { caller, held } = found.value
    const body = await bodyOf<z.ZodType<z.output<typeof attestationPreviewSchema>>>(
      c,
      as === 'done' ? attestationRequestSchema : attestationPreviewSchema,
    )
    if (!body.ok) return toWhoHasPart(found.value, body)
    const stands = held?.attestations ?? (await ports.cases.organisationAttestations(caller.oin))
    if (stands.length >= roomFor(body.value.type, held)) {
      const problems = [{ pointer: '', message: 'there are too many attestations here' }]
      return toWhoHasPart(found.value, no('invalid-input', { problems }))
    }
    const identity = { id: ports.newId(), caseId: held?.value.id ?? null, at: ports.clock().toISOString() }
    const { inquiryId, ...given } = body.value
    const draft = drafted(ports.facts, level, given, caller, identity)
    if (!draft.ok) return toWhoHasPart(found.value, draft)
    const value = draft.value
    const about = await holdingJudged(ports, caller, held, value.scope)
    const request: Act = {
      entry: 'act',
      held,
      ...about,
      input: { kind: 'attest', attestation: judgementInput(value) },
      content: { attestation: value },
      changes: async () => [
        ...(held ? [await nextVersion(ports, held.value)] : []),
        { kind: 'attestation', value, sealed: await sealed(value, about.keptWith ?? value.caseId) },
      ],
    }
    if (await isNowhere(caller, request, value)) {
      return no('invalid-input', { problems: [{ pointer: '/scope/source', message: 'this code is not known' }] })
    }
    return ok({ caller, request, value, inquiryId })
  }

  // Those of a case stand in the case.
  if (level === 'organisation') app.get('/', (c) => answer(c, () => list(c)))

  /** Codes and dates for everybody; words, and who gave them, for whom the policy shows them. The look is logged first. */
  async function list(c: Context): Promise<Result<Response>> {
    const caller = await callerOf(ports, c)
    if (!caller.ok) return caller
    const query = queryOf(c, attestationQuerySchema)
    if (!query.ok) return query
    const types = query.value.type?.split(',')
    const words = await lookAtWords(ports, c, caller.value, 'attestations')
    if (!words.ok) return words
    const given = await ports.cases.organisationAttestations(caller.value.oin)
    const may = words.value ? reader(caller.value) : () => false
    const asked = given.filter(({ type }) => types?.includes(type) ?? true)
    const items = asked.map((one) => (may(one) ? shown(one) : codesOf(one)))
    return ok(json(c, 200, { items, next: null }))
  }

  async function withdrawing(c: Context, as: 'done' | 'previewed'): Promise<Result<Asked>> {
    const found = await place(c)
    if (!found.ok) return found
    const { caller, held } = found.value
    const body = await bodyOf<z.ZodType<z.output<typeof withdrawalPreviewSchema>>>(
      c,
      as === 'done' ? withdrawalRequestSchema : withdrawalPreviewSchema,
    )
    if (!body.ok) return toWhoHasPart(found.value, body)
    const value = await ports.cases.attestation(caller.oin, c.req.param('attestationId') ?? '')
    if (!value || value.caseId !== (held?.value.id ?? null) || value.withdrawnBy !== null) return notFound()
    const request: Act = {
      entry: 'act',
      held,
      ...(await holdingJudged(ports, caller, held, value.scope)),
      input: { kind: 'withdraw', attestation: judgementInput(value) },
      content: { withdrawn: value.id, grounds: body.value.grounds },
      changes: async (decision) => [
        ...(held ? [await nextVersion(ports, held.value)] : []),
        { kind: 'attestation-withdrawn', id: value.id, by: caller.person, at: decision.at },
      ],
    }
    return ok({ caller, request, value, inquiryId: body.value.inquiryId })
  }

  type Place = { readonly caller: Caller; readonly held: HeldCase | null }
  async function place(c: Context): Promise<Result<Place>> {
    const caller = await callerOf(ports, c)
    if (!caller.ok) return caller
    if (level === 'organisation') return ok({ caller: caller.value, held: null })
    const held = await ports.cases.find(caller.value.oin, c.req.param('caseId') ?? '')
    return held ? ok({ caller: caller.value, held }) : notFound()
  }

  /** The policy says it of each judgement; those that are alike for it are asked about once. */
  function reader(caller: Caller): (one: Attestation) => boolean {
    const known = new Map<string, boolean>()
    return (one) => {
      const key = JSON.stringify([one.type, one.scope.source, one.scope.organ, one.by === caller.person])
      const before = known.get(key)
      if (before !== undefined) return before
      const input = { kind: 'read', resource: 'attestation', attestation: judgementInput(one) } as const
      const judged = judge(ports, caller, { input, held: null })
      const may = judged.ok && judged.value.decision.outcome === 'permit'
      known.set(key, may)
      return may
    }
  }

  /** What is wrong with a judgement in it would tell anybody else that the case is there. */
  function toWhoHasPart({ caller, held }: Place, refusal: Refusal): Refusal {
    return held === null || hasPart(ports, caller, held) ? refusal : notFound()
  }

  /** A scope stands open and names nothing that is not there. Only who may give the judgement learns that it is not. */
  async function isNowhere(caller: Caller, request: Act, { scope }: Attestation): Promise<boolean> {
    const id = holdingAsked(scope.source ?? '')
    if (id === null || (await ports.cases.holding(caller.oin, id))) return false
    const judged = judge(ports, caller, request)
    return judged.ok && judged.value.decision.outcome === 'permit'
  }

  function sealed(value: Attestation, caseId: string | null) {
    const { oin, at } = value
    const scope = caseId === null ? scopeOfOrganisation(oin) : scopeOfContent(oin, caseId, at)
    return sealContent(ports, scope, `attestation:${value.id}`, { grounds: value.grounds, details: value.details })
  }

  /** The judgement stands before its effects are looked at: whatever they are, it is not undone. */
  async function done(c: Context, asking: Asking): Promise<Result<Response>> {
    const asked = await asking(c, 'done')
    if (!asked.ok) return asked
    const { caller, request, value } = asked.value
    const trace = traceOf(ports, c)
    const acted = entered(c, await act(ports, caller, request, trace))
    if (!acted.ok) return acted
    const { permitted, hidden, decision, document } = acted.value
    ports.observe({ type: 'act', kind: request.input.kind, outcome: decision.outcome })
    if (hidden) return notFound()
    const judged = { act: decision.id, attestation: value, held: request.held }
    const shown = permitted ? await effectsOf(ports, caller, judged, trace) : NO_EFFECTS
    return ok(json(c, 201, { ...document, ...(permitted ? { attestationId: value.id } : {}), ...shown }))
  }

  /** What doing it would change: decided as if it were done. One look says what was looked at, before anything is shown. */
  async function previewed(c: Context, asking: Asking): Promise<Result<Response>> {
    const asked = await asking(c, 'previewed')
    if (!asked.ok) return asked
    const { caller, request, value } = asked.value
    const supposed = await alone(c, caller, () => supposedBy(c, asked.value))
    if (!supposed.ok) return supposed
    const inquiries = supposed.value.effects.map(({ inquiryId }) => inquiryId)
    const content = { previewed: request.content, inquiries }
    const seen = await look(ports, c, caller, { ...request, content, rehearsal: true })
    if (!seen.ok) return seen
    const { permitted, hidden, document } = seen.value
    if (hidden) return notFound()
    const about = { type: value.type, outcome: value.outcome, scope: value.scope }
    return ok(json(c, 200, { ...document, judgement: about, ...(permitted ? supposed.value : NO_CHANGES) }))
  }

  async function supposedBy(c: Context, asked: Asked): Promise<SupposedEffects> {
    const { caller, request, value: attestation, inquiryId } = asked
    const could = await rehearsed(ports, caller, request)
    if (!could.ok || could.value.decision.outcome !== 'permit') return NO_CHANGES
    const kind = request.input.kind === 'withdraw' ? 'withdraw' : 'attest'
    const supposed = { kind, attestation, held: request.held, inquiryId } as const
    return supposedEffectsOf(ports, caller, supposed, traceOf(ports, c))
  }

  return app
}

function roomFor(type: string, held: HeldCase | null): number {
  const own = STOPS_AND_HOLDS.includes(type) ? LIMITS.stopsBeyondThose : 0
  return own + (held ? LIMITS.attestationsPerCase : LIMITS.attestationsPerOrganisation)
}

function shown({ oin: _, ...rest }: Attestation) {
  return rest
}

/** Whom it is about is a person, if only by a pseudonym. */
function codesOf(one: Attestation) {
  const { grounds: _g, details: _d, by: _b, withdrawnBy: _w, scope, ...codes } = shown(one)
  const { subject: _s, person: _p, ...about } = scope
  return { ...codes, scope: about }
}
