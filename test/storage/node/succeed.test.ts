/** A key that takes the place of another, and a log that goes on after a rollback: whole, or cut off at any step. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openParts } from '../../../src/log/entry.ts'
import { partOf } from '../../../src/log/parts.ts'
import { openByAny, trustedKeys } from '../../../src/log/succession.ts'
import { openCheckpoint } from '../../../src/log/tree/checkpoint.ts'
import { noteKey, noteVerifier, type Verifier } from '../../../src/log/tree/note.ts'
import { readKept } from '../../../src/storage/node/kept-head.ts'
import { readNext } from '../../../src/storage/node/log-keys.ts'
import { acknowledgeRollback, rotate, type SucceedPorts } from '../../../src/storage/node/succeed.ts'
import { NOTE_CRYPTO, ORIGIN } from '../../log/tree/signers.ts'
import { type LogFolder, logFolder } from '../../support/log-folder.ts'

let log: LogFolder
beforeEach(async () => {
  log = logFolder()
  mkdirSync(log.path('anchor'))
  await log.grow(5)
})
afterEach(() => log.remove())

const acknowledge = (ports: SucceedPorts) => acknowledgeRollback(ports, ORIGIN)
async function doing<T>(work: (ports: SucceedPorts) => Promise<T>, reached?: (step: string) => void): Promise<T> {
  const opened = log.open({}, reached)
  try {
    return await work(opened)
  } finally {
    opened.close()
  }
}
const keyFile = () => readFileSync(`${log.path('keys')}/log.key`, 'utf8').trim()
const verifier = (key: string): Verifier => {
  const made = noteVerifier(NOTE_CRYPTO, key)
  if (!made) throw new Error('no key')
  return made
}
const stored = () => doing(async ({ tree }) => (await tree.checkpoint()) ?? '')
const sizeOf = (note: string | null | undefined) => Number(note?.split('\n')[1])
/** The log goes on: starts, grows, and signs what it has under the key that signs now. */
async function expectGoingOn(size: number): Promise<void> {
  await log.grow(2)
  const { key } = await log.start()
  const opened = openCheckpoint(await stored(), key)
  expect(opened.ok && opened.value.size).toBe(size)
}
/** Everything that may be left behind of the key that was. */
const leftovers = () =>
  ['log.next', 'log.old', 'log.key.new', 'log.next.new'].filter((name) => existsSync(`${log.path('keys')}/${name}`))

describe('a new key', () => {
  it('comes after a last checkpoint of the old one, over the entry that names it', async () => {
    const before = await log.start()
    const first = await stored()
    const seed = keyFile()
    const steps: string[] = []
    let last = ''
    const { key, steps: chain } = await doing(rotate, (step) => {
      steps.push(step)
      if (step === 'anchored') last = readFileSync(`${log.path('anchor')}/log.json`, 'utf8')
    })
    expect(steps).toEqual([
      'planned',
      'entered',
      'signed',
      'anchored',
      'chain',
      'replaced',
      'installed',
      'integrated',
      'done',
    ])
    expect([key.name, key.verifierKey === before.key.verifierKey]).toEqual([ORIGIN, false])
    const anchored = openCheckpoint(JSON.parse(last).checkpoint, before.key)
    expect(anchored.ok && anchored.value.size).toBe(6)
    const opened = openCheckpoint(await stored(), key)
    expect(opened.ok && opened.value.size).toBe(6)
    expect(await readKept(log.path('anchor'))).toEqual({
      keys: [before.key.verifierKey, key.verifierKey],
      checkpoint: await stored(),
    })
    // Who has the new key alone verifies what the old one signed.
    expect(openByAny(trustedKeys([verifier(key.verifierKey)], chain), first).ok).toBe(true)
    expect([keyFile() === seed, leftovers()]).toEqual([false, []])
    await expectGoingOn(8)
  })

  it('is an entry that says so, under no policy of its own', async () => {
    const { key } = await log.start()
    const next = await doing(rotate)
    await doing(async (ports) => {
      const [entry] = await ports.ledger.range(5, 1)
      if (!entry) throw new Error('no entry')
      const part = partOf(await openParts(ports, entry), 'succession')
      expect([entry.type, part]).toMatchObject([
        'key',
        {
          entry: entry.id,
          kind: 'key',
          from: key.verifierKey,
          to: next.key.verifierKey,
          head: { size: 5 },
          kept: null,
        },
      ])
    })
  })

  it('may be followed by another, and another', async () => {
    const first = await stored()
    for (let i = 0; i < 3; i += 1) await doing(rotate)
    const { key, steps, successions, former } = await log.start()
    expect([steps.length, successions.length, former.map(({ until }) => until)]).toEqual([3, 3, [6, 7, 8]])
    expect(openByAny(trustedKeys([key], steps), first).ok).toBe(true)
    await expectGoingOn(10)
  })

  it('is not made for a database that a start refuses', async () => {
    log.copy('data', 'older')
    await log.grow(3)
    log.copy('older', 'data')
    const seed = keyFile()
    await expect(doing(rotate)).rejects.toThrow('older than what was signed')
    expect([keyFile(), leftovers()]).toEqual([seed, []])
  })
})

describe('a rollback that is acknowledged', () => {
  beforeEach(async () => {
    log.copy('data', 'older')
    await log.grow(3)
    log.copy('older', 'data')
  })

  it('closes the old name, and begins another with an entry that names the old head', async () => {
    const kept = (await readKept(log.path('anchor')))?.checkpoint ?? ''
    const seed = keyFile()
    const old = noteKey(NOTE_CRYPTO, ORIGIN, Buffer.from(seed, 'hex'))
    const { key, successions } = await doing(acknowledge)
    expect(key.name).toBe(`${ORIGIN}/2`)
    await doing(async (ports) => {
      const [entry] = await ports.ledger.range(5, 1)
      if (!entry) throw new Error('no entry')
      const part = partOf(await openParts(ports, entry), 'succession')
      expect([entry.type, part]).toMatchObject([
        'origin',
        {
          entry: entry.id,
          kind: 'origin',
          from: old.verifierKey,
          to: key.verifierKey,
          head: { size: 5 },
          kept,
        },
      ])
    })
    expect([sizeOf(await stored()), keyFile() === seed, leftovers()]).toEqual([6, false, []])
    expect(successions.length).toBe(1)
    await expectGoingOn(8)
  })

  it('leaves nothing that signs under the old name, also not when its key is put back', async () => {
    log.copy('keys', 'keys-before')
    await doing(acknowledge)
    log.copy('keys', 'keys-after')
    log.copy('keys-before', 'keys')
    await expect(log.start()).rejects.toThrow('log.key is one that was replaced')
    await expect(doing(rotate)).rejects.toThrow('log.key is one that was replaced')
    await expect(doing(acknowledge)).rejects.toThrow('log.key is one that was replaced')
    log.copy('keys-after', 'keys')
    await expectGoingOn(8)
    expect((await stored()).split('\n')[0]).toBe(`${ORIGIN}/2`)
  })

  it('does not deny what was signed: of the part that is gone as well', async () => {
    const kept = (await readKept(log.path('anchor')))?.checkpoint ?? ''
    const { key, steps } = await doing(acknowledge)
    const opened = openByAny(trustedKeys([verifier(key.verifierKey)], steps), kept)
    expect(opened.ok && [opened.value.origin, opened.value.size]).toEqual([ORIGIN, 8])
  })

  it('may happen again, under yet another name, and a key may follow it', async () => {
    await doing(acknowledge)
    await doing(rotate)
    log.copy('data', 'older')
    await log.grow(3)
    log.copy('older', 'data')
    const { key, former } = await doing((ports) => acknowledgeRollback(ports, `${ORIGIN}/2`))
    expect([key.name, former.map(({ until }) => until)]).toEqual([`${ORIGIN}/3`, [5, 7, 7]])
    await expectGoingOn(10)
  })

  it('may be of a database that is gone altogether', async () => {
    rmSync(log.path('data'), { recursive: true })
    const { key } = await doing(acknowledge)
    expect([key.name, sizeOf(await stored())]).toEqual([`${ORIGIN}/2`, 1])
    await expectGoingOn(3)
  })

  it('takes the name of the log that ends, and something that was lost', async () => {
    await expect(doing((ports) => acknowledgeRollback(ports, `${ORIGIN}/2`))).rejects.toThrow(`this log is ${ORIGIN}`)
    expect(await readNext(log.path('keys'))).toBeUndefined()
    log.copy('data', 'short')
    await doing(acknowledge)
    await expect(doing((ports) => acknowledgeRollback(ports, `${ORIGIN}/2`))).rejects.toThrow('nothing to acknowledge')
  })
})

describe('a database that went on otherwise', () => {
  it('is not a rollback that could be acknowledged', async () => {
    log.copy('data', 'older')
    log.copy('anchor', 'before')
    await log.grow(3)
    log.copy('anchor', 'now')
    log.copy('older', 'data')
    log.copy('before', 'anchor')
    await log.grow(6)
    log.copy('now', 'anchor')
    await expect(doing(acknowledge)).rejects.toThrow('another log than was signed')
  })
})

const KEY_STEPS = ['planned', 'entered', 'signed', 'anchored', 'chain', 'replaced', 'installed', 'integrated'] as const

describe.each([
  ['key', 0],
  ['origin', 3],
] as const)('a change of %s that is cut off', (kind, lost) => {
  const work = kind === 'key' ? rotate : acknowledge
  beforeEach(async () => {
    log.copy('data', 'older')
    await log.grow(lost)
    log.copy('older', 'data')
  })
  const cutAt = (at: string) =>
    doing(work, (step) => {
      if (step === at) throw new Error('cut off')
    })

  it.each(KEY_STEPS)('after "%s" is refused by a start, and finished by the same command', async (at) => {
    const { entries, seed } = await doing(async ({ ledger, seed }) => ({ entries: await ledger.size(), seed }))
    await expect(cutAt(at)).rejects.toThrow('cut off')
    await expect(log.start({ adopt: true })).rejects.toThrow(/was begun and not finished: give the same command again/)
    await expect(doing(kind === 'key' ? acknowledge : rotate)).rejects.toThrow(
      `finish that first, with "sluis log ${kind === 'key' ? 'key rotate' : 'acknowledge-rollback'}`,
    )
    if (kind === 'origin')
      await expect(doing((ports) => acknowledgeRollback(ports, `${ORIGIN}/2`))).rejects.toThrow(`this log is ${ORIGIN}`)
    const { key, steps } = await doing(work)
    expect([steps.length, key.name]).toEqual([1, kind === 'key' ? ORIGIN : `${ORIGIN}/2`])
    const size = await doing(async ({ ledger }) => ledger.size())
    expect([size, sizeOf(await stored()), leftovers()]).toEqual([entries + 1, entries + 1, []])
    expect(keyFile()).not.toBe(Buffer.from(seed).toString('hex'))
    await expectGoingOn(entries + 3)
  })

  it('is cut off twice, and finished all the same', async () => {
    for (const at of ['planned', 'anchored', 'installed']) await expect(cutAt(at)).rejects.toThrow('cut off')
    await doing(work)
    await expectGoingOn(8)
  })

  it('is not finished on another database, nor with another anchor', async () => {
    await expect(cutAt('planned')).rejects.toThrow('cut off')
    log.copy('data', 'own')
    rmSync(log.path('data'), { recursive: true })
    await expect(doing(work)).rejects.toThrow(/^the database is another one than when this was begun/)
    log.copy('own', 'data')
    log.copy('anchor', 'own-anchor')
    rmSync(`${log.path('anchor')}/log.json`)
    await expect(doing(work)).rejects.toThrow(/^the anchor is another one than when this was begun/)
    log.copy('own-anchor', 'anchor')
    await doing(work)
    await expectGoingOn(8)
  })
})
