/** Ids in the order of time. Pure. */

/** UUIDv7 begins with its milliseconds (RFC 9562, 5.7): ids of this moment and later come after this text. */
export function idsFrom(at: string): string {
  const milliseconds = Date.parse(at).toString(16).padStart(12, '0')
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}`
}
