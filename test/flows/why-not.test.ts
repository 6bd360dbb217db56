/** Why not, of a decision in the log: what would open a field, for who reads the log, and nobody waits while it is sought. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decisionRecordSchema } from '../../src/api/documents-decision.ts'
import { whyNotDocumentSchema } from '../../src/api/documents-why-not.ts'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { tell } from '../../src/cli/demo/story.ts'
import { LIMITS } from '../../src/limits.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { SILENT } from '../support/silent.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

let world: World
let officer: string
let rows: (DecisionRow & { act: string | null })[]
beforeAll(async () => {
  world = await openWorld()
  await tell(await castOf(world), SILENT)
  officer = await world.token(PEOPLE.officer)
  const list = await world.call(officer, 'GET', '/v1/decisions?readingPurpose=P-AUDIT&limit=100')
  rows = list.body.items as typeof rows
})
afterAll(() => world.close())

const whyNot = (id: string, field: string, token = officer) =>
  world.call(token, 'GET', `/v1/decisions/${id}/why-not?readingPurpose=P-AUDIT&field=${encodeURIComponent(field)}`)
const recordOf = async (id: string) =>
  decisionRecordSchema.parse((await world.call(officer, 'GET', `/v1/decisions/${id}?readingPurpose=P-AUDIT`)).body)
type Field = { name: string; treatment: string; waiting: boolean }
async function inquiryWith(suits: (field: Field) => boolean): Promise<{ id: string; field: string }> {
  for (const { id, type } of rows.filter((row) => row.type === 'decision')) {
    const record = Object((await recordOf(id)).record)
    const fields: Field[] = record.body['adl.core.response'].context.fields
    const found = fields.find(suits)
    if (found && type) return { id, field: found.name }
  }
  throw new Error('the story has none')
}

describe('why not', () => {
  it('names the smallest changes that would open a field that was withheld, within its bounds', async () => {
    const { id, field } = await inquiryWith(({ treatment, waiting }) => treatment === 'withhold' && !waiting)
    const reply = await whyNot(id, field)
    expect([reply.status, reply.body.errors]).toEqual([200, undefined])
    const found = whyNotDocumentSchema.strict().parse(reply.body)
    expect(found).toMatchObject({ id, field, result: 'closed' })
    expect(found.openings.length + found.lifts.length).toBeGreaterThan(0)
    expect(found.openings.length).toBeLessThanOrEqual(LIMITS.whyNotShown)
    expect(found.evaluations).toBeLessThanOrEqual(LIMITS.whyNotEvaluations)
    const [first] = [...found.openings, ...found.lifts]
    expect(first?.changes.every(({ words }) => words.nl !== '' && words.en !== '')).toBe(true)
  })

  it('says of a field that went that it goes', async () => {
    const { id, field } = await inquiryWith(({ treatment, waiting }) => treatment === 'release' && !waiting)
    expect((await whyNot(id, field)).body).toMatchObject({ result: 'open', openings: [], lifts: [] })
  })

  it('says of what waits which judgements would open it', async () => {
    const { id, field } = await inquiryWith(({ waiting }) => waiting)
    const found = whyNotDocumentSchema.parse((await whyNot(id, field)).body)
    const given = found.openings.flatMap(({ changes }) => changes).filter(({ kind }) => kind === 'judgement')
    const awaited = found.lifts.flatMap(({ missing }) => missing)
    expect([found.result, given.length + awaited.length > 0]).toEqual(['closed', true])
  })

  it('knows no field that was not asked, no other decision, and no decision of another organisation', async () => {
    const { id } = await inquiryWith(() => true)
    expect((await whyNot(id, 'onbekend')).body).toMatchObject({ status: 400, errors: [{ pointer: '/field' }] })
    expect((await whyNot('00000000-0000-7000-8000-000000000000', 'x')).status).toBe(404)
    expect((await whyNot(id, 'x', await world.token(PEOPLE.officer, { oin: OIN.testdorp }))).status).toBe(404)
  })

  it('is for who reads the log, and each look is in it with what was asked', async () => {
    const { id, field } = await inquiryWith(() => true)
    const size = await world.node.ports.ledger.size()
    expect((await whyNot(id, field, await world.token(PEOPLE.asker))).status).toBe(403)
    expect((await whyNot(id, field)).status).toBe(200)
    expect((await world.node.ports.ledger.range(size, 9)).map(({ type }) => type)).toEqual(['read', 'read'])
  })

  it('searches for one person once at a time, and leaves the thread to others after each evaluation', async () => {
    const { id, field } = await inquiryWith(({ treatment, waiting }) => treatment === 'withhold' && !waiting)
    let turns = 0
    const count = () => {
      turns += 1
      timer = setImmediate(count)
    }
    let timer = setImmediate(count)
    const replies = await Promise.all([whyNot(id, field), whyNot(id, field)])
    clearImmediate(timer)
    const [found, again] = replies.toSorted((a, b) => a.status - b.status)
    expect([found?.status, again?.status]).toEqual([200, 429])
    const { evaluations } = whyNotDocumentSchema.parse(found?.body)
    expect([evaluations > 100, turns >= evaluations]).toEqual([true, true])
  })
})

describe('beside what was decided', () => {
  it('the list says of an act what was done, and of an inquiry nothing', () => {
    const acts = rows.filter(({ type }) => type === 'act')
    expect(acts.length).toBeGreaterThan(3)
    expect(acts.map(({ act }) => act)).toEqual(expect.arrayContaining(['open', 'attest', 'transition']))
    expect(acts.every(({ act }) => act !== null)).toBe(true)
    expect(rows.filter(({ type }) => type !== 'act').every((row) => !('act' in row))).toBe(true)
  })

  it('a record has every walk of its inquiry, the first first', async () => {
    const walked = await Promise.all(rows.filter(({ type }) => type === 'decision').map(({ id }) => recordOf(id)))
    const again = walked.filter(({ walks }) => walks.length > 1)
    expect(again.length).toBeGreaterThan(1)
    for (const { id, walks } of again) {
      expect(walks.map((one) => one.id)).toContain(id)
      expect(walks.map(({ at }) => at)).toEqual(walks.map(({ at }) => at).sort())
      expect(walks.map(({ outcome }) => outcome)).toEqual(
        walks.map((walk) => rows.find((row) => row.id === walk.id)?.outcome),
      )
    }
    const act = rows.find(({ type }) => type === 'act')
    expect((await recordOf(act?.id ?? '')).walks).toEqual([])
  })
})
