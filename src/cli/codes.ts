/** `sluis codes`: the codes that tokens, questions and cases take, out of the tables of the policies; without a server. */
import { parseArgs } from 'node:util'
import type { Facts } from '../policy/facts.ts'
import { coded, LISTED, statesOf } from '../policy/listed.ts'
import { type CommandIo, EXIT, EXIT_HELP, PROCESS, UsageError } from './help.ts'
import { readFacts } from './policy/sources.ts'
import { POLICIES_OPTION } from './policy/workbench.ts'

/** Named as the operation that lists them; the first four are told when none is named. */
const TABLES: Readonly<Record<string, (facts: Facts) => readonly Row[]>> = {
  organs: ({ organs }) => coded(organs),
  departments: ({ departments }) => coded(departments).map((row) => ({ ...row, more: row.organs.join(', ') })),
  roles: ({ roles }) => coded(roles),
  [LISTED.states]: (facts) => statesOf(facts).map((row) => ({ ...row, more: row.regime })),
  [LISTED.purposes]: ({ purposes }) => coded(purposes).map((row) => ({ ...row, more: row.regimes.join(', ') })),
  [LISTED.tasks]: ({ tasks }) => coded(tasks).map((row) => ({ ...row, more: row.organs.join(', ') })),
  [LISTED.legal_bases]: ({ legal_bases }) => coded(legal_bases),
  [LISTED.sources]: ({ sources }) => coded(sources).map((row) => ({ ...row, more: row.organ })),
  [LISTED.categories]: ({ categories }) => coded(categories),
}
type Row = { readonly code: string; readonly nl: string; readonly en: string; readonly more?: string }
const FIRST = Object.keys(TABLES).slice(0, 4)

export const CODES_HELP = `sluis codes [<tabel>]... [--json] [--policies <map>]

Toont de codes van organen, afdelingen, rollen en stappen van een zaak, of van de tabellen die worden genoemd.
Shows the codes of organs, departments, roles and case states, or of the tables that are named.

  ${Object.keys(TABLES).join(', ')}

  --json             voor machines / machine readable
  --policies <map>   een andere map / another folder

Een draaiende server geeft dezelfde / a server that runs gives the same: GET /v1/<tabel>

${EXIT_HELP}`

/** Throws PolicyProblems, or that the folder has no tables. */
export async function codesCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  const options = { ...POLICIES_OPTION, json: { type: 'boolean' } } as const
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const unknown = positionals.find((name) => !Object.hasOwn(TABLES, name))
  if (unknown !== undefined) throw new UsageError(`${unknown}: ${Object.keys(TABLES).join(' | ')}`)
  const facts = readFacts(values.policies)
  const told = Object.entries(TABLES)
    .filter(([name]) => (positionals.length > 0 ? positionals : FIRST).includes(name))
    .map(([name, rowsOf]) => [name, rowsOf(facts)] as const)
  io.out(values.json ? `${JSON.stringify(Object.fromEntries(told), null, 2)}\n` : told.map(lines).join('\n'))
  return EXIT.ok
}

function lines([name, rows]: readonly [string, readonly Row[]]): string {
  const width = Math.max(...rows.map(({ code }) => code.length))
  const told = rows.map(
    ({ code, nl, en, more }) => `  ${code.padEnd(width)}  ${nl} / ${en}${more === undefined ? '' : ` (${more})`}\n`,
  )
  return `${name}\n${told.join('')}`
}
