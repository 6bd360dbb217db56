/** `sluis policy check`: format, types against the schema of the policy input, tables, and our rules about rules. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type CommandIo, EXIT, EXIT_HELP } from '../help.ts'
import type { Opa } from '../opa.ts'
import { factTable } from './fact-table.ts'
import { isNorm, readNorms } from './norms.ts'
import { readOwners } from './owners.ts'
import { judgeRules, type Modules, modulesSchema } from './rules.ts'
import { inputSchemaForOpa } from './schema.ts'
import { lines, opaOutput, PolicyProblems, readFacts, readSources, type Sources } from './sources.ts'
import { type Answer, give, JSON_OPTION, opaOrWhy, POLICIES_OPTION } from './workbench.ts'

export const CHECK_HELP = `sluis policy check [--policies <map>] [--json]

Controleert opmaak, typen tegen de invoer, tabellen, regels over regels, en of elk feit een eigenaar en een lezer heeft. Met OPA.
Checks format, types against the input, tables, rules about rules, and that each fact has an owner and a reader. With OPA.

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
  const formatted = opa.run(['fmt', '--fail', '--list', ...files], { cwd: folder })
  const problems = lines(formatted.stdout).map((file) => `${file}: not formatted; run sluis policy fmt`)
  if (formatted.code !== 0 && problems.length === 0) problems.push(...lines(formatted.stderr))
  problems.push(...typeProblems(opa, folder, files))
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

function judgeSources(opa: Opa, sources: Sources): string[] {
  const facts = readFacts(sources.folder)
  const norms = readNorms(opa, sources)
  const modules = parseModules(opa, sources)
  const silent = sources.tests.filter((test) => isNorm(test) && !sources.rules.includes(ruleOf(test)))
  return [
    ...silent.map((test) => `${test}: tests a norm that is not there`),
    ...judgeRules({ modules, norms, tests: sources.tests, facts }),
    ...factTable({ modules, owners: readOwners(sources.folder), facts }).holes,
  ]
}

function ruleOf(test: string): string {
  return test.replace(/_test\.rego$/, '.rego')
}

/** All rules in one run of OPA, through its own parser. */
export function parseModules(opa: Opa, sources: Pick<Sources, 'folder' | 'rules'>): Modules {
  const files = Object.fromEntries(
    sources.rules.map((file) => [file, readFileSync(join(sources.folder, file), 'utf8')]),
  )
  const query = '{file: module | some file, text in input; module := rego.parse_module(file, text)}'
  const output = opaOutput(opa, sources.folder, ['eval', '-f', 'json', '-I', query], JSON.stringify(files))
  return answerSchema.parse(JSON.parse(output)).result[0].expressions[0].value
}

const answerSchema = z.object({
  result: z.tuple([z.object({ expressions: z.tuple([z.object({ value: modulesSchema })]) })]),
})

function collect(work: () => string[]): string[] {
  try {
    return work()
  } catch (error) {
    if (error instanceof PolicyProblems) return [...error.problems]
    throw error
  }
}
