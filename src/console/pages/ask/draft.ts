/** A question on its way through the steps: all of it is in the form, so that no step loses what another asked. Pure. */

import type { IdentifierType, Level, MODES, REGIMES } from '../../../domain/codes.ts'
import { identifierOf, SUBJECT_OF } from '../../../domain/identifier.ts'
import type { Sent } from '../../form.ts'
import type { Question } from '../../parts/question.tsx'

export const STEPS = ['questions', 'track', 'purpose', 'basis', 'source', 'data', 'check'] as const
export type Step = (typeof STEPS)[number]

/** Names of the form, and the step that asks each. `type` and `value` are of the number that says whom it is about. */
export const NAMES = {
  necessity: 'questions',
  proportionality: 'questions',
  subsidiarity: 'questions',
  track: 'track',
  purpose: 'purpose',
  task: 'basis',
  legalBasis: 'basis',
  level: 'source',
  source: 'source',
  mode: 'source',
  fields: 'data',
  type: 'data',
  value: 'data',
} as const satisfies Record<string, Step>
export type Name = keyof typeof NAMES
export type Draft = Readonly<Record<Name, readonly string[]>>
export type Errors = Readonly<Partial<Record<Name, string>>>

const ALL = Object.keys(NAMES) as Name[]
export type Regime = (typeof REGIMES)[number]
type Mode = (typeof MODES)[number]
/** A mark of the form that stands for all fields of one kind of data. */
export const WHOLE = 'whole'

export function draftOf(form: Pick<Sent, 'all'>): Draft {
  return Object.fromEntries(ALL.map((name) => [name, form.all(name)])) as Draft
}

export const emptyDraft = (given: Partial<Draft> = {}): Draft => ({ ...draftOf({ all: () => [] }), ...given })

/** The draft with every field of the kinds that were taken whole. */
export function withWhole(
  draft: Draft,
  kinds: readonly string[],
  fields: readonly { readonly name: string; readonly category: string }[],
): Draft {
  const taken = fields.filter(({ name, category }) => draft.fields.includes(name) || kinds.includes(category))
  return kinds.length === 0 ? draft : { ...draft, fields: taken.map(({ name }) => name) }
}

export const one = (draft: Draft, name: Name): string => draft[name][0] ?? ''

export const namesOfStep = (step: Step): readonly Name[] => ALL.filter((name) => NAMES[name] === step)

/** What other steps asked: hidden in the form of this one. */
export function hiddenIn(draft: Draft, step: Step): readonly (readonly [name: Name, value: string])[] {
  return ALL.filter((name) => NAMES[name] !== step).flatMap((name) =>
    draft[name].map((value) => [name, value] as const),
  )
}

/** `MONO`, or `BGP:<case>`. */
export function trackOf(draft: Draft): { readonly regime: string; readonly caseId: string | undefined } {
  const [regime = '', caseId] = one(draft, 'track').split(':')
  return { regime, caseId }
}

/** The question as the API takes it. Whole once every step was answered. */
export function questionOf(draft: Draft) {
  const { regime, caseId } = trackOf(draft)
  const type = one(draft, 'type') as IdentifierType
  const value = one(draft, 'value')
  const mode = one(draft, 'mode') as Mode
  return {
    regime: regime as Regime,
    purpose: one(draft, 'purpose'),
    task: one(draft, 'task'),
    legalBasis: draft.legalBasis,
    ...(caseId === undefined ? {} : { caseId }),
    source: one(draft, 'source'),
    ...(value === '' ? {} : { subject: { type: SUBJECT_OF[type], identifier: { type, value } } }),
    mode,
    level: one(draft, 'level') as Level,
    ...(mode === 'DETAIL' ? { fields: draft.fields } : {}),
    grounds: {
      necessity: one(draft, 'necessity'),
      proportionality: one(draft, 'proportionality'),
      subsidiarity: one(draft, 'subsidiarity'),
    },
  }
}

/** The same beside its answer, as its asker can read it back later. */
export function askedOf(asked: ReturnType<typeof questionOf>): Question {
  const { source, purpose, caseId = null, regime, mode, task, legalBasis, level, fields = [], grounds } = asked
  const question = { regime, mode, task, legalBasis: [...legalBasis], level, fields: [...fields], grounds }
  return { source, purpose, caseId, question }
}

export function isIdentifier(type: string, value: string): boolean {
  if (!Object.hasOwn(SUBJECT_OF, type)) return false
  const kind = type as IdentifierType
  return identifierOf({ type: SUBJECT_OF[kind], identifier: { type: kind, value } }) !== null
}
