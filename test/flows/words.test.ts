/** Codes and dates are for everybody; the words of a judgement or of a kind of processing for who judges or reviews. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../../src/cli/demo/client.ts'
import type { Person } from '../../src/cli/demo/people.ts'
import { openParts } from '../../src/log/entry.ts'
import { partOf } from '../../src/log/parts.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const WORDS = 'Testpersoon Vier mag niet weten dat de politie zijn loods bekijkt.'
const GROUND = 'UAVG 41 lid 1 onder d'

let world: World
let garage: Garage
let subject: string
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B3')
  const { subjects } = (await garage.cast.asker.get(`/v1/cases/${garage.caseId}`)).body
  subject = String((subjects as { key: string }[])[0]?.key)
  const factors = ['purpose', 'categories', 'scope', 'safeguards', 'controller', 'retention', 'risks', 'notification']
  const weighed = Object.fromEntries(factors.map((factor) => [factor, true]))
  const limitation = {
    type: 'UAVG41',
    outcome: 'withheld',
    scope: { purpose: 'P-BGP-AANPAK', subject },
    details: { ground: GROUND, ...weighed },
    grounds: WORDS,
    validUntil: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10),
  }
  await permitted(garage.cast.officer.post('/v1/attestations', limitation))
})
afterAll(() => world.close())

const someone = (roles: readonly string[], change: Partial<Person> = {}) =>
  world.as({ person: `test-${roles.join('-')}`, organ: 'COL', department: 'BZ', roles, ...change })
const listed = async (who: Api) => {
  const { body } = await who.get('/v1/attestations')
  return (body.items as Record<string, unknown>[]).filter(({ type }) => type === 'UAVG41')
}
const last = async () => {
  const { ports } = world.node
  const [entry] = await ports.ledger.range((await ports.ledger.size()) - 1, 1)
  if (!entry) throw new Error('there is no entry')
  const parts = await openParts(ports, entry)
  return [entry.type, partOf(parts, 'decision')?.outcome]
}

describe('judgements of the organisation', () => {
  it('show their words to who judges or reviews, and the look is logged', async () => {
    for (const role of ['R-PRIV', 'R-FG']) {
      expect(await listed(await someone([role]))).toMatchObject([{ grounds: WORDS, details: { ground: GROUND } }])
      expect(await last()).toEqual(['read', 'permit'])
    }
  })
  it('show codes and dates to others: no words, no person, no subject', async () => {
    for (const roles of [[], ['R-CAS'], ['R-JZ'], ['R-OWN'], ['RAC']]) {
      const items = await listed(await someone(roles))
      expect(items).toMatchObject([{ outcome: 'withheld', role: 'R-PRIV', scope: { purpose: 'P-BGP-AANPAK' } }])
      expect(Object.keys(items[0] ?? {}).sort()).toEqual(
        ['at', 'caseId', 'department', 'id', 'organ', 'outcome', 'role', 'scope', 'type', 'validUntil'].sort(),
      )
      const seen = JSON.stringify(items)
      for (const secret of [WORDS, GROUND, subject]) expect(seen).not.toContain(secret)
    }
    await listed(await someone([]))
    expect(await last()).toEqual(['read', 'deny'])
  })
  it('show somebody their own words, and not those of another', async () => {
    const analyst = await someone(['R-ANA'])
    const own = { type: 'BSN_VERIFIED', outcome: 'verified', scope: { subject }, grounds: 'Paspoort gezien.' }
    await permitted(analyst.post('/v1/attestations', own))
    const { items } = (await analyst.get('/v1/attestations')).body
    const grounds = (items as { type: string; grounds?: string }[]).map((one) => [one.type, one.grounds])
    expect(grounds).toContainEqual(['BSN_VERIFIED', 'Paspoort gezien.'])
    expect(grounds.filter(([type, words]) => type !== 'BSN_VERIFIED' && words !== undefined)).toEqual([])
  })
})

describe('kinds of processing', () => {
  const kind = {
    code: 'OVERZICHT',
    regime: 'WGS',
    changed: false,
    acrossCases: false,
    automated: false,
    title: 'Lijst van Testpersoon Vier',
    description: 'Een lijst met zaaknummers.',
    grounds: 'x',
  }
  it('show their words to who puts forward, advises or reviews; to others codes and dates', async () => {
    const committee = await world.as({ person: 'test-rac', organ: 'RAC', department: null, roles: ['RAC'] })
    const advised = await garage.cast.riec.post('/v1/processing-types', kind)
    const details = { processing: kind.code, reference: 'RAC-1', casePurposeKept: true, digest: advised.body.digest }
    const advice = { type: 'RAC_NEW', outcome: 'positive', details, grounds: 'x' }
    await permitted(committee.post('/v1/attestations', advice))
    await permitted(garage.cast.riec.post('/v1/processing-types', kind))
    const list = async (who: Api) => (await who.get('/v1/processing-types')).body.items as object[]
    for (const who of [garage.cast.riec, committee, garage.cast.officer, await someone(['R-FG'])]) {
      expect(await list(who)).toMatchObject([{ code: 'OVERZICHT', title: kind.title, description: kind.description }])
      expect(await last()).toEqual(['read', 'permit'])
    }
    for (const who of [await someone([]), garage.cast.asker]) {
      const items = await list(who)
      expect(items.map((one) => Object.keys(one).sort())).toEqual([
        ['acrossCases', 'at', 'automated', 'changed', 'code', 'regime'],
      ])
      expect(await last()).toEqual(['read', 'deny'])
    }
  })
})
