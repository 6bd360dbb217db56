/** Corrections: who received a datum that was wrong is found in the log, and must be told; that they were can be followed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api, Reply } from '../../src/cli/demo/client.ts'
import { BSN, OIN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, subjectOf } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import { openParts } from '../../src/log/entry.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { askInRiec } from '../support/riec.ts'
import { problemOf } from '../support/scene.ts'
import { interpose } from '../support/sources.ts'
import { openWorld, type World } from '../support/world.ts'

const TAXES = 'BEL/heffingen'
const OWNER: Person = { person: 'demo-eigenaar', organ: 'HEF', department: 'BEL', roles: ['R-OWN'] }

let world: World
let garage: Garage
let owner: Api
/** The decision under which the taxes of the garage owner went to the case director. */
let released: string
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B4')
  owner = await world.as(OWNER)
  const { officer, asker } = garage.cast
  await permitted(officer.post('/v1/attestations', JUDGEMENTS.college67))
  await permitted(officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
  const question = municipal(garage.caseId, TAXES, 'DETAIL', ['aanslag_ozb'])
  released = String((await permitted(asker.post('/v1/inquiries', question))).decisionId)
})
afterAll(() => world.close())

const correction = (change: object = {}) => ({
  source: TAXES,
  subject: subjectOf(BSN.garagehouder),
  fields: ['aanslag_ozb'],
  grounds: 'De aanslag stond op een verkeerd pand.',
  ...change,
})
const correct = (who: Api, change: object = {}) => who.post('/v1/corrections', correction(change))
const told = { organ: 'BGM', department: 'ONDM' }
const nobody = { disclosures: [], notifications: [] }

describe('a correction', () => {
  it('names to whom the datum went, and makes an obligation for each, that its owner follows to its end', async () => {
    const body = await permitted(correct(owner))
    expect(body.disclosures).toEqual([{ ...told, decisionId: released, at: expect.any(String) }])
    const [notification, ...others] = body.notifications as { obligationId: string; due: string }[]
    expect([notification, others]).toEqual([{ ...told, obligationId: expect.any(String), due: expect.any(String) }, []])
    const days = Date.parse(String(notification?.due)) - Date.parse(String(body.decidedAt).slice(0, 10))
    expect(days).toBe(28 * 86_400_000)
    expect(body.obligations).toContainEqual(expect.objectContaining({ obligation: 'NOTIFY_RECIPIENT', norm: 'AVG-06' }))
    const path = `/v1/obligations/${notification?.obligationId}`
    const shown = { obligation: 'NOTIFY_RECIPIENT', recipient: told, decisionId: body.decisionId, caseId: null }
    expect((await owner.get(path)).body).toMatchObject({ ...shown, status: 'open', due: notification?.due })
    await permitted(owner.post(`${path}/discharges`, { how: 'DONE', grounds: 'Gebeld en gemaild.' }))
    expect((await garage.cast.officer.get(path)).body).toMatchObject({ ...shown, status: 'done' })
  })

  it('also tells who is being answered meanwhile, out of a source that may have spoken before it', async () => {
    const of = async (field: string) => {
      let body: Reply['body'] = {}
      const back = interpose(world, async (query, real) => {
        const records = await real(query)
        body = await permitted(correct(owner, { fields: [field] }))
        return records
      })
      const question = municipal(garage.caseId, TAXES, 'DETAIL', ['kwijtschelding'])
      const { decisionId } = await permitted(garage.cast.asker.post('/v1/inquiries', question))
      back()
      const ids = (body.disclosures as { decisionId: string }[]).map((one) => one.decisionId)
      return ids.includes(String(decisionId))
    }
    expect([await of('kwijtschelding'), await of('aanslag_ozb')]).toEqual([true, false])
  })

  it('is an act of the log, about a pseudonym; its reason is sealed, and what was wrong is nowhere', async () => {
    const body = await permitted(correct(garage.cast.officer))
    const entry = await world.node.ports.ledger.entry(String(body.decisionId))
    const parts = entry && (await openParts(world.node.ports, entry))
    expect(parts).toMatchObject({
      act: {
        kind: 'correct',
        source: TAXES,
        fields: ['aanslag_ozb'],
        subject: expect.stringMatching(/^s-/),
        grounds: 'De aanslag stond op een verkeerd pand.',
        disclosures: [released],
      },
    })
    expect(JSON.stringify([body, parts])).not.toMatch(/\b99999\d{4}\b|\b1250\b/)
    expect(JSON.stringify(body)).not.toContain('verkeerd pand')
  })

  it('of what went to nobody obliges to tell nobody', async () => {
    for (const change of [
      { fields: ['dwangbevel'] },
      { subject: subjectOf(BSN.huisgenoot) },
      { source: 'VERG/vergunningen', fields: ['zaaknr'] },
    ]) {
      const body = await permitted(correct(garage.cast.officer, change))
      expect(body).toMatchObject(nobody)
    }
  })

  it('of one case tells who received in it', async () => {
    const other = await openGarage(world, 'B2')
    const within = (caseId: string) => permitted(correct(garage.cast.officer, { caseId }))
    expect((await within(garage.caseId)).disclosures).toHaveLength(1)
    expect(await within(other.caseId)).toMatchObject(nobody)
    const [item] = (await garage.cast.officer.get(`/v1/obligations?caseId=${garage.caseId}&owner=R-OWN`)).body
      .items as object[]
    expect(item).toMatchObject({ obligation: 'NOTIFY_RECIPIENT', caseId: garage.caseId })
  })

  it('in a RIEC is the duty of another norm', async () => {
    const { caseId } = await askInRiec(world, OIN.voorbeeldstad)
    const body = await permitted(correct(garage.cast.officer, { source: 'BD/inkomen', fields: ['aanslag'], caseId }))
    expect(body.disclosures).toMatchObject([{ organ: 'COL', department: 'ONDM' }])
    const seen = (await garage.cast.officer.get(`/v1/obligations?caseId=${caseId}&owner=R-OWN`)).body.items
    const owed = (seen as { obligation: string }[]).toSorted((a, b) => (a.obligation < b.obligation ? -1 : 1))
    // Who received it is told, and so is whoever provided it (BGS 1.7).
    const both = ['CORRECT_AND_NOTIFY', 'NOTIFY_RECIPIENT'].map((obligation) => ({
      obligation,
      norm: 'BGS-03',
      status: 'open',
    }))
    expect(owed).toHaveLength(2)
    expect(owed).toMatchObject(both.map((one) => expect.objectContaining(one)))
  })
})

describe('nobody else corrects', () => {
  it('what is not their dataset: refused with the norm, logged, and without looking to whom it went', async () => {
    const { decisionIndex, ledger } = world.node.ports
    const { search } = decisionIndex
    let looked = 0
    Object.assign(decisionIndex, {
      search: (...asked: Parameters<typeof search>) => {
        looked += 1
        return search(...asked)
      },
    })
    for (const person of [{ ...OWNER, department: 'WOZ' }, { ...OWNER, roles: ['R-MGR'] }, PEOPLE.asker, PEOPLE.riec]) {
      const before = await ledger.size()
      const reply = await correct(await world.as(person))
      expect([reply.status, reply.body.outcome]).toEqual([201, 'deny'])
      expect(reply.body).toMatchObject({ ...nobody, reasons: [{ norm: 'AWB-01' }] })
      expect((await ledger.range(before, 9)).map(({ type }) => type)).toEqual(['act'])
    }
    Object.assign(decisionIndex, { search })
    expect(looked).toBe(0)
  })

  it('within a case they have no part in: it is as one that is not there', async () => {
    const { caseId, cast } = await openGarage(world, 'B2')
    const token = await world.token(PEOPLE.regisseur)
    const members = { members: [PEOPLE.regisseur.person], grounds: 'x' }
    await permitted(world.call(token, 'PATCH', `/v1/cases/${caseId}`, members))
    expect((await correct(owner, { caseId })).status).toBe(404)
    expect((await correct(owner, { caseId: '00000000-0000-7000-8000-000000000000' })).status).toBe(404)
    expect((await correct(cast.officer, { caseId })).body.outcome).toBe('permit')
  })

  it('of another organisation: their log knows nothing of ours', async () => {
    const there = await world.as(PEOPLE.officer, { oin: OIN.testdorp })
    expect(await permitted(correct(there))).toMatchObject(nobody)
    expect((await correct(there, { caseId: garage.caseId })).status).toBe(404)
  })

  it('what is held as if it were a source', async () => {
    const held = {
      source: 'holding/00000000-0000-7000-8000-000000000000',
      subject: undefined,
      fields: ['rapport/adres'],
    }
    expect((await correct(garage.cast.officer, held)).status).toBe(404)
  })

  it('with a question that is none, or without a reason', async () => {
    for (const change of [{ source: 'BEL/niets' }, { fields: ['niets'] }, { subject: undefined }, { grounds: '' }]) {
      expect(problemOf(await correct(owner, change))).toEqual([400, 'invalid-input'])
    }
  })
})

it('what went out more often than may be looked at is corrected case by case', async () => {
  const { decisionIndex, ledger } = world.node.ports
  const { search } = decisionIndex
  const rows = await search(OIN.voorbeeldstad, { source: TAXES, outcome: 'permit', count: 100 })
  const row = rows.find(({ id }) => id === released)
  const having = async (count: number): Promise<Reply> => {
    Object.assign(decisionIndex, { search: async () => Array.from({ length: count }, () => row) })
    const reply = await correct(garage.cast.officer)
    Object.assign(decisionIndex, { search })
    return reply
  }
  const full = await having(LIMITS.correctionDecisions)
  expect(full.body.disclosures).toHaveLength(LIMITS.correctionDecisions)
  // However often they received it, they are told once.
  expect(full.body.notifications).toHaveLength(1)
  const before = await ledger.size()
  const over = await having(LIMITS.correctionDecisions + 1)
  expect([problemOf(over), over.body.errors]).toMatchObject([[400, 'invalid-input'], [{ pointer: '/caseId' }]])
  expect(await ledger.size()).toBe(before)
})
