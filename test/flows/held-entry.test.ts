/** What enters as a holding, over HTTP: nothing of it lies open, and who asks it gets no more than of a live source. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api, Reply } from '../../src/cli/demo/client.ts'
import { BSN } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, riec } from '../../src/cli/demo/questions.ts'
import { openParts } from '../../src/log/entry.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { fieldsOf, gatheredPart, reportedPart, reportOf, sourceOf } from '../support/holdings.ts'
import { openRiec } from '../support/riec.ts'
import { openWorld, type World } from '../support/world.ts'

const TITLE = 'Rapportage over de loods van Pietersen'

let world: World
let garage: Garage
let keeper: Api
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B3')
  keeper = await world.as({ person: 'demo-oov', organ: 'BGM', department: 'OOV', roles: ['R-OWN'] })
})
afterAll(() => world.close())

const errors = ({ status, body }: Reply) => [status, (body.errors as { pointer: string }[])?.map((one) => one.pointer)]
const municipalPart = (changes: object = {}) =>
  gatheredPart({ originRegime: 'MONO', receivedFor: ['P-BGP-AANPAK'], date: recent(), ...changes })
const recent = () => new Date().toISOString().slice(0, 10)

/** Files of the broker in which these words can be read. */
async function lying(...words: readonly string[]): Promise<string[]> {
  const folder = join(world.folder, 'data')
  const found: string[] = []
  for (const file of await readdir(folder)) {
    const bytes = await readFile(join(folder, file))
    for (const word of words) if (bytes.includes(word)) found.push(`${file}: ${word}`)
  }
  return found
}

describe('in the files of the broker', () => {
  it('no part and no field of a holding can be read', async () => {
    const names = ['jan_de_vries_1975', 'verslaafd_sinds_2019']
    const [name, field] = names
    const part = municipalPart({ name, fields: [{ name: field, value: true }] })
    const body = reportOf({ caseId: garage.caseId, title: TITLE, parts: [part] })
    const id = String((await permitted(garage.cast.asker.post('/v1/holdings', body))).holdingId)
    expect(Object.keys((await garage.cast.asker.get(`/v1/holdings/${id}`)).body.facts as object)).toContain('parts')
    expect(await lying(...names, TITLE)).toEqual([])
  })
  it('no scope of a judgement is in words, nor about what is not there', async () => {
    const stop = (source: string) => ({ type: 'STOP_SOURCE', outcome: 'stopped', scope: { source }, grounds: 'x' })
    const { officer } = garage.cast
    for (const source of ['holding/Karel Appel 999990044', 'holding/00000000-0000-7000-8000-000999990044']) {
      expect(errors(await officer.post('/v1/attestations', stop(source)))).toEqual([400, ['/scope/source']])
    }
    expect(await lying('Karel Appel', '000999990044')).toEqual([])
    const there = await sourceOf(keeper.post('/v1/holdings', reportOf()))
    await permitted(officer.post('/v1/attestations', stop(there)))
  })
  it('no code of a kind of processing can hold a number of a person', async () => {
    const director = await world.as({ person: 'x-dir', organ: 'COL', department: 'ONDM', roles: ['R-RIEC-D'] })
    const words = { title: 't', description: 'd', grounds: 'g' }
    const kind = { regime: 'WGS', changed: false, acrossCases: false, automated: false, ...words }
    const put = (code: string) => director.post('/v1/processing-types', { ...kind, code })
    for (const code of ['DEJONG-999990019', 'A9999-90019', 'X12345678']) {
      expect(errors(await put(code))).toEqual([400, ['/code']])
    }
    expect((await put('X1234567')).status).toBe(201)
  })
})

describe('a look at a holding', () => {
  it('names in the log what was looked at, alone and in a list', async () => {
    const id = (await sourceOf(keeper.post('/v1/holdings', reportOf()))).split('/')[1] ?? ''
    const { ledger } = world.node.ports
    for (const path of [`/v1/holdings/${id}`, '/v1/holdings']) {
      expect((await keeper.get(path)).status).toBe(200)
      const [entry] = await ledger.range((await ledger.size()) - 1, 1)
      const parts = entry && (await openParts(world.node.ports, entry))
      expect(parts?.act).toMatchObject({ kind: 'read', holdings: expect.arrayContaining([id]) })
    }
  })
  it('gives its title to who holds it and to the privacy officer, not to other keepers', async () => {
    const source = await sourceOf(keeper.post('/v1/holdings', reportOf({ title: TITLE })))
    const path = `/v1/${source.replace('holding', 'holdings')}`
    const other = await world.as({ person: 'demo-wmo', organ: 'COL', department: 'WMO', roles: ['R-OWN'] })
    const titles = [keeper, garage.cast.officer, other].map(async (who) => (await who.get(path)).body.title)
    expect(await Promise.all(titles)).toEqual([TITLE, TITLE, undefined])
    expect((await other.get(path)).status).toBe(200)
  })
  it('gives it to everybody who has a part in its case', async () => {
    const body = reportOf({ caseId: garage.caseId, title: TITLE, parts: [municipalPart()] })
    const id = String((await permitted(garage.cast.asker.post('/v1/holdings', body))).holdingId)
    expect((await garage.cast.regisseur.get(`/v1/holdings/${id}`)).body.title).toBe(TITLE)
  })
})

describe('a question to a holding', () => {
  it.each(['hit', 'bevinding', 'controle/hit', 'controle/', 'a/b/c', 'controle/bevinding.bsn', 'constructor/a'])(
    'names no field %s: none can be called so',
    async (name) => {
      const nowhere = 'holding/00000000-0000-7000-8000-000000000000'
      const question = municipal(garage.caseId, nowhere, 'DETAIL', ['controle/bevinding', name])
      const reply = await garage.cast.asker.post('/v1/inquiries', question)
      expect(errors(reply)).toEqual([400, ['/fields/1']])
    },
  )

  describe('in the municipal approach (BGP-07)', () => {
    const asked = async (date: string) => {
      const { caseId, cast } = garage
      const body = reportOf({ caseId, parts: [municipalPart({ date })] })
      const source = await sourceOf(cast.asker.post('/v1/holdings', body))
      await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc1(source)))
      return permitted(cast.asker.post('/v1/inquiries', municipal(caseId, source, 'HITNOHIT')))
    }
    it('finds no hit in a part that is too old', async () => {
      expect((await asked('1990-01-01')).disclosure).toEqual({ hit: false, records: [] })
      expect((await asked(recent())).disclosure).toEqual({ hit: true, records: [] })
    })
  })

  describe('in a RIEC (AVG-02, WGS-12)', () => {
    it('leaves out who else is in it', async () => {
      const subjects = [BSN.garagehouder, BSN.pgbHouder]
      const to = ['R1', 'R2', 'R3']
      const opening = {
        involved: ['COL', 'BD'],
        source: 'BD/inkomen',
        purpose: 'P-RIEC-B',
        crimeForm: 'DRUGS',
        subjects,
        to,
      }
      const { cast } = garage
      const caseId = await openRiec(cast, opening)
      const bring = async (fields: readonly object[]) => {
        const body = reportOf({ caseId, parts: [gatheredPart({ fields })] })
        const source = await sourceOf(cast.analyst.post('/v1/holdings', body))
        await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.necessity(source)))
        const names = (fields as { name: string }[]).map(({ name }) => `controle/${name}`)
        const question = { ...riec(caseId, source, names), purpose: 'P-RIEC-B', task: 'PW:7' }
        return permitted(cast.analyst.post('/v1/inquiries', question))
      }
      const found = { name: 'bevinding', value: 'opslag' }
      const neighbour = { name: 'overtreding', value: 'van de buren', person: 'NEIGHBOUR' }
      const plain = await bring([found, { ...neighbour, person: undefined }])
      expect(plain.disclosure).toEqual({
        records: [{ 'controle/bevinding': 'opslag', 'controle/overtreding': 'van de buren' }],
      })
      const screened = await bring([found, neighbour])
      expect(screened.disclosure).toEqual({ records: [{ 'controle/bevinding': 'opslag' }] })
    })
  })
})

describe('what contradicts itself', () => {
  it('is refused, and where it is wrong is said', async () => {
    const parts = [
      reportedPart({ contributors: ['COL'] }),
      reportedPart({ name: 'b', wpgArticle: 'art. 12' }),
      gatheredPart({ name: 'c', fields: fieldsOf({ bevinding: '999990019' }) }),
    ]
    const only = async (part: unknown) => errors(await keeper.post('/v1/holdings', reportOf({ parts: [part] })))
    expect(await Promise.all(parts.map(only))).toEqual([
      [400, ['/parts/0/contributors', '/parts/0/contributors']],
      [400, ['/parts/0/wpgArticle']],
      [400, ['/parts/0/fields/0/value']],
    ])
  })
})
