/**
 * What is said of a part of a holding may not contradict itself, its category or the catalogue: norms believe it. Shape
 * and codes only; where the tables know more than who brings it in, the tables are followed. Pure.
 */
import { type PERSON_ROLES, SECRETS, WPG_ARTICLES } from '../domain/codes.ts'
import type { HoldingFacts } from '../domain/holding.ts'
import { normalise } from '../domain/identifier.ts'
import { LIMITS } from '../limits.ts'
import type { Facts } from '../policy/facts.ts'

type Problems = { readonly pointer: string; readonly message: string }[]
type Flag = HoldingFacts['fields'][string]['flags'][number]
type PersonRole = (typeof PERSON_ROLES)[number]
export type ProvenanceTables = Pick<Facts, 'categories' | 'organs' | 'sources' | 'lift'>

/** A field as it is brought in, with the flags that its name has in the catalogue. */
export type GivenField = {
  readonly name: string
  readonly value: unknown
  readonly flags: readonly Flag[]
  readonly person: PersonRole | null
}
export type GivenPart = Pick<
  HoldingFacts['parts'][string],
  'category' | 'origin' | 'contributors' | 'derivedFrom' | 'secrecy' | 'wpgArticle' | 'flags'
> & { readonly fields: readonly GivenField[] }

/** Counts without persons (policies/facts/categories.json). */
const IMPERSONAL = 'C-AGG'

/** Articles that police data of a category can have (WPG-05). */
const ARTICLES_OF: Readonly<Record<string, readonly string[]>> = {
  'C-POL8': ['8', '13'],
  'C-BOA': ['8', '13'],
  'C-POL9': ['9'],
  'C-POL10': ['10a', '10c'],
  'C-POL10B': ['10b'],
  'C-POL12': ['12'],
}
const POLICE: ReadonlySet<string> = new Set(['POL', 'KMAR'])

/**
 * From sector secret upwards a category says whose it is: a report of the police may name an occupant,
 * but nobody else makes police data (I).
 */
const OF_ITS_SOURCE: ReadonlySet<string> = new Set(['K3', 'K4', 'K5', 'K6'])

/**
 * The flags that the catalogue gives a field of this name, in whatever category: a number is a number wherever it stands.
 * They are added to what was said, never believed away.
 */
export function flagsByName(sources: Facts['sources'], name: string, said: readonly Flag[]): Flag[] {
  const known = Object.values(sources).flatMap(({ fields }) =>
    Object.hasOwn(fields, name) ? (fields[name]?.flags ?? []) : [],
  )
  return [...new Set([...said, ...known])]
}

/** Every contradiction in one part, by pointer. `holder`: the organ that holds it, if it is a result. */
export function provenanceProblems(
  tables: ProvenanceTables,
  part: GivenPart,
  holder: string | null,
  at: string,
): Problems {
  return [
    ...contributorProblems(tables, part, holder, at),
    ...articleProblems(part, at),
    ...secrecyProblems(tables, part, at),
    ...impersonalProblems(part, at),
    ...flagProblems(part, at),
    ...part.fields.flatMap((field, i) => valueProblems(field, `${at}/fields/${i}/value`)),
  ]
}

/** Without contributors nobody knows whose data are in it, and consent of all is not to be had: that is no contradiction. */
function contributorProblems(tables: ProvenanceTables, part: GivenPart, holder: string | null, at: string): Problems {
  const { category, contributors } = part
  if (contributors.length === 0) return []
  const needed = new Set([part.origin, ...part.derivedFrom, ...(holder === null ? [] : [holder])])
  const missing = [...needed].filter((organ) => !contributors.includes(organ))
  const pointer = `${at}/contributors`
  const problems = missing.map((organ) => ({
    pointer,
    message: `must name ${organ}: it is where this came from, or who made it`,
  }))
  const sources = sourcesOf(tables, category)
  if (sources.length === 0 || contributors.some((organ) => sources.some((one) => sameBody(tables, one, organ)))) {
    return problems
  }
  return [...problems, { pointer, message: `must name ${sources.join(' or ')}: ${category} comes from there` }]
}

/** Organs of which the catalogue holds this category; none where the category does not say whose it is. */
function sourcesOf({ categories, sources }: ProvenanceTables, category: string): string[] {
  const row = Object.hasOwn(categories, category) ? categories[category] : undefined
  if (!row || !OF_ITS_SOURCE.has(row.class)) return []
  const holding = Object.values(sources).filter(({ fields }) =>
    Object.values(fields).some((field) => field.category === category),
  )
  return [...new Set(holding.map(({ origin }) => origin))].sort()
}

/** Organs of one gemeente, and services that take part as one organ, are one body. */
function sameBody({ organs }: ProvenanceTables, one: string, other: string): boolean {
  const [a, b] = [organs[one], organs[other]]
  if (one === other) return true
  if (!a || !b) return false
  return (a.kind === 'MUNICIPAL' && b.kind === 'MUNICIPAL') || (a.participantAs ?? one) === (b.participantAs ?? other)
}

/** Norms of the Wpg go by the article: police data without one, or with one of another category, would pass them by. */
function articleProblems({ category, origin, wpgArticle }: GivenPart, at: string): Problems {
  const ofCategory = Object.hasOwn(ARTICLES_OF, category) ? ARTICLES_OF[category] : undefined
  const articles = ofCategory ?? (POLICE.has(origin) ? WPG_ARTICLES : undefined)
  if (!articles || (wpgArticle !== null && articles.some((one) => one === wpgArticle))) return []
  return [{ pointer: `${at}/wpgArticle`, message: `of police data must be one of ${articles.join(', ')}` }]
}

/** Under which care and help keep what they know: where a category has one in the lift table, that counts in any case. */
const OF_CARE: ReadonlySet<string> = new Set(['BW 7:457', 'Jeugdwet 7.3.11', 'Wmo 5.3.3'])

/** Data about health can be under the secrecy of care wherever they stand: whether they are, must be said (I). */
function secrecyProblems(
  { lift }: ProvenanceTables,
  { category, secrecy, flags, fields }: GivenPart,
  at: string,
): Problems {
  const healthy = [...flags, ...fields.flatMap((field) => field.flags)].includes('HEALTH')
  const ofCare = lift.some((row) => row.categories.includes(category) && OF_CARE.has(row.secrecy))
  if (!healthy || secrecy !== null || ofCare) return []
  return [{ pointer: `${at}/secrecy`, message: `of data about health must be one of ${SECRETS.join(', ')}` }]
}

/** Counts have no persons: what has is something else, and must say so. */
function impersonalProblems({ category, flags, fields }: GivenPart, at: string): Problems {
  if (category !== IMPERSONAL) return []
  const message = 'does not belong to counts without persons'
  const ofFields = fields.flatMap((field, i) => [
    ...(field.flags.length > 0 ? [{ pointer: `${at}/fields/${i}/flags`, message }] : []),
    ...(field.person === null ? [] : [{ pointer: `${at}/fields/${i}/person`, message }]),
  ])
  return [...(flags.length > 0 ? [{ pointer: `${at}/flags`, message }] : []), ...ofFields]
}

/** Counts are about nobody, so what holds them has no subjects. */
export function aboutNobody(parts: readonly Pick<GivenPart, 'category'>[], subjects: readonly unknown[]): Problems {
  const counts = parts.some(({ category }) => category === IMPERSONAL)
  const message = 'do not belong to counts without persons: bring these in apart'
  return counts && subjects.length > 0 ? [{ pointer: '/subjects', message }] : []
}

/** A number or a nationality is one field of a part: which one must be said, or every norm about it looks past it. */
function flagProblems({ flags, fields }: GivenPart, at: string): Problems {
  return (['BSN', 'NAT'] as const)
    .filter((flag) => flags.includes(flag) && !fields.some((field) => field.flags.includes(flag)))
    .map((flag) => ({ pointer: `${at}/flags`, message: `names ${flag}, and none of the fields does` }))
}

/**
 * A value is a text, number, yes or no, or a list of those: what lies deeper has no name, so no flag and no treatment. Nine
 * digits that pass the eleven-test are a number of a person until it is said that they are: an RSIN passes it too, and is
 * flagged so as well (I).
 */
export function valueProblems(field: Pick<GivenField, 'value' | 'flags' | 'person'>, pointer: string): Problems {
  const { value, flags, person } = field
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (value === null || value === undefined) return [{ pointer, message: 'must hold something' }]
  if (!items.every((item) => ['string', 'number', 'boolean'].includes(typeof item))) {
    return [{ pointer, message: 'must be text, a number, yes or no, or a list of those: what lies deeper is a field' }]
  }
  if (!flags.includes('BSN') && items.some(isNumberOfPerson)) {
    return [{ pointer, message: 'holds a number that can be a BSN: the field must be flagged BSN' }]
  }
  // Each of them is looked at apart when the part is screened.
  const persons = person !== null && items.length > LIMITS.personsPerHeldField
  return persons ? [{ pointer, message: `must be at most ${LIMITS.personsPerHeldField} items` }] : []
}

/** As people write it: with points, dashes or spaces in between, or as a number without its leading zeros. */
function isNumberOfPerson(item: unknown): boolean {
  const digits = String(item).replace(/[\s.-]/g, '')
  const value = typeof item === 'number' ? digits.padStart(9, '0') : digits
  return (typeof item !== 'number' || digits.length >= 8) && normalise({ type: 'bsn', value }) !== null
}
