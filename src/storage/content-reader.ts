/**
 * Reads sealed content into values, and what was read before not again: every inquiry of a case opens the same judgements.
 * A value is given again only if the same bytes are sealed in that place under the same key, and only while that key is
 * not destroyed. Values are shared: nobody changes them. Pure.
 */
import { openContent } from '../log/content.ts'
import type { Vault } from '../log/entry.ts'
import type { SealedParts } from '../ports.ts'
import { Bounded } from './bounded.ts'

export type ContentReader<Value> = {
  /** Resolves with undefined when the key was destroyed: the content is erased. */
  (place: string, sealed: SealedParts): Promise<Value | undefined>
  /** What was read under these keys is forgotten. */
  drop(keyIds: ReadonlySet<string>): void
}

/** As many contents as the cases of a busy day have. */
const REMEMBERED = 4_096

export function contentReader<Value>(vault: Vault, read: (content: unknown) => Value): ContentReader<Value> {
  const known = new Bounded<SealedParts & { readonly value: Value }>(REMEMBERED)
  const readOnce = async (place: string, sealed: SealedParts): Promise<Value | undefined> => {
    const before = known.get(place)
    if (before && before.keyId === sealed.keyId && same(before.bytes, sealed.bytes)) {
      if (await vault.keys.opening(sealed.keyId)) return before.value
      known.delete(place)
      return undefined
    }
    const content = await openContent(vault, place, sealed)
    if (content === undefined) return undefined
    const value = read(content)
    known.set(place, { keyId: sealed.keyId, bytes: sealed.bytes, value })
    return value
  }
  return Object.assign(readOnce, {
    drop: (keyIds: ReadonlySet<string>) => known.deleteWhere(({ keyId }) => keyIds.has(keyId)),
  })
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false
  return true
}
