/** Scenarios of policies/scenarios.json in and around a RIEC (S08, S23A, S25), over HTTP, against real sources. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { JUDGEMENTS, municipal, riec, subjectOf } from '../../src/cli/demo/questions.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { openRegion, PERSON, type Region } from '../support/region.ts'
import { openRiec, withinTerm } from '../support/riec.ts'
import { scenariosIn, toldTo } from '../support/scenarios.ts'
import { castOf } from '../support/world.ts'

const { decides, played } = scenariosIn('test/flows/scenarios-riec.test.ts')

let region: Region
let cast: Awaited<ReturnType<typeof castOf>>
beforeAll(async () => {
  region = await openRegion()
  cast = await castOf(region.world)
})
afterAll(() => region.close())

/** Administrative enforcement, by the college. */
const asked = (caseId: string, source: string, fields: readonly string[]) => ({
  ...riec(caseId, source, fields),
  purpose: 'P-RIEC-B',
  task: 'PW:7',
})

describe('S08: the youth care plan of a minor, for a case conference', () => {
  it.each([
    ['the plan itself', 'DETAIL', ['plan'], 'plan'],
    ['whether there is one', 'HITNOHIT', [], 'hit'],
  ])('%s is denied, and the answer shows the way of the care and safety house', async (_, mode, fields, name) => {
    const opening = { involved: ['COL', 'POL'], source: 'JEUGD/dossiers', purpose: 'P-RIEC-B' }
    const to = ['R1', 'R2', 'R3']
    const caseId = await openRiec(cast, { ...opening, subjects: [PERSON.minor], crimeForm: 'DRUGS', to })
    const question = { ...asked(caseId, 'JEUGD/dossiers', fields), mode, subject: subjectOf(PERSON.minor) }
    const reply = await cast.analyst.post('/v1/inquiries', question)
    expect([reply.status, reply.body.outcome, reply.body.status]).toEqual([201, 'deny', 'refused'])
    const norms = ['AVG-04', 'JW-01', 'WGS-05', 'WGS-08']
    expect(decides('S08', reply.body)).toEqual({ [name]: norms })
    expect(toldTo(reply.body)).toEqual({
      reasons: norms.map((norm) => `${norm} deny`),
      missing: [],
      remedies: ['CARE_SAFETY_HOUSE', 'OWN_POWER'],
      wordless: [],
    })
    expect(region.fetched).not.toContain('JEUGD/dossiers')
  })
})

describe('S23A: data of a case first processed five years and a month ago', () => {
  /** Carried over with its own date of first processing. */
  const carriedOver = (monthsAgo: number) => {
    const first = new Date()
    first.setUTCMonth(first.getUTCMonth() - monthsAgo)
    const open = () =>
      openRiec(cast, {
        involved: ['COL', 'UWV'],
        source: 'UWV/inkomen',
        purpose: 'P-RIEC-B',
        crimeForm: 'DRUGS',
        firstProcessed: first.toISOString().slice(0, 10),
        to: ['R1', 'R2', 'R3'],
      })
    return withinTerm(region.world, open)
  }
  const question = (caseId: string) => asked(caseId, 'UWV/inkomen', ['datum'])

  it('go while the term runs: nothing else stands in the way', async () => {
    const body = await permitted(cast.analyst.post('/v1/inquiries', question(await carriedOver(59))))
    expect(body.disclosure).toEqual({ records: [{ datum: '2021-03-01' }] })
  })
  it('are denied after it, are to be destroyed, and are not processed anew once the case is closed', async () => {
    const caseId = await carriedOver(61)
    const before = region.fetched.length
    const late = await cast.analyst.post('/v1/inquiries', question(caseId))
    expect(late.body).toMatchObject({ outcome: 'deny', status: 'refused' })
    expect(decides('S23A', late.body)).toEqual({ datum: ['WGS-26'] })
    expect(toldTo(late.body)).toEqual({
      reasons: ['WGS-26 deny'],
      missing: [],
      remedies: ['OWN_POWER'],
      wordless: [],
    })
    for (const to of ['R5', 'R6', 'R7']) {
      await permitted(cast.riec.post(`/v1/cases/${caseId}/transitions`, { to, grounds: 'x' }))
    }
    const anew = await cast.analyst.post('/v1/inquiries', { ...question(caseId), mode: 'RENEW' })
    expect(anew.body).toMatchObject({ outcome: 'deny', status: 'refused' })
    expect(decides('S23A', anew.body)).toEqual({ datum: ['BGS-10', 'WGS-26'] })
    expect(toldTo(anew.body)).toEqual({
      reasons: ['BGS-10 deny', 'WGS-26 deny'],
      missing: [],
      remedies: ['NEW_SIGNAL', 'OWN_POWER'],
      wordless: [],
    })
    for (const { body } of [late, anew]) {
      expect(body.obligations).toContainEqual(expect.objectContaining({ norm: 'WGS-26', obligation: 'DESTROY' }))
    }
    expect(region.fetched).toHaveLength(before)
  })
})

describe('S25A: a quickscan of transport by gemeente, in counts by kind of street', () => {
  const question = {
    purpose: 'P-BEELD',
    task: 'Gemeentewet:172',
    legalBasis: ['LB-6E'],
    source: 'RIEC/beelden',
    mode: 'DETAIL',
    level: 'STR',
    fields: ['aantallen', 'branche', 'gebied'],
  }
  it.each([
    ['MONO', 'asker', 'Gemeentewet:172'],
    ['BILATERAL', 'asker', 'Gemeentewet:172'],
    ['BILATERAL', 'analyst', 'Gemeentewet:160'],
  ] as const)('needs no case, subject, register entry or grounds (%s, %s)', async (regime, who, task) => {
    const reply = await cast[who].post('/v1/inquiries', { ...question, regime, task })
    expect([reply.body.outcome, reply.body.status]).toEqual(['permit', 'settled'])
    const norms = ['MN-02']
    expect(decides('S25A', reply.body)).toEqual({ aantallen: norms, branche: norms, gebied: norms })
    const aantallen = { winkelstraat: 4, woonstraat: 11, bedrijventerrein: 37 }
    const record = { aantallen, branche: 'transport', gebied: 'Gemeente Voorbeeldstad' }
    expect(reply.body.disclosure).toEqual({ records: [record] })
    expect(toldTo(reply.body)).toEqual({ reasons: ['MN-02 permit'], missing: [], remedies: [], wordless: [] })
  })
  it('is denied where it is no strategic question, and where a strategic question is about persons', async () => {
    const tactical = await cast.asker.post('/v1/inquiries', { ...question, regime: 'MONO', level: 'TAC' })
    expect(tactical.body.outcome).toBe('deny')
    const { caseId } = await openGarage(region.world, 'B3')
    await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc1('TH/controles')))
    const persons = { ...municipal(caseId, 'TH/controles', 'HITNOHIT'), level: 'STR' }
    const reply = await cast.asker.post('/v1/inquiries', persons)
    expect(reply.body.outcome).toBe('deny')
    expect(toldTo(reply.body)).toMatchObject({ reasons: ['MN-02 deny'], remedies: ['STATE_LEVEL'] })
  })
})

describe('S25B: a score over all owners of transport firms in the region', () => {
  it.each([
    ['AUTO', ['MN-03', 'WGS-12', 'WGS-13', 'WGS-27']],
    ['BULK', ['MN-03', 'WGS-12', 'WGS-13']],
  ])('%s, about nobody in particular and traceable to no signal, is denied', async (mode, norms) => {
    const opening = { involved: ['COL', 'POL'], source: 'KVK/inschrijvingen', purpose: 'P-RIEC-B', crimeForm: 'DRUGS' }
    const caseId = await openRiec(cast, { ...opening, subjects: [], activity: 'SCAN', assessed: false })
    const { subject: _, ...nobody } = asked(caseId, 'KVK/inschrijvingen', ['bestuurders', 'handelsnaam'])
    const reply = await cast.analyst.post('/v1/inquiries', { ...nobody, mode, level: 'TAC' })
    expect([reply.status, reply.body.outcome, reply.body.status]).toEqual([201, 'deny', 'refused'])
    expect(decides('S25B', reply.body)).toEqual({ bestuurders: norms, handelsnaam: norms })
    expect(toldTo(reply.body)).toEqual({
      reasons: norms.map((norm) => `${norm} deny`),
      missing: [],
      remedies: ['ASK_FOR_A_CASE', 'ASSESS_TOGETHER', 'SIGNAL_TO_RIEC'],
      wordless: [],
    })
    expect(region.fetched).not.toContain('KVK/inschrijvingen')
  })
})

it('ends each of its scenarios as the list says, but for the deviations that are named with their reason', () => {
  const { found, promised } = played()
  expect(found).toEqual(promised)
})
