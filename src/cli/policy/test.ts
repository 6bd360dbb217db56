/** `sluis policy test`: the Rego tests over the real tables, and the cases; with coverage, every line must be reached. */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type CommandIo, EXIT, EXIT_HELP } from '../help.ts'
import type { Opa } from '../opa.ts'
import { casesOfSources } from './cases.ts'
import { isTest, lines, readSources } from './sources.ts'
import { onChange } from './watch.ts'
import { type Answer, give, JSON_OPTION, opaOrWhy, POLICIES_OPTION } from './workbench.ts'

export const TEST_HELP = `sluis policy test [--coverage] [--watch] [--policies <map>] [--json]

Voert de Rego-tests uit, en de casussen van policies/cases. Met OPA.
Runs the Rego tests, and the cases of policies/cases. With OPA.

  --coverage         elke regel code moet door een Rego-test geraakt zijn / a Rego test must reach every line
  --watch            opnieuw bij elke wijziging, tot Ctrl-C / again at every change, until Ctrl-C
  --policies <map>   een andere map / another folder
  --json             {"ok": ..., "lines": [...]}

${EXIT_HELP}`

const OPTIONS = {
  ...POLICIES_OPTION,
  ...JSON_OPTION,
  coverage: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
} as const

/** With --watch the exit code is that of the last run; `until` ends it, and is Ctrl-C where nothing is given. */
export async function testCommand(args: readonly string[], io: CommandIo, until?: AbortSignal): Promise<number> {
  const { policies, coverage, json, watch } = parseArgs({ args: [...args], options: OPTIONS }).values
  const opa = opaOrWhy(io)
  if (!opa) return EXIT.unavailable
  const run = () => give(io, json, () => tested(opa, policies, coverage))
  let code = run()
  if (!watch) return code
  const again = () => {
    code = run()
  }
  await onChange(policies, isSource, again, until ?? interrupted())
  return code
}

/** Not what the commands themselves write. */
function isSource(file: string): boolean {
  return /\.(rego|json)$/.test(file) && !file.startsWith('bundle/')
}

function interrupted(): AbortSignal {
  const controller = new AbortController()
  process.once('SIGINT', () => controller.abort())
  return controller.signal
}

function tested(opa: Opa, folder: string, coverage: boolean): Answer {
  const rego = testPolicies(opa, folder)
  if (!rego.passed) return { ok: false, lines: rego.lines }
  const cases = casesOfSources(opa, folder)
  if (!cases.ok) return cases
  const passed = [...rego.lines, ...cases.lines]
  if (!coverage) return { ok: true, lines: passed }
  const gaps = uncoveredLines(opa, folder)
  return gaps.length > 0 ? { ok: false, lines: gaps } : { ok: true, lines: [...passed, 'coverage: 100 %'] }
}

export type Tested = { readonly passed: boolean; readonly lines: readonly string[] }

export function testPolicies(opa: Opa, folder: string): Tested {
  const done = opa.run(['test', ...testArgs(folder)], { cwd: folder })
  return { passed: done.code === 0, lines: lines(`${done.stdout}\n${done.stderr}`) }
}

const reportSchema = z.object({
  coverage: z.number(),
  files: z.record(
    z.string(),
    z.object({ not_covered: z.array(z.object({ start: z.object({ row: z.number() }) })).optional() }),
  ),
})

/** Lines of rules that no test reaches, as `file:line`. Run the tests first: a failing test is reported there. */
export function uncoveredLines(opa: Opa, folder: string): string[] {
  const done = opa.run(['test', '--coverage', '-f', 'json', ...testArgs(folder)], { cwd: folder })
  if (done.code !== 0) return lines(done.stderr)
  const { files } = reportSchema.parse(JSON.parse(done.stdout))
  const { rules, checks } = readSources(folder)
  return [...rules, ...checks.filter((file) => !isTest(file))].flatMap((file) => {
    const report = files[file]
    // A file that the report leaves out has no rule that was ever looked at.
    if (!report) return [`${file}: no test reaches it`]
    const rows = new Set((report.not_covered ?? []).map((range) => range.start.row))
    return [...rows].sort((a, b) => a - b).map((row) => `${file}:${row}: no test reaches this line`)
  })
}

function testArgs(folder: string): string[] {
  const { rules, tests, checks, tables } = readSources(folder)
  return [...rules, ...tests, ...checks, ...tables]
}
