/** Keys that made a log begin no second one under the same name where data and anchor are empty: a disk that is not there. */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readKept } from '../../../src/storage/node/kept-head.ts'
import { adoptDatabase } from '../../../src/storage/node/log-start.ts'
import { acknowledgeRollback, type SucceedPorts } from '../../../src/storage/node/succeed.ts'
import { ORIGIN } from '../../log/tree/signers.ts'
import { type LogFolder, logFolder } from '../../support/log-folder.ts'

const OTHER = /^the keys sign with another anchor/
const SECOND = / \/ the database and the anchor are empty, and a log was made with these keys: no second one/

let log: LogFolder
beforeEach(async () => {
  log = logFolder()
  mkdirSync(log.path('anchor'))
  await log.grow(5)
})
afterEach(() => log.remove())

const note = async () => (await readKept(log.path('anchor')))?.checkpoint ?? ''
function lose(...names: readonly string[]): void {
  for (const name of names) rmSync(log.path(name), { recursive: true })
  mkdirSync(log.path('anchor'), { recursive: true })
}
async function doing<T>(work: (ports: SucceedPorts) => Promise<T>): Promise<T> {
  const opened = log.open()
  try {
    return await work(opened)
  } finally {
    opened.close()
  }
}
const isBegun = () => existsSync(log.path('anchor/log.json'))
/** As a key folder from before it was noted which anchor its keys sign with. */
const unnoted = () => rmSync(log.path('keys/log.anchors'))

describe('data and anchor that are empty, beside keys that made a log', () => {
  it('are refused by the anchor that the keys know', async () => {
    lose('data', 'anchor')
    await expect(log.start()).rejects.toThrow(OTHER)
    expect(isBegun()).toBe(false)
  })

  it('are refused where the keys do not know their anchor, by what was sealed under them', async () => {
    lose('data', 'anchor')
    unnoted()
    await expect(log.start()).rejects.toThrow(SECOND)
    expect([isBegun(), existsSync(log.path('keys/log.anchors'))]).toEqual([false, false])
  })

  it('are refused as well where all that was sealed is erased', async () => {
    await doing(async ({ keys }) => {
      const { destroy, scopes } = keys as typeof keys & {
        destroy(...scopes: string[]): unknown
        scopes(): Promise<string[]>
      }
      await destroy(...(await scopes()))
    })
    lose('data', 'anchor')
    unnoted()
    await expect(log.start()).rejects.toThrow(SECOND)
  })

  it('are not adopted: there is nothing of that log to take', async () => {
    lose('data', 'anchor')
    await expect(doing(adoptDatabase)).rejects.toThrow(SECOND)
    unnoted()
    await expect(doing(adoptDatabase)).rejects.toThrow(SECOND)
    expect(isBegun()).toBe(false)
  })

  it('are gone on from under another name, with a checkpoint that somebody kept', async () => {
    const kept = await note()
    lose('data', 'anchor')
    const { key } = await doing((ports) => acknowledgeRollback(ports, ORIGIN, kept))
    expect(key.name).toBe(`${ORIGIN}/2`)
    await log.grow(1)
  })

  it('are taken by a start in development, which says it, once', async () => {
    const heard: unknown[] = []
    const observer = (event: unknown) => void heard.push(event)
    lose('data', 'anchor')
    await log.start({ adopt: true }, { observer })
    await log.start({ adopt: true }, { observer })
    expect(heard).toEqual([{ type: 'adopted', entries: 0 }])
  })
})

it('keys that made no log yet begin one, and nothing is said', async () => {
  const heard: unknown[] = []
  lose('data', 'anchor', 'keys')
  await log.start({}, { observer: (event: unknown) => void heard.push(event) })
  expect([heard, isBegun()]).toEqual([[], true])
})
