/** Key sets in files (Node): read again when the file changed, so that keys rotate by replacing it. */
import { readFile, stat } from 'node:fs/promises'
import type { JSONWebKeySet } from 'jose'
import type { KeyLoader } from './key-sets.ts'

export function keysInFile(path: string): KeyLoader {
  let held: { readonly stamp: string; readonly document: JSONWebKeySet } | undefined
  return async () => {
    const { mtimeNs, size, ino } = await stat(path, { bigint: true })
    const stamp = `${mtimeNs} ${size} ${ino}`
    if (held?.stamp === stamp) return held.document
    // The date was read before the content: a change in between is read once more, never missed.
    const document: JSONWebKeySet = JSON.parse(await readFile(path, 'utf8'))
    held = { stamp, document }
    return document
  }
}
