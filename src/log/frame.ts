/**
 * The parts of one key as one run of bytes, before they are sealed: a line that names each part and says how long it is,
 * then the parts themselves, `salt32 || bytes` as they were committed to. So opening hashes what is there and never has
 * to write JSON again. Pure.
 */
import { sameBytes } from './tree/hash.ts'

export type Framed = {
  readonly name: string
  /** `salt32 || bytes`; the salt alone for a part whose bytes were never kept. */
  readonly salted: Uint8Array
  /** Of a part whose bytes were never kept; null for the others, which are hashed. */
  readonly commitment: string | null
}

type Line = readonly (readonly [name: string, length: number, commitment: string | null])[]

const NEWLINE = 10
const utf8 = new TextEncoder()

export function frame(parts: readonly Framed[]): Uint8Array {
  const line: Line = parts.map(({ name, salted, commitment }) => [name, salted.length, commitment])
  const head = utf8.encode(`${JSON.stringify(line)}\n`)
  const bytes = new Uint8Array(parts.reduce((total, { salted }) => total + salted.length, head.length))
  bytes.set(head)
  let at = head.length
  for (const { salted } of parts) {
    bytes.set(salted, at)
    at += salted.length
  }
  return bytes
}

/** Takes only what `frame` made: whoever opened a seal knows that. */
export function unframe(bytes: Uint8Array): Framed[] {
  const end = bytes.indexOf(NEWLINE)
  const line: Line = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)))
  let at = end + 1
  return line.map(([name, length, commitment]) => {
    const salted = bytes.subarray(at, at + length)
    at += length
    return { name, salted, commitment }
  })
}

/** What nobody sealed may be anything. Throws where `frame` did not make it, to the byte. */
export function unframeOpen(bytes: Uint8Array): Framed[] {
  const parts = unframe(bytes)
  if (!sameBytes(frame(parts), bytes)) throw new Error('these parts were not framed so')
  return parts
}
