/** /v1/cases and below: facts, subjects, transitions. Whether a caller may is the policy's word; here is only the shape. */
import { type Context, Hono } from 'hono'
import { type Act, act, hasPart, mayRead } from '../acts.ts'
import { caseReference } from '../cases/reference.ts'
import {
  amended,
  amendments,
  caseAmendmentSchema,
  caseOpeningSchema,
  caseSubjectRequestSchema,
  moved,
  opened,
  transitionRequestSchema,
} from '../cases/register.ts'
import type { Caller } from '../domain/caller.ts'
import type { Case } from '../domain/case.ts'
import { identifierOf, notAnIdentifier } from '../domain/identifier.ts'
import { erasedByState } from '../erasure/ordered.ts'
import { scopeOfContent } from '../erasure/scopes.ts'
import { no, ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { sealContent } from '../log/content.ts'
import { dayOf } from '../policy/input.ts'
import type { HeldCase } from '../ports.ts'
import { personKeyOf } from '../steps/authenticate.ts'
import { pseudonymsOf } from '../steps/decide.ts'
import { oneAtATime } from './alone.ts'
import { caseDocument } from './case-view.ts'
import { calledSo } from './cases-called.ts'
import { type AppPorts, answer, bodyOf, callerOf, entered, notFound, queryOf, traceOf } from './context.ts'
import { revealRequestSchema } from './documents-case.ts'
import { json } from './http.ts'
import { look } from './looking.ts'
import { nextVersion } from './next-version.ts'
import { ID, pageOf, readable, type Wanted, wantedBy } from './paging.ts'
import { caseQuerySchema } from './queries.ts'

type Refusal = ReturnType<typeof no>

const NOT_REVEALED = {
  nl: 'Een nummer wordt getoond aan wie aan de zaak werkt, voor een doel van die zaak',
  en: 'A number is shown to who works on the case, for a purpose of that case',
}

export function caseRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  // A list may look at every case of the organisation.
  const alone = oneAtATime()

  app.post('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const body = await bodyOf(c, caseOpeningSchema)
      if (!body.ok) return body
      const { grounds, ...opening } = body.value
      const facts = opened(ports.facts, opening, personIn(caller.value), ports.clock())
      if (!facts.ok) return facts
      const id = ports.newId()
      return perform(
        c,
        caller.value,
        {
          entry: 'act',
          held: null,
          opens: id,
          input: {
            kind: 'open',
            regime: facts.value.regime,
            purposes: facts.value.purposes,
            activity: facts.value.activity,
            crimeForm: facts.value.crimeForm,
            firstProcessedDay: dayOf(facts.value.firstProcessed),
            signal: facts.value.signal,
          },
          content: { opened: id, grounds, facts: facts.value, ...(opening.signal ? { signal: opening.signal } : {}) },
          changes: async (decision) => {
            const value = {
              id,
              oin: caller.value.oin,
              version: 1,
              openedAt: decision.at,
              openedBy: caller.value.person,
              facts: facts.value,
            }
            const scope = scopeOfContent(value.oin, id, decision.at)
            return [{ kind: 'case', value, sealed: await sealContent(ports, scope, `case:${id}`, facts.value) }]
          },
        },
        { id, location: `/v1/cases/${id}` },
      )
    }),
  )

  app.get('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, caseQuerySchema)
      if (!query.ok) return query
      const wanted = wantedBy(query.value, ID)
      if (!wanted.ok) return wanted
      const mine = await alone(c, caller.value, () => listed(caller.value, wanted.value, query.value.reference))
      if (!mine.ok) return mine
      return ok(pageOf(c, wanted.value, mine.value, { key: ({ id }) => id, items: (rows) => rows.map(summaryOf) }))
    }),
  )

  app.get('/:id', (c) =>
    answer(c, async () => {
      const found = await held(c)
      if (!found.ok) return found
      const { caller, kept } = found.value
      // A look is logged before anything is shown, a refused one as well; to who is refused the case is not there.
      const seen = await look(ports, c, caller, { held: kept, input: { kind: 'read', resource: 'case' }, content: {} })
      if (!seen.ok) return seen
      if (!seen.value.permitted) return notFound()
      const document = await caseDocument(ports, caller, kept)
      return document.ok ? ok(json(c, 200, document.value)) : document
    }),
  )

  app.patch('/:id', (c) =>
    answer(c, async () => {
      const found = await held(c)
      if (!found.ok) return found
      const body = await bodyOf(c, caseAmendmentSchema)
      if (!body.ok) return toWhoHasPart(found.value, body)
      const { caller, kept } = found.value
      const { grounds, ...request } = body.value
      const changes = amendments(ports.facts, request, personIn(caller))
      if (!changes.ok) return toWhoHasPart(found.value, changes)
      return perform(
        c,
        caller,
        {
          entry: 'act',
          held: kept,
          input: { kind: 'amend', amends: amended(kept.value.facts, changes.value) },
          content: { grounds, amended: changes.value },
          changes: async () => [await nextVersion(ports, kept.value, { ...kept.value.facts, ...changes.value })],
        },
        { id: kept.value.id },
      )
    }),
  )

  app.post('/:id/subjects', (c) =>
    answer(c, async () => {
      const found = await held(c)
      if (!found.ok) return found
      const body = await bodyOf(c, caseSubjectRequestSchema)
      if (!body.ok) return toWhoHasPart(found.value, body)
      const { caller, kept } = found.value
      const identifier = identifierOf(body.value.subject)
      if (!identifier) {
        const message = notAnIdentifier(body.value.subject)
        const problems = [{ pointer: '/subject/identifier', message }]
        return toWhoHasPart(found.value, no('invalid-input', { problems }))
      }
      // How many there are is a fact of the case: who may not read it gets the policy's answer instead.
      if (kept.subjects.length >= LIMITS.subjectsPerCase && mayRead(ports, caller, kept))
        return no('invalid-input', { problems: [{ pointer: '', message: 'this case has too many subjects' }] })
      const subject = { type: body.value.subject.type, identifier }
      const pseudonyms = pseudonymsOf(ports, caller.oin, subject.identifier)
      // Who is in the case already keeps the pseudonym that the case shows, and judgements about them name.
      const key = kept.subjects.find((one) => pseudonyms.includes(one.key))?.key ?? pseudonyms[0]
      const { relation } = body.value
      return perform(
        c,
        caller,
        {
          entry: 'act',
          held: kept,
          input: { kind: 'amend', resource: 'subject' },
          content: { subject: key, relation },
          changes: async () => [
            await nextVersion(ports, kept.value),
            {
              kind: 'case-subject',
              caseId: kept.value.id,
              subject: key,
              relation,
              by: caller.person,
              sealed: await sealContent(ports, scopeOfCase(kept.value), `subject:${kept.value.id}:${key}`, subject),
            },
          ],
        },
        { id: kept.value.id },
      )
    }),
  )

  app.post('/:id/subjects/_reveal', (c) =>
    answer(c, async () => {
      const found = await held(c)
      if (!found.ok) return found
      const body = await bodyOf(c, revealRequestSchema)
      if (!body.ok) return toWhoHasPart(found.value, body)
      const { caller, kept } = found.value
      const { subject: key, purpose, grounds } = body.value
      const input = { kind: 'read', resource: 'subject', purpose } as const
      const seen = await look(ports, c, caller, { held: kept, input, content: { revealed: key, grounds } })
      if (!seen.ok) return seen
      if (seen.value.hidden) return notFound()
      if (!seen.value.permitted) return no('forbidden', { detail: NOT_REVEALED, entered: true })
      const one = kept.subjects.find((subject) => subject.key === key)
      if (one) return ok(json(c, 200, { key, relation: one.relation, subject: one.subject }))
      return no('invalid-input', { problems: [{ pointer: '/subject', message: 'is no subject of this case' }] })
    }),
  )

  app.post('/:id/transitions', (c) =>
    answer(c, async () => {
      const found = await held(c)
      if (!found.ok) return found
      const body = await bodyOf(c, transitionRequestSchema)
      if (!body.ok) return toWhoHasPart(found.value, body)
      const { caller, kept } = found.value
      const facts = moved(ports.facts, kept.value.facts, body.value, ports.clock())
      if (!facts.ok) return toWhoHasPart(found.value, facts)
      return perform(
        c,
        caller,
        {
          entry: 'act',
          held: kept,
          input: { kind: 'transition', to: body.value.to },
          content: { from: kept.value.facts.state, to: body.value.to, grounds: body.value.grounds },
          changes: async () => [await nextVersion(ports, kept.value, facts.value)],
          erases: (decision) => erasedByState(caller.oin, kept.value.id, body.value.to, decision),
        },
        { id: kept.value.id },
      )
    }),
  )

  type Found = { readonly caller: Caller; readonly kept: HeldCase }
  async function held(c: Context): Promise<Result<Found>> {
    const caller = await callerOf(ports, c)
    if (!caller.ok) return caller
    const kept = await ports.cases.find(caller.value.oin, c.req.param('id') ?? '')
    return kept ? ok({ caller: caller.value, kept }) : notFound()
  }

  /** What is wrong with an act on it would tell anybody else that the case is there. */
  function toWhoHasPart({ caller, kept }: Found, refusal: Refusal): Refusal {
    return hasPart(ports, caller, kept) ? refusal : notFound()
  }

  /** A case one has no part in is not in one's list. */
  function listed(caller: Caller, wanted: Wanted, reference?: string): Promise<Case[]> {
    return readable(wanted, {
      list: async (after, count) => {
        if (reference === undefined) return ports.cases.list(caller.oin, after, count)
        return calledSo(ports.cases, caller.oin, reference, after, count)
      },
      alike: ({ facts }) => JSON.stringify(facts),
      may: (value) => mayRead(ports, caller, { value, subjects: [], attestations: [] }),
    })
  }

  /** Members are named as tokens name them, and kept by the pseudonym that those tokens get. */
  function personIn({ oin }: Caller) {
    return (name: string) => personKeyOf(ports, oin, name)
  }

  async function perform(
    c: Context,
    caller: Caller,
    request: Act,
    shown: { id: string; location?: string },
  ): Promise<Result<Response>> {
    const acted = entered(c, await act(ports, caller, request, traceOf(ports, c)))
    if (!acted.ok) return acted
    ports.observe({ type: 'act', kind: request.input.kind, outcome: acted.value.decision.outcome })
    if (acted.value.hidden) return notFound()
    if (acted.value.permitted && request.input.kind === 'transition') ports.eraseSoon()
    const headers = shown.location && acted.value.permitted ? { location: shown.location } : {}
    return ok(
      json(c, 201, { ...acted.value.document, ...(acted.value.permitted ? { caseId: shown.id } : {}) }, headers),
    )
  }

  return app
}

function scopeOfCase({ id, oin, openedAt }: Case): string {
  return scopeOfContent(oin, id, openedAt)
}

function summaryOf({ id, version, openedAt, facts }: Case) {
  const { regime, state, crimeForm, purposes } = facts
  return { id, reference: caseReference(id), version, openedAt, regime, state, crimeForm, purposes }
}
