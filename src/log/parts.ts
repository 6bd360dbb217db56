/** The parts of each entry type: their names, their shapes, and how long each may be kept. Data, not code. Pure. */
import { z } from 'zod'
import { callerSchema } from '../domain/caller.ts'
import { type EntryType, LEVELS, MODES, REGIMES, SUBJECT_TYPES } from '../domain/codes.ts'
import { COUNTERS, type Counter, UNLOGGED, type UnloggedKind } from '../domain/counters.ts'
import { decisionSchema, fieldDecisionSchema, obligationSchema, policyRefSchema } from '../domain/decision.ts'
import { groundsSchema } from '../domain/inquiry.ts'
import type { Retention } from '../erasure/scopes.ts'
import { policyInputSchema } from '../policy/input.ts'
import { successionSchema } from './succession.ts'

/** Loose: a question that learns a new key must not vanish from the search of older code. */
const inquiryQuestion = z.looseObject({
  inquiryId: z.string(),
  regime: z.enum(REGIMES),
  purpose: z.string().nullable(),
  task: z.string().nullable(),
  legalBasis: z.array(z.string()),
  caseId: z.string().nullable(),
  source: z.string(),
  /** OIN of the organisation that holds the source: the asker's own, or a supplier. */
  holder: z.string().optional(),
  subjectType: z.enum(SUBJECT_TYPES).nullable(),
  mode: z.enum(MODES),
  level: z.enum(LEVELS).nullable(),
  fields: z.array(z.string()),
  recipient: z.strictObject({ organ: z.string(), department: z.string().nullable() }),
  /** A preview made for a judge: the act and the judgement it is on account of. Whose act it was, that entry says; `by`: older. */
  onAccountOf: z.strictObject({ act: z.string(), attestation: z.string(), by: z.string().optional() }).optional(),
})

/** Salt and commitment of what left: the bytes themselves are never kept, the receiver can prove them with these. */
const disclosureSchema = z.strictObject({ salt: z.string(), commitment: z.string() })

const settlementSchema = z.strictObject({
  decisionId: z.string(),
  result: z.enum(['settled', 'aborted']),
  /** aborted: 'crash', 'source-failed', 'case-changed', ... */
  reason: z.string().optional(),
  fields: z.array(fieldDecisionSchema).optional(),
  records: z.number().int().optional(),
  hit: z.boolean().nullable().optional(),
  obligations: z.array(obligationSchema).optional(),
  screening: z.unknown().optional(),
  disclosure: disclosureSchema.optional(),
  /** The call to the source, under the number that the source was given; absent: none was called. */
  call: z.strictObject({ holder: z.string(), source: z.string(), number: z.int() }).optional(),
})

/** An inquiry that ended without an answer: its asker took it back, or nobody came for it in time. */
const closingSchema = z.strictObject({ inquiryId: z.string(), result: z.enum(['withdrawn', 'expired']) })

/** Rules, tables and local settings that came into force at a start, and the revision whose place they took. */
const activationSchema = z.strictObject({
  policy: policyRefSchema,
  parts: z.strictObject({ wasm: z.string(), data: z.string(), manifest: z.string() }),
  previous: policyRefSchema.nullable(),
})

/** What was taken out of the log; `subject` by its pseudonym, moments as they were asked. */
export const exportSchema = z.strictObject({
  /** Whose decisions; null: every entry of the log, by who runs the broker. */
  oin: z.string().nullable(),
  from: z.string().nullable(),
  until: z.string().nullable(),
  department: z.string().nullable(),
  subject: z.string().nullable(),
})

/**
 * The log that every entry before this one was taken over from, and the checkpoint that it was signed under there. `erased`:
 * how many parts were erased there, of all entries: no more than these pass for erased before they came.
 */
const importSchema = z.strictObject({
  origin: z.string(),
  size: z.number().int(),
  checkpoint: z.string(),
  erased: z.number().int(),
})

const count = z.int().min(0)

/** What was forgotten, by which rule, and how much: about nobody. */
const erasureSchema = z.strictObject({
  target: z.union([
    z.strictObject({ kind: z.literal('case'), oin: z.string(), caseId: z.string() }),
    z.strictObject({ kind: z.literal('day'), oin: z.string(), day: z.iso.date(), of: z.string() }),
  ]),
  ground: z.string(),
  keys: z.number().int(),
  /** By table, as they were when it began. The index of decisions is not counted: it is made from the log. */
  rows: z.record(z.string(), z.number().int()),
  /**
   * For each key that goes, by its scope, which parts of entries stood under it (src/erasure/standing.ts). Absent: it began
   * before parts were counted.
   */
  standing: z.array(z.strictObject({ scope: z.string(), parts: count, digest: z.string() })).optional(),
})

const unlogged = z.strictObject(
  Object.fromEntries(UNLOGGED.map((kind) => [kind, count])) as Record<UnloggedKind, typeof count>,
)

/**
 * What was counted before the entry `upTo`, and the last numbers that were given. It stands in the tree: whoever renumbers
 * the rows of the database, or takes the counters back, contradicts it.
 */
const tallySchema = z.strictObject({
  upTo: count,
  /** Index of the first entry that the counters count. */
  since: count,
  /** Index of the tally before this one. */
  previous: count.nullable(),
  counters: z.strictObject(Object.fromEntries(COUNTERS.map((one) => [one, count])) as Record<Counter, typeof count>),
  /** Requests without an entry: in all, and since the tally before this one. */
  unlogged,
  refusals: unlogged,
  /** Of those that were given a number since then. */
  organisations: z.array(z.strictObject({ oin: z.string(), number: count })),
  sources: z.array(z.strictObject({ holder: z.string(), source: z.string(), number: count })),
})

/** What exactly was done or read, in the words of the actor; `kind` and `caseId` are there for every act. */
const actSchema = z.looseObject({ kind: z.string(), caseId: z.string().nullable() })

/**
 * Retention classes. 'caller': who asked, kept as long as supervision of the asker needs. 'case': everything about the
 * case and its subjects, kept as long as the case may be. 'log': about nobody, kept as long as the log. One key each
 * (src/erasure/scopes.ts), so that one can be erased without the other.
 */
/** `open`: about nobody and for everybody who checks the log; committed to as the others, and not sealed. */
type Kept = { readonly retention: Retention; readonly schema: z.ZodType; readonly open?: true }

export const PART = {
  caller: { retention: 'caller', schema: callerSchema },
  request: { retention: 'case', schema: inquiryQuestion },
  subject: { retention: 'case', schema: z.strictObject({ key: z.string().nullable() }) },
  grounds: { retention: 'case', schema: groundsSchema },
  /**
   * The policy input, without who asked: together with `caller` (facts.ts) and the policy in force it computes the decision
   * again, byte for byte. Of older entries with who asked.
   */
  facts: { retention: 'case', schema: policyInputSchema.partial({ caller: true }) },
  decision: { retention: 'case', schema: decisionSchema },
  settlement: { retention: 'case', schema: settlementSchema },
  /** Committed to, never stored: only its salt is, so that the receipt can be given again. */
  disclosure: { retention: 'case', schema: disclosureSchema },
  act: { retention: 'case', schema: actSchema },
  repeat: { retention: 'caller', schema: z.strictObject({ inquiryId: z.string() }) },
  closing: { retention: 'case', schema: closingSchema },
  activation: { retention: 'log', schema: activationSchema },
  export: { retention: 'case', schema: exportSchema },
  import: { retention: 'log', schema: importSchema },
  /** What both keys signed; their signatures stand with the keys, for everybody to read. */
  succession: { retention: 'log', schema: successionSchema },
  erasure: { retention: 'log', schema: erasureSchema },
  tally: { retention: 'log', schema: tallySchema, open: true },
} as const satisfies Record<string, Kept>
export type PartName = keyof typeof PART
export type Part<Name extends PartName> = z.infer<(typeof PART)[Name]['schema']>

const INQUIRY_PARTS = ['caller', 'request', 'subject', 'grounds', 'facts', 'decision'] as const

/**
 * Which parts an entry of a type has; `disclosure` only when something left, `caller` of a closing only when
 * somebody did it; of a whole log that its operator took out nobody decided: `export` is all there is.
 */
export const PARTS_OF = {
  decision: INQUIRY_PARTS,
  preview: INQUIRY_PARTS,
  settlement: ['settlement', 'disclosure'],
  act: ['caller', 'act', 'facts', 'decision'],
  read: ['caller', 'act', 'facts', 'decision'],
  repeat: ['caller', 'repeat'],
  closing: ['caller', 'closing'],
  activation: ['activation'],
  export: ['caller', 'act', 'export', 'facts', 'decision'],
  import: ['import'],
  key: ['succession'],
  origin: ['succession'],
  erasure: ['erasure'],
  tally: ['tally'],
} as const satisfies Record<string, readonly PartName[]>

/** Entries that carry a decision: their facts evaluate to it again. */
export const DECIDED = ['decision', 'preview', 'act', 'read', 'export'] as const satisfies readonly EntryType[]

export function isOpen(name: PartName): boolean {
  return 'open' in PART[name]
}

export function isPartName(name: string): name is PartName {
  return Object.hasOwn(PART, name)
}

/** One part as its schema has it; undefined when it is erased, absent, or of an older shape. */
export function partOf<Name extends PartName>(
  opened: Readonly<Record<string, unknown>>,
  name: Name,
): Part<Name> | undefined {
  const parsed = PART[name].schema.safeParse(opened[name])
  // The schema of `name` is what parsed it: TypeScript cannot follow an index into a union of schemas.
  return parsed.success ? (parsed.data as Part<Name>) : undefined
}
