/**
 * The tables with a source more for each category that no source of the catalogue holds, and a field for each flag: what
 * the norms say of data that another gemeente may have. One of them is not declared to be lawful.
 */
import { FLAGS } from '../../../src/domain/codes.ts'
import type { Facts } from '../../../src/policy/facts.ts'

/** Who holds them: a department of the gemeente, and a participant of a RIEC. */
const HOLDERS = [
  { organ: 'COL', department: 'TH' },
  { organ: 'NLA', department: null },
] as const

export function withEveryCategory(facts: Facts): Facts {
  const held = new Set(Object.values(facts.sources).flatMap(({ fields }) => categoriesOf(fields)))
  const others = Object.keys(facts.categories).filter((category) => !held.has(category))
  const sources = HOLDERS.flatMap((holder) => [
    ...others.map((category) => [`${holder.organ}/${category}`, source(facts, holder, category, true)] as const),
    [`${holder.organ}/undeclared`, source(facts, holder, [...held][0] ?? '', false)] as const,
  ])
  return { ...facts, sources: { ...facts.sources, ...Object.fromEntries(sources) } }
}

function source(facts: Facts, holder: (typeof HOLDERS)[number], category: string, lawful: boolean) {
  const field = (flags: (typeof FLAGS)[number][]) => ({ category, type: 'string' as const, format: null, flags })
  const flagged = FLAGS.map((flag) => [`met_${flag.toLowerCase()}`, field([flag])] as const)
  return {
    ...{ nl: 'Bron van een proef', en: 'Source of a test', ...holder, lawful, origin: holder.organ },
    collectedFor: Object.keys(facts.purposes).slice(0, 1),
    subjectTypes: ['NATURAL' as const],
    identifiers: ['bsn' as const],
    fields: { seksuele_gerichtheid: field([]), ...Object.fromEntries(flagged) },
    control: { date: null, wpgArticle: null, brpSecret: null, subject: null, persons: [] },
  }
}

function categoriesOf(fields: Facts['sources'][string]['fields']): string[] {
  return Object.values(fields).map(({ category }) => category)
}
