/** The shape of a statement of what was disclosed about a person. Pure. */
import { z } from 'zod'
import { IDENTIFIER_TYPES, REGIMES, TREATMENTS } from '../domain/codes.ts'

const bilingual = z.object({ nl: z.string(), en: z.string() })
/** A code and what it is called; null: it is called nothing any more. */
const coded = z.object({ code: z.string(), title: bilingual.nullable() })

export const STATEMENT_FOR = ['officer', 'subject'] as const
export const STATEMENT_NOTES = [
  'IDENTIFIER',
  'VALUES',
  'OTHERS',
  'SUPPLIED',
  'CONTACT_POINT',
  'FORGOTTEN',
  'INCOMPLETE',
  'COMPLAINT',
] as const

const disclosedFieldSchema = z.object({
  name: z.string().nullable().describe('null: een onderdeel van een stuk, waarvan de naam een ander kan noemen'),
  treatment: z.enum(TREATMENTS),
  text: bilingual,
})

export const disclosureSchema = z.object({
  decisionId: z.string(),
  index: z.number().int().describe('Plaats van de beslissing in het logboek'),
  at: z.iso.datetime(),
  state: z.enum(['disclosed', 'on-its-way']).describe('on-its-way: toegestaan, en de bron is nog niet klaar'),
  source: coded,
  holder: z.string().nullable().describe('OIN van de organisatie die leverde; null: deze organisatie zelf'),
  recipient: z.object({ organ: coded, department: coded.nullable() }),
  purpose: coded.nullable(),
  task: coded.extend({ article: z.string().nullable() }).nullable(),
  legalBasis: z.array(coded).describe('De titel noemt het artikel'),
  regime: z.enum(REGIMES),
  hit: z.boolean().nullable().describe('Of is verteld dat de bron iemand kent; null: daar ging het niet om'),
  records: z.number().int().nullable().describe('Hoeveel regels van de bron; null: nog geen, of alleen of er iets is'),
  fields: z.array(disclosedFieldSchema),
  population: z.boolean().describe('Uit de BRP: ook Wet BRP 3.11 gaat hierover'),
  contactPoint: z.boolean().describe('In een RIEC: hierover gaat het contactpunt'),
})
export type StatedDisclosure = z.infer<typeof disclosureSchema>

/** For the officer alone: what the person is not told, and until when at most. */
const heldBackSchema = z.object({
  attestationId: z.string(),
  ground: z.string().describe('De grond van UAVG 41 die is vastgelegd'),
  purpose: coded.nullable().describe('null: van elk doel'),
  since: z.iso.datetime(),
  review: z.iso.date().describe('Laatste dag waarop het wordt achtergehouden; daarna staat het weer in het overzicht'),
  disclosures: z.number().int(),
  text: bilingual,
})

const statedNormSchema = z.object({ id: z.string(), article: z.string(), title: bilingual, text: bilingual })

const shape = {
  madeAt: z.iso.datetime(),
  organisation: z.string().describe('OIN'),
  identifier: z.enum(IDENTIFIER_TYPES).describe('Waarmee is gezocht; het nummer zelf staat er niet in'),
  from: z.iso.datetime().nullable(),
  until: z.iso.datetime().nullable(),
  disclosures: z.array(disclosureSchema).describe('Oudste eerst'),
  notes: z.array(z.object({ code: z.enum(STATEMENT_NOTES), text: bilingual, article: z.string().nullable() })),
  norms: z.array(statedNormSchema),
}

/** The two read alike but for what the officer alone is told: whether something is held back cannot be seen in the other. */
export const statementDocumentSchema = z.discriminatedUnion('for', [
  z.object({ for: z.literal('subject'), ...shape }),
  z.object({
    for: z.literal('officer'),
    ...shape,
    heldBack: z.array(heldBackSchema),
    forgotten: z.number().int().describe('Gevonden beslissingen waarvan de inhoud intussen is gewist'),
  }),
])
export type StatementDocument = z.infer<typeof statementDocumentSchema>
export type HeldBack = z.infer<typeof heldBackSchema>
export type StatementNote = (typeof STATEMENT_NOTES)[number]
