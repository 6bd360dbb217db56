/** A file line by line, in the memory of its longest line; whatever its length. */
import { closeSync, openSync, readSync } from 'node:fs'
import { LIMITS } from '../../limits.ts'

const CHUNK_BYTES = 1024 * 1024
const NEWLINE = 10

/** Without their newlines; each is only good until the next is asked for. Throws when a line is too long. */
export function* linesOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r')
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
    let begun: Buffer[] = []
    let length = 0
    for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
      let from = 0
      for (let end = chunk.indexOf(NEWLINE); end >= 0 && end < size; end = chunk.indexOf(NEWLINE, from)) {
        const rest = chunk.subarray(from, end)
        refuseLong(length + rest.length)
        yield begun.length === 0 ? rest : Buffer.concat([...begun, rest])
        begun = []
        length = 0
        from = end + 1
      }
      length += size - from
      refuseLong(length)
      if (from < size) begun.push(Buffer.from(chunk.subarray(from, size)))
    }
    if (begun.length > 0) yield Buffer.concat(begun)
  } finally {
    closeSync(file)
  }
}

/** A line without an end must not fill the memory. */
function refuseLong(bytes: number): void {
  if (bytes > LIMITS.exportLineBytes) throw new Error('a line is longer than any line of an export')
}

/** Whether the file begins with this text. */
export function beginsWith(path: string, text: string): boolean {
  const file = openSync(path, 'r')
  try {
    const start = Buffer.alloc(Buffer.byteLength(text))
    return readSync(file, start, 0, start.length, 0) === start.length && start.toString('utf8') === text
  } finally {
    closeSync(file)
  }
}
