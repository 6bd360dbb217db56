/** Who names a code that is not known is told where the codes are: the operation is there, and lists those of the tables. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { codesCommand } from '../../src/cli/codes.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { EXIT } from '../../src/cli/help.ts'
import { LISTED, statesOf, unknownCode } from '../../src/policy/listed.ts'
import { run } from '../cli/policy/run.ts'
import { facts } from '../policy/tables.ts'
import { openWorld, type World } from '../support/world.ts'

const listSchema = z.object({
  items: z.array(z.looseObject({ code: z.string(), nl: z.string(), en: z.string() })),
  next: z.null(),
})
const problemSchema = z.object({ errors: z.array(z.object({ pointer: z.string(), message: z.string() })) })

let world: World
let get: (path: string) => Promise<{ status: number; body: unknown }>
let post: (path: string, body: unknown) => Promise<{ status: number; body: unknown }>
beforeAll(async () => {
  world = await openWorld()
  const asker = await world.as({ person: 'p', organ: 'BGM', department: 'ONDM', roles: ['R-CAS', 'R-PRIV', 'R-OWN'] })
  get = asker.get
  post = asker.post
})
afterAll(() => world.close())

const codesAt = async (path: string) =>
  listSchema
    .parse((await get(path)).body)
    .items.map(({ code }) => code)
    .sort()

describe('an operation lists', () => {
  it.each(Object.entries({ ...LISTED, roles: 'roles' }))('%s', async (table, path) => {
    const rows = table === 'states' ? statesOf(facts).map(({ code }) => code) : Object.keys(facts[table as 'roles'])
    expect(await codesAt(`/v1/${path}`)).toEqual(rows.sort())
    expect((await world.node.app.request(`/v1/${path}`)).status).toBe(401)
  })
  it('the states of each track, under its regime', async () => {
    const { items } = listSchema.parse((await get('/v1/case-states')).body)
    expect(items.find(({ code }) => code === 'B4')).toMatchObject({ regime: 'BGP', nl: 'Aanpak' })
    expect(items.find(({ code }) => code === 'R6')).toMatchObject({ regime: 'WGS' })
  })
})

describe('a code that is not known', () => {
  const asked = municipal('geen', 'VERG/vergunningen', 'HITNOHIT')
  const wrong = { recipient: { organ: 'X-1', department: 'X-2' }, source: 'X-3', purpose: 'X-4', task: 'X-5' }

  /** What it is told of them, by pointer; each names an operation that answers. */
  async function told(path: string, body: object): Promise<Record<string, string>> {
    const answer = await post(path, body)
    expect(answer.status).toBe(400)
    const { errors } = problemSchema.parse(answer.body)
    const known = errors.filter(({ message }) => message.startsWith('this code is not known'))
    for (const { message } of known) {
      const [, named = ''] = message.match(/GET (\S+) lists them/) ?? []
      expect((await get(named)).status, message).toBe(200)
    }
    return Object.fromEntries(known.map(({ pointer, message }) => [pointer, message.replace(/.*GET (\S+) .*/, '$1')]))
  }

  it('in a question is told with the operation that lists those', async () => {
    expect(await told('/v1/inquiries', { ...asked, ...wrong, legalBasis: ['X-6'] })).toEqual({
      '/source': '/v1/sources',
      '/purpose': '/v1/purposes',
      '/task': '/v1/tasks',
      '/legalBasis/0': '/v1/legal-bases',
      '/recipient/organ': '/v1/organs',
      '/recipient/department': '/v1/departments',
    })
  })
  it('in a judgement, a case, a correction as well', async () => {
    const stop = { type: 'STOP_SOURCE', outcome: 'stopped', scope: { source: 'X' }, grounds: 'g' }
    expect(await told('/v1/attestations', stop)).toEqual({ '/scope/source': '/v1/sources' })
    const opening = { regime: 'BGP', purposes: ['X'], involved: ['X'], grounds: 'g' }
    expect(await told('/v1/cases', opening)).toEqual({ '/purposes/0': '/v1/purposes', '/involved/0': '/v1/organs' })
    const correction = { source: 'X', fields: ['a'], grounds: 'g' }
    expect(await told('/v1/corrections', correction)).toEqual({ '/source': '/v1/sources' })
  })
  it('is told with what is meant perhaps, and never itself', () => {
    const of = (table: keyof typeof LISTED, given: string) => unknownCode(facts, table, given).split('; perhaps ')[1]
    expect(of('sources', 'bel/Heffingen')).toBe('BEL/heffingen')
    expect(of('legal_bases', 'LB6E')).toBe('LB-6E')
    expect(of('departments', 'ondermijning')).toBe('ONDM')
    expect(of('states', 'aanpak')).toMatch(/^B4/)
    expect(of('organs', 'zzzz')).toBeUndefined()
    expect(of('organs', 'b')).toBeUndefined()
    expect(of('categories', 'C-BRP')?.split(', ')).toHaveLength(3)
    expect(unknownCode(facts, 'organs', '999990019')).not.toContain('999990019')
  })
})

describe('sluis codes', () => {
  it('prints organs, departments, roles and case states, in both languages', async () => {
    const { code, out } = await run(codesCommand, [])
    expect(code).toBe(EXIT.ok)
    expect(out.match(/^\S.*$/gm)).toEqual(['organs', 'departments', 'roles', 'case-states'])
    const codes = [facts.organs, facts.departments, facts.roles, ...Object.values(facts.states)].flatMap(Object.keys)
    for (const name of codes) expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'))
    expect(out).toContain('  ONDM')
    expect(out).toContain('Ondermijning / Undermining crime team (BGM, COL)')
    expect(out).toContain('Aanpak / Approach (BGP)')
  })
  it('prints what is named, and gives a machine what the operation gives', async () => {
    for (const path of [...Object.values(LISTED), 'roles']) {
      const { out } = await run(codesCommand, [path, '--json'])
      const rows = JSON.parse(out)[path].map(({ code }: { code: string }) => code)
      expect(rows.sort(), path).toEqual(await codesAt(`/v1/${path}`))
    }
  })
  it('refuses a table that there is not, and a folder without tables', async () => {
    await expect(run(codesCommand, ['norms'])).rejects.toMatchObject({ name: 'UsageError' })
    await expect(run(codesCommand, ['--policies', '/nowhere'])).rejects.toThrow('/nowhere')
  })
})
