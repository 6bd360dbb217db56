/** `sluis retention`: what is kept for how long, and why. The table of the policies, without a server and without data. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Ground, groundsIn, parseRetention, RETENTION_FILE } from '../erasure/retention.ts'
import { type CommandIo, EXIT, EXIT_HELP, PROCESS } from './help.ts'

export const RETENTION_HELP = `sluis retention [--policies <map>] [--json]

Toont wat hoe lang bewaard wordt, vanaf welke dag en waarom; ook waarvan geen termijn is gevonden (gap).
Shows what is kept for how long, from which day and why; also what no term was found for (gap).

  --policies <map>   een andere map / another folder
  --json             de tabel zelf / the table itself

${EXIT_HELP}`

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

const FROM: Readonly<Record<Ground['from'], string>> = {
  'first-processing': 'eerste verwerking / first processing',
  closing: 'sluiten / closing',
  rejection: 'afwijzen / rejection',
  provision: 'verstrekking / provision',
  entry: 'vastlegging / entry',
  'at-once': 'meteen / at once',
}
const UNIT = { years: ['jaar', 'years'], months: ['maanden', 'months'], days: ['dagen', 'days'] } as const

export async function retentionCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  const options = { policies: { type: 'string', default: join(ROOT, 'policies') }, json: { type: 'boolean' } } as const
  const { values } = parseArgs({ args: [...args], options })
  const read = parseRetention(textOf(join(values.policies, RETENTION_FILE)))
  if (!read.ok) {
    io.err(read.problems.map((problem) => `${RETENTION_FILE}: ${problem}\n`).join(''))
    return EXIT.refused
  }
  io.out(values.json ? `${JSON.stringify(read.table, null, 2)}\n` : groundsIn(read.table).map(told).join('\n'))
  return EXIT.ok
}

/** A file that is not there is no table either. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function told(row: Ground): string {
  const waits = row.selectionList ? 'wacht op de selectielijst / waits for the selection list' : ''
  return [
    `${row.code.padEnd(10)} ${row.nl}\n`,
    `           ${row.en}\n`,
    `           ${termOf(row)}; vanaf / from: ${FROM[row.from]}\n`,
    `           ${row.article} (${row.certainty})${waits && `; ${waits}`}\n`,
    `           ${row.reason.nl}\n`,
    `           ${row.reason.en}\n`,
  ].join('')
}

function termOf({ term, bound, countedDays }: Ground): string {
  if (countedDays === 0) return 'niet langer / no longer'
  if (term === null) return 'geen termijn gevonden / no term found'
  const most = bound === 'longest' ? 'ten hoogste / at most' : 'ten minste / at least'
  if ('setting' in term) return `${most}: ${term.setting} (lokaal; zonder: geen termijn / local; without: no term)`
  const [unit, count] = Object.entries(term)[0] ?? []
  const [nl, en] = UNIT[unit as keyof typeof UNIT]
  const counted = countedDays === null || unit === 'days' ? '' : `, geteld als / counted as ${countedDays} dagen / days`
  return `${most}: ${count} ${nl} / ${en}${counted}`
}
