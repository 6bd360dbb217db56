/**
 * POST /v1/policy/_evaluate: made-up facts under the policy in force, with the outcome and why. Nothing of it is kept or
 * logged: it is about nobody, and decides nothing. What would open something is shown to whom the policy shows it.
 */
import { Hono } from 'hono'
import type { Caller } from '../domain/caller.ts'
import { no, ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { turn } from '../log/turn.ts'
import { explainedSteps, said } from '../policy/explained.ts'
import { type Default, entrypointOf, inputFrom } from '../policy/given.ts'
import { withInferred } from '../policy/inferred.ts'
import { type PolicyInput, policyInputSchema } from '../policy/input.ts'
import { withSupposed } from '../policy/judgement-changes.ts'
import { PolicyProblems } from '../policy/problems.ts'
import { PolicyFault } from '../policy-port.ts'
import { oneAtATime } from './alone.ts'
import { type AppPorts, answer, bodyOf, callerOf, shaped } from './context.ts'
import { json } from './http.ts'
import { onPage, opensPage } from './pages.ts'
import { type EvaluationRequest, evaluationRequestSchema } from './queries-policy.ts'

export function tryRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  const { facts, engine } = ports
  const alone = oneAtATime()

  app.post('/_evaluate', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const page = onPage(ports, caller.value, 'policy')
      if (!page.ok) return page
      const body = await bodyOf(c, evaluationRequestSchema)
      if (!body.ok) return body
      const input = inputOf(body.value, caller.value)
      if (!input.ok) return input
      const searches = body.value.whyNot ? opensPage(ports, caller.value, 'why-not') : ok(false)
      if (!searches.ok) return searches
      const found = await alone(c, caller.value, () => evaluated(input.value, searches.value))
      if (!found.ok) return found
      return found.value ? ok(json(c, 200, found.value)) : no('policy-unavailable')
    }),
  )

  /** undefined: the policy gives no answer to it. */
  async function evaluated(input: PolicyInput, searches: boolean): Promise<object | undefined> {
    const { inferred, factsPage } = ports.workbook
    const of = { engine, facts, norms: withInferred([...ports.norms.values()], inferred), input, factsPage }
    try {
      if (!searches) return { ...said(of), search: null, input }
      const steps = explainedSteps(of, LIMITS.triedEvaluations)
      for (;;) {
        const step = steps.next()
        if (step.done) return { ...step.value, input }
        await turn()
      }
    } catch (error) {
      if (error instanceof PolicyFault) return undefined
      throw error
    }
  }

  /** Under the settings of the own organisation, whatever is made up: those of another are nobody else's. */
  function inputOf({ input, judgements }: EvaluationRequest, { oin }: Caller): Result<PolicyInput> {
    const strange = judgements.flatMap((type, i) =>
      Object.hasOwn(facts.attestations, type)
        ? []
        : [{ pointer: `/judgements/${i}`, message: 'this code is not known: GET /v1/attestation-types lists them' }],
    )
    if (strange.length > 0) return no('invalid-input', { problems: strange })
    const long = tooLong(input, '/input')
    if (long) return wrong(long, `at most ${LIMITS.triedItems} items`)
    const laid = laidOverDefault(input, oin)
    if (!laid.ok) return laid
    const { inquiry } = laid.value
    if (inquiry && inquiry.fields.length > LIMITS.fieldsPerInquiry) {
      return wrong('/input/inquiry/fields', `at most ${LIMITS.fieldsPerInquiry} fields, as in an inquiry`)
    }
    if (laid.value.caller.oin !== oin) return wrong('/input/caller/oin', 'must be the own organisation')
    if (entrypointOf(laid.value) === 'sluis/screen') return wrong('/input/records', 'records are not tried out here')
    return ok(withSupposed(facts, laid.value, judgements))
  }

  function laidOverDefault(given: Record<string, unknown>, oin: string): Result<PolicyInput> {
    const { base } = ports.workbook
    if (!base) return shaped(policyInputSchema, given, '/input')
    const own: Default = { ...base, input: { ...base.input, caller: { ...base.input.caller, oin } } }
    try {
      return ok(inputFrom(given, 'input', own, facts, '/input'))
    } catch (error) {
      if (error instanceof PolicyProblems) return no('invalid-input', { problems: [...error.places] })
      throw error
    }
  }

  return app
}

const wrong = (pointer: string, message: string) => no('invalid-input', { problems: [{ pointer, message }] })

/** Where a list or an object has more than a real question could; undefined: nowhere. */
function tooLong(value: unknown, at: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const inner = Object.entries(value)
  if (inner.length > LIMITS.triedItems) return at
  return inner.map(([name, one]) => tooLong(one, `${at}/${name}`)).find((found) => found !== undefined)
}
