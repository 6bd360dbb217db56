/** What the platform calls: started once, tried again after a failure, and never cut off by who hangs up. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SETTINGS } from '../../src/cli/demo/world.ts'
import { createHandler, type Handler } from '../../src/worker/handler.ts'
import { createTestIssuer } from '../support/tokens.ts'
import { BUNDLE, createDatabases, type Databases, envOf, RETENTION } from './stage.ts'

let databases: Databases
let env: Record<string, unknown>
let handler: Handler
let lines: string[]
let waited: Promise<unknown>[]
beforeEach(async () => {
  databases = createDatabases()
  env = envOf(databases, await createTestIssuer())
  lines = []
  waited = []
  handler = createHandler({
    bundle: BUNDLE,
    retention: RETENTION,
    clock: () => new Date(),
    write: (line) => void lines.push(line),
  })
})
afterEach(() => {
  for (const database of Object.values(databases)) database.close()
})
const context = { waitUntil: (work: Promise<unknown>) => void waited.push(work) }
const get = (path = '/readyz', changed: Record<string, unknown> = env) =>
  handler.fetch(new Request(`https://sluis.example${path}`), changed, context)

describe('a request', () => {
  it('is seen through, whether or not its asker waits for it', async () => {
    const answer = get()
    expect(waited[0]).toBe(answer)
    expect((await answer).status).toBe(200)
  })

  it('starts the application once, also beside others', async () => {
    let starts = 0
    const { prepare } = databases.KEYS
    Object.assign(databases.KEYS, {
      prepare: (sql: string) => {
        if (sql.startsWith('CREATE TABLE IF NOT EXISTS keys ')) starts += 1
        return prepare(sql)
      },
    })
    expect((await Promise.all([get(), get(), get()])).map(({ status }) => status)).toEqual([200, 200, 200])
    expect(starts).toBe(1)
  })

  it('that finds no database says only that nothing was released, and the next one tries again', async () => {
    const { batch } = databases.LOG
    Object.assign(databases.LOG, { batch: () => Promise.reject(new Error('D1_ERROR: near "999990019"')) })
    const refused = await get()
    expect([refused.status, refused.headers.get('content-type')]).toEqual([503, 'application/problem+json'])
    expect(await refused.json()).toMatchObject({
      status: 503,
      detail: 'The broker did not start; nothing was released',
    })
    expect(lines).toEqual(['{"type":"fault","where":"start","code":"Error"}'])
    Object.assign(databases.LOG, { batch })
    expect((await get()).status).toBe(200)
  })

  it('that finds a wrong configuration tells the operator which, and the asker nothing', async () => {
    const { SLUIS_ISSUERS: _, ...rest } = env
    const refused = await get('/livez', rest)
    expect([refused.status, await refused.text()]).toEqual([503, expect.not.stringContaining('SLUIS')])
    expect(lines).toEqual(['{"type":"fault","where":"start","code":"SLUIS_ISSUERS must be given"}'])
    const settings = JSON.stringify({
      '00000099000000001000': { ...SETTINGS['00000099000000001000'], closed: { sources: ['NIET/hier'], fields: {} } },
    })
    expect((await get('/livez', { ...env, SLUIS_SETTINGS: settings })).status).toBe(503)
    expect(lines[1]).toContain('policy bundle refused: local settings')
  })
})

describe('the clock trigger', () => {
  it('starts the application where no request did, and fails where it cannot', async () => {
    await handler.scheduled({}, env)
    expect(lines).toEqual([])
    const other = createHandler({
      bundle: BUNDLE,
      retention: RETENTION,
      clock: () => new Date(),
      write: (line) => void lines.push(line),
    })
    await expect(other.scheduled({}, {})).rejects.toThrow('SLUIS_MASTER_KEY must be given')
  })
})
