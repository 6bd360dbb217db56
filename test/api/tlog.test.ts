/** Tiles that are told never to change do not: after a rollback they have another address, under the name that comes next. */
import { mkdirSync } from 'node:fs'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { allowedMethods } from '../../src/api/operations.ts'
import { tlogRoutes } from '../../src/api/tlog.ts'
import { acknowledgeRollback } from '../../src/storage/node/succeed.ts'
import { ORIGIN } from '../log/tree/signers.ts'
import { type LogFolder, logFolder } from '../support/log-folder.ts'

let log: LogFolder
beforeEach(async () => {
  log = logFolder()
  mkdirSync(log.path('anchor'))
  await log.grow(5)
})
afterEach(() => log.remove())

/** What is answered at each path: bytes as hex with how long they may be kept, or the status. */
async function answers(...paths: readonly string[]): Promise<(number | readonly [string, string | null])[]> {
  const { key, steps, successions } = await log.start()
  const opened = log.open()
  const app = new Hono().route('/v1/log', tlogRoutes({ tree: opened.tree, log: key, chain: { steps, successions } }))
  try {
    return await Promise.all(
      paths.map(async (path) => {
        const response = await app.request(`/v1/log/${path}`)
        if (response.status !== 200) return response.status
        const bytes = Buffer.from(await response.arrayBuffer())
        return [bytes.toString('hex'), response.headers.get('cache-control')] as const
      }),
    )
  } finally {
    opened.close()
  }
}
/** Loses three entries, and gets so many others. */
async function rolledBack(origin: string, others: number): Promise<void> {
  log.copy('data', 'older')
  await log.grow(3)
  log.copy('older', 'data')
  const opened = log.open()
  await acknowledgeRollback(opened, origin)
  opened.close()
  await log.grow(others)
}

describe('after a rollback that is acknowledged', () => {
  it('a tile has another address, and the one of the name that ended is what it was, or gone', async () => {
    await log.grow(3)
    const [lost, kept] = await answers('tile/0/000.p/8', 'tile/0/000.p/5')
    expect(lost).toEqual([expect.stringMatching(/^[0-9a-f]{512}$/), 'public, max-age=31536000, immutable'])
    await rolledBack(ORIGIN, 4)
    const [first, partOfIt, longer, second, begins] = await answers(
      'tile/0/000.p/8',
      'tile/0/000.p/5',
      'tile/0/000.p/12',
      '2/tile/0/000.p/12',
      '2/tile/0/000.p/8',
    )
    expect([first, partOfIt, longer]).toEqual([lost, kept, 404])
    expect([second, begins]).toEqual([[expect.any(String), 'public, max-age=31536000, immutable'], lost])
  })

  it('no address ever has other bytes than it had', async () => {
    const paths = ['', '2/', '3/'].flatMap((name) =>
      Array.from({ length: 16 }, (_, i) => `${name}tile/0/000.p/${i + 1}`),
    )
    const seen: Awaited<ReturnType<typeof answers>>[] = [await answers(...paths)]
    await rolledBack(ORIGIN, 4)
    seen.push(await answers(...paths))
    await rolledBack(`${ORIGIN}/2`, 5)
    seen.push(await answers(...paths))
    for (const [i, path] of paths.entries()) {
      const bytes = new Set(seen.flatMap((at) => (typeof at[i] === 'number' ? [] : [at[i]?.[0]])))
      expect(bytes.size, path).toBeLessThanOrEqual(1)
    }
    expect(seen.map((at) => at.filter((one) => one !== 404).length)).toEqual([5, 5 + 10, 5 + 10 + 16])
  })

  it('the checkpoint is found with the number of the name as well, for who reads tiles there', async () => {
    const [before, none] = await answers('checkpoint', '2/checkpoint')
    expect([before, none]).toEqual([expect.anything(), 404])
    await rolledBack(ORIGIN, 1)
    const [plain, numbered, one, later] = await answers('checkpoint', '2/checkpoint', '1/checkpoint', '3/checkpoint')
    expect(Buffer.from(String(plain && typeof plain !== 'number' && plain[0]), 'hex').toString()).toContain(
      `${ORIGIN}/2\n`,
    )
    expect([numbered, one, later]).toEqual([plain, 404, 404])
  })
})

it.each(['1/tile/0/000.p/1', '02/tile/0/000.p/1', '0/checkpoint', '2/tile/0/000.p/1', '2/tile', 'x/tile/0/000.p/1'])(
  'there is nothing at %s of a log that has its first name',
  async (path) => expect(await answers(path)).toEqual([404]),
)

it('another method is refused where a name may have its tiles', () => {
  const allowed = ['2/checkpoint', '12/tile/0/000.p/1', '1/checkpoint', '2/keys'].map((path) => `/v1/log/${path}`)
  expect(allowed.map((path) => [...allowedMethods(path)])).toEqual([['GET'], ['GET'], [], []])
})
