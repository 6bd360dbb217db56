/** Shapes of what is counted of the log, and of the report that accounts for a period. Pure. */
import { z } from 'zod'

const bilingual = z.object({ nl: z.string(), en: z.string() })
const count = z.number().int()
/** null as a code: there was none; as a title: it is called nothing any more. */
const coded = { code: z.string().nullable(), title: bilingual.nullable() }
export const tallySchema = z.object({ permit: count, review: count, deny: count })
const named = z.object({ ...coded, outcomes: tallySchema })

export const refusingNormSchema = z.object({
  norm: z.string(),
  article: z.string().nullable(),
  title: bilingual.nullable(),
  text: bilingual.nullable(),
  decisions: count.describe('Waarin deze norm alles of een deel weigerde'),
})

const period = {
  from: z.iso.date(),
  until: z.iso.date().describe('De dag na de laatste'),
}

/** Of the organisation's own decisions; what it supplied to others is not counted. */
export const countsDocumentSchema = z.object({
  ...period,
  total: count,
  outcomes: tallySchema,
  inquiries: z
    .object({ total: count, outcomes: tallySchema, purposes: z.array(named) })
    .describe('Daarvan de informatieverzoeken; alleen daarbij kan iets zijn verstrekt'),
  previewOutcomes: tallySchema.describe('Daarvan de proefvragen'),
  judgedPreviewOutcomes: tallySchema
    .nullable()
    .describe('Van de proefvragen die Sluis deed bij een oordeel; null: niet apart geteld bij deze filters'),
  acts: tallySchema.describe('Daarvan de handelingen'),
  purposes: z.array(named),
  departments: z.array(named),
  legalBases: z
    .array(named)
    .nullable()
    .describe('Een beslissing telt onder elk van haar grondslagen; null: niet geteld bij deze filters'),
  norms: z
    .array(refusingNormSchema)
    .nullable()
    .describe('Die het vaakst weigerde eerst; null: niet geteld bij deze filters'),
  spans: z
    .array(z.object({ span: z.string(), outcomes: tallySchema }))
    .nullable()
    .describe('Dagen of maanden waarin iets is besloten; null: niet gevraagd'),
  partly: z
    .object({ most: count, since: z.iso.datetime() })
    .nullable()
    .describe(
      'Bij deze filters zijn er meer dan `most` beslissingen om door te kijken: geteld is alleen wat na `since` kwam. null: alles is geteld',
    ),
})
export type CountsDocument = z.infer<typeof countsDocumentSchema>

const waitSchema = z.object({
  inquiries: count,
  median: z.number().nullable().describe('Seconden, op twee cijfers nauwkeurig; null: geen'),
  p90: z.number().nullable(),
})

/** `findings`: what a review afterwards found; absent where there is none. */
export const accountabilityDocumentSchema = z.object({
  ...period,
  madeAt: z.iso.datetime(),
  organisation: z.string().describe('OIN'),
  inquiries: z.object({ total: count, outcomes: tallySchema, purposes: z.array(named), legalBases: z.array(named) }),
  previews: count.describe('Proefvragen, ook die Sluis deed om bij een oordeel te laten zien wat het verandert'),
  previewOutcomes: tallySchema.describe('Van de proefvragen; er is niets verstrekt'),
  judgedPreviewOutcomes: tallySchema.describe(
    'Daarvan die Sluis deed om bij een oordeel te laten zien wat het verandert, en niet de vrager',
  ),
  acts: tallySchema,
  norms: z.array(refusingNormSchema).describe('Die het vaakst weigerde eerst, van informatieverzoeken'),
  waiting: z.object({
    judged: waitSchema.describe('Van verzoeken die gingen wachten: tot de eerste vaststelling die ontbrak'),
    answered: waitSchema.describe('Tot het antwoord'),
    purposes: z.array(z.object({ ...coded, judged: waitSchema, answered: waitSchema })),
  }),
  overdue: z
    .array(
      z.object({ obligation: z.string(), text: bilingual.nullable(), article: z.string().nullable(), open: count }),
    )
    .describe('Verplichtingen die nu te laat zijn, ook van voor deze periode'),
  readers: z
    .array(
      z.object({
        purpose: z.object(coded),
        person: z.string().nullable().describe('Pseudoniem; null: vergeten na de bewaartermijn'),
        roles: z.array(z.string()),
        looks: z.array(z.object({ resource: z.string(), permitted: count, refused: count })),
      }),
    )
    .describe('Wie in het logboek keek'),
  exports: z.object({ permitted: count, refused: count }),
  erasures: z.array(z.object({ ground: z.string(), text: bilingual.nullable(), erased: count })),
  findings: z.array(z.record(z.string(), z.unknown())).optional(),
})
export type AccountabilityDocument = z.infer<typeof accountabilityDocumentSchema>
