/** A correction and an answer at the same time: nothing leaves as it was, and who received it in between is told. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { openParts } from '../../src/log/entry.ts'
import { permitted } from '../support/garage.ts'
import { type Holder, openHolder, RIGHT, SUMMARY, TOLD, WRONG } from '../support/held.ts'
import { problemOf } from '../support/scene.ts'

let holder: Holder
beforeAll(async () => {
  holder = await openHolder()
})
afterAll(() => holder.world.close())

/** Does something once the answer was read, and before it is settled. */
function meanwhile(work: () => Promise<unknown>): void {
  const { cases } = holder.world.node.ports
  const { holding } = cases
  Object.assign(cases, {
    async holding(...asked: Parameters<typeof holding>) {
      Object.assign(cases, { holding })
      const read = await holding(...asked)
      await work()
      return read
    },
  })
}

it.each([
  ['a dispute', { disputed: true }],
  ['other words', { values: { [SUMMARY]: RIGHT } }],
])('%s that comes while an answer is on its way aborts it: the next answer is the new one', async (_, change) => {
  const { world, keeper, bring, ask, correct } = holder
  const source = await bring(keeper)
  const before = await world.node.ports.ledger.size()
  meanwhile(() => permitted(correct(keeper, source, change)))
  const reply = await ask(source)
  expect(problemOf(reply)).toEqual([409, 'inquiry-aborted'])
  expect(JSON.stringify(reply.body)).not.toContain(WRONG)
  const entries = await world.node.ports.ledger.range(before, 9)
  expect(entries.map(({ type }) => type)).toEqual(['decision', 'act', 'settlement'])
  const settlement = entries[2] && (await openParts(world.node.ports, entries[2])).settlement
  expect(settlement).toMatchObject({ result: 'aborted', reason: 'holding-changed' })
  const again = await permitted(keeper.post(`${String(reply.body.inquiry)}/disclosures`, {}))
  expect(again.disclosure).toEqual({ records: [{ [SUMMARY]: 'values' in change ? RIGHT : WRONG }] })
})

/** Does something right before the log takes the next entry of this type. */
function beforeThe(type: string, work: () => Promise<unknown>): void {
  const { ledger } = holder.world.node.ports
  const { append } = ledger
  Object.assign(ledger, {
    async append(write: Parameters<typeof append>[0]) {
      if (write.entry.type !== type) return append(write)
      Object.assign(ledger, { append })
      await work()
      return append(write)
    },
  })
}

it('a correction that comes after the last look at what is held aborts it all the same', async () => {
  const { keeper, bring, ask, correct } = holder
  const source = await bring(keeper)
  beforeThe('settlement', () => permitted(correct(keeper, source, { values: { [SUMMARY]: RIGHT } })))
  const reply = await ask(source)
  expect([problemOf(reply), reply.body.disclosure]).toEqual([[409, 'inquiry-aborted'], undefined])
})

it('who receives it while it is being corrected is told as well, once', async () => {
  const { cast, keeper, bring, ask, correct } = holder
  const source = await bring(keeper)
  beforeThe('act', () => permitted(ask(source)))
  const body = await permitted(correct(keeper, source, { values: { [SUMMARY]: RIGHT } }))
  expect([body.disclosures, body.notifications]).toMatchObject([[TOLD], [TOLD]])
  const [{ obligationId }] = body.notifications as [{ obligationId: string }]
  const duty = (await cast.officer.get(`/v1/obligations/${obligationId}`)).body
  expect(duty).toMatchObject({ status: 'open', recipient: TOLD, source, decisionId: body.decisionId })
  beforeThe('act', () => permitted(ask(source)))
  const again = await permitted(correct(keeper, source, { values: { [SUMMARY]: WRONG } }))
  expect([again.disclosures, again.notifications]).toMatchObject([[TOLD, TOLD], [TOLD]])
})

it('of two corrections at the same time one is told to look again, and the other stands', async () => {
  const { keeper, bring, correct, seen } = holder
  const source = await bring(keeper)
  const both = [{ disputed: true }, { values: { [SUMMARY]: RIGHT } }].map((change) => correct(keeper, source, change))
  const replies = await Promise.all(both)
  expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409])
  expect(problemOf(replies.find(({ status }) => status === 409) as Reply)).toEqual([409, 'case-changed'])
  expect((await seen(source)).version).toBe(2)
})
