/** `sluis policy`: build, check, test and format the rules of policies/ with the pinned OPA. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadBundle } from '../policy/bundle.ts'
import { createEngine } from '../policy/engine.ts'
import { PolicyFault } from '../ports.ts'
import { type CommandIo, EXIT, EXIT_HELP, PROCESS, UsageError } from './help.ts'
import { findOpa, type Opa } from './opa.ts'
import { buildBundle, sha256, writeBundle } from './policy/build.ts'
import { checkPolicies } from './policy/check.ts'
import { lines, opaOutput, PolicyProblems, readSources } from './policy/sources.ts'
import { testPolicies, uncoveredLines } from './policy/test.ts'

export const POLICY_HELP = `sluis policy <build | check | test | fmt> [--policies <map>] [--json]

Controleert, test en bouwt de regels in policies/, met de vastgelegde versie van OPA.
Checks, tests and builds the rules in policies/, with the pinned version of OPA.

  build              compileert naar policies/bundle / compiles to policies/bundle
  check              opmaak, typen, tabellen, regels over regels / format, types, tables, rules about rules
  test               voert de Rego-tests uit / runs the Rego tests
  fmt                maakt de Rego-bestanden op / formats the Rego files

  --coverage         bij test: elke regel code moet geraakt zijn / with test: every line must be reached
  --policies <map>   een andere map / another folder
  --json             {"ok": ..., "lines": [...]}

OPA: SLUIS_OPA, anders / else .cache/opa, anders eenmalig met Go gebouwd / else built once with Go.

${EXIT_HELP}`

/** The folder above src or dist, so that a checkout and an installed `sluis` both find their policies. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url))

type Answer = { readonly ok: boolean; readonly lines: readonly string[] }
type Task = (opa: Opa, folder: string, coverage: boolean) => Answer

const TASKS: Readonly<Record<string, Task>> = { build, check, test, fmt }
const OPTIONS = {
  coverage: { type: 'boolean', default: false },
  policies: { type: 'string', default: `${ROOT}policies` },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** `args` are what follows `sluis policy`. Resolves with the exit code; throws for wrong use. */
export async function policyCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  if (values.help) {
    io.out(POLICY_HELP)
    return EXIT.ok
  }
  const [name = '', ...others] = positionals
  const task = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined
  if (!task || others.length > 0) throw new UsageError('build, check, test or fmt')
  if (values.coverage && task !== test) throw new UsageError('--coverage belongs to test')
  const search = findOpa(ROOT, io.env, (line) => io.err(`${line}\n`))
  if (!search.found) {
    io.err(`${search.why}\n`)
    return EXIT.unavailable
  }
  const answer = problemsAsAnswer(() => task(search.opa, values.policies, values.coverage))
  if (values.json) io.out(`${JSON.stringify(answer)}\n`)
  else (answer.ok ? io.out : io.err)(answer.lines.map((line) => `${line}\n`).join(''))
  return answer.ok ? EXIT.ok : EXIT.refused
}

function build(opa: Opa, folder: string): Answer {
  const built = buildBundle(opa, folder)
  // What would not be loaded is not written: the same checks and the same canary as at the start of the server.
  createEngine(loadBundle(built, {}, sha256))
  writeBundle(folder, built)
  return { ok: true, lines: lines(built.digest) }
}

function check(opa: Opa, folder: string): Answer {
  const problems = checkPolicies(opa, folder)
  return problems.length > 0 ? { ok: false, lines: problems } : { ok: true, lines: ['policies: no problems'] }
}

function test(opa: Opa, folder: string, coverage: boolean): Answer {
  const tested = testPolicies(opa, folder)
  if (!tested.passed || !coverage) return { ok: tested.passed, lines: tested.lines }
  const gaps = uncoveredLines(opa, folder)
  return gaps.length > 0 ? { ok: false, lines: gaps } : { ok: true, lines: [...tested.lines, 'coverage: 100 %'] }
}

function fmt(opa: Opa, folder: string): Answer {
  const { rules, tests } = readSources(folder)
  // Two runs: with both flags OPA lists and does not write.
  const changed = lines(opaOutput(opa, folder, ['fmt', '--list', ...rules, ...tests]))
  opaOutput(opa, folder, ['fmt', '--write', ...rules, ...tests])
  return { ok: true, lines: changed }
}

function problemsAsAnswer(task: () => Answer): Answer {
  try {
    return task()
  } catch (error) {
    if (error instanceof PolicyProblems) return { ok: false, lines: error.problems }
    if (error instanceof PolicyFault) return { ok: false, lines: [error.message] }
    throw error
  }
}
