/** Two policies, in legal terms: norms and rows of tables that came, went or changed, and questions decided otherwise. Pure. */
import { canonicalText } from '../domain/canonical.ts'
import { PolicyFault } from '../policy-port.ts'
import { type Answered, answerOf, type enginesWith } from './answers.ts'
import { type Difference, differencesBetween } from './comparison.ts'
import type { Facts, Norm, Settings } from './facts.ts'
import { entrypointOf } from './given.ts'
import type { PolicyInput } from './input.ts'

export type Question = { readonly name: string; readonly input: PolicyInput; readonly settings: unknown }
export type Changed<Q extends { readonly name: string }> = {
  readonly question: Q
  readonly differences: readonly Difference[]
}
type EngineOf = ReturnType<typeof enginesWith>

/** What this question gets under a policy; undefined: no answer. Throws BundleFault. */
export function answerUnder(engineOf: EngineOf, { input }: Question, settings: unknown): Answered | undefined {
  const engine = engineOf(settings)
  try {
    return answerOf(engine, entrypointOf(input), input)
  } catch (error) {
    if (error instanceof PolicyFault) return undefined
    throw error
  }
}

/** Nothing when both decide alike. Throws BundleFault. */
export function changedIn<Q extends Question>(
  question: Q,
  old: EngineOf,
  fresh: EngineOf,
  settings: unknown = question.settings,
): Changed<Q>[] {
  const differences = differencesBetween(answerUnder(old, question, settings), answerUnder(fresh, question, settings))
  return differences.length > 0 ? [{ question, differences }] : []
}

export type Alike<Q> = { readonly questions: readonly Q[]; readonly differences: readonly Difference[] }

/** Questions that change alike, together. */
export function alike<Q extends Question>(changed: readonly Changed<Q>[]): Alike<Q>[] {
  const groups = new Map<string, Alike<Q>>()
  for (const { question, differences } of changed) {
    const key = canonicalText(differences)
    groups.set(key, { questions: [...(groups.get(key)?.questions ?? []), question], differences })
  }
  return [...groups.values()]
}

/** Members of a norm of which a reader sees the change; where it stands in the sources is none. */
const MEMBERS = ['title', 'text', 'article', 'act', 'certainty', 'effect', 'absence', 'tier', 'remedies'] as const
export type NormMember = (typeof MEMBERS)[number]
export type NormChange = { readonly before: Norm; readonly after: Norm; readonly members: readonly NormMember[] }
export type NormDifference = {
  readonly came: readonly Norm[]
  readonly went: readonly Norm[]
  readonly changed: readonly NormChange[]
}

export function normDifference(old: readonly Norm[], fresh: readonly Norm[]): NormDifference {
  const before = new Map(old.map((norm) => [norm.id, norm]))
  const after = new Set(fresh.map(({ id }) => id))
  return {
    came: fresh.filter(({ id }) => !before.has(id)),
    went: old.filter(({ id }) => !after.has(id)),
    changed: fresh.flatMap((norm) => {
      const was = before.get(norm.id)
      const members = MEMBERS.filter((member) => was && !same(was[member], norm[member]))
      return was && members.length > 0 ? [{ before: was, after: norm, members }] : []
    }),
  }
}

export type TableDifference = {
  /** `purposes`, as in policies/facts. */
  readonly table: string
  readonly came: readonly string[]
  readonly went: readonly string[]
  readonly changed: readonly string[]
}

/** By code; a row of a list has no code, and is what it says. */
export function tableDifferences(old: Facts, fresh: Facts): TableDifference[] {
  return Object.keys(fresh).flatMap((table) => {
    const [before, after] = [rowsOf(old[table as keyof Facts]), rowsOf(fresh[table as keyof Facts])]
    const difference = {
      table,
      came: [...after.keys()].filter((code) => !before.has(code)),
      went: [...before.keys()].filter((code) => !after.has(code)),
      changed: [...after.keys()].filter((code) => before.has(code) && !same(before.get(code), after.get(code))),
    }
    const { came, went, changed } = difference
    return came.length + went.length + changed.length > 0 ? [difference] : []
  })
}

function rowsOf(table: Facts[keyof Facts]): ReadonlyMap<string, unknown> {
  if (Array.isArray(table)) return new Map(table.map((row: object) => [inWords(row), row]))
  return new Map(Object.entries(table))
}

function inWords(row: object): string {
  return Object.entries(row)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${[value].flat().join(', ')}`)
    .join('; ')
}

/** Members of the local settings of one organisation that differ: `bgp/maxAgeDays`. */
export function settingsDifference(old: Settings[string] | undefined, fresh: Settings[string] | undefined): string[] {
  const [before, after] = [leaves(old ?? {}), leaves(fresh ?? {})]
  return [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).sort()
}

function leaves(value: object, at = ''): Map<string, string> {
  return new Map(
    Object.entries(value).flatMap(([name, member]) =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? [...leaves(member, `${at}${name}/`)]
        : [[`${at}${name}`, canonicalText(member ?? null)] as const],
    ),
  )
}

function same(a: unknown, b: unknown): boolean {
  return canonicalText(a ?? null) === canonicalText(b ?? null)
}
