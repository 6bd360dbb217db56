/** GET /v1/norms/{id}: the norm, what shows it, and for who states a purpose in how many decisions it spoke. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import { openGarage } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let officer: string
let asker: string
beforeAll(async () => {
  world = await openWorld()
  const { caseId, cast } = await openGarage(world, 'B4')
  for (const field of ['aanslag_ozb', 'iban'])
    await cast.asker.post('/v1/inquiries', municipal(caseId, 'BEL/heffingen', 'DETAIL', [field]))
  officer = await world.token(PEOPLE.officer)
  asker = await world.token(PEOPLE.asker)
})
afterAll(() => world.close())

const get = (token: string, path: string) => world.call(token, 'GET', path)

describe('GET /v1/norms/{id}', () => {
  it('gives the norm with its tests, the cases that expect it and its rows', async () => {
    const { status, body } = await get(asker, '/v1/norms/GEM-01')
    expect([status, body.id, body.article, body.seen]).toEqual([200, 'GEM-01', 'Gemeentewet 231 jo. AWR 67', null])
    const shown = body.shown as { tests: string[]; cases: string[]; rows: { speaks: number; silent: number } }
    expect(shown.tests.every((name) => name.startsWith('test_')) && shown.tests.length > 1).toBe(true)
    expect(shown.cases).toContain('s22a-no-college-decision')
    expect(shown.rows.speaks > 0 && shown.rows.silent > 0).toBe(true)
  })
  it('says where each of its articles can be read, and so does the list', async () => {
    const links = [
      {
        text: 'Gemeentewet 231',
        title: 'Gemeentewet, artikel 231',
        url: 'https://wetten.overheid.nl/jci1.3:c:BWBR0005416&artikel=231',
      },
      {
        text: 'AWR 67',
        title: 'Algemene wet inzake rijksbelastingen, artikel 67',
        url: 'https://wetten.overheid.nl/jci1.3:c:BWBR0002320&artikel=67',
      },
    ]
    expect((await get(asker, '/v1/norms/GEM-01')).body.links).toEqual(links)
    const items = (await get(asker, '/v1/norms')).body.items as { id: string; links: unknown }[]
    expect(items.find(({ id }) => id === 'GEM-01')?.links).toEqual(links)
    expect(items.find(({ id }) => id === 'BGP-01')?.links).toEqual([])
  })
  it('says for a purpose of reading in how many decisions of the organisation it spoke, and logs the look', async () => {
    const decisions = async () =>
      ((await get(officer, '/v1/decisions?readingPurpose=P-AUDIT&limit=100&norm=GEM-01')).body.items as unknown[])
        .length
    const size = await world.node.ports.ledger.size()
    const { body } = await get(officer, '/v1/norms/GEM-01?readingPurpose=P-AUDIT')
    expect(body.seen).toEqual({ decisions: 2, more: false })
    expect(await world.node.ports.ledger.size()).toBe(size + 1)
    expect((await world.node.ports.ledger.range(size, 1))[0]?.type).toBe('read')
    expect(await decisions()).toBe(2)
    const elsewhere = await world.token(PEOPLE.officer, { oin: OIN.testdorp })
    expect((await get(elsewhere, '/v1/norms/GEM-01?readingPurpose=P-AUDIT')).body.seen).not.toEqual(body.seen)
  })
  it('counts up to a bound, and says that there are more', async () => {
    const { decisionIndex } = world.node.ports
    const { search } = decisionIndex
    const found = (count: number) => async () => Array.from({ length: count }, () => ({}) as never)
    const seen = async (count: number) => {
      Object.assign(decisionIndex, { search: found(count) })
      return (await get(officer, '/v1/norms/GEM-01?readingPurpose=P-AUDIT')).body.seen
    }
    expect(await seen(LIMITS.seenDecisions)).toEqual({ decisions: LIMITS.seenDecisions, more: false })
    expect(await seen(LIMITS.seenDecisions + 1)).toEqual({ decisions: LIMITS.seenDecisions, more: true })
    Object.assign(decisionIndex, { search })
  })
  it('counts for no asker, and for no purpose that is none: how often a hidden reason spoke would give it away', async () => {
    for (const [token, purpose] of [
      [asker, 'P-AUDIT'],
      [officer, 'P-BGP-AANPAK'],
    ] as const) {
      const { status, body } = await get(token, `/v1/norms/GEM-01?readingPurpose=${purpose}`)
      expect([status, body.seen, body.detail]).toEqual([403, undefined, expect.stringContaining('refused by AWB-01')])
    }
  })
  it('knows no other norm, and takes no other question', async () => {
    expect((await get(asker, '/v1/norms/XX-99')).status).toBe(404)
    expect((await get(officer, '/v1/norms/GEM-01?purpose=P-AUDIT')).status).toBe(400)
  })
})

it('a bundle that came without its sources shows nothing, and the norm is there all the same', async () => {
  Object.assign(world.node.ports, { shown: new Map() })
  expect((await get(asker, '/v1/norms/GEM-01')).body).toMatchObject({ id: 'GEM-01', shown: null, seen: null })
})
