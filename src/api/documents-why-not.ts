/** What the API answers to why a field did not go: the smallest changes of fact that would have opened it. Pure. */
import { z } from 'zod'
import { TREATMENTS } from '../domain/codes.ts'
import { policyRefSchema } from '../domain/decision.ts'
import { missing } from './documents.ts'

const codeOrNone = z.string().nullable()

export const judgementNamedSchema = z
  .object({
    type: z.string(),
    outcome: z.string(),
    role: z.string().describe('De rol die haar geeft'),
    scope: z.object({
      source: codeOrNone,
      department: codeOrNone,
      category: codeOrNone,
      organ: codeOrNone,
      regime: codeOrNone,
      purpose: codeOrNone,
    }),
    aboutSomebody: z.boolean().describe('Zij gaat over één persoon'),
  })
  .optional()
  .describe('De vaststelling waar een wijziging over gaat, in codes; bij andere wijzigingen afwezig')

const changeSchema = z.object({
  kind: z.string(),
  to: z.string().describe('De code die het wordt'),
  words: z.object({ nl: z.string(), en: z.string() }),
  judgement: judgementNamedSchema,
})
const changes = z.array(changeSchema)

export const whyNotDocumentSchema = z.object({
  id: z.string(),
  field: z.string().describe('Een veld, hit, of act voor een handeling als geheel'),
  result: z
    .enum(['closed', 'open', 'erased', 'older'])
    .describe(
      'open: dit gaat nu wel; erased: de feiten zijn gewist; older: vastgelegd in een vorm die nu niet meer wordt gelezen',
    ),
  policy: policyRefSchema.describe('Het beleid van nu, waaronder is gezocht'),
  decidedUnder: z.string().describe('Het beleid van toen'),
  openings: z
    .array(z.object({ changes, treatment: z.enum(TREATMENTS).nullable() }))
    .describe(
      'Elke kleinste verzameling wijzigingen die het opent, wat het verst gaat eerst; treatment null: een handeling',
    ),
  lifts: z
    .array(z.object({ changes, missing: z.array(missing) }))
    .describe('Als niets het opent: waarna het op vaststellingen wacht; zonder wijzigingen: dat doet het al'),
  more: z.boolean().describe('Er zijn er meer gevonden dan hier staan'),
  evaluations: z.number().int(),
  complete: z.boolean().describe('false: de grens is bereikt, er kan meer zijn'),
})
export type WhyNotDocument = z.infer<typeof whyNotDocumentSchema>
