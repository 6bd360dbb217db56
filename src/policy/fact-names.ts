/** policies/FACTS.md as it is read back: what each fact is called, where it stands, and which norms read it. Pure. */

export const FACTS_FILE = 'FACTS.md'

/** A row of the page as it is read back: what a fact is called, where it stands, and who reads it. */
export type FactName = {
  readonly nl: string
  readonly en: string
  /** `case.state`, or of a judgement `attestations[].type PC1`. */
  readonly path: string
  readonly readers: readonly string[]
}

/** The rows of a page that `factsPage` wrote. */
export function factsIn(page: string): FactName[] {
  return page.split('\n').flatMap((line) => {
    const [, name, , , , path, readers] = line.split(/(?<!\\)\|/).map((one) => one.trim().replaceAll('\\|', '|'))
    if (name === undefined || readers === undefined || !path?.startsWith('`')) return []
    const [nl = '', en = nl] = name.split(' / ')
    return [{ nl, en, path: path.replaceAll('`', ''), readers: readers === '-' ? [] : readers.split(', ') }]
  })
}
