/** An organisation is a wall: two gemeenten that share a BSN never see each other's, at any endpoint. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPERATIONS } from '../../src/api/operations.ts'
import { BSN, OIN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, subjectOf } from '../../src/cli/demo/questions.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { askInRiec } from '../support/riec.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

let world: World
let ours: Garage
let inquiryId: string
let attestationId: string
let organisationAttestation: string
let obligationId: string
beforeAll(async () => {
  world = await openWorld()
  ours = await openGarage(world, 'B3')
  const pc1 = await permitted(
    ours.cast.officer.post(`/v1/cases/${ours.caseId}/attestations`, JUDGEMENTS.pc1('VERG/vergunningen')),
  )
  attestationId = String(pc1.attestationId)
  const dpia = await permitted(ours.cast.officer.post('/v1/attestations', JUDGEMENTS.dpia('WGS', 'P-RIEC-B')))
  organisationAttestation = String(dpia.attestationId)
  const hit = await permitted(
    ours.cast.asker.post('/v1/inquiries', municipal(ours.caseId, 'VERG/vergunningen', 'HITNOHIT')),
  )
  inquiryId = String(hit.id)
  const [owed] = (await ours.cast.officer.get('/v1/obligations')).body.items as { id: string }[]
  obligationId = owed?.id ?? 'none'
})
afterAll(() => world.close())

/** The same person in the same role, of the other organisation. */
const there = (person: Person) => world.as(person, { oin: OIN.testdorp })

describe('another organisation', () => {
  it('finds nothing of ours under any path with an id', async () => {
    const bodies: Record<string, unknown> = {
      amendCase: { region: 'X', grounds: 'x' },
      addSubject: { subject: subjectOf(BSN.garagehouder), relation: 'SIGNAL', grounds: 'x' },
      moveCase: { to: 'B4', grounds: 'x' },
      revealSubject: { subject: `s-${'0'.repeat(32)}`, purpose: 'P-BGP-AANPAK', grounds: 'x' },
      attest: JUDGEMENTS.pc1('VERG/vergunningen'),
      withdrawAttestation: { grounds: 'x' },
      withdrawOrganisationAttestation: { grounds: 'x' },
      previewAttestation: JUDGEMENTS.pc1('VERG/vergunningen'),
      previewWithdrawal: { grounds: 'x' },
      previewOrganisationWithdrawal: { grounds: 'x' },
      dischargeObligation: { how: 'DONE', grounds: 'x' },
      followUpFinding: { words: 'x', close: false },
    }
    const period = { from: '2020-01-01T00:00:00Z', until: '2099-01-01T00:00:00Z', readingPurpose: 'P-AUDIT' }
    const sample = { ...period, size: 9, grounds: 'x' }
    const sampleId = String((await permitted(ours.cast.officer.post('/v1/samples', sample))).sampleId)
    const followed = { severity: 'LOW', finding: 'x', followUp: 'x', owner: 'R-CAS', due: '2099-01-01' }
    const found = ours.cast.officer.post('/v1/findings', { decisionId: inquiryId, sampleId, ...followed })
    const findingId = String((await permitted(found)).findingId)
    const before = (await ours.cast.asker.get(`/v1/cases/${ours.caseId}`)).body
    const walked = OPERATIONS.filter((one) => one.path.includes('{') && one.tag !== 'policy')
    expect(walked.length).toBeGreaterThanOrEqual(13)
    for (const operation of walked) {
      const ofOfficers = ['attestations', 'decisions', 'obligations', 'reviews'].includes(operation.tag)
      const person = ofOfficers ? PEOPLE.officer : PEOPLE.asker
      const [, collection = ''] = operation.path.split('/')
      const ids: Record<string, string> = {
        ...{ inquiries: inquiryId, decisions: inquiryId, obligations: obligationId },
        ...{ samples: sampleId, findings: findingId },
      }
      const own = ids[collection] ?? ours.caseId
      const judgement = operation.path.startsWith('/attestations') ? organisationAttestation : attestationId
      const path = `/v1${operation.path.replace('{id}', own).replace('{attestationId}', judgement)}`
      const reads = operation.tag === 'decisions' || collection === 'samples'
      const field = operation.id === 'explainWhyNot' ? '&field=hit' : ''
      const query = reads ? `?readingPurpose=P-AUDIT${field}` : ''
      const token = await world.token(person, { oin: OIN.testdorp })
      const size = await world.node.ports.ledger.size()
      const reply = await world.call(token, operation.method.toUpperCase(), `${path}${query}`, bodies[operation.id])
      expect([operation.id, reply.status]).toEqual([operation.id, 404])
      // Nothing of ours is written: at most that somebody looked in their own log, in theirs.
      const written = await world.node.ports.ledger.range(size, 9)
      expect(written.map(({ oin, type }) => [oin, type])).toEqual(reads ? [[OIN.testdorp, 'read']] : [])
    }
    expect((await ours.cast.asker.get(`/v1/cases/${ours.caseId}`)).body).toEqual(before)
    expect((await ours.cast.asker.get(`/v1/inquiries/${inquiryId}`)).body.status).toBe('settled')
    expect((await ours.cast.officer.get(`/v1/obligations/${obligationId}`)).body.status).toBe('open')
  })
  it('sees none of ours in its lists', async () => {
    expect((await (await there(PEOPLE.asker)).get('/v1/inquiries')).body.items).toEqual([])
    expect((await (await there(PEOPLE.regisseur)).get('/v1/cases')).body.items).toEqual([])
    expect((await (await there(PEOPLE.officer)).get('/v1/attestations')).body.items).toEqual([])
    expect((await (await there(PEOPLE.officer)).get('/v1/judgements')).body.items).toEqual([])
    expect((await (await there(PEOPLE.officer)).get('/v1/obligations')).body.items).toEqual([])
    expect((await (await there(PEOPLE.officer)).get(`/v1/obligations?caseId=${ours.caseId}`)).body.items).toEqual([])
    const officer = await there(PEOPLE.officer)
    const log = await officer.get('/v1/decisions?readingPurpose=P-AUDIT')
    expect((log.body.items as { id: string }[]).map((item) => item.id)).not.toContain(inquiryId)
    const search = { readingPurpose: 'P-RECHT', subject: subjectOf(BSN.garagehouder) }
    expect((await officer.post('/v1/decisions/_search', search)).body.items).toEqual([])
    expect((await ours.cast.officer.post('/v1/decisions/_search', search)).body.items).not.toEqual([])
  })
  it('naming our case gets a refusal that shows nothing of it', async () => {
    const reply = await (await there(PEOPLE.asker)).post(
      '/v1/inquiries',
      municipal(ours.caseId, 'VERG/vergunningen', 'DETAIL', ['zaaknr']),
    )
    const unknown = await (await there(PEOPLE.asker)).post(
      '/v1/inquiries',
      municipal('00000000-0000-7000-8000-000000000000', 'VERG/vergunningen', 'DETAIL', ['zaaknr']),
    )
    expect(reply.body.outcome).toBe('deny')
    expect(reply.body.reasons).toEqual(unknown.body.reasons)
    expect(reply.body.fields).toEqual(unknown.body.fields)
  })
  it('has other pseudonyms for the same person and the same subject', async () => {
    const { ports } = world.node
    expect(Buffer.from(ports.keys.pseudonym(OIN.voorbeeldstad)).equals(ports.keys.pseudonym(OIN.testdorp))).toBe(false)
  })
})

describe('two organisations that ask the same source about the same person, by people of the same name', () => {
  it('each see their own case, inquiry, judgements and decisions, and nothing of the other', async () => {
    const [here, elsewhere] = [await askInRiec(world, OIN.voorbeeldstad), await askInRiec(world, OIN.testdorp)]
    const subjects: unknown[] = []
    for (const [oin, mine, theirs] of [
      [OIN.voorbeeldstad, here, elsewhere],
      [OIN.testdorp, elsewhere, here],
    ] as const) {
      const cast = await castOf(world, { oin })
      const search = { readingPurpose: 'P-RECHT', subject: subjectOf(BSN.garagehouder), limit: 100 }
      const found = (await cast.officer.post('/v1/decisions/_search', search)).body
      subjects.push(new Set((found.items as { subject: string }[]).map((item) => item.subject)))
      const seen = [
        found,
        (await cast.officer.get('/v1/decisions?readingPurpose=P-AUDIT&limit=100')).body,
        (await cast.officer.get('/v1/attestations')).body,
        (await cast.officer.get('/v1/obligations?limit=100')).body,
        (await cast.analyst.get('/v1/inquiries?limit=100')).body,
        (await cast.riec.get('/v1/cases?limit=100')).body,
        (await cast.riec.get(`/v1/cases/${mine.caseId}`)).body,
      ]
      const text = JSON.stringify(seen)
      for (const own of [mine.caseId, String(mine.inquiry.id)]) expect(text).toContain(own)
      for (const other of [theirs.caseId, String(theirs.inquiry.id)]) expect(text).not.toContain(other)
      expect((await cast.analyst.get(`/v1/inquiries/${String(theirs.inquiry.id)}`)).status).toBe(404)
      expect((await cast.riec.get(`/v1/cases/${theirs.caseId}`)).status).toBe(404)
    }
    // One person, two pseudonyms: what two organisations hold cannot be put together.
    const [ours, others] = subjects as [Set<string>, Set<string>]
    expect([ours.size, others.size, new Set([...ours, ...others]).size]).toEqual([1, 1, 2])
  })
})

describe('within the organisation', () => {
  it('an inquiry is its own asker’s only', async () => {
    expect((await ours.cast.asker.get(`/v1/inquiries/${inquiryId}`)).status).toBe(200)
    const colleague = await world.token({ ...PEOPLE.asker, person: 'demo-collega' })
    for (const token of [await world.token(PEOPLE.team), colleague, await world.token(PEOPLE.officer)]) {
      for (const [method, path] of [
        ['GET', ''],
        ['DELETE', ''],
        ['POST', '/disclosures'],
      ] as const) {
        expect((await world.call(token, method, `/v1/inquiries/${inquiryId}${path}`)).status).toBe(404)
      }
      expect((await world.call(token, 'GET', '/v1/inquiries')).body.items).toEqual([])
    }
  })
  it('a look back never gives the data again', async () => {
    const reply = await ours.cast.asker.get(`/v1/inquiries/${inquiryId}`)
    expect(reply.body).toMatchObject({ status: 'settled', outcome: 'permit' })
    expect(JSON.stringify(reply.body)).not.toContain('"hit":true')
    expect(reply.body.disclosure).toBeUndefined()
  })
  it('the log is read with a purpose and a role, or not at all', async () => {
    expect((await ours.cast.officer.get('/v1/decisions')).status).toBe(400)
    expect((await ours.cast.officer.get('/v1/decisions?readingPurpose=P-BEL')).status).toBe(403)
    expect((await ours.cast.asker.get('/v1/decisions?readingPurpose=P-AUDIT')).status).toBe(403)
    expect((await ours.cast.officer.get('/v1/decisions?readingPurpose=P-AUDIT')).status).toBe(200)
  })
  it('every look in the log, also a refused one, is an entry of it', async () => {
    const before = await world.node.ports.ledger.size()
    await ours.cast.officer.get('/v1/decisions?readingPurpose=P-BEL')
    await ours.cast.officer.get('/v1/decisions?readingPurpose=P-AUDIT')
    const entries = await world.node.ports.ledger.range(before, 10)
    expect(entries.map((entry) => entry.type)).toEqual(['read', 'read'])
  })
  it('a case is shown to who works on it, without identifiers', async () => {
    const reply = await ours.cast.asker.get(`/v1/cases/${ours.caseId}`)
    expect(reply.status).toBe(200)
    expect(JSON.stringify(reply.body)).not.toContain(BSN.garagehouder)
  })
})
