/** `sluis config`: the configuration in force, or everything that is wrong with it; `--table` for the manual. */
import { parseArgs } from 'node:util'
import { type Config, configTable } from '../config.ts'
import { configured } from './configured.ts'
import { type CommandIo, EXIT, EXIT_HELP, PROCESS } from './help.ts'

export const CONFIG_HELP = `sluis config [--json | --table]

Toont de configuratie die geldt, of alles wat eraan mankeert.
Shows the configuration in force, or everything that is wrong with it.

  --json    voor machines / machine readable
  --table   alle instellingen, met uitleg (Markdown) / all settings, explained

Configuratie / configuration: SLUIS_*; SLUIS_<X>_FILE leest de waarde uit een bestand / reads the value from a file;
SLUIS_CONFIG noemt een JSON-bestand met dezelfde instellingen / names a JSON file with the same settings

${EXIT_HELP}`

export async function configCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  const options = { json: { type: 'boolean' }, table: { type: 'boolean' } } as const
  const { values } = parseArgs({ args: [...args], options })
  if (values.table) {
    io.out(configTable())
    return EXIT.ok
  }
  const config = configured(io)
  if (!config) return EXIT.configuration
  io.out(values.json ? `${JSON.stringify(shown(config), null, 2)}\n` : plain(config))
  return EXIT.ok
}

/** Documents by what they are about, not in full: public keys and settings of organisations would bury the rest. */
function shown(config: Config): Record<string, unknown> {
  const issuers = config.issuers.map(({ issuer, audience }) => ({ issuer, audience }))
  const { quorum, witnesses } = config.witnesses ?? { quorum: 0, witnesses: [] }
  const asked = witnesses.map(({ key }) => key)
  return { ...config, issuers, settings: Object.keys(config.settings), witnesses: { quorum, asked } }
}

function plain(config: Config): string {
  return Object.entries(shown(config))
    .map(([key, value]) => `${key.padEnd(12)} ${typeof value === 'string' ? value : JSON.stringify(value)}\n`)
    .join('')
}
