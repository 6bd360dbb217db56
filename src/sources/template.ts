/** Words of a question template, and how a fault of the configuration is named. Pure. */

/** The identifier, or its type, or the wanted places in the source's own words, wherever a template has such a text. */
export const VALUE = '{value}'
export const TYPE = '{type}'
export const PLACES = '{places}'

export type ConfigProblem = { readonly pointer: string; readonly message: string }

/** `at` becomes a JSON pointer (RFC 6901). */
export function problem(at: readonly PropertyKey[], message: string): ConfigProblem {
  const pointer = at.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return { pointer, message }
}
