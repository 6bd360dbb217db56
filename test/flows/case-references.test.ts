/** A case is found by what people call it, by who may see it and nobody else. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { caseReference } from '../../src/cases/reference.ts'
import type { Api } from '../../src/cli/demo/client.ts'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { LIMITS } from '../../src/limits.ts'
import { type Garage, openGarage } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let garage: Garage
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B1')
  await openGarage(world, 'B1')
})
afterAll(() => world.close())

const found = async (api: Api, reference: string) => {
  const { status, body } = await api.get(`/v1/cases?reference=${encodeURIComponent(reference)}`)
  return status === 200 ? (body.items as { id: string }[]).map(({ id }) => id) : status
}

it('stands in the list and in the case itself', async () => {
  const { id, reference } = (await garage.cast.asker.get(`/v1/cases/${garage.caseId}`)).body
  expect([id, reference]).toEqual([garage.caseId, caseReference(garage.caseId)])
  const [newest, before] = (await garage.cast.asker.get('/v1/cases')).body.items as { reference: string }[]
  expect(before?.reference).toBe(reference)
  expect(newest?.reference).not.toBe(reference)
})

it('finds that case, as people write it', async () => {
  const reference = caseReference(garage.caseId)
  expect(await found(garage.cast.asker, reference)).toEqual([garage.caseId])
  expect(await found(garage.cast.officer, ` ${reference.toLowerCase()}`)).toEqual([garage.caseId])
  const otherDay = reference.replace(/-\d{8}-/, '-20240229-')
  expect(await found(garage.cast.asker, otherDay)).toEqual([])
})

it('finds nothing for who has no part in it, and says of what is no reference that it is none', async () => {
  const reference = caseReference(garage.caseId)
  const police = await world.as({ person: 'demo-politie', organ: 'POL', department: null, roles: ['R-PRIV'] })
  expect(await found(police, reference)).toEqual([])
  expect(await found(await world.as(PEOPLE.officer, { oin: OIN.testdorp }), reference)).toEqual([])
  for (const wrong of ['999990019', garage.caseId, 'Z-20261127'])
    expect(await found(garage.cast.asker, wrong)).toBe(400)
})

it('finds one of a day on which more were opened than a page holds', async () => {
  const { cases } = world.node.ports
  const facts = (await cases.find(OIN.voorbeeldstad, garage.caseId))?.value
  if (!facts) throw new Error('no case')
  const { list } = cases
  const begin = Number.parseInt(garage.caseId.replace('-', '').slice(0, 12), 16)
  const later = Array.from({ length: 2 * LIMITS.pageItems + 1 }, (_, i) => {
    const time = (begin + 1).toString(16).padStart(12, '0')
    return { ...facts, id: `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${i.toString(16).padStart(12, '0')}` }
  })
  Object.assign(cases, {
    list: async (oin: string, after: string | null, count: number) =>
      [...later.toReversed(), ...(await list(oin, null, count))]
        .filter(({ id }) => after === null || id < after)
        .slice(0, count),
  })
  try {
    expect(await found(garage.cast.asker, caseReference(garage.caseId))).toEqual([garage.caseId])
  } finally {
    Object.assign(cases, { list })
  }
})
