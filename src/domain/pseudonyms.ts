/** Pseudonyms of one subject: recorded under the current key, found under every key there was. Pure. */

/** The current one first, then all earlier ones: whoever looks for a subject looks for each of them. */
export type Pseudonyms = readonly [current: string, ...earlier: string[]]

/** What is known of a subject under any of its pseudonyms; of several, under the latest. */
export function underAny<Value>(known: ReadonlyMap<string, Value>, names: readonly string[]): Value | null {
  for (const name of names) {
    const found = known.get(name)
    if (found !== undefined) return found
  }
  return null
}
