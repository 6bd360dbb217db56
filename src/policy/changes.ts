/**
 * What could be otherwise about a question: every single change of fact within the closed vocabularies, in one order. Pure.
 * What is asked for (source, fields, subject), the case's own history and the person who asks stay as they are.
 */
import { MODES, RELATIONS } from '../domain/codes.ts'
import type { Facts } from './facts.ts'
import type { AttestationInput, PolicyInput } from './input.ts'
import { positiveOutcomes, scopesFor, supposedGiver, supposedJudgement } from './supposed.ts'

type Words = { readonly nl: string; readonly en: string }
type Question = NonNullable<PolicyInput['inquiry']>

export type Change = {
  readonly kind: Kind
  /** The code that it becomes. */
  readonly to: string
  readonly words: Words
  /** Two changes of one slot exclude each other. */
  readonly slot: string
  readonly apply: (input: PolicyInput) => PolicyInput
}
type Kind = keyof typeof KINDS

const KINDS = {
  flag: { nl: 'de aanvrager is', en: 'the asker is' },
  role: { nl: 'de aanvrager heeft ook de rol', en: 'the asker also has the role' },
  state: { nl: 'de zaak is in', en: 'the case is in' },
  mode: { nl: 'de vraagvorm is', en: 'the mode of the question is' },
  purpose: { nl: 'het doel is', en: 'the purpose is' },
  task: { nl: 'de taak is', en: 'the task is' },
  basis: { nl: 'ook genoemde grondslag:', en: 'legal basis claimed as well:' },
  relation: { nl: 'de relatie van het subject is', en: 'the relation of the subject is' },
  hit: { nl: 'hit of geen hit:', en: 'hit or no hit:' },
  recipient: { nl: 'de ontvanger is', en: 'the recipient is' },
  withdrawal: { nl: 'ingetrokken vaststelling:', en: 'judgement withdrawn:' },
  judgement: { nl: 'vaststelling door een ander dan de aanvrager:', en: 'judgement by another person than the asker:' },
} as const satisfies Record<string, Words>

/** Judgements stand last: they fit the question as the changes before them made it. */
export function possibleChanges(facts: Facts, input: PolicyInput): readonly Change[] {
  return [
    ...callerChanges(facts, input),
    ...stateChanges(facts, input),
    ...(input.inquiry ? questionChanges(facts, input.inquiry) : []),
    ...withdrawals(facts, input),
    ...judgements(facts, input),
  ]
}

function change(kind: Kind, to: string, named: Words, apply: Change['apply'], slot: string = kind): Change {
  const words = { nl: `${KINDS[kind].nl} ${named.nl}`, en: `${KINDS[kind].en} ${named.en}` }
  return { kind, to, words, slot, apply }
}

/** `B4 (Aanpak)`; a code without a row is named by itself. */
function row(table: Readonly<Record<string, Words>>, code: string): Words {
  const { nl, en } = (Object.hasOwn(table, code) ? table[code] : undefined) ?? { nl: '-', en: '-' }
  return { nl: `${code} (${nl})`, en: `${code} (${en})` }
}

const same = (text: string): Words => ({ nl: text, en: text })

const FLAG = {
  authorised: { nl: 'geautoriseerd', en: 'authorised' },
  screened: { nl: 'gescreend', en: 'screened' },
  trained: { nl: 'opgeleid', en: 'trained' },
} as const

function callerChanges(facts: Facts, { caller }: PolicyInput): Change[] {
  const flags = (['authorised', 'screened', 'trained'] as const).filter((flag) => !caller[flag])
  const roles = codes(facts.roles).filter((role) => !caller.roles.includes(role))
  return [
    ...flags.map((flag) =>
      change('flag', flag, FLAG[flag], (input) => ({ ...input, caller: { ...input.caller, [flag]: true } }), flag),
    ),
    ...roles.map((role) =>
      change(
        'role',
        role,
        row(facts.roles, role),
        (input) => ({ ...input, caller: { ...input.caller, roles: [...input.caller.roles, role] } }),
        `role ${role}`,
      ),
    ),
  ]
}

function stateChanges(facts: Facts, { case: held }: PolicyInput): Change[] {
  const states = held ? facts.states[held.regime] : {}
  return codes(states)
    .filter((state) => state !== held?.state)
    .map((state) =>
      change('state', state, row(states, state), (input) => ({
        ...input,
        case: input.case && { ...input.case, state },
      })),
    )
}

function questionChanges(facts: Facts, asked: Question): Change[] {
  const put = (kind: Kind, to: string, named: Words, value: Partial<Question>) =>
    change(kind, to, named, (input) => ({ ...input, inquiry: input.inquiry && { ...input.inquiry, ...value } }))
  const other = <Code extends string>(all: readonly Code[], present: string | null) =>
    all.filter((code) => code !== present)
  const { subject } = asked
  return [
    ...other(MODES, asked.mode).map((mode) => put('mode', mode, same(mode), { mode })),
    ...other(codes(facts.purposes), asked.purpose).map((purpose) =>
      put('purpose', purpose, row(facts.purposes, purpose), { purpose }),
    ),
    ...other(codes(facts.tasks), asked.task).map((task) => put('task', task, row(facts.tasks, task), { task })),
    ...codes(facts.legal_bases)
      .filter((basis) => !asked.legalBasis.includes(basis))
      .map((basis) =>
        change(
          'basis',
          basis,
          row(facts.legal_bases, basis),
          (input) => ({
            ...input,
            inquiry: input.inquiry && { ...input.inquiry, legalBasis: [...input.inquiry.legalBasis, basis] },
          }),
          `basis ${basis}`,
        ),
      ),
    ...(subject
      ? [
          ...other(RELATIONS, subject.relation).map((relation) =>
            change('relation', relation, same(relation), about({ relation })),
          ),
          ...[true, false]
            .filter((hit) => hit !== subject.hit)
            .map((hit) => change('hit', String(hit), hit ? HIT : NO_HIT, about({ hit }))),
        ]
      : []),
    ...recipients(facts)
      .filter(({ organ, department }) => organ !== asked.recipient.organ || department !== asked.recipient.department)
      .map((recipient) => {
        const { organ, department } = recipient
        const of = row(facts.organs, organ)
        if (department === null) return put('recipient', organ, of, { recipient })
        const at = row(facts.departments, department)
        const named = { nl: `${at.nl} van ${of.nl}`, en: `${at.en} of ${of.en}` }
        return put('recipient', `${organ}/${department}`, named, { recipient })
      }),
  ]
}

const HIT = { nl: 'hit', en: 'hit' }
const NO_HIT = { nl: 'geen hit', en: 'no hit' }

function about(value: Partial<NonNullable<Question['subject']>>): Change['apply'] {
  return ({ inquiry, ...rest }) => ({
    ...rest,
    inquiry: inquiry?.subject ? { ...inquiry, subject: { ...inquiry.subject, ...value } } : inquiry,
  })
}

function recipients(facts: Facts): Question['recipient'][] {
  const inside = codes(facts.departments).flatMap((department) =>
    (facts.departments[department]?.organs ?? []).map((organ) => ({ organ, department })),
  )
  return [...inside, ...codes(facts.organs).map((organ) => ({ organ, department: null }))]
}

function withdrawals(facts: Facts, { attestations }: PolicyInput): Change[] {
  return attestations.map((given, at) =>
    change(
      'withdrawal',
      given.type,
      judgementWords(facts, given),
      (input) => ({ ...input, attestations: input.attestations.filter((one) => one !== given) }),
      `withdrawal ${at}`,
    ),
  )
}

function judgements(facts: Facts, input: PolicyInput): Change[] {
  return codes(facts.attestations).flatMap((type) => {
    const known = facts.attestations[type]
    if (!known) return []
    return scopesFor(facts, type, input).flatMap((scope, at) =>
      positiveOutcomes(known).flatMap((outcome) => {
        const give = (to: PolicyInput): AttestationInput[] => {
          const fitting = scopesFor(facts, type, to)[at]
          const supposed = fitting && supposedJudgement(facts, type, fitting, to.caller.person)
          return supposed ? [{ ...supposed, outcome, validUntilDay: null }] : []
        }
        const [now] = give(input)
        // The same judgement is there already and nothing would change: its outcome, scope and tests are as supposed.
        if (!now || input.attestations.some((one) => counts(one, now, input))) return []
        return [
          change(
            'judgement',
            `${type}:${outcome}`,
            judgementWords(facts, { ...now, scope, outcome }),
            (to) => {
              const given = give(to)
              const rest = to.attestations.filter((one) => !given.some((fresh) => isAboutTheSame(one, fresh)))
              return { ...to, attestations: [...rest, ...given] }
            },
            `judgement ${type} ${at}`,
          ),
        ]
      }),
    )
  })
}

function isAboutTheSame(a: AttestationInput, b: AttestationInput): boolean {
  return (
    a.type === b.type &&
    Object.entries(a.scope).every(([key, value]) => Object.entries(b.scope).some(([k, v]) => k === key && v === value))
  )
}

/** A standing judgement that already says what is supposed. */
function counts(one: AttestationInput, supposed: AttestationInput, { caller, today }: PolicyInput): boolean {
  const passed = Object.entries(supposed.details).every(([name, value]) => value !== true || one.details[name] === true)
  const fresh = one.validUntilDay === null || one.validUntilDay >= today
  return (
    isAboutTheSame(one, supposed) && one.outcome === supposed.outcome && passed && fresh && one.by !== caller.person
  )
}

function judgementWords(facts: Facts, { type, outcome, scope }: AttestationInput): Words {
  const role = supposedGiver(facts, type, scope)?.role ?? '-'
  const about = Object.values(scope).filter((value) => value !== null)
  const where = about.length > 0 ? `, ${about.join(', ')}` : ''
  const { nl, en } = row(facts.attestations, type)
  return { nl: `${nl}: ${outcome}${where}, door ${role}`, en: `${en}: ${outcome}${where}, by ${role}` }
}

function codes(table: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(table).sort()
}
