/**
 * The one table of facts: fact -> owner -> who may write it -> where it comes in -> path -> who reads it; and its holes. A
 * norm whose facts cannot arrive is dead law, and a fact that nobody reads need not be collected (AVG 5 lid 1 c). Pure.
 */
import type { Facts } from '../../policy/facts.ts'
import { DATA_PATHS, INPUT_PATHS } from './document-paths.ts'
import { OWNERS_FILE, type Owners } from './owners.ts'
import { type Reading, readingsOf } from './readings.ts'
import type { Modules } from './rules.ts'

type Text = { readonly nl: string; readonly en: string }

export type FactRow = Text & {
  /** `case.state`, or of a judgement `attestations[].type PC1`. */
  readonly path: string
  readonly owner: Text
  readonly writer: Text
  readonly wire: readonly string[]
  readonly readers: readonly string[]
}

export type FactTable = {
  readonly rows: readonly FactRow[]
  /** A line each: the file, what is wrong, what to do. */
  readonly holes: readonly string[]
}

type Known = {
  readonly modules: Modules
  readonly owners: Owners
  readonly facts: Pick<Facts, 'attestations' | 'legal_bases'>
}
type Readings = ReadonlyMap<string, Reading>

const TYPE_PATH = 'attestations[].type'
/** The column through which a legal basis rests on a judgement. */
const BASIS_PATH = 'data.facts.legal_bases.*.attestation'

export function factTable({ modules, owners, facts }: Known): FactTable {
  const readings = readingsOf(modules)
  const paths = [...INPUT_PATHS, ...DATA_PATHS].filter((path) => Object.hasOwn(owners.facts, path))
  const rows = paths.flatMap((path) => factRow(path, owners, readings))
  const types = Object.entries(facts.attestations).sort(([a], [b]) => (a < b ? -1 : 1))
  const judgements = types.map(([type, { nl, en, roles, level }]) => ({
    nl,
    en,
    path: `${TYPE_PATH} ${type}`,
    writer: { nl: roles.join(', '), en: roles.join(', ') },
    wire: [level === 'case' ? 'POST /v1/cases/{id}/attestations' : 'POST /v1/attestations'],
    readers: readersWith(readings, (reading) => readsJudgement(reading, type, facts.legal_bases)),
  }))
  return {
    // Judgements stand under the path that tells one from another, and have its owner.
    rows: rows.flatMap((row) =>
      row.path === TYPE_PATH ? [row, ...judgements.map((one) => ({ ...one, owner: row.owner }))] : [row],
    ),
    holes: [
      ...rowHoles(owners, rows),
      ...readerHoles(owners, readings),
      ...judgements
        .filter(({ readers }) => readers.length === 0)
        .map(({ path }) => `facts/attestations.json: no norm reads ${path}; let one read it, or take the row out`),
    ],
  }
}

function factRow(path: string, { owners, writers, facts }: Owners, readings: Readings): FactRow[] {
  const row = facts[path]
  const [owner, writer] = row ? [owners[row.owner], writers[row.writer]] : []
  if (!row || !owner || !writer) return []
  const { nl, en, wire } = row
  return [{ nl, en, path, owner, writer, wire, readers: readersWith(readings, (reading) => reading.facts.has(path)) }]
}

function readersWith(readings: Readings, reads: (reading: Reading) => boolean): string[] {
  return [...readings].filter(([, reading]) => reads(reading)).map(([reader]) => reader)
}

/**
 * By its name, or through a legal basis that rests on it. Who asks whether any basis holds names none, and reads them
 * all; who names a basis reads that one.
 */
function readsJudgement({ facts, texts }: Reading, type: string, bases: Facts['legal_bases']): boolean {
  if (texts.has(type)) return true
  if (!facts.has(BASIS_PATH)) return false
  const named = Object.keys(bases).filter((basis) => texts.has(basis))
  const asked = named.length === 0 ? Object.keys(bases) : named
  return asked.some((basis) => bases[basis]?.attestation === type)
}

function rowHoles({ facts }: Owners, rows: readonly FactRow[]): string[] {
  return [
    ...INPUT_PATHS.filter((path) => !Object.hasOwn(facts, path)).map(
      (path) =>
        `${OWNERS_FILE}: ${path} of the policy input has no row; write who owns it, or take it out of the input`,
    ),
    ...Object.keys(facts)
      .filter((path) => !INPUT_PATHS.includes(path) && !DATA_PATHS.includes(path))
      .map(
        (path) => `${OWNERS_FILE}: ${path} is no fact of input, tables or settings; mend the path, or take the row out`,
      ),
    ...rows
      .filter(({ readers }) => readers.length === 0)
      .map(({ path }) => `${OWNERS_FILE}: no norm reads ${path}; let one read it, or take the fact and its row out`),
  ]
}

function readerHoles({ facts }: Owners, readings: Readings): string[] {
  return [...readings.values()].flatMap(({ file, facts: read, unknown }) => [
    ...[...read]
      .filter((path) => !Object.hasOwn(facts, path))
      .map((path) => `${file}: reads ${path}, which has no row in ${OWNERS_FILE}; write who owns it`),
    ...[...unknown].map((path) => `${file}: reads ${path}, which is in no schema; mend the reference`),
  ])
}
