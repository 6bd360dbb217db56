/**
 * An entry: a leaf without content, and the content beside it in sealed parts. Building commits to each part and seals
 * the parts of one key together; opening verifies every commitment. Pure but for the keys.
 */
import type { EntryType } from '../domain/codes.ts'
import type { PolicyRef } from '../domain/decision.ts'
import type { Trace } from '../domain/trace.ts'
import type { Crypto, Entry, Keys, NewEntry, SealedParts } from '../ports.ts'
import { type Commitment, canonicalText, commitmentOf, commitTo, type Leaf, leafHash, parseLeaf } from './leaf.ts'
import { isPartName, PART, PARTS_OF, type Retention } from './parts.ts'

const utf8 = new TextEncoder()

export type Vault = { readonly crypto: Crypto; readonly keys: Keys }

export type EntrySpec = {
  readonly type: EntryType
  readonly id: string
  readonly oin: string
  readonly settles: string | null
  readonly at: string
  readonly policy: PolicyRef
  readonly trace: Trace
  /** Whose keys seal it: `case:<id>` or `org:<oin>`; the retention class of each part is added to it. */
  readonly scope: string
  readonly parts: Readonly<Record<string, unknown>>
  /** Parts that are committed to but not kept: only their salt is, sealed (the disclosure). */
  readonly committed?: Readonly<Record<string, Commitment>>
}

/** What a part is sealed as. Without `value` the content was never kept. */
type Sealed = { readonly salt: string; readonly value?: unknown; readonly commitment?: string }

export async function buildEntry(vault: Vault, spec: EntrySpec): Promise<NewEntry> {
  const commitments: Record<string, string> = {}
  const groups = new Map<Retention, string[]>()
  const put = (name: string, commitment: string, sealed: string) => {
    const retention = retentionOf(spec.type, name)
    commitments[name] = commitment
    groups.set(retention, [...(groups.get(retention) ?? []), `"${name}":${sealed}`])
  }
  for (const [name, value] of Object.entries(spec.parts)) {
    // The text that is committed to is the text that is sealed: canonicalised once.
    const text = canonicalText(value)
    const { salt, commitment } = commitTo(vault.crypto, utf8.encode(text))
    put(name, commitment, `{"salt":"${salt}","value":${text}}`)
  }
  for (const [name, known] of Object.entries(spec.committed ?? {})) put(name, known.commitment, canonicalText(known))
  const leaf = utf8.encode(canonicalText(leafOf(spec, commitments)))
  const parts: SealedParts[] = []
  for (const [retention, group] of groups) {
    const { id, key } = await vault.keys.sealing(`${spec.scope}:${retention}`)
    const bytes = utf8.encode(`{${group.sort().join(',')}}`)
    parts.push({ keyId: id, bytes: vault.crypto.seal(key, bytes, place(spec.id, id)) })
  }
  const { type, id, oin, settles, at } = spec
  return { type, id, oin, settles, at, leaf, leafHash: leafHash(vault.crypto, leaf), parts }
}

/** Every part of the leaf by name: its value, `{salt, commitment}` for one that was only committed to, or 'erased'. */
export type OpenedParts = Readonly<Record<string, unknown>>

/** Throws when a stored byte differs from what was recorded. A destroyed key is no error: its parts are 'erased'. */
export async function openParts(vault: Vault, entry: Entry): Promise<OpenedParts> {
  const leaf = leafFrom(vault.crypto, entry)
  const opened: Record<string, unknown> = {}
  let erased = false
  for (const { keyId, bytes } of entry.parts) {
    const key = await vault.keys.opening(keyId)
    if (!key) {
      erased = true
      continue
    }
    const text = new TextDecoder().decode(vault.crypto.open(key, bytes, place(entry.id, keyId)))
    const group: Readonly<Record<string, Sealed>> = JSON.parse(text)
    for (const [name, sealed] of Object.entries(group)) opened[name] = verified(vault.crypto, leaf, name, sealed)
  }
  for (const name of Object.keys(leaf.parts)) {
    if (Object.hasOwn(opened, name)) continue
    // Erasing takes a key, and may take the bytes with it; bytes that went while all their keys are there were removed.
    if (!erased && entry.parts.length > 0) throw new Error(`log entry ${entry.id} misses part ${name}`)
    opened[name] = 'erased'
  }
  return opened
}

/** The leaf of an entry, after checking that it is the one that was hashed, and that its columns say the same. */
export function leafFrom(crypto: Crypto, entry: Entry): Leaf {
  const leaf = parseLeaf(entry.leaf)
  const same =
    leafHash(crypto, entry.leaf) === entry.leafHash &&
    leaf.id === entry.id &&
    leaf.type === entry.type &&
    leaf.at === entry.at &&
    (leaf.settles ?? null) === entry.settles
  if (!same) throw new Error(`log entry ${entry.id} does not match its leaf`)
  return leaf
}

function leafOf(spec: EntrySpec, parts: Leaf['parts']): Leaf {
  const { traceId, spanId, parentSpanId } = spec.trace
  return {
    v: 1,
    type: spec.type,
    id: spec.id,
    at: spec.at,
    policy: { revision: spec.policy.revision, digest: spec.policy.digest },
    trace: { traceId, spanId, ...(parentSpanId === null ? {} : { parentSpanId }) },
    ...(spec.settles === null ? {} : { settles: spec.settles }),
    parts,
  }
}

function verified(crypto: Crypto, leaf: Leaf, name: string, sealed: Sealed): unknown {
  const promised = leaf.parts[name]
  const kept = Object.hasOwn(sealed, 'value')
  const found = kept
    ? commitmentOf(crypto, unhex(sealed.salt), utf8.encode(canonicalText(sealed.value)))
    : sealed.commitment
  if (promised === undefined || found !== promised) throw new Error(`log entry ${leaf.id} has a changed part ${name}`)
  return kept ? sealed.value : { salt: sealed.salt, commitment: sealed.commitment }
}

function retentionOf(type: EntryType, name: string): Retention {
  const known: readonly string[] = PARTS_OF[type]
  if (!isPartName(name) || !known.includes(name)) throw new Error(`an entry of type ${type} has no part ${name}`)
  return PART[name].retention
}

/** Binds sealed parts to their entry and key: they cannot be moved to another entry, nor swapped within one. */
function place(entryId: string, keyId: string): string {
  return `entry:${entryId}:${keyId}`
}

function unhex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}
