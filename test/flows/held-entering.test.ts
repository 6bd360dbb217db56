/** What comes into a case as information that somebody holds is bound as what is asked of a source is: phase, list, term, state. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { subjectOf } from '../../src/cli/demo/questions.ts'
import { openGarage, permitted, reasons } from '../support/garage.ts'
import { gatheredPart, reportedPart, reportOf } from '../support/holdings.ts'
import { openRiec, withinTerm } from '../support/riec.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

let world: World
let cast: Awaited<ReturnType<typeof castOf>>
beforeAll(async () => {
  world = await openWorld()
  cast = await castOf(world)
})
afterAll(() => world.close())

const opening = { involved: ['COL', 'BD', 'POL'], source: 'BD/inkomen', purpose: 'P-RIEC-B', crimeForm: 'DRUGS' }
const STATES = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6']
const STEPS: Readonly<Record<string, readonly string[]>> = { R0: [], R6: ['R1', 'R2', 'R3', 'R5', 'R6'] }
const openIn = (state: string, changes: object = {}) =>
  openRiec(cast, { ...opening, to: STEPS[state] ?? STATES.slice(0, STATES.indexOf(state) + 1), ...changes })
const late = () => withinTerm(world, () => openIn('R3', { firstProcessed: '2021-01-04' }))
const bring = (caseId: string, part: object, kind = 'DOCUMENT', who = cast.analyst) =>
  who.post('/v1/holdings', { ...reportOf({ caseId, parts: [part] }), kind })
const police = (changes: object = {}) => reportedPart({ receivedFor: ['P-RIEC-B'], ...changes })
const tax = gatheredPart({ category: 'C-BD', origin: 'BD', contributors: ['BD'], flags: ['FISCAL'] })
const income = gatheredPart({
  category: 'C-INK',
  origin: 'COL',
  contributors: ['BD-TSL', 'COL'],
  derivedFrom: ['BD-TSL'],
})
const article9 = police({ category: 'C-POL9', wpgArticle: '9' })

describe('into a RIEC', () => {
  it.each([
    ['care', 'R3', gatheredPart({ category: 'C-WMO', flags: ['HEALTH'] }), ['WGS-08']],
    ['youth care', 'R3', gatheredPart({ category: 'C-JGD', flags: ['HEALTH', 'MINOR'] }), ['WGS-08']],
    ['informants', 'R4', police({ category: 'C-POL12', wpgArticle: '12' }), ['WGS-08', 'WPG-05', 'WPG-07']],
    ['removed police data', 'R3', police({ flags: ['REMOVED'] }), ['WPG-07']],
    ['tax data in the first phase', 'R2', tax, ['BGS-11', 'WGS-10']],
    ['income that was made of tax data', 'R2', income, ['BGS-11']],
    ['the third phase in the second', 'R3', article9, ['WGS-11', 'WPG-05']],
    ['what was not obtained lawfully', 'R3', gatheredPart({ lawful: false }), ['BGS-02']],
    ['anything but a result, once there is one', 'R6', gatheredPart(), ['WGS-16']],
  ] as const)('%s does not come', async (_, state, part, norms) => {
    const reply = await bring(await openIn(state), part)
    expect([reply.status, reply.body.outcome, reply.body.holdingId]).toEqual([201, 'deny', undefined])
    expect(reasons(reply)).toEqual(norms)
    expect((reply.body.remedies as unknown[]).length).toBeGreaterThan(0)
  })
  it('a result comes where a case is carried out jointly, and not before', async () => {
    expect(reasons(await bring(await openIn('R2'), gatheredPart(), 'RESULT'))).toEqual(['WGS-16'])
    for (const state of ['R3', 'R6']) await permitted(bring(await openIn(state), gatheredPart(), 'RESULT'))
  })
  it('what the phase opened comes', async () => {
    const second = await openIn('R3')
    for (const part of [gatheredPart(), tax, income, police()]) await permitted(bring(second, part))
    await permitted(bring(await openIn('R4'), article9))
    await permitted(bring(await openIn('R0'), gatheredPart()))
  })
  it('nothing comes after the term, nor with a signal that is not followed up; and nobody is added', async () => {
    const old = await late()
    const dropped = await openIn('R3')
    const change = { signalOutcome: 'NIET_IN_BEHANDELING', grounds: 'x' }
    const token = await world.token(PEOPLE.analyst)
    await permitted(world.call(token, 'PATCH', `/v1/cases/${dropped}`, change))
    const added = { subject: subjectOf(BSN.huisgenoot), relation: 'DIRECT', grounds: 'x' }
    for (const [caseId, norm] of [
      [old, 'WGS-26'],
      [dropped, 'BGS-09'],
    ] as const) {
      expect(reasons(await bring(caseId, gatheredPart()))).toEqual([norm])
      expect(reasons(await cast.analyst.post(`/v1/cases/${caseId}/subjects`, added))).toEqual([norm])
    }
  })
  it('who has no part in it hears of no phase or term', async () => {
    const stranger = await world.as({ person: 'demo-uwv', organ: 'UWV', department: null, roles: ['PROCESS'] })
    const reply = await bring(await late(), article9, 'DOCUMENT', stranger)
    const nowhere = await bring('00000000-0000-7000-8000-000000000000', article9, 'DOCUMENT', stranger)
    expect([reply.status, reply.body]).toEqual([404, nowhere.body])
  })
})

describe('into a municipal case', () => {
  const inspection = gatheredPart({ originRegime: 'BGP', receivedFor: ['P-BGP-AANPAK'] })

  it.each(['B1', 'B2'] as const)('nothing is gathered before source research (%s)', async (state) => {
    const garage = await openGarage(world, state)
    expect(reasons(await bring(garage.caseId, inspection, 'DOCUMENT', garage.cast.asker))).toEqual(['BGP-05'])
    await permitted(
      garage.cast.asker.post(`/v1/cases/${garage.caseId}/subjects`, {
        subject: subjectOf(BSN.huisgenoot),
        relation: 'DIRECT',
        grounds: 'x',
      }),
    )
  })
  it('it is in source research and in the approach, and no more once the case is closed', async () => {
    const { caseId, cast: staff } = await openGarage(world, 'B3')
    const hold = () => bring(caseId, inspection, 'DOCUMENT', staff.asker)
    await permitted(hold())
    await permitted(staff.asker.post(`/v1/cases/${caseId}/transitions`, { to: 'B6', grounds: 'x' }))
    expect(reasons(await hold())).toEqual(['BGP-12'])
    const added = { subject: subjectOf(BSN.huisgenoot), relation: 'DIRECT', grounds: 'x' }
    expect(reasons(await staff.asker.post(`/v1/cases/${caseId}/subjects`, added))).toEqual(['BGP-12'])
  })
})
