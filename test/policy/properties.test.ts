/**
 * What holds of every question: 20,000 of them, made by moving what is permitted and then making it weaker. The seed of a
 * run is printed; SLUIS_SEED repeats it. What breaks a property is shown as small as fast-check can make it.
 */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { canonicalText } from '../../src/domain/canonical.ts'
import { actVerdict, decideVerdict, screenVerdict } from '../../src/policy/evaluate.ts'
import { entrypointOf } from '../../src/policy/given.ts'
import type { PolicyEngine } from '../../src/policy-port.ts'
import { decisionDocument } from '../../src/steps/respond.ts'
import { answersOfOpa } from './generated/opa-answers.ts'
import { type Base, type Choice, choices, openWorld, type Weakened, type World } from './generated/questions.ts'
import type { Asked } from './generated/weakenings.ts'
import { type Answer, spokenBy, widened, widerThanDecided } from './generated/width.ts'
import { opaAtHand } from './opa.ts'

const QUESTIONS = 20_000
const SPEAKS_AT_LEAST = 20
const PERMITTED_AT_LEAST = 0.3
const TOLD_TO_OPA = 2_000

const seed = Number(process.env.SLUIS_SEED ?? Date.now() % 2 ** 31)
const opa = opaAtHand()

let world: World
const seen = { questions: 0, permitted: 0, spoken: new Map<string, number>(), forOpa: [] as Asked[] }

beforeAll(() => {
  process.stdout.write(`generated questions: SLUIS_SEED=${seed}\n`)
  world = openWorld()
})

/** Counted and kept; each is a question of its own. */
function ask(asked: Asked): Answer {
  const answer = world.answer(asked)
  for (const norm of spokenBy(answer)) seen.spoken.set(norm, (seen.spoken.get(norm) ?? 0) + 1)
  return answer
}

describe('of every generated question', () => {
  it('a weaker one opens no more, an unknown code opens nothing, screening only narrows, and each answer has its reasons', () => {
    const oneIn = QUESTIONS / TOLD_TO_OPA
    const property = fc.property(choices, (choice: Choice) => {
      const base = world.baseOf(choice)
      const asked = { ...base.asked, input: world.walk(base.asked.input, choice.walk) }
      const before = ask(asked)
      const weaker = world.weakened(choice, asked)
      const after = ask(weaker.to)
      if (seen.questions % oneIn === 0) seen.forOpa.push(choice.variant % 2 === 0 ? asked : weaker.to)
      seen.questions += 1
      if (before.decided.outcome === 'permit') seen.permitted += 1
      const problems = [...problemsOf(before), ...problemsOf(after), ...widenedBy(weaker, before, after)]
      if (problems.length > 0) throw new Error(told(base, asked, weaker, problems))
    })
    fc.assert(property, { seed, numRuns: QUESTIONS })
  })

  it('enough begin permitted, and every norm speaks', () => {
    expect(seen.questions).toBeGreaterThanOrEqual(QUESTIONS)
    expect(seen.permitted / seen.questions).toBeGreaterThanOrEqual(PERMITTED_AT_LEAST)
    const silent = world.manifest.norms
      .map(({ id }) => [id, seen.spoken.get(id) ?? 0] as const)
      .filter(([, times]) => times < SPEAKS_AT_LEAST)
    expect(silent).toEqual([])
  })

  it.runIf(opa !== undefined)('OPA and what it compiled to agree, on the whole answer', () => {
    if (!opa) return
    expect(seen.forOpa.length).toBeGreaterThanOrEqual(TOLD_TO_OPA)
    const answers = answersOfOpa(opa, world.facts, seen.forOpa)
    const differ = seen.forOpa.flatMap((asked, at) => {
      const engine = world.engineOf(asked.settings)
      const told: PolicyEngine = { policy: engine.policy, evaluate: () => answers[at] }
      return textOf(engine, asked) === textOf(told, asked) ? [] : [asked.input]
    })
    expect(differ).toEqual([])
  })
})

it('a basis that is named beside another closes nothing', () => {
  const inquiries = world.permitted.filter(({ asked: { input } }) => input.inquiry && input.records.length === 0)
  const closed = inquiries.flatMap(({ asked: { input, settings } }) => {
    const open = world.answer({ input, settings })
    return Object.keys(world.facts.legal_bases).flatMap((code) => {
      const legalBasis = [...(input.inquiry?.legalBasis ?? []), code]
      const claimed = world.answer({
        input: { ...input, inquiry: input.inquiry && { ...input.inquiry, legalBasis } },
        settings,
      })
      const objecting = ({ decided }: typeof open) =>
        decided.findings.filter(({ effect }) => effect === 'deny' || effect === 'require').map(({ norm }) => norm)
      const before = objecting(open)
      const against = objecting(claimed).filter((norm) => !before.includes(norm))
      return widened(claimed, open).length > 0 ? [`${code}: ${against[0]}`] : []
    })
  })
  expect([...new Set(closed)].sort()).toEqual([])
})

/** The typed answer in its one order. */
function textOf(engine: PolicyEngine, { input }: Asked): string {
  const entrypoint = entrypointOf(input)
  if (entrypoint === 'sluis/screen') return canonicalText(screenVerdict(engine, input))
  return canonicalText((entrypoint === 'sluis/act' ? actVerdict : decideVerdict)(engine, input))
}

function widenedBy({ what, never }: Weakened, before: Answer, after: Answer): string[] {
  if (!never) return widened(before, after).map((line) => `wider when ${what}: ${line}`)
  return after.decided.outcome === 'permit' ? [`permitted with ${what}`] : []
}

/** What is wrong with one answer by itself. */
function problemsOf(answer: Answer): string[] {
  const { decided, screening } = answer
  const bare = decided.fields.filter(({ norms }) => norms.length === 0).map(({ name }) => `${name} has no norm`)
  const records = (screening?.records ?? []).filter(
    ({ released, treatments, dropped, norms }) =>
      norms.length === 0 && (!released || dropped.length > 0 || Object.keys(treatments).length > 0),
  )
  return [
    ...bare,
    ...records.map(({ index }) => `record ${index} is narrowed by no norm`),
    ...widerThanDecided(answer).map((line) => `screening opens more than was decided: ${line}`),
    ...unreasoned(decided),
  ]
}

type Told = { readonly reasons: readonly unknown[]; readonly remedies: readonly unknown[] }

/** As the asker reads it: every answer has a reason, and a refusal a route, or the word that there is none. */
function unreasoned(decided: Answer['decided']): string[] {
  const norms = new Map(world.manifest.norms.map((norm) => [norm.id, norm]))
  const texts = { norms, facts: world.facts }
  const decision = {
    ...decided,
    id: '-',
    inquiryId: '-',
    at: '2026-11-24T10:00:00.000Z',
    policy: { revision: '-', digest: '-' },
    caseVersion: null,
  }
  const { reasons, remedies } = decisionDocument(texts, decision, null) as unknown as Told
  if (reasons.length === 0) return [`${decided.outcome} without a reason`]
  return decided.outcome === 'deny' && remedies.length === 0 ? ['a refusal without a remedy'] : []
}

function told({ name, asked: begun }: Base, { input, settings }: Asked, { kind, what }: Weakened, problems: string[]) {
  const keys = Object.keys(input) as (keyof typeof input)[]
  const moved = keys.filter((key) => canonicalText(begun.input[key] ?? null) !== canonicalText(input[key] ?? null))
  return [
    `${name}, then ${kind}: ${what}`,
    ...problems,
    `moved: ${JSON.stringify(Object.fromEntries(moved.map((key) => [key, input[key]])))}`,
    `the whole question: ${JSON.stringify({ input, settings })}`,
  ].join('\n')
}
