/** Entries of an export made into entries of another broker: the leaf to the byte, the parts sealed under its own keys. Pure. */
import { canonicalText } from '../../domain/canonical.ts'
import { unhex } from '../../domain/trace.ts'
import type { NewEntry, SealedParts } from '../../ports.ts'
import { OPEN, sealGroup, type Vault } from '../entry.ts'
import { type Framed, frame } from '../frame.ts'
import { type Leaf, leafHash, parseLeaf } from '../leaf.ts'
import { isOpen, isPartName } from '../parts.ts'
import { joinBytes } from '../tree/hash.ts'
import type { ExportedEntry } from './format.ts'

/** The key of what was erased before it was taken over: there is none, here as there. */
export const IMPORTED_ERASED = 'import:erased'
const SCOPE = /^[\w:.-]{1,200}$/
const utf8 = new TextEncoder()

/** `erased`: id of the key of IMPORTED_ERASED. Throws where parts lie under no key, or under two; that they are what the leaf commits to was checked before. */
export async function resealed(
  vault: Vault,
  erased: string,
  { oin, leaf: text, parts, sealed }: ExportedEntry,
): Promise<NewEntry> {
  const leaf = utf8.encode(text)
  const parsed = parseLeaf(leaf)
  const { id, type, at, settles = null } = parsed
  if (!parts || !sealed) throw new Error(`entry ${id} has no content: it was exported for somebody who may not see it`)
  const open = Object.keys(parts).filter((name) => parts[name] !== 'erased')
  const named = sealed.flatMap((group) => group.parts)
  if (
    named.length !== open.length ||
    new Set(named).size !== open.length ||
    !named.every((name) => open.includes(name))
  )
    throw new Error(`entry ${id} has parts under no key, or under two`)
  const groups: SealedParts[] = []
  for (const { scope, parts: names } of sealed) {
    if (!SCOPE.test(scope)) throw new Error(`entry ${id} names a scope that is none`)
    if (scope === OPEN && !names.every((name) => isPartName(name) && isOpen(name)))
      throw new Error(`entry ${id} has parts in the clear that are sealed here`)
    const group = names.map((name) => framed(parsed, name, parts[name]))
    groups.push(scope === OPEN ? { keyId: OPEN, bytes: frame(group) } : await sealGroup(vault, id, scope, group))
  }
  if (open.length < Object.keys(parts).length) groups.push({ keyId: erased, bytes: new Uint8Array() })
  return { id, type, oin, settles, at, leaf, leafHash: leafHash(vault.crypto, leaf), parts: groups }
}

function framed(leaf: Leaf, name: string, part: NonNullable<ExportedEntry['parts']>[string] | undefined): Framed {
  const commitment = leaf.parts[name]
  if (part === undefined || part === 'erased' || commitment === undefined) throw new Error(`no part ${name}`)
  const salt = unhex(part.salt)
  if (!('value' in part)) return { name, salted: salt, commitment }
  return { name, salted: joinBytes([salt, utf8.encode(canonicalText(part.value))]), commitment: null }
}
