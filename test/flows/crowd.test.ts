/** Many askers at once: a group commit lets their permits go in one moment, and a healthy source answers them all. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let garage: Garage
let commits = 0
beforeAll(async () => {
  world = await openWorld({
    observe: (event) => {
      if (event.type === 'commit') commits += 1
    },
  })
  garage = await openGarage(world, 'B4')
  await permitted(garage.cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
  await permitted(
    garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')),
  )
})
afterAll(() => world.close())

it('answers sixty-four questions at once, every one with its receipt, in far fewer commits', async () => {
  const question = municipal(garage.caseId, 'BEL/heffingen', 'DETAIL', ['kwijtschelding'])
  const before = commits
  const replies = await Promise.all(Array.from({ length: 64 }, () => garage.cast.asker.post('/v1/inquiries', question)))
  expect(new Set(replies.map((reply) => `${reply.status} ${String(reply.body.status)}`))).toEqual(
    new Set(['201 settled']),
  )
  const places = replies.flatMap(({ body }) => {
    const receipt = body.receipt as { decision: { index: number }; settlement: { index: number } }
    return [receipt.decision.index, receipt.settlement.index]
  })
  expect(new Set(places).size).toBe(128)
  expect(commits - before).toBeLessThanOrEqual(32)
})
