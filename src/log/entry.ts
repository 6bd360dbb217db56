/**
 * An entry: a leaf without content, and the content beside it in sealed parts. Building commits to each part and seals
 * the parts of one key together; opening verifies every commitment. Pure but for the keys.
 */
import { canonicalText } from '../domain/canonical.ts'
import type { EntryType } from '../domain/codes.ts'
import { type Counts, countsOf } from '../domain/counters.ts'
import type { PolicyRef } from '../domain/decision.ts'
import { hex, type Trace, unhex } from '../domain/trace.ts'
import { type About, scopeOfPart } from '../erasure/scopes.ts'
import { KeyDestroyed, type Keys } from '../key-port.ts'
import type { Crypto, Entry, NewEntry, SealedParts } from '../ports.ts'
import { type Framed, frame, unframe, unframeOpen } from './frame.ts'
import { type Commitment, commitmentOf, type Leaf, leafHash, parseLeaf, SALT_BYTES, salted } from './leaf.ts'
import { isOpen, isPartName, PART, PARTS_OF, type PartName } from './parts.ts'

const utf8 = new TextEncoder()

/** Instead of a key: these parts are not sealed. No key has this id (they are hex digits). */
export const OPEN = 'open'

export type Vault = { readonly crypto: Crypto; readonly keys: Keys }

export type EntrySpec = {
  readonly type: EntryType
  readonly id: string
  readonly oin: string
  readonly settles: string | null
  readonly at: string
  readonly policy: PolicyRef
  readonly trace: Trace
  /** What it is about: by this each part gets its key. */
  readonly about: About
  readonly parts: Readonly<Record<string, unknown>>
  /** Parts that are committed to but not kept: only their salt is, sealed (the disclosure). */
  readonly committed?: Readonly<Record<string, Commitment>>
}

/** Throws KeyDestroyed when what it is about was forgotten. */
export async function buildEntry(vault: Vault, spec: EntrySpec): Promise<NewEntry> {
  const { crypto } = vault
  const commitments: Record<string, string> = {}
  const groups = new Map<string, Framed[]>()
  const put = (part: Framed, commitment: string) => {
    const scope = scopeIn(spec, part.name)
    const group = groups.get(scope)
    commitments[part.name] = commitment
    if (group) group.push(part)
    else groups.set(scope, [part])
  }
  for (const [name, value] of Object.entries(spec.parts)) {
    const bytes = salted(crypto, utf8.encode(canonicalText(value)))
    put({ name, salted: bytes, commitment: null }, commitmentOf(crypto, bytes))
  }
  for (const [name, { salt, commitment }] of Object.entries(spec.committed ?? {})) {
    put({ name, salted: unhex(salt), commitment }, commitment)
  }
  const leaf = utf8.encode(canonicalText(leafOf(spec, commitments)))
  const parts: SealedParts[] = []
  for (const [scope, group] of groups)
    parts.push(scope === OPEN ? { keyId: OPEN, bytes: frame(group) } : await sealGroup(vault, spec.id, scope, group))
  const { type, id, oin, settles, at } = spec
  return { type, id, oin, settles, at, leaf, leafHash: leafHash(crypto, leaf), parts, counts: countedIn(spec) }
}

/** What an entry of these parts adds to the counters. */
function countedIn({ type, parts, committed = {} }: EntrySpec): Counts {
  const { outcome } = Object(parts.decision)
  // Only what disclosed something commits to a disclosure, and only what somebody did names a caller.
  return countsOf(type, {
    permitted: outcome === 'permit',
    settled: 'disclosure' in committed,
    named: 'caller' in parts,
  })
}

/**
 * An entry that says only how something ended. When what that was about was forgotten meanwhile, it lies with what belongs
 * to no case: it names nobody, and an end must always be possible.
 */
export async function buildEnding(vault: Vault, spec: EntrySpec): Promise<NewEntry> {
  try {
    return await buildEntry(vault, spec)
  } catch (error) {
    if (!(error instanceof KeyDestroyed)) throw error
    return buildEntry(vault, { ...spec, about: { caseId: null, keptBy: null } })
  }
}

/** Every part of the leaf by name: its value, `{salt, commitment}` for one that was only committed to, or 'erased'. */
export type OpenedParts = Readonly<Record<string, unknown>>

/**
 * Throws when a stored byte differs from what was recorded. A destroyed key is no error: its parts are 'erased'. All parts
 * are verified; with `wanted`, only those are read and given.
 */
export async function openParts(vault: Vault, entry: Entry, wanted?: readonly PartName[]): Promise<OpenedParts> {
  const { groups, erased } = await openGroups(vault, entry)
  const opened: Record<string, unknown> = {}
  const isWanted = (name: string) => wanted === undefined || wanted.some((one) => one === name)
  for (const part of groups.flatMap(({ parts }) => parts)) if (isWanted(part.name)) opened[part.name] = contentOf(part)
  for (const name of erased) if (isWanted(name)) opened[name] = 'erased'
  return opened
}

/** The parts of one key, as they were committed to. */
export type OpenedGroup = { readonly keyId: string; readonly parts: readonly Framed[] }
export type OpenedGroups = {
  readonly leaf: Leaf
  readonly groups: readonly OpenedGroup[]
  /** Names of the parts whose key was destroyed. */
  readonly erased: readonly string[]
}

/** As openParts, without reading what the parts say. */
export async function openGroups(vault: Vault, entry: Entry): Promise<OpenedGroups> {
  const leaf = leafFrom(vault.crypto, entry)
  const found = new Set<string>()
  const groups: OpenedGroup[] = []
  let erased = false
  for (const { keyId, bytes } of entry.parts) {
    const framed = await framedIn(vault, entry.id, { keyId, bytes })
    if (!framed) {
      erased = true
      continue
    }
    for (const part of framed) {
      verify(vault.crypto, leaf, part)
      found.add(part.name)
    }
    groups.push({ keyId, parts: framed })
  }
  const gone = Object.keys(leaf.parts).filter((name) => !found.has(name))
  // Erasing takes a key, and may take the bytes with it; bytes that went while all their keys are there were removed.
  if (gone.length > 0 && !erased && entry.parts.length > 0)
    throw new Error(`log entry ${entry.id} misses part ${gone[0]}`)
  return { leaf, groups, erased: gone }
}

/** The parts of an entry that stand open, each as its leaf commits to it; throws otherwise. Takes no keys. */
export function openPartsOf(crypto: Pick<Crypto, 'sha256Hex'>, leaf: Leaf, bytes: Uint8Array): OpenedParts {
  const opened: Record<string, unknown> = {}
  for (const part of standingOpen(bytes)) {
    verify(crypto, leaf, part)
    opened[part.name] = contentOf(part)
  }
  return opened
}

async function framedIn({ crypto, keys }: Vault, entryId: string, { keyId, bytes }: SealedParts) {
  if (keyId === OPEN) return standingOpen(bytes)
  const key = await keys.opening(keyId)
  return key && unframe(crypto.open(key, bytes, place(entryId, keyId)))
}

/**
 * Only what is never sealed. All else is there because somebody had its key: without this whoever writes the database could
 * write any entry in the clear, an order to erase or a decision, and it would open.
 */
function standingOpen(bytes: Uint8Array): Framed[] {
  const parts = unframeOpen(bytes)
  const sealed = parts.find(({ name }) => !isPartName(name) || !isOpen(name))
  if (sealed) throw new Error(`part ${sealed.name} stands open, and is one that is sealed`)
  return parts
}

/** The leaf of an entry, after checking that it is the one that was hashed, and that its columns say the same. */
export function leafFrom(crypto: Pick<Crypto, 'sha256'>, entry: Omit<Entry, 'parts'>): Leaf {
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

function verify(crypto: Pick<Crypto, 'sha256Hex'>, leaf: Leaf, { name, salted, commitment }: Framed): void {
  const promised = leaf.parts[name]
  if (promised === undefined || (commitment ?? commitmentOf(crypto, salted)) !== promised) {
    throw new Error(`log entry ${leaf.id} has a changed part ${name}`)
  }
}

function contentOf({ salted, commitment }: Framed): unknown {
  if (commitment !== null) return { salt: hex(salted), commitment }
  return JSON.parse(new TextDecoder().decode(salted.subarray(SALT_BYTES)))
}

/** The key of a part, or OPEN: it takes none. */
function scopeIn(spec: EntrySpec, name: string): string {
  const known: readonly string[] = PARTS_OF[spec.type]
  if (!isPartName(name) || !known.includes(name)) throw new Error(`an entry of type ${spec.type} has no part ${name}`)
  return isOpen(name) ? OPEN : scopeOfPart(spec, name, PART[name].retention)
}

/** Parts of one key, sealed as they are: `scope` with its retention class. */
export async function sealGroup(
  { crypto, keys }: Vault,
  entryId: string,
  scope: string,
  group: readonly Framed[],
): Promise<SealedParts> {
  const { id, key } = await keys.sealing(scope)
  return { keyId: id, bytes: crypto.seal(key, frame(group), place(entryId, id)) }
}

/** Binds sealed parts to their entry and key: they cannot be moved to another entry, nor swapped within one. */
function place(entryId: string, keyId: string): string {
  return `entry:${entryId}:${keyId}`
}
