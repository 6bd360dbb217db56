/** `sluis policy eval`: one input document in the compiled rules, by the same engine as the broker's. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { answerOf } from '../../policy/answers.ts'
import { createEngine } from '../../policy/engine.ts'
import { entrypointOf, inputFrom } from '../../policy/given.ts'
import { ENTRYPOINTS, type Entrypoint } from '../../policy/output.ts'
import { type CommandIo, EXIT_HELP, UsageError } from '../help.ts'
import { openBundle } from './bundle.ts'
import { readDefault, readJson } from './given.ts'
import { answerLines } from './words.ts'
import { type Answer, BUNDLE_OPTIONS, give, JSON_OPTION, POLICIES_OPTION } from './workbench.ts'

export const EVAL_HELP = `sluis policy eval <invoer.json> [--entrypoint <decide | act | screen>] [--bundle <map>] [--settings <bestand>]
                  [--policies <map>] [--json]

Beoordeelt één invoer met de gecompileerde regels, zonder OPA. De invoer is een policy-invoer, of een deel daarvan: wat zij
niet noemt, staat in policies/default.json. Van een vaststelling zijn soort en bereik genoeg.
Judges one input with the compiled rules, without OPA. The input is a policy input, or a part of one: what it does not name
stands in policies/default.json. Of a judgement, type and scope suffice.

  --entrypoint <naam>     anders wat de invoer vraagt: act, records, of een vraag / else what the input asks
  --bundle <map>          anders / else policies/bundle
  --settings <bestand>    lokale instellingen / local settings; anders die van / else those of policies/default.json
  --policies <map>        een andere map / another folder
  --json                  het oordeel / the verdict: outcome, fields, findings, missing, obligations

0: er is een oordeel, ook als het nee is / there is a verdict, also when it is no
1: de invoer klopt niet, of er is geen oordeel / the input is wrong, or there is no verdict
${EXIT_HELP}`

export async function evalCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const options = { ...POLICIES_OPTION, ...BUNDLE_OPTIONS, ...JSON_OPTION, entrypoint: { type: 'string' } } as const
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new UsageError('<invoer.json>')
  const entrypoint = values.entrypoint === undefined ? undefined : entrypointNamed(values.entrypoint)
  return give(io, values.json, () => evaluated(file, entrypoint, values))
}

type Where = { readonly policies: string; readonly bundle?: string | undefined; readonly settings?: string | undefined }

function evaluated(file: string, entrypoint: Entrypoint | undefined, where: Where): Answer {
  const base = readDefault(where.policies)
  const settings = where.settings === undefined ? base.settings : readJson(where.settings)
  const bundle = openBundle(where.bundle ?? join(where.policies, 'bundle'), settings)
  const input = inputFrom(readJson(file), file, base, bundle.facts)
  const answered = answerOf(createEngine(bundle), entrypoint ?? entrypointOf(input), input)
  const document = answered.kind === 'verdict' ? answered.verdict : answered.screening
  return { ok: true, lines: answerLines(answered, bundle.manifest.norms), document }
}

function entrypointNamed(name: string): Entrypoint {
  const found = ENTRYPOINTS.find((one) => one === `sluis/${name}`)
  if (!found) throw new UsageError('--entrypoint: decide, act, screen')
  return found
}
