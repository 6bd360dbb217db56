/** Keys and erasures, each by the other: what went without a word, and what is said to have gone and is there. */
import { expect, it } from 'vitest'
import type { Target } from '../../src/erasure/order.ts'
import { auditErasures } from '../../src/log/audit-erasures.ts'
import { IMPORTED_ERASED } from '../../src/log/export/reseal.ts'

const OIN = '00000099000000001000'
const CASE: Target = { kind: 'case', oin: OIN, caseId: 'c1' }
const DAY: Target = { kind: 'day', oin: OIN, day: '2026-03-02', of: 'caller' }
const BOTH = ['case:c1', 'case:c1:case']
const THAT_DAY = `day:${OIN}:2026-03-02:caller`

type Said = Target | 'import' | 'unreadable' | 'erased'

async function found(said: readonly Said[], destroyed: readonly string[], living: readonly string[] = []) {
  const told: string[] = []
  const audit = auditErasures({ destroyed, living: async () => living }, (code, at) => told.push(`${code} ${at}`))
  for (const one of said) {
    if (one === 'import') audit.entry('import', {})
    else if (one === 'unreadable') audit.entry('erasure', undefined)
    else if (one === 'erased') audit.entry('erasure', { erasure: 'erased' })
    else audit.entry('erasure', { erasure: { target: one, ground: 'X', keys: 1, rows: {} } })
  }
  await audit.end()
  return told
}

it.each<[string, readonly Said[], readonly string[], readonly string[], readonly string[]]>([
  ['what is said and gone', [CASE, DAY], [...BOTH, THAT_DAY], [`org:${OIN}`], []],
  ['a case that went without a word', [DAY], [...BOTH, THAT_DAY], [], BOTH.map((scope) => `erased-unordered ${scope}`)],
  ['one of its two keys', [], ['case:c1'], [], ['erased-unordered case:c1']],
  ['a key of the log itself', [CASE], [...BOTH, `org:${OIN}:log`], [], [`erased-unordered org:${OIN}:log`]],
  ['an entry that cannot be read', ['unreadable'], ['case:c1'], [], ['erased-unordered case:c1']],
  ['an entry whose own key went', ['erased'], ['case:c1'], [], ['erased-unordered case:c1']],
  [
    'a key that came back',
    [CASE, DAY],
    ['case:c1'],
    ['case:c1:case', THAT_DAY],
    ['case:c1:case', THAT_DAY].map((scope) => `erased-living ${scope}`),
  ],
  ['what was erased before it was taken over', [CASE, 'import'], [IMPORTED_ERASED], [], []],
  ['what another broker says went, and has a key here', [CASE, 'import'], [], BOTH, []],
  ['what was taken over and went here without a word', ['import'], ['case:c1'], [], ['erased-unordered case:c1']],
])('%s', async (_, said, destroyed, living, expected) => {
  expect(await found(said, destroyed, living)).toEqual(expected)
})
