/** What is already held, over HTTP: who brings it in, what shows of it, and what never does. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../../src/cli/demo/client.ts'
import { BSN, OIN } from '../../src/cli/demo/people.ts'
import { LIMITS } from '../../src/limits.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { reportedPart, reportOf } from '../support/holdings.ts'
import { openWorld, type World } from '../support/world.ts'

const SECRET = 'synthetische waarneming in de loods'
const TITLE = 'synthetische rapportage'
const part = reportedPart({ fields: [{ name: 'tekst', value: SECRET }] })
const report = (changes: object = {}) => reportOf({ title: TITLE, parts: [part], ...changes })

let world: World
let garage: Garage
let keeper: Api
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B3')
  keeper = await world.as({ person: 'demo-oov', organ: 'BGM', department: 'OOV', roles: ['R-OWN'] })
})
afterAll(() => world.close())

describe('bringing in a holding', () => {
  it('is an act by who works on the case, and makes a new version of it', async () => {
    const before = (await garage.cast.asker.get(`/v1/cases/${garage.caseId}`)).body.version
    const brought = await permitted(garage.cast.asker.post('/v1/holdings', report({ caseId: garage.caseId })))
    expect(brought.source).toBe(`holding/${String(brought.holdingId)}`)
    expect((await garage.cast.asker.get(`/v1/cases/${garage.caseId}`)).body.version).toBe(Number(before) + 1)
  })
  it('is refused to who has no part in the case, and nothing is kept', async () => {
    const stranger = await world.as({ person: 'demo-vreemde', organ: 'POL', department: null, roles: ['R-CAS'] })
    const refused = await stranger.post('/v1/holdings', report({ caseId: garage.caseId }))
    expect([refused.status, refused.body.holdingId]).toEqual([404, undefined])
  })
  it('says every problem at once', async () => {
    const wrong = { ...part, category: 'C-NIETS', receivedFor: ['P-NIETS'] }
    const reply = await keeper.post('/v1/holdings', report({ parts: [wrong] }))
    expect(reply.status).toBe(400)
    expect((reply.body.errors as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
      '/parts/0/category',
      '/parts/0/receivedFor',
    ])
  })
})

describe('a holding', () => {
  let id: string
  beforeAll(async () => {
    id = String((await permitted(keeper.post('/v1/holdings', report()))).holdingId)
  })
  it('shows where it came from, and nothing of what it says', async () => {
    const shown = await keeper.get(`/v1/holdings/${id}`)
    expect(shown.body).toMatchObject({ id, source: `holding/${id}`, caseId: null, title: TITLE })
    expect(JSON.stringify(shown.body)).not.toContain(SECRET)
    const listed = (await keeper.get('/v1/holdings')).body.items as { id: string; title?: string }[]
    expect(listed.find((one) => one.id === id)?.title).toBeUndefined()
  })
  it('is not there for another organisation, nor for who has no such role', async () => {
    const person = { person: 'demo-oov', organ: 'BGM', department: 'OOV', roles: ['R-OWN'] }
    const elsewhere = await world.as(person, { oin: OIN.testdorp })
    expect((await elsewhere.get(`/v1/holdings/${id}`)).status).toBe(404)
    expect((await elsewhere.get('/v1/holdings')).body.items).toEqual([])
    const manager = await world.as({ ...person, roles: ['R-MGR'] })
    expect((await manager.get(`/v1/holdings/${id}`)).status).toBe(404)
    expect((await manager.get('/v1/holdings')).status).toBe(404)
  })
  it('of a case is not there for who has no part in it', async () => {
    const brought = await permitted(garage.cast.asker.post('/v1/holdings', report({ caseId: garage.caseId })))
    const stranger = await world.as({ person: 'demo-vreemde', organ: 'POL', department: null, roles: ['R-CAS'] })
    expect((await stranger.get(`/v1/holdings/${String(brought.holdingId)}`)).status).toBe(404)
    expect((await stranger.get(`/v1/holdings?caseId=${garage.caseId}`)).status).toBe(404)
    const mine = await garage.cast.asker.get(`/v1/holdings?caseId=${garage.caseId}&limit=1`)
    expect((mine.body.items as unknown[]).length).toBe(1)
    expect((await garage.cast.asker.get(`/v1/holdings?caseId=${garage.caseId}&cursor=x`)).status).toBe(400)
  })
  it('lies sealed: no file of the broker holds its text, its title or its subject', async () => {
    const folder = join(world.folder, 'data')
    const files = await readdir(folder)
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      const bytes = await readFile(join(folder, file))
      for (const text of [SECRET, TITLE, BSN.garagehouder]) expect(bytes.includes(text), `${file}`).toBe(false)
    }
  })
  it('that is not there is asked and refused like one of another case', async () => {
    const question = (source: string) => ({
      regime: 'MONO',
      purpose: 'P-13B',
      task: 'Opiumwet:13b',
      legalBasis: ['LB-6E'],
      source,
      mode: 'DETAIL',
      level: 'OPS',
      fields: ['rapport/tekst'],
    })
    const ofCase = await permitted(garage.cast.asker.post('/v1/holdings', report({ caseId: garage.caseId })))
    const asked = async (holding: string) => {
      const {
        id: _,
        decisionId,
        decidedAt,
        receipt,
        ...rest
      } = (await keeper.post('/v1/inquiries', question(`holding/${holding}`))).body
      expect([typeof decisionId, typeof decidedAt, typeof receipt]).toEqual(['string', 'string', 'object'])
      return rest
    }
    const nowhere = await asked('00000000-0000-7000-8000-000000000000')
    expect(nowhere.outcome).toBe('deny')
    expect(await asked(String(ofCase.holdingId))).toEqual(nowhere)
    expect((await keeper.post('/v1/inquiries', question('holding/x'))).status).toBe(400)
  })
})

describe('the bound of fields of one inquiry', () => {
  it('holds for a holding as well', async () => {
    const fields = Array.from({ length: LIMITS.fieldsPerInquiry + 1 }, (_, i) => `rapport/f${i}`)
    const body = { regime: 'MONO', source: 'holding/00000000-0000-7000-8000-000000000000', mode: 'DETAIL', fields }
    expect((await keeper.post('/v1/inquiries', body)).status).toBe(400)
  })
})
