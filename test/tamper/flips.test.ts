/** One bit, anywhere in a log of 2,000 entries, is found; `npm run campaign -- flips` flips ten times as many. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ENTRY_TYPES } from '../../src/domain/codes.ts'
import { flipCampaign } from './campaign.ts'
import { openUnguarded, seenBy, verified } from './database.ts'
import { OUTSIDE } from './flips.ts'
import { type BuiltLog, buildLog } from './log.ts'

const SEED = 5
let built: BuiltLog
beforeAll(async () => {
  built = await buildLog(2_000)
})
afterAll(() => built?.remove())

it('finds nothing in the log as the broker left it', async () => {
  const args = ['--parts', ...seenBy(built)]
  expect(await verified(built, built.dataDir, args)).toEqual({ code: 0, found: [] })
  const { database, close } = openUnguarded(built.dataDir)
  const types = database.prepare<[], string>('SELECT DISTINCT type FROM entries ORDER BY type').pluck().all()
  close()
  // Those of an import, or of another key or name of the log, are no part of what a broker does all day.
  expect(types).toEqual(ENTRY_TYPES.filter((type) => !['import', 'key', 'origin'].includes(type)).toSorted())
  expect(await verified(built, built.dataDir, args)).toEqual({ code: 0, found: [] })
})

it('is found wherever it is, or on the list of what nobody can see', async () => {
  const { kinds, whole, wrong } = await flipCampaign(built, { seed: SEED, flips: 2_000, whole: 20 })
  expect(wrong).toEqual([])
  const tallies = [...kinds.values()]
  expect(tallies.reduce((sum, { flips }) => sum + flips, 0)).toBeGreaterThanOrEqual(2_000)
  for (const [kind, { flips, found, outside }] of kinds) expect([kind, found]).toEqual([kind, flips - outside])
  expect(whole).toBeGreaterThanOrEqual(20)
  // What is erased was sampled too: the list is not there for nothing.
  expect(OUTSIDE.map(({ reason }) => reason)).toHaveLength(1)
  expect(kinds.get('parts.bytes')?.outside).toBeGreaterThan(0)
})
