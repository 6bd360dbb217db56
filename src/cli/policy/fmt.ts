/** `sluis policy fmt`: formats the Rego files as OPA does. */
import { parseArgs } from 'node:util'
import { type CommandIo, EXIT, EXIT_HELP } from '../help.ts'
import type { Opa } from '../opa.ts'
import { lines, opaOutput, readSources } from './sources.ts'
import { type Answer, give, JSON_OPTION, opaOrWhy, POLICIES_OPTION } from './workbench.ts'

export const FMT_HELP = `sluis policy fmt [--policies <map>] [--json]

Maakt de Rego-bestanden op, en noemt wat anders werd. Met OPA.
Formats the Rego files, and names what changed. With OPA.

  --policies <map>   een andere map / another folder
  --json             {"ok": ..., "lines": [...]}

${EXIT_HELP}`

export async function fmtCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { ...POLICIES_OPTION, ...JSON_OPTION } })
  const opa = opaOrWhy(io)
  return opa ? give(io, values.json, () => format(opa, values.policies)) : EXIT.unavailable
}

function format(opa: Opa, folder: string): Answer {
  const { rules, tests, checks } = readSources(folder)
  const files = [...rules, ...tests, ...checks]
  // Two runs: with both flags OPA lists and does not write.
  const changed = lines(opaOutput(opa, folder, ['fmt', '--list', ...files]))
  opaOutput(opa, folder, ['fmt', '--write', ...files])
  return { ok: true, lines: changed }
}
