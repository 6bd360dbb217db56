/** What generated questions are made of and asked to: bases, the bundle over a wider catalogue, and fast-check's choices. */
import fc from 'fast-check'
import { enginesOf } from '../../../src/cli/policy/bundle.ts'
import { readDefault } from '../../../src/cli/policy/given.ts'
import type { NamedInput } from '../../../src/cli/policy/inputs.ts'
import { readCases } from '../../../src/cli/policy/read-cases.ts'
import { canonicalText } from '../../../src/domain/canonical.ts'
import { actVerdict, decideVerdict, screenVerdict } from '../../../src/policy/evaluate.ts'
import { type Facts, type Manifest, type Settings, settingsSchema } from '../../../src/policy/facts.ts'
import { entrypointOf } from '../../../src/policy/given.ts'
import type { PolicyEngine } from '../../../src/policy-port.ts'
import { bundle, forged, wasm } from '../committed.ts'
import { POLICIES } from '../opa.ts'
import { actsOf, neighboursOf, screeningOf } from './bases.ts'
import { withEveryCategory } from './catalogue.ts'
import { type Move, pick, type Walk, type Walker, walker } from './moves.ts'
import { valuesOf } from './values.ts'
import { type Asked, WEAKENINGS, type Weakening } from './weakenings.ts'
import { type Answer, spokenBy } from './width.ts'

/** Where a question begins (among the permitted, where a norm speaks, or anywhere), how it is moved, and made weaker. */
export type Choice = {
  readonly from: 'permitted' | 'norm' | 'any'
  readonly base: number
  readonly beside: number
  readonly walk: Walk
  readonly kind: number
  readonly variant: number
}
export type Weakened = Weakening & { readonly kind: string }
export type Base = { readonly name: string; readonly asked: Asked }
export type World = {
  readonly facts: Facts
  readonly manifest: Manifest
  readonly permitted: readonly Base[]
  baseOf(choice: Choice): Base
  readonly walk: Walker['walk']
  /** The chosen weakening: of the chosen kind, else of the next that has any. */
  weakened(choice: Choice, asked: Asked): Weakened
  engineOf(settings: Settings): PolicyEngine
  answer(asked: Asked): Answer
}

const move: fc.Arbitrary<Move> = fc.record({ kind: fc.nat(), one: fc.nat(), other: fc.nat() })
export const choices: fc.Arbitrary<Choice> = fc.record({
  from: fc.constantFrom('permitted', 'permitted', 'permitted', 'norm', 'norm', 'any'),
  base: fc.nat(),
  beside: fc.nat(),
  walk: fc.record({ moves: fc.array(move, { maxLength: 3 }), refit: fc.boolean() }),
  kind: fc.nat(),
  variant: fc.nat(),
})

/** Questions to begin with in which a norm speaks. */
const OF_A_NORM = 6

export function openWorld(): World {
  const facts = withEveryCategory(bundle().facts)
  // The rules hold no table, so the committed module answers over any; compiled once for all local settings.
  const files = { ...forged({ data: canonicalText({ facts }) }), wasm: new WebAssembly.Module(wasm()) }
  const { manifest } = bundle()
  const engineOf = enginesOf(files)
  const answer = ({ input, settings }: Asked): Answer => {
    const engine = engineOf(settings)
    if (input.act) return { decided: actVerdict(engine, input), screening: null }
    const screening = entrypointOf(input) === 'sluis/screen' ? screenVerdict(engine, input) : null
    return { decided: decideVerdict(engine, input), screening }
  }
  const base = readDefault(POLICIES)
  const asBase = ({ name, input, settings }: NamedInput): Base => ({
    name,
    asked: { input, settings: settingsSchema.parse(settings) },
  })
  const permits = (one: NamedInput) => answer(asBase(one).asked).decided.outcome === 'permit'

  const begun = [...readCases(POLICIES, base, facts), ...actsOf(facts, base)]
  const inquiries = begun.filter((one) => one.input.inquiry && permits(one))
  const first = [...begun, ...inquiries.map((one) => screeningOf(facts, base, one))]
  const values = valuesOf(
    facts,
    first.map(({ input }) => input),
  )
  const all = first.map(asBase)
  const byNorm = new Map<string, Base[]>(manifest.norms.map(({ id }) => [id, []]))
  const keep = (one: Base) => {
    for (const norm of spokenBy(answer(one.asked))) byNorm.get(norm)?.push(one)
  }
  all.forEach(keep)
  // Only until each norm is found: what is left of them says nothing new.
  for (const one of inAnyOrder(neighboursOf(facts, values, inquiries)).map(asBase)) {
    if ([...byNorm.values()].every((own) => own.length >= OF_A_NORM)) break
    keep(one)
  }
  const permitted = first.filter(permits).map(asBase)
  const ofNorms = [...byNorm.values()].filter((own) => own.length > 0)
  const kinds = Object.entries(WEAKENINGS)

  return {
    ...{ facts, manifest, permitted, engineOf, answer },
    walk: walker(facts, values).walk,
    baseOf({ from, base: at, beside }) {
      const among = { permitted, any: all, norm: pick(ofNorms, at) ?? [] }[from]
      const found = pick(among, from === 'norm' ? beside : at)
      if (!found) throw new Error('there is nothing to begin with')
      return found
    },
    weakened({ kind, variant }, asked) {
      for (let next = 0; next < kinds.length; next += 1) {
        const [name, variants] = pick(kinds, kind + next) ?? ['', () => []]
        const found = pick(variants(facts, asked), variant)
        if (found) return { ...found, kind: name }
      }
      throw new Error('nothing makes this question weaker')
    },
  }
}

/** Always the same, but neighbours do not stand together: the stride is a prime. */
function inAnyOrder<T>(items: readonly T[]): T[] {
  return items.flatMap((_, at) => items[(at * 7_919) % items.length] ?? [])
}
