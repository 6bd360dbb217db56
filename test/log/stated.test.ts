/** What is stated about a person, out of the log: what left, or may be leaving; nothing of what did not, or of what was forgotten. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EntrySpec, Vault } from '../../src/log/entry.ts'
import { createIndexer } from '../../src/log/indexer.ts'
import { statedAbout } from '../../src/log/stated.ts'
import type { Storage } from '../../src/storage/sqlite/open.ts'
import {
  DECISION,
  decisionSpec,
  type MemoryKeys,
  OIN,
  OTHER_OIN,
  REQUEST,
  realWrite,
  settlementSpec,
} from '../storage/fixtures.ts'
import { temporaryStorage } from '../storage/sqlite/temporary.ts'

let keys: MemoryKeys
let vault: Vault
let storage: Storage
let remove: () => void
beforeEach(() => {
  ;({ keys, vault, storage, remove } = temporaryStorage())
})
afterEach(() => remove())

const put = async (spec: EntrySpec) => storage.ledger.append(await realWrite(vault, spec))
const decided = (change: Partial<EntrySpec> = {}, parts: object = {}) => {
  const spec = decisionSpec(change)
  return { ...spec, parts: { ...spec.parts, request: { ...REQUEST, inquiryId: spec.id }, ...parts } }
}
async function stated(subjects: readonly string[] = ['s-1'], oin = OIN) {
  await createIndexer({ ...vault, ...storage, observer: () => undefined }).catchUp()
  return statedAbout({ ...vault, ...storage }, oin, { subjects, from: null, until: null })
}
const settled = (id: string, settlement: object, change: Partial<EntrySpec> = {}) =>
  settlementSpec(id, { parts: { settlement: { decisionId: id, ...settlement } }, ...change })

it('what left, what may be leaving, and nothing of what was aborted, previewed or about another', async () => {
  const [left, leaving, aborted] = [decided(), decided(), decided()]
  const other = decided({}, { subject: { key: 's-2' } })
  for (const spec of [left, leaving, aborted, decided({ type: 'preview' }), other]) await put(spec)
  await put(settled(left.id, { result: 'settled', records: 2, hit: null }))
  await put(settled(aborted.id, { result: 'aborted', reason: 'crash' }))
  const found = await stated()
  expect(found?.disclosed.map(({ decisionId, settlement }) => [decisionId, settlement?.records ?? null])).toEqual([
    [left.id, 2],
    [leaving.id, null],
  ])
  expect(found?.forgotten).toBe(0)
  expect((await stated(['s-2', 's-1']))?.disclosed.length).toBe(3)
  expect((await stated(['s-1'], OTHER_OIN))?.disclosed).toEqual([])
})

it('of its fields those that went, as screening left them', async () => {
  const spec = decided()
  const field = (name: string, treatment: string, waiting = false) => ({ name, treatment, waiting, norms: ['N'] })
  const decision = {
    ...DECISION,
    ...{ id: spec.id, inquiryId: spec.id },
    fields: [field('a', 'release'), field('b', 'withhold'), field('c', 'release', true)],
  }
  await put({ ...spec, parts: { ...spec.parts, decision } })
  expect((await stated())?.disclosed[0]?.fields.map(({ name }) => name)).toEqual(['a'])
  const fields = [field('a', 'withhold'), field('d', 'mask')]
  await put(settled(spec.id, { result: 'settled', records: 1, fields }))
  expect((await stated())?.disclosed[0]?.fields.map(({ name }) => name)).toEqual(['d'])
})

it('of what was forgotten meanwhile only that it was', async () => {
  const about = { caseId: 'c1', keptBy: null }
  const spec = decided({ about })
  const kept = decided()
  for (const one of [spec, kept]) await put(one)
  await put(settled(spec.id, { result: 'settled', records: 1 }, { about }))
  await stated()
  keys.destroy('case:c1:case')
  const found = await stated()
  expect([found?.disclosed.map(({ decisionId }) => decisionId), found?.forgotten]).toEqual([[kept.id], 1])
  expect(JSON.stringify(found)).not.toContain(spec.id)
})
