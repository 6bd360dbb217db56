/** Who has no part in a case learns nothing of it: what they ask or do there is answered as in one that is not there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { BSN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { GROUNDS, subjectOf } from '../../src/cli/demo/questions.ts'
import { MODES, REGIMES } from '../../src/domain/codes.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { openRiec } from '../support/riec.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

const NOWHERE = '00000000-0000-7000-8000-000000000000'
const FAR: Person = { person: 'demo-elders', organ: 'UWV', department: null, roles: ['PROCESS', 'R-RIEC-D'] }
/** In the same gemeente and under involved organs, but no member of a case that names its members. */
const NEAR: Person = { ...PEOPLE.asker, person: 'demo-geen-lid' }
const NEAR_RIEC: Person = { ...PEOPLE.analyst, person: 'demo-geen-lid-riec' }

const part = (name: string, category: string, changes: object = {}) => {
  const provenance = { receivedFor: ['P-BGP-AANPAK'], verified: true, lawful: true, date: '2026-11-01' }
  return { name, category, origin: 'COL', ...provenance, fields: [{ name: 'plaats', value: 'x' }], ...changes }
}
const PARTS = [part('controle', 'C-TOEZ'), part('heffing', 'C-BEL-G'), part('vergunning', 'C-VERG')]
const held = (caseId: string) => ({
  caseId,
  kind: 'DOCUMENT',
  title: 'x',
  subjects: [subjectOf(BSN.garagehouder)],
  parts: PARTS,
  grounds: 'x',
})

type Place = { readonly caseId: string; readonly holding: string; readonly outsider: Person }

let world: World
let places: Readonly<Record<string, Place>>
beforeAll(async () => {
  world = await openWorld()
  const cast = await castOf(world)
  const { asker, riec, analyst, officer } = PEOPLE
  const place = async (caseId: string, keeper: Person, outsider: Person): Promise<Place> => {
    const api = await world.as(keeper)
    const holding = String((await permitted(api.post('/v1/holdings', held(caseId)))).holdingId)
    return { caseId, holding, outsider }
  }
  const closed = async (caseId: string, by: Person): Promise<string> => {
    const members = [asker, riec, analyst, officer].map(({ person }) => person)
    await permitted(world.call(await world.token(by), 'PATCH', `/v1/cases/${caseId}`, { members, grounds: 'x' }))
    return caseId
  }
  const municipal = async () => (await openGarage(world, 'B3')).caseId
  const joint = () => openRiec(cast, { involved: ['COL', 'BD'], source: 'KVK/inschrijvingen', to: ['R1', 'R2', 'R3'] })
  places = {
    'a municipal case, from elsewhere': await place(await municipal(), asker, FAR),
    'a municipal case, as no member': await place(await closed(await municipal(), asker), asker, NEAR),
    'a RIEC case, from elsewhere': await place(await joint(), analyst, FAR),
    'a RIEC case, as no member': await place(await closed(await joint(), riec), analyst, NEAR_RIEC),
  }
})
afterAll(() => world.close())

/** Ids and times are of each answer alone. */
function alike({ status, body }: Reply): string {
  const text = JSON.stringify([status, body], (key, value) => (key === 'receipt' && value ? 'receipt' : value))
  return text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
}

describe('a question that names a case is answered as if there were none,', () => {
  const question = (regime: string, mode: string, source: string, caseId: string) => ({
    regime,
    mode,
    caseId,
    source,
    purpose: 'P-TOEZ',
    task: 'Awb:5:11',
    legalBasis: ['LB-6E'],
    level: 'OPS',
    subject: source.startsWith('KVK')
      ? { type: 'LEGAL', identifier: { type: 'kvk', value: '90000000' } }
      : subjectOf(BSN.garagehouder),
    fields: source.startsWith('KVK') ? ['handelsnaam'] : PARTS.map(({ name }) => `${name}/plaats`),
    grounds: GROUNDS,
  })

  it.each(REGIMES)('under %s, in every mode, at once and when one looks back', async (regime) => {
    const differ: string[] = []
    for (const [where, { caseId, holding, outsider }] of Object.entries(places)) {
      for (const mode of MODES) {
        // Another person each time: nobody may ask so much in a minute.
        const api = await world.as({ ...outsider, person: `${outsider.person}-${regime}-${mode}` })
        for (const [there, elsewhere] of [
          ['KVK/inschrijvingen', 'KVK/inschrijvingen'],
          [`holding/${holding}`, `holding/${NOWHERE}`],
        ] as const) {
          const ask = async (asked: object) => {
            const answer = await api.post('/v1/inquiries', asked)
            expect([answer.status, answer.body.outcome]).toEqual([201, 'deny'])
            const back = await api.get(`/v1/inquiries/${answer.body.id}`)
            const preview = await api.post('/v1/inquiries/_preview', asked)
            return [answer, back, preview].map((one) => alike(one))
          }
          const known = await ask(question(regime, mode, there, caseId))
          const unknown = await ask(question(regime, mode, elsewhere, NOWHERE))
          known.forEach((text, i) => {
            if (text !== unknown[i]) differ.push(`${where}, ${mode}, ${there}: ${text} / ${unknown[i]}`)
          })
        }
      }
    }
    expect(differ).toEqual([])
  })
})
