/** How the broker fares, over HTTP: for who oversees alone, about nobody, and no entry of the log. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { healthSchema } from '../../src/api/documents-health.ts'
import type { Api } from '../../src/cli/demo/client.ts'
import { BSN, OIN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { FG, STRANGER, speaking } from '../support/duties.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { problemOf } from '../support/scene.ts'
import { openWorld, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'

let now = Date.parse('2026-11-24T10:00:00Z')
let world: World
let garage: Garage
let officer: Api
const as = (person: Person) => speaking(world, person, now)
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date(now) })
  garage = await openGarage(world, 'B3')
  officer = await as(PEOPLE.officer)
  await permitted(officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc1(SOURCE)))
})
afterAll(() => world.close())

async function health(who: Api = officer): Promise<z.infer<typeof healthSchema>> {
  const reply = await who.get('/v1/health')
  expect(reply.status).toBe(200)
  return healthSchema.strict().parse(reply.body)
}
const ask = async () => (await as(PEOPLE.asker)).post('/v1/inquiries', municipal(garage.caseId, SOURCE, 'HITNOHIT'))

describe('health', () => {
  it('is for who oversees, refused with a norm to anybody else, and never an entry', async () => {
    const { ledger } = world.node.ports
    const before = await ledger.size()
    for (const person of [PEOPLE.officer, FG]) await health(await as(person))
    for (const person of [PEOPLE.asker, PEOPLE.regisseur, PEOPLE.team, PEOPLE.riec, STRANGER]) {
      const reply = await (await as(person)).get('/v1/health')
      expect(problemOf(reply)).toEqual([403, 'forbidden'])
      expect(reply.body.detail).toContain('AWB-01')
    }
    expect((await world.call('none', 'GET', '/v1/health')).status).toBe(401)
    expect(await ledger.size()).toBe(before)
  })

  it('says how long the log is, what of it is in the tree, and what others are shown', async () => {
    await world.node.ports.integrate()
    const size = await world.node.ports.ledger.size()
    now += 7_000
    const { log, now: at, startedAt, quorum, witnesses, policy } = await health()
    expect(log).toMatchObject({
      sequenced: size,
      integrated: size,
      witnessed: null,
      lag: 0,
      behind: false,
      ageSeconds: 7,
    })
    expect(log.checkpoint?.split('\n')[1]).toBe(String(size))
    expect([at, startedAt]).toEqual([new Date(now).toISOString(), '2026-11-24T10:00:00.000Z'])
    expect([quorum, witnesses]).toEqual([0, []])
    expect(policy).toEqual({ ...world.node.ports.engine.policy(), firstInForceAt: startedAt })
  })

  it('says which sources are connected, and since when one gives nothing', async () => {
    await ask()
    const of = async () => (await health()).sources.find(({ source }) => source === SOURCE)
    expect(await of()).toEqual({
      ...{ source: SOURCE, connected: true, circuit: 'closed', goodAt: new Date(now).toISOString(), fault: null },
    })
    const there = await world.as(PEOPLE.officer, { oin: OIN.testdorp })
    const others = (await health(there)).sources
    expect(others.some(({ source, goodAt }) => source === SOURCE && goodAt !== null)).toBe(false)
    expect(others).toContainEqual(expect.objectContaining({ connected: false, circuit: null }))
  })

  it('counts what is too late, of the own organisation', async () => {
    const { duties } = world.node.ports
    const { overdue } = duties
    const asked: unknown[] = []
    Object.assign(duties, {
      overdue: async (...of: [string, string]) => {
        asked.push(of)
        return new Map([['INFORM_SUBJECT', 3]])
      },
    })
    expect((await health()).obligations).toEqual([{ obligation: 'INFORM_SUBJECT', overdue: 3 }])
    expect(asked).toEqual([['2026-11-24', OIN.voorbeeldstad]])
    Object.assign(duties, { overdue })
  })

  it('counts who was refused before the log, and never says who', async () => {
    const before = (await health()).refused.byStatus['401']
    await world.call('none', 'GET', '/v1/cases')
    await world.node.ports.ledger.flush()
    expect((await health()).refused.byStatus['401']).toBe(before + 1)
  })

  it('shows the stops in force, not whom they are about; their words stand with the judgement', async () => {
    const person = `p-${'0'.repeat(32)}`
    const orders = [
      { type: 'STOP_SOURCE', scope: { source: SOURCE } },
      { type: 'STOP_CALLER', scope: { person } },
      { type: 'STOP_PURPOSE', scope: { purpose: 'P-BGP-AANPAK' }, validUntil: '2026-11-24' },
    ].map((one) => ({ outcome: 'stopped', grounds: 'Onderzoek naar misbruik.', ...one }))
    for (const order of orders) await permitted(officer.post('/v1/attestations', order))
    const shown = (await health()).stops
    expect(shown).toHaveLength(3)
    expect(shown).toContainEqual(expect.objectContaining({ type: 'STOP_SOURCE', source: SOURCE, role: 'R-PRIV' }))
    expect(JSON.stringify(shown)).not.toMatch(/misbruik|p-0/)
    const listed = async (who: Api, query: string) =>
      (await who.get(`/v1/attestations?${query}`)).body.items as { type: string; grounds?: string }[]
    const all = 'type=STOP_ALL,STOP_CALLER,STOP_SOURCE,STOP_PURPOSE'
    expect((await listed(officer, all)).map(({ type }) => type).sort()).toEqual([
      ...['STOP_CALLER', 'STOP_PURPOSE', 'STOP_SOURCE'],
    ])
    expect((await listed(officer, 'type=STOP_CALLER'))[0]).toMatchObject({ grounds: 'Onderzoek naar misbruik.' })
    expect((await listed(await as(PEOPLE.asker), 'type=STOP_CALLER'))[0]).not.toHaveProperty('grounds')
    expect((await listed(officer, '')).length).toBeGreaterThan(3)
    expect((await officer.get('/v1/attestations?type=stop all')).status).toBe(400)
    const there = await world.as(PEOPLE.officer, { oin: OIN.testdorp })
    expect((await health(there)).stops).toEqual([])
    // The day after, the one with a last day is over.
    now += 86_400_000
    officer = await as(PEOPLE.officer)
    expect((await health()).stops.map(({ type }) => type).sort()).toEqual(['STOP_CALLER', 'STOP_SOURCE'])
  })

  it('is there while everything is stopped', async () => {
    await permitted(officer.post('/v1/attestations', { type: 'STOP_ALL', outcome: 'stopped', grounds: 'x' }))
    expect((await health()).stops.map(({ type }) => type)).toContain('STOP_ALL')
    const drawn = { from: '2026-11-24T00:00:00Z', until: '2026-11-25T00:00:00Z', size: 3, grounds: 'x' }
    await permitted(officer.post('/v1/samples', { readingPurpose: 'P-AUDIT', ...drawn }))
  })

  it('has no person, no case and no word in it', async () => {
    const text = JSON.stringify(await health())
    for (const secret of [garage.caseId, BSN.garagehouder, 'p-', 's-', 'demo-'])
      expect(text).not.toContain(`"${secret}`)
  })

  it('says what is to be forgotten as the job saw it, and when it looks again', async () => {
    expect((await health()).retention).toEqual({
      ...{ lookedAt: null, nextLookAt: '2026-11-25T23:00:00.000Z', classes: [] },
    })
  })
})
