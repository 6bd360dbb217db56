/**
 * The lines that failed: real OPA on the sources, asked for each norm by itself. A line of a norm that names another rule
 * has the lines of that rule below it.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { canonicalText } from '../../domain/canonical.ts'
import type { Verdict } from '../../domain/decision.ts'
import type { PolicyInput } from '../../policy/input.ts'
import { PolicyProblems } from '../../policy/problems.ts'
import type { Opa } from '../opa.ts'
import { opaOutput, readSources } from './sources.ts'

export type FailedLine = {
  readonly file: string
  readonly line: number
  readonly expression: string
  /** A `not` that held, shown for what failed below it: that is why a norm refused. */
  readonly held: boolean
  /** Of the rules that it names. */
  readonly because: readonly FailedLine[]
}
export type NormTrace = {
  /** Or `acts/read`: who may do it at all. */
  readonly norm: string
  readonly failed: readonly FailedLine[]
  /** False: these sources say something else about it than the compiled policy that is explained. */
  readonly asCompiled: boolean
}
/** `unavailable`: one line that says how to get OPA. */
export type Trace = { readonly opa: string; readonly norms: readonly NormTrace[] } | { readonly unavailable: string }

const location = z.object({ file: z.string(), row: z.number(), col: z.number() })
const event = z.object({
  Op: z.string(),
  Node: z.unknown(),
  Location: location,
  QueryID: z.number(),
  ParentID: z.number(),
})
type Event = z.infer<typeof event>
const evaluation = z.object({
  explanation: z.array(event).default([]),
  result: z.array(z.object({ bindings: z.object({ said: z.array(z.looseObject({})) }) })).default([]),
})
const ruleNode = z.object({
  head: z.object({ ref: z.array(z.object({ value: z.unknown() })).optional(), name: z.string().optional() }),
})

/** Deeper than this it is the library that is explained, not the question. */
const DEPTH = 3

type Where = { readonly policies: string; readonly input: PolicyInput; readonly settings: unknown }

/** `outcome` and `findings`: what the compiled policy says. Throws PolicyProblems. */
export function traceOf(
  opa: Opa,
  norms: readonly Voice[],
  { policies, input, settings }: Where,
  { outcome, findings }: Pick<Verdict, 'outcome' | 'findings'>,
): NormTrace[] {
  const { rules, tables } = readSources(policies)
  const sources = new Map(rules.map((file) => [file, readFileSync(join(policies, file), 'utf8').split('\n')]))
  // Without its index and its early exits OPA looks at every line, as a reader does.
  const how = ['eval', '-f', 'json', '--explain=fails', '--disable-indexing', '--disable-early-exit']
  const data = [...rules, ...tables].flatMap((file) => ['-d', file])
  const stdin = JSON.stringify({ input, settings })
  const acts = input.act === null || outcome === 'permit' ? [] : actRules(rules, input.act.kind)
  return [...norms, ...acts].map(({ id, path }) => {
    if (!sources.has(path)) throw new PolicyProblems([`${path}: ${id} has no source in ${policies}; give --policies`])
    const voice = input.act !== null && !acts.some((one) => one.id === id) ? 'acts' : 'findings'
    const said = `said := data.${path.replace(/\.rego$/, '').replaceAll('/', '.')}.${voice}`
    const query = `${said} with input as input.input with data.settings as input.settings`
    const { explanation, result } = evaluation.parse(
      JSON.parse(opaOutput(opa, policies, [...how, ...data, '-I', query], stdin)),
    )
    const asCompiled = isSaid(
      id,
      result.flatMap(({ bindings }) => bindings.said),
      findings,
    )
    return { norm: id, failed: failedLines(explanation, path, sources), asCompiled }
  })
}

type Voice = { readonly id: string; readonly path: string }

/** The tables of who may do this: `acts/read` and `acts/read_obligation`. */
function actRules(rules: readonly string[], kind: string): Voice[] {
  const own = rules.filter((file) => file === `acts/${kind}.rego` || file.startsWith(`acts/${kind}_`))
  return own.map((path) => ({ id: path.replace(/\.rego$/, ''), path }))
}

/** What nobody permits is refused under these norms by precedence, and not by themselves. */
const BY_PRECEDENCE: Readonly<Record<string, string>> = Object.fromEntries(
  ['AVG-01', 'AWB-01'].map((norm) => [norm, canonicalText({ norm, effect: 'deny' })]),
)

function isSaid(id: string, said: readonly unknown[], findings: Verdict['findings']): boolean {
  const sources = new Set(said.map(canonicalText))
  const all = new Set(findings.map(canonicalText))
  const compiled = new Set(findings.filter(({ norm }) => norm === id).map(canonicalText))
  const only = [...compiled].filter((one) => !sources.has(one) && one !== BY_PRECEDENCE[id])
  return only.length === 0 && [...sources].every((one) => all.has(one))
}

type Failure = FailedLine & {
  /** Package and name of the rule that the line stands in, and those of all that it names. */
  readonly rule: string
  readonly names: readonly string[]
}

function failedLines(events: readonly Event[], path: string, sources: ReadonlyMap<string, readonly string[]>) {
  const failures = failuresOf(events, sources)
  const below = (names: readonly string[], above: readonly string[]): FailedLine[] =>
    above.length > DEPTH
      ? []
      : failures
          .filter(({ rule }) => names.includes(rule) && !above.includes(rule))
          .flatMap((one) => plain(one, below(one.names, [...above, one.rule])))
  const own = failures.filter(({ file }) => file === path)
  // What another line of the norm names stands below that line.
  const named = new Set(own.flatMap(({ names }) => names))
  return own.filter(({ rule }) => !named.has(rule)).flatMap((one) => plain(one, below(one.names, [one.rule])))
}

function plain({ file, line, expression, held }: Failure, because: readonly FailedLine[]): FailedLine[] {
  return held && because.length === 0 ? [] : [{ file, line, expression, held, because }]
}

/** Lines in the body of a rule. What fails inside a comprehension is no failure of its line. */
function failuresOf(events: readonly Event[], sources: ReadonlyMap<string, readonly string[]>): Failure[] {
  const rules = new Map<number, string>()
  const found = new Map<string, Failure>()
  for (const { Op, Node, Location, QueryID, ParentID } of events) {
    const { file, row, col } = Location
    const text = sources.get(file)
    const head = ruleNode.safeParse(Node).data?.head
    if (!text) continue
    if (Op === 'Enter' && head) rules.set(QueryID, `${packageOf(text)}.${head.ref?.[0]?.value ?? head.name ?? ''}`)
    // What a `not` denies is a query of its own, below that of the rule.
    const held = !rules.has(QueryID)
    const rule = rules.get(held ? ParentID : QueryID)
    const expression = (text[row - 1] ?? '').trim()
    const denied = (text[row - 1] ?? '').slice(col - 1).startsWith('not ')
    if (Op !== 'Fail' || rule === undefined || (held && !denied)) continue
    found.set(`${file}:${row}`, { file, line: row, expression, held, because: [], rule, names: namesIn(Node) })
  }
  return [...found.values()].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
}

function packageOf(text: readonly string[]): string {
  return text.find((line) => line.startsWith('package '))?.slice('package '.length) ?? ''
}

const term = z.object({ type: z.string(), value: z.unknown() })

/** `data.lib.wgs` as `lib.wgs`, wherever it stands in the expression. */
function namesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(namesIn)
  if (typeof node !== 'object' || node === null) return []
  const ref = z.object({ type: z.literal('ref'), value: z.array(term) }).safeParse(node).data
  const parts = ref?.value.map(({ value }) => String(value)) ?? []
  const own = parts[0] === 'data' ? [nameOfRule(parts.slice(1))] : []
  return [...own, ...Object.values(node).flatMap(namesIn)]
}

/** Steps to a rule: a norm is three packages deep, an act two, the library one; what comes behind is an entry of the value. */
const PACKAGES: Readonly<Record<string, number>> = { norms: 4, acts: 3 }

function nameOfRule(parts: readonly string[]): string {
  return parts.slice(0, PACKAGES[parts[0] ?? ''] ?? 2).join('.')
}

/** In words, Dutch first. */
export function traceLines(trace: Trace): string[] {
  if ('unavailable' in trace) return ['', `zonder spoor / without a trace: ${trace.unavailable}`]
  const head = `regels die niet opgingen / lines that failed (OPA ${trace.opa})`
  return [
    '',
    head,
    ...trace.norms.flatMap(({ norm, failed, asCompiled }) => [
      `${norm}:${asCompiled ? '' : OTHERWISE}`,
      ...linesOf(failed, '  '),
    ]),
  ]
}

const OTHERWISE =
  ' deze bronnen zeggen iets anders dan de bundel: sluis policy build / these sources say otherwise than the bundle: build'

function linesOf(failed: readonly FailedLine[], indent: string): string[] {
  if (failed.length === 0 && indent === '  ') return ['  geen regel ging niet op / no line failed']
  return failed.flatMap(({ file, line, expression, held, because }) => [
    `${indent}${file}:${line}: ${expression}${held ? ' (ging op / held)' : ''}`,
    ...linesOf(because, `${indent}  `),
  ])
}
