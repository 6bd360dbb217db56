/**
 * From what a source sends to a record by catalogue names, as the configured mapping says. Pure.
 *
 * Only scalars cross: a value that turns out to be an object without configured keys does not fit, so nothing comes
 * along that nobody named. Databases and text files know fewer types than the catalogue; what they can say in another
 * way (0 and 1, decimal text, JSON in a column) is converted, and anything else is left for the type check to refuse.
 */
import type { Json, SourceRecord } from '../domain/disclosure.ts'
import type { CatalogueSource } from '../policy/facts.ts'
import { SourceFailure } from '../source-port.ts'
import { type FieldType, rootsOf, typeOfRoot } from './catalogue.ts'
import type { Mapping, Shape } from './connector.ts'
import { isObject, type Path, PathMismatch, pathOf, read } from './path.ts'

/** What one row, object or line looks like before it is mapped. */
export type Raw = unknown
/** `json` has the catalogue's types; `sql` has numbers and text; `text` has text only. */
export type Dialect = 'json' | 'sql' | 'text'

export type Mapper = {
  /**
   * Maps the fields wanted (names or paths; their roots count). Throws SourceFailure `wrong-type`, or `malformed` for an
   * object that has none of the places that are mapped.
   */
  map(raw: Raw, wanted: readonly string[]): SourceRecord
  /** Where the wanted fields stand, in the source's own words. */
  places(wanted: readonly string[]): readonly string[]
  /** First key of every mapped path: the columns that must exist. */
  readonly columns: readonly string[]
}

type Plan = {
  readonly root: string
  readonly places: readonly string[]
  readonly column: string
  readonly read: (raw: Raw) => Json
}

export function mapperOf(mapping: Mapping, source: CatalogueSource, dialect: Dialect): Mapper {
  const plans = rootsOf(source).flatMap((root): readonly Plan[] => {
    const entry = Object.hasOwn(mapping, root) ? mapping[root] : undefined
    if (entry === undefined) throw new Error('a mapping that was not checked')
    return entry === null ? [] : [planOf(root, entry, typeOfRoot(source, root), dialect)]
  })
  return {
    map(raw, wanted) {
      const roots = rootsOfAll(wanted)
      // Columns were checked; an object is whatever was sent, and one about something else is no hit on anybody.
      if (
        dialect === 'json' &&
        roots.size > 0 &&
        !plans.some(({ column }) => isObject(raw) && Object.hasOwn(raw, column))
      )
        throw new SourceFailure('malformed')
      const record: Record<string, Json> = {}
      for (const root of roots) record[root] = null
      for (const plan of plans) if (roots.has(plan.root)) record[plan.root] = fitting(() => plan.read(raw))
      return record
    },
    places(wanted) {
      const roots = rootsOfAll(wanted)
      return plans.filter((plan) => roots.has(plan.root)).flatMap((plan) => plan.places)
    },
    columns: [...new Set(plans.map((plan) => plan.column))],
  }
}

function planOf(root: string, entry: string | Shape, type: FieldType | 'scalar', dialect: Dialect): Plan {
  const text = typeof entry === 'string' ? entry : entry.path
  const path = pathOf(text)
  const column = path[0] ?? text
  const structured = typeof entry !== 'string' || type === 'array' || type === 'object' || path.length > 1
  // In a database or a text file, whatever has parts is JSON in one column.
  const open = dialect === 'json' || !structured ? (raw: Raw) => raw : (raw: Raw) => withParsed(raw, column)
  if (typeof entry === 'string') {
    const convert = structured ? (value: unknown) => value : (value: unknown) => converted(value, type, dialect)
    return { root, places: [text], column, read: (raw) => plain(convert(read(open(raw), path))) }
  }
  const keys = Object.entries(entry.keys).map(([key, below]) => [key, pathOf(below)] as const)
  const places = Object.values(entry.keys).map((below) => `${text}.${below}`)
  return { root, places, column, read: (raw) => shaped(read(open(raw), path), keys, type === 'array') }
}

/** Scalars, and arrays of scalars. */
function plain(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (Array.isArray(value)) return value.map((item) => plain(item === undefined ? null : item))
  throw new SourceFailure('wrong-type')
}

function shaped(value: unknown, keys: readonly (readonly [string, Path])[], many: boolean): Json {
  if (value === null) return null
  if (many !== Array.isArray(value)) throw new SourceFailure('wrong-type')
  if (Array.isArray(value)) return value.map((item) => shaped(item ?? null, keys, false))
  const object: Record<string, Json> = {}
  for (const [key, path] of keys) object[key] = plain(read(value, path))
  return object
}

function converted(value: unknown, type: FieldType | 'scalar', dialect: Dialect): unknown {
  if (dialect === 'json' || value === null) return value
  if (dialect === 'sql') return type === 'boolean' && (value === 0 || value === 1) ? value === 1 : value
  const text = String(value).trim()
  if (text === '') return null
  if (type === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
  return type === 'boolean' ? (BOOLEANS.get(text.toLowerCase()) ?? text) : text
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['ja', true],
  ['j', true],
  ['false', false],
  ['0', false],
  ['nee', false],
  ['n', false],
])

function withParsed(raw: Raw, column: string): Raw {
  const text = read(raw, [column])
  if (text === null || text === '') return { [column]: null }
  if (typeof text !== 'string') throw new SourceFailure('wrong-type')
  try {
    return { [column]: JSON.parse(text) }
  } catch {
    // Without the cause: the parser's message quotes the text.
    throw new SourceFailure('malformed')
  }
}

function fitting(work: () => Json): Json {
  try {
    return work()
  } catch (error) {
    if (error instanceof PathMismatch) throw new SourceFailure('wrong-type')
    throw error
  }
}

function rootsOfAll(wanted: readonly string[]): ReadonlySet<string> {
  return new Set(wanted.map((text) => pathOf(text)[0] ?? text))
}

/** The records in an answer: at a path, or the answer itself; one object is one record. No such place: no answer. */
export function recordsIn(document: unknown, path: Path): readonly Raw[] {
  try {
    const found = read(document, path)
    const records: readonly unknown[] = Array.isArray(found) ? found : [found]
    if (records.every((record) => typeof record === 'object' && record !== null && !Array.isArray(record)))
      return records
    throw new SourceFailure('malformed')
  } catch (error) {
    if (error instanceof PathMismatch) throw new SourceFailure('malformed')
    throw error
  }
}
