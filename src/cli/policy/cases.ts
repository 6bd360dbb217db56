/** `sluis policy cases`: the decisions and rows of policies/cases, in the compiled rules, and in OPA where it is at hand. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { answerOf } from '../../policy/answers.ts'
import { type BundleFiles, loadBundle } from '../../policy/bundle.ts'
import { type Asked, differences } from '../../policy/case-table.ts'
import { ENTRYPOINTS } from '../../policy/output.ts'
import { type PolicyEngine, PolicyFault } from '../../policy-port.ts'
import { type CommandIo, EXIT_HELP } from '../help.ts'
import type { Opa } from '../opa.ts'
import { buildBundle } from './build.ts'
import { bundleFiles, enginesOf, sha256 } from './bundle.ts'
import { placeOf } from './case-places.ts'
import { readDefault } from './given.ts'
import { readCases } from './read-cases.ts'
import { opaOutput, readSources } from './sources.ts'
import { type Answer, give, JSON_OPTION, opaIfHere, POLICIES_OPTION } from './workbench.ts'

export const CASES_HELP = `sluis policy cases [--policies <map>] [--bundle <map>] [--json]

Legt de casussen van policies/cases voor, en vergelijkt uitkomst, velden, normen en wat ontbreekt als verzamelingen; en de
rijen van cases/norms: wat één norm zegt, of dat zij zwijgt. Met OPA over de bronnen en over wat daarvan gecompileerd wordt,
zonder OPA over de bundel die er ligt.
Asks the cases of policies/cases, and compares outcome, fields, norms and what is missing as sets; and the rows of
cases/norms: what one norm says, or that it is silent. With OPA over the sources and what they compile to, without OPA over
the bundle that lies there.

  --policies <map>   een andere map / another folder
  --bundle <map>     alleen deze bundel / this bundle only
  --json             {"ok": ..., "lines": [...]}

1: een casus wordt anders beslist / a case is decided otherwise
${EXIT_HELP}`

export async function casesCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const options = { ...POLICIES_OPTION, ...JSON_OPTION, bundle: { type: 'string' } } as const
  const { policies, bundle, json } = parseArgs({ args: [...args], options }).values
  const opa = bundle === undefined ? opaIfHere(io) : undefined
  const folder = bundle ?? join(policies, 'bundle')
  return give(io, json, () => (opa ? casesOfSources(opa, policies) : casesOfBundle(policies, bundleFiles(folder))))
}

/** In OPA, and in Wasm compiled for it: what the sources say now, whatever bundle lies there. Throws PolicyProblems. */
export function casesOfSources(opa: Opa, policies: string): Answer {
  const files = buildBundle(opa, policies)
  const asked = casesFor(files, policies)
  const answers = answersOfOpa(opa, policies, asked)
  const engineOf = enginesOf(files)
  return compared(policies, asked, {
    Wasm: ({ settings }) => engineOf(settings),
    OPA: ({ name, settings }) => ({
      policy: engineOf(settings).policy,
      evaluate: () => answers.get(name),
    }),
  })
}

/** In Wasm alone. Throws PolicyProblems, BundleFault. */
export function casesOfBundle(policies: string, files: BundleFiles): Answer {
  const engineOf = enginesOf(files)
  return compared(policies, casesFor(files, policies), { Wasm: ({ settings }) => engineOf(settings) })
}

function casesFor(files: BundleFiles, policies: string): Asked[] {
  return readCases(policies, readDefault(policies), loadBundle(files, {}, sha256).facts)
}

type Engines = Readonly<Record<string, (asked: Asked) => PolicyEngine>>

function compared(policies: string, asked: readonly Asked[], engines: Engines): Answer {
  const names = Object.keys(engines)
  const lines = asked.flatMap((one) =>
    names.flatMap((engine) => {
      const wrong = engines[engine] ? differencesIn(engines[engine](one), one) : []
      return wrong.map((line) => `${placeOf(policies, one.name)}: ${one.name} (${engine}): ${line}`)
    }),
  )
  if (lines.length > 0) return { ok: false, lines }
  return { ok: true, lines: [`cases: ${asked.length} decided as expected (${names.join(', ')})`] }
}

function differencesIn(engine: PolicyEngine, { entrypoint, input, expect }: Asked): string[] {
  try {
    return differences(expect, answerOf(engine, entrypoint, input))
  } catch (error) {
    if (error instanceof PolicyFault) return [error.message]
    throw error
  }
}

const answersSchema = z.object({
  result: z.array(z.object({ bindings: z.object({ name: z.string(), answer: z.unknown() }) })).default([]),
})

/**
 * By name, in one run of OPA for each entrypoint. A plain query, for inside a comprehension of a query `with` does not
 * reach the comprehensions of the rules. What has no answer there is absent, and is then no answer here.
 */
function answersOfOpa(opa: Opa, policies: string, asked: readonly Asked[]): ReadonlyMap<string, unknown> {
  const { rules, tables } = readSources(policies)
  const data = [...rules, ...tables].flatMap((file) => ['-d', file])
  const answers = ENTRYPOINTS.flatMap((entrypoint) => {
    const those = asked.filter((one) => one.entrypoint === entrypoint)
    if (those.length === 0) return []
    const stdin = JSON.stringify(
      Object.fromEntries(those.map(({ name, input, settings }) => [name, { input, settings }])),
    )
    const rule = `data.${entrypoint.replace('/', '.')}`
    const query = `answer := ${rule} with input as input[name].input with data.settings as input[name].settings`
    const output = opaOutput(opa, policies, ['eval', '-f', 'json', ...data, '-I', query], stdin)
    return answersSchema.parse(JSON.parse(output)).result.map(({ bindings }) => bindings)
  })
  return new Map(answers.map(({ name, answer }) => [name, answer]))
}
