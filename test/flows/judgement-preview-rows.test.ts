/** Which of the inquiries that wait a preview looks at: the one at hand, those that wait for it, and as many others as fit. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { JUDGEMENTS } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import { type Garage, lookedAt, openGarage, permitted, waitingFor } from '../support/garage.ts'
import { openWorld, tickingClock, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'
let world: World
let garage: Garage
beforeAll(async () => {
  world = await openWorld({ clock: tickingClock() })
})
beforeEach(async () => {
  garage = await openGarage(world, 'B3')
})
afterAll(() => world.close())

const at = () => `/v1/cases/${garage.caseId}/attestations`
const pc1 = JUDGEMENTS.pc1(SOURCE)
const preview = (judgement: unknown = pc1) => lookedAt(garage, judgement)
const ask = (source = SOURCE) => waitingFor(garage, source)
const OTHER = 'TH/controles'
const askMany = async (count: number, source = SOURCE) => {
  const ids: string[] = []
  while (ids.length < count) ids.push(await ask(source))
  return ids
}
const idsOf = ({ body }: Reply) => (body.effects as { inquiryId: string }[]).map(({ inquiryId }) => inquiryId)

it('first the one at hand, however many wait before it, and says how many of how many it looked at', async () => {
  const most = LIMITS.effectsPerJudgement
  const ids = await askMany(most + 1)
  const atHand = ids.at(-1)
  expect(idsOf(await preview())).toEqual(ids.slice(0, most))
  const { body } = await preview({ ...pc1, inquiryId: atHand })
  expect(idsOf({ status: 200, body })).toEqual([atHand, ...ids.slice(0, most - 1)])
  expect(body.looked).toEqual({ inquiries: most, of: most + 1, more: false })
  expect(body.moreEffects).toBe(true)
})

it('then those that wait for this judgement, before older ones that wait for another, and those that it changes first', async () => {
  const others = await askMany(LIMITS.effectsPerJudgement, OTHER)
  const own = await ask()
  const { body } = await preview({ ...pc1, inquiryId: others[1] })
  expect(idsOf({ status: 200, body }).slice(0, 3)).toEqual([others[1], own, others[0]])
  expect(body.changes).toEqual([{ inquiryId: own, from: 'review' }])
  const given = await permitted(garage.cast.officer.post(at(), pc1))
  expect(idsOf({ status: 201, body: given })[0]).toBe(own)
  expect((await preview()).body.changes).toEqual([])
})

it('counts so many that wait and no more', async () => {
  await askMany(LIMITS.effectsCounted)
  expect((await preview()).body.looked).toMatchObject({ of: LIMITS.effectsCounted, more: false })
  await ask()
  expect((await preview()).body.looked).toMatchObject({ of: LIMITS.effectsCounted, more: true })
})

it('of a judgement about a source those of that source before older ones, in whichever case', async () => {
  await askMany(LIMITS.effectsPerJudgement, OTHER)
  const own = await ask('BWT/vergunningen')
  const stop = { type: 'STOP_SOURCE', outcome: 'stopped', scope: { source: 'BWT/vergunningen' }, grounds: 'x' }
  const { body } = await garage.cast.officer.post('/v1/attestations/_preview', stop)
  expect(body.changes).toEqual([{ inquiryId: own, from: 'review' }])
  expect(idsOf({ status: 200, body })[0]).toBe(own)
})

it('none that the judge may not see: one at hand that is elsewhere is as one that is nowhere', async () => {
  const elsewhere = await ask()
  garage = await openGarage(world, 'B3')
  const here = await ask()
  const shown = async (inquiryId: unknown) => {
    const { effects, changes, looked } = (await preview({ ...pc1, inquiryId })).body
    return { effects, changes, looked }
  }
  const nowhere = await shown(`01920000-0000-7000-8000-${'0'.repeat(12)}`)
  expect(await shown(elsewhere)).toEqual(nowhere)
  expect(nowhere).toMatchObject({ effects: [{ inquiryId: here }], looked: { inquiries: 1, of: 1, more: false } })
  const stop = { type: 'STOP_SOURCE', outcome: 'stopped', scope: { source: SOURCE }, grounds: 'x' }
  const police = await world.as({ person: 'demo-politie', organ: 'POL', department: null, roles: ['R-PRIV'] })
  const seen = await police.post('/v1/attestations/_preview', { ...stop, inquiryId: elsewhere })
  expect([seen.body.effects, seen.body.looked]).toMatchObject([[], { of: 0 }])
})

it('is asked by the id of an inquiry, and giving the judgement takes none', async () => {
  expect((await preview({ ...pc1, inquiryId: 'x' })).body.errors).toMatchObject([{ pointer: '/inquiryId' }])
  const { status, body } = await garage.cast.officer.post(at(), { ...pc1, inquiryId: await ask() })
  expect([status, JSON.stringify(body.errors)]).toEqual([400, expect.stringContaining('inquiryId')])
})
