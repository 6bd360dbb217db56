/** An asker reads back what they asked and why: never about whom, never of anybody else, and not once it was forgotten. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { z } from 'zod'
import { inquiryDetailSchema } from '../../src/api/documents.ts'
import { BSN, OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { GROUNDS, municipal } from '../../src/cli/demo/questions.ts'
import type { ErasableKeys } from '../../src/key-port.ts'
import { type Garage, openGarage } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'
let world: World
let garage: Garage
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B3')
})
afterAll(() => world.close())

type Detail = z.infer<typeof inquiryDetailSchema>
async function asked(change: object = {}): Promise<string> {
  const body = { ...municipal(garage.caseId, SOURCE, 'DETAIL', ['zaaknr', 'besluit']), ...change }
  return String((await garage.cast.asker.post('/v1/inquiries', body)).body.id)
}
async function own(id: string): Promise<Detail> {
  const { body } = await garage.cast.asker.get(`/v1/inquiries/${id}`)
  // As it went over the wire: a schema leaves out what it does not know.
  expect(inquiryDetailSchema.strict().parse(body)).toEqual(body)
  return body as Detail
}

it('is given back part by part, and nothing of whom it is about', async () => {
  const detail = await own(await asked())
  expect(detail.question).toEqual({
    regime: 'BGP',
    mode: 'DETAIL',
    task: 'Opiumwet:13b',
    legalBasis: ['LB-6E'],
    level: 'OPS',
    fields: ['besluit', 'zaaknr'],
    recipient: { organ: PEOPLE.asker.organ, department: PEOPLE.asker.department },
    grounds: GROUNDS,
  })
  expect(JSON.stringify(detail)).not.toMatch(new RegExp(`${BSN.garagehouder}|identifier|subjectType`))
})

it('is given back with what was left out, and with another who receives', async () => {
  const bare = { task: undefined, legalBasis: undefined, level: undefined, grounds: { necessity: 'Daarom.' } }
  const recipient = { organ: 'COL', department: 'BZ' }
  const { question } = await own(await asked({ ...bare, mode: 'HITNOHIT', fields: undefined, recipient }))
  expect(question).toEqual({
    regime: 'BGP',
    mode: 'HITNOHIT',
    task: null,
    legalBasis: [],
    level: null,
    fields: [],
    recipient,
    grounds: { necessity: 'Daarom.', proportionality: '', subsidiarity: '' },
  })
})

it('stands in no list, and is of nobody else: no colleague, who judges, or the same person elsewhere', async () => {
  const words = 'Alleen de vrager leest dit.'
  const id = await asked({ grounds: { ...GROUNDS, necessity: words } })
  expect((await own(id)).question?.grounds.necessity).toBe(words)
  expect(JSON.stringify((await garage.cast.asker.get('/v1/inquiries')).body)).not.toContain(words)
  const others = [
    await world.as({ ...PEOPLE.asker, person: 'demo-collega' }),
    garage.cast.officer,
    garage.cast.regisseur,
    await world.as(PEOPLE.asker, { oin: OIN.testdorp }),
  ]
  for (const other of others) {
    const reply = await other.get(`/v1/inquiries/${id}`)
    expect([reply.status, JSON.stringify(reply.body).includes(words)]).toEqual([404, false])
  }
})

it('is null once what it was sealed under is gone', async () => {
  const id = await asked()
  await (world.node.ports.keys as ErasableKeys).destroy(`case:${garage.caseId}`)
  expect(await own(id)).toMatchObject({ id, source: SOURCE, question: null })
})
