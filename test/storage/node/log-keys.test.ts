/** What a change of the key leaves in the key folder when it is cut off while it takes its last traces away. */
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCheckpoint } from '../../../src/log/tree/checkpoint.ts'
import { rotate } from '../../../src/storage/node/succeed.ts'
import { type LogFolder, logFolder } from '../../support/log-folder.ts'

let log: LogFolder
beforeEach(async () => {
  log = logFolder()
  mkdirSync(log.path('anchor'))
  await log.grow(5)
})
afterEach(() => log.remove())

const file = (name: string) => log.path(`keys/${name}`)
async function rotated(reached: (step: string) => void = () => undefined): Promise<void> {
  const opened = log.open({}, reached)
  try {
    await rotate(opened)
  } finally {
    opened.close()
  }
}
const leftovers = () => ['log.next', 'log.done', 'log.old', 'log.key.new'].filter((name) => existsSync(file(name)))
async function expectGoingOn(keys: number, size: number): Promise<void> {
  await log.grow(1)
  const { key, steps } = await log.start()
  const opened = log.open()
  const head = openCheckpoint((await opened.tree.checkpoint()) ?? '', key)
  opened.close()
  expect([steps.length, head.ok && head.value.size, leftovers()]).toEqual([keys, size, []])
}

describe('a change that is finished', () => {
  beforeEach(async () => {
    const cutOff = rotated((step) => {
      if (step === 'integrated') throw new Error('cut off')
    })
    await expect(cutOff).rejects.toThrow('cut off')
  })
  const written = (name: string, part: (whole: Buffer) => Uint8Array) => {
    const whole = readFileSync(file('log.next'))
    renameSync(file('log.next'), file('log.done'))
    writeFileSync(file('log.done'), part(whole))
    renameSync(file('log.done'), file(name))
  }

  it.each<[string, (whole: Buffer) => Uint8Array]>([
    ['whole', (whole) => whole],
    ['half overwritten', (whole) => Buffer.concat([Buffer.alloc(99), whole.subarray(99)])],
    ['overwritten', (whole) => Buffer.alloc(whole.length)],
  ])('and is on its way out, %s, is finished for a start, which erases it', async (_, part) => {
    written('log.done', part)
    await expectGoingOn(1, 7)
  })

  it('and is on its way out makes room for the next one', async () => {
    written('log.done', (whole) => whole)
    await rotated()
    await expectGoingOn(2, 8)
  })

  it.each([0, 64])('and was overwritten under its own name (%i bytes) is finished as well', async (bytes) => {
    written('log.next', () => Buffer.alloc(bytes))
    await expectGoingOn(1, 7)
  })

  it('and can be read by nobody is not taken for one that is', async () => {
    written('log.next', (whole) => whole.subarray(9))
    await expect(log.start()).rejects.toThrow('log.next in the key folder is damaged')
  })
})

describe('the key that is replaced is overwritten where it lay', () => {
  /** What stands where the key lay before, whatever name that has by now. */
  async function afterwards(before: () => void): Promise<boolean> {
    const key = readFileSync(file('log.key'))
    before()
    const place = openSync(file('log.key'), 'r')
    await rotated()
    const bytes = Buffer.alloc(key.length)
    readSync(place, bytes, 0, bytes.length, 0)
    closeSync(place)
    return bytes.equals(Buffer.alloc(key.length))
  }

  it.each<[string, () => void]>([
    ['nothing of an earlier change is left', () => undefined],
    ['its second name is there already', () => linkSync(file('log.key'), file('log.old'))],
    ['an earlier key lies under its second name', () => writeFileSync(file('log.old'), `${'ab'.repeat(32)}\n`)],
  ])('where %s', async (_, before) => {
    expect(await afterwards(before)).toBe(true)
    await expectGoingOn(1, 7)
  })
})
