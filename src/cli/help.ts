/** What every command shares: exit codes, where to write, and how to say that it was used wrongly. */

/** The one list of exit codes; every help text ends with it. */
export const EXIT = {
  ok: 0,
  /** Refused or failed: the answer is no, or something found wrong. */
  refused: 1,
  usage: 2,
  configuration: 3,
  /** Something outside could not be reached or written. */
  unavailable: 4,
} as const

export const EXIT_HELP = `Exit: 0 goed / ok, 1 geweigerd of mislukt / refused or failed, 2 verkeerd gebruik / wrong use,
      3 configuratie / configuration, 4 niet bereikbaar / unavailable
`

/** Where a command reads its surroundings and writes its answer; injected, so that tests need no process. */
export type CommandIo = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

export const PROCESS: CommandIo = {
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
}

/** Errors of node:util parseArgs, and ours for what it cannot know; the dispatcher answers both with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export function isUsageError(error: Error): boolean {
  return error instanceof UsageError || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_'))
}
