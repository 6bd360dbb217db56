/** Scenarios of the list that are not, or not only, a question of a department (S12, S15, S18, S20E), over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../../src/cli/demo/client.ts'
import { BSN, OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, riec, SIGNAL, subjectOf } from '../../src/cli/demo/questions.ts'
import { openParts } from '../../src/log/entry.ts'
import { partOf } from '../../src/log/parts.ts'
import {
  accounted,
  codes,
  compatible,
  decidingNorms,
  type Garage,
  openGarage,
  permitted,
  reasons,
} from '../support/garage.ts'
import { openRiec, reported } from '../support/riec.ts'
import { scenariosIn } from '../support/scenarios.ts'
import { problemOf } from '../support/scene.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

const { decides, played } = scenariosIn('test/flows/scenarios-acts.test.ts')

const WORDS = 'de buren vertellen over drugs'
const rumour = { holds: false, why: WORDS }

let world: World
let cast: Garage['cast']
beforeAll(async () => {
  world = await openWorld()
  cast = await castOf(world)
})
afterAll(() => world.close())

describe('S12: a rumour', () => {
  it('is not reported: nothing is opened, and the way on is shown', async () => {
    const before = await world.node.ports.ledger.size()
    const signal = { ...SIGNAL, objective: rumour, several: rumour }
    const reply = await cast.riec.post('/v1/cases', reported({ crimeForm: 'DRUGS', signal }))
    expect([reply.status, reply.body.outcome, reasons(reply)]).toEqual([201, 'deny', ['BGS-13']])
    expect(decides('S12', reply.body)).toEqual({})
    expect(codes(reply.body.remedies, 'code')).toContain('SUBSTANTIATE_SIGNAL')
    expect(reply.body.caseId).toBeUndefined()
    expect((await cast.riec.get('/v1/cases')).body.items).toEqual([])
    expect(await world.node.ports.ledger.size()).toBe(before + 1)
  })
  it('stands in the log in the words of the reporter, and reached the norms without them', async () => {
    const { ports } = world.node
    const [entry] = await ports.ledger.range((await ports.ledger.size()) - 1, 1)
    if (!entry) throw new Error('nothing was written')
    const parts = await openParts(ports, entry)
    expect(partOf(parts, 'act')).toMatchObject({ kind: 'open', signal: { objective: rumour } })
    expect(partOf(parts, 'facts')?.act?.signal).toEqual({
      objective: false,
      necessary: true,
      several: false,
      region: true,
    })
    expect(JSON.stringify(parts.facts)).not.toContain(WORDS)
    expect(Buffer.concat([entry.leaf, ...entry.parts.map((part) => part.bytes)]).includes(WORDS)).toBe(false)
  })
  it('about a form of crime that is not listed is not reported either, however well it is motivated', async () => {
    const reply = await cast.riec.post('/v1/cases', reported({ crimeForm: 'OVERLAST' }))
    expect([reply.body.outcome, reasons(reply)]).toEqual(['deny', ['BGS-13']])
    const forms = codes((await cast.riec.get('/v1/crime-forms')).body.items, 'code')
    expect(forms).toEqual(expect.arrayContaining(['DRUGS', 'WITWASSEN']))
    expect(forms).not.toContain('OVERLAST')
  })
})

describe('S12: a signal that turns out to be a rumour', () => {
  const move = (caseId: string, to: string) =>
    cast.analyst.post(`/v1/cases/${caseId}/transitions`, { to, grounds: 'x' })
  it('is not taken up by who assessed it together, and ends in destroying', async () => {
    const caseId = String((await permitted(cast.riec.post('/v1/cases', reported()))).caseId)
    await permitted(move(caseId, 'R1'))
    const attest = (who: Api, judgement: object) =>
      permitted(who.post(`/v1/cases/${caseId}/attestations`, { grounds: WORDS, ...judgement }))
    const details = { fit: false, type: true, volume: false, weight: false, parallel: true }
    await attest(cast.riec, { type: 'ASSESSMENT', outcome: 'negative', details })
    await attest(cast.riec, JUDGEMENTS.registered)
    const on = await move(caseId, 'R2')
    expect([on.body.outcome, reasons(on)]).toEqual(['deny', ['WGS-13']])
    expect(decides('S12', on.body)).toEqual({})
    await attest(cast.officer, { type: 'SELECTIELIJST', outcome: 'destroy', details: { category: '18.1' } })
    const out = await move(caseId, 'R8')
    expect(out.body.outcome).toBe('permit')
    expect(decides('S12', out.body)).toEqual({})
    expect(out.body.obligations).toContainEqual(expect.objectContaining({ norm: 'BGS-09', obligation: 'DESTROY' }))
  })
})

describe('S15: who asks about a RIEC file', () => {
  let caseId: string
  beforeAll(async () => {
    caseId = await openRiec(cast, { involved: ['COL', 'BD'], source: 'BZ/personen', to: ['R1', 'R2', 'R3'] })
  })
  it('A: under the Woo is shown the way to the Woo officer', async () => {
    const question = { ...riec(caseId, 'BZ/personen', ['adres']), recipient: { organ: 'PUBLIEK' } }
    const reply = await cast.analyst.post('/v1/inquiries', question)
    expect(reply.body.outcome).toBe('deny')
    // WGS-14 beside the listed norms: the public is not involved in the case.
    expect(decides('S15A', reply.body)).toEqual({ adres: ['WGS-14', 'WGS-28', 'WOO-01'] })
    expect(codes(reply.body.remedies, 'code')).toContain('WOO_OFFICER')
  })
  it('B: about themselves is routed to the contact point', async () => {
    await accounted(cast.officer, 'WGS', 'P-RECHT')
    const { fields: _, ...question } = riec(caseId, 'BZ/personen', [])
    const rights = { ...question, purpose: 'P-RECHT', task: 'AVG:15', mode: 'HITNOHIT' }
    const reply = await cast.analyst.post('/v1/inquiries', rights)
    expect(reply.body.outcome).toBe('deny')
    expect(decides('S15B', reply.body)).toEqual({ hit: ['WGS-05'] })
    expect(reply.body.obligations).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ obligation: 'ROUTE_CONTACT_POINT', norm: 'BGS-01' }),
        expect.objectContaining({ obligation: 'INFORM_SUBJECT', norm: 'AVG-05' }),
      ]),
    )
  })
  it('B: is refused an answer only after a complete weighing', async () => {
    const { subjects } = (await cast.riec.get(`/v1/cases/${caseId}`)).body as { subjects: { key: string }[] }
    const factors = 'purpose categories scope safeguards controller retention risks notification'.split(' ')
    const weighed = Object.fromEntries(factors.map((factor) => [factor, true]))
    const limit = (details: object) =>
      cast.officer.post('/v1/attestations', {
        type: 'UAVG41',
        outcome: 'withheld',
        scope: { purpose: 'P-RECHT', subject: subjects[0]?.key },
        details: { ground: 'UAVG 41 lid 1', ...weighed, ...details },
        grounds: 'x',
        validUntil: '2099-12-31',
      })
    const refused = await limit({ risks: false })
    expect([refused.body.outcome, reasons(refused)]).toEqual(['deny', ['UAVG-02']])
    decides('S15B', refused.body)
    await permitted(limit({}))
  })
})

describe('S18: a joint inspection', () => {
  const hour = 3_600_000
  const control = (from: number, until: number) => ({
    from: new Date(Date.now() + from * hour).toISOString(),
    until: new Date(Date.now() + until * hour).toISOString(),
  })
  const supervisor = { person: 'toezichthouder', organ: 'COL', department: 'TH', roles: ['R-CAS'] }
  it('during which nobody opens police files to look for tax debtors', async () => {
    const { caseId } = await openGarage(world, 'B4')
    const token = await world.token(PEOPLE.asker)
    await permitted(
      world.call(token, 'PATCH', `/v1/cases/${caseId}`, { control: control(-1, 1), grounds: 'controle opslagpark' }),
    )
    await accounted(cast.officer, 'BILATERAL', 'P-BEL')
    await compatible(cast.officer, 'POL/registraties', 'P-BEL')
    const files = {
      ...riec(caseId, 'POL/registraties', ['incidentcode', 'plaats']),
      regime: 'BILATERAL',
      purpose: 'P-BEL',
      task: 'Awb:5:11',
      legalBasis: ['LB-WPG18'],
    }
    const reply = await (await world.as(supervisor)).post('/v1/inquiries', files)
    expect(reply.body.outcome).toBe('deny')
    // WGS-29 beside the listed norms: outside a RIEC a statute must know the way.
    const norms = ['AVG-01', 'AWB-01', 'MN-06', 'WGS-29', 'WPG-01', 'WPG-02']
    expect(decides('S18', reply.body)).toEqual({ incidentcode: norms, plaats: norms })
  })
  it('before which only an address is looked into', async () => {
    const opening = {
      regime: 'BGP',
      purposes: ['P-BGP-AANPAK'],
      control: { ...control(1, 2) },
      grounds: 'controle opslagpark',
    }
    const { caseId } = await permitted(cast.regisseur.post('/v1/cases', opening))
    const { body } = await cast.regisseur.get(`/v1/cases/${String(caseId)}`)
    expect(body.facts).toMatchObject({ control: opening.control })
    const question = {
      ...riec(String(caseId), 'VERG/vergunningen', ['besluit']),
      regime: 'BGP',
      purpose: 'P-BGP-AANPAK',
    }
    const reply = await cast.asker.post('/v1/inquiries', question)
    expect(decidingNorms(reply.body).besluit).toContain('MN-06')
  })
  it('gives the inspector of another organisation no municipal power', async () => {
    const bd = await world.as({ person: 'bd-2', organ: 'BD', department: null, roles: [] })
    await accounted(cast.officer, 'BILATERAL', 'P-TOEZ')
    const entry = {
      regime: 'BILATERAL',
      purpose: 'P-TOEZ',
      task: 'Awb:5:11',
      legalBasis: ['LB-6E'],
      source: 'TH/controles',
      subject: subjectOf(BSN.garagehouder),
      mode: 'DETAIL',
      level: 'OPS',
      fields: ['bevinding'],
      grounds: { necessity: 'x', proportionality: 'x', subsidiarity: 'x' },
    }
    const reply = await bd.post('/v1/inquiries', entry)
    expect([reply.body.outcome, decides('S18', reply.body)]).toEqual(['deny', { bevinding: ['AWB-01'] }])
  })
})

describe('S20E: a dashboard over all cases', () => {
  const dashboard = {
    code: 'DASHBOARD',
    regime: 'WGS',
    title: 'Overzicht van alle zaken',
    description: 'Brengt alle zaken op een scherm bij elkaar.',
    changed: false,
    acrossCases: true,
    automated: false,
    grounds: 'x',
  }
  const put = (changes: object = {}) => cast.riec.post('/v1/processing-types', { ...dashboard, ...changes })
  /** On a kind as it was put forward: the broker says what the advice is bound to. */
  const advice = async (changes: { readonly code?: string; readonly automated?: boolean } = {}) => {
    const { digest } = (await put(changes)).body
    const details = { processing: changes.code ?? 'DASHBOARD', digest, reference: 'RAC-1', casePurposeKept: true }
    return { type: 'RAC_NEW', outcome: 'positive', details, grounds: 'x' }
  }
  it('waits for the advisory committee, and is not recorded', async () => {
    const reply = await put()
    expect([reply.status, reply.body.outcome, reasons(reply)]).toEqual([201, 'review', ['WGS-24', 'WGS-25']])
    decides('S20E', reply.body)
    expect(codes(reply.body.missing, 'attestation')).toEqual(['RAC_NEW', 'RAC_NEW'])
    expect(reply.body.processingType).toBeUndefined()
    expect((await cast.riec.get('/v1/processing-types')).body.items).toEqual([])
  })
  it('is recorded once the committee advised on it, and on no other', async () => {
    await permitted(cast.officer.post('/v1/attestations', await advice()))
    expect((await put({ code: 'DASHBOARD-2' })).body.outcome).toBe('review')
    // Under the code that was advised on, but not what was advised on.
    for (const change of [
      { title: 'Profielen' },
      { description: 'Gezichtsherkenning van iedereen in alle casussen.' },
      { changed: true },
      { acrossCases: false },
    ]) {
      const reply = await put(change)
      expect([reply.body.outcome, reply.body.processingType]).toEqual(['review', undefined])
    }
    const { processingType, obligations } = await permitted(put())
    expect([processingType, codes(obligations, 'obligation')]).toEqual([
      'DASHBOARD',
      ['AUDIT_PROCESSING', 'SHOW_REMEDY'],
    ])
    const { grounds: _, ...shown } = dashboard
    expect((await cast.officer.get('/v1/processing-types')).body).toMatchObject({ items: [shown], next: null })
    const elsewhere = await castOf(world, { oin: OIN.testdorp })
    expect((await elsewhere.officer.get('/v1/processing-types')).body.items).toEqual([])
  })
  it('that changes is another kind: the advice is not carried over', async () => {
    const reply = await put({ changed: true })
    expect([reply.status, reply.body.errors]).toMatchObject([400, [{ pointer: '/code' }]])
  })
  it('is recorded for one of two who put it forward at once: the other one is told', async () => {
    await permitted(cast.officer.post('/v1/attestations', await advice({ code: 'TWEE' })))
    const { cases, ledger } = world.node.ports
    const { processingTypes } = cases
    // Neither saw the other when it looked.
    Object.assign(cases, { processingTypes: async () => [] })
    try {
      await permitted(put({ code: 'TWEE' }))
      const size = await ledger.size()
      expect(problemOf(await put({ code: 'TWEE' }))).toEqual([409, 'processing-type-known'])
      expect(await ledger.size()).toBe(size)
    } finally {
      Object.assign(cases, { processingTypes })
    }
  })
  it('that analyses by itself is refused, whatever the committee says', async () => {
    await permitted(cast.officer.post('/v1/attestations', await advice({ code: 'SCORE', automated: true })))
    const reply = await put({ code: 'SCORE', automated: true })
    expect([reply.body.outcome, reasons(reply)]).toEqual(['deny', ['WGS-27']])
  })
  it('outside a RIEC, or put forward by who may not, is carried by no norm', async () => {
    expect(reasons(await put({ code: 'KAART', regime: 'BGP' }))).toEqual(['AWB-01'])
    expect(reasons(await cast.analyst.post('/v1/processing-types', { ...dashboard, code: 'KAART' }))).toEqual([
      'AWB-01',
    ])
  })
})

it('ends each of its scenarios as the list says, but for the deviations that are named with their reason', () => {
  const { found, promised } = played()
  expect(found).toEqual(promised)
})
