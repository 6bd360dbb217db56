/**
 * Rules about rules: policies/check judges the syntax trees that OPA itself makes. Here is gathered what it judges, and
 * told what it found. The rules of this installation judge, whatever folder is judged: a folder cannot excuse itself.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Facts } from '../../policy/facts.ts'
import type { Opa } from '../opa.ts'
import { METADATA_SCHEMA, type Metadata } from './norms.ts'
import { isTest, opaOutput, readSources, type Sources } from './sources.ts'
import { NULLABLE, wordsOf } from './vocabulary.ts'
import { POLICIES_OPTION } from './workbench.ts'

const term = z.object({ type: z.string(), value: z.unknown() })
/** Loose: bodies, `else` and comprehensions stay in the tree, because they are looked into everywhere. */
const rule = z.looseObject({
  head: z.looseObject({ ref: z.array(term), key: z.unknown().optional(), value: term.optional() }),
})
const moduleSchema = z.object({
  package: z.object({ path: z.array(term) }),
  imports: z.array(z.object({ path: term, alias: z.string().optional() })).optional(),
  rules: z.array(rule).optional(),
})
export const modulesSchema = z.record(z.string(), moduleSchema)
/** By file: what `rego.parse_module` gives. */
export type Modules = z.infer<typeof modulesSchema>

/** What a norm speaks through: an inquiry, fetched records, or an act on a case or the log. */
export const VOICES = ['findings', 'screening', 'acts']

/** All rules in one run of OPA, through its own parser; judged in the same run, because the trees are large. */
export const PARSE =
  'modules := {file: module | some file, text in input.files; module := rego.parse_module(file, text)}'
/** Of tests only what they name is judged: `not` with a misspelt name is content for ever. */
const PARSE_TESTS =
  'tested := {file: module | some file, text in input.tested; module := rego.parse_module(file, text)}'
const JUDGE =
  'breaches := data.check.breaches with input as object.union(input.about, {"modules": modules, "tested": tested})'

/** A breach stands on a line, or somewhere in the tree of its file. */
const breachSchema = z.object({
  file: z.string(),
  text: z.string(),
  line: z.number().optional(),
  at: z.array(z.union([z.string(), z.number()])).optional(),
})
type Breach = z.infer<typeof breachSchema>

const judgedSchema = z.object({ modules: modulesSchema, breaches: z.array(breachSchema) })

export type Parsed = Pick<Sources, 'folder' | 'rules'>

export type About = {
  readonly norms: ReadonlyMap<string, Metadata>
  readonly tests: readonly string[]
  readonly facts: Facts
}

/** The trees as well: they are parsed and judged in one run. Every breach is a line: file, line, what is wrong, what to do. */
export function judgeRules(opa: Opa, sources: Parsed, { norms, tests, facts }: About) {
  const about = {
    norms: Object.fromEntries(norms),
    tests,
    voices: VOICES,
    metadata: METADATA_SCHEMA,
    words: wordsOf(facts),
    nullable: NULLABLE,
  }
  const { folder } = sources
  const tested = textsOf({ folder, rules: tests })
  const stdin = JSON.stringify({ files: textsOf(sources), tested, about })
  const args = ['eval', '-f', 'json', '-I', ...judges(), `${PARSE}; ${PARSE_TESTS}; ${JUDGE}`]
  const { modules, breaches } = judgedSchema.parse(bindingsIn(opaOutput(opa, folder, args, stdin)))
  return { modules, breaches: told(opa, folder, breaches) }
}

const answerSchema = z.object({ result: z.tuple([z.object({ bindings: z.unknown() })]) })

/** What `opa eval` bound to the variables of its query. */
export function bindingsIn(output: string): unknown {
  return answerSchema.parse(JSON.parse(output)).result[0].bindings
}

function judges(): string[] {
  const folder = POLICIES_OPTION.policies.default
  return readSources(folder)
    .checks.filter((file) => !isTest(file))
    .flatMap((file) => ['-d', join(folder, file)])
}

export function textsOf({ folder, rules }: Parsed): Readonly<Record<string, string>> {
  return Object.fromEntries(rules.map((file) => [file, readFileSync(join(folder, file), 'utf8')]))
}

function told(opa: Opa, folder: string, breaches: readonly Breach[]): string[] {
  const trees = new Map<string, unknown>()
  const treeOf = (file: string): unknown => {
    if (!trees.has(file)) trees.set(file, locatedTree(opa, folder, file))
    return trees.get(file)
  }
  const lined = breaches.map(({ file, text, line, at }) => ({
    file,
    text,
    line: line ?? lineAt(treeOf(file), at ?? []),
  }))
  lined.sort((a, b) => order(a.file, b.file) || a.line - b.line || order(a.text, b.text))
  return [...new Set(lined.map(({ file, line, text }) => `${file}:${line}: ${text}`))]
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The same tree with locations, which `rego.parse_module` does not give: a run per file, so only of what has a breach. */
function locatedTree(opa: Opa, folder: string, file: string): unknown {
  return JSON.parse(opaOutput(opa, folder, ['parse', '--json-include', 'locations', '-f', 'json', file]))
}

const located = z.looseObject({ location: z.object({ row: z.number() }) })

/** The line of the last thing on the way that has one. */
function lineAt(tree: unknown, at: readonly (string | number)[]): number {
  let line = 1
  let node = tree
  for (const step of at) {
    node = (node as Readonly<Record<string | number, unknown>> | undefined)?.[step]
    line = located.safeParse(node).data?.location.row ?? line
  }
  return line
}
