/** Where generated questions begin: the cases, and for each row of the tables the act that it allows. */
import type { NamedInput } from '../../../src/cli/policy/inputs.ts'
import { RELATIONS, TRACKS } from '../../../src/domain/codes.ts'
import type { Facts } from '../../../src/policy/facts.ts'
import { type Default, inputFrom, laidOver } from '../../../src/policy/given.ts'
import { policyInputSchema } from '../../../src/policy/input.ts'
import { scopesFor, supposedGiver } from '../../../src/policy/supposed.ts'
import { walker } from './moves.ts'
import type { Values } from './values.ts'

/** An organ of the gemeente that takes part in a RIEC: on either track it may work on the case. */
const ORGAN = 'COL'

/** An act for each row of a table: moves, openings, readings, work on a case, and each judgement given and withdrawn. */
export function actsOf(facts: Facts, base: Default): NamedInput[] {
  const named = (name: string, given: unknown): NamedInput => ({
    name,
    input: inputFrom(given, name, base, facts),
    settings: base.settings,
  })
  // Judgements about a case as a whole: what its moves rest on.
  const judged = Object.entries(facts.attestations)
    .filter(([, row]) => row.level === 'case' && row.scope.length === 0)
    .map(([type]) => ({ type }))
  const inCase = (state: string, regime = trackOf(facts, state)) => ({
    case: { regime, state, involved: regime === 'WGS' ? [ORGAN] : [] },
  })
  const worksOn = (state: string, roles: readonly string[], act: object) => ({
    ...inCase(state),
    caller: { organ: ORGAN, roles: roles.slice(0, 1) },
    attestations: judged,
    act,
  })
  const given = Object.entries(facts.attestations).flatMap(([type, row]) => {
    const [scope] = scopesFor(facts, type, base.input)
    const { role, organ } = (scope && supposedGiver(facts, type, scope)) ?? {}
    if (!scope || !role || !organ) throw new Error(`nobody can give ${type} about the default question`)
    const department = facts.sources[scope.source ?? '']?.department ?? null
    const where = row.level === 'case' ? inCase(row.states?.[0] ?? 'B4') : { case: null }
    return (['attest', 'withdraw'] as const).map((kind) =>
      named(`${kind} ${type}`, {
        ...where,
        caller: { organ, department, roles: [role] },
        act: { kind, attestation: { type, scope } },
      }),
    )
  })
  return [
    ...facts.transitions.map(({ from, to, roles }) =>
      named(`move ${from} ${to}`, worksOn(from, roles, { kind: 'transition', to })),
    ),
    ...TRACKS.flatMap((regime) => {
      const { roles, state } = facts.openings[regime]
      const purposes = Object.keys(facts.purposes).filter((code) => facts.purposes[code]?.regimes.includes(regime))
      const opening = { kind: 'open', regime, purposes: purposes.slice(0, 1), firstProcessedDay: base.input.today }
      return [
        named(`open ${regime}`, { case: null, caller: { organ: ORGAN, roles }, act: opening }),
        named(`amend ${regime}`, worksOn(state, workersOf(facts, regime), { kind: 'amend' })),
        named(`read ${regime}`, worksOn(state, workersOf(facts, regime), { kind: 'read', resource: 'case' })),
      ]
    }),
    ...Object.entries(facts.readings).map(([purpose, { roles }]) =>
      named(`read ${purpose}`, {
        case: null,
        caller: { roles },
        act: { kind: 'read', purpose, resource: 'decisions' },
      }),
    ),
    ...given,
  ]
}

/** The same question about fetched records: one for each Wpg article, with each relation of the persons inside it. */
export function screeningOf(facts: Facts, base: Default, { name, input, settings }: NamedInput): NamedInput {
  const control = facts.sources[input.inquiry?.source ?? '']?.control
  const persons = (control?.persons ?? []).flatMap(({ field }) =>
    [null, ...RELATIONS].map((relation, index) => ({ field, index, relation })),
  )
  const articles = control?.wpgArticle ? WPG_ARTICLES : [null]
  const records = articles.map((wpgArticle, index) => laidOver(base.record, { index, wpgArticle, persons }))
  return { name: `${name}, screened`, input: policyInputSchema.parse({ ...input, records }), settings }
}

/**
 * Everything one thing away from an inquiry that is permitted: all values of the tables for all that is asked, by whom and
 * in which case. Of questions alike in regime and state one is enough. Here every norm is to be found.
 */
export function neighboursOf(facts: Facts, values: Values, permitted: readonly NamedInput[]): NamedInput[] {
  const alike = ({ input: { inquiry, case: held } }: NamedInput) => [inquiry?.regime, held?.state].join()
  const distinct = new Map(permitted.filter(({ input }) => input.inquiry).map((one) => [alike(one), one]))
  const { everyStep } = walker(facts, values)
  return [...distinct.values()].flatMap(({ name, input, settings }) =>
    everyStep(input).map((moved) => ({ name: `${name}, moved`, input: moved, settings })),
  )
}

/** Articles that a record may carry (Wpg 8 to 13), and none. */
const WPG_ARTICLES = ['8', '9', '10a', '10b', '10c', '12', '13', null]

function trackOf(facts: Facts, state: string): (typeof TRACKS)[number] {
  return TRACKS.find((track) => Object.hasOwn(facts.states[track], state)) ?? 'BGP'
}

function workersOf(facts: Facts, regime: string): readonly string[] {
  return facts.transitions.find((row) => row.regime === regime)?.roles ?? []
}
