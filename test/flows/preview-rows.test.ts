/** Rows of the log say of a preview whether its asker made it, or a judgement, and which. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'

let world: World
let garage: Garage
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  garage = await openGarage(world, 'B3')
})
afterAll(() => world.close())

const attest = (judgement: unknown = JUDGEMENTS.pc1(SOURCE)) =>
  garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, judgement)
async function ask(source: string) {
  const reply = await garage.cast.asker.post('/v1/inquiries', municipal(garage.caseId, source, 'HITNOHIT'))
  expect(reply.body.status).toBe('waiting')
}

it('tells a preview that its asker made apart from those of a judgement', async () => {
  await garage.cast.asker.post('/v1/inquiries/_preview', municipal(garage.caseId, SOURCE, 'HITNOHIT'))
  const list = await garage.cast.officer.get(`/v1/decisions?readingPurpose=P-AUDIT&caseId=${garage.caseId}&limit=1`)
  expect(list.body.items).toMatchObject([{ type: 'preview', onAccountOf: null }])
})

it('names the judgement of each of many, whatever stands between them, and says nothing of one that was altered', async () => {
  for (let i = 0; i < 3; i += 1) await ask(i === 1 ? 'TH/controles' : SOURCE)
  const first = await permitted(attest())
  await garage.cast.asker.post('/v1/inquiries/_preview', municipal(garage.caseId, SOURCE, 'HITNOHIT'))
  const second = await permitted(attest(JUDGEMENTS.pc1('TH/controles')))
  const accounts = async () => {
    const query = `readingPurpose=P-AUDIT&caseId=${garage.caseId}`
    const { items } = (await garage.cast.officer.get(`/v1/decisions?${query}`)).body
    const rows = items as { id: string; type: string; onAccountOf?: string | null }[]
    return rows.filter(({ type }) => type === 'preview').map(({ id, onAccountOf }) => [id, onAccountOf] as const)
  }
  const told = await accounts()
  const [one, other] = [first.id, second.id]
  expect(told.map(([, act]) => act)).toEqual([other, other, other, null, one, one, one])
  const { ledger } = world.node.ports
  const { range } = ledger
  const altered = told[1]?.[0]
  Object.assign(ledger, {
    range: async (from: number, count: number) =>
      (await range(from, count)).map((entry) => (entry.id === altered ? { ...entry, leaf: new Uint8Array(1) } : entry)),
  })
  const after = await accounts()
  Object.assign(ledger, { range })
  expect(after.map(([, act]) => act)).toEqual([other, undefined, other, null, one, one, one])
})
