/** Entries: what is recorded can be opened, verified and erased, and nothing else. */
import { beforeEach, describe, expect, it } from 'vitest'
import { canonicalText } from '../../src/domain/canonical.ts'
import { buildEntry, openParts, type Vault } from '../../src/log/entry.ts'
import { commitTo, leafHash, parseLeaf } from '../../src/log/leaf.ts'
import type { Entry, NewEntry } from '../../src/ports.ts'
import {
  CALLER_DAY,
  decisionSpec,
  type MemoryKeys,
  memoryKeys,
  OIN,
  settlementSpec,
  TRACE,
  vaultOf,
} from '../storage/fixtures.ts'

const utf8 = new TextEncoder()
let keys: MemoryKeys
let vault: Vault
beforeEach(() => {
  keys = memoryKeys()
  vault = vaultOf(keys)
})
const at = (entry: NewEntry, change: Partial<Entry> = {}): Entry => ({ ...entry, index: 0, ...change })

describe('buildEntry', () => {
  it('makes a canonical leaf that names each part by its commitment, and its RFC 9162 hash', async () => {
    const spec = decisionSpec()
    const entry = await buildEntry(vault, spec)
    const leaf = parseLeaf(entry.leaf)
    expect(Object.keys(leaf.parts).sort()).toEqual(['caller', 'decision', 'facts', 'grounds', 'request', 'subject'])
    expect(canonicalText(leaf)).toBe(new TextDecoder().decode(entry.leaf))
    expect(entry.leafHash).toBe(leafHash(vault.crypto, entry.leaf))
    expect(leaf).toMatchObject({
      v: 1,
      type: 'decision',
      id: spec.id,
      trace: { traceId: TRACE.traceId, spanId: TRACE.spanId },
    })
  })

  it('seals the caller apart from the case, each under a key of its own scope', async () => {
    const entry = await buildEntry(vault, decisionSpec({ about: { caseId: 'c1', keptBy: null } }))
    const expected = [(await keys.sealing(CALLER_DAY)).id, (await keys.sealing('case:c1:case')).id]
    expect(entry.parts.map((part) => part.keyId)).toEqual(expected)
  })

  it('puts no content in the leaf and none in the clear', async () => {
    const entry = await buildEntry(vault, decisionSpec())
    const stored = [entry.leaf, ...entry.parts.map((part) => part.bytes)]
      .map((bytes) => Buffer.from(bytes).toString('latin1'))
      .join()
    for (const word of ['GEM-01', 'ONDM', 's-1', 'nodig', 'BEL/heffingen', OIN, 'permit'])
      expect(stored).not.toContain(word)
  })

  it('commits to the same content differently each time: equal answers cannot be recognised', async () => {
    const spec = decisionSpec()
    const [one, two] = [await buildEntry(vault, spec), await buildEntry(vault, spec)]
    expect(parseLeaf(one.leaf).parts.subject).not.toBe(parseLeaf(two.leaf).parts.subject)
  })

  it('links a settlement to its decision in the leaf itself', async () => {
    const entry = await buildEntry(vault, settlementSpec('d1'))
    expect([parseLeaf(entry.leaf).settles, entry.settles]).toEqual(['d1', 'd1'])
  })

  it('keeps the parent span that came in', async () => {
    const entry = await buildEntry(vault, decisionSpec({ trace: { ...TRACE, parentSpanId: 'c'.repeat(16) } }))
    expect(parseLeaf(entry.leaf).trace.parentSpanId).toBe('c'.repeat(16))
  })

  it.each(['settlement', 'toString', 'name'])('refuses a part %s that a decision does not have', async (name) => {
    const spec = decisionSpec({ parts: { [name]: {} } })
    await expect(buildEntry(vault, spec)).rejects.toThrow('has no part')
  })
})

describe('openParts', () => {
  it('gives back what was recorded', async () => {
    const spec = decisionSpec()
    expect(await openParts(vault, at(await buildEntry(vault, spec)))).toEqual(spec.parts)
  })

  it('gives salt and commitment of what was committed to but never kept', async () => {
    const disclosure = commitTo(vault.crypto, utf8.encode('{"records":[{"naam":"Testpersoon"}]}'))
    const entry = await buildEntry(vault, settlementSpec('d1', { committed: { disclosure } }))
    expect((await openParts(vault, at(entry))).disclosure).toEqual(disclosure)
    expect(parseLeaf(entry.leaf).parts.disclosure).toBe(disclosure.commitment)
  })

  it('says erased for the parts of a destroyed key, and opens the others', async () => {
    const spec = decisionSpec({ about: { caseId: 'c1', keptBy: null } })
    const entry = at(await buildEntry(vault, spec))
    keys.destroy('case:c1:case')
    const erased = { request: 'erased', subject: 'erased', grounds: 'erased', facts: 'erased', decision: 'erased' }
    expect(await openParts(vault, entry)).toEqual({ caller: spec.parts.caller, ...erased })
  })

  it('says erased when the bytes went with the key', async () => {
    const entry = at(await buildEntry(vault, decisionSpec()))
    expect(new Set(Object.values(await openParts(vault, { ...entry, parts: [] })))).toEqual(new Set(['erased']))
  })

  it('throws when sealed bytes are missing while every key that is named is there', async () => {
    const entry = at(await buildEntry(vault, decisionSpec()))
    await expect(openParts(vault, { ...entry, parts: entry.parts.slice(0, 1) })).rejects.toThrow('misses part')
  })

  it('throws when one sealed byte differs', async () => {
    const entry = at(await buildEntry(vault, decisionSpec()))
    const [first, ...rest] = entry.parts
    const bytes = Uint8Array.from(first?.bytes ?? [], (byte, i) => (i === 20 ? byte ^ 1 : byte))
    await expect(
      openParts(vault, { ...entry, parts: [{ keyId: first?.keyId ?? '', bytes }, ...rest] }),
    ).rejects.toThrow()
  })

  it('throws when sealed parts come from another entry of the same key', async () => {
    const [one, two] = [at(await buildEntry(vault, decisionSpec())), await buildEntry(vault, decisionSpec())]
    await expect(openParts(vault, { ...one, parts: two.parts })).rejects.toThrow()
  })

  it('throws when who holds the keys seals something else than was committed to', async () => {
    const spec = decisionSpec()
    const entry = at(await buildEntry(vault, spec))
    const other = await buildEntry(vault, { ...spec, parts: { ...spec.parts, subject: { key: 's-2' } } })
    await expect(openParts(vault, { ...entry, parts: other.parts })).rejects.toThrow('has a changed part')
  })

  it.each([
    ['leaf', async () => ({ leaf: (await buildEntry(vault, decisionSpec())).leaf })],
    ['leaf hash', async () => ({ leafHash: '0'.repeat(64) })],
    ['type', async () => ({ type: 'preview' as const })],
    ['time', async () => ({ at: '2026-03-02T09:30:01.000Z' })],
    ['settled decision', async () => ({ settles: 'x' })],
  ])('throws when the %s beside the leaf was changed', async (_, change) => {
    const entry = at(await buildEntry(vault, decisionSpec()), await change())
    await expect(openParts(vault, entry)).rejects.toThrow('does not match its leaf')
  })
})
