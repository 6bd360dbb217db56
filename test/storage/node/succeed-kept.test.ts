/** A rollback that the anchor does not know of: a checkpoint that somebody else kept shows it, or is refused. */
import { mkdirSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openByAny, trustedKeys } from '../../../src/log/succession.ts'
import { openCheckpoint } from '../../../src/log/tree/checkpoint.ts'
import { noteVerifier } from '../../../src/log/tree/note.ts'
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

async function doing<T>(work: (ports: SucceedPorts) => Promise<T>): Promise<T> {
  const opened = log.open()
  try {
    return await work(opened)
  } finally {
    opened.close()
  }
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
function cutOff(): never {
  throw new Error('cut off')
}

describe('a checkpoint that somebody else kept', () => {
  /** All three were put back; one checkpoint, of 8, is left elsewhere. */
  let given: string
  beforeEach(async () => {
    for (const name of ['data', 'keys', 'anchor']) log.copy(name, `${name}-older`)
    await log.grow(3)
    given = await stored()
    for (const name of ['data', 'keys', 'anchor']) log.copy(`${name}-older`, name)
  })
  const acknowledging = (note?: string) => doing((ports) => acknowledgeRollback(ports, ORIGIN, note))

  it('counts as what was signed where the anchor was put back too: the old name is closed over it', async () => {
    const old = (await log.start()).key
    await expect(acknowledging()).rejects.toThrow(/nothing to acknowledge\. .*with --kept$/)
    const { key, steps } = await acknowledging(given)
    expect([key.name, steps.at(-1)?.statement]).toMatchObject([`${ORIGIN}/2`, { kept: given, head: { size: 5 } }])
    expect(await readKept(log.path('anchor'))).toEqual({
      keys: [old.verifierKey, key.verifierKey],
      checkpoint: await stored(),
    })
    // Nothing that was signed is denied, and the old name signs no more than that.
    const own = noteVerifier(NOTE_CRYPTO, key.verifierKey)
    expect(own && openByAny(trustedKeys([own], steps), given).ok).toBe(true)
    await expectGoingOn(8)
  })

  it('is what the anchor keeps from then on, also when it is cut off right after that', async () => {
    const cut = doing((ports) => acknowledgeRollback({ ...ports, newId: cutOff }, ORIGIN, given))
    await expect(cut).rejects.toThrow('cut off')
    expect((await readKept(log.path('anchor')))?.checkpoint).toBe(given)
    await expect(log.start()).rejects.toThrow(/^the database is older than what was signed: .* a checkpoint of 8/)
    expect((await acknowledging()).key.name).toBe(`${ORIGIN}/2`)
    await expectGoingOn(8)
  })

  it('is enough where there is no anchor any more, and no database', async () => {
    rmSync(`${log.path('anchor')}/log.json`)
    rmSync(log.path('data'), { recursive: true })
    await expect(acknowledging()).rejects.toThrow(/^the anchor keeps nothing of this log/)
    expect((await acknowledging(given)).key.name).toBe(`${ORIGIN}/2`)
    await expectGoingOn(3)
  })

  it('that is smaller than that of the anchor does not take its place', async () => {
    log.copy('data', 'data-5')
    await log.grow(2)
    const seven = await stored()
    await log.grow(3)
    log.copy('data-5', 'data')
    const anchored = (await readKept(log.path('anchor')))?.checkpoint
    const { steps } = await acknowledging(seven)
    expect([sizeOf(anchored), steps.at(-1)?.statement.kept]).toEqual([10, anchored])
  })

  it('is refused when it is no larger, by another key, damaged, or contradicted by the database', async () => {
    const before = await readKept(log.path('anchor'))
    await expect(acknowledging(await stored())).rejects.toThrow(
      /^the database has all of the checkpoint of --kept, .* it is of 5 entries$/,
    )
    const other = logFolder()
    mkdirSync(other.path('anchor'))
    await other.grow(9)
    const opened = other.open()
    const theirs = (await opened.tree.checkpoint()) ?? ''
    opened.close()
    other.remove()
    for (const note of [theirs, given.replace('\n8\n', '\n9\n'), '', 'x'])
      await expect(acknowledging(note)).rejects.toThrow(
        /^the checkpoint of --kept is not signed by the key of this log/,
      )
    // The same key signed another tree than the database goes on with.
    await log.grow(4)
    await expect(acknowledging(given)).rejects.toThrow(/^the database is another log than the checkpoint of --kept/)
    log.copy('data-older', 'data')
    log.copy('anchor-older', 'anchor')
    expect([await readKept(log.path('anchor')), await readNext(log.path('keys'))]).toEqual([before, undefined])
    await expect(doing((ports) => acknowledgeRollback(ports, `${ORIGIN}/2`, given))).rejects.toThrow('this log is')
  })

  it('by a key that came before or after the one in the key folder is refused', async () => {
    await doing(rotate)
    await expect(acknowledging(given)).rejects.toThrow('a key that came before or after')
    await log.grow(3)
    const later = await stored()
    for (const name of ['data', 'keys', 'anchor']) log.copy(`${name}-older`, name)
    await expect(acknowledging(later)).rejects.toThrow('a key that came before or after')
  })
})
