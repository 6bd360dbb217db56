/**
 * Scenarios of the norm document (its section 13) as policies/scenarios.json lists them: how each variant must end, by
 * which norms, at which endpoint, in which file it is played, and where our norms deviate with the legal reason.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Reply } from '../../src/cli/demo/client.ts'
import { OUTCOMES } from '../../src/domain/codes.ts'
import { decidingNorms } from './garage.ts'

const text = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) })
const rowSchema = z.strictObject({
  variant: z.string(),
  outcomes: z.array(z.enum(OUTCOMES)).min(1),
  /** As section 13 lists them. */
  norms: z.array(z.string()).min(1),
  endpoint: z.string(),
  test: z.string(),
  /** Norms that section 13 lists and that do not decide here, or that decide here and are not listed; with the reason. */
  deviations: z.record(z.string(), text),
})
type Row = z.infer<typeof rowSchema>

const FILE = new URL('../../policies/scenarios.json', import.meta.url)
export const SCENARIOS: readonly Row[] = z.array(rowSchema).parse(JSON.parse(readFileSync(FILE, 'utf8')))

/** How a variant ended: over all its questions, sorted. */
type Ending = { readonly outcomes: readonly string[]; readonly norms: readonly string[] }

/** What a row promises: the norms of section 13, but for its deviations. */
function endingOf({ outcomes, norms, deviations }: Row): Ending {
  const named = Object.keys(deviations)
  const deciding = [...norms.filter((norm) => !named.includes(norm)), ...named.filter((norm) => !norms.includes(norm))]
  return { outcomes: [...outcomes].sort(), norms: deciding.sort() }
}

/** Kept by each file that plays scenarios: `decides` takes every answer of a variant, `played` compares with its rows. */
export function scenariosIn(test: string) {
  const answers = new Map<string, { readonly outcomes: Set<string>; readonly norms: Set<string> }>()
  return {
    /** Deciding norms per field; an act has no fields, and is decided by the norms of its reasons. */
    decides(variant: string, body: Reply['body']): Record<string, string[]> {
      const fields = decidingNorms(body)
      const acted = Object.keys(fields).length === 0 ? reasonsOf(body).map(({ norm }) => norm) : []
      const ending = answers.get(variant) ?? { outcomes: new Set(), norms: new Set() }
      answers.set(variant, ending)
      ending.outcomes.add(String(body.outcome))
      for (const norm of [...Object.values(fields).flat(), ...acted]) ending.norms.add(norm)
      return fields
    },
    /** What this file found, and what its rows promise: a variant on one side only is a variant that is not there. */
    played(): Record<'found' | 'promised', Record<string, Ending>> {
      const found = [...answers].map(([variant, { outcomes, norms }]): [string, Ending] => [
        variant,
        { outcomes: [...outcomes].sort(), norms: [...norms].sort() },
      ])
      const mine = SCENARIOS.filter((row) => row.test === test)
      const promised = mine.map((row): [string, Ending] => [row.variant, endingOf(row)])
      return { found: Object.fromEntries(found), promised: Object.fromEntries(promised) }
    },
  }
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
