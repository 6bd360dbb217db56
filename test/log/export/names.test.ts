/** Which names an export says that its log had, and which other ones would run into them. */
import { expect, it } from 'vitest'
import { LIMITS } from '../../../src/limits.ts'
import type { ReadLine } from '../../../src/log/export/check.ts'
import { isTaken, namesIn } from '../../../src/log/export/names.ts'

const SALT = '00'.repeat(32)
const ROOT = Buffer.alloc(32).toString('base64')
const entry = (parts: Record<string, unknown> | null): ReadLine => ({
  kind: 'entry',
  value: {
    entry: { index: 0, oin: 'x', leaf: '', proof: [], parts: parts as never },
    settlement: null,
    record: null,
  },
})
const succession = {
  version: 1,
  kind: 'origin',
  at: '2026-11-01T00:00:00Z',
  from: 'a.example/log+0+key',
  to: 'a.example/log/2+1+key',
  entry: 'e',
  head: { size: 1, root: ROOT },
  kept: null,
}
const taken = { origin: 'b.example/log', size: 1, checkpoint: 'x', erased: 0 }

it.each<[string, ReadLine, string[]]>([
  [
    'the key or the name changed',
    entry({ succession: { salt: SALT, value: succession } }),
    ['a.example/log', 'a.example/log/2'],
  ],
  ['another log was taken over', entry({ import: { salt: SALT, value: taken } }), ['b.example/log']],
  ['something else happened', entry({ facts: { salt: SALT, value: {} } }), []],
  ['nothing is shown', entry(null), []],
  ['the part is erased', entry({ import: 'erased' }), []],
  ['the export ends', { kind: 'end' }, []],
])('an entry where %s', (_, line, names) => {
  expect(namesIn(line)).toEqual(names)
})

it('a name that no log can have is none, of whatever length', () => {
  const named = (length: number) =>
    namesIn(entry({ import: { salt: SALT, value: { ...taken, origin: 'x'.repeat(length) } } }))
  expect(named(LIMITS.exportNameChars)).toHaveLength(1)
  expect(named(LIMITS.exportNameChars + 1)).toEqual([])
})

it.each([
  ['a.example/log', true],
  ['a.example/log/2', true],
  ['a.example/log/17', true],
  // Its own rollback would be called as a log that was.
  ['b.example/log', true],
  ['a.example/log/two', false],
  ['a.example/log2', false],
  ['a.example', false],
  ['a.example/log/2/x', false],
  ['b.example/log/3', false],
])('beside a.example/log and b.example/log/2, %s: %s', (own, expected) => {
  expect(isTaken(['a.example/log', 'b.example/log/2'], own)).toBe(expected)
})
