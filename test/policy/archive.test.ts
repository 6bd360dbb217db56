/** Engines of earlier policy revisions: the right one or none, and never more of them in memory than agreed. */
import { expect, it } from 'vitest'
import { LIMITS } from '../../src/limits.ts'
import { engineOf, type KeptPolicy } from '../../src/policy/archive.ts'
import { createEngine } from '../../src/policy/engine.ts'
import { bundle, committed, sha256, wasm } from './committed.ts'

const revision = (i: number) => {
  const settings = {
    [`0000009900000000100${i}`]: {
      name: 'Gemeente Voorbeeld',
      bgp: { adoptedBy: ['BGM'], maxAgeDays: 1825, retentionDays: 365 },
      crimeForms: ['DRUGS'],
      closed: { sources: [], fields: {} },
    },
  }
  const { digest } = bundle(settings).policy
  const kept: KeptPolicy = {
    digest,
    at: '2026-03-02T09:30:00.000Z',
    files: { ...committed(), wasm: wasm() },
    settings: JSON.stringify(settings),
  }
  return kept
}
const archiveOf = (kept: readonly KeptPolicy[]) => {
  const asked: string[] = []
  return {
    asked,
    keep: async () => undefined,
    list: async () => [],
    find: async (digest: string) => {
      asked.push(digest)
      return kept.find((one) => one.digest === digest)
    },
  }
}

it('the one in force is at hand, an earlier one is loaded once, an unknown one is none', async () => {
  const [kept] = [revision(0)]
  const archive = archiveOf([kept])
  const current = createEngine(bundle({}))
  const find = engineOf(current, archive, sha256)
  expect(await find(current.policy().digest)).toBe(current)
  expect(archive.asked).toEqual([])
  expect((await find(kept.digest))?.policy().digest).toBe(kept.digest)
  expect(await find(kept.digest)).toBe(await find(kept.digest))
  expect(archive.asked).toEqual([kept.digest])
  expect(await find('sha256:none')).toBeUndefined()
})

it('a revision under the name of another one is none', async () => {
  const wrong = { ...revision(0), digest: 'sha256:other' }
  expect(await engineOf(createEngine(bundle({})), archiveOf([wrong]), sha256)('sha256:other')).toBeUndefined()
})

it('of more than LIMITS.policyRevisionsLoaded the one that was asked longest ago goes', async () => {
  const all = Array.from({ length: LIMITS.policyRevisionsLoaded + 1 }, (_, i) => revision(i))
  const archive = archiveOf(all)
  const find = engineOf(createEngine(bundle({})), archive, sha256)
  const [first, second] = all
  if (!first || !second) throw new Error('two are needed')
  for (const { digest } of all.slice(0, -1)) await find(digest)
  await find(first.digest)
  await find(all.at(-1)?.digest ?? '')
  archive.asked.length = 0
  await find(first.digest)
  expect(archive.asked).toEqual([])
  await find(second.digest)
  expect(archive.asked).toEqual([second.digest])
})
