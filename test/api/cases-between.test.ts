/** Two policies compared over cases: once for each pair, and no more of it kept than agreed. */
import { expect, it } from 'vitest'
import { casesBetween } from '../../src/api/cases-between.ts'
import { readDefault } from '../../src/cli/policy/given.ts'
import { LIMITS } from '../../src/limits.ts'
import type { KeptPolicy } from '../../src/policy/archive.ts'
import { NO_WORKBOOK } from '../../src/policy/workbook.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { committed, wasm } from '../policy/committed.ts'
import { POLICIES } from '../policy/opa.ts'
import { facts } from '../policy/tables.ts'

const policy = (digest: string): KeptPolicy => ({
  ...{ digest, at: '2026-03-02T09:30:00.000Z', settings: '{}' },
  files: { ...committed(), wasm: wasm() },
})
const of = (...documents: readonly (readonly [string, string])[]) => {
  let looks = 0
  const workbook = {
    ...NO_WORKBOOK,
    base: readDefault(POLICIES),
    cases: async function* () {
      looks += 1
      yield* documents
    },
  }
  return { looked: () => looks, between: casesBetween({ workbook, facts, crypto: createCrypto() }) }
}

it('is asked once of each pair; of more than LIMITS.differencesKept the one that was asked longest ago goes', async () => {
  const { looked, between } = of()
  const pairs = Array.from({ length: LIMITS.differencesKept + 1 }, (_, i) => policy(`sha256:${i}`))
  const [first, second] = pairs
  if (!first || !second) return expect.unreachable()
  for (const one of pairs.slice(0, -1)) expect(await between(first, one)).toBeNull()
  await between(first, first)
  expect(looked()).toBe(LIMITS.differencesKept)
  for (const one of pairs.slice(-1)) await between(first, one)
  expect(looked()).toBe(LIMITS.differencesKept + 1)
  await between(first, first)
  expect(looked()).toBe(LIMITS.differencesKept + 1)
  await between(first, second)
  expect(looked()).toBe(LIMITS.differencesKept + 2)
})

it('compares one pair at a time, whoever asks', async () => {
  let [running, most] = [0, 0]
  const workbook = {
    ...NO_WORKBOOK,
    base: readDefault(POLICIES),
    cases: async function* () {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running -= 1
      yield* [] as (readonly [string, string])[]
    },
  }
  const between = casesBetween({ workbook, facts, crypto: createCrypto() })
  await Promise.all(['a', 'b', 'c', 'd'].map((digest) => between(policy('sha256:x'), policy(`sha256:${digest}`))))
  expect(most).toBe(1)
})

it('passes by a file that does not fit the tables, and says nothing where nothing fits', async () => {
  const fitting = '{"title":{"nl":"a","en":"a"},"given":{},"expect":{"outcome":"deny","fields":{}}}'
  const some = of(['cases/a.json', fitting], ['cases/b.json', '{"title":1}'], ['cases/c.json', '{'])
  expect(await some.between(policy('sha256:a'), policy('sha256:b'))).toMatchObject({ questions: 1, changed: [] })
  expect(await of(['cases/b.json', '[]']).between(policy('sha256:a'), policy('sha256:b'))).toBeNull()
})
