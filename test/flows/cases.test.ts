/** The case register over HTTP: what a judgement that was withdrawn is worth, and what shows of a case to who has no part in it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { BSN, OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, riec, subjectOf } from '../../src/cli/demo/questions.ts'
import { openParts } from '../../src/log/entry.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { reported } from '../support/riec.ts'
import { openWorld, type World } from '../support/world.ts'

const NOWHERE = '00000000-0000-7000-8000-000000000000'

let world: World
let garage: Garage
let joint: string
let ofCollege: string
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B2')
  joint = await openJoint()
  ofCollege = String((await permitted(garage.cast.riec.post('/v1/cases', reported({ involved: ['COL'] })))).caseId)
})
afterAll(() => world.close())

/** A RIEC case in which only the tax administration and the police are involved, once it has left the assessment. */
async function openJoint(): Promise<string> {
  const bd = await world.as({ person: 'bd-1', organ: 'BD', department: null, roles: ['R-RIEC-D'] })
  return String((await permitted(bd.post('/v1/cases', reported({ involved: ['BD', 'POL'] })))).caseId)
}
/** Decisions of the log since then. */
async function decided(before: number): Promise<unknown[]> {
  const { ports } = world.node
  const entries = await ports.ledger.range(before, 9)
  return Promise.all(entries.map(async (entry) => (await openParts(ports, entry)).decision))
}
const idsOf = (reply: Reply) => (reply.body.items as { id: string }[]).map((item) => item.id)

describe('a judgement that was withdrawn', () => {
  it('no longer carries the case on: a case moves on what stands, not on what stood', async () => {
    const { cast, caseId } = garage
    const at = `/v1/cases/${caseId}`
    const move = () => cast.asker.post(`${at}/transitions`, { to: 'B3', grounds: 'x' })
    const w3 = await permitted(cast.team.post(`${at}/attestations`, JUDGEMENTS.w3))
    await permitted(
      cast.team.post(`${at}/attestations/${String(w3.attestationId)}/withdrawals`, { grounds: 'vergissing' }),
    )
    expect((await move()).body.outcome).not.toBe('permit')
    const shown = (await cast.asker.get(at)).body.attestations as { id: string; withdrawnBy: string | null }[]
    expect(shown.find((one) => one.id === w3.attestationId)?.withdrawnBy).toMatch(/^p-/)
    await permitted(cast.team.post(`${at}/attestations`, JUDGEMENTS.w3))
    expect((await move()).body.outcome).toBe('permit')
  })
  it('is withdrawn once', async () => {
    const given = await permitted(garage.cast.officer.post('/v1/attestations', JUDGEMENTS.dpia('WGS', 'P-RIEC-B')))
    const path = `/v1/attestations/${String(given.attestationId)}/withdrawals`
    await permitted(garage.cast.officer.post(path, { grounds: 'x' }))
    expect((await garage.cast.officer.post(path, { grounds: 'x' })).status).toBe(404)
  })
})

describe('a look at one case', () => {
  const written = async (before: number) => {
    const { ports } = world.node
    const entries = await ports.ledger.range(before, 9)
    return Promise.all(entries.map(async (entry) => ({ type: entry.type, ...(await openParts(ports, entry)) })))
  }
  it('is an entry of the log: who looked, at which case, and that they might', async () => {
    const before = await world.node.ports.ledger.size()
    expect((await garage.cast.asker.get(`/v1/cases/${garage.caseId}`)).status).toBe(200)
    expect(await written(before)).toMatchObject([
      {
        type: 'read',
        caller: { roles: ['R-CAS'] },
        act: { kind: 'read', caseId: garage.caseId },
        facts: { act: { resource: 'case' } },
        decision: { outcome: 'permit' },
      },
    ])
  })
  it('that is refused is one as well, and shows no more than a case that is not there', async () => {
    const before = await world.node.ports.ledger.size()
    const token = await world.token(PEOPLE.analyst)
    const refused = await world.call(token, 'GET', `/v1/cases/${garage.caseId}`)
    expect(await written(before)).toMatchObject([{ type: 'read', decision: { outcome: 'deny' } }])
    expect(refused.body).toEqual((await world.call(token, 'GET', `/v1/cases/${NOWHERE}`)).body)
    expect(refused.status).toBe(404)
  })
  it('shows nothing when it cannot be logged', async () => {
    const { ledger } = world.node.ports
    const { append } = ledger
    Object.assign(ledger, { append: () => Promise.reject(new Error('the disk is full')) })
    const reply = await garage.cast.asker.get(`/v1/cases/${garage.caseId}`)
    Object.assign(ledger, { append })
    expect([reply.status, reply.body.facts]).toEqual([503, undefined])
  })
  it('is not a look at the list, which shows no more than that one works on them', async () => {
    const before = await world.node.ports.ledger.size()
    expect(idsOf(await garage.cast.asker.get('/v1/cases'))).toContain(garage.caseId)
    expect(await world.node.ports.ledger.size()).toBe(before)
  })
})

describe('two acts at once', () => {
  it('each land on the version they judged, or are told that the case changed', async () => {
    const { cast, caseId } = garage
    const at = `/v1/cases/${caseId}`
    const before = Number((await cast.asker.get(at)).body.version)
    const token = await world.token(PEOPLE.asker)
    const amend = (region: string) => world.call(token, 'PATCH', at, { region, grounds: 'x' })
    const statuses = (await Promise.all([amend('A'), amend('B'), amend('C')])).map((reply) => reply.status)
    const landed = statuses.filter((status) => status === 201).length
    expect(statuses.filter((status) => status === 409).length).toBe(3 - landed)
    expect(landed).toBeGreaterThanOrEqual(1)
    expect((await cast.asker.get(at)).body.version).toBe(before + landed)
  })
})

describe('a case in which one has no part', () => {
  it('is not in the list, nor in its cursors, nor to be read', async () => {
    const { regisseur } = garage.cast
    const more = [await openJoint(), await openJoint()]
    for (const path of ['/v1/cases', '/v1/cases?limit=1']) {
      const reply = await regisseur.get(path)
      expect(idsOf(reply)).toEqual([garage.caseId])
      expect(reply.body.next).toBeNull()
    }
    for (const id of [joint, ...more]) expect((await regisseur.get(`/v1/cases/${id}`)).status).toBe(404)
    const bd = await world.as({ person: 'bd-1', organ: 'BD', department: null, roles: ['R-RIEC-D'] })
    expect(idsOf(await bd.get('/v1/cases'))).toEqual([...more.toReversed(), joint])
    const first = await bd.get('/v1/cases?limit=2')
    expect(idsOf(await bd.get(`/v1/cases?limit=2&cursor=${String(first.body.next)}`))).toEqual([joint])
  })
  it('answers every act on it as one that is not there, once the refusal is logged', async () => {
    const token = await world.token(PEOPLE.analyst)
    const subject = { subject: subjectOf(BSN.garagehouder), relation: 'SIGNAL', grounds: 'x' }
    for (const [method, path, body] of [
      ['PATCH', '', { region: 'X', grounds: 'x' }],
      ['POST', '/subjects', subject],
      ['POST', '/transitions', { to: 'R1', grounds: 'x' }],
      ['POST', '/transitions', { to: 'B3', grounds: 'x' }],
      ['POST', '/attestations', JUDGEMENTS.w3],
    ] as const) {
      const before = await world.node.ports.ledger.size()
      const reply = await world.call(token, method, `/v1/cases/${joint}${path}`, body)
      const nowhere = await world.call(token, method, `/v1/cases/${NOWHERE}${path}`, body)
      expect([path, reply.status, reply.body]).toEqual([path, 404, nowhere.body])
      // Only what is there can be refused.
      expect(await decided(before)).toMatchObject([{ outcome: 'deny' }])
    }
    // What is wrong with an act is told to who has a part.
    const mine = await world.token(PEOPLE.riec)
    for (const [method, path, body] of [
      ['PATCH', '', { region: 1 }],
      ['PATCH', '', { involved: ['NIEMAND'], grounds: 'x' }],
      ['POST', '/subjects', {}],
      ['POST', '/subjects', { ...subject, subject: { type: 'NATURAL', identifier: { type: 'bsn', value: '1' } } }],
      ['POST', '/transitions', {}],
      ['POST', '/transitions', { to: 'R99', grounds: 'x' }],
      ['POST', '/attestations', {}],
      ['POST', '/attestations', { ...JUDGEMENTS.w3, outcome: 'x' }],
      [`POST`, `/attestations/${NOWHERE}/withdrawals`, {}],
    ] as const) {
      expect((await world.call(token, method, `/v1/cases/${joint}${path}`, body)).status).toBe(404)
      const told = await world.call(mine, method, `/v1/cases/${ofCollege}${path}`, body)
      expect([path, body, told.status]).toEqual([path, body, 400])
    }
  })
  it('tells nobody what it lacks for its next state, nor in which state it is', async () => {
    const police = await world.as({ person: 'pol-1', organ: 'POL', department: null, roles: ['R-REG', 'R-CAS'] })
    const { ports } = world.node
    const moved = async (to: string) => {
      const before = await ports.ledger.size()
      const { status } = await police.post(`/v1/cases/${garage.caseId}/transitions`, { to, grounds: 'x' })
      const [decision, ...more] = (await decided(before)) as { findings: { norm: string; effect: string }[] }[]
      return [status, decision?.findings.flatMap(({ norm, effect }) => (effect === 'deny' ? [norm] : [])), more]
    }
    const told = [404, ['AWB-01'], []]
    for (const to of ['B7', 'B0', 'B2', 'B3', 'B4']) expect([to, ...(await moved(to))]).toEqual([to, ...told])
    const { find } = ports.cases
    const held = await find(OIN.voorbeeldstad, garage.caseId)
    for (const state of ['B1', 'B2', 'B3']) {
      const value = held && { ...held.value, facts: { ...held.value.facts, state } }
      Object.assign(ports.cases, { find: async () => ({ ...held, value, attestations: [] }) })
      for (const to of ['B2', 'B3', 'B4']) expect([state, to, ...(await moved(to))]).toEqual([state, to, ...told])
    }
    Object.assign(ports.cases, { find })
  })
  it('gets the same answer to an inquiry as a case that is not there, and as one of another organisation', async () => {
    const token = await world.token(PEOPLE.analyst)
    const answer = async (bearer: string, caseId: string) => {
      const { body } = await world.call(bearer, 'POST', '/v1/inquiries', riec(caseId, 'BD/inkomen', ['aanslag']))
      const { id: _, decisionId: __, decidedAt: ___, receipt: ____, ...told } = body
      return told
    }
    const nowhere = await answer(token, NOWHERE)
    expect(nowhere).toMatchObject({ outcome: 'deny', fields: [{ name: 'aanslag', norms: ['WGS-14'] }] })
    expect(await answer(token, joint)).toEqual(nowhere)
    const there = await world.token(PEOPLE.analyst, { oin: OIN.testdorp })
    const { policy: _, ...told } = await answer(there, joint)
    const { policy: __, ...expected } = nowhere
    expect(told).toEqual(expected)
  })
  it('answers who is no member of it as if it were not there, whatever is asked and whenever they look', async () => {
    const { caseId, cast } = await openGarage(world, 'B3')
    const at = `/v1/cases/${caseId}`
    const colleague = await world.token({ ...PEOPLE.asker, person: 'demo-collega' })
    const source = 'VERG/vergunningen'
    const told = async (bearer: string, id: string, mode: 'HITNOHIT' | 'DETAIL', bsn?: string) => {
      const question = municipal(id, source, mode, mode === 'DETAIL' ? ['besluit'] : [], bsn)
      const asked = await world.call(bearer, 'POST', '/v1/inquiries', question)
      const back = await world.call(bearer, 'GET', `/v1/inquiries/${String(asked.body.id)}`)
      const { id: _, decisionId: __, decidedAt: ___, receipt: ____, ...answer } = asked.body
      return [asked.status, answer, back.body.caseId]
    }
    await permitted(cast.officer.post(`${at}/attestations`, JUDGEMENTS.pc1(source)))
    // The register now knows of a hit and of none.
    for (const bsn of [BSN.garagehouder, BSN.pgbHouder]) {
      await permitted(cast.asker.post('/v1/inquiries', municipal(caseId, source, 'HITNOHIT', [], bsn)))
    }
    const members = [PEOPLE.asker.person, PEOPLE.regisseur.person]
    await permitted(world.call(await world.token(PEOPLE.asker), 'PATCH', at, { members, grounds: 'x' }))
    const police = await world.token({ person: 'pol-1', organ: 'POL', department: null, roles: [] })
    for (const bearer of [colleague, police]) {
      for (const mode of ['HITNOHIT', 'DETAIL'] as const) {
        for (const bsn of [BSN.garagehouder, BSN.pgbHouder]) {
          const nowhere = await told(bearer, NOWHERE, mode, bsn)
          expect(nowhere).toMatchObject([201, { outcome: 'deny', reasons: [{ norm: 'AWB-01' }] }, null])
          expect(await told(bearer, caseId, mode, bsn)).toEqual(nowhere)
        }
      }
    }
    await permitted(cast.asker.post('/v1/inquiries', municipal(caseId, source, 'DETAIL', ['besluit'])))
  })
})
