/** The tables of policies/facts as they stand in the tree, for tests. */
import { readdirSync, readFileSync } from 'node:fs'
import { type Facts, factsSchema } from '../../src/policy/facts.ts'

const FOLDER = new URL('../../policies/facts/', import.meta.url)

/** By table name, as read; not yet believed. */
export const raw: Readonly<Record<string, unknown>> = Object.fromEntries(
  readdirSync(FOLDER).map((file) => [
    file.replace('.json', '').replaceAll('-', '_'),
    JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')),
  ]),
)

export const facts: Facts = factsSchema.parse(raw)

/** Codes that the owning table does not know, each with the row that names it. */
export function strangers<Row>(owner: object, table: Readonly<Record<string, Row>>, codes: (row: Row) => string[]) {
  return Object.entries(table).flatMap(([name, row]) =>
    codes(row)
      .filter((code) => !Object.hasOwn(owner, code))
      .map((code) => `${name}: ${code}`),
  )
}

/** Names of the rows for which `wrong` holds. */
export function rowsWhere<Row>(table: Readonly<Record<string, Row>>, wrong: (row: Row, name: string) => boolean) {
  return Object.entries(table)
    .filter(([name, row]) => wrong(row, name))
    .map(([name]) => name)
}

/** 0 or 1 codes. */
export function optional(code: string | null): string[] {
  return code === null ? [] : [code]
}
