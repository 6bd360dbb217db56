/**
 * The facts behind a reason: of each norm that spoke, what it reads (policies/FACTS.md, which `build` writes from the rules)
 * and how that stood in this question. Pseudonyms are left out: whose they are explains nothing. Pure.
 */
import { type FactName, factsIn } from './fact-names.ts'
import type { PolicyInput } from './input.ts'

export type FactRead = {
  /** `case.state`, or of judgements of a type `attestations[].type PC1`. */
  readonly path: string
  readonly nl: string
  readonly en: string
  /** One, or one of each of a list; of a judgement in words. Empty: it is not there. */
  readonly values: readonly unknown[]
}
export type FactsRead = {
  readonly norm: string
  readonly facts: readonly FactRead[]
  /** Tables, and the local settings, that it reads beside them: `facts/states.json`. */
  readonly tables: readonly string[]
}

/** `page` is the text of FACTS.md. */
export function factsRead(page: string, norms: readonly string[], input: PolicyInput): FactsRead[] {
  const rows = factsIn(page)
  return norms.map((norm) => {
    const own = rows.filter(({ readers }) => readers.includes(norm))
    const tables = own.flatMap(({ path }) => tableOf(path))
    return { norm, facts: factsOf(own, input), tables: [...new Set(tables)].sort() }
  })
}

const JUDGEMENTS = 'attestations[]'
const TYPE = `${JUDGEMENTS}.type`
const PSEUDONYM = /(^|\.)(person|subject\.key|members|by)$/

function factsOf(own: readonly FactName[], input: PolicyInput): FactRead[] {
  // A judgement is told as a whole, by its type; only who names no type reads all of them.
  const named = own.some(({ path }) => path.startsWith(`${TYPE} `))
  return own.flatMap(({ path, nl, en }) => {
    const ofJudgement = path.startsWith(JUDGEMENTS)
    if (PSEUDONYM.test(path) || path.startsWith('data.')) return []
    if (ofJudgement && (named ? !path.startsWith(`${TYPE} `) : path !== TYPE)) return []
    const values = ofJudgement ? judgements(input, path.slice(TYPE.length + 1)) : valuesAt(input, path.split('.'))
    return values ? [{ path, nl, en, values }] : []
  })
}

/** `type` is empty: all. */
function judgements({ attestations, caller, today }: PolicyInput, type: string): string[] {
  return attestations
    .filter((one) => type === '' || one.type === type)
    .map(({ type: of, outcome, scope, details, by, validUntilDay, withdrawnByCaller }) => {
      const { subject: _, person: __, ...about } = scope
      const where = Object.values(about).filter((value) => value !== null)
      const failed = Object.entries(details).flatMap(([name, value]) => (value === false ? [`${name}: nee / no`] : []))
      const notes = [
        ...where,
        ...failed,
        ...(by === caller.person ? ['door de aanvrager zelf / by the asker'] : []),
        ...(validUntilDay !== null && validUntilDay < today ? ['verlopen / expired'] : []),
        ...(withdrawnByCaller ? ['ingetrokken door de aanvrager / withdrawn by the asker'] : []),
      ]
      return `${type === '' ? `${of}: ` : ''}${outcome}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`
    })
}

/** undefined: what it would be part of is not there, as an act is not where something is asked. */
function valuesAt(value: unknown, steps: readonly string[]): unknown[] | undefined {
  const [step, ...rest] = steps
  if (step === undefined) return [value]
  if (typeof value !== 'object' || value === null) return undefined
  if (step === '*') return Object.values(value).flatMap((one) => valuesAt(one, rest) ?? [])
  const list = step.endsWith('[]')
  const next: unknown = Object.entries(value).find(([name]) => name === (list ? step.slice(0, -2) : step))?.[1]
  if (!list) return valuesAt(next, rest)
  return Array.isArray(next) ? next.flatMap((one) => valuesAt(one, rest) ?? []) : undefined
}

/** `data.facts.sources.*.lawful` -> `facts/sources.json`. */
function tableOf(path: string): string[] {
  const [data, root, table] = path.split('.')
  if (data !== 'data') return []
  return root === 'facts' && table !== undefined
    ? [`facts/${table.replaceAll('_', '-')}.json`]
    : ['SLUIS_SETTINGS_FILE']
}
