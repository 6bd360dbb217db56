/** Base64 as RFC 4648 section 4 has it, and nothing else: one text for one run of bytes. Pure. */

export function base64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** undefined: not base64, or not as it is written here (spaces, no padding, bits left over). */
export function unbase64(text: string): Uint8Array | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    return base64(bytes) === text ? bytes : undefined
  } catch {
    return undefined
  }
}
