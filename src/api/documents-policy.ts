/** Shapes of what the API answers about policies: revisions, their difference, and what a question would get. Pure. */
import { z } from 'zod'
import { EFFECTS, OUTCOMES, TREATMENTS } from '../domain/codes.ts'
import { findingSchema, missingSchema, obligationSchema, policyRefSchema } from '../domain/decision.ts'
import { KINDS } from '../policy/comparison.ts'
import { normSchema } from '../policy/facts.ts'
import { policyInputSchema } from '../policy/input.ts'
import { judgementNamedSchema } from './documents-why-not.ts'

const text = z.object({ nl: z.string(), en: z.string() })
const code = z.string()

export const revisionSchema = policyRefSchema.extend({
  firstInForceAt: z.iso.datetime().describe('Wanneer deze versie voor het eerst gold'),
  norms: z.number().int(),
  inForce: z.boolean(),
})
export type Revision = z.infer<typeof revisionSchema>

const state = z.object({
  is: z.string().describe('Uitkomst of behandeling; waiting: wacht op een oordeel; -: komt niet voor'),
  norms: z.array(code),
})

export const casesDifferenceSchema = z.object({
  questions: z.number().int(),
  complete: z.boolean().describe('false: er zijn meer casussen dan hier worden voorgelegd'),
  opens: z.number().int().describe('Casussen waarin iets opengaat'),
  closes: z.number().int().describe('Casussen waarin iets dichtgaat en niets open'),
  otherwise: z.number().int().describe('Casussen die anders worden beslist, en even ver open blijven'),
  changed: z
    .array(
      z.object({
        cases: z.array(z.object({ name: z.string(), title: text })),
        more: z.number().int().describe('Casussen die net zo veranderen en hier niet staan'),
        differences: z.array(
          z.object({
            kind: z.enum(KINDS),
            name: z.string(),
            direction: z.enum(['opens', 'closes', 'same']),
            before: state,
            after: state,
          }),
        ),
      }),
    )
    .describe('Wat gelijk verandert, bij elkaar; wat opengaat eerst'),
})
export type CasesDifference = z.infer<typeof casesDifferenceSchema>

const codes = z.array(z.string())
export const policyDifferenceSchema = z.object({
  from: revisionSchema,
  to: revisionSchema,
  rules: z.boolean().describe('Of de regels zelf verschillen'),
  norms: z.object({
    came: z.array(normSchema),
    went: z.array(normSchema),
    changed: z.array(z.object({ before: normSchema, after: normSchema, members: codes })),
  }),
  tables: z.array(z.object({ table: z.string(), came: codes, went: codes, changed: codes })),
  settings: codes.describe('Lokale instellingen van de eigen organisatie die verschillen'),
  cases: casesDifferenceSchema
    .nullable()
    .describe('null: er is niet om gevraagd, of deze installatie heeft geen casussen of kan een versie niet uitvoeren'),
})

const change = z.object({ kind: code, to: code, nl: z.string(), en: z.string(), judgement: judgementNamedSchema })
const whyNotSchema = z.object({
  openings: z.array(z.object({ changes: z.array(change), treatment: z.enum(TREATMENTS).nullable() })),
  lifts: z.array(z.object({ changes: z.array(change), missing: z.array(missingSchema) })),
})

export const policyExampleSchema = z.object({
  code: code.describe('Naam van het bestand in policies/cases'),
  nl: z.string(),
  en: z.string(),
  given: z.record(z.string(), z.unknown()).describe('De feiten, zoals `input` van POST /v1/policy/_evaluate'),
})
export type PolicyExample = z.infer<typeof policyExampleSchema>

export const evaluationSchema = z.object({
  policy: policyRefSchema,
  outcome: z.enum(OUTCOMES),
  units: z
    .array(
      z.object({
        unit: z.string(),
        treatment: z.enum(TREATMENTS).nullable(),
        waiting: z.boolean(),
        norms: z.array(code),
        spoken: z.array(
          z.object({
            norm: code,
            effect: z.enum(EFFECTS),
            treatment: z.enum(TREATMENTS).optional(),
            attestation: code.optional(),
            obligation: code.optional(),
            decides: z.boolean(),
          }),
        ),
        whyNot: whyNotSchema.nullable(),
      }),
    )
    .describe('Per veld, of `act` voor een handeling: wat ermee gebeurt, en welke normen daarover spraken'),
  missing: z.array(missingSchema),
  obligations: z.array(obligationSchema),
  findings: z.array(findingSchema),
  norms: z.array(
    normSchema.pick({ id: true, article: true, certainty: true, title: true, text: true }).extend({
      inferred: z.string().nullable(),
      facts: z.array(z.object({ path: z.string(), nl: z.string(), en: z.string(), values: z.array(z.unknown()) })),
      tables: z.array(z.string()),
    }),
  ),
  search: z
    .object({ evaluations: z.number().int(), complete: z.boolean() })
    .nullable()
    .describe('Zoeken naar wat iets zou openen; null: niet gevraagd, of niet voor deze rol'),
  /** As it was judged: what was left out is filled in. */
  input: policyInputSchema,
})
export type Evaluation = z.infer<typeof evaluationSchema>
