/** The policy input: one schema for TypeScript, the wire and `opa check -s`. Pure. It holds no name, number or free text of a person. */
import { z } from 'zod'
import {
  ACT_KINDS,
  DISCHARGES,
  FLAGS,
  HOLDING_KINDS,
  LEVELS,
  MODES,
  PERSON_ROLES,
  REGIMES,
  RELATIONS,
  SECRETS,
  SUBJECT_TYPES,
  TRACKS,
  WPG_ARTICLES,
} from '../domain/codes.ts'

const code = z.string().max(64)
/** Days since 1970-01-01 (UTC), so that rules can count without a clock. */
const day = z.number().int()

const scopeInput = z.strictObject({
  source: code.nullable(),
  department: code.nullable(),
  category: code.nullable(),
  organ: code.nullable(),
  regime: code.nullable(),
  purpose: code.nullable(),
  subject: code.nullable(),
  person: code.nullable(),
})

/**
 * A judgement that was not withdrawn, or was by the caller: a refusal of another stands against who took it away. Expiry is
 * for the rules to judge: `validUntilDay` against `today`.
 */
const attestationInput = z.strictObject({
  type: code,
  outcome: code,
  scope: scopeInput,
  details: z.record(z.string(), z.union([z.boolean(), z.number(), z.string()])),
  by: z.string(),
  validUntilDay: day.nullable(),
  withdrawnByCaller: z.literal(true).optional(),
})

/** The judgement that an act gives or withdraws: also in which role, and for which organ and department. */
const judgementInput = attestationInput.omit({ withdrawnByCaller: true }).extend({
  role: code,
  organ: code,
  department: code.nullable(),
})

/** What the reporter of a signal says of it, each with a reason in words that stay in the log (BGS 2.16). */
const signalInput = z.strictObject({
  objective: z.boolean(),
  necessary: z.boolean(),
  several: z.boolean(),
  region: z.boolean(),
})

const caseInput = z.strictObject({
  regime: z.enum(TRACKS),
  state: code,
  purposes: z.array(code),
  activity: code.nullable(),
  crimeForm: code.nullable(),
  involved: z.array(code),
  /** Pseudonyms of the persons who work on it; empty: everybody of the involved organs with a role. */
  members: z.array(code),
  firstProcessedDay: day,
  closedDay: day.nullable(),
  rejectedDay: day.nullable(),
  signalOutcome: code.nullable(),
  signal: signalInput.nullable(),
  /** When a joint inspection takes place, RFC 3339 in UTC as `now` is: before, during and after follow from it. */
  control: z.strictObject({ from: z.string(), until: z.string() }).nullable(),
})

/** One part of a holding: where it came from, and what may be done with it follows from that. */
const partInput = z.strictObject({
  category: code,
  /** Organs whose data are in it; empty: nobody knows, and consent of all is then not to be had. */
  contributors: z.array(code),
  /** Who collected it first, and under which regime it was received; null: not under one of ours. */
  origin: code,
  originRegime: z.enum(REGIMES).nullable(),
  /** Purposes for which it was received. */
  receivedFor: z.array(code),
  /** Organs whose data it was made from, further back than the contributors. */
  derivedFrom: z.array(code),
  /** The duty of secrecy that rests on it, as an article. */
  secrecy: z.enum(SECRETS).nullable(),
  verified: z.boolean(),
  disputed: z.boolean(),
  lawful: z.boolean(),
  wpgArticle: z.enum(WPG_ARTICLES).nullable(),
  flags: z.array(z.enum(FLAGS)),
})

/** Information that is already held: asked as a source of its own, under the name `holding/<id>`. */
const holdingInput = z.strictObject({
  /** A result of joint processing (WGS 1.7), or a document that somebody received or made. */
  kind: z.enum(HOLDING_KINDS),
  organ: code,
  department: code.nullable(),
  /** The caller brought it in; absent: another person did, or no question is asked about it. */
  ofCaller: z.literal(true).optional(),
  parts: z.record(code, partInput),
  /** By the name under which it is asked: `<part>/<name>`. */
  fields: z.record(
    code,
    z.strictObject({
      part: code,
      name: code,
      category: code,
      flags: z.array(z.enum(FLAGS)),
      /** Whose it is in the holding: nobody's (null), the subject's, or that of another person with a role in it. */
      person: z.enum(PERSON_ROLES).nullable(),
    }),
  ),
})

const callerInput = z.strictObject({
  oin: z.string(),
  organ: code,
  department: code.nullable(),
  roles: z.array(code),
  person: z.string(),
  authorised: z.boolean(),
  screened: z.boolean(),
  trained: z.boolean(),
})

/** What an act wants: one shape for all acts, unused keys null. */
const actInput = z.strictObject({
  kind: z.enum(ACT_KINDS),
  /** open: regime and facts of the case to be opened, and how many days ago it was first processed. */
  regime: z.enum(TRACKS).nullable(),
  purposes: z.array(code),
  activity: code.nullable(),
  crimeForm: code.nullable(),
  firstProcessedDay: day.nullable(),
  /** transition: the state to enter. */
  to: code.nullable(),
  /** amend: which facts of the case are to be others than they are. */
  amends: z.array(code),
  /** attest and withdraw: the judgement. */
  attestation: judgementInput.nullable(),
  /** read and review: the purpose of looking. */
  purpose: code.nullable(),
  /**
   * read: what is looked at or drawn, such as 'decisions', 'obligation' or 'sample'. review: 'decision', 'follow-up' or
   * 'closing'. amend: 'subject', or null for facts. correct: the source.
   */
  resource: code.nullable(),
  /** open: what the reporter says of the signal. */
  signal: signalInput.nullable(),
  /** process: a kind of processing that is new or changed (WGS 1.8 lid 6). */
  processing: z
    .strictObject({
      code,
      regime: z.enum(REGIMES),
      /** It brings data of more than one case together. */
      acrossCases: z.boolean(),
      automated: z.boolean(),
      /** Of all its facts and words, as the broker computed it. */
      digest: z.string().max(80),
    })
    .nullable(),
  /**
   * discharge, and read of 'obligation': the obligation, who owes it, and how it ends (null: it is only read). review, and
   * read of 'finding': what was found, and who is to follow it up.
   */
  obligation: z
    .strictObject({
      code,
      norm: code,
      owners: z.array(code),
      how: z.enum(DISCHARGES).nullable(),
      /** Whose data it is about: a source, or the holding at hand; null: none, or nobody knows any more. */
      source: code.nullable(),
      /** It came from a case. If `case` is null all the same, that case is erased. */
      ofCase: z.boolean(),
      /** The caller asked or did what made it, or what it is found in; null: it was not looked up, or nobody can tell any more. */
      ofCaller: z.boolean().nullable(),
    })
    .nullable(),
})

/** Control facts of one record, resolved from its control fields by the broker. null: the record does not say. */
const recordInput = z.strictObject({
  index: z.number().int(),
  /** Which part of a holding it is; absent: it comes from a dataset. */
  part: code.optional(),
  wpgArticle: code.nullable(),
  ageDays: z.number().int().nullable(),
  brpSecret: z.boolean().nullable(),
  /** Is this record about the subject that was asked about? null: the record does not say. */
  ofSubject: z.boolean().nullable(),
  /** Persons named inside the record, with their relation in the case (null: none recorded). */
  persons: z.array(z.strictObject({ field: code, index: z.number().int(), relation: z.enum(RELATIONS).nullable() })),
})

/** Input of every entrypoint. `inquiry` is null for acts, `act` is null for inquiries, `records` only for screen. */
export const policyInputSchema = z.strictObject({
  now: z.string(),
  today: day,
  caller: callerInput,
  inquiry: z
    .strictObject({
      regime: z.enum(REGIMES),
      purpose: code.nullable(),
      task: code.nullable(),
      /** Claimed bases; rules read the validated ones (data.lib.bases). */
      legalBasis: z.array(code),
      source: code,
      mode: z.enum(MODES),
      level: z.enum(LEVELS).nullable(),
      fields: z.array(code),
      /** Which grounds were given; the words themselves stay in the log. */
      reasoned: z.strictObject({ necessity: z.boolean(), proportionality: z.boolean(), subsidiarity: z.boolean() }),
      recipient: z.strictObject({ organ: code, department: code.nullable() }),
      /** null: a question without a person, company or object. `relation` and `hit` come from the case register. */
      subject: z
        .strictObject({
          type: z.enum(SUBJECT_TYPES),
          key: z.string(),
          relation: z.enum(RELATIONS).nullable(),
          /** Latest settled hit / no hit for this case, subject and source; null: never asked. */
          hit: z.boolean().nullable(),
        })
        .nullable(),
      /** A case was named. If `case` is null all the same, the organisation has no such case. */
      namesCase: z.boolean(),
    })
    .nullable(),
  act: actInput.nullable(),
  case: caseInput.nullable(),
  /**
   * inquiry: the holding that is asked, if the case that was named has it. hold and correct: the holding at hand. attest and
   * withdraw: the holding that the judgement names, if it is within reach. An obligation: the holding that it is about.
   */
  holding: holdingInput.nullable(),
  attestations: z.array(attestationInput),
  records: z.array(recordInput),
})
export type PolicyInput = z.infer<typeof policyInputSchema>
export type RecordInput = z.infer<typeof recordInput>
export type HoldingInput = z.infer<typeof holdingInput>
export type ActInput = z.infer<typeof actInput>
export type JudgementInput = z.infer<typeof judgementInput>
export type AttestationInput = z.infer<typeof attestationInput>

/** Whole days since 1970-01-01 UTC of an RFC 3339 date or instant. */
export function dayOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 86_400_000)
}
