/** `sluis log`: checks the log in the database, compares it with lists of others, changes its keys, takes it out and in. */
import { parseArgs } from 'node:util'
import { configured } from './configured.ts'
import { type CommandIo, EXIT, PROCESS, UsageError } from './help.ts'
import { isLogCommand, LOG_COMMANDS, logHelp } from './log-help.ts'
import { acknowledge, adoptAnchor, resumeErasingIn, rotateKey } from './log-keys.ts'
import { keyText, trustedIn } from './log-trust.ts'
import { verify } from './log-verify.ts'
import { reconcileWith } from './reconcile.ts'

export async function logCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  const [name, ...others] = args
  if (args.includes('--help') || args.includes('-h')) {
    io.out(logHelp(args))
    return EXIT.ok
  }
  if (name === 'export') return (await import('./export.ts')).exportCommand(others, io)
  if (name === 'import') return (await import('./import.ts')).importCommand(others, io)
  const options = {
    key: { type: 'string', multiple: true },
    keys: { type: 'string' },
    all: { type: 'boolean' },
    close: { type: 'string' },
    kept: { type: 'string', multiple: true },
    witness: { type: 'string', multiple: true },
    quorum: { type: 'string' },
    parts: { type: 'boolean' },
    worker: { type: 'string' },
    receipts: { type: 'string' },
    calls: { type: 'string' },
    json: { type: 'boolean' },
  } as const
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const command = positionals.join(' ')
  if (!isLogCommand(command)) throw new UsageError(`sluis log ${LOG_COMMANDS.join(' | ')}`)
  const { close, kept = [] } = values
  if (command === 'acknowledge-rollback' && close === undefined) throw new UsageError('--close <naam van het logboek>')
  if (command === 'acknowledge-rollback' && kept.length > 1)
    throw new UsageError('één --kept, van het grootste / one --kept, of the largest')
  const config = configured(io)
  if (!config) return EXIT.configuration
  switch (command) {
    case 'verify':
      return verify(config, values, io)
    case 'reconcile':
      return reconcileWith(await trustedIn(config, values), config.dataDir, values, io)
    case 'key':
      io.out(await keyText(config, values))
      return EXIT.ok
    case 'key rotate':
      return rotateKey(config, io)
    case 'acknowledge-rollback':
      return acknowledge(config, { close: close ?? '', kept: kept[0] }, io)
    case 'anchor adopt':
      return adoptAnchor(config, io)
    case 'erasing resume':
      return resumeErasingIn(config, io)
    case 'export':
    case 'import':
      // Their options stand after the name.
      throw new UsageError(`sluis log ${command} ...`)
  }
}
