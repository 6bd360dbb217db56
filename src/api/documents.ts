/** Shapes of what the API answers, for its description. Names follow published vocabularies (AuthZEN, ADL, DPV). Pure. */
import { z } from 'zod'
import { attestationRequestSchema, scopeSchema } from '../domain/case.ts'
import { ACT_KINDS, DUTY_STATUSES, LEVELS, MODES, OUTCOMES, REGIMES, STATUSES } from '../domain/codes.ts'
import { fieldDecisionSchema, missingSchema, obligationSchema, policyRefSchema } from '../domain/decision.ts'
import { holdingFactsSchema } from '../domain/holding.ts'
import { processingTypeRequestSchema } from '../domain/processing.ts'
import { receiptSchema } from '../domain/receipt.ts'
import { HOLDS } from '../erasure/finding.ts'
import { shownSchema } from '../policy/shown.ts'
import { listedNormSchema } from './documents-vocabulary.ts'

const bilingual = z.object({ nl: z.string(), en: z.string() })
/** What is awaited and who may give it, in codes and in words. */
export const missing = missingSchema.extend({ title: bilingual, givenBy: bilingual })

/** Of an obligation: roles, one of which may say that it is done, and the last day on which it is in time. */
export const owners = z.array(z.string()).describe('Rollen die dit moeten doen; leeg: de sluis doet het zelf')
export const due = z.iso.date().nullable().describe('Laatste dag waarop het op tijd is')

export const problemSchema = z.object({
  type: z.url(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
  inquiry: z.string().optional(),
})

const decisionShape = {
  id: z.string(),
  decisionId: z.string(),
  decidedAt: z.iso.datetime(),
  outcome: z.enum(OUTCOMES),
  fields: z.array(fieldDecisionSchema),
  reasons: z.array(
    z.object({
      norm: z.string(),
      effect: z.string(),
      attestation: z.string().optional().describe('Vaststelling die het tegenhoudt; zij staat in de tekst voorop'),
      article: z.string(),
      certainty: z.string(),
      title: bilingual,
      text: bilingual,
    }),
  ),
  obligations: z.array(obligationSchema.extend({ text: bilingual, owners, due })),
  missing: z.array(missing),
  remedies: z.array(z.object({ code: z.string(), text: bilingual, reference: z.string() })),
  policy: policyRefSchema,
}

export const actDocumentSchema = z.object({
  ...decisionShape,
  receipt: receiptSchema,
  caseId: z.string().optional(),
  attestationId: z.string().optional(),
  obligationId: z.string().optional(),
  processingType: z.string().optional(),
  digest: z
    .string()
    .optional()
    .describe('Waarover de RAC adviseert: zet deze waarde in het advies; andere feiten of woorden geven een andere'),
})

export const holdingActDocumentSchema = actDocumentSchema.extend({
  holdingId: z.string().optional(),
  source: z.string().optional().describe('Onder deze naam is het stuk een bron van een informatieverzoek'),
})
/** Where it came from; what it says takes an inquiry. */
export const holdingDocumentSchema = z.object({
  id: z.string(),
  source: z.string(),
  caseId: z.string().nullable(),
  version: z.number().int(),
  at: z.iso.datetime(),
  by: z.string(),
  facts: holdingFactsSchema,
})
export const titledHoldingDocumentSchema = holdingDocumentSchema.extend({
  title: z
    .string()
    .optional()
    .describe('Voor wie het stuk houdt, voor wie een deel heeft in de zaak en voor de privacy officer'),
})

/** What the judgement does to inquiries that wait: names and treatments, never a value. */
export const judgementDocumentSchema = actDocumentSchema.extend({
  effects: z.array(
    z.object({
      inquiryId: z.string(),
      outcome: z.enum(OUTCOMES),
      fields: z.array(fieldDecisionSchema.omit({ norms: true })),
      missing: z.array(missing),
    }),
  ),
  moreEffects: z.boolean().describe('Er wachten meer informatieverzoeken dan hier staan'),
})

export const inquiryDocumentSchema = z.object({
  ...decisionShape,
  status: z.enum([...STATUSES, 'preview']),
  receipt: receiptSchema,
  disclosure: z.object({ hit: z.boolean().optional(), records: z.array(z.record(z.string(), z.unknown())) }).optional(),
})

/** By others than who asked; in codes and moments, never in the words of who judged. */
const awaitedSince = z.object({
  attestation: z.string(),
  scope: scopeSchema.omit({ subject: true, person: true }),
  title: bilingual,
  givenBy: bilingual,
  givenAt: z.iso.datetime().nullable(),
  refusedAt: z.iso.datetime().nullable(),
})
export type AwaitedSince = z.infer<typeof awaitedSince>

export const inquirySummarySchema = z.object({
  id: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  outcome: z.enum(OUTCOMES),
  status: z.enum(STATUSES),
  source: z.string(),
  purpose: z.string().nullable(),
  caseId: z.string().nullable(),
  decisions: z.array(z.string()),
  missing: z
    .array(awaitedSince)
    .describe('Vaststellingen waarop het wacht, en wat daarvan is geworden sinds het voor het laatst is gevraagd'),
  ready: z
    .boolean()
    .describe('Alles is gegeven, of iets is geweigerd: opnieuw vragen (/disclosures) geeft nu een andere beslissing'),
})

const ownQuestionSchema = z.object({
  regime: z.enum(REGIMES),
  mode: z.enum(MODES),
  task: z.string().nullable(),
  legalBasis: z.array(z.string()),
  level: z.enum(LEVELS).nullable(),
  fields: z.array(z.string()).describe('Gevraagde velden; leeg bij een vraag of er iets bekend is'),
  recipient: z.object({ organ: z.string(), department: z.string().nullable() }),
  grounds: z.object({ necessity: z.string(), proportionality: z.string(), subsidiarity: z.string() }),
})
export type OwnQuestion = z.infer<typeof ownQuestionSchema>

export const inquiryDetailSchema = inquirySummarySchema.extend({
  question: ownQuestionSchema
    .nullable()
    .describe('Wat u vroeg en waarom, zonder over wie; alleen voor de vrager zelf; null: gewist'),
  decision: z.object(decisionShape).nullable(),
})

const { type, outcome, scope, details, grounds, validUntil } = attestationRequestSchema.shape
export const attestationDocumentSchema = z.object({
  id: z.string(),
  caseId: z.string().nullable(),
  type,
  outcome,
  scope,
  details,
  grounds,
  validUntil: validUntil.nullable(),
  by: z.string(),
  role: z.string(),
  organ: z.string(),
  department: z.string().nullable(),
  at: z.iso.datetime(),
  withdrawnBy: z.string().nullable(),
})

/** Words and persons are absent for who neither judges nor reviews. */
export const listedAttestationSchema = attestationDocumentSchema.partial({
  details: true,
  grounds: true,
  by: true,
  withdrawnBy: true,
})

/** `oin` asked; `holder` supplied, if that is another organisation. Who supplied sees neither case nor subject. */
export const decisionRowSchema = z.object({
  index: z.number().int(),
  id: z.string(),
  oin: z.string(),
  at: z.iso.datetime(),
  type: z.string(),
  outcome: z.enum(OUTCOMES),
  department: z.string().nullable(),
  purpose: z.string().nullable(),
  caseId: z.string().nullable(),
  source: z.string().nullable(),
  regime: z.string().nullable(),
  subject: z.string().nullable(),
  legalBasis: z.array(z.string()),
  norms: z.array(z.string()),
  holder: z.string().nullable(),
  refused: z
    .array(z.string())
    .optional()
    .describe('In de lijst: welke van de normen alles of een deel weigerden; niet bij wat aan een ander is geleverd'),
  act: z.enum(ACT_KINDS).nullable().optional().describe('In de lijst, van een handeling: wat is gedaan'),
  onAccountOf: z
    .string()
    .nullable()
    .optional()
    .describe(
      'In de lijst, van een proefvraag: id van de handeling (een oordeel) waardoor Sluis haar deed; null: de vrager deed haar zelf. De afdeling is ook dan die van de vrager',
    ),
})

/**
 * `sequenced`: durable. `integrated`: also in the tree that others are shown, as `proof` shows (c2sp.org/tlog-proof@v1, the leaf
 * as extra data); where there are witnesses, enough of them cosigned it.
 */
export const logEntrySchema = z.object({
  id: z.string(),
  type: z.string(),
  at: z.iso.datetime(),
  index: z.number().int(),
  leafHash: z.string(),
  state: z.enum(['sequenced', 'integrated']),
  proof: z.string().nullable(),
})
/** Hashes in base64; `checkpoint` is the latest, as a signed note. */
const proof = { proof: z.array(z.string()), checkpoint: z.string() }
export const inclusionProofSchema = z.object({ index: z.number().int(), size: z.number().int(), ...proof })
export const consistencyProofSchema = z.object({ first: z.number().int(), second: z.number().int(), ...proof })

const recipient = { organ: z.string(), department: z.string().nullable() }

/** `recipient`: who must be told. `endedDecision` is where the log says why. */
export const obligationDocumentSchema = z.object({
  id: z.string(),
  decisionId: z.string(),
  caseId: z.string().nullable(),
  source: z.string().nullable().describe('Bron of stuk waar het over gaat'),
  norm: z.string(),
  obligation: z.string(),
  text: bilingual,
  article: z.string().nullable(),
  owners,
  createdAt: z.iso.datetime(),
  due,
  overdue: z.boolean(),
  recipient: z.object(recipient).nullable(),
  status: z.enum(DUTY_STATUSES),
  endedBy: z.string().nullable(),
  endedAt: z.iso.datetime().nullable(),
  endedDecision: z.string().nullable(),
})

/** To whom it went before, and the obligations to tell them: one for each recipient. */
export const correctionDocumentSchema = actDocumentSchema.extend({
  disclosures: z.array(z.object({ ...recipient, decisionId: z.string(), at: z.iso.datetime() })),
  notifications: z.array(z.object({ obligationId: z.string(), ...recipient, due })),
})
const { grounds: _, ...processingType } = processingTypeRequestSchema.shape
export const processingTypeDocumentSchema = z
  .object({ ...processingType, at: z.iso.datetime(), by: z.string() })
  .partial({ title: true, description: true, by: true })

/** What is kept of one case, or of one day that belongs to none; the other members are null. */
export const retentionDocumentSchema = z.object({
  caseId: z.string().nullable(),
  day: z.iso.date().nullable().describe('De dag in Nederland'),
  of: z.string().nullable().describe('Wat van die dag: caller (wie vroeg), case (inhoud buiten een zaak), of een norm'),
  ground: z.string().nullable().describe('Regel van de bewaartabel; null: geen regel gaat hierover'),
  text: bilingual.nullable(),
  reason: bilingual.nullable(),
  article: z.string().nullable(),
  certainty: z.string().nullable().describe('gap: geen termijn gevonden'),
  goes: z.iso.date().nullable().describe('Eerste dag waarop het weg moet zijn; null: niets geeft een termijn'),
  due: z.boolean().describe('Die dag is er'),
  held: z.enum(HOLDS).nullable().describe('Waarom het blijft: vastgehouden, blijvend bewaren, nog geen categorie'),
})

export const codedSchema = z.looseObject({ code: z.string(), nl: z.string(), en: z.string() })
export const normDocumentSchema = listedNormSchema.extend({
  /** null: this installation does not say. */
  shown: shownSchema.nullable(),
  /** null: no purpose of reading was given. `more`: there are more than are counted here. */
  seen: z.object({ decisions: z.number().int(), more: z.boolean() }).nullable(),
})
export const policyDocumentSchema = policyRefSchema.extend({ norms: z.number().int() })

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}
