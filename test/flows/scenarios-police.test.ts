/** Scenarios of policies/scenarios.json about what police and boa's hold (S01, S10), over HTTP, against real sources. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../../src/cli/demo/client.ts'
import { GROUNDS, JUDGEMENTS, municipal, subjectOf } from '../../src/cli/demo/questions.ts'
import { accounted, compatible, type Garage, openGarage, permitted } from '../support/garage.ts'
import { openRegion, PERSON, type Region, STAFF } from '../support/region.ts'
import { scenariosIn, toldTo } from '../support/scenarios.ts'

const { decides, played } = scenariosIn('test/flows/scenarios-police.test.ts')

let region: Region
let garage: Garage
let permits: Api
beforeAll(async () => {
  region = await openRegion()
  permits = await region.world.as(STAFF.permits)
  garage = await openGarage(region.world, 'B4')
  const move = { to: 'B5', grounds: 'x' }
  await permitted(garage.cast.asker.post(`/v1/cases/${garage.caseId}/transitions`, move))
})
afterAll(() => region.close())

describe('S01: police registrations about who applies for a permit', () => {
  const question = {
    regime: 'BILATERAL',
    purpose: 'P-VERG',
    task: 'Alcoholwet:3',
    legalBasis: ['LB-WPG18'],
    source: 'POL/registraties',
    subject: subjectOf(PERSON.applicant),
    mode: 'DETAIL',
    level: 'OPS',
    fields: ['incidentcode', 'plaats'],
    grounds: GROUNDS,
  }
  /** Register, DPIA and compatibility stand in nobody's way: what refuses is the law about police data. */
  beforeAll(async () => {
    for (const purpose of ['P-VERG', 'P-13B']) await accounted(garage.cast.officer, 'BILATERAL', purpose)
    await compatible(garage.cast.officer, 'POL/registraties', 'P-VERG')
  })

  it('are denied, and the answer shows the ways of the Wet Bibob and of a RIEC', async () => {
    const reply = await permits.post('/v1/inquiries', question)
    expect([reply.status, reply.body.outcome, reply.body.status]).toEqual([201, 'deny', 'refused'])
    const norms = ['AVG-01', 'WGS-29', 'WPG-01', 'WPG-02']
    expect(decides('S01', reply.body)).toEqual({ incidentcode: norms, plaats: norms })
    expect(toldTo(reply.body)).toEqual({
      reasons: norms.map((norm) => `${norm} deny`),
      missing: [],
      remedies: ['BIBOB_ADVICE', 'RECORD_AGREEMENT', 'SIGNAL_TO_RIEC', 'STATE_PURPOSE'],
      wordless: [],
    })
    expect(reply.body.obligations).toContainEqual(expect.objectContaining({ norm: 'MN-08', obligation: 'SHOW_REMEDY' }))
    expect(region.fetched).not.toContain('POL/registraties')
  })
  it('are denied on the ground of public order as well, for a permit is not that', async () => {
    const reply = await permits.post('/v1/inquiries', { ...question, legalBasis: ['LB-WPG16B'] })
    expect(reply.body.outcome).toBe('deny')
    expect(toldTo(reply.body)).toMatchObject({ reasons: ['WPG-01 deny', 'WPG-02 deny'] })
  })
  it('do go to the mayor for a closure: the source is there, and answers', async () => {
    const closure = { purpose: 'P-13B', task: 'Opiumwet:13b', legalBasis: ['LB-WPG16B'], fields: ['plaats'] }
    const dwelling = { type: 'OBJECT', identifier: { type: 'address', value: '1234AB 1' } }
    const mayor = await region.world.as(STAFF.publicOrder)
    const body = await permitted(mayor.post('/v1/inquiries', { ...question, ...closure, subject: dwelling }))
    expect(body.disclosure).toEqual({ records: [{ plaats: 'Voorbeeldkade 1' }] })
  })
})

describe('S10: what a boa wrote down, for the withdrawal of a permit', () => {
  const ask = (source: string, fields: readonly string[]) =>
    permits.post('/v1/inquiries', {
      ...municipal(garage.caseId, source, 'DETAIL', fields),
      task: 'Alcoholwet:3',
    })
  const grant = (category: string) =>
    permitted(
      garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, {
        ...JUDGEMENTS.pc2a('VERG', category),
        type: 'PC2B',
      }),
    )

  it('the statement and the data of the suspect are denied, whatever check 2B says of them', async () => {
    const norms = ['UAVG-01', 'WPG-08']
    for (const granted of [false, true]) {
      if (granted) await grant('C-BOA')
      const reply = await ask('BOA/processen-verbaal', ['verdachte', 'verklaring'])
      expect(reply.body).toMatchObject({ outcome: 'deny', status: 'refused' })
      expect(decides('S10', reply.body)).toEqual({ verdachte: norms, verklaring: norms })
      expect(toldTo(reply.body)).toEqual({
        reasons: ['UAVG-01 deny', 'WPG-08 deny'],
        missing: [],
        remedies: ['INSPECTION_REPORT', 'OWN_RESEARCH', 'SIGNAL_TO_RIEC'],
        wordless: [],
      })
    }
    expect(region.fetched).not.toContain('BOA/processen-verbaal')
  })
  it('the report of the same visit waits for check 2B, which the privacy officer may give', async () => {
    const reply = await ask('TH/controles', ['bevinding', 'datum'])
    expect(reply.body).toMatchObject({ outcome: 'review', status: 'waiting' })
    expect(toldTo(reply.body)).toEqual({
      reasons: ['BGP-10 require'],
      missing: [{ attestation: 'PC2B', scope: { department: 'VERG', category: 'C-TOEZ' }, roles: ['R-PRIV'] }],
      remedies: ['ASK_PRIVACY_CHECK'],
      wordless: [],
    })
  })
  it('and follows when it is given', async () => {
    await grant('C-TOEZ')
    const reply = await ask('TH/controles', ['bevinding', 'datum'])
    expect(reply.body.outcome).toBe('permit')
    expect(decides('S10', reply.body)).toEqual({ bevinding: ['BGP-10'], datum: ['BGP-10'] })
    expect(reply.body.disclosure).toEqual({
      records: [{ bevinding: 'geen leidinggevende aanwezig', datum: '2026-09-01' }],
    })
  })
})

it('ends each of its scenarios as the list says, but for the deviations that are named with their reason', () => {
  const { found, promised } = played()
  expect(found).toEqual(promised)
})
