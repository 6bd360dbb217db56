/** Reading the tar archive that `opa build` writes: regular files with short names (POSIX.1-1988 ustar). Pure. */

const BLOCK = 512

/** Contents by name, without the leading slash. Throws when the archive ends too early. */
export function untar(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  let at = 0
  while (at + BLOCK <= archive.length && archive[at] !== 0) {
    const name = text(archive, at, 100)
    const size = Number.parseInt(text(archive, at + 124, 12), 8)
    const start = at + BLOCK
    if (!Number.isSafeInteger(size) || start + size > archive.length) throw new Error('the archive is cut short')
    files.set(name.replace(/^\//, ''), archive.slice(start, start + size))
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
  return files
}

function text(bytes: Uint8Array, from: number, length: number): string {
  const field = bytes.subarray(from, from + length)
  const end = field.indexOf(0)
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end)).trim()
}
