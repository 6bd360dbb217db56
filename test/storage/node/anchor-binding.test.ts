/** Keys that sign with one anchor sign with no other, until somebody says so: under two of them there could be two trees. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anchorOf, takeToAnchor } from '../../../src/storage/node/anchor-binding.ts'
import { createCrypto } from '../../../src/storage/node/crypto.ts'
import { adoptDatabase, startLog } from '../../../src/storage/node/log-start.ts'
import { acknowledgeRollback, rotate, type SucceedPorts } from '../../../src/storage/node/succeed.ts'
import { ORIGIN } from '../../log/tree/signers.ts'
import { type LogFolder, logFolder } from '../../support/log-folder.ts'
import { decisionSpec, realWrite } from '../fixtures.ts'

const OTHER = /^the keys sign with another anchor .*"sluis log anchor adopt"$/

let log: LogFolder
beforeEach(async () => {
  log = logFolder()
  for (const name of ['anchor', 'other']) mkdirSync(log.path(name))
  await log.grow(5)
})
afterEach(() => log.remove())

const noted = () => readFileSync(log.path('keys/log.anchors'), 'utf8')
const idOf = (anchor: string) => readFileSync(log.path(`${anchor}/anchor.id`), 'utf8').trim()
const startWith = (anchor: string, adopt = false) => log.start({ adopt }, { anchorDir: log.path(anchor) })
async function doing<T>(anchor: string, work: (ports: SucceedPorts) => Promise<T>): Promise<T> {
  const opened = log.open({ anchorDir: log.path(anchor) })
  try {
    return await work(opened)
  } finally {
    opened.close()
  }
}
/** All that the other anchor needs to be that of this log, but its name. */
const copied = () => cpSync(log.path('anchor/log.json'), log.path('other/log.json'))

describe('the keys', () => {
  it('are noted to sign with the anchor of the first start, once', async () => {
    expect(idOf('anchor')).toMatch(/^[0-9a-f]{32}$/)
    const before = noted()
    expect(before).toBe(`${idOf('anchor')} 2026-11-01T00:00:00.000Z\n`)
    await startWith('anchor')
    expect(noted()).toBe(before)
  })

  it('begin no other log with another anchor, though there is no entry', async () => {
    rmSync(log.path('data'), { recursive: true })
    await expect(startWith('other')).rejects.toThrow(OTHER)
    expect([existsSync(log.path('other/log.json')), existsSync(log.path('other/anchor.id'))]).toEqual([false, false])
  })

  it('go on with no copy of what the anchor keeps, and no key takes their place there', async () => {
    copied()
    await expect(startWith('other')).rejects.toThrow(OTHER)
    await expect(doing('other', rotate)).rejects.toThrow(OTHER)
    expect(existsSync(log.path('keys/log.next'))).toBe(false)
  })

  it.each<[string, () => void]>([
    ['has no name any more', () => rmSync(log.path('anchor/anchor.id'))],
    ['has another name', () => writeFileSync(log.path('anchor/anchor.id'), `${'0'.repeat(32)}\n`)],
    ['has half a name', () => writeFileSync(log.path('anchor/anchor.id'), idOf('anchor').slice(0, 9))],
    ['is noted by half a line', () => writeFileSync(log.path('keys/log.anchors'), noted().slice(0, 9))],
  ])('are refused where the anchor %s, until it is adopted', async (_, change) => {
    change()
    await expect(startWith('anchor')).rejects.toThrow(OTHER)
    expect(await doing('anchor', adoptDatabase)).toBe(5)
    await log.grow(1)
    await expect(doing('anchor', adoptDatabase)).rejects.toThrow('nothing to adopt')
  })

  it('are taken to another by adopt alone, which is noted; and then no more sign with the one before', async () => {
    copied()
    expect(await doing('other', adoptDatabase)).toBe(5)
    expect(
      noted()
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual([idOf('anchor'), idOf('other')])
    await startWith('other')
    await expect(startWith('anchor')).rejects.toThrow(OTHER)
  })

  it('are taken to an empty one as well, where the one before is lost', async () => {
    rmSync(log.path('anchor'), { recursive: true })
    await expect(startWith('other')).rejects.toThrow('the anchor keeps nothing of them')
    await doing('other', adoptDatabase)
    await startWith('other')
  })

  it('are not taken to one that keeps more than the database has', async () => {
    log.copy('data', 'older')
    await log.grow(3)
    copied()
    log.copy('older', 'data')
    await expect(doing('other', adoptDatabase)).rejects.toThrow(/^the database is older than what was signed/)
    expect(noted().trimEnd()).not.toContain('\n')
  })

  it('go along where a rollback is acknowledged: what ends here ends with the anchor that is there', async () => {
    log.copy('data', 'older')
    await log.grow(3)
    copied()
    log.copy('older', 'data')
    await doing('other', (ports) => acknowledgeRollback(ports, ORIGIN))
    await startWith('other')
    await expect(startWith('anchor')).rejects.toThrow(/^log\.key is not|^the anchor is older/)
  })

  it('that are taken to another beside a log that is open sign nothing more there', async () => {
    const opened = log.open()
    const { integrator } = await startLog(opened, { adopt: false })
    const append = async () => opened.ledger.append(await realWrite(opened, decisionSpec()))
    await append()
    await integrator.catchUp()
    const kept = readFileSync(log.path('anchor/log.json'), 'utf8')
    await takeToAnchor({ ...opened, anchorDir: log.path('other') })
    await append()
    await expect(integrator.catchUp()).rejects.toMatchObject({ name: 'IntegrationFault', code: 'kept' })
    expect(readFileSync(log.path('anchor/log.json'), 'utf8')).toBe(kept)
    opened.close()
  })

  it('of development, and a log that is only read, are in nobody’s way', async () => {
    copied()
    await log.start({}, { anchorDir: null })
    expect(noted()).toContain(idOf('anchor'))
    await startWith('other', true)
    await startWith('other')
  })

  it('of before this was noted are taken to the anchor at hand', async () => {
    rmSync(log.path('keys/log.anchors'))
    rmSync(log.path('anchor/anchor.id'))
    await startWith('anchor')
    expect(noted()).toContain(idOf('anchor'))
  })
})

it('a crash between the name of the anchor and its note leaves the keys where they were', async () => {
  const [keysDir, anchorDir] = [log.path('keys'), log.path('other')]
  // Where the note is written aside, nothing can be written.
  mkdirSync(log.path('keys/log.anchors.new'))
  const taking = () => takeToAnchor({ keysDir, anchorDir, crypto: createCrypto(), clock: () => new Date(0) })
  await expect(taking()).rejects.toThrow('EISDIR')
  const id = idOf('other')
  expect([await anchorOf({ keysDir, anchorDir }), await anchorOf({ keysDir, anchorDir: log.path('anchor') })]).toEqual([
    'other',
    'this',
  ])
  rmSync(log.path('keys/log.anchors.new'), { recursive: true })
  await taking()
  expect([idOf('other'), await anchorOf({ keysDir, anchorDir })]).toEqual([id, 'this'])
})
