/** `sluis policy check`: format, types against the schema of the policy input, tables, and our rules about rules. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Acts } from '../../policy/acts.ts'
import { PolicyProblems } from '../../policy/problems.ts'
import { type CommandIo, EXIT, EXIT_HELP } from '../help.ts'
import type { Opa } from '../opa.ts'
import { factTable } from './fact-table.ts'
import { type Metadata, readMetadata, UNREAD } from './norms.ts'
import { readOwners } from './owners.ts'
import { bindingsIn, judgeRules, type Modules, modulesSchema, PARSE, type Parsed, textsOf } from './rules.ts'
import { inputSchemaForOpa } from './schema.ts'
import { lines, opaOutput, readActs, readFacts, readRetention, readSources, type Sources } from './sources.ts'
import { type Answer, give, JSON_OPTION, opaOrWhy, POLICIES_OPTION } from './workbench.ts'

export const CHECK_HELP = `sluis policy check [--policies <map>] [--json]

Controleert opmaak, typen tegen de invoer, tabellen, regels over regels, en of elk feit een eigenaar en een lezer heeft, en elke
wet van een norm in acts.json staat. Met OPA.
Checks format, types against the input, tables, rules about rules, and that each fact has an owner and a reader, and each act of a
norm is in acts.json. With OPA.

  --policies <map>   een andere map / another folder
  --json             {"ok": ..., "lines": [...]}

${EXIT_HELP}`

export async function checkCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { ...POLICIES_OPTION, ...JSON_OPTION } })
  const opa = opaOrWhy(io)
  return opa ? give(io, values.json, () => checked(opa, values.policies)) : EXIT.unavailable
}

function checked(opa: Opa, folder: string): Answer {
  const problems = checkPolicies(opa, folder)
  return problems.length > 0 ? { ok: false, lines: problems } : { ok: true, lines: ['policies: no problems'] }
}

/** Every problem of the sources, a line each; empty: none. */
export function checkPolicies(opa: Opa, folder: string): string[] {
  const sources = readSources(folder)
  const files = [...sources.rules, ...sources.tests]
  const formatted = opa.run(['fmt', '--fail', '--list', ...files, ...sources.checks], { cwd: folder })
  const problems = lines(formatted.stdout).map((file) => `${file}: not formatted; run sluis policy fmt`)
  if (formatted.code !== 0 && problems.length === 0) problems.push(...lines(formatted.stderr))
  problems.push(...typeProblems(opa, folder, files), ...strictProblems(opa, sources))
  // What does not parse cannot be judged any further.
  return problems.length > 0 ? problems : collect(() => judgeSources(opa, sources))
}

/** Type-checks the files against the policy input: a misspelt `input.inquiry.purpos` is an error. */
export function typeProblems(opa: Opa, folder: string, files: readonly string[]): string[] {
  const scratch = mkdtempSync(join(tmpdir(), 'sluis-policy-'))
  try {
    // A file: given a folder, OPA would check only packages that name their schema.
    const schema = join(scratch, 'input.json')
    writeFileSync(schema, JSON.stringify(inputSchemaForOpa()))
    return collect(() => {
      opaOutput(opa, folder, ['check', '--strict', '-s', schema, ...files])
      return []
    })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** The rules about rules read another document than the policy input. */
function strictProblems(opa: Opa, { folder, checks }: Sources): string[] {
  return checks.length === 0 ? [] : collect(() => lines(opaOutput(opa, folder, ['check', '--strict', ...checks])))
}

function judgeSources(opa: Opa, sources: Sources): string[] {
  const facts = readFacts(sources.folder)
  readRetention(sources.folder)
  const norms = readMetadata(opa, sources)
  const about = { norms, tests: sources.tests, facts }
  const { breaches, modules } = judgeRules(opa, sources, about)
  return [
    ...breaches,
    ...factTable({ modules, owners: readOwners(sources.folder), facts }).holes,
    ...actHoles(norms, readActs(sources.folder)),
  ]
}

/** A norm rests on an act that people can look up, or the table says why they cannot. */
function actHoles(norms: ReadonlyMap<string, Metadata>, acts: Acts | null): string[] {
  return [...norms].flatMap(([path, { line, metadata }]) => {
    const of = z.object({ act: z.string(), article: z.string() }).safeParse(metadata)
    if (!of.success || !acts || of.data.article === UNREAD) return []
    return acts.holesIn(of.data).map((hole) => `${path}:${line}: ${hole}`)
  })
}

/** The syntax trees alone, for who does not judge. */
export function parseModules(opa: Opa, sources: Parsed): Modules {
  const stdin = JSON.stringify({ files: textsOf(sources) })
  const output = opaOutput(opa, sources.folder, ['eval', '-f', 'json', '-I', PARSE], stdin)
  return z.object({ modules: modulesSchema }).parse(bindingsIn(output)).modules
}

function collect(work: () => string[]): string[] {
  try {
    return work()
  } catch (error) {
    if (error instanceof PolicyProblems) return [...error.problems]
    throw error
  }
}
