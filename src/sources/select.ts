/** SQL of a configuration, read just far enough to know that it only reads, and to number its parameters. Pure. */

/** Literals, quoted names and comments: what looks like SQL inside them is not. */
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\//g

/**
 * A statement that starts with SELECT writes nothing in SQLite, whatever stands in it, as long as it is the only one. One
 * that starts with WITH may write.
 */
export function isOneSelect(sql: string): boolean {
  const bare = sql.replace(QUOTED, ' ')
  return /^\s*SELECT\b/i.test(bare) && !/[;'"`[]|\/\*/.test(bare)
}

/** What a query may name: the identifier, the decision under which it is asked, and the number of the call. */
const PARAMETERS = ['value', 'decision', 'number'] as const
export type Parameter = (typeof PARAMETERS)[number]
const NAMED = new RegExp(`${QUOTED.source}|:(?:${PARAMETERS.join('|')})\\b`, 'g')

/** `:value` as `?1`, and so on: D1 knows parameters by number only, and takes as many values as there are parameters. */
export function numbered(sql: string): { readonly sql: string; readonly parameters: readonly Parameter[] } {
  const parameters: Parameter[] = []
  const text = sql.replace(NAMED, (found) => {
    const name = PARAMETERS.find((one) => found === `:${one}`)
    if (!name) return found
    if (!parameters.includes(name)) parameters.push(name)
    return `?${parameters.indexOf(name) + 1}`
  })
  return { sql: text, parameters }
}
