/** Signals to a RIEC over HTTP: what opens a case, and what it takes to go on with it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, riec, SIGNAL } from '../../src/cli/demo/questions.ts'
import { SETTINGS } from '../../src/cli/demo/world.ts'
import { codes, decidingNorms, type Garage, permitted, reasons } from '../support/garage.ts'
import { openRiec, reported } from '../support/riec.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

let world: World
let cast: Garage['cast']
beforeAll(async () => {
  world = await openWorld()
  cast = await castOf(world)
})
afterAll(() => world.close())

const move = (by: keyof Garage['cast'], caseId: string, to: string) =>
  cast[by].post(`/v1/cases/${caseId}/transitions`, { to, grounds: 'x' })
const open = async () => String((await permitted(cast.riec.post('/v1/cases', reported()))).caseId)

describe('a signal that meets the demands', () => {
  it('opens a case, which shows the claims and not the words', async () => {
    const { body } = await cast.riec.get(`/v1/cases/${await open()}`)
    const signal = { objective: true, necessary: true, several: true, region: true }
    expect(body.facts).toMatchObject({ regime: 'WGS', state: 'R0', signal, control: null })
    expect(JSON.stringify(body)).not.toContain(SIGNAL.objective.why)
  })
  it('leaves the assessment once it was assessed and registered, by another than who did', async () => {
    const caseId = await open()
    await permitted(move('riec', caseId, 'R1'))
    expect(reasons(await move('analyst', caseId, 'R2'))).toEqual(['BGS-13', 'WGS-13'])
    await permitted(cast.riec.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.assessment))
    expect(reasons(await move('analyst', caseId, 'R2'))).toEqual(['BGS-13'])
    await permitted(cast.riec.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.registered))
    expect(reasons(await move('riec', caseId, 'R2'))).toEqual(['BGS-13', 'WGS-13'])
    await permitted(move('analyst', caseId, 'R2'))
  })
  it('and is not taken up is destroyed, once the category of the selection list is recorded', async () => {
    const caseId = await open()
    await permitted(move('analyst', caseId, 'R1'))
    const waits = await move('analyst', caseId, 'R8')
    expect([waits.body.outcome, reasons(waits), codes(waits.body.missing, 'attestation')]).toEqual([
      'review',
      ['ARCH-01'],
      ['SELECTIELIJST'],
    ])
    const category = { type: 'SELECTIELIJST', outcome: 'destroy', details: { category: '18.1' }, grounds: 'x' }
    await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, category))
    const { obligations } = await permitted(move('analyst', caseId, 'R8'))
    expect(obligations).toMatchObject([
      { obligation: 'DESTROY', norm: 'BGS-09' },
      { obligation: 'SHOW_REMEDY', norm: 'MN-08' },
    ])
  })
  it('carries no question once it is about something that is not listed', async () => {
    // WGS 2.23 lid 1 to 4: what is assessed is what was reported, so only before that does it become about something else.
    const caseId = await openRiec(cast, { involved: ['COL', 'BD'], source: 'BD/inkomen', to: ['R1'] })
    const ask = async () =>
      decidingNorms((await cast.analyst.post('/v1/inquiries', riec(caseId, 'BD/inkomen', ['aanslag']))).body)
    const early = (await ask()).aanslag
    expect(early).not.toContain('RIEC-01')
    const token = await world.token(PEOPLE.analyst)
    const change = { crimeForm: 'OVERLAST', grounds: 'x' }
    await permitted(world.call(token, 'PATCH', `/v1/cases/${caseId}`, change))
    // RIEC-01: what the statute does not list, the region did not choose.
    expect(await ask()).toEqual({ aanslag: [...(early ?? []), 'BGS-13', 'RIEC-01'].sort() })
  })
})

it('a plan of the region narrows which signals are taken on', async () => {
  const plan = { crimeForms: ['DRUGS'] }
  const planned = { ...SETTINGS, [OIN.voorbeeldstad]: { ...SETTINGS[OIN.voorbeeldstad], plan } }
  const narrow = await openWorld({ settings: planned })
  const there = await castOf(narrow)
  const reply = await there.riec.post('/v1/cases', reported({ crimeForm: 'WITWASSEN' }))
  expect([reply.body.outcome, reasons(reply)]).toEqual(['deny', ['MN-05']])
  expect((await there.riec.post('/v1/cases', reported({ crimeForm: 'DRUGS' }))).body.outcome).toBe('permit')
  await narrow.close()
})
