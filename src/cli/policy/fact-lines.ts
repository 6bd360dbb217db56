/** The facts behind a reason in lines, Dutch first. Pure. */
import type { FactsRead } from '../../policy/facts-read.ts'

/** In words, below the text of the norm. */
export function factLines({ facts, tables }: Omit<FactsRead, 'norm'>): string[] {
  if (facts.length + tables.length === 0) return []
  return [
    '  gelezen / read:',
    ...facts.map(({ path, nl, en, values }) => `    ${path} = ${inWords(values)}: ${nl === en ? nl : `${nl} / ${en}`}`),
    ...(tables.length > 0 ? [`    tabellen / tables: ${tables.join(', ')}`] : []),
  ]
}

function inWords(values: readonly unknown[]): string {
  if (values.length === 0) return ABSENT
  const texts = values.map((value) => {
    if (value === null) return '-'
    return typeof value === 'string' ? value : JSON.stringify(value)
  })
  return [...new Set(texts)].join('; ')
}

const ABSENT = 'niet aanwezig / not there'
