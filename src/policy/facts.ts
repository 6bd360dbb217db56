/** The tables of policies/facts, one schema each: broker and policy read the same rows. Pure. */
import { z } from 'zod'
import { FLAGS, IDENTIFIER_TYPES, MODES, REGIMES, SECRETS, SUBJECT_TYPES, TRACKS, TREATMENTS } from '../domain/codes.ts'

const code = z.string().min(1).max(64)
const text = { nl: z.string().min(1), en: z.string().min(1) }
const certainty = z.enum(['V1', 'V2', 'V3', 'U1', 'U2', 'I'])

/** organs.json: who can hold or ask. `participantAs`: the organ of WGS 2.19 under which it takes part. */
export const organSchema = z.strictObject({
  ...text,
  participant: z.boolean(),
  participantAs: code.nullable(),
  kind: z.enum([
    'MUNICIPAL',
    'PARTICIPANT',
    'THIRD_PUBLIC',
    'THIRD_PRIVATE',
    'OTHER_RIEC',
    'OTHER_PARTNERSHIP',
    'SUPERVISOR',
    'SUBJECT',
    'PUBLIC',
  ]),
  certainty,
})

/** departments.json: departments of a gemeente and the organs they act for. */
export const departmentSchema = z.strictObject({ ...text, organs: z.array(code).min(1), certainty })

/** roles.json: role codes a token may carry. */
export const roleSchema = z.strictObject({ ...text, certainty })

/** tasks.json: a statutory task, whose it is, and the purposes its powers serve. `wgs`: listed in WGS 2.19 for these organs. */
export const taskSchema = z.strictObject({
  ...text,
  organs: z.array(code).min(1),
  departments: z.array(code).nullable(),
  purposes: z.array(code).min(1),
  wgs: z.array(code),
  article: z.string().min(1),
  certainty,
})

export const purposeSchema = z.strictObject({ ...text, regimes: z.array(z.enum(REGIMES)).min(1), certainty })

/** legal-bases.json: a claimed basis counts only under these conditions; null or absent is no limit in that dimension. */
export const legalBasisSchema = z.strictObject({
  ...text,
  regimes: z.array(z.enum(REGIMES)).nullable(),
  organs: z.array(code).nullable(),
  categories: z.array(code).nullable(),
  purposes: z.array(code).min(1).optional(),
  /** Departments that may ask on it. */
  departments: z.array(code).min(1).optional(),
  attestation: code.nullable(),
  certainty,
})

/** categories.json: class, flags and WGS data phase ('-': no category in WGS 2.22, so not at all). */
export const categorySchema = z.strictObject({
  ...text,
  class: z.enum(['K0', 'K1', 'K2', 'K3', 'K4', 'K5', 'K6']),
  flags: z.array(z.enum(FLAGS)),
  phase: z.enum(['F1', 'F2', 'F3', '-', 'n/a']),
  /** Participants that may bring it into a RIEC in the first data phase (BGS 2.15); null: any. */
  f1Providers: z.array(code).nullable(),
  certainty,
})

export const FIELD_TYPES = ['string', 'number', 'boolean', 'date', 'array', 'object'] as const

const fieldSchema = z.strictObject({
  category: code,
  type: z.enum(FIELD_TYPES),
  /** How mask and generalise read it: 'amount', 'postcode', 'date', 'iban', 'name', 'address'; null: they cannot. */
  format: z.string().nullable(),
  flags: z.array(z.enum(FLAGS)),
})

/** sources.json: the one catalogue of datasets. Control fields are always fetched for screening, released only if asked and permitted. */
export const sourceSchema = z.strictObject({
  ...text,
  organ: code,
  department: code.nullable(),
  collectedFor: z.array(code).min(1),
  /** The provider's declaration that it processes these data lawfully (BGS 1.5). */
  lawful: z.boolean(),
  origin: code,
  subjectTypes: z.array(z.enum(SUBJECT_TYPES)),
  identifiers: z.array(z.enum(IDENTIFIER_TYPES)),
  fields: z.record(code, fieldSchema),
  control: z.strictObject({
    /** Field names that carry a control fact; null: records of this source have none. */
    date: code.nullable(),
    wpgArticle: code.nullable(),
    brpSecret: code.nullable(),
    /** Field holding the identifier of the person the record is about. */
    subject: code.nullable(),
    /** Arrays of persons inside a record, and the key of their identifier. */
    persons: z.array(z.strictObject({ field: code, key: code })),
  }),
})
export type CatalogueSource = z.infer<typeof sourceSchema>
export type CatalogueField = z.infer<typeof fieldSchema>

/** attestations.json: which judgements exist, who may give them, about what, and what their outcomes mean. */
export const attestationTypeSchema = z.strictObject({
  ...text,
  /** The norm that rests on it. */
  norm: code,
  /** 'case': recorded in a case; 'organisation': register entry, DPIA, college decision. */
  level: z.enum(['case', 'organisation']),
  roles: z.array(code).min(1),
  /** Organs whose role-holders may give it; null: any. 'SOURCE': the organ that its scope names, else that of the dataset. */
  organs: z.array(code).nullable(),
  scope: z.array(z.enum(['source', 'department', 'category', 'organ', 'regime', 'purpose', 'subject', 'person'])),
  /** States of the case in which it may be given (a check belongs to its step); null: any. */
  states: z.array(code).nullable().default(null),
  /** Must be another person than the asker. */
  independent: z.boolean(),
  outcomes: z.record(code, z.enum(['met', 'refused', 'pending'])),
  /** Details that must be true for a positive outcome to count. */
  tests: z.array(code),
  /** Details that must be given, and their type. */
  details: z.record(code, z.enum(['boolean', 'number', 'string'])),
  validDays: z.number().int().positive().nullable(),
  absence: z.enum(['deny', 'review']),
  certainty,
})
export type AttestationType = z.infer<typeof attestationTypeSchema>

/** states.json. Closed: what stands in no row may not be asked. `phases` is empty for BGP. */
export const stateSchema = z.strictObject({
  ...text,
  modes: z.array(z.enum(MODES)),
  phases: z.array(z.enum(['F1', 'F2', 'F3'])),
})

/** transitions.json: lawful moves only; the norm that carries the permit and the roles that may make them. */
export const transitionSchema = z.strictObject({
  regime: z.enum(TRACKS),
  from: code,
  to: code,
  norm: code,
  roles: z.array(code).min(1),
  certainty,
})

/** lift.json: which statute lifts which secrecy duty. The only exception to deny-overrides. */
export const liftSchema = z.strictObject({
  secrecy: z.enum(SECRETS),
  open: z.boolean(),
  categories: z.array(code),
  statute: z.string().nullable(),
  regime: z.enum(REGIMES).nullable(),
  phases: z.array(z.enum(['F1', 'F2', 'F3'])),
  certainty,
})

/** minimisation.json: purpose -> state ('-' without a state) -> category -> field (or '*') -> treatment. What is absent is withheld. */
export const minimisationSchema = z.record(code, z.record(code, z.record(code, z.record(code, z.enum(TREATMENTS)))))

/** remedies.json: lawful routes a refusal can point to. */
export const remedySchema = z.strictObject({ ...text, reference: z.string().min(1) })

/**
 * obligations.json: what a norm may oblige to, in words, and who must do it by when. Without `owners` the broker fulfils it
 * by acting: it is in the log, or travels with the answer.
 */
export const obligationRowSchema = z
  .strictObject({
    ...text,
    /** Roles, one of which may say that it is done. */
    owners: z.array(code),
    /** Days after the day of `since`, that one not counted; null: the law gives no day, or another place keeps it. */
    dueDays: z.number().int().nonnegative().nullable(),
    /** 'rejection': the day on which the case was rejected, or is by the decision itself. */
    since: z.enum(['decision', 'rejection']),
    /**
     * Of what at most one is open: the case (without one the question), each subject or source in it, the same for each who
     * receives that, or each who must be told.
     */
    per: z.enum(['case', 'subject', 'source', 'subject-received', 'source-received', 'recipient']),
    /** Codes of which one that was done in the case leaves nothing to do, while nothing was brought in since. */
    fulfilledBy: z.array(code),
    article: z.string().min(1),
    certainty,
  })
  .refine(({ owners, dueDays }) => owners.length > 0 || dueDays === null, 'nobody can be late with it')
export type ObligationRow = z.infer<typeof obligationRowSchema>

/** crime-forms.json: the forms of crime that a signal to a RIEC may be about (BGS 2.16); one that is designated later is a row more. */
const crimeFormSchema = z.strictObject({ ...text, article: z.string().min(1), certainty })

/** openings.json: which roles may open a case of a track, and the norm that carries it. */
export const openingSchema = z.strictObject({ norm: code, roles: z.array(code).min(1), state: code, certainty })

/**
 * readings.json: purpose of looking in the log -> roles that may, what they may look at, what they may take out of it, and the
 * norm that carries it.
 */
export const readingSchema = z.strictObject({
  norm: code,
  roles: z.array(code).min(1),
  resources: z.array(code).min(1),
  taken: z.array(code),
  certainty,
})

/**
 * pages.json: page of the console -> roles that may open it; null: everybody. What a page shows, the operations behind it
 * decide by themselves. `landing`: who enters comes to it first while work waits there; in the order of the table.
 */
const landing = z.literal(true).optional()
const pageSchema = z.strictObject({ roles: z.array(code).min(1).nullable(), landing, certainty })

export const factsSchema = z.strictObject({
  organs: z.record(code, organSchema),
  departments: z.record(code, departmentSchema),
  roles: z.record(code, roleSchema),
  tasks: z.record(code, taskSchema),
  purposes: z.record(code, purposeSchema),
  legal_bases: z.record(code, legalBasisSchema),
  categories: z.record(code, categorySchema),
  sources: z.record(code, sourceSchema),
  attestations: z.record(code, attestationTypeSchema),
  states: z.record(z.enum(TRACKS), z.record(code, stateSchema)),
  transitions: z.array(transitionSchema),
  lift: z.array(liftSchema),
  minimisation: minimisationSchema,
  remedies: z.record(code, remedySchema),
  obligations: z.record(code, obligationRowSchema),
  crime_forms: z.record(code, crimeFormSchema),
  openings: z.record(z.enum(TRACKS), openingSchema),
  readings: z.record(code, readingSchema),
  /** Absent in policies from before there was a console, which stay to be evaluated again: no page opens. */
  pages: z.record(code, pageSchema).default({}),
})
export type Facts = z.infer<typeof factsSchema>

/** Local settings of one organisation: they narrow, never widen. Without a row the protocol does not run. */
export const settingsSchema = z.record(
  z.string().regex(/^\d{20}$/),
  z.strictObject({
    name: z.string().min(1).max(200),
    bgp: z.strictObject({
      /** Organs that adopted the local protocol, each for its own powers (BGP-12). */
      adoptedBy: z.array(code),
      /** Older data are no hit (BGP-07). */
      maxAgeDays: z.number().int().positive().max(3650),
      /** Monitoring and retention after closing (BGP-12). */
      retentionDays: z.number().int().positive().max(3650),
    }),
    /** Forms of crime chosen by the regional steering group. */
    crimeForms: z.array(code),
    /** The plan that signals must fit; absent: no such convention was adopted (MN-05). */
    plan: z.strictObject({ crimeForms: z.array(code).min(1) }).optional(),
    /** Of what belongs to no case. Absent: it stays. */
    retention: z
      .strictObject({
        /** Category of the selection list under which the log falls, and may be destroyed (ARCH-01). */
        logCategory: z.string().min(1).max(64).optional(),
        /** Terms that the law does not give: after them what nothing else keeps is erased. */
        callerYears: z.number().int().positive().max(100).optional(),
        contentYears: z.number().int().positive().max(100).optional(),
      })
      .optional(),
    /** Sources and fields this organisation closes altogether. */
    closed: z.strictObject({ sources: z.array(code), fields: z.record(code, z.array(code)) }),
  }),
)
export type Settings = z.infer<typeof settingsSchema>

/** What stands in the manifest about one norm, read from its annotations at build. */
export const normSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]+-\d{2}$/),
  act: z.string(),
  article: z.string(),
  tier: z.number().int().min(1).max(5),
  certainty,
  effect: z.string(),
  absence: z.enum(['deny', 'review']).nullable(),
  title: z.strictObject(text),
  text: z.strictObject(text),
  remedies: z.array(code),
  path: z.string(),
})
export type Norm = z.infer<typeof normSchema>

export const manifestSchema = z.strictObject({
  version: z.literal(1),
  opa: z.string(),
  /** Level of `opa build -O`. Only 0 is loaded: the optimiser takes absent data for known-undefined (pitfall 11). */
  optimisation: z.number().int().min(0),
  entrypoints: z.array(z.string()),
  norms: z.array(normSchema),
})
export type Manifest = z.infer<typeof manifestSchema>
