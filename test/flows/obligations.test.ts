/** Obligations are records: made with what obliges, and seen by who owes them. How they end: discharges.test.ts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decisionRecordSchema } from '../../src/api/documents-decision.ts'
import type { Reply } from '../../src/cli/demo/client.ts'
import { BSN, OIN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, riec } from '../../src/cli/demo/questions.ts'
import { end, FG, type Item, listed, ofCase, one, STRANGER, speaking } from '../support/duties.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { paused } from '../support/paused.ts'
import { reported } from '../support/riec.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'
const DAY = 86_400_000

let now = Date.parse('2026-11-24T10:00:00Z')
let world: World
let garage: Garage
/** A signal that was rejected. */
let rejected: Garage
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date(now) })
  garage = await openGarage(world, 'B3')
  await permitted(garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc1(SOURCE)))
  rejected = await openGarage(world, 'B2')
  await permitted(rejected.cast.regisseur.post(`/v1/cases/${rejected.caseId}/transitions`, { to: 'B0', grounds: 'x' }))
})
afterAll(() => world.close())

const as = (person: Person) => speaking(world, person, now)

describe('an obligation is made', () => {
  it('by a permitted act: rejecting a signal begins the year after which it is destroyed', async () => {
    const item = await one(rejected.cast.asker, rejected.caseId, 'DESTROY_AFTER_YEAR')
    expect(item).toMatchObject({
      norm: 'BGP-04',
      caseId: rejected.caseId,
      owners: ['R-CAS', 'R-COORD', 'R-PRIV', 'R-REG'],
      due: '2027-11-24',
      overdue: false,
      status: 'open',
      article: 'Modelprotocol binnengemeentelijke gegevensdeling, stap 2',
      text: { nl: 'Bewaar het signaal versleuteld en vernietig het na een jaar.' },
      recipient: null,
      endedBy: null,
    })
    const entry = await world.node.ports.ledger.entry(item.decisionId)
    expect(entry?.type).toBe('act')
  })

  it('once while it is open: a refused question about the case does not begin another year', async () => {
    now += 2 * DAY
    const asker = await as(PEOPLE.asker)
    const reply = await asker.post('/v1/inquiries', municipal(rejected.caseId, SOURCE, 'DETAIL', ['zaaknr']))
    expect(reply.body.outcome).toBe('deny')
    // The year is that of the rejection, also in the answer.
    expect(reply.body.obligations).toContainEqual(
      expect.objectContaining({ obligation: 'DESTROY_AFTER_YEAR', due: '2027-11-24', owners: expect.any(Array) }),
    )
    expect((await one(asker, rejected.caseId, 'DESTROY_AFTER_YEAR')).due).toBe('2027-11-24')
  })

  it('by what is settled, in the same transaction; not by a question that was refused', async () => {
    const { caseId } = garage
    const asker = await as(PEOPLE.asker)
    const refused = await asker.post('/v1/inquiries', municipal(caseId, 'WMO/voorzieningen', 'HITNOHIT'))
    expect(refused.body.outcome).toBe('deny')
    expect(JSON.stringify(refused.body.obligations)).toContain('INFORM_SUBJECT')
    expect(await listed(asker, ofCase(caseId))).toEqual([])
    const answer = await permitted(asker.post('/v1/inquiries', municipal(caseId, SOURCE, 'HITNOHIT')))
    const item = await one(asker, caseId, 'INFORM_SUBJECT')
    expect(item).toMatchObject({ norm: 'AVG-05', decisionId: answer.decisionId, due: '2026-12-24' })
    expect(answer.obligations).toContainEqual(
      expect.objectContaining({ obligation: 'INFORM_SUBJECT', due: '2026-12-24', owners: item.owners }),
    )
    await permitted(asker.post('/v1/inquiries', municipal(caseId, SOURCE, 'HITNOHIT')))
    expect((await one(asker, caseId, 'INFORM_SUBJECT')).id).toBe(item.id)
  })

  it('by a refusal whose own norm obliges: what is older than five years is destroyed', async () => {
    const cast = await castOf({ as: (person) => as(person) })
    const opening = reported({ crimeForm: 'DRUGS', involved: ['COL', 'BD'], firstProcessed: '2021-01-04' })
    const caseId = String((await permitted(cast.riec.post('/v1/cases', opening))).caseId)
    const reply = await cast.analyst.post('/v1/inquiries', riec(caseId, 'BD/inkomen', ['aanslag']))
    expect(reply.body.outcome).toBe('deny')
    const item = await one(cast.riec, caseId, 'DESTROY')
    expect(item).toMatchObject({ norm: 'WGS-26', decisionId: reply.body.decisionId, due: '2026-11-26', overdue: false })
    // A preview obliges to nothing.
    const size = (await listed(cast.officer, 'limit=100')).length
    await cast.analyst.post('/v1/inquiries/_preview', riec(caseId, 'BD/inkomen', ['aanslag']))
    expect(await listed(cast.officer, 'limit=100')).toHaveLength(size)
  })

  it('not by somebody who has no part in the case', async () => {
    const { caseId } = await openGarage({ as: (person) => as(person) }, 'B2')
    const regisseur = await as(PEOPLE.regisseur)
    const change = { members: [PEOPLE.regisseur.person], grounds: 'x' }
    const token = await world.token(PEOPLE.regisseur, {}, { expiresAt: Math.floor(now / 1000) + 3_600 })
    await permitted(world.call(token, 'PATCH', `/v1/cases/${caseId}`, change))
    await permitted(regisseur.post(`/v1/cases/${caseId}/transitions`, { to: 'B0', grounds: 'x' }))
    const item = await one(regisseur, caseId, 'DESTROY_AFTER_YEAR')
    // Done would have the case forgotten; of who has a part in it, the next question would oblige to it anew.
    await permitted(end(await as(PEOPLE.officer), item.id, 'WAIVED'))
    const reply = await (await as(PEOPLE.asker)).post('/v1/inquiries', municipal(caseId, SOURCE, 'DETAIL', ['zaaknr']))
    expect([reply.body.outcome, reply.body.obligations]).toEqual(['deny', []])
    expect(await listed(regisseur, `${ofCase(caseId)}&status=open`)).toEqual([])
  })

  it('as the decision in the log says: what is owed, by whom and until when, apart from what would be', async () => {
    const officer = await as(PEOPLE.officer)
    const told = async (id: string) => {
      const reply = await officer.get(`/v1/decisions/${id}?readingPurpose=P-AUDIT`)
      return decisionRecordSchema.parse(reply.body).obligations ?? []
    }
    for (const { decisionId, norm, obligation, owners, due } of await listed(officer, 'limit=100')) {
      const found = (await told(decisionId)).find((one) => one.norm === norm && one.obligation === obligation)
      expect(found).toMatchObject({ owed: true, owners, due, text: { nl: expect.any(String) } })
    }
    const asked = municipal(garage.caseId, 'WMO/voorzieningen', 'HITNOHIT')
    const refused = await (await as(PEOPLE.asker)).post('/v1/inquiries', asked)
    const unowed = (await told(String(refused.body.decisionId))).find(
      ({ obligation }) => obligation === 'INFORM_SUBJECT',
    )
    expect(unowed).toMatchObject({ owed: false, due: null })
  })
})

describe('the list', () => {
  it('shows each role what it owes, the privacy officer and the data protection officer everything', async () => {
    const all = await listed(await as(PEOPLE.officer), 'limit=100')
    expect(new Set(all.map((item) => item.obligation)).size).toBeGreaterThanOrEqual(3)
    expect(await listed(await as(FG), 'limit=100')).toEqual(all)
    const asker = await listed(await as(PEOPLE.asker), 'limit=100')
    expect(asker).toEqual(all.filter((item) => asker.some(({ id }) => id === item.id)))
    expect(asker.length).toBeGreaterThan(0)
    expect(asker.every((item) => item.owners.includes('R-CAS'))).toBe(true)
    expect(await listed(await as(STRANGER), 'limit=100')).toEqual([])
    expect(await listed(await as(PEOPLE.team), 'limit=100')).toEqual([])
  })

  it('filters by status, owner, case and day, both sides of the day', async () => {
    const officer = await as(PEOPLE.officer)
    await permitted(end(officer, (await one(officer, garage.caseId, 'INFORM_SUBJECT')).id))
    const all = await listed(officer, 'limit=100')
    const fits = async (query: string, wanted: (item: Item) => boolean) => {
      const found = await listed(officer, `limit=100&${query}`)
      expect(found).toEqual(all.filter(wanted))
      expect(found.length).toBeGreaterThan(0)
      expect(found.length).toBeLessThan(all.length)
    }
    await fits('status=open', (item) => item.status === 'open')
    await fits('status=done', (item) => item.status === 'done')
    await fits('owner=R-RIEC-D', (item) => item.owners.includes('R-RIEC-D'))
    await fits(`caseId=${garage.caseId}`, (item) => item.caseId === garage.caseId)
    await fits('dueBefore=2026-12-25', (item) => item.due !== null && item.due < '2026-12-25')
    expect(await listed(officer, `caseId=${garage.caseId}&dueBefore=2026-12-24`)).toEqual([])
    expect(await listed(officer, 'owner=R-')).toEqual([])
    for (const query of ['status=late', 'dueBefore=morgen', 'x=1', 'limit=101', 'limit=0', 'cursor=MQ']) {
      expect([query, (await officer.get(`/v1/obligations?${query}`)).status]).toEqual([query, 400])
    }
  })

  it('gives each once, page by page, and counts in no page what is not shown', async () => {
    for (const person of [PEOPLE.officer, PEOPLE.asker]) {
      const who = await as(person)
      const all = await listed(who, 'limit=100')
      const seen: Item[] = []
      let next: unknown = ''
      while (next !== null) {
        const reply: Reply = await who.get(`/v1/obligations?limit=1${next ? `&cursor=${String(next)}` : ''}`)
        seen.push(...(reply.body.items as Item[]))
        next = reply.body.next
      }
      expect(seen).toEqual(all)
    }
  })

  it('is one at a time for each caller', async () => {
    const officer = await as(PEOPLE.officer)
    const list = paused(world.node.ports.duties, 'list')
    const first = officer.get('/v1/obligations')
    await list.reached
    const second = await officer.get('/v1/obligations')
    const colleague = (await as(FG)).get('/v1/obligations')
    list.open()
    expect([(await first).status, second.status, (await colleague).status]).toEqual([200, 429, 200])
    expect((await officer.get('/v1/obligations')).status).toBe(200)
  })
})

describe('one obligation', () => {
  it('is shown to who owes it; the look is logged, a refused one as well', async () => {
    const item = await one(await as(PEOPLE.asker), rejected.caseId, 'DESTROY_AFTER_YEAR')
    const path = `/v1/obligations/${item.id}`
    for (const [person, status] of [
      [PEOPLE.asker, 200],
      [PEOPLE.officer, 200],
      [FG, 200],
      [STRANGER, 404],
      [PEOPLE.team, 404],
    ] as const) {
      const before = await world.node.ports.ledger.size()
      const reply = await (await as(person)).get(path)
      expect([person.person, reply.status]).toEqual([person.person, status])
      if (status === 200) expect(reply.body).toEqual(item)
      expect((await world.node.ports.ledger.range(before, 9)).map(({ type }) => type)).toEqual(['read'])
    }
    expect((await (await as(PEOPLE.officer)).get('/v1/obligations/niets')).status).toBe(404)
  })
})

it('no number, name or subject stands in what is kept open', async () => {
  const text = JSON.stringify(await world.node.ports.duties.list(OIN.voorbeeldstad, { count: 100 }))
  expect(text).toContain('INFORM_SUBJECT')
  expect(text).not.toMatch(/99999\d{4}|s-[0-9a-f]{32}|demo-|Gedaan/)
  for (const bsn of Object.values(BSN)) expect(text).not.toContain(bsn)
})
