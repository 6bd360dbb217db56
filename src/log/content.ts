/** Sealing of register content (case facts, subject identifiers, grounds): one small door for all of it. */

import type { Holding, HoldingContent } from '../domain/holding.ts'
import { scopeOfContent } from '../erasure/scopes.ts'
import type { Keys } from '../key-port.ts'
import type { Crypto, SealedParts } from '../ports.ts'

type Ports = { readonly crypto: Crypto; readonly keys: Keys }

/** `scope` chooses the key, `place` binds the ciphertext to where it belongs. */
export async function sealContent(ports: Ports, scope: string, place: string, content: unknown): Promise<SealedParts> {
  const { id, key } = await ports.keys.sealing(scope)
  return { keyId: id, bytes: ports.crypto.seal(key, new TextEncoder().encode(JSON.stringify(content)), place) }
}

/** What is known of a holding and what it says, under one key: once that is destroyed, nothing of it is left to read. */
export function sealHolding(ports: Ports, { id, oin, caseId, at, facts }: Holding, content: HoldingContent) {
  return sealContent(ports, scopeOfContent(oin, caseId, at), placeOfHolding(id), { facts, content })
}

export function placeOfHolding(id: string): string {
  return `holding:${id}`
}

/** undefined: the key was destroyed, the content is erased. */
export async function openContent(ports: Ports, place: string, sealed: SealedParts): Promise<unknown> {
  const key = await ports.keys.opening(sealed.keyId)
  return key && JSON.parse(new TextDecoder().decode(ports.crypto.open(key, sealed.bytes, place)))
}
