/** The commands of `sluis`: one row each. A command is loaded when it is asked for, so that help needs no database. */
import { readFileSync } from 'node:fs'
import { type CommandIo, EXIT, EXIT_HELP, isUsageError, PROCESS } from './help.ts'

type Run = (args: string[]) => Promise<number>
type Command = {
  readonly nl: string
  readonly en: string
  readonly load: () => Promise<Run>
  /** Absent: the command answers --help itself, because it has commands below it. */
  readonly help?: () => Promise<string> | string
}

const COMMANDS: Readonly<Record<string, Command>> = {
  serve: {
    nl: 'start de server',
    en: 'starts the server',
    load: async () => (await import('./serve.ts')).serveCommand,
    help: () => SERVE_HELP,
  },
  demo: {
    nl: 'vertelt het hele verhaal op verzonnen gegevens',
    en: 'tells the whole story on synthetic data',
    load: async () => (await import('./demo.ts')).demoCommand,
    help: () => DEMO_HELP,
  },
  token: {
    nl: 'geeft een token om mee te proberen',
    en: 'prints a token to try with',
    load: async () => (await import('./token.ts')).tokenCommand,
    help: async () => (await import('./token.ts')).TOKEN_HELP,
  },
  config: {
    nl: 'toont de configuratie, of wat eraan mankeert',
    en: 'shows the configuration, or what is wrong with it',
    load: async () => (await import('./config.ts')).configCommand,
    help: async () => (await import('./config.ts')).CONFIG_HELP,
  },
  keys: {
    nl: 'maakt de map met sleutels, en vernieuwt sleutels',
    en: 'makes the key folder, and rotates keys',
    load: async () => (await import('./keys.ts')).keysCommand,
    help: async () => (await import('./keys.ts')).KEYS_HELP,
  },
  log: {
    nl: 'rekent het logboek na, neemt het mee, of neemt het over',
    en: 'checks the log, takes it out, or takes it in',
    load: async () => (await import('./log.ts')).logCommand,
  },
  backup: {
    nl: 'maakt een reservekopie naast een draaiende server',
    en: 'makes a backup beside a running server',
    load: async () => (await import('./backup.ts')).backupCommand,
    help: async () => (await import('./backup.ts')).BACKUP_HELP,
  },
  restore: {
    nl: 'zet een reservekopie terug in een lege map',
    en: 'puts a backup back into an empty folder',
    load: async () => (await import('./restore.ts')).restoreCommand,
    help: async () => (await import('./restore.ts')).RESTORE_HELP,
  },
  policy: {
    nl: 'controleert, test en bouwt de regels',
    en: 'checks, tests and builds the rules',
    load: async () => (await import('./policy.ts')).policyCommand,
  },
  replay: {
    nl: 'rekent beslissingen opnieuw uit en vergelijkt ze met het logboek',
    en: 'evaluates decisions again and compares them with the log',
    load: async () => (await import('./replay.ts')).replayCommand,
    help: async () => (await import('./replay.ts')).REPLAY_HELP,
  },
  retention: {
    nl: 'toont wat hoe lang bewaard wordt, en waarom',
    en: 'shows what is kept for how long, and why',
    load: async () => (await import('./retention.ts')).retentionCommand,
    help: async () => (await import('./retention.ts')).RETENTION_HELP,
  },
  codes: {
    nl: 'toont codes van organen, afdelingen, rollen en stappen',
    en: 'shows codes of organs, departments, roles and states',
    load: async () => (await import('./codes.ts')).codesCommand,
    help: async () => (await import('./codes.ts')).CODES_HELP,
  },
  source: {
    nl: 'controleert of bronnen bereikbaar zijn',
    en: 'checks whether sources can be reached',
    load: async () => (await import('./source.ts')).sourceCommand,
  },
  witness: {
    nl: 'draait een getuige voor dit of een ander logboek',
    en: 'runs a witness for this log or another',
    load: async () => (await import('./witness.ts')).witnessCommand,
    help: async () => (await import('./witness.ts')).WITNESS_HELP,
  },
  openapi: {
    nl: 'geeft de beschrijving van de API',
    en: 'prints the description of the API',
    load: async () => (await import('./openapi.ts')).openapiCommand,
    help: async () => (await import('./openapi.ts')).OPENAPI_HELP,
  },
}

const SERVE_HELP = `sluis serve

Start de server op SLUIS_HOST en SLUIS_PORT, met data in SLUIS_DATA_DIR. Stopt na SIGTERM of SIGINT.
Starts the server on SLUIS_HOST and SLUIS_PORT, with data in SLUIS_DATA_DIR. Stops after SIGTERM or SIGINT.

Configuratie / configuration: sluis config

${EXIT_HELP}`

const DEMO_HELP = `sluis demo [--serve] [--port <n>]

Begint met een lege map, verzonnen mensen en drie echte bronnen, en vertelt het verhaal over HTTP.
Starts from an empty folder, synthetic people and three real sources, and tells the story over HTTP.

  --serve      laat de server draaien, met curl-regels / leaves the server running, with curl lines
  --port <n>   poort / port (een vrije / a free one)

${EXIT_HELP}`

/** Failures that say what to do, by name: their modules are not loaded for it. */
const FAILURES: Readonly<Record<string, number>> = {
  StartFailure: EXIT.configuration,
  KeyFolderError: EXIT.configuration,
  BundleFault: EXIT.configuration,
  StorageFailure: EXIT.unavailable,
  ListenFailure: EXIT.unavailable,
}

export async function dispatch(argv: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  const [name, ...args] = argv
  if (name === '--version') {
    io.out(`${version()}\n`)
    return EXIT.ok
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    io.out(overview())
    return EXIT.ok
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) {
    io.err(name === undefined ? overview() : `onbekend commando / unknown command: ${name}\n\n${overview()}`)
    return EXIT.usage
  }
  if (command.help && (args.includes('--help') || args.includes('-h'))) {
    io.out(await command.help())
    return EXIT.ok
  }
  try {
    return await (await command.load())(args)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    io.err(`sluis ${name}: ${error.message}\n`)
    if (!isUsageError(error)) return FAILURES[error.name] ?? EXIT.refused
    io.err(`sluis ${name} --help\n`)
    return EXIT.usage
  }
}

function overview(): string {
  const rows = Object.entries(COMMANDS).map(([name, { nl, en }]) => `  ${name.padEnd(9)} ${nl}\n            ${en}\n`)
  return `sluis <commando> [opties] | --help | --version

${rows.join('')}
sluis <commando> --help

${EXIT_HELP}`
}

/** package.json lies two folders up, in a checkout (src/cli) and when installed (dist/cli). */
function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return String(JSON.parse(text).version)
}
