/** A change of the key that was cut off, and an anchor that is lost: adopting leads out, wherever it was cut off. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCheckpoint } from '../../../src/log/tree/checkpoint.ts'
import { adoptBegun } from '../../../src/storage/node/adopt-begun.ts'
import { readKept } from '../../../src/storage/node/kept-head.ts'
import { acknowledgeRollback, rotate, type SucceedPorts } from '../../../src/storage/node/succeed.ts'
import { ORIGIN } from '../../log/tree/signers.ts'
import { type LogFolder, logFolder } from '../../support/log-folder.ts'

let log: LogFolder
beforeEach(async () => {
  log = logFolder()
  mkdirSync(log.path('anchor'))
  await log.grow(5)
  log.copy('anchor', 'first-anchor')
})
afterEach(() => log.remove())

async function doing<T>(work: (ports: SucceedPorts) => Promise<T>, reached?: (step: string) => void): Promise<T> {
  const opened = log.open({}, reached)
  try {
    return await work(opened)
  } finally {
    opened.close()
  }
}
const WORK = { key: rotate, origin: (ports: SucceedPorts) => acknowledgeRollback(ports, ORIGIN) }
const cutAt = (work: (ports: SucceedPorts) => Promise<unknown>, at: string) =>
  expect(
    doing(work, (step) => {
      if (step === at) throw new Error('cut off')
    }),
  ).rejects.toThrow('cut off')
const anchor = (name: string) => log.path(`anchor/${name}`)
/** How an anchor is lost: what a start finds there. */
const LOST: Readonly<Record<string, () => void>> = {
  empty: () => {
    rmSync(log.path('anchor'), { recursive: true })
    mkdirSync(log.path('anchor'))
  },
  'without log.json': () => rmSync(anchor('log.json')),
  damaged: () => writeFileSync(anchor('log.json'), readFileSync(anchor('log.json')).subarray(9)),
}
async function expectGoingOn(name: string, size: number): Promise<void> {
  await log.grow(2)
  const { key, steps } = await log.start()
  const head = openCheckpoint(await doing(async ({ tree }) => (await tree.checkpoint()) ?? ''), key)
  expect([key.name, steps.length, head.ok && head.value.size]).toEqual([name, 1, size])
  expect((await readKept(log.path('anchor')))?.keys).toEqual([steps[0]?.statement.from, key.verifierKey])
}

const STEPS = ['planned', 'entered', 'signed', 'anchored', 'chain', 'replaced', 'installed', 'integrated'] as const

describe.each(['key', 'origin'] as const)('a change of %s', (kind) => {
  beforeEach(async () => {
    log.copy('data', 'older')
    await log.grow(3)
    if (kind === 'origin') log.copy('older', 'data')
  })
  const [name, size] = kind === 'key' ? [ORIGIN, 11] : [`${ORIGIN}/2`, 8]

  it.each(STEPS)('that was cut off after "%s" is finished once the anchor is adopted', async (at) => {
    await cutAt(WORK[kind], at)
    LOST.empty?.()
    await expect(log.start()).rejects.toThrow('give the same command again')
    await expect(doing(WORK[kind])).rejects.toThrow(
      /^the anchor is another one .*"sluis log anchor adopt", and then the/,
    )
    expect(await doing(adoptBegun)).toBe(kind)
    await expect(log.start()).rejects.toThrow('give the same command again')
    await doing(WORK[kind])
    await expectGoingOn(name, size)
  })

  it.each(STEPS)('that was cut off after "%s" is not gone on with under an anchor that was left', async (at) => {
    await cutAt(WORK[kind], at)
    log.copy('anchor', 'left')
    LOST.empty?.()
    await doing(adoptBegun)
    log.copy('anchor', 'taken')
    log.copy('keys', 'keys-taken')
    log.copy('left', 'anchor')
    await expect(doing(WORK[kind])).rejects.toThrow('the keys sign with another anchor')
    for (const [file, was] of [
      ['anchor/log.json', 'left/log.json'],
      ['keys/log.key', 'keys-taken/log.key'],
    ] as const)
      expect(readFileSync(log.path(file))).toEqual(readFileSync(log.path(was)))
    log.copy('taken', 'anchor')
    await doing(WORK[kind])
    await expectGoingOn(name, size)
  })

  it.each(['without log.json', 'damaged'])('is finished as well where the anchor is %s', async (lost) => {
    await cutAt(WORK[kind], 'chain')
    LOST[lost]?.()
    expect(await doing(adoptBegun)).toBe(kind)
    await doing(WORK[kind])
    await expectGoingOn(name, size)
  })

  it('is finished where the anchor was put back from before the key folder had the new key', async () => {
    await cutAt(WORK[kind], 'signed')
    log.copy('anchor', 'before')
    await cutAt(WORK[kind], 'replaced')
    log.copy('before', 'anchor')
    expect(await doing(adoptBegun)).toBe(kind)
    await doing(WORK[kind])
    await expectGoingOn(name, size)
  })

  it('is finished with a copy of what the anchor kept, once the keys are taken to it', async () => {
    await cutAt(WORK[kind], 'anchored')
    rmSync(anchor('anchor.id'))
    await expect(doing(WORK[kind])).rejects.toThrow('the keys sign with another anchor')
    expect(await doing(adoptBegun)).toBe(kind)
    await doing(WORK[kind])
    await expectGoingOn(name, size)
  })

  it.each(STEPS)(
    'that was cut off after "%s" has nothing to adopt where the anchor is the one that it was',
    async (at) => {
      await cutAt(WORK[kind], at)
      const before = readFileSync(anchor('log.json'), 'utf8')
      await expect(doing(adoptBegun)).rejects.toThrow('give the same command again')
      expect(readFileSync(anchor('log.json'), 'utf8')).toBe(before)
    },
  )
})

it('nothing is adopted where nothing was begun', async () => {
  LOST.empty?.()
  expect(await doing(adoptBegun)).toBeUndefined()
  expect(existsSync(anchor('log.json'))).toBe(false)
})

it('an anchor of another log is not written over', async () => {
  await cutAt(rotate, 'entered')
  const other = logFolder()
  mkdirSync(other.path('anchor'))
  await other.grow(1)
  cpSync(other.path('anchor/log.json'), anchor('log.json'))
  other.remove()
  await expect(doing(adoptBegun)).rejects.toThrow(/^the anchor is of another log/)
})

it('keys that are not of one log are not taken for it', async () => {
  await cutAt(rotate, 'entered')
  writeFileSync(log.path('keys/log.key'), `${'ab'.repeat(32)}\n`)
  LOST.empty?.()
  await expect(doing(adoptBegun)).rejects.toThrow(/^log\.key, log\.keys and log\.next/)
})
