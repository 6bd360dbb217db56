/** Scenarios of policies/scenarios.json about what is already held (S02, S23B), over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../../src/cli/demo/client.ts'
import type { Person } from '../../src/cli/demo/people.ts'
import { GROUNDS, JUDGEMENTS, riec } from '../../src/cli/demo/questions.ts'
import { accounted, disclosed, permitted } from '../support/garage.ts'
import { gatheredPart, reportedPart, reportOf, sourceOf } from '../support/holdings.ts'
import { STAFF } from '../support/region.ts'
import { openRiec } from '../support/riec.ts'
import { scenariosIn, toldTo } from '../support/scenarios.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

const { decides, played } = scenariosIn('test/flows/scenarios-holdings.test.ts')

const KEEPER: Person = { person: 'test-oov', organ: 'BGM', department: 'OOV', roles: ['R-OWN'] }
const LAWYER: Person = { person: 'test-jurist', organ: 'BGM', department: 'JZ', roles: [] }

let world: World
let cast: Awaited<ReturnType<typeof castOf>>
let mayors: Record<'OOV' | 'JZ', Api>
beforeAll(async () => {
  world = await openWorld()
  cast = await castOf(world)
  mayors = { OOV: await world.as(KEEPER), JZ: await world.as(LAWYER) }
})
afterAll(() => world.close())

describe('S02: what the police reported about a dwelling with 400 hemp plants', () => {
  const dwelling = { type: 'OBJECT', identifier: { type: 'address', value: '1234AB 1' } }
  const named = (name: string, person: string) =>
    reportedPart({ name, category: 'C-BRP-ID', fields: [{ name: 'geslachtsnaam', value: name, person }] })
  const told = [
    { name: 'korte_omschrijving', value: '400 hennepplanten in de kelder' },
    { name: 'plaats', value: 'Voorbeeldkade 1' },
    { name: 'rol', value: 'verdachte' },
  ]
  const report = reportOf({
    title: 'Bestuurlijke rapportage',
    subjects: [dwelling],
    parts: [
      reportedPart({ flags: ['CRIM'], fields: told }),
      named('bewoner', 'SUBJECT'),
      named('buren', 'NEIGHBOUR'),
      named('kamerhuurder', 'OCCUPANT'),
      named('melder', 'REPORTER'),
      named('verbalisant', 'OFFICER'),
    ],
  })
  const others = ['buren', 'kamerhuurder', 'melder', 'verbalisant'].map((part) => `${part}/geslachtsnaam`)
  const fields = ['rapport/korte_omschrijving', 'rapport/plaats', 'rapport/rol', 'bewoner/geslachtsnaam', ...others]
  const question = (source: string) => ({
    regime: 'MONO',
    purpose: 'P-13B',
    task: 'Opiumwet:13b',
    legalBasis: ['LB-6E'],
    source,
    subject: dwelling,
    mode: 'DETAIL',
    level: 'OPS',
    fields,
    grounds: GROUNDS,
  })
  let source: string
  beforeAll(async () => {
    for (const purpose of ['P-13B', 'P-VERG']) await accounted(cast.officer, 'MONO', purpose)
    source = await sourceOf(mayors.OOV.post('/v1/holdings', report))
  })

  it.each(['OOV', 'JZ'] as const)('goes to the mayor for a closure, without who else is in it (%s)', async (who) => {
    const reply = await mayors[who].post('/v1/inquiries', question(source))
    expect([reply.status, reply.body.outcome, reply.body.status]).toEqual([201, 'permit', 'settled'])
    const goes = ['WPG-01', 'WPG-06']
    expect(decides('S02', reply.body)).toEqual({
      'bewoner/geslachtsnaam': goes,
      'rapport/korte_omschrijving': goes,
      'rapport/plaats': goes,
      ...Object.fromEntries([...others, 'rapport/rol'].map((field) => [field, ['AVG-02']])),
    })
    expect(disclosed(reply)).toEqual([
      { 'rapport/korte_omschrijving': '400 hennepplanten in de kelder', 'rapport/plaats': 'Voorbeeldkade 1' },
      { 'bewoner/geslachtsnaam': 'bewoner' },
    ])
    expect(JSON.stringify(reply.body.disclosure)).not.toMatch(/buren|kamerhuurder|melder|verbalisant|verdachte/)
    expect(toldTo(reply.body)).toEqual({
      reasons: ['AVG-02 treat', 'WPG-01 permit', 'WPG-06 permit'],
      missing: [],
      remedies: [],
      wordless: [],
    })
    expect(reply.body.obligations).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ norm: 'AWB-01', obligation: 'SECRECY_NOTICE' }),
        expect.objectContaining({ norm: 'AVG-06', obligation: 'LOG' }),
      ]),
    )
  })
  it('does not go on to a permit', async () => {
    const permits = await world.as(STAFF.permits)
    const reply = await permits.post('/v1/inquiries', { ...question(source), purpose: 'P-VERG', task: 'Alcoholwet:3' })
    expect(reply.body.outcome).toBe('deny')
    expect(toldTo(reply.body)).toEqual({
      reasons: ['AVG-03 deny', 'WPG-01 deny', 'WPG-06 deny'],
      missing: [],
      remedies: ['ASK_POLICE', 'BIBOB_ADVICE', 'COMPATIBILITY_TEST', 'SIGNAL_TO_RIEC'],
      wordless: [],
    })
  })
})

describe('S23B: information of a case of two years old, for another case', () => {
  const opening = { involved: ['BD', 'COL', 'POL'], purpose: 'P-RIEC-B', crimeForm: 'DRUGS', to: ['R1', 'R2', 'R3'] }
  let own: string
  let source: string
  beforeAll(async () => {
    const first = new Date()
    first.setUTCMonth(first.getUTCMonth() - 24)
    const firstProcessed = first.toISOString().slice(0, 10)
    own = await openRiec(cast, { ...opening, source: 'TH/controles', firstProcessed })
    source = await sourceOf(cast.analyst.post('/v1/holdings', reportOf({ caseId: own, parts: [gatheredPart()] })))
    await permitted(cast.officer.post(`/v1/cases/${own}/attestations`, JUDGEMENTS.necessity(source)))
  })
  const ask = (caseId: string, changes: object = {}) => {
    const question = { ...riec(caseId, source, ['controle/bevinding']), purpose: 'P-RIEC-B', task: 'PW:7' }
    return cast.analyst.post('/v1/inquiries', { ...question, ...changes })
  }

  it('goes in its own case: nothing else stands in the way', async () => {
    const reply = await ask(own)
    expect(reply.body.outcome).toBe('permit')
    expect(disclosed(reply)).toEqual([{ 'controle/bevinding': 'opslag zonder vergunning' }])
  })
  it('is denied in another case: it is refused with a reason, and not as something that is not there', async () => {
    const reply = await ask(await openRiec(cast, { ...opening, source }))
    expect([reply.status, reply.body.outcome, reply.body.status]).toEqual([201, 'deny', 'refused'])
    expect(decides('S23B', reply.body)).toEqual({ 'controle/bevinding': ['WGS-24'] })
    expect(toldTo(reply.body)).toEqual({
      reasons: ['WGS-24 deny'],
      missing: [],
      remedies: ['ASK_RAC_ADVICE', 'OWN_POWER', 'SIGNAL_TO_RIEC'],
      wordless: [],
    })
  })
  it('is denied there for a permit as well, which is no purpose of a RIEC', async () => {
    await accounted(cast.officer, 'WGS', 'P-VERG')
    const permit = { purpose: 'P-VERG', task: 'Huisvestingswet:8' }
    const reply = await ask(await openRiec(cast, { ...opening, source }), permit)
    expect([reply.body.outcome, reply.body.status]).toEqual(['deny', 'refused'])
    expect(decides('S23B', reply.body)).toEqual({ 'controle/bevinding': ['AVG-01', 'WGS-01', 'WGS-24'] })
    expect(toldTo(reply.body)).toMatchObject({ missing: [], wordless: [] })
  })
})

it('ends each of its scenarios as the list says, but for the deviations that are named with their reason', () => {
  const { found, promised } = played()
  expect(found).toEqual(promised)
})
