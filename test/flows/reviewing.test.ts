/** Review afterwards over HTTP: a sample that anybody can draw again, and findings that are followed up until they are closed. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api, Reply } from '../../src/cli/demo/client.ts'
import { OIN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import { openParts } from '../../src/log/entry.ts'
import { FG, STRANGER, speaking } from '../support/duties.ts'
import { forget } from '../support/forgotten.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { problemOf } from '../support/scene.ts'
import { openWorld, type World } from '../support/world.ts'

const DECISIONS = 12
const SEED = '0123456789abcdef0123456789abcdef'
const PURPOSE = 'readingPurpose=P-AUDIT'

let now = Date.parse('2026-11-24T10:00:00Z')
let world: World
let garage: Garage
let officer: Api
let asker: Api
/** Ids of decisions, in the order of the log. */
const asked: string[] = []

const as = (person: Person) => speaking(world, person, now)
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date(now) })
  garage = await openGarage(world, 'B3')
  officer = await as(PEOPLE.officer)
  asker = await as(PEOPLE.asker)
  await permitted(officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc1('VERG/vergunningen')))
  for (let i = 0; i < DECISIONS; i += 1) {
    now += 1_000
    const question = municipal(garage.caseId, 'VERG/vergunningen', 'HITNOHIT')
    const reply = await asker.post('/v1/inquiries', question)
    asked.push(String(reply.body.id))
  }
})
afterAll(() => world.close())

const period = { from: '2026-11-24T10:00:00Z', until: '2026-11-25T00:00:00+00:00' }
const request = { readingPurpose: 'P-AUDIT', ...period, size: 5, seed: SEED, grounds: 'Kwartaalcontrole.' }
const draw = async (change: object = {}, who: Api = officer) => who.post('/v1/samples', { ...request, ...change })
const drawOf = (id: string) => createHash('sha256').update(`${SEED}:${id}`).digest('hex')
type Drawn = { index: number; id: string; decision: { id: string } | null; findings: { id: string }[] }
async function drawnIn(sampleId: unknown): Promise<Drawn[]> {
  const reply = await officer.get(`/v1/samples/${sampleId}?${PURPOSE}`)
  expect(reply.status).toBe(200)
  return reply.body.decisions as Drawn[]
}
const redrawn = async (id: unknown) => (await officer.get(`/v1/samples/${id}/redraw?${PURPOSE}`)).body.result
const saying = ({ status, body }: Reply) => [status, body.outcome]

describe('a sample', () => {
  it('is the decisions with the smallest draws, by the seed alone; an act of the log that says how it was drawn', async () => {
    const { ledger } = world.node.ports
    const before = await ledger.size()
    const reply = await draw()
    expect(saying(reply)).toEqual([201, 'permit'])
    expect(reply.body).toMatchObject({ population: DECISIONS, drawn: 5, reasons: [{ norm: 'WGS-23' }] })
    const expected = asked.toSorted((a, b) => (drawOf(a) < drawOf(b) ? -1 : 1)).slice(0, 5)
    const drawn = await drawnIn(reply.body.sampleId)
    expect(drawn.map(({ id }) => id)).toEqual(expected)
    expect(drawn.map(({ decision }) => decision?.id)).toEqual(expected)
    const [entry] = await ledger.range(before, 1)
    expect(entry && (await openParts(world.node.ports, entry))).toMatchObject({
      act: {
        sample: { seed: SEED, seedGiven: true, population: DECISIONS, drawn: drawn.map(({ index }) => index) },
        grounds: 'Kwartaalcontrole.',
      },
    })
    expect(entry?.type).toBe('act')
    expect(await redrawn(reply.body.sampleId)).toBe('same')
    // What comes after it changes nothing, nor does another draw with the same seed.
    const again = await draw()
    expect((await drawnIn(again.body.sampleId)).map(({ id }) => id)).toEqual(expected)
  })

  it('is drawn by the broker where no seed is given, and otherwise each time', async () => {
    const seeds = []
    for (let i = 0; i < 2; i += 1) {
      const { sampleId } = await permitted(draw({ seed: undefined }))
      const { body } = await officer.get(`/v1/samples/${sampleId}?${PURPOSE}`)
      expect(body).toMatchObject({ seedGiven: false, reviewed: 0, size: 5, drawn: 5 })
      seeds.push(body.seed)
    }
    expect(new Set(seeds).size).toBe(2)
  })

  it('has all there is where that is not more, of a department and a period alone', async () => {
    expect((await permitted(draw({ size: LIMITS.sampleSize }))).drawn).toBe(DECISIONS)
    expect((await permitted(draw({ department: 'ONDM' }))).population).toBe(DECISIONS)
    expect((await permitted(draw({ department: 'WMO' }))).population).toBe(0)
    expect((await permitted(draw({ until: '2026-11-24T10:00:03Z' }))).population).toBe(2)
  })

  it('is refused with a norm to who may not read the log, who then looks at nothing; that is logged', async () => {
    const { sampleId } = await permitted(draw())
    for (const [person, purpose] of [
      [PEOPLE.asker, 'P-AUDIT'],
      [STRANGER, 'P-AUDIT'],
      [FG, 'P-RECHT'],
    ] as const) {
      const who = await as(person)
      const reply = await draw({ readingPurpose: purpose }, who)
      expect(saying(reply)).toEqual([201, 'deny'])
      expect(reply.body.sampleId).toBeUndefined()
      for (const path of ['/v1/samples', `/v1/samples/${sampleId}`, `/v1/samples/${sampleId}/redraw`]) {
        const before = await world.node.ports.ledger.size()
        expect((await who.get(`${path}?readingPurpose=${purpose}`)).status).toBe(403)
        expect((await world.node.ports.ledger.range(before, 9)).map(({ type }) => type)).toEqual(['read'])
      }
    }
    expect(saying(await draw({}, await as(FG)))).toEqual([201, 'permit'])
  })

  it('is of one organisation', async () => {
    const { sampleId } = await permitted(draw())
    const there = await world.as(PEOPLE.officer, { oin: OIN.testdorp })
    expect((await there.get(`/v1/samples/${sampleId}?${PURPOSE}`)).status).toBe(404)
    expect((await there.get(`/v1/samples?${PURPOSE}`)).body.items).toEqual([])
    expect((await permitted(draw({}, there))).population).toBe(0)
  })

  it.each([
    ['/until', { until: request.from }],
    ['/size', { size: LIMITS.sampleSize + 1 }],
    ['/size', { size: 0 }],
    ['/seed', { seed: 'abc' }],
    ['/grounds', { grounds: undefined }],
  ])('refuses what is wrong at %s', async (pointer, change) => {
    const reply = await draw(change)
    expect([reply.status, (reply.body.errors as { pointer: string }[])[0]?.pointer]).toEqual([400, pointer])
  })

  it('lists page by page, newest first', async () => {
    const { body } = await officer.get(`/v1/samples?${PURPOSE}&limit=2`)
    const [first, second] = body.items as { id: string; at: string }[]
    expect(String(first?.id) > String(second?.id)).toBe(true)
    const next = await officer.get(`/v1/samples?${PURPOSE}&limit=2&cursor=${body.next}`)
    expect((next.body.items as { id: string }[])[0]?.id).not.toBe(second?.id)
  })
})

describe('a finding', () => {
  const low = {
    ...{ severity: 'LOW', finding: 'De noodzaak staat in één zin.', followUp: 'Bespreek hoe u onderbouwt.' },
    ...{ owner: 'R-CAS', due: '2026-12-01' },
  }
  const find = (who: Api, change: object = {}) => who.post('/v1/findings', { decisionId: asked[0], ...low, ...change })
  const doing = (who: Api, id: unknown, close = false) =>
    who.post(`/v1/findings/${id}/actions`, { words: 'Besproken.', close })
  const one = async (who: Api, id: unknown) => who.get(`/v1/findings/${id}`)
  const ids = async (who: Api, query: string) =>
    ((await who.get(`/v1/findings?limit=100&${query}`)).body.items as { id: string }[]).map(({ id }) => id)

  it('is written by who reviews, followed up by whose it is, and closed by who reviews', async () => {
    const { findingId } = await permitted(find(officer))
    expect((await one(officer, findingId)).body).toMatchObject({ ...low, status: 'open', overdue: false, actions: [] })
    expect((await one(asker, findingId)).body).toMatchObject({ finding: low.finding })
    expect(saying(await doing(asker, findingId, true))).toEqual([201, 'deny'])
    await permitted(doing(asker, findingId))
    expect(await ids(asker, 'status=open')).toContain(findingId)
    await permitted(doing(await as(FG), findingId, true))
    expect(problemOf(await doing(officer, findingId, true))).toEqual([409, 'finding-closed'])
    const { body } = await one(officer, findingId)
    expect(body).toMatchObject({
      status: 'closed',
      actions: [{ words: 'Besproken.', closes: false }, { closes: true }],
    })
    expect(await ids(asker, 'status=open')).not.toContain(findingId)
  })

  it('says of a sample how much of it was reviewed, also where nothing is wrong', async () => {
    const { sampleId } = await permitted(draw())
    const [first, second] = await drawnIn(sampleId)
    const none = { severity: 'NONE', decisionId: first?.id, sampleId }
    const { findingId } = await permitted(officer.post('/v1/findings', none))
    expect((await one(officer, findingId)).body).toMatchObject({ status: 'closed', owner: null, finding: null })
    await permitted(find(officer, { decisionId: second?.id, sampleId }))
    const { body } = await officer.get(`/v1/samples/${sampleId}?${PURPOSE}`)
    expect(body).toMatchObject({
      reviewed: 2,
      decisions: [{ findings: [{ id: findingId }] }, { findings: [{}] }, {}, {}, {}],
    })
    const elsewhere = asked.find((id) => ![...(body.decisions as Drawn[])].some((drawn) => drawn.id === id))
    const wrong = await find(officer, { decisionId: elsewhere, sampleId })
    expect([wrong.status, (wrong.body.errors as object[])[0]]).toMatchObject([400, { pointer: '/sampleId' }])
  })

  it('is not for who asked what it is about, whatever role they wear', async () => {
    const both = await as({ ...PEOPLE.asker, organ: 'COL', department: 'PRIV', roles: ['R-PRIV'] })
    expect(saying(await find(both))).toEqual([201, 'deny'])
    const { findingId } = await permitted(find(officer))
    expect(saying(await doing(both, findingId, true))).toEqual([201, 'deny'])
    expect((await one(officer, findingId)).body.status).toBe('open')
    await permitted(doing(officer, findingId, true))
  })

  it('is nothing to anybody else: not a finding, nor the decision', async () => {
    const { findingId } = await permitted(find(officer))
    const { ledger } = world.node.ports
    for (const who of [
      await as(STRANGER),
      await as(PEOPLE.team),
      await world.as(PEOPLE.officer, { oin: OIN.testdorp }),
    ]) {
      expect((await find(who)).status).toBe(404)
      expect((await one(who, findingId)).status).toBe(404)
      expect((await doing(who, findingId)).status).toBe(404)
      expect(await ids(who, '')).toEqual([])
    }
    const before = await ledger.size()
    await one(await as(STRANGER), findingId)
    expect((await ledger.range(before, 9)).map(({ type }) => type)).toEqual(['read'])
  })

  it.each([
    ['/owner', { owner: 'R-NIEMAND' }],
    ['/due', { due: '2026-11-23' }],
    ['/followUp', { followUp: undefined }],
  ])('refuses what is wrong at %s', async (pointer, change) => {
    const reply = await find(officer, change)
    expect([reply.status, (reply.body.errors as { pointer: string }[])[0]?.pointer]).toEqual([400, pointer])
  })

  it('is about a decision of the organisation and about nothing else', async () => {
    const { sampleId: _, id: act } = await permitted(draw())
    for (const decisionId of [act, '01920000-0000-7000-8000-000000000001']) {
      expect((await find(officer, { decisionId })).status).toBe(404)
    }
  })

  it('lies under the key of the day of a decision outside a case, on whatever day it is written', async () => {
    const question = { ...municipal(garage.caseId, 'VERG/vergunningen', 'HITNOHIT'), caseId: undefined }
    const outside = String((await asker.post('/v1/inquiries', question)).body.id)
    const { ledger, keys, reviews } = world.node.ports
    const before = now
    now += 86_400_000
    const later = await as(PEOPLE.officer)
    const { findingId } = await permitted(find(later, { decisionId: outside }))
    await permitted(doing(later, findingId))
    const { id: keyId } = await keys.sealing(`day:${OIN.voorbeeldstad}:2026-11-24:case`)
    const held = await reviews.finding(OIN.voorbeeldstad, String(findingId))
    expect([held?.value.caseId, held?.sealed.keyId, held?.actions[0]?.sealed.keyId]).toEqual([null, keyId, keyId])
    const [last] = await ledger.range((await ledger.size()) - 1, 1)
    expect(last?.parts.map((part) => part.keyId)).not.toContain(keyId)
    await permitted(doing(later, findingId, true))
    now = before
  })

  it('is too late the day after, and stops growing', async () => {
    const { findingId } = await permitted(find(officer))
    const { reviews } = world.node.ports
    const { finding } = reviews
    Object.assign(reviews, {
      finding: async (oin: string, id: string) => {
        const held = await finding(oin, id)
        return held && { ...held, actions: Array.from({ length: LIMITS.actionsPerFinding }, () => held.actions[0]) }
      },
    })
    expect((await doing(officer, findingId)).status).toBe(400)
    Object.assign(reviews, { finding })
    const { clock } = world.node.ports
    expect(clock().toISOString().slice(0, 10)).toBe('2026-11-24')
    now = Date.parse('2026-12-02T10:00:00Z')
    expect((await one(await as(PEOPLE.officer), findingId)).body).toMatchObject({ status: 'open', overdue: true })
    now = Date.parse('2026-11-24T10:30:00Z')
    expect(LIMITS.findingsPerSample).toBeGreaterThan(LIMITS.sampleSize)
  })

  it('keeps its words out of the log, which has a digest of them, and loses them with the case', async () => {
    const { ledger } = world.node.ports
    const before = await ledger.size()
    const { findingId } = await permitted(find(officer, { decisionId: asked[3] }))
    await permitted(doing(officer, findingId))
    for (const entry of await ledger.range(before, 9)) {
      const parts = JSON.stringify(await openParts(world.node.ports, entry))
      expect(parts).not.toContain('Besproken')
      expect(parts).not.toContain(low.finding)
      expect(parts).toContain('sha256:')
    }
    const { sampleId } = await permitted(draw({ size: LIMITS.sampleSize }))
    await forget(world, garage.caseId)
    expect((await one(officer, findingId)).status).toBe(404)
    // Of no case: it has a day of its own.
    expect(await ids(officer, '')).toHaveLength(1)
    expect((await find(officer)).status).toBe(404)
    expect(await redrawn(sampleId)).toBe('erased')
    const gone = await drawnIn(sampleId)
    const ofCase = gone.filter(({ id }) => asked.includes(id))
    expect(ofCase.map(({ decision }) => decision)).toEqual(asked.map(() => null))
  })
})
