/** Shapes of the norms, and of the tables that a question is made from: each row with its code. Pure. */
import { z } from 'zod'
import { TRACKS } from '../domain/codes.ts'
import { articleLinkSchema } from '../policy/acts.ts'
import {
  categorySchema,
  legalBasisSchema,
  normSchema,
  organSchema,
  purposeSchema,
  sourceSchema,
  stateSchema,
  taskSchema,
} from '../policy/facts.ts'

const code = z.string()
export const taskDocumentSchema = taskSchema.extend({ code })
export const purposeDocumentSchema = purposeSchema.extend({ code })
export const legalBasisDocumentSchema = legalBasisSchema.extend({ code })
export const organDocumentSchema = organSchema.extend({ code })
export const categoryDocumentSchema = categorySchema.extend({ code })
export const caseStateDocumentSchema = stateSchema.extend({ code, regime: z.enum(TRACKS) })

const { fields } = sourceSchema.shape
export const sourceDocumentSchema = sourceSchema.omit({ control: true, fields: true }).extend({
  code,
  fields: z.array(fields.valueType.extend({ name: z.string() })),
  connected: z.boolean().describe('Of deze organisatie de bron kan bereiken; of zij mag, zegt een informatieverzoek'),
})

export const listedNormSchema = normSchema.extend({
  links: z
    .array(articleLinkSchema)
    .describe(
      'Waar de artikelen te lezen zijn, buiten Sluis; leeg: er is geen zeker adres / empty: no address is sure',
    ),
})
