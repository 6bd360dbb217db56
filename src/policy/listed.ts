/** Tables whose codes an asker may name: where each is listed, and what is said of a code that is in none. Pure. */
import type { Facts } from './facts.ts'

/** Below /v1. */
export const LISTED = {
  sources: 'sources',
  purposes: 'purposes',
  tasks: 'tasks',
  legal_bases: 'legal-bases',
  organs: 'organs',
  departments: 'departments',
  categories: 'categories',
  states: 'case-states',
  roles: 'roles',
} as const satisfies Partial<Record<keyof Facts, string>>
type Listed = keyof typeof LISTED

type Row = { readonly nl: string; readonly en: string }
type Coded<T> = T & { readonly code: string }

export function coded<T extends object>(table: Readonly<Record<string, T>>): Coded<T>[] {
  return Object.entries(table).map(([code, row]) => ({ code, ...row }))
}

/** Of every track, which gives its own. */
export function statesOf({ states }: Pick<Facts, 'states'>) {
  return Object.entries(states).flatMap(([regime, table]) => coded(table).map((row) => ({ ...row, regime })))
}

/** Names the operation that lists them, and codes of the table that are meant perhaps; never what was given. */
export function unknownCode<T extends Listed>(facts: Pick<Facts, T>, table: T, given: string): string {
  const rows: readonly Coded<Row>[] =
    table === 'states' ? statesOf(facts as Pick<Facts, 'states'>) : coded<Row>(facts[table] as Record<string, Row>)
  const near = rows.filter(({ code, nl, en }) => [code, nl, en].some((name) => isNear(name, given)))
  const perhaps = near.slice(0, NEAR).map(({ code }) => code)
  const hint = perhaps.length > 0 ? `; perhaps ${perhaps.join(', ')}` : ''
  const all = rows.length <= FEW ? `: ${rows.map(({ code }) => code).join(', ')}` : ''
  return `this code is not known: GET /v1/${LISTED[table]} lists them${all}${hint}`
}

/** A table that a sentence can hold is told whole. */
const FEW = 20
/** More would be a list, and that is the operation. */
const NEAR = 3
/** Of less than this, half of a table is near. */
const TELLING = 3

/** The same but for capitals and marks, or a beginning of it. */
function isNear(name: string, given: string): boolean {
  const [one, other] = [plain(name), plain(given)]
  return one === other || (other.length >= TELLING && one.startsWith(other))
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
