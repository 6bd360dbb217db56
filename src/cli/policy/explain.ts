/** `sluis policy explain`: which norms spoke about each field and why, and the smallest changes that would open it. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { PolicyRef } from '../../domain/decision.ts'
import { LIMITS } from '../../limits.ts'
import { createEngine } from '../../policy/engine.ts'
import type { Facts, Norm } from '../../policy/facts.ts'
import { type PolicyInput, policyInputSchema } from '../../policy/input.ts'
import type { PolicyEngine } from '../../ports.ts'
import { type CommandIo, EXIT_HELP, UsageError } from '../help.ts'
import { openBundle } from './bundle.ts'
import { explained, explanationLines } from './explanation.ts'
import { entrypointOf, inputFrom, parsed, readDefault, readJson } from './given.ts'
import { LOG_HELP, LOG_OPTIONS, type LogOptions, withLog } from './log.ts'
import { PolicyProblems } from './sources.ts'
import { type Answer, BUNDLE_OPTIONS, give, giveLater, JSON_OPTION, POLICIES_OPTION } from './workbench.ts'

export const EXPLAIN_HELP = `sluis policy explain <invoer.json | beslissing-id> [--bundle <map>] [--settings <bestand>] [--policies <map>] [--json]

Zegt per veld welke normen spraken en waarom, en voor wat dicht bleef de kleinste wijzigingen van feiten (één, anders twee)
die het zouden openen. Alleen voor privacyfunctionarissen en wie de regels schrijft: een aanvrager krijgt geen recept.
Says of each field which norms spoke and why, and of what stayed closed the smallest changes of fact (one, else two) that
would open it. Only for privacy officers and policy authors: an asker gets no recipe.

  <invoer.json>           als bij / as with eval
  <beslissing-id>         uit het log / from the log, met / with:
${LOG_HELP}
  --bundle <map>          anders / else policies/bundle
  --settings <bestand>    lokale instellingen / local settings; van een beslissing / of a decision: SLUIS_SETTINGS
  --policies <map>        een andere map / another folder
  --json                  voor machines / machine readable

0: uitgelegd / explained
1: de invoer klopt niet, of er is geen oordeel, of het log mag niet gelezen worden /
   the input is wrong, or there is no verdict, or the log may not be read
${EXIT_HELP}`

const OPTIONS = { ...POLICIES_OPTION, ...BUNDLE_OPTIONS, ...LOG_OPTIONS, ...JSON_OPTION } as const
const DECISION_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

type Values = LogOptions & {
  readonly policies: string
  readonly bundle?: string | undefined
  readonly settings?: string | undefined
  readonly json: boolean
}

export async function explainCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  const [target, ...others] = positionals
  if (target === undefined || others.length > 0) throw new UsageError('<invoer.json | beslissing-id>')
  if (!DECISION_ID.test(target)) return give(io, values.json, () => ofFile(target, values))
  return ofDecision(target, values, io)
}

function ofFile(file: string, { policies, ...where }: Values): Answer {
  const base = readDefault(policies)
  const settings = where.settings === undefined ? base.settings : readJson(where.settings)
  const bundle = openBundle(where.bundle ?? join(policies, 'bundle'), settings)
  const input = inputFrom(readJson(file), file, base, bundle.facts)
  if (entrypointOf(input) === 'sluis/screen') {
    throw new PolicyProblems([`${file}: /records: a screening is not explained; sluis policy eval shows it`])
  }
  return explanation({ engine: createEngine(bundle), facts: bundle.facts, norms: bundle.manifest.norms, input })
}

const logged = z.looseObject({
  at: z.string(),
  record: z
    .looseObject({
      attributes: z.looseObject({ 'adl.core.policies': z.looseObject({ sluis: z.string() }) }),
      body: z.looseObject({ 'adl.core.information': z.looseObject({ input: z.unknown() }).optional() }),
    })
    .nullable()
    .optional(),
})

function ofDecision(id: string, values: Values, io: CommandIo): Promise<number> {
  if (values.settings !== undefined) throw new UsageError('--settings: SLUIS_SETTINGS')
  const bundleDir = values.bundle ?? join(values.policies, 'bundle')
  return giveLater(io, values.json, () =>
    withLog(io, values, bundleDir, async ({ ports, read }) => {
      const { at, record } = parsed(logged, id, await read(`/${id}`))
      const input = record?.body['adl.core.information']?.input
      if (!record || input === undefined)
        throw new PolicyProblems([`${id}: its facts are erased, or of another organisation`])
      const [policy = ''] = record.attributes['adl.core.policies'].sluis.split('@')
      return explanation({
        engine: ports.engine,
        facts: ports.facts,
        norms: [...ports.norms.values()],
        input: parsed(policyInputSchema, id, input),
        decision: { id, at, policy },
      })
    }),
  )
}

type Explained = {
  readonly engine: PolicyEngine
  readonly facts: Facts
  readonly norms: readonly Norm[]
  readonly input: PolicyInput
  readonly decision?: { readonly id: string; readonly at: string; readonly policy: PolicyRef['digest'] }
}

function explanation({ engine, facts, norms, input, decision }: Explained): Answer {
  const found = explained(engine, facts, norms, input, LIMITS.whyNotEvaluations)
  // Another policy may decide otherwise: what is explained is the present one, and that is said.
  const samePolicy = decision ? decision.policy === engine.policy().digest : true
  const document = { ...(decision ? { decision: { ...decision, samePolicy } } : {}), ...found }
  const head = decision ? [`${decision.id}, ${decision.at}${samePolicy ? '' : OTHER_POLICY}`] : []
  return { ok: true, lines: [...head, ...explanationLines(found)], document }
}

const OTHER_POLICY =
  ': genomen onder ander beleid; uitgelegd volgens dit / taken under another policy; explained by this one'
