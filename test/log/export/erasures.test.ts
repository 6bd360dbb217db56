/** What of an export is gone: the log says so of itself, and content of what it says is not left in an entry. */
import { describe, expect, it } from 'vitest'
import { erasuresIn, scopesGone, withoutGone } from '../../../src/log/export/erasures.ts'
import type { ExportedEntry } from '../../../src/log/export/format.ts'
import { OIN } from '../../storage/fixtures.ts'

const OF_CASE = { target: { kind: 'case', oin: OIN, caseId: 'c1' }, ground: 'WGS-26' } as const
const OF_DAY = { target: { kind: 'day', oin: OIN, day: '2026-03-02', of: 'caller' }, ground: 'DUE' } as const
const CALLER_DAY = `day:${OIN}:2026-03-02:caller`
const part = (value: unknown) => ({ salt: '00'.repeat(32), value })
const entryOf = (parts: ExportedEntry['parts'], sealed: ExportedEntry['sealed']): ExportedEntry => ({
  ...{ index: 0, oin: OIN, leaf: '{}', proof: [], parts },
  ...(sealed ? { sealed } : {}),
})
const lineOf = (entry: ExportedEntry) => ({ kind: 'entry', value: { entry, settlement: null, record: null } }) as const
const erasure = (value: unknown) => lineOf(entryOf({ erasure: part(value) }, []))

const ASKED = entryOf({ caller: part('who'), facts: part('what'), request: part('which'), subject: 'erased' }, [
  { scope: CALLER_DAY, parts: ['caller'] },
  { scope: 'case:c1:case', parts: ['facts', 'request'] },
])

describe('what a line says was erased', () => {
  it('is the target and the ground of an entry erasure, and nothing of any other line', () => {
    expect(erasuresIn(erasure({ ...OF_CASE, keys: 2, rows: {} }))).toEqual([OF_CASE])
    expect(erasuresIn(lineOf(ASKED))).toEqual([])
    expect(erasuresIn(lineOf(entryOf({ erasure: 'erased' }, [])))).toEqual([])
    expect(erasuresIn({ kind: 'end' })).toEqual([])
  })
})

describe('an entry', () => {
  it('keeps what lies under no scope that is gone, as it is', () => {
    expect(withoutGone(ASKED, scopesGone([]))).toEqual({ left: ASKED, by: [] })
    const other = { ...OF_CASE, target: { ...OF_CASE.target, caseId: 'c2' } }
    expect(withoutGone(ASKED, scopesGone([other])).left).toBe(ASKED)
    const bare = entryOf(null, undefined)
    expect(withoutGone(bare, scopesGone([OF_CASE]))).toEqual({ left: bare, by: [] })
  })

  it('has erased what lies under one that is gone, though the content came along, and what had it go is told', () => {
    const { left, by } = withoutGone(ASKED, scopesGone([OF_CASE]))
    expect(left.parts).toEqual({ caller: part('who'), facts: 'erased', request: 'erased', subject: 'erased' })
    expect([left.sealed, by]).toEqual([[{ scope: CALLER_DAY, parts: ['caller'] }], [OF_CASE]])
    const both = withoutGone(ASKED, scopesGone([OF_CASE, OF_DAY]))
    expect([both.left.sealed, both.by]).toEqual([[], [OF_DAY, OF_CASE]])
    expect(new Set(Object.values(both.left.parts ?? {}))).toEqual(new Set(['erased']))
  })
})
