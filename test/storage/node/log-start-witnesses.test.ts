/** What a start believes of witnesses: they say sizes, unsigned, so that one of them decides nothing. */
import { mkdirSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Event } from '../../../src/events.ts'
import { readKept } from '../../../src/storage/node/kept-head.ts'
import type { AskWitnesses } from '../../../src/storage/node/log-start.ts'
import { type LogFolder, logFolder } from '../../support/log-folder.ts'

let log: LogFolder
beforeEach(async () => {
  log = logFolder()
  mkdirSync(log.path('anchor'))
  await log.grow(5)
})
afterEach(() => log.remove())

const kept = () => readKept(log.path('anchor'))

describe('what witnesses saw', () => {
  /** Each says one of these, and so many are enough. */
  const saw =
    (quorum: number, ...sizes: readonly (number | null)[]): AskWitnesses =>
    async () => ({ quorum, sizes: sizes.map((size, i) => ({ name: `witness.example/w${i + 1}`, size })) })

  it('is compared as well: a database that is smaller is older, and who does not say says nothing', async () => {
    log.copy('data', 'older')
    await log.grow(3)
    log.copy('older', 'data')
    rmSync(log.path('anchor'), { recursive: true })
    mkdirSync(log.path('anchor'))
    await expect(log.start({ adopt: true, witnessed: saw(1, 8) })).rejects.toThrow(
      /older than what witnesses say .*: it has 5 entries, and they have a checkpoint \(witness\.example\/w1 of 8\)/,
    )
    expect(await kept()).toBeUndefined()
    await log.start({ adopt: true, witnessed: saw(1, 5) })
    await log.start({ witnessed: saw(1, null) })
  })

  it.each([
    [1, [9_000_000_000, 5]],
    [1, [9_000_000_000, null]],
    [2, [9_000_000_000, 5, null]],
    [2, [6, 5, 6, 0]],
  ])('stops nobody while %i of %j are left for a quorum: it is an alarm', async (quorum, sizes) => {
    const faults: Event[] = []
    await log.start({ witnessed: saw(quorum, ...sizes) }, { observer: (event) => void faults.push(event) })
    const ahead = sizes.filter((size) => Number(size) > 5).map(() => 'witness-ahead')
    expect(faults).toEqual(ahead.map((code) => ({ type: 'fault', where: 'witness', code })))
  })

  it.each([
    [1, [8, 7]],
    [2, [9_000_000_000, 5]],
    [2, [8, 8, null]],
    [3, [8, 8, 5, 5]],
  ])('is believed where no %i of %j are left without one of them', async (quorum, sizes) => {
    await expect(log.start({ witnessed: saw(quorum, ...sizes) })).rejects.toThrow(
      /acknowledge-rollback --close sluis\.example\/test --kept <checkpoint file>" .*: take it out of SLUIS_WITNESSES$/,
    )
  })
})
