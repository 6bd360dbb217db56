/** `sluis policy`: build, check, test and format the rules of policies/ with the pinned OPA. */
import { fileURLToPath } from 'node:url'
import { findOpa, type Opa } from './opa.ts'
import { buildBundle, writeBundle } from './policy/build.ts'
import { checkPolicies } from './policy/check.ts'
import { lines, opaOutput, PolicyProblems, readSources } from './policy/sources.ts'
import { testPolicies, uncoveredLines } from './policy/test.ts'

export const POLICY_HELP = `sluis policy <build | check | test | fmt> [options]

  build              compile policies/ to policies/bundle, and print its digest
  check              format, types against the policy input, tables, rules about rules
  test [--coverage]  run the Rego tests; with --coverage every line of every rule must be reached
  fmt                format the Rego files

  --policies <dir>   another policies folder
  --json             print {"ok": ..., "lines": [...]} instead of lines
  --help             this text

OPA is looked for in SLUIS_OPA, then in .cache/opa, then built once with Go.
Exit codes: 0 all is well, 1 the policies have a problem, 2 wrong usage, 3 OPA is not to be had.`

/** Where `npm run sluis` and an installed `sluis` find themselves: the folder above src or dist. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url))

type Answer = { readonly ok: boolean; readonly lines: readonly string[] }
type Task = (opa: Opa, folder: string, options: { readonly coverage: boolean }) => Answer

const TASKS: Readonly<Record<string, Task>> = { build, check, test, fmt }

/** `args` are what follows `sluis policy`. Resolves with the exit code. */
export async function policyCommand(args: string[]): Promise<number> {
  const options = readOptions(args)
  if (options === 'help') {
    process.stdout.write(`${POLICY_HELP}\n`)
    return 0
  }
  const task = options && Object.hasOwn(TASKS, options.task) ? TASKS[options.task] : undefined
  if (!options || !task) {
    process.stderr.write(`${POLICY_HELP}\n`)
    return 2
  }
  const search = findOpa(ROOT, process.env, (line) => process.stderr.write(`${line}\n`))
  if (!search.found) {
    process.stderr.write(`${search.why}\n`)
    return 3
  }
  const answer = run(() => task(search.opa, options.folder, options))
  if (options.json) process.stdout.write(`${JSON.stringify(answer)}\n`)
  else (answer.ok ? process.stdout : process.stderr).write(answer.lines.map((line) => `${line}\n`).join(''))
  return answer.ok ? 0 : 1
}

function build(opa: Opa, folder: string): Answer {
  const built = buildBundle(opa, folder)
  writeBundle(folder, built)
  return { ok: true, lines: lines(built.digest) }
}

function check(opa: Opa, folder: string): Answer {
  const problems = checkPolicies(opa, folder)
  return problems.length > 0 ? { ok: false, lines: problems } : { ok: true, lines: ['policies: no problems'] }
}

function test(opa: Opa, folder: string, { coverage }: { readonly coverage: boolean }): Answer {
  const tested = testPolicies(opa, folder)
  if (!tested.passed || !coverage) return { ok: tested.passed, lines: tested.lines }
  const gaps = uncoveredLines(opa, folder)
  return gaps.length > 0 ? { ok: false, lines: gaps } : { ok: true, lines: [...tested.lines, 'coverage: 100 %'] }
}

function fmt(opa: Opa, folder: string): Answer {
  const { rules, tests } = readSources(folder)
  const changed = lines(opaOutput(opa, folder, ['fmt', '--list', '--write', ...rules, ...tests]))
  return { ok: true, lines: changed }
}

function run(task: () => Answer): Answer {
  try {
    return task()
  } catch (error) {
    if (error instanceof PolicyProblems) return { ok: false, lines: error.problems }
    throw error
  }
}

type Options = { readonly task: string; readonly folder: string; readonly coverage: boolean; readonly json: boolean }

/** undefined: not understood. */
function readOptions(args: readonly string[]): Options | 'help' | undefined {
  if (args.includes('--help') || args.includes('-h')) return 'help'
  const [task, ...rest] = args
  let options: Options = { task: task ?? '', folder: `${ROOT}policies`, coverage: false, json: false }
  while (rest.length > 0) {
    const flag = rest.shift()
    const value = flag === '--policies' ? rest.shift() : undefined
    if (value !== undefined) options = { ...options, folder: value }
    else if (flag === '--coverage' && task === 'test') options = { ...options, coverage: true }
    else if (flag === '--json') options = { ...options, json: true }
    else return undefined
  }
  return options
}
