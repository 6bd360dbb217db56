/** An organisation that supplies to two others sees what was decided about its data, and that alone; it is no door between them. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { BSN, OIN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { municipal, subjectOf } from '../../src/cli/demo/questions.ts'
import { openGarage } from '../support/garage.ts'
import { type Asked, askInRiec } from '../support/riec.ts'
import { openWorld, type World } from '../support/world.ts'

const officer: Person = { person: 'demo-leverancier', organ: 'BD', department: null, roles: ['R-PRIV'] }
const log = '/v1/decisions?readingPurpose=P-AUDIT&limit=100'
const search = { readingPurpose: 'P-RECHT', subject: subjectOf(BSN.garagehouder) }
const itemsOf = (reply: Reply) => reply.body.items as Record<string, unknown>[]
let world: World
let supplier: Awaited<ReturnType<World['as']>>
let asked: (Asked & { readonly oin: string })[]
let ownSource: string
beforeAll(async () => {
  world = await openWorld()
  supplier = await world.as(officer, { oin: OIN.belastingdienst })
  asked = []
  for (const oin of [OIN.voorbeeldstad, OIN.testdorp]) asked.push({ oin, ...(await askInRiec(world, oin)) })
  const garage = await openGarage(world, 'B3')
  const hit = municipal(garage.caseId, 'VERG/vergunningen', 'HITNOHIT')
  ownSource = String((await garage.cast.asker.post('/v1/inquiries', hit)).body.id)
})
afterAll(() => world.close())

it('finds what each asked of its source, without case, subject or person, and nothing about other sources', async () => {
  const items = itemsOf(await supplier.get(log))
  for (const { oin, inquiry } of asked) {
    expect(items.find((item) => item.id === inquiry.decisionId)).toEqual({
      index: (inquiry.receipt as { decision: { index: number } }).decision.index,
      id: inquiry.decisionId,
      oin,
      holder: OIN.belastingdienst,
      at: inquiry.decidedAt,
      type: 'decision',
      outcome: 'permit',
      department: 'ONDM',
      purpose: 'P-RIEC-F',
      caseId: null,
      source: 'BD/inkomen',
      regime: 'WGS',
      subject: null,
      legalBasis: expect.arrayContaining(['LB-6E']),
      norms: expect.arrayContaining(['WGS-06']),
    })
  }
  expect(new Set(items.map((item) => item.source))).toEqual(new Set(['BD/inkomen']))
  const filtered = itemsOf(await supplier.get(`${log}&norm=WGS-06&source=BD%2Finkomen&department=ONDM`))
  expect(filtered.map((item) => item.id)).toContain(asked[0]?.inquiry.decisionId)
})

it('reads one as its own small document, and that look is in its own log', async () => {
  for (const { oin, caseId, inquiry } of asked) {
    const before = await world.node.ports.ledger.size()
    const { status, body } = await supplier.get(`/v1/decisions/${String(inquiry.id)}?readingPurpose=P-AUDIT`)
    expect([status, body]).toEqual([
      200,
      {
        id: inquiry.decisionId,
        at: inquiry.decidedAt,
        oin,
        department: 'ONDM',
        purpose: 'P-RIEC-F',
        legalBasis: expect.any(Array),
        regime: 'WGS',
        source: 'BD/inkomen',
        outcome: 'permit',
        fields: [{ name: 'aanslag', treatment: 'release', waiting: false }],
        norms: expect.any(Array),
        settled: true,
      },
    ])
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${caseId}|p-[0-9a-f]{32}|s-[0-9a-f]{32}|${BSN.garagehouder}`))
    const written = await world.node.ports.ledger.range(before, 9)
    expect(written.map((entry) => [entry.oin, entry.type])).toEqual([[OIN.belastingdienst, 'read']])
  }
})

it('finds nothing by case or by person, and reaches nothing else of who asked', async () => {
  expect(itemsOf(await supplier.post('/v1/decisions/_search', search))).toEqual([])
  for (const { caseId, inquiry } of asked) {
    expect(itemsOf(await supplier.get(`${log}&caseId=${caseId}`))).toEqual([])
    expect((await supplier.get(`/v1/cases/${caseId}`)).status).toBe(404)
    expect((await supplier.get(`/v1/inquiries/${String(inquiry.id)}`)).status).toBe(404)
    const { settlement } = inquiry.receipt as { settlement: { id: string } }
    expect((await supplier.get(`/v1/decisions/${settlement.id}?readingPurpose=P-AUDIT`)).status).toBe(404)
  }
  // A decision of the same organisation about a source that is its own.
  expect((await supplier.get(`/v1/decisions/${ownSource}?readingPurpose=P-AUDIT`)).status).toBe(404)
})

it('reads with a purpose and a role, or not at all', async () => {
  const path = `/v1/decisions/${String(asked[0]?.inquiry.id)}`
  expect((await supplier.get(path)).status).toBe(400)
  expect((await supplier.get(`${path}?readingPurpose=P-BEL`)).status).toBe(403)
  const worker = await world.as({ ...officer, roles: ['R-CAS'] }, { oin: OIN.belastingdienst })
  expect((await worker.get(`${path}?readingPurpose=P-AUDIT`)).status).toBe(403)
})

it('does not open a door between those who ask, nor for a third', async () => {
  for (const [mine, other] of [asked, asked.toReversed()]) {
    const own = await world.as(PEOPLE.officer, { oin: mine?.oin ?? '' })
    const items = itemsOf(await own.get(log))
    expect(items.find((item) => item.id === mine?.inquiry.id)).toMatchObject({ holder: OIN.belastingdienst })
    expect(new Set(items.map((item) => item.oin))).toEqual(new Set([mine?.oin]))
    expect((await own.get(`/v1/decisions/${String(other?.inquiry.id)}?readingPurpose=P-AUDIT`)).status).toBe(404)
  }
  const third = await world.as(officer, { oin: '00000099000000004000' })
  expect(itemsOf(await third.get(log))).toEqual([])
  expect(itemsOf(await third.post('/v1/decisions/_search', search))).toEqual([])
  for (const { inquiry } of asked) {
    expect((await third.get(`/v1/decisions/${String(inquiry.id)}?readingPurpose=P-AUDIT`)).status).toBe(404)
  }
})

it('learns nothing of an entry that was altered, not even that it was', async () => {
  const { ledger } = world.node.ports
  const { entry } = ledger
  const altered = async (id: string) => {
    const found = await entry(id)
    return found && { ...found, leafHash: 'f'.repeat(64) }
  }
  Object.assign(ledger, { entry: altered })
  const reply = await supplier.get(`/v1/decisions/${String(asked[0]?.inquiry.id)}?readingPurpose=P-AUDIT`)
  Object.assign(ledger, { entry })
  expect(reply.status).toBe(404)
})
