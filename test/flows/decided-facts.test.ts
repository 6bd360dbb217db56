/** Facts that decide are not in the hands of who profits: of a case, once they count, they stay as they were. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { BSN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, riec, subjectOf } from '../../src/cli/demo/questions.ts'
import { openGarage, permitted, reasons } from '../support/garage.ts'
import { openRiec } from '../support/riec.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

const HOUR = 3_600_000
const PERMITS = 'VERG/vergunningen'

let world: World
let cast: Awaited<ReturnType<typeof castOf>>
let now: number
beforeAll(async () => {
  now = Date.now()
  world = await openWorld({ clock: () => new Date(now) })
  cast = await castOf(world)
})
afterAll(() => world.close())

/** Outlives the hours that a test lets pass. */
const token = (person: Person) => world.token(person, {}, { expiresAt: Math.floor(now / 1000) + 24 * 3600 })
const amend = async (person: Person, caseId: string, changes: object) =>
  world.call(await token(person), 'PATCH', `/v1/cases/${caseId}`, { grounds: 'x', ...changes })
const said = (reply: Reply) => [reply.body.outcome, reasons(reply)]
const factsOf = async (caseId: string) => (await cast.riec.get(`/v1/cases/${caseId}`)).body.facts

describe('in a RIEC case', () => {
  const involved = ['COL', 'BD']
  const open = (to: readonly string[], changes: object = {}) =>
    openRiec(cast, { involved, source: 'BD/inkomen', to, ...changes })
  const ask = (caseId: string) => cast.analyst.post('/v1/inquiries', riec(caseId, 'BD/inkomen', ['aanslag']))

  it('a signal without follow-up stays without', async () => {
    const caseId = await open(['R1', 'R2', 'R3'])
    await permitted(amend(PEOPLE.analyst, caseId, { signalOutcome: 'GEEN_AANWIJZING' }))
    for (const person of [PEOPLE.analyst, PEOPLE.riec]) {
      expect(said(await amend(person, caseId, { signalOutcome: 'TOCH_WEL' }))).toEqual(['deny', ['BGS-09']])
    }
    expect((await ask(caseId)).body.outcome).toBe('deny')
    expect(await factsOf(caseId)).toMatchObject({ signalOutcome: 'GEEN_AANWIJZING' })
  })
  it('what was assessed does not become another activity, nor another crime', async () => {
    const scan = await open(['R1', 'R2', 'R3', 'R4'], { activity: 'SCAN', crimeForm: 'DRUGS' })
    for (const change of [{ activity: 'CASUS' }, { crimeForm: 'MENSENHANDEL' }]) {
      expect(said(await amend(PEOPLE.riec, scan, change))).toEqual(['deny', ['WGS-13']])
    }
    // What is said anew as it was changes nothing.
    await permitted(amend(PEOPLE.riec, scan, { activity: 'SCAN', region: 'Midden-Nederland' }))
    expect(await factsOf(scan)).toMatchObject({ activity: 'SCAN', crimeForm: 'DRUGS', region: 'Midden-Nederland' })
  })
  it('also while it is being assessed, once somebody gave that judgement, and not before', async () => {
    const caseId = await open(['R1'])
    await permitted(amend(PEOPLE.riec, caseId, { crimeForm: 'DRUGS' }))
    await permitted(cast.riec.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.assessment))
    expect(said(await amend(PEOPLE.analyst, caseId, { crimeForm: 'WITWASSEN' }))).toEqual(['deny', ['WGS-13']])
  })
  it('who is involved is decided by who represents a participant', async () => {
    const caseId = await open(['R1', 'R2', 'R3'])
    const wider = { involved: [...involved, 'UWV'] }
    expect((await amend(PEOPLE.analyst, caseId, wider)).body.outcome).toBe('deny')
    await permitted(amend(PEOPLE.riec, caseId, wider))
  })
  it('nobody opens their own question by the relation that they record', async () => {
    const caseId = await open(['R1', 'R2', 'R3'], { subjects: [] })
    const colleague = await world.as({ ...PEOPLE.analyst, person: 'test-collega' })
    const relate = (relation: string, who = cast.analyst) =>
      permitted(
        who.post(`/v1/cases/${caseId}/subjects`, { subject: subjectOf(BSN.garagehouder), relation, grounds: 'x' }),
      )
    for (const relation of ['OTHER', 'SIGNAL', 'DIRECT', 'EMPLOYEE']) {
      await relate(relation)
      expect(said(await ask(caseId))).toEqual(['deny', ['WGS-12']])
    }
    const question = riec(caseId, 'BD/inkomen', ['aanslag'])
    expect((await colleague.post('/v1/inquiries', question)).body.outcome).toBe('permit')
    await relate('SIGNAL', colleague)
    expect((await ask(caseId)).body.outcome).toBe('permit')
    expect((await colleague.post('/v1/inquiries', question)).body.outcome).toBe('deny')
  })
})

describe('of a joint inspection', () => {
  const control = (from: number, until: number) => ({
    control: { from: new Date(now + from * HOUR).toISOString(), until: new Date(now + until * HOUR).toISOString() },
  })
  it('the times can be moved until it begins, and not from then on', async () => {
    const { caseId, cast: own } = await openGarage(world, 'B3')
    await permitted(own.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc1(PERMITS)))
    await permitted(amend(PEOPLE.asker, caseId, control(2, 4)))
    const window = control(1, 3)
    await permitted(amend(PEOPLE.asker, caseId, window))
    const bearer = await token(PEOPLE.asker)
    const ask = () => world.call(bearer, 'POST', '/v1/inquiries', municipal(caseId, PERMITS, 'HITNOHIT'))
    const start = now
    for (const moment of [1, 2, 3, 4]) {
      now = start + moment * HOUR
      for (const change of [{ control: null }, control(5, 6)]) {
        expect(said(await amend(PEOPLE.asker, caseId, change))).toEqual(['deny', ['MN-06']])
      }
      // Nothing is moved by what stays the same.
      await permitted(amend(PEOPLE.asker, caseId, { ...window, region: `gebied ${moment}` }))
      if (moment < 4) expect(said(await ask())).toEqual(['deny', ['MN-06']])
    }
    now = start
  })
})
