/**
 * Scenarios of policies/scenarios.json over HTTP, against real sources: outcome, and deciding norms per field
 * compared as sets. Here the municipal track and taxes.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { BSN, OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, riec, subjectOf } from '../../src/cli/demo/questions.ts'
import { createNode } from '../../src/node.ts'
import { accounted, compatible, decidingNorms, type Garage, openGarage, permitted } from '../support/garage.ts'
import { openRiec } from '../support/riec.ts'
import { scenariosIn } from '../support/scenarios.ts'
import { callsTo, openWorld, type World } from '../support/world.ts'

const { decides, played } = scenariosIn('test/flows/scenarios.test.ts')

let world: World
let b2: Garage
let b3: Garage
let b4: Garage
beforeAll(async () => {
  world = await openWorld()
  b2 = await openGarage(world, 'B2')
  b3 = await openGarage(world, 'B3')
  b4 = await openGarage(world, 'B4')
  for (const source of ['VERG/vergunningen', 'TH/controles', 'BZ/personen', 'WMO/voorzieningen']) {
    await permitted(b3.cast.officer.post(`/v1/cases/${b3.caseId}/attestations`, JUDGEMENTS.pc1(source)))
  }
})
afterAll(() => world.close())

const ask = (garage: Garage, question: unknown): Promise<Reply> => garage.cast.asker.post('/v1/inquiries', question)
const disclosed = (reply: Reply) =>
  reply.body.disclosure as { hit?: boolean; records: Record<string, unknown>[] } | undefined

describe('S04: too early', () => {
  const sources = [
    ['VERG/vergunningen', 'zaaknr'],
    ['TH/controles', 'bevinding'],
    ['BZ/personen', 'adres'],
  ] as const
  it.each(sources)(
    'A: details from %s in B2 while nothing is weighed are denied by every step',
    async (source, field) => {
      const { caseId, cast } = await openGarage(world, 'B2')
      const { attestations } = (await cast.regisseur.get(`/v1/cases/${caseId}`)).body as {
        attestations: { id: string }[]
      }
      for (const { id } of attestations) {
        const withdrawal = `/v1/cases/${caseId}/attestations/${id}/withdrawals`
        await permitted(cast.regisseur.post(withdrawal, { grounds: 'x' }))
      }
      const reply = await cast.asker.post('/v1/inquiries', municipal(caseId, source, 'DETAIL', [field]))
      expect([reply.status, reply.body.outcome, reply.body.status]).toEqual([201, 'deny', 'refused'])
      expect(decides('S04A', reply.body)).toEqual({ [field]: ['BGP-01', 'BGP-02', 'BGP-03', 'BGP-05'] })
    },
  )
  it.each(sources)('A: details from %s in B2 are denied when weighing 1 and 2 are there', async (source, field) => {
    const reply = await ask(b2, municipal(b2.caseId, source, 'DETAIL', [field]))
    expect(reply.body).toMatchObject({ outcome: 'deny', status: 'refused' })
    expect(decidingNorms(reply.body)).toEqual({ [field]: ['BGP-03', 'BGP-05'] })
  })
  it('A: states are closed: weighing 3 and check 1 make no difference in B2', async () => {
    const { caseId, cast } = await openGarage(world, 'B2')
    await permitted(cast.team.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.w3))
    const reply = await cast.asker.post('/v1/inquiries', municipal(caseId, 'VERG/vergunningen', 'DETAIL', ['zaaknr']))
    expect(decidingNorms(reply.body)).toEqual({ zaaknr: ['BGP-05'] })
  })
  it('B: in a gemeente that did not adopt the protocol, not even a case can be opened', async () => {
    const elsewhere = await world.as(PEOPLE.regisseur, { oin: OIN.testdorp })
    const reply = await elsewhere.post('/v1/cases', { regime: 'BGP', purposes: ['P-BGP-AANPAK'], grounds: 'x' })
    expect(decides('S04B', reply.body)).toEqual({})
    expect((reply.body.reasons as { norm: string }[]).map((reason) => reason.norm)).toEqual(['BGP-12'])
  })
  it('B: a case that is there all the same is denied by that alone: the regime does not run', async () => {
    const settings = world.options.settings as Record<string, { bgp: object }>
    const adopted = { ...settings[OIN.testdorp], bgp: settings[OIN.voorbeeldstad]?.bgp }
    const other = await openWorld({ settings: { ...settings, [OIN.testdorp]: adopted } })
    const { caseId, cast } = await openGarage(other, 'B3', OIN.testdorp)
    await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc1('VERG/vergunningen')))
    await other.stop()
    const node = await createNode({ ...other.options, settings })
    const token = await other.token(PEOPLE.asker, { oin: OIN.testdorp })
    const question = municipal(caseId, 'VERG/vergunningen', 'DETAIL', ['zaaknr'])
    const { body: answer } = await callsTo(node.app)(token, 'POST', '/v1/inquiries', question)
    await node.close()
    await other.close()
    expect(answer).toMatchObject({ outcome: 'deny', status: 'refused' })
    expect(decides('S04B', answer)).toEqual({ zaaknr: ['BGP-12'] })
  })
  it('C: a rejected signal is not used', async () => {
    const garage = await openGarage(world, 'B2')
    await permitted(garage.cast.regisseur.post(`/v1/cases/${garage.caseId}/transitions`, { to: 'B0', grounds: 'x' }))
    const reply = await ask(garage, municipal(garage.caseId, 'VERG/vergunningen', 'DETAIL', ['zaaknr']))
    expect(reply.body.outcome).toBe('deny')
    expect(decides('S04C', reply.body)).toEqual({ zaaknr: ['BGP-04'] })
    expect(reply.body.obligations).toContainEqual(
      expect.objectContaining({ norm: 'BGP-04', obligation: 'DESTROY_AFTER_YEAR' }),
    )
  })
})

describe('S05: hit / no hit', () => {
  const owner = subjectOf(BSN.garagehouder)
  const address = { type: 'OBJECT', identifier: { type: 'address', value: '1234AB 1' } }
  it.each([
    ['VERG/vergunningen', owner, true, ['BGP-05']],
    ['TH/controles', owner, false, ['BGP-05']],
    ['BZ/personen', owner, true, ['BGP-05', 'BRP-01']],
    ['VERG/vergunningen', address, true, ['BGP-05']],
    ['TH/controles', address, false, ['BGP-05']],
    ['BZ/personen', address, false, ['BGP-05', 'BRP-01']],
  ])('A: %s gives hit / no hit once check 1 is given, and nothing else', async (source, subject, hit, norms) => {
    const reply = await ask(b3, { ...municipal(b3.caseId, source, 'HITNOHIT'), subject })
    expect(reply.body.outcome).toBe('permit')
    expect(disclosed(reply)).toEqual({ hit, records: [] })
    expect(decides('S05A', reply.body)).toEqual({ hit: norms })
    expect(reply.body.obligations).toContainEqual({
      norm: 'AVG-06',
      obligation: 'LOG',
      text: { nl: 'Dit verzoek is vastgelegd in het logboek.', en: 'This inquiry is recorded in the log.' },
      owners: [],
      due: null,
    })
    const recorded = expect.objectContaining({ norm: 'BRP-04', obligation: 'RECORD_20Y' })
    if (source.startsWith('BZ/')) expect(reply.body.obligations).toContainEqual(recorded)
    else expect(reply.body.obligations).not.toContainEqual(recorded)
  })
  it('A: before a hit, details are narrowed to hit / no hit', async () => {
    const fresh = await openGarage(world, 'B3')
    await permitted(
      fresh.cast.officer.post(`/v1/cases/${fresh.caseId}/attestations`, JUDGEMENTS.pc1('VERG/vergunningen')),
    )
    const reply = await ask(fresh, municipal(fresh.caseId, 'VERG/vergunningen', 'DETAIL', ['zaaknr']))
    expect(disclosed(reply)).toEqual({ hit: true, records: [] })
    expect(decidingNorms(reply.body)).toEqual({ zaaknr: ['BGP-06'] })
  })
  it('B: a file of nine years old is no hit, and after no hit nothing more is asked', async () => {
    const hit = await ask(b3, municipal(b3.caseId, 'TH/controles', 'HITNOHIT'))
    expect(disclosed(hit)).toEqual({ hit: false, records: [] })
    const detail = await ask(b3, municipal(b3.caseId, 'TH/controles', 'DETAIL', ['bevinding']))
    expect(detail.body.outcome).toBe('deny')
    expect(decides('S05B', detail.body)).toEqual({ bevinding: ['BGP-07'] })
  })
  it('C: hits do not go to the police', async () => {
    const question = { ...municipal(b3.caseId, 'VERG/vergunningen', 'HITNOHIT'), recipient: { organ: 'POL' } }
    const reply = await ask(b3, question)
    expect(reply.body.outcome).toBe('deny')
    expect(decides('S05C', reply.body)).toEqual({ hit: ['BGP-08', 'BGP-11'] })
  })
})

it('S07: not even a hit about social support', async () => {
  const reply = await ask(b3, municipal(b3.caseId, 'WMO/voorzieningen', 'HITNOHIT', [], BSN.pgbHouder))
  expect(reply.body.outcome).toBe('deny')
  expect(decides('S07', reply.body)).toEqual({ hit: ['AVG-04', 'WMO-01'] })
  expect(reply.body.remedies).not.toEqual([])
})

describe('S13: income and tax debt from the Belastingdienst', () => {
  it('A: denied in R2, permitted in R3', async () => {
    const { riec: participant, analyst } = b3.cast
    const caseId = await openRiec(b3.cast, { involved: ['COL', 'BD'], source: 'BD/inkomen' })
    const at = `/v1/cases/${caseId}`
    const question = riec(caseId, 'BD/inkomen', ['box1_inkomen', 'openstaande_schuld'])
    const early = await analyst.post('/v1/inquiries', question)
    expect(early.body.outcome).toBe('deny')
    expect(decides('S13A', early.body)).toEqual({
      box1_inkomen: ['AWR-01', 'BGS-11', 'WGS-10'],
      openstaande_schuld: ['AWR-01', 'BGS-11', 'WGS-10'],
    })
    await permitted(participant.post(`${at}/transitions`, { to: 'R3', grounds: 'x' }))
    const late = await analyst.post('/v1/inquiries', question)
    expect(disclosed(late)?.records).toEqual([{ box1_inkomen: 18250, openstaande_schuld: 42000 }])
    expect(decidingNorms(late.body)).toEqual({ box1_inkomen: ['WGS-06'], openstaande_schuld: ['WGS-06'] })
  })
  it('B: outside a RIEC, without a covenant, denied', async () => {
    await accounted(b3.cast.officer, 'BILATERAL', 'P-HAND')
    await compatible(b3.cast.officer, 'BD/inkomen', 'P-HAND')
    const { caseId: _, ...question } = riec('', 'BD/inkomen', ['box1_inkomen'])
    const bilateral = {
      ...question,
      regime: 'BILATERAL',
      purpose: 'P-HAND',
      task: 'Awb:5:21',
      legalBasis: ['LB-6E', 'LB-AWR43CM'],
    }
    const reply = await b3.cast.analyst.post('/v1/inquiries', bilateral)
    expect(reply.body.outcome).toBe('deny')
    expect(decides('S13B', reply.body)).toEqual({ box1_inkomen: ['AWR-01', 'AWR-02', 'WGS-29'] })
  })
})

describe('S22: municipal taxes', () => {
  const question = () => municipal(b4.caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb', 'kwijtschelding'])
  it('A: denied without a college decision', async () => {
    const reply = await ask(b4, question())
    expect(reply.body.outcome).toBe('deny')
    expect(decides('S22A', reply.body)).toEqual({ aanslag_ozb: ['GEM-01'], kwijtschelding: ['GEM-01'] })
  })
  it('B: permitted with a college decision and check 2A', async () => {
    await permitted(b4.cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
    await permitted(b4.cast.officer.post(`/v1/cases/${b4.caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
    const reply = await ask(b4, question())
    expect(disclosed(reply)?.records).toEqual([{ aanslag_ozb: 1250.5, kwijtschelding: false }])
    expect(decides('S22B', reply.body)).toEqual({
      aanslag_ozb: ['BGP-09', 'GEM-01'],
      kwijtschelding: ['BGP-09', 'GEM-01'],
    })
  })
})

it('ends each of its scenarios as the list says, but for the deviations that are named with their reason', () => {
  const { found, promised } = played()
  expect(found).toEqual(promised)
})
