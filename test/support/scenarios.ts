/**
 * Scenarios as policies/scenarios.json lists them: how each variant must end, by
 * which norms, at which endpoints, in which file it is played, and where our norms deviate with the legal reason.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { OPERATIONS } from '../../src/api/operations.ts'
import type { Reply } from '../../src/cli/demo/client.ts'
import { OUTCOMES } from '../../src/domain/codes.ts'
import { decidingNorms } from './garage.ts'
import { requestOf } from './world.ts'

const deviation = z.strictObject({
  nl: z.string().min(1),
  en: z.string().min(1),
  /** The norm does speak: it obliges somebody to something, which decides nothing. */
  obliges: z.literal(true).optional(),
})
const rowSchema = z.strictObject({
  variant: z.string(),
  outcomes: z.array(z.enum(OUTCOMES)).min(1),
  /** That the law lists for it. */
  norms: z.array(z.string()).min(1),
  /** Where the variant is asked or done; each of them is. */
  endpoints: z.array(z.string()).min(1),
  test: z.string(),
  /** Norms that are listed and that do not decide here, or that decide here and are not listed; with the reason. */
  deviations: z.record(z.string(), deviation),
})
type Row = z.infer<typeof rowSchema>

const FILE = new URL('../../policies/scenarios.json', import.meta.url)
export const SCENARIOS: readonly Row[] = z.array(rowSchema).parse(JSON.parse(readFileSync(FILE, 'utf8')))

/** How a variant ended, over all its answers; sorted. */
type Ending = Readonly<Record<'outcomes' | 'norms' | 'obliging' | 'endpoints', readonly string[]>>

/** What a row promises: the norms that are listed, but for its deviations. */
export function endingOf({ outcomes, norms, deviations, endpoints }: Row): Ending {
  const named = Object.keys(deviations)
  const deciding = [...norms.filter((norm) => !named.includes(norm)), ...named.filter((norm) => !norms.includes(norm))]
  return {
    outcomes: outcomes.toSorted(),
    norms: deciding.sort(),
    obliging: named.filter((norm) => deviations[norm]?.obliges).sort(),
    endpoints: endpoints.toSorted(),
  }
}

const PATHS = OPERATIONS.map(({ method, path }) => {
  const endpoint = `${method.toUpperCase()} /v1${path}`
  return { endpoint, pattern: new RegExp(`^${endpoint.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }
})

/** The operation that gave this answer: what did not come over HTTP is nothing that was played. */
function endpointOf(body: Reply['body']): string {
  const request = requestOf(body) ?? 'nothing'
  const found = PATHS.find(({ pattern }) => pattern.test(request))
  if (!found) throw new Error(`no answer of an operation of the API, but of ${request}`)
  return found.endpoint
}

/** Kept by each file that plays scenarios: `decides` takes every answer of a variant, `played` compares with its rows. */
export function scenariosIn(test: string) {
  const mine = SCENARIOS.filter((row) => row.test === test)
  const answers = new Map<string, Reply['body'][]>()
  return {
    /** Deciding norms per field; an act has no fields, and is decided by the norms of its reasons. */
    decides(variant: string, body: Reply['body']): Record<string, string[]> {
      answers.set(variant, [...(answers.get(variant) ?? []), body])
      return decidingNorms(body)
    },
    /** What this file found, and what its rows promise: a variant on one side only is a variant that is not there. */
    played(): Record<'found' | 'promised', Record<string, Ending>> {
      const found = [...answers].map(([variant, bodies]): [string, Ending] => {
        const row = mine.find((one) => one.variant === variant)
        return [variant, endingFound(bodies, Object.keys(row?.deviations ?? {}))]
      })
      const promised = mine.map((row): [string, Ending] => [row.variant, endingOf(row)])
      return { found: Object.fromEntries(found), promised: Object.fromEntries(promised) }
    },
  }
}

function endingFound(bodies: readonly Reply['body'][], deviating: readonly string[]): Ending {
  const sorted = (words: readonly string[]) => [...new Set(words)].sort()
  const norms = sorted(bodies.flatMap(decidedBy))
  const obliging = bodies.flatMap(({ obligations }) => (obligations as { norm: string }[]).map(({ norm }) => norm))
  return {
    outcomes: sorted(bodies.map(({ outcome }) => String(outcome))),
    norms,
    obliging: sorted(obliging.filter((norm) => deviating.includes(norm) && !norms.includes(norm))),
    endpoints: sorted(bodies.map(endpointOf)),
  }
}

function decidedBy(body: Reply['body']): string[] {
  const perField = Object.values(decidingNorms(body)).flat()
  return perField.length > 0 ? perField : reasonsOf(body).map(({ norm }) => norm)
}

type Text = { readonly nl?: string; readonly en?: string } | undefined
type Reason = { readonly norm: string; readonly effect: string; readonly article: string } & Record<string, Text>
type Need = { readonly attestation: string; readonly scope: unknown; readonly roles: unknown; readonly givenBy: Text }
type Remedy = { readonly code: string; readonly text: Text; readonly reference: string }

const reasonsOf = (body: Reply['body']) => body.reasons as readonly Reason[]

/**
 * What somebody at a department has to go by: why not, what is awaited and from whom, and which lawful routes are open.
 * `wordless` names each of them that says nothing in Dutch and in English, or not where it is written.
 */
export function toldTo(body: Reply['body']) {
  const reasons = reasonsOf(body)
  const missing = body.missing as readonly Need[]
  const remedies = body.remedies as readonly Remedy[]
  const spoken = (one: Text) => Boolean(one?.nl && one.en)
  return {
    reasons: reasons.map(({ norm, effect }) => `${norm} ${effect}`).sort(),
    missing: missing.map(({ attestation, scope, roles }) => ({ attestation, scope, roles })),
    remedies: remedies.map(({ code }) => code).sort(),
    wordless: [
      ...reasons.filter(({ article, title, text }) => !article || !spoken(title) || !spoken(text)),
      ...missing.filter(({ givenBy }) => !spoken(givenBy)),
      ...remedies.filter(({ text, reference }) => !reference || !spoken(text)),
    ],
  }
}
