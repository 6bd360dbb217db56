/**
 * What could be otherwise about a question: every single change of fact within the closed vocabularies, in one order. Pure.
 * What is asked for (source, fields, subject), the case's own history and the person who asks stay as they are.
 */
import { MODES, RELATIONS } from '../domain/codes.ts'
import { type Change, change, codes, type Kind, row, same, type Words } from './change.ts'
import type { Facts } from './facts.ts'
import type { PolicyInput } from './input.ts'
import { judgements, withdrawals } from './judgement-changes.ts'
import { signalChanges } from './signal-changes.ts'

type Question = NonNullable<PolicyInput['inquiry']>

/** Judgements stand last: they fit the question as the changes before them made it. */
export function possibleChanges(facts: Facts, input: PolicyInput): readonly Change[] {
  return [
    ...callerChanges(facts, input),
    ...stateChanges(facts, input),
    ...signalChanges(facts, input),
    ...(input.inquiry ? questionChanges(facts, input.inquiry) : []),
    ...withdrawals(facts, input),
    ...judgements(facts, input),
  ]
}

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
