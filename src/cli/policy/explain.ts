/** `sluis policy explain`: which norms spoke about each field and why, and the smallest changes that would open it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { PolicyRef } from '../../domain/decision.ts'
import { LIMITS } from '../../limits.ts'
import { createEngine } from '../../policy/engine.ts'
import { type Explanation, explained } from '../../policy/explained.ts'
import { FACTS_FILE } from '../../policy/fact-names.ts'
import type { Facts } from '../../policy/facts.ts'
import { entrypointOf, inputFrom } from '../../policy/given.ts'
import { type AuthoredNorm, withInferred } from '../../policy/inferred.ts'
import type { PolicyInput } from '../../policy/input.ts'
import { PolicyProblems } from '../../policy/problems.ts'
import type { PolicyEngine } from '../../policy-port.ts'
import { type CommandIo, EXIT_HELP, UsageError } from '../help.ts'
import { inferredIn, openBundle } from './bundle.ts'
import { explanationLines } from './explanation.ts'
import { readDefault, readJson } from './given.ts'
import { LOG_HELP, LOG_OPTIONS, type LogOptions, withLog } from './log.ts'
import { loggedDecision } from './logged.ts'
import { type Trace, traceLines, traceOf } from './trace.ts'
import { type Answer, BUNDLE_OPTIONS, give, giveLater, JSON_OPTION, POLICIES_OPTION, searchOpa } from './workbench.ts'

export const EXPLAIN_HELP = `sluis policy explain <invoer.json | beslissing-id> [--bundle <map>] [--settings <bestand>] [--policies <map>]
                     [--trace [--norm <norm>]...] [--json]

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
  --trace                 ook de regels die niet opgingen, in de bronnen van --policies, met OPA
                          also the lines that failed, in the sources of --policies, with OPA
  --norm <norm>           ook van een norm die u verwachtte / also of a norm that you expected
  --json                  voor machines / machine readable

0: uitgelegd / explained
1: de invoer klopt niet, of er is geen oordeel, of het log mag niet gelezen worden /
   the input is wrong, or there is no verdict, or the log may not be read
${EXIT_HELP}`

const TRACE_OPTIONS = { trace: { type: 'boolean', default: false }, norm: { type: 'string', multiple: true } } as const
const OPTIONS = { ...POLICIES_OPTION, ...BUNDLE_OPTIONS, ...LOG_OPTIONS, ...TRACE_OPTIONS, ...JSON_OPTION } as const
const DECISION_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

type Values = LogOptions & {
  readonly policies: string
  readonly bundle?: string | undefined
  readonly settings?: string | undefined
  readonly trace: boolean
  readonly norm?: readonly string[] | undefined
  readonly json: boolean
}

export async function explainCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  const [target, ...others] = positionals
  if (target === undefined || others.length > 0) throw new UsageError('<invoer.json | beslissing-id>')
  if (values.norm && !values.trace) throw new UsageError('--norm: --trace')
  if (!DECISION_ID.test(target)) return give(io, values.json, () => ofFile(target, values, io))
  return ofDecision(target, values, io)
}

function ofFile(file: string, { policies, trace, norm: expected, ...where }: Values, io: CommandIo): Answer {
  const base = readDefault(policies)
  const settings = where.settings === undefined ? base.settings : readJson(where.settings)
  const folder = where.bundle ?? join(policies, 'bundle')
  const bundle = openBundle(folder, settings)
  if (!existsSync(file)) throw new PolicyProblems([`${file}: ${NEITHER}`])
  const input = inputFrom(readJson(file), file, base, bundle.facts)
  if (entrypointOf(input) === 'sluis/screen') {
    throw new PolicyProblems([`${file}: /records: a screening is not explained; sluis policy eval shows it`])
  }
  const norms = withInferred(bundle.manifest.norms, inferredIn(folder))
  const traced = tracing({ policies, trace, norm: expected }, norms, { input, settings }, io)
  const engine = createEngine(bundle)
  return explanation({ engine, facts: bundle.facts, norms, input, policies, ...(traced ? { traced } : {}) })
}

const NEITHER = 'geen bestand, en geen id van een beslissing (een uuid) / no file, and no id of a decision (a uuid)'

type Traced = (found: Explanation) => Trace

/** undefined: no trace is asked for. Throws UsageError for an expected norm that this policy does not have. */
function tracing(
  { policies, trace, norm: expected = [] }: Pick<Values, 'policies' | 'trace' | 'norm'>,
  norms: readonly AuthoredNorm[],
  question: { readonly input: PolicyInput; readonly settings: unknown },
  io: CommandIo,
): Traced | undefined {
  const strangers = expected.filter((id) => !norms.some((norm) => norm.id === id))
  if (strangers.length > 0) throw new UsageError(`--norm: ${strangers.join(', ')}: ${STRANGER}`)
  if (!trace) return undefined
  return (found) => {
    const opa = searchOpa(io)
    if (!opa.found) return { unavailable: opa.why }
    const those = norms.filter(({ id }) => expected.includes(id) || concerned(found).includes(id))
    return { opa: opa.opa.version, norms: traceOf(opa.opa, those, { policies, ...question }, found) }
  }
}

const STRANGER = 'geen norm van dit beleid; sluis policy matrix noemt ze / no norm of this policy; matrix names them'

/** Norms that stand in the way of something, or decided about what stays closed. */
function concerned({ units }: Explanation): string[] {
  const closed = units.filter(({ whyNot }) => whyNot !== null)
  return closed.flatMap(({ norms, spoken }) => [
    ...norms,
    ...spoken.filter(({ effect }) => effect !== 'oblige' && effect !== 'permit').map(({ norm }) => norm),
  ])
}

function ofDecision(id: string, values: Values, io: CommandIo): Promise<number> {
  if (values.settings !== undefined)
    throw new UsageError('--settings: van een beslissing / of a decision SLUIS_SETTINGS_FILE')
  const bundleDir = values.bundle ?? join(values.policies, 'bundle')
  return giveLater(io, values.json, () =>
    withLog(io, values, bundleDir, async ({ ports, read, settings }) => {
      const { at, policy, input } = loggedDecision(id, await read(`/${id}`))
      const norms = withInferred([...ports.norms.values()], inferredIn(bundleDir))
      const traced = tracing(values, norms, { input, settings }, io)
      return explanation({
        engine: ports.engine,
        facts: ports.facts,
        norms,
        input,
        policies: values.policies,
        decision: { id, at, policy },
        ...(traced ? { traced } : {}),
      })
    }),
  )
}

type Explained = {
  readonly engine: PolicyEngine
  readonly facts: Facts
  readonly norms: readonly AuthoredNorm[]
  readonly input: PolicyInput
  readonly policies: string
  readonly decision?: { readonly id: string; readonly at: string; readonly policy: PolicyRef['digest'] }
  readonly traced?: Traced
}

function explanation({ engine, facts, norms, input, policies, decision, traced }: Explained): Answer {
  const factsPage = readPage(policies)
  const found = explained({ engine, facts, norms, input, factsPage }, LIMITS.whyNotEvaluations)
  // Another policy may decide otherwise: what is explained is the present one, and that is said.
  const samePolicy = decision ? decision.policy === engine.policy().digest : true
  const trace = traced?.(found)
  const document = {
    ...(decision ? { decision: { ...decision, samePolicy } } : {}),
    ...found,
    ...(trace ? { trace } : {}),
  }
  const head = decision ? [`${decision.id}, ${decision.at}${samePolicy ? '' : OTHER_POLICY}`] : []
  return { ok: true, lines: [...head, ...explanationLines(found), ...(trace ? traceLines(trace) : [])], document }
}

/** Which facts a norm reads stands in FACTS.md. Throws PolicyProblems. */
function readPage(policies: string): string {
  const path = join(policies, FACTS_FILE)
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new PolicyProblems([`${path}: cannot be read; sluis policy build writes it, or give --policies`])
  }
}

const OTHER_POLICY =
  ': genomen onder ander beleid; uitgelegd volgens dit / taken under another policy; explained by this one'
