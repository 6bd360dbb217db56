/**
 * policies/retention.json: what is kept for how long, from which day, and by which norm. The job that erases reads this and
 * nothing else about terms; a term that nobody found is null, and erases nothing. Pure.
 */
import { z } from 'zod'
import type { CaseFacts } from '../domain/case.ts'
import { ENTRY_TYPES, TRACKS } from '../domain/codes.ts'
import type { Settings } from '../policy/facts.ts'
import { type TableCheck, tableIn } from '../policy/problems.ts'
import type { Bound, Span } from './calendar.ts'

export const RETENTION_FILE = 'retention.json'

const code = z.string().min(1).max(64)
const text = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) })
const amount = z.number().int()

/** Local settings that give a term: of this organisation, in the unit that their names say. */
export const TERM_SETTINGS = ['bgp.retentionDays', 'retention.callerYears', 'retention.contentYears'] as const
type TermSetting = (typeof TERM_SETTINGS)[number]

const termSchema = z.union([
  z.strictObject({ years: amount.positive() }),
  z.strictObject({ months: amount.positive() }),
  z.strictObject({ days: amount.nonnegative() }),
  z.strictObject({ setting: z.enum(TERM_SETTINGS) }),
])

const coversSchema = z.discriminatedUnion('target', [
  z.strictObject({
    target: z.literal('case'),
    regime: z.enum(TRACKS),
    /** null: in every state, whatever became of the signal. */
    states: z.array(code).min(1).nullable(),
    signalOutcomes: z.array(code).min(1).nullable(),
  }),
  /** A class of what was done on one day, see DayClass (order.ts). */
  z.strictObject({ target: z.literal('day'), class: code }),
  /** About nobody: nothing of it is erased. */
  z.strictObject({ target: z.literal('log') }),
])

const rowSchema = z
  .strictObject({
    ...text.shape,
    covers: coversSchema,
    /** Entry types and tables of which it says how long what they hold is kept. */
    entries: z.array(z.enum(ENTRY_TYPES)),
    tables: z.array(code),
    /** 'at-once': as soon as it is so; the register keeps no day of it. */
    from: z.enum(['first-processing', 'closing', 'rejection', 'provision', 'entry', 'at-once']),
    /** null: no term was found. */
    term: termSchema.nullable(),
    /** What the norm makes of a term in years, for it counts days; null: no norm counts it. */
    countedDays: amount.nonnegative().nullable(),
    /** 'longest': gone after it. 'shortest': not gone before. */
    bound: z.enum(['longest', 'shortest']).nullable(),
    norm: code.nullable(),
    /** Obligations of that norm which this fulfils. */
    obligations: z.array(code),
    article: z.string().min(1),
    certainty: z.enum(['V1', 'V2', 'V3', 'U1', 'U2', 'I', 'gap']),
    /** Whether it waits until its category of the selection list is recorded (ARCH-01). */
    selectionList: z.boolean(),
    reason: text,
  })
  .refine(({ norm, certainty }) => (norm === null) === (certainty === 'gap'), 'without a norm it is a gap')
  .refine(({ term, bound }) => (term === null) === (bound === null), 'a term is a longest or a shortest one')
export type RetentionRow = z.infer<typeof rowSchema>

const tableSchema = z.strictObject({ about: text, rows: z.record(code, rowSchema) })
export type RetentionTable = z.infer<typeof tableSchema>

export function parseRetention(text: string): TableCheck<RetentionTable> {
  return tableIn(text, tableSchema)
}

/** A row with its code. */
export type Ground = RetentionRow & { readonly code: string }

export function groundsIn({ rows }: RetentionTable): readonly Ground[] {
  return Object.entries(rows).map(([name, row]) => ({ ...row, code: name }))
}

export function coversCase({ covers }: RetentionRow, { regime, state, signalOutcome }: CaseFacts): boolean {
  if (covers.target !== 'case' || covers.regime !== regime) return false
  if (covers.states && !covers.states.includes(state)) return false
  return !covers.signalOutcomes || covers.signalOutcomes.includes(signalOutcome ?? '')
}

/** How long, for this organisation, and as a norm counts it; null: there is no term. */
export function termOf(row: RetentionRow, settings: Settings[string] | undefined): Term | null {
  const { term, bound, countedDays } = row
  if (term === null || bound === null) return null
  if (countedDays !== null) return { span: { days: countedDays }, bound }
  const span = 'setting' in term ? spanOf(term.setting, settings) : term
  return span && { span, bound }
}
export type Term = { readonly span: Span; readonly bound: Bound }

function spanOf(setting: TermSetting, settings: Settings[string] | undefined): Span | null {
  if (!settings) return null
  if (setting === 'bgp.retentionDays') return { days: settings.bgp.retentionDays }
  const years = settings.retention?.[setting === 'retention.callerYears' ? 'callerYears' : 'contentYears']
  return years === undefined ? null : { years }
}
