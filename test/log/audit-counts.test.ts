/** Who renumbers the rows of the database, moves them to another organisation or source, or takes counters back, is found. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OIN, OTHER_OIN } from '../storage/fixtures.ts'
import { type CountedLog, openCountedLog } from './counted-log.ts'

let log: CountedLog
beforeAll(async () => {
  log = await openCountedLog()
})
afterAll(() => log.remove())

const verify = (dataDir?: string, ...args: string[]) => log.run(['verify', ...args], dataDir)
/** Rows renumbered in order of index, as if nobody had touched them. */
const inOrder = (table: string, by: string, key: string) => [
  `UPDATE ${table} SET number = (SELECT count(*) FROM ${table} o WHERE o.number IS NOT NULL AND ${by
    .split(', ')
    .map((column) => `o.${column} = ${table}.${column}`)
    .join(' AND ')} AND o.${key} <= ${table}.${key}) WHERE number IS NOT NULL`,
]
const REORDER_CALLS = inOrder('source_calls', 'holder, source', 'entry_idx')
const REORDER_ENTRIES = inOrder('entries', 'oin', 'idx')

describe('a log that nobody touched', () => {
  it('fits its numbers, its tallies and its counters, with keys and without', async () => {
    expect(await verify()).toMatchObject({ code: 0, found: [] })
    expect(await verify(undefined, '--parts')).toMatchObject({ code: 0, found: [] })
    expect(await verify(log.touched([]), '--parts')).toMatchObject({ code: 0, found: [] })
  })
})

describe('without keys', () => {
  it.each<[string, readonly string[], string]>([
    ['a call that is given another number', ['UPDATE source_calls SET number = 99 WHERE number = 5'], 'call-wrong'],
    [
      'a call that is taken out, and those after it moved up',
      ['DELETE FROM source_calls WHERE entry_idx = (SELECT min(entry_idx) FROM source_calls)', ...REORDER_CALLS],
      'tally-wrong',
    ],
    [
      'calls that are said to be of another source, all numbered anew',
      [`UPDATE source_calls SET source = 'C' WHERE source = 'B' AND entry_idx < 20`, ...REORDER_CALLS],
      'tally-wrong',
    ],
    ['calls that are all gone', ['DELETE FROM source_calls'], 'tally-wrong'],
    ['a call beside no decision', [`UPDATE source_calls SET entry_idx = 1 WHERE entry_idx = 0`], 'call-wrong'],
    [
      'decisions that are said to be of another organisation, all numbered anew',
      [`UPDATE entries SET oin = '${OTHER_OIN}' WHERE oin = '${OIN}' AND idx IN (2, 4)`, ...REORDER_ENTRIES],
      'tally-wrong',
    ],
    [
      'counters that are taken back',
      ['UPDATE counters SET received = received - 1, refused = refused - 1'],
      'counters-wrong',
    ],
    [
      'a refusal that the counters take for an answer: the tally says what they were',
      ['UPDATE counters SET refused = refused - 1'],
      'counters-wrong',
    ],
    [
      'a call beyond the last entry',
      ['UPDATE source_calls SET entry_idx = 999 WHERE entry_idx = (SELECT max(entry_idx) FROM source_calls)'],
      'call-wrong',
    ],
    [
      'counters that are no longer where the broker counts',
      ['PRAGMA ignore_check_constraints = ON', 'UPDATE counters SET id = 2'],
      'counters-wrong',
    ],
    ['counters that are gone', ['DELETE FROM counters'], 'counters-wrong'],
    [
      'refusals that are forgotten',
      ['UPDATE counters SET received = received - s401, refused = refused - s401, s401 = 0'],
      'counters-wrong',
    ],
    ['counters that are said to begin later', ['UPDATE counters SET since = 20'], 'tally-wrong'],
    [
      'a tally that says something else',
      [`UPDATE parts SET bytes = (SELECT bytes FROM parts WHERE key_id = 'open' LIMIT 1) WHERE key_id = 'open'`],
      'tally-wrong',
    ],
    ['a tally whose words are gone', [`DELETE FROM parts WHERE key_id = 'open'`], 'tally-wrong'],
  ])('finds %s', async (_, statements, finding) => {
    const { code, found } = await verify(log.touched(statements))
    expect([code, found]).toEqual([1, expect.arrayContaining([expect.stringContaining(`${finding} `)])])
  })
})

describe('with the keys', () => {
  it.each<[string, readonly string[], string]>([
    [
      'two calls that exchanged their sources between two tallies',
      [
        `UPDATE source_calls SET source = CASE source WHEN 'A' THEN 'B' ELSE 'A' END WHERE entry_idx IN (0, 2)`,
        ...REORDER_CALLS,
      ],
      'call-wrong',
    ],
    [
      'two decisions that exchanged their organisations between two tallies',
      [
        `UPDATE entries SET oin = CASE oin WHEN '${OIN}' THEN '${OTHER_OIN}' ELSE '${OIN}' END WHERE idx IN (0, 2)`,
        ...REORDER_ENTRIES,
      ],
      'owner-wrong',
    ],
    [
      'a call since the last tally that is gone',
      [`DELETE FROM source_calls WHERE entry_idx = 0`, `DELETE FROM parts WHERE key_id = 'open'`],
      'call-wrong',
    ],
  ])('finds %s', async (_, statements, finding) => {
    const dataDir = log.touched(statements)
    const { found } = await verify(dataDir, '--parts')
    expect(found).toEqual(expect.arrayContaining([expect.stringContaining(`${finding} `)]))
  })

  it('finds what only they show: a refusal that the counters take for an answer, where no tally says what they were', async () => {
    const untold = log.touched([
      'UPDATE counters SET refused = refused - 1 WHERE refused > 0',
      `DELETE FROM parts WHERE key_id = 'open'`,
    ])
    const counters = [expect.stringContaining('counters-wrong')]
    expect((await verify(untold)).found).not.toEqual(expect.arrayContaining(counters))
    expect((await verify(untold, '--parts')).found).toEqual(expect.arrayContaining(counters))
  })

  it('and a call that was moved from a permit to a refusal', async () => {
    const dataDir = log.touched(['UPDATE source_calls SET entry_idx = 8 WHERE entry_idx = 4'])
    expect((await verify(dataDir)).found).toEqual([])
    expect((await verify(dataDir, '--parts')).found).toEqual(expect.arrayContaining(['call-wrong 5', 'call-wrong 8']))
  })

  it('and where what is sealed is gone, finds that it is, and counts what the leaves show', async () => {
    const { found } = await verify(log.touched([`DELETE FROM parts WHERE key_id <> 'open'`]), '--parts')
    expect(found.filter((one) => !one.startsWith('part-missing '))).toEqual([])
    expect(found.length).toBeGreaterThan(0)
  })
})
