/** The matrix of norms: a row for each that must be there or is there, as Markdown and as CSV. Pure. */
import { type Asked, expectedNorms } from '../../policy/case-table.ts'
import type { Norm } from '../../policy/facts.ts'
import { rowsFileOf, speaks } from '../../policy/norm-rows.ts'
import type { NormTests } from './norm-tests.ts'

export const STATES = {
  written: { nl: 'geschreven', en: 'written' },
  unbuilt: { nl: 'niet gebouwd', en: 'not built' },
  missing: { nl: 'ontbreekt', en: 'missing' },
  unlisted: { nl: 'staat in geen lijst', en: 'in no list' },
} as const

export type Row = {
  readonly id: string
  readonly state: keyof typeof STATES
  readonly article: string | null
  readonly title: Norm['title'] | null
  readonly certainty: Norm['certainty'] | null
  /** Rule file, below the folder of policies. */
  readonly rule: string | null
  readonly tests: readonly string[]
  /** Cases that expect it, and tests elsewhere that name it. */
  readonly scenarios: readonly string[]
  /** Rows of cases/norms: in how many it speaks, and in how many it is silent. */
  readonly rows: { readonly speaks: number; readonly silent: number }
  /** Decisions of the log in which it spoke; null: no log was read. */
  readonly seen: number | null
}

/** Norms that must be there: of statute, covenant and protocol, and the working conventions. */
export type Ids = { readonly norms: readonly string[]; readonly conventions: readonly string[] }

export type Known = {
  /** Norms that must be there. */
  readonly ids: readonly string[]
  readonly norms: readonly Norm[]
  readonly tests: NormTests
  readonly cases: readonly Asked[]
  /** Whether this rule file lies in the folder, built or not. */
  readonly lies: (rule: string) => boolean
  readonly seen: ReadonlyMap<string, number> | null
}

export function matrixOf(known: Known): Row[] {
  const { ids, norms, cases } = known
  const withRows = cases.flatMap(({ expect }) => ('norm' in expect ? [expect.norm] : []))
  const all = [...new Set([...ids, ...norms.map((norm) => norm.id), ...withRows])].sort()
  return all.map((id) => rowOf(id, known))
}

/** Norms that are not as they must be, a line each. */
export function missingIn(rows: readonly Row[]): string[] {
  return rows.flatMap(({ id, state }) =>
    state === 'written' ? [] : [`${id}: ${STATES[state].nl} / ${STATES[state].en}`],
  )
}

/** Norms whose rows do not show them both ways, with what to do, a line each. */
export function unshownIn(rows: readonly Row[]): string[] {
  return rows.flatMap(({ id, article, rows: { speaks, silent } }) => {
    if (article === null) return []
    const file = rowsFileOf(id)
    return [
      ...(speaks > 0 ? [] : [`${id}: schrijf een rij waarin zij spreekt / write a row in which it speaks: ${file}`]),
      ...(silent > 0 ? [] : [`${id}: schrijf een rij waarin zij zwijgt / write a row in which it is silent: ${file}`]),
    ]
  })
}

/** `norms/gem/gem_01.rego`: where a norm stands. */
export function ruleFileOf(id: string): string {
  const name = id.toLowerCase().replace('-', '_')
  return `norms/${name.split('_')[0]}/${name}.rego`
}

function rowOf(id: string, { ids, norms, tests, cases, lies, seen }: Known): Row {
  const norm = norms.find((one) => one.id === id)
  const rule = norm?.path ?? ruleFileOf(id)
  const state = !norm ? (lies(rule) ? 'unbuilt' : 'missing') : ids.includes(id) ? 'written' : 'unlisted'
  const expecting = cases.filter((one) => expectedNorms(one).includes(id)).map((one) => one.name.replace(/#\d+$/, ''))
  const own = cases.flatMap(({ expect }) => ('norm' in expect && expect.norm === id ? [speaks(expect)] : []))
  const naming = tests.others.filter(({ text }) => text.includes(`"${id}"`)).map(({ name }) => name)
  return {
    id,
    state,
    article: norm?.article ?? null,
    title: norm?.title ?? null,
    certainty: norm?.certainty ?? null,
    rule: state === 'missing' ? null : rule,
    tests: tests.own.get(rule.replace(/\.rego$/, '_test.rego')) ?? [],
    scenarios: [...new Set([...expecting, ...naming])],
    rows: { speaks: own.filter((spoke) => spoke).length, silent: own.filter((spoke) => !spoke).length },
    seen: seen && (seen.get(id) ?? 0),
  }
}

/** How many of the list are written and shown both ways. */
function wholeOf(rows: readonly Row[], { norms, conventions }: Ids): string {
  const whole = rows.filter((row) => [...missingIn([row]), ...unshownIn([row])].length === 0).map(({ id }) => id)
  const of = (ids: readonly string[], word: string) =>
    `${ids.filter((id) => whole.includes(id)).length} ${word} ${ids.length}`
  const nl = `${of(norms, 'van')} normen en ${of(conventions, 'van')} werkafspraken zonder gat`
  return `${nl} / ${of(norms, 'of')} norms and ${of(conventions, 'of')} working conventions without a hole`
}

const HEAD = [
  'Norm',
  'Staat / state',
  'Artikel / article',
  'Regel / rule',
  'Tests',
  "Scenario's / scenarios",
  'Spreekt, zwijgt / speaks, silent',
  'Gezien / seen',
]

export function markdownOf(rows: readonly Row[], ids: Ids): string {
  const count = (state: Row['state']) => rows.filter((row) => row.state === state).length
  const states = Object.entries(STATES) as [Row['state'], (typeof STATES)[Row['state']]][]
  const sums = states.map(([state, { nl, en }]) => `${count(state)} ${nl} / ${en}`)
  const lines = rows.map(({ id, state, article, rule, tests, scenarios, rows: { speaks, silent }, seen }) => [
    id,
    `${STATES[state].nl} / ${STATES[state].en}`,
    article ?? '-',
    rule ? `[${rule}](${rule})` : '-',
    String(tests.length),
    scenarios.length > 0 ? scenarios.map((name) => `\`${name}\``).join(', ') : '-',
    `${speaks}, ${silent}`,
    seen === null ? '-' : String(seen),
  ])
  return `# Normen / norms

${sums.join(', ')}.
${wholeOf(rows, ids)}.

${[HEAD, HEAD.map(() => '---'), ...lines].map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`).join('')}`
}

/** RFC 4180, a header first; lists within a field are parted by `; `. */
export function csvOf(rows: readonly Row[]): string {
  const of = ['norm', 'state', 'article', 'title_nl', 'title_en', 'certainty', 'rule', 'tests', 'scenarios']
  const head = [...of, 'rows_speaks', 'rows_silent', 'seen']
  const lines = rows.map(({ id, state, article, title, certainty, rule, tests, scenarios, rows: own, seen }) => [
    id,
    state,
    article,
    title?.nl,
    title?.en,
    certainty,
    rule,
    tests.join('; '),
    scenarios.join('; '),
    own.speaks,
    own.silent,
    seen,
  ])
  return [head, ...lines].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')
}

function quoted(value: string | number | null | undefined): string {
  const text = String(value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
