/** Scenarios of policies/scenarios.json about who may get a result of a RIEC (S20A-D), over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../../src/cli/demo/client.ts'
import { riec } from '../../src/cli/demo/questions.ts'
import { disclosed, permitted } from '../support/garage.ts'
import { fieldsOf, gatheredPart, reportOf, sourceOf } from '../support/holdings.ts'
import { openRiec } from '../support/riec.ts'
import { scenariosIn, toldTo } from '../support/scenarios.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

const { decides, played } = scenariosIn('test/flows/scenarios-results.test.ts')

let world: World
let cast: Awaited<ReturnType<typeof castOf>>
let police: Api
let committee: Api
beforeAll(async () => {
  world = await openWorld()
  cast = await castOf(world)
  police = await world.as({ person: 'test-politie', organ: 'POL', department: null, roles: ['R-RIEC-D'] })
  committee = await world.as({ person: 'test-rac', organ: 'RAC', department: null, roles: ['RAC'] })
})
afterAll(() => world.close())

describe('S20: a result of a RIEC', () => {
  let caseId: string
  const judge = (who: Api, judgement: object) =>
    permitted(who.post(`/v1/cases/${caseId}/attestations`, { grounds: 'x', ...judgement }))
  /** A result that passed its quality check, of these parts. */
  async function resultOf(parts: readonly object[]): Promise<string> {
    const made = reportOf({ caseId, kind: 'RESULT', title: 'Resultaat', parts })
    const source = await sourceOf(cast.riec.post('/v1/holdings', made))
    await judge(cast.riec, { type: 'QUALITY', outcome: 'passed', scope: { source } })
    return source
  }
  const needed = (source: string, organ: string, outcome: 'needed' | 'not-needed' = 'needed') =>
    judge(cast.officer, {
      type: 'RESULT_NEEDED',
      outcome,
      scope: { organ, source },
      details: { compatible: outcome === 'needed', necessity: outcome === 'needed' },
    })
  const consent = (who: Api, source: string, organ: string, recipient: string) =>
    judge(who, { type: 'PROVIDER_CONSENT', outcome: 'given', scope: { organ, source }, details: { recipient } })
  const lawful = (source: string, organ: string) =>
    judge(committee, { type: 'RAC_THIRD', outcome: 'lawful', scope: { organ, source } })
  const ask = (source: string, organ: string, basis: string, fields: readonly string[]) =>
    cast.analyst.post('/v1/inquiries', {
      ...riec(caseId, source, fields),
      purpose: 'P-RIEC-B',
      task: 'PW:7',
      legalBasis: [basis],
      recipient: { organ },
    })

  beforeAll(async () => {
    caseId = await openRiec(cast, {
      involved: ['BD', 'COL', 'POL'],
      source: 'TH/controles',
      purpose: 'P-RIEC-B',
      crimeForm: 'DRUGS',
      to: ['R1', 'R2', 'R3', 'R5', 'R6'],
    })
  })

  describe('A: with data of inspections, for a safety region that does not take part', () => {
    const fields = ['controle/bevinding', 'controle/overtreding']
    const norms = { 'controle/bevinding': ['WGS-17'], 'controle/overtreding': ['WGS-17'] }
    let source: string
    beforeAll(async () => {
      const seen = { bevinding: 'opslag zonder vergunning', overtreding: 'Omgevingswet 5.1' }
      source = await resultOf([gatheredPart({ name: 'controle', fields: fieldsOf(seen) })])
      await needed(source, 'VR')
    })
    const asked = () => ask(source, 'VR', 'LB-WGS17-2', fields)

    it('waits for the test of the advisory committee', async () => {
      const reply = await asked()
      expect([reply.status, reply.body.outcome, reply.body.status]).toEqual([201, 'review', 'waiting'])
      expect(decides('S20A', reply.body)).toEqual(norms)
      expect(toldTo(reply.body)).toMatchObject({
        reasons: ['WGS-17 require'],
        missing: [{ attestation: 'RAC_THIRD', scope: { organ: 'VR', source }, roles: ['RAC'] }],
        wordless: [],
      })
      expect(disclosed(reply)).toBeUndefined()
    })
    it('goes after it, and not against an objection of a participant', async () => {
      await lawful(source, 'VR')
      const reply = await asked()
      expect(reply.body.outcome).toBe('permit')
      expect(disclosed(reply)).toEqual([
        { 'controle/bevinding': 'opslag zonder vergunning', 'controle/overtreding': 'Omgevingswet 5.1' },
      ])
      const scope = { organ: 'POL', source }
      await judge(police, { type: 'OBJECTION', outcome: 'objection', scope, details: { recipient: 'VR' } })
      const objected = await asked()
      expect(objected.body.outcome).toBe('deny')
      expect(toldTo(objected.body)).toMatchObject({ reasons: ['WGS-17 deny'] })
    })
    it('goes nowhere without a basis for third parties', async () => {
      const reply = await ask(source, 'VR', 'LB-WGS17-1', fields)
      expect(reply.body.outcome).toBe('deny')
      expect(toldTo(reply.body).reasons).toContain('WGS-17 deny')
    })
  })

  describe('B: partly on tax data, for a housing association that wants to end a lease', () => {
    const fields = ['controle/bevinding', 'fiscaal/boete']
    const parts = [
      gatheredPart(),
      gatheredPart({
        name: 'fiscaal',
        origin: 'BD',
        contributors: ['BD', 'COL'],
        derivedFrom: ['BD'],
        fields: fieldsOf({ boete: 4100 }),
      }),
    ]
    let source: string
    beforeAll(async () => {
      source = await resultOf(parts)
      await lawful(source, 'WOCO')
    })

    it('is denied: it needs no result for a public task, and tax data never go to a private party', async () => {
      await needed(source, 'WOCO', 'not-needed')
      const reply = await ask(source, 'WOCO', 'LB-WGS17-2', fields)
      expect([reply.body.outcome, reply.body.status]).toEqual(['deny', 'refused'])
      expect(decides('S20B', reply.body)).toEqual({
        'controle/bevinding': ['WGS-17'],
        'fiscaal/boete': ['WGS-07', 'WGS-17'],
      })
      expect(toldTo(reply.body)).toMatchObject({ missing: [], wordless: [] })
    })
    it('is denied as if it took part: only who the act names takes part', async () => {
      const reply = await ask(source, 'WOCO', 'LB-WGS17-1', fields)
      expect([reply.body.outcome, reply.body.status]).toEqual(['deny', 'refused'])
      const norms = ['RIEC-02', 'WGS-14', 'WGS-17', 'WGS-28']
      expect(decides('S20B', reply.body)).toEqual({
        'controle/bevinding': norms,
        'fiscaal/boete': [...norms, 'WGS-07'].sort(),
      })
    })
    it('for another task stays behind where it came from tax data, also where the rest may go', async () => {
      const another = await resultOf(parts)
      await lawful(another, 'WOCO')
      await needed(another, 'WOCO')
      const reply = await ask(another, 'WOCO', 'LB-WGS17-2', fields)
      expect(reply.body.outcome).toBe('permit')
      expect(disclosed(reply)).toEqual([{ 'controle/bevinding': 'opslag zonder vergunning' }])
      expect(toldTo(reply.body)).toMatchObject({ reasons: ['WGS-07 deny', 'WGS-17 permit'] })
    })
  })

  const notes = gatheredPart({
    name: 'notities',
    category: 'C-POL8',
    origin: 'POL',
    contributors: ['POL', 'COL'],
    wpgArticle: '8',
    flags: ['CRIM'],
    fields: fieldsOf({ korte_omschrijving: 'gezien bij de loods', plaats: 'Voorbeeldkade 1' }),
  })

  describe('C: notes of the casework with facts of the police, for a care and safety house', () => {
    const rest = ['jeugd/interventies', 'notities/korte_omschrijving']
    const fields = ['afstemming/interventies', 'betrokken/deelnemers', ...rest]
    const shared = { origin: 'COL', contributors: ['POL', 'COL'] }
    let source: string
    beforeAll(async () => {
      source = await resultOf([
        notes,
        gatheredPart({
          name: 'betrokken',
          category: 'C-WHO',
          ...shared,
          fields: fieldsOf({ deelnemers: ['POL', 'COL'] }),
        }),
        gatheredPart({
          name: 'afstemming',
          category: 'C-ALIGN',
          ...shared,
          fields: fieldsOf({ interventies: 'eerst zorg' }),
        }),
        gatheredPart({
          name: 'jeugd',
          category: 'C-ALIGN',
          secrecy: 'Jeugdwet 7.3.11',
          fields: fieldsOf({ interventies: 'hulp aan het gezin' }),
        }),
      ])
      await needed(source, 'ZVH')
      await consent(cast.riec, source, 'COL', 'ZVH')
    })
    const asked = (names: readonly string[]) => ask(source, 'ZVH', 'LB-WGS17-8', names)

    it('are denied while not everybody who contributed consents', async () => {
      const reply = await asked(fields)
      expect([reply.body.outcome, reply.body.status]).toEqual(['deny', 'refused'])
      expect(decides('S20C', reply.body)).toEqual({
        'afstemming/interventies': ['WGS-19'],
        'betrokken/deelnemers': ['WGS-19'],
        'jeugd/interventies': ['BGS-07'],
        'notities/korte_omschrijving': ['BGS-06', 'WGS-19'],
      })
      expect(toldTo(reply.body).remedies).toContain('COMPARE_IF_KNOWN')
    })
    it('give only who is involved and how interventions are aligned, with that consent', async () => {
      await consent(police, source, 'POL', 'ZVH')
      const reply = await asked(fields)
      expect([reply.body.outcome, reply.body.status]).toEqual(['permit', 'settled'])
      expect(decides('S20C', reply.body)).toEqual({
        'afstemming/interventies': ['WGS-19'],
        'betrokken/deelnemers': ['WGS-19'],
        'jeugd/interventies': ['BGS-07'],
        'notities/korte_omschrijving': ['BGS-06'],
      })
      expect(disclosed(reply)).toEqual([
        { 'betrokken/deelnemers': ['POL', 'COL'] },
        { 'afstemming/interventies': 'eerst zorg' },
      ])
      expect(JSON.stringify(reply.body.disclosure)).not.toMatch(/loods|gezin/)
    })
    it('and of the rest nothing', async () => {
      const reply = await asked(rest)
      expect([reply.body.outcome, reply.body.status]).toEqual(['deny', 'refused'])
      expect(decides('S20C', reply.body)).toEqual({
        'jeugd/interventies': ['BGS-07'],
        'notities/korte_omschrijving': ['BGS-06'],
      })
    })
  })

  describe('D: the same notes, for another RIEC', () => {
    const fields = ['notities/korte_omschrijving', 'notities/plaats']
    const norms = { 'notities/korte_omschrijving': ['WGS-20'], 'notities/plaats': ['WGS-20'] }
    let source: string
    beforeAll(async () => {
      source = await resultOf([notes])
      await needed(source, 'RIEC-OTHER')
      await consent(police, source, 'POL', 'RIEC-OTHER')
    })
    const asked = () => ask(source, 'RIEC-OTHER', 'LB-WGS220', fields)

    it('wait for who contributed as well, when only the police consent', async () => {
      const reply = await asked()
      expect(reply.body.outcome).toBe('review')
      expect(toldTo(reply.body)).toMatchObject({
        reasons: ['WGS-20 require'],
        missing: [{ attestation: 'PROVIDER_CONSENT', scope: { organ: 'COL', source }, roles: ['R-RIEC-D'] }],
        wordless: [],
      })
    })
    it('go once everybody who contributed consents', async () => {
      await consent(cast.riec, source, 'COL', 'RIEC-OTHER')
      const reply = await asked()
      expect([reply.body.outcome, reply.body.status]).toEqual(['permit', 'settled'])
      expect(decides('S20D', reply.body)).toEqual(norms)
      expect(disclosed(reply)).toEqual([
        { 'notities/korte_omschrijving': 'gezien bij de loods', 'notities/plaats': 'Voorbeeldkade 1' },
      ])
    })
  })
})

it('ends each of its scenarios as the list says, but for the deviations that are named with their reason', () => {
  const { found, promised } = played()
  expect(found).toEqual(promised)
})
