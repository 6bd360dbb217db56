/** An obligation ends once, by who owes it or with a reason of the privacy officer; what is too late is counted. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { openParts } from '../../src/log/entry.ts'
import { end, FG, listed, ofCase, one, STRANGER, speaking } from '../support/duties.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { problemOf } from '../support/scene.ts'
import { openWorld, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'
const DAY = 86_400_000

let now = Date.parse('2026-11-24T10:00:00Z')
let world: World
let garage: Garage
beforeEach(async () => {
  world ??= await openWorld({ clock: () => new Date(now) })
  garage = await openGarage({ as }, 'B3')
  const officer = await as(PEOPLE.officer)
  await permitted(officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc1(SOURCE)))
  await ask(PEOPLE.asker)
})
afterAll(() => world.close())

const as = (person: Person) => speaking(world, person, now)
/** What obliges to inform the person concerned. */
async function ask(person: Person): Promise<void> {
  await permitted((await as(person)).post('/v1/inquiries', municipal(garage.caseId, SOURCE, 'HITNOHIT')))
}
const saying = ({ status, body }: Reply) => [status, body.outcome]

describe('an obligation is ended', () => {
  it('by who owes it, once: an act of the log, in the transaction that ends it', async () => {
    const asker = await as(PEOPLE.asker)
    const item = await one(asker, garage.caseId, 'INFORM_SUBJECT')
    const { ledger } = world.node.ports
    const before = await ledger.size()
    const reply = await end(asker, item.id)
    expect(saying(reply)).toEqual([201, 'permit'])
    expect(reply.body).toMatchObject({ obligationId: item.id, reasons: [{ norm: 'AVG-05' }], receipt: { version: 1 } })
    const [entry, ...rest] = await ledger.range(before, 9)
    expect([entry?.type, rest]).toEqual(['act', []])
    expect(entry && (await openParts(world.node.ports, entry))).toMatchObject({
      act: { kind: 'discharge', obligation: item.id, how: 'DONE', grounds: 'Gedaan, of niet meer nodig.' },
      facts: { act: { obligation: { code: 'INFORM_SUBJECT', how: 'DONE', ofCase: true, ofCaller: true } } },
    })
    const ended = (await asker.get(`/v1/obligations/${item.id}`)).body
    expect(ended).toMatchObject({ status: 'done', endedAt: entry?.at, endedDecision: entry?.id })
    expect(ended.endedBy).toMatch(/^p-/)
    const size = await ledger.size()
    expect(problemOf(await end(asker, item.id))).toEqual([409, 'obligation-ended'])
    expect((await end(await as(STRANGER), item.id)).status).toBe(404)
    expect(await ledger.size()).toBe(size)
    // What obliges again makes a new one.
    await ask(PEOPLE.asker)
    const open = await listed(asker, `${ofCase(garage.caseId)}&status=open`)
    expect(open.map(({ obligation }) => obligation)).toEqual(['INFORM_SUBJECT'])
  })

  it('by one of two who say so at the same time', async () => {
    const officer = await as(PEOPLE.officer)
    const [item] = await listed(officer, `${ofCase(garage.caseId)}&status=open`)
    const both = await Promise.all([end(officer, item?.id ?? ''), end(await as(PEOPLE.asker), item?.id ?? '')])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
    const lost = both.find(({ status }) => status === 409) as Reply
    expect(problemOf(lost)).toEqual([409, 'obligation-ended'])
  })

  it('by nobody else: refused with a decision to who may see it, and not there for who may not; both are logged', async () => {
    const item = await one(await as(PEOPLE.asker), garage.caseId, 'INFORM_SUBJECT')
    const { ledger } = world.node.ports
    for (const [person, how, expected] of [
      [FG, 'DONE', [201, 'deny']],
      [FG, 'WAIVED', [201, 'deny']],
      [PEOPLE.asker, 'WAIVED', [201, 'deny']],
      [STRANGER, 'DONE', [404, undefined]],
      [PEOPLE.team, 'WAIVED', [404, undefined]],
    ] as const) {
      const before = await ledger.size()
      expect(saying(await end(await as(person), item.id, how))).toEqual(expected)
      expect((await ledger.range(before, 9)).map(({ type }) => type)).toEqual(['act'])
    }
    expect((await one(await as(PEOPLE.asker), garage.caseId, 'INFORM_SUBJECT')).status).toBe('open')
  })

  it('as waived by the privacy officer, but not where their own question brought it about', async () => {
    const both = { ...PEOPLE.asker, roles: ['R-CAS', 'R-PRIV'] }
    const [item] = await listed(await as(both), `${ofCase(garage.caseId)}&status=open`)
    const refused = await end(await as(both), item?.id ?? '', 'WAIVED')
    expect(saying(refused)).toEqual([201, 'deny'])
    await permitted(end(await as(PEOPLE.officer), item?.id ?? '', 'WAIVED'))
    expect((await (await as(both)).get(`/v1/obligations/${item?.id}`)).body.status).toBe('waived')
  })

  it('nor where their own question repeated what another one brought about', async () => {
    const both = { ...PEOPLE.asker, person: 'demo-beide', roles: ['R-CAS', 'R-PRIV'] }
    const item = await one(await as(PEOPLE.asker), garage.caseId, 'INFORM_SUBJECT')
    await ask(both)
    expect((await listed(await as(both), `${ofCase(garage.caseId)}&status=open`)).map(({ id }) => id)).toEqual([
      item.id,
    ])
    // What was asked under other roles is theirs all the same.
    for (const roles of [['R-CAS', 'R-PRIV'], ['R-PRIV']]) {
      expect(saying(await end(await as({ ...both, roles }), item.id, 'WAIVED'))).toEqual([201, 'deny'])
    }
    await permitted(end(await as(PEOPLE.officer), item.id, 'WAIVED'))
  })

  it('of a case that was erased by the privacy officer, for whom it is all that is left of it', async () => {
    const item = await one(await as(PEOPLE.asker), garage.caseId, 'INFORM_SUBJECT')
    const { cases } = world.node.ports
    const { find } = cases
    Object.assign(cases, { find: async () => undefined })
    try {
      expect(await listed(await as(PEOPLE.asker), ofCase(garage.caseId))).toEqual([])
      expect((await end(await as(PEOPLE.asker), item.id)).status).toBe(404)
      expect((await one(await as(FG), garage.caseId, 'INFORM_SUBJECT')).id).toBe(item.id)
      await permitted(end(await as(PEOPLE.officer), item.id, 'WAIVED'))
    } finally {
      Object.assign(cases, { find })
    }
  })

  it('with a reason, and in one of two ways', async () => {
    const officer = await as(PEOPLE.officer)
    const [item] = await listed(officer, 'status=open')
    for (const body of [
      { how: 'DONE' },
      { how: 'DONE', grounds: '' },
      { how: 'DONE', grounds: 'x'.repeat(4_001) },
      { how: 'LATER', grounds: 'x' },
      { grounds: 'x' },
    ]) {
      const reply = await officer.post(`/v1/obligations/${item?.id}/discharges`, body)
      expect(problemOf(reply)).toEqual([400, 'invalid-input'])
    }
  })
})

describe('too late', () => {
  const metric = async () => {
    const text = await (await world.node.app.request('/metrics')).text()
    return text.split('\n').filter((line) => line.startsWith('sluis_obligations_overdue'))
  }
  it('is the day after the last one: shown, counted without anybody in it, and gone when it is done', async () => {
    const open = () => as(PEOPLE.officer).then((officer) => listed(officer, 'status=open&limit=100'))
    const overdue = async () => (await open()).filter((item) => item.overdue)
    const all = await open()
    expect(new Set(all.map(({ obligation }) => obligation))).toEqual(new Set(['INFORM_SUBJECT']))
    now += 28 * DAY
    expect([await overdue(), await metric()]).toEqual([[], []])
    now += DAY
    const late = await overdue()
    expect(late.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
    expect(await metric()).toEqual([`sluis_obligations_overdue{obligation="INFORM_SUBJECT"} ${late.length}`])
    for (const { id } of late) await permitted(end(await as(PEOPLE.officer), id))
    expect([await overdue(), await metric()]).toEqual([[], []])
  })
})
