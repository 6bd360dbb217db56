/** Shapes of what the API answers about judging: what waits for a judgement, what one would do, and who the caller is. Pure. */
import { z } from 'zod'
import { scopeSchema } from '../domain/case.ts'
import { MODES, OUTCOMES, PAGES, type Page, REGIMES, SUBJECT_TYPES } from '../domain/codes.ts'
import { attestationTypeSchema, categorySchema } from '../policy/facts.ts'
import { judgementDocumentSchema, missing } from './documents.ts'

const { level, outcomes, tests, details } = attestationTypeSchema.shape
const bilingual = z.object({ nl: z.string(), en: z.string() })

/** A judgement that there is, and what its form needs: who gives it, about what, with which outcomes and details. */
export const attestationTypeDocumentSchema = z.object({
  ...attestationTypeSchema.shape,
  code: z.string(),
  mine: z
    .boolean()
    .describe('De aanvrager heeft een rol die haar geeft; of dat nu en hier mag, beslist het beleid bij het geven'),
  words: z.object({
    details: z.record(z.string(), bilingual).describe('Wat elk gegeven vraagt: een toets als zin die waar is of niet'),
    outcomes: z.record(z.string(), bilingual).describe('Hoe elke uitkomst heet'),
  }),
})
export type AttestationTypeDocument = z.infer<typeof attestationTypeDocumentSchema>

const place = z.object({ organ: z.string(), department: z.string().nullable() })

/** One judgement that one inquiry waits for. Give it with `attestation` as type, and `scope` as it stands here. */
export const awaitedJudgementSchema = missing.extend({
  id: z.string().describe('Deze vaststelling bij dit informatieverzoek'),
  level: level.describe('case: leg haar vast in de zaak; organisation: bij /attestations'),
  outcomes: outcomes.describe('Uitkomsten en wat zij betekenen'),
  tests: tests.describe('Wat waar moet zijn voor een positieve uitkomst'),
  details: details.describe('Wat de vaststelling moet zeggen'),
  caseId: z.string().nullable(),
  givenAt: z.iso
    .datetime()
    .nullable()
    .describe('Sindsdien is zo’n vaststelling gegeven: nu kan de vrager opnieuw vragen; null: nog niet'),
  inquiry: z.object({
    id: z.string(),
    askedAt: z.iso.datetime(),
    waitsSince: z.iso.datetime().describe('Sinds de laatste keer dat erom gevraagd is'),
    expiresAt: z.iso.datetime().nullable().describe('Dan vervalt het informatieverzoek'),
    regime: z.enum(REGIMES),
    purpose: z.string().nullable(),
    task: z.string().nullable(),
    legalBasis: z.array(z.string()),
    source: z.string(),
    mode: z.enum(MODES),
    subjectType: z.enum(SUBJECT_TYPES).nullable(),
    fields: z
      .array(
        z.object({
          name: z.string(),
          category: z.string().nullable(),
          class: categorySchema.shape.class.nullable(),
        }),
      )
      .describe('Gevraagde velden; leeg bij een vraag of er iets bekend is'),
    recipient: place,
    asker: place.nullable().describe('Orgaan en afdeling van de vrager, niet de persoon; null: gewist'),
    grounds: z.object({ necessity: z.string(), proportionality: z.string(), subsidiarity: z.string() }),
  }),
})
export type AwaitedJudgement = z.infer<typeof awaitedJudgementSchema>

/** What giving it or taking it back would change; `outcome` says whether the caller may. Nothing was recorded but the look. */
export const judgementPreviewSchema = judgementDocumentSchema
  .omit({ attestationId: true, caseId: true, obligationId: true, processingType: true, digest: true })
  .extend({
    judgement: z.object({ type: z.string(), outcome: z.string(), scope: scopeSchema }),
    changes: z
      .array(z.object({ inquiryId: z.string(), from: z.enum(OUTCOMES) }))
      .describe(
        'Waar de uitkomst anders wordt, en wat zij nu zou zijn; in `effects` staan zij na het verzoek zelf voorop',
      ),
    looked: z
      .object({
        inquiries: z.number().int().describe('Zo veel verzoeken zijn bekeken: die onder `effects`'),
        of: z.number().int().describe('Zo veel wachten er, voor zover geteld en voor u te zien'),
        more: z.boolean().describe('Er wachten er meer dan geteld zijn'),
      })
      .describe('Hoeveel wachtende verzoeken zijn bekeken, en van hoeveel'),
  })

const named = z.object({ code: z.string(), nl: z.string(), en: z.string() })
const opens = z.boolean()
export const meDocumentSchema = z.object({
  person: z.string().describe('Pseudoniem van de aanvrager, zoals het logboek hem kent'),
  organisation: z.object({
    oin: z.string(),
    name: z.string().nullable().describe('Uit de lokale instellingen; null: daar staat zij niet in'),
  }),
  organ: named,
  department: named.nullable(),
  roles: z.array(named),
  ready: z
    .number()
    .int()
    .describe('Eigen informatieverzoeken die verder kunnen (ready in /inquiries), van de nieuwste honderd die wachten'),
  landing: z
    .enum(PAGES)
    .nullable()
    .describe('Met landing=true: de pagina waar werk wacht; null: er wacht niets, of er is niet gezocht'),
  pages: z
    .object(Object.fromEntries(PAGES.map((page) => [page, opens])) as Record<Page, typeof opens>)
    .describe('Welke pagina’s van de console voor deze rollen opengaan; elke bewerking daarachter beslist zelf'),
})
export type MeDocument = z.infer<typeof meDocumentSchema>
