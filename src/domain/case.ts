/** The Case and its Attestations: the facts that norms rely on, owned by the case register. Pure. */
import { z } from 'zod'
import { RELATIONS, TRACKS } from './codes.ts'
import { subjectSchema } from './inquiry.ts'

const code = z.string().min(1).max(64)
const date = z.iso.date()

/** Claims of the reporter (BGS 2.16): of own concrete observation, joint processing needed, several participants, this region. */
export const signalClaimsSchema = z.strictObject({
  objective: z.boolean(),
  necessary: z.boolean(),
  several: z.boolean(),
  region: z.boolean(),
})

/** Facts of a case as norms read them. Dates are calendar dates in UTC. */
export const caseFactsSchema = z.strictObject({
  regime: z.enum(TRACKS),
  state: code,
  /** Purposes set beforehand, at opening; they never change (WGS 1.8 lid 5). */
  purposes: z.array(code).min(1).max(8),
  activity: code.nullable(),
  crimeForm: code.nullable(),
  region: code.nullable(),
  /** Organs decided to be involved (WGS 2.23 lid 5). */
  involved: z.array(code).max(32),
  /** Pseudonyms of the persons who work on it; empty: everybody of the involved organs with a role. */
  members: z.array(code).max(64).default([]),
  firstProcessed: date,
  closedOn: date.nullable(),
  rejectedOn: date.nullable(),
  signalOutcome: code.nullable(),
  /** What the reporter says of the signal; the reasons are in the log. null: nothing was said. */
  signal: signalClaimsSchema.nullable().default(null),
  /** When a joint inspection takes place (UTC). */
  control: z.strictObject({ from: z.iso.datetime(), until: z.iso.datetime() }).nullable().default(null),
})
export type CaseFacts = z.infer<typeof caseFactsSchema>

export const caseSubjectSchema = z.strictObject({ subject: subjectSchema, relation: z.enum(RELATIONS) })
export type CaseSubject = z.infer<typeof caseSubjectSchema>

export type Case = {
  readonly id: string
  readonly oin: string
  /** Grows by one with every change of facts, subjects, involved organs or attestations; hits do not change it. */
  readonly version: number
  readonly openedAt: string
  readonly openedBy: string
  readonly facts: CaseFacts
}

/** What a judgement speaks about. Which keys a type needs stands in policies/facts/attestations.json. */
export const scopeSchema = z.strictObject({
  source: code.optional(),
  department: code.optional(),
  category: code.optional(),
  organ: code.optional(),
  regime: code.optional(),
  purpose: code.optional(),
  subject: z.string().max(64).optional(),
  /** Pseudonym of a caller, as the log shows it. */
  person: z
    .string()
    .regex(/^p-[0-9a-f]{32}$/)
    .optional(),
})
export type Scope = z.infer<typeof scopeSchema>

/** A subject by the key that the case shows, never by a number: a scope is not sealed. */
const givenScopeSchema = scopeSchema.extend({
  subject: z
    .string()
    .regex(/^s-[0-9a-f]{32}$/)
    .optional(),
})

/** Body of an attestation: one judgement by a role-holder. Grounds are words for people; details are facts for norms. */
export const attestationRequestSchema = z.strictObject({
  type: code.describe('Welke vaststelling, zoals PC2A; het antwoord op een onbekende code noemt ze alle'),
  outcome: code.describe('Uitkomst; het antwoord op een onbekende uitkomst noemt ze alle'),
  scope: givenScopeSchema.optional().describe('Waarover: neem over wat het wachtende verzoek onder missing noemt'),
  details: z
    .record(z.string().max(40), z.union([z.boolean(), z.number(), z.string().max(200)]))
    .optional()
    .describe('Feiten die bij deze vaststelling horen, zoals de vijf toetsen van een privacycheck'),
  grounds: z.string().min(1).max(4000).describe('Motivering, in eigen woorden'),
  validUntil: date.optional().describe('Laatste dag dat zij geldt; nooit langer dan de norm toestaat'),
})
export type AttestationRequest = z.infer<typeof attestationRequestSchema>

export type Attestation = {
  readonly id: string
  readonly oin: string
  /** null: it speaks for the organisation (register entry, DPIA, college decision), not for one case. */
  readonly caseId: string | null
  readonly type: string
  readonly outcome: string
  readonly scope: Scope
  readonly details: Readonly<Record<string, boolean | number | string>>
  readonly grounds: string
  /** Person pseudonym, role, organ and department that gave it. */
  readonly by: string
  readonly role: string
  readonly organ: string
  readonly department: string | null
  readonly at: string
  readonly validUntil: string | null
  readonly withdrawnBy: string | null
}
export type CaseAttestation = { readonly openedAt: string; readonly value: Attestation }
