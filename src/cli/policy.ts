/** `sluis policy`: the workbench of policy authors, a command a file in src/cli/policy. */
import { type CommandIo, EXIT, EXIT_HELP, isUsageError, PROCESS, UsageError } from './help.ts'

type Loaded = {
  readonly help: string
  readonly run: (args: readonly string[], io: CommandIo) => Promise<number>
}
type Command = { readonly nl: string; readonly en: string; readonly load: () => Promise<Loaded> }

const COMMANDS: Readonly<Record<string, Command>> = {
  build: {
    nl: 'compileert naar policies/bundle',
    en: 'compiles to policies/bundle',
    load: async () => {
      const [{ BUILD_HELP, buildCommand }, { withShown }] = await Promise.all([
        import('./policy/build.ts'),
        import('./policy/matrix.ts'),
      ])
      return { help: BUILD_HELP, run: withShown(buildCommand) }
    },
  },
  check: {
    nl: 'controleert opmaak, typen, tabellen en regels over regels',
    en: 'checks format, types, tables and rules about rules',
    load: async () => {
      const { CHECK_HELP, checkCommand } = await import('./policy/check.ts')
      return { help: CHECK_HELP, run: checkCommand }
    },
  },
  test: {
    nl: 'voert de Rego-tests en de casussen uit, één keer of bij elke wijziging',
    en: 'runs the Rego tests and the cases, once or at every change',
    load: async () => {
      const { TEST_HELP, testCommand } = await import('./policy/test.ts')
      return { help: TEST_HELP, run: testCommand }
    },
  },
  fmt: {
    nl: 'maakt de Rego-bestanden op',
    en: 'formats the Rego files',
    load: async () => {
      const { FMT_HELP, fmtCommand } = await import('./policy/fmt.ts')
      return { help: FMT_HELP, run: fmtCommand }
    },
  },
  new: {
    nl: 'begint een norm: regel, metadata, test en rijen, die weigert',
    en: 'starts a norm: rule, metadata, test and rows, that refuses',
    load: async () => {
      const { NEW_HELP, newCommand } = await import('./policy/new.ts')
      return { help: NEW_HELP, run: newCommand }
    },
  },
  eval: {
    nl: 'beoordeelt één invoer met de gecompileerde regels',
    en: 'judges one input with the compiled rules',
    load: async () => {
      const { EVAL_HELP, evalCommand } = await import('./policy/eval.ts')
      return { help: EVAL_HELP, run: evalCommand }
    },
  },
  explain: {
    nl: 'zegt welke normen spraken, waarom, en waarom niet',
    en: 'says which norms spoke, why, and why not',
    load: async () => {
      const { EXPLAIN_HELP, explainCommand } = await import('./policy/explain.ts')
      return { help: EXPLAIN_HELP, run: explainCommand }
    },
  },
  cases: {
    nl: 'vergelijkt hele beslissingen met wat een jurist verwacht',
    en: 'compares whole decisions with what a lawyer expects',
    load: async () => {
      const { CASES_HELP, casesCommand } = await import('./policy/cases.ts')
      return { help: CASES_HELP, run: casesCommand }
    },
  },
  matrix: {
    nl: 'zegt per norm waar zij staat, getest is en gezien werd',
    en: 'says of each norm where it stands, is tested and was seen',
    load: async () => {
      const { MATRIX_HELP, matrixCommand } = await import('./policy/matrix.ts')
      return { help: MATRIX_HELP, run: matrixCommand }
    },
  },
  diff: {
    nl: 'zegt wat een nieuwe bundel opent of sluit',
    en: 'says what a new bundle opens or closes',
    load: async () => {
      const { DIFF_HELP, diffCommand } = await import('./policy/diff.ts')
      return { help: DIFF_HELP, run: diffCommand }
    },
  },
}

const overview = Object.entries(COMMANDS)
  .map(([name, { nl, en }]) => `  ${name.padEnd(9)} ${nl}\n            ${en}\n`)
  .join('')

export const POLICY_HELP = `sluis policy <commando> [opties]

De werkbank voor wie de regels in policies/ schrijft of nakijkt.
The workbench of who writes or reviews the rules in policies/.

${overview}
sluis policy <commando> --help

OPA: SLUIS_OPA, anders / else .cache/opa, anders eenmalig met Go gebouwd / else built once with Go.
new, eval, explain, cases, matrix en/and diff werken ook zonder OPA / work without OPA as well.

${EXIT_HELP}`

/** `args` are what follows `sluis policy`. Resolves with the exit code; throws UsageError for wrong use. */
export async function policyCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  const [name = '', ...others] = args
  if (name === '--help' || name === '-h') {
    io.out(POLICY_HELP)
    return EXIT.ok
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) throw new UsageError(Object.keys(COMMANDS).join(', '))
  const { help, run } = await command.load()
  if (others.includes('--help') || others.includes('-h')) {
    io.out(help)
    return EXIT.ok
  }
  try {
    return await run(others, io)
  } catch (error) {
    if (!(error instanceof Error) || !isUsageError(error)) throw error
    throw new UsageError(`${name}: ${error.message}`, { cause: error })
  }
}
