/**
 * /v1/statements: what was disclosed about a person, for that person, and what is held back of it, for the officer alone.
 * Decided by policy as what is taken out of the log, and logged before anything is shown.
 */
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Caller } from '../domain/caller.ts'
import type { Attestation } from '../domain/case.ts'
import { holdingAsked } from '../domain/holding.ts'
import { identifierOf, notAnIdentifier } from '../domain/identifier.ts'
import type { Pseudonyms } from '../domain/pseudonyms.ts'
import { policyDay } from '../erasure/calendar.ts'
import { no, ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { type Stated, statedAbout, type Told } from '../log/stated.ts'
import { pseudonymsOf } from '../steps/decide.ts'
import { flat, oneAtATime } from './alone.ts'
import { type AppPorts, answer, bodyOf, callerOf } from './context.ts'
import { type HeldBack, STATEMENT_NOTES, type StatedDisclosure, type StatementDocument } from './documents-statement.ts'
import { json } from './http.ts'
import { readingLog } from './log-reading.ts'
import { momentOf, statementSchema } from './queries-reports.ts'
import { heldBackText, NOTES, TREATMENT_TEXTS } from './statement-texts.ts'

type Asked = z.infer<typeof statementSchema>

export function statementRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  const alone = oneAtATime()

  app.post('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const body = await bodyOf(c, statementSchema)
      if (!body.ok) return body
      const identifier = identifierOf(body.value.subject)
      if (!identifier) {
        const message = notAnIdentifier(body.value.subject)
        return no('invalid-input', { problems: [{ pointer: '/subject/identifier/value', message }] })
      }
      const keys = pseudonymsOf(ports, caller.value.oin, identifier)
      return flat(await alone(c, caller.value, () => stated(c, caller.value, body.value, keys)))
    }),
  )

  async function stated(c: Context, caller: Caller, asked: Asked, keys: Pseudonyms): Promise<Result<Response>> {
    const period = { from: momentOf(asked.from), until: momentOf(asked.until) }
    const looked = { statement: asked.for, ...period, subject: keys[0] }
    const refused = await readingLog(ports, c, caller, asked.readingPurpose, 'statement', looked)
    if (refused) return ok(refused)
    await ports.catchUp()
    const told = await statedAbout(ports, caller.oin, { subjects: keys, ...period })
    if (told) return ok(json(c, 200, await documentOf(caller, asked, keys, period, told)))
    const message = `must be a shorter period: there are more than ${LIMITS.statementDecisions} decisions in it`
    return no('invalid-input', { problems: [{ pointer: '/from', message }], entered: true })
  }

  async function documentOf(
    { oin }: Caller,
    { readingPurpose, for: reader, subject }: Asked,
    keys: Pseudonyms,
    period: { readonly from: string | null; readonly until: string | null },
    { disclosed, forgotten }: Told,
  ): Promise<StatementDocument> {
    const now = ports.clock()
    const limits = (await ports.cases.organisationAttestations(oin)).filter((one) =>
      limits41(one, keys, policyDay(now)),
    )
    const isHeld = (stated: Stated) => limits.some((one) => covers(one, stated, readingPurpose))
    // Of a RIEC its contact point tells the person; the officer must know of it (BGS 1.1).
    const open = disclosed.filter((one) => !isHeld(one))
    const shown = reader === 'officer' ? open : open.filter(({ request }) => request.regime !== 'WGS')
    const disclosures = shown.map((one) => disclosureOf(oin, one, reader))
    const shape = {
      ...{ madeAt: now.toISOString(), organisation: oin, identifier: subject.identifier.type, ...period, disclosures },
      notes: STATEMENT_NOTES.map((code) => ({ code, ...NOTES[code] })),
      // Both, whatever was found: what a statement rests on is the same for everybody.
      norms: ['AVG-05', 'BRP-04', 'BGS-01'].flatMap(normOf),
    }
    if (reader === 'subject') return { for: reader, ...shape }
    const heldBack = limits.map((one) =>
      heldBackOf(one, disclosed.filter((stated) => covers(one, stated, readingPurpose)).length),
    )
    return { for: reader, ...shape, heldBack, forgotten }
  }

  function disclosureOf(oin: string, stated: Stated, reader: Asked['for']): StatedDisclosure {
    const { request, settlement, fields } = stated
    const { purpose, task, legalBasis, regime, source, recipient } = request
    const { organs, departments, purposes, tasks, legal_bases } = ports.facts
    const ofHolding = holdingAsked(source) !== null
    return {
      decisionId: stated.decisionId,
      index: stated.index,
      at: stated.at,
      state: settlement ? 'disclosed' : 'on-its-way',
      source: ofHolding ? { code: source, title: HOLDING } : coded(ports.facts.sources, source),
      holder: request.holder === undefined || request.holder === oin ? null : request.holder,
      recipient: {
        organ: coded(organs, recipient.organ),
        department: recipient.department === null ? null : coded(departments, recipient.department),
      },
      purpose: purpose === null ? null : coded(purposes, purpose),
      task: task === null ? null : { ...coded(tasks, task), article: known(tasks, task)?.article ?? null },
      legalBasis: legalBasis.map((code) => coded(legal_bases, code)),
      regime,
      hit: settlement?.hit ?? null,
      records: settlement && (settlement.hit ?? null) === null ? (settlement.records ?? null) : null,
      fields: fields.map(({ name, treatment }) => ({
        // Who keeps a document names its parts: a name may be that of somebody else.
        name: ofHolding && reader === 'subject' ? null : name,
        treatment,
        text: TREATMENT_TEXTS[treatment],
      })),
      population: stated.obligations.some(({ norm }) => norm === 'BRP-04'),
      contactPoint: regime === 'WGS',
    }
  }

  function heldBackOf(one: Attestation, disclosures: number): HeldBack {
    const { purpose } = one.scope
    const review = one.validUntil ?? ''
    const ground = String(one.details.ground ?? '')
    return {
      attestationId: one.id,
      ground,
      purpose: purpose === undefined ? null : coded(ports.facts.purposes, purpose),
      since: one.at,
      review,
      disclosures,
      text: heldBackText(disclosures, ground, review),
    }
  }

  function normOf(id: string): StatementDocument['norms'] {
    const norm = ports.norms.get(id)
    return norm ? [{ id, article: norm.article, title: norm.title, text: norm.text }] : []
  }

  return app
}

const HOLDING = { nl: 'Een stuk dat de organisatie houdt', en: 'A document that the organisation holds' }

/** In force on this day: its last day is the day of review, after which the person is told again. */
function limits41({ type, scope, validUntil, withdrawnBy }: Attestation, keys: Pseudonyms, today: string): boolean {
  const ofSubject = scope.subject !== undefined && keys.includes(scope.subject)
  return type === 'UAVG41' && ofSubject && withdrawnBy === null && validUntil !== null && validUntil >= today
}

/** Of data for its purpose; one for the purpose of this statement limits the right itself, so all of it (I). */
function covers({ scope }: Attestation, { request }: Stated, readingPurpose: string): boolean {
  return [undefined, readingPurpose, request.purpose].includes(scope.purpose)
}

type Titled = { readonly nl: string; readonly en: string }

function coded(table: Readonly<Record<string, Titled>>, code: string) {
  const row = known(table, code)
  return { code, title: row ? { nl: row.nl, en: row.en } : null }
}

/** Of a table that may have lost the row since. */
function known<Row>(table: Readonly<Record<string, Row>>, code: string): Row | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined
}
