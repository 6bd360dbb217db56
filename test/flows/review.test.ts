/** Review is not a bypass: a judgement is a fact that another person gives, and the norms decide again. */
import { afterAll, beforeEach, expect, it } from 'vitest'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, subjectOf } from '../../src/cli/demo/questions.ts'
import { openParts } from '../../src/log/entry.ts'
import { expire } from '../../src/log/expire.ts'
import type { Source } from '../../src/source-port.ts'
import { decidingNorms, type Garage, openGarage, permitted } from '../support/garage.ts'
import { OTHER_ISSUER } from '../support/tokens.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let garage: Garage
let now = Date.parse('2026-11-24T10:00:00Z')
beforeEach(async () => {
  now = Date.now()
  world ??= await openWorld({ clock: () => new Date(now) })
  garage = await openGarage(world, 'B3')
})
afterAll(() => world.close())

const SOURCE = 'VERG/vergunningen'
const question = () => municipal(garage.caseId, SOURCE, 'HITNOHIT')
const attestations = () => `/v1/cases/${garage.caseId}/attestations`

it('names the missing judgement, its scope and who may give it', async () => {
  const reply = await garage.cast.asker.post('/v1/inquiries', question())
  expect(reply.body).toMatchObject({
    outcome: 'review',
    status: 'waiting',
    missing: [
      {
        attestation: 'PC1',
        scope: { source: SOURCE },
        roles: ['R-PRIV'],
        norm: 'BGP-05',
        title: {
          nl: 'Privacycheck 1: mag deze bron worden bevraagd?',
          en: 'Privacy check 1: may this source be asked?',
        },
        givenBy: { nl: 'Privacyfunctionaris', en: 'Privacy officer' },
      },
    ],
  })
})

it('does not count a judgement of the asker, whatever role they wear', async () => {
  const both = { ...PEOPLE.asker, organ: 'COL', department: 'PRIV', roles: ['R-PRIV'] }
  await permitted((await world.as(both)).post(attestations(), JUDGEMENTS.pc1(SOURCE)))
  // Nor with the token of another issuer: a person is one person, whoever vouches for them.
  const elsewhere = await world.token(both, {}, { issuer: OTHER_ISSUER })
  const again = await world.call(elsewhere, 'POST', attestations(), JUDGEMENTS.pc1(SOURCE))
  expect(again.body.outcome).toBe('permit')
  const asked = await garage.cast.asker.post('/v1/inquiries', question())
  expect(asked.body.outcome).toBe('review')
  await permitted(garage.cast.officer.post(attestations(), JUDGEMENTS.pc1(SOURCE)))
  expect((await garage.cast.asker.post(`/v1/inquiries/${String(asked.body.id)}/disclosures`)).body.outcome).toBe(
    'permit',
  )
})

it('decides again for the waiting asker, and points to the first decision', async () => {
  const first = await garage.cast.asker.post('/v1/inquiries', question())
  const again = `/v1/inquiries/${String(first.body.id)}/disclosures`
  expect((await garage.cast.asker.post(again)).body.outcome).toBe('review')
  const given = await permitted(garage.cast.officer.post(attestations(), JUDGEMENTS.pc1(SOURCE)))
  const second = await garage.cast.asker.post(again)
  expect(second.body).toMatchObject({
    id: first.body.id,
    outcome: 'permit',
    status: 'settled',
    disclosure: { hit: true },
  })
  expect(second.body.decisionId).not.toBe(first.body.decisionId)
  expect((await garage.cast.asker.post(again)).status).toBe(409)
  await permitted(
    garage.cast.officer.post(`${attestations()}/${String(given.attestationId)}/withdrawals`, { grounds: 'x' }),
  )
  expect((await garage.cast.asker.post('/v1/inquiries', question())).body.outcome).toBe('review')
})

it('a refused judgement denies', async () => {
  const refused = { ...JUDGEMENTS.pc1(SOURCE), outcome: 'refused' }
  await permitted(garage.cast.officer.post(attestations(), refused))
  const reply = await garage.cast.asker.post('/v1/inquiries', question())
  expect(reply.body.outcome).toBe('deny')
  expect(decidingNorms(reply.body).hit).toContain('BGP-05')
})

it('a refusal that the asker took away, whatever role they wear, stands against them', async () => {
  await permitted(garage.cast.officer.post(attestations(), JUDGEMENTS.pc1(SOURCE)))
  const other = await world.as({ ...PEOPLE.officer, person: 'demo-tweede-functionaris' })
  const refused = await permitted(other.post(attestations(), { ...JUDGEMENTS.pc1(SOURCE), outcome: 'refused' }))
  const both = await world.as({ ...PEOPLE.asker, organ: 'COL', department: 'PRIV', roles: ['R-PRIV'] })
  const withdrawal = `${attestations()}/${String(refused.attestationId)}/withdrawals`
  await permitted(both.post(withdrawal, { grounds: 'x' }))
  const reply = await garage.cast.asker.post('/v1/inquiries', question())
  expect([reply.body.outcome, decidingNorms(reply.body).hit]).toEqual(['deny', ['AVG-03', 'BGP-05']])
  // For anybody else it was withdrawn.
  const colleague = await world.as({ ...PEOPLE.asker, person: 'demo-collega' })
  expect((await colleague.post('/v1/inquiries', question())).body.outcome).toBe('permit')
})

it('nor does a weighing that who moves the case took away make way for them', async () => {
  const { caseId, cast } = await openGarage(world, 'B2')
  const at = `/v1/cases/${caseId}`
  const team = await world.as({ ...PEOPLE.team, person: 'demo-tweede-teamlid' })
  await permitted(cast.team.post(`${at}/attestations`, JUDGEMENTS.w3))
  const against = await permitted(team.post(`${at}/attestations`, { ...JUDGEMENTS.w3, outcome: 'NONE' }))
  const both = await world.as({ ...PEOPLE.asker, roles: ['R-CAS', 'R-TEAM'] })
  await permitted(both.post(`${at}/attestations/${String(against.attestationId)}/withdrawals`, { grounds: 'x' }))
  const moved = await both.post(`${at}/transitions`, { to: 'B3', grounds: 'x' })
  expect(moved.body).toMatchObject({ outcome: 'deny', reasons: [{ norm: 'BGP-03' }] })
  await permitted(cast.regisseur.post(`${at}/transitions`, { to: 'B3', grounds: 'x' }))
})

it('a judgement outside one’s role is refused by the policy, and is logged', async () => {
  const before = await world.node.ports.ledger.size()
  const reply = await garage.cast.team.post(attestations(), JUDGEMENTS.pc1(SOURCE))
  expect(reply.status).toBe(201)
  expect(reply.body.outcome).toBe('deny')
  expect(reply.body.attestationId).toBeUndefined()
  expect(await world.node.ports.ledger.size()).toBe(before + 1)
})

it('a withdrawn inquiry stays withdrawn', async () => {
  const first = await garage.cast.asker.post('/v1/inquiries', question())
  const path = `/v1/inquiries/${String(first.body.id)}`
  const token = await world.token(PEOPLE.asker)
  const { ledger } = world.node.ports
  const before = await ledger.size()
  const withdrawn = await world.call(token, 'DELETE', path)
  expect([withdrawn.status, withdrawn.body.status]).toEqual([200, 'withdrawn'])
  // Once in the log, by whom, however often it is asked.
  expect((await world.call(token, 'DELETE', path)).body).toEqual(withdrawn.body)
  const [entry, ...rest] = await ledger.range(before, 9)
  expect([entry?.type, rest]).toEqual(['closing', []])
  expect(entry && (await openParts(world.node.ports, entry))).toMatchObject({
    caller: { roles: ['R-CAS'] },
    closing: { inquiryId: first.body.id, result: 'withdrawn' },
  })
  await permitted(garage.cast.officer.post(attestations(), JUDGEMENTS.pc1(SOURCE)))
  expect((await garage.cast.asker.post(`${path}/disclosures`)).status).toBe(409)
})

it('a waiting inquiry expires after thirty days, and not before', async () => {
  const first = await garage.cast.asker.post('/v1/inquiries', question())
  const path = `/v1/inquiries/${String(first.body.id)}`
  const due = Date.parse(String((await garage.cast.asker.get(path)).body.expiresAt))
  expect(due - Date.parse(String(first.body.decidedAt))).toBe(30 * 86_400_000)
  const status = async (at: number) => {
    now = at
    const row = await world.node.ports.inquiries.due(new Date(at).toISOString(), 10)
    return row.some((one) => one.id === first.body.id)
  }
  expect(await status(due - 1)).toBe(false)
  expect(await status(due + 1)).toBe(true)
  const { ports } = world.node
  const before = await ports.ledger.size()
  expect(await expire(ports)).toBeGreaterThanOrEqual(1)
  const ended = await Promise.all((await ports.ledger.range(before, 99)).map((entry) => openParts(ports, entry)))
  expect(ended).toContainEqual({ closing: { inquiryId: first.body.id, result: 'expired' } })
  const token = await world.token(PEOPLE.asker, {}, { expiresAt: Math.floor(due / 1000) + 3_600 })
  expect((await world.call(token, 'GET', path)).body).toMatchObject({ status: 'expired', expiresAt: null })
  expect((await world.call(token, 'DELETE', path)).status).toBe(409)
  expect((await world.call(token, 'POST', `${path}/disclosures`)).status).toBe(409)
  expect(await ports.ledger.size()).toBe(before + ended.length)
})

it('a withdrawal that the log cannot take is none, and one that comes too late says so', async () => {
  const first = await garage.cast.asker.post('/v1/inquiries', question())
  const path = `/v1/inquiries/${String(first.body.id)}`
  const token = await world.token(PEOPLE.asker)
  const { ledger } = world.node.ports
  const { append } = ledger
  Object.assign(ledger, { append: () => Promise.reject(new Error('the disk is full')) })
  expect((await world.call(token, 'DELETE', path)).status).toBe(503)
  Object.assign(ledger, { append: async () => ({ appended: false, reason: 'inquiry-moved' }) })
  expect((await world.call(token, 'DELETE', path)).status).toBe(409)
  Object.assign(ledger, { append })
  expect((await garage.cast.asker.get(path)).body.status).toBe('waiting')
})

it('a case that changes while the source is asked aborts the settlement, and nothing leaves', async () => {
  await permitted(garage.cast.officer.post(attestations(), JUDGEMENTS.pc1(SOURCE)))
  const { ports } = world.node
  const real = ports.sources.find.bind(ports.sources)
  const meddling = (inner: Source): Source => ({
    ...inner,
    fetch: async (query) => {
      const grounds = { subject: subjectOf(BSN.huisgenoot), relation: 'DIRECT', grounds: 'x' }
      await permitted(garage.cast.regisseur.post(`/v1/cases/${garage.caseId}/subjects`, grounds))
      return inner.fetch(query)
    },
  })
  Object.assign(ports.sources, {
    find: (oin: string, source: string) => {
      const inner = real(oin, source)
      return inner && meddling(inner)
    },
  })
  const reply = await garage.cast.asker.post('/v1/inquiries', question())
  Object.assign(ports.sources, { find: real })
  expect(reply.status).toBe(409)
  expect(reply.body).toMatchObject({ type: 'https://sluis.example/problems/case-changed' })
  expect(reply.body.disclosure).toBeUndefined()
  const [, id = ''] = String(reply.body.inquiry).match(/([0-9a-f-]{36})$/) ?? []
  expect((await garage.cast.asker.get(`/v1/inquiries/${id}`)).body.status).toBe('aborted')
  expect((await garage.cast.asker.post(`/v1/inquiries/${id}/disclosures`)).body.outcome).toBe('permit')
})
