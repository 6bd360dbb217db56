/** SQL of a configuration, read just far enough to know that it only reads, and to number its parameter. Pure. */

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

/** `:value` as `?1`: D1 knows parameters by number only. */
export function numbered(sql: string): string {
  return sql.replace(new RegExp(`${QUOTED.source}|:value\\b`, 'g'), (found) => (found === ':value' ? '?1' : found))
}
