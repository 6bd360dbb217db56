/** Acts that mean destroying order it in their own transaction; and what was under way when its case is forgotten ends. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { openParts } from '../../src/log/entry.ts'
import type { Write } from '../../src/ports.ts'
import { end, one } from '../support/duties.ts'
import { forget } from '../support/forgotten.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openRiec } from '../support/riec.ts'
import { openWorld, type World } from '../support/world.ts'

const SELECTION = { type: 'SELECTIELIJST', outcome: 'destroy', details: { category: '18.1' }, grounds: 'x' }
const SOURCE = 'VERG/vergunningen'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const erasures = async (caseId: string) => {
  const { ledger, crypto, keys } = world.node.ports
  const entries = (await ledger.range(0, 10_000)).filter(({ type }) => type === 'erasure')
  const all = await Promise.all(entries.map(async (entry) => (await openParts({ crypto, keys }, entry)).erasure))
  return all.filter((one) => JSON.stringify(one).includes(caseId)) as { ground: string }[]
}
const selected = ({ caseId, cast }: Garage) =>
  permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, SELECTION))
/** By the register itself: who asked may have no part in such a state. */
const isThere = async ({ caseId }: Garage) =>
  (await world.node.ports.cases.find(OIN.voorbeeldstad, caseId)) !== undefined
/** Right after the act, and not by the next sweep. */
const isForgotten = async (garage: Garage) => {
  await expect.poll(() => isThere(garage)).toBe(false)
  await world.node.ports.carryOut()
}

async function rejected(): Promise<Garage & { duty: string }> {
  const garage = await openGarage(world, 'B2')
  await permitted(garage.cast.regisseur.post(`/v1/cases/${garage.caseId}/transitions`, { to: 'B0', grounds: 'x' }))
  const { id } = await one(garage.cast.regisseur, garage.caseId, 'DESTROY_AFTER_YEAR')
  return { ...garage, duty: id }
}

describe('a duty to destroy', () => {
  it('that is reported as done has the case forgotten, and is itself not there any more', async () => {
    const garage = await rejected()
    await selected(garage)
    await permitted(end(garage.cast.regisseur, garage.duty))
    await isForgotten(garage)
    expect((await erasures(garage.caseId)).map(({ ground }) => ground)).toEqual(['BGP-04'])
    expect((await garage.cast.regisseur.get(`/v1/obligations/${garage.duty}`)).status).toBe(404)
  })

  it('orders nothing while the selection list does not say so, nor when it is waived', async () => {
    const garage = await rejected()
    expect((await end(garage.cast.regisseur, garage.duty)).body.outcome).toBe('review')
    const { id } = await permitted(end(garage.cast.officer, garage.duty, 'WAIVED'))
    // Nor does it when somebody writes into the database that it did.
    const target = { kind: 'case', oin: OIN.voorbeeldstad, caseId: garage.caseId } as const
    const order = {
      order: { target, ground: 'BGP-04' },
      at: new Date().toISOString(),
      entryId: null,
      actId: String(id),
    }
    await world.node.ports.ledger.note([{ kind: 'erasure', ...order }])
    await world.node.ports.carryOut()
    expect([await isThere(garage), await erasures(garage.caseId)]).toEqual([true, []])
  })
})

describe('a state', () => {
  it('of destroying (R8) has the case forgotten when it is entered', async () => {
    const { cast } = await openGarage(world, 'B1')
    const caseId = await openRiec(cast, { involved: ['COL', 'BD'], source: 'BD/inkomen' })
    const garage = { caseId, cast: { ...cast, regisseur: cast.riec } }
    await selected(garage)
    await permitted(cast.analyst.post(`/v1/cases/${caseId}/transitions`, { to: 'R3', grounds: 'x' }))
    expect(await isThere(garage)).toBe(true)
    await permitted(cast.analyst.post(`/v1/cases/${caseId}/transitions`, { to: 'R8', grounds: 'x' }))
    await isForgotten(garage)
    expect((await erasures(caseId)).map(({ ground }) => ground)).toEqual(['WGS-26-R8'])
    const counted = await (await world.node.app.request('/metrics')).text()
    expect(counted).toMatch(/^sluis_erased_total [1-9]/m)
  })

  it('of keeping or destroying (B7) does not: what enters it may have to stay', async () => {
    const garage = await openGarage(world, 'B3')
    await selected(garage)
    for (const to of ['B6', 'B7'])
      await permitted(garage.cast.asker.post(`/v1/cases/${garage.caseId}/transitions`, { to, grounds: 'x' }))
    await world.node.ports.carryOut()
    expect([await isThere(garage), await erasures(garage.caseId)]).toEqual([true, []])
  })
})

describe('a question under way', () => {
  /** Forgets the case just before this write, as another request would. */
  async function forgottenBefore(type: Write['entry']['type']) {
    const garage = await openGarage(world, 'B3')
    await permitted(garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc1(SOURCE)))
    const { ledger } = world.node.ports
    const { append } = ledger
    const size = await ledger.size()
    const forgetting: typeof append = async (write) => {
      if (write.entry.type !== type) return append(write)
      Object.assign(ledger, { append })
      await forget(world, garage.caseId)
      return append(write)
    }
    Object.assign(ledger, { append: forgetting })
    const token = await world.token(PEOPLE.asker)
    const asked = municipal(garage.caseId, SOURCE, 'HITNOHIT')
    const reply = await world.call(token, 'POST', '/v1/inquiries', asked)
    const entries = await ledger.range(size, 100)
    return { reply, entries, types: entries.map((entry) => entry.type) }
  }

  it('whose case is forgotten while its source answers is settled as aborted, and nothing leaves', async () => {
    const { reply, entries, types } = await forgottenBefore('settlement')
    expect([reply.status, JSON.stringify(reply.body)]).toEqual([409, expect.stringContaining('case-changed')])
    expect(JSON.stringify(reply.body)).not.toContain('disclosure')
    expect(types).toEqual(['decision', 'act', 'erasure', 'settlement'])
    const { crypto, keys, ledger } = world.node.ports
    const settlement = entries.at(-1)
    expect(settlement && (await openParts({ crypto, keys }, settlement)).settlement).toMatchObject({
      result: 'aborted',
      reason: 'erased',
    })
    expect(await ledger.unsettled()).toEqual([])
  })

  it('whose case is forgotten before it is recorded is refused: nothing is recorded and nothing fetched', async () => {
    const { reply, types } = await forgottenBefore('decision')
    expect([reply.status, JSON.stringify(reply.body)]).toEqual([409, expect.stringContaining('case-changed')])
    expect(types).toEqual(['act', 'erasure'])
  })
})
