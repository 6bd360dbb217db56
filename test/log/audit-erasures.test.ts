/** Keys and erasures, each by the other: what went without a word, and what is said to have gone and is there. */
import { describe, expect, it } from 'vitest'
import type { EntryType } from '../../src/domain/codes.ts'
import { KEYS_GONE, type Target } from '../../src/erasure/order.ts'
import { countStanding } from '../../src/erasure/standing.ts'
import { auditErasures } from '../../src/log/audit-erasures.ts'
import type { OpenedParts } from '../../src/log/entry.ts'
import { IMPORTED_ERASED } from '../../src/log/export/reseal.ts'
import type { Part } from '../../src/log/parts.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'

const crypto = createCrypto()
const OIN = '00000099000000001000'
const CASE: Target = { kind: 'case', oin: OIN, caseId: 'c1' }
const DAY: Target = { kind: 'day', oin: OIN, day: '2026-03-02', of: 'caller' }
const BOTH = ['case:c1', 'case:c1:case']
const THAT_DAY = `day:${OIN}:2026-03-02:caller`

const IMPORT = { import: { origin: 'log.example/was', size: 9, checkpoint: 'x', erased: 0 } }

type Said = Target | 'import' | 'import of nothing' | 'unreadable' | 'erased'

async function found(said: readonly Said[], destroyed: readonly string[], living: readonly string[] = []) {
  const told: string[] = []
  const audit = auditErasures(crypto, { destroyed, living: async () => living }, (code, at) =>
    told.push(`${code} ${at}`),
  )
  const entry = (type: EntryType, opened: OpenedParts | undefined) => audit.entry({ type, index: 0 }, opened, [])
  for (const one of said) {
    if (one === 'import') entry('import', IMPORT)
    else if (one === 'import of nothing') entry('import', {})
    else if (one === 'unreadable') entry('erasure', undefined)
    else if (one === 'erased') entry('erasure', { erasure: 'erased' })
    else entry('erasure', { erasure: { target: one, ground: 'X', keys: 1, rows: {} } })
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
  [
    'what went, behind an entry that only says that it is of an import',
    [CASE, 'import of nothing'],
    [],
    BOTH,
    ['case:c1:case', 'case:c1'].map((scope) => `erased-living ${scope}`).toSorted(),
  ],
  ['what was taken over and went here without a word', ['import'], ['case:c1'], [], ['erased-unordered case:c1']],
])('%s', async (_, said, destroyed, living, expected) => {
  expect(await found(said, destroyed, living)).toEqual(expected)
})

it('what was found gone is said in the log, and stays unordered: of a case and of a day', async () => {
  const told: string[] = []
  const scopes = { destroyed: [...BOTH, THAT_DAY], living: async () => [] }
  const audit = auditErasures(crypto, scopes, (code, at) => told.push(`${code} ${at}`))
  for (const [i, target] of [CASE, DAY].entries()) {
    const erasure = { target, ground: KEYS_GONE, keys: 1, rows: {} }
    audit.entry({ type: 'erasure', index: i }, { erasure }, [])
  }
  await audit.end()
  expect(told).toEqual([...BOTH, THAT_DAY].map((scope) => `erased-unordered ${scope}`))
})

describe('parts under a key that went', () => {
  const LIVING = { scope: 'case:c2:case', destroyed: false }
  const standingOf = (scope: string, indices: readonly number[]) => {
    const count = countStanding(crypto, scope)
    for (const index of indices) count.add(index)
    return { scope, ...count.value() }
  }
  const erasure = (target: Target, standing?: Part<'erasure'>['standing']) => ({
    erasure: { target, ground: 'X', keys: 1, rows: {}, ...(standing ? { standing } : {}) },
  })
  const COUNTED = [standingOf('case:c1:case', [1, 4]), standingOf('case:c1', [])]
  type Stands = Readonly<Record<number, string>>

  /** Parts that stand now, each under a key of its scope, then what is said. */
  async function compared(stands: Stands, said: readonly (OpenedParts | 'import')[], gone = [...BOTH, THAT_DAY]) {
    const told: string[] = []
    const audit = auditErasures(crypto, { destroyed: gone, living: async () => [] }, (code, at) =>
      told.push(`${code} ${at}`),
    )
    for (const [index, scope] of Object.entries(stands))
      audit.entry({ type: 'read', index: Number(index) }, {}, [{ scope, destroyed: true }, undefined, LIVING])
    for (const one of said)
      audit.entry({ type: one === 'import' ? one : 'erasure', index: 9 }, one === 'import' ? IMPORT : one, [])
    const uncounted = await audit.end()
    return [told.filter((one) => !one.startsWith('erased-unordered')), uncounted]
  }
  const DIFFERS = ['erased-differs case:c1:case']
  const IN = 'case:c1:case'

  it.each<[string, Stands, readonly string[]]>([
    ['as it was counted', { 1: IN, 4: IN }, []],
    ['one more', { 1: IN, 3: IN, 4: IN }, DIFFERS],
    ['one behind the last', { 1: IN, 4: IN, 5: IN }, DIFFERS],
    ['one less', { 1: IN }, DIFFERS],
    ['none', {}, DIFFERS],
    ['as many, and others', { 1: IN, 3: IN }, DIFFERS],
    ['one where none stood', { 1: IN, 2: 'case:c1', 4: IN }, ['erased-differs case:c1']],
  ])('are held against what was counted: %s', async (_, stands, told) => {
    expect(await compared(stands, [erasure(CASE, COUNTED)])).toEqual([told, 0])
  })

  it('that were exchanged between two keys are found at both', async () => {
    const day = [standingOf(THAT_DAY, [2])]
    const said = [erasure(CASE, COUNTED), erasure(DAY, day)]
    expect(await compared({ 1: IN, 2: THAT_DAY, 4: IN }, said)).toEqual([[], 0])
    const told = [...DIFFERS, `erased-differs ${THAT_DAY}`]
    expect(await compared({ 1: THAT_DAY, 2: IN, 4: IN }, said)).toEqual([told, 0])
  })

  it('are told twice where two entries say otherwise: the first word stands', async () => {
    const again = [standingOf(IN, [1, 3, 4]), standingOf('case:c1', [])]
    expect(await compared({ 1: IN, 3: IN, 4: IN }, [erasure(CASE, COUNTED), erasure(CASE, again)])).toEqual([
      DIFFERS,
      0,
    ])
  })

  it('are not known where none were counted, which is no finding', async () => {
    expect(await compared({ 1: IN, 3: IN }, [erasure(CASE), erasure(DAY)])).toEqual([[], 2])
  })

  it('are not looked at where another broker counted them, or the key went only since this began', async () => {
    expect(await compared({ 3: IN }, [erasure(CASE, COUNTED), 'import'])).toEqual([[], 0])
    expect(await compared({ 3: IN }, ['import', erasure(CASE, COUNTED)])).toEqual([DIFFERS, 0])
    expect(await compared({ 3: IN }, [erasure(CASE, COUNTED)], [])).toEqual([[], 0])
  })
})
