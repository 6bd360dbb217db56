/** A kind of processing that is new or changed: put forward before it is used, and recorded once it may be (WGS 1.8 lid 6). Pure. */
import { z } from 'zod'
import { canonicalText } from './canonical.ts'
import { REGIMES } from './codes.ts'
import { hex } from './trace.ts'

const facts = {
  regime: z.enum(REGIMES).describe('Onder welk regime: WGS is het RIEC'),
  changed: z.boolean().describe('Zij komt in de plaats van een verwerking die er al was'),
  acrossCases: z.boolean().describe('Zij brengt gegevens uit meer casussen bij elkaar'),
  automated: z.boolean().describe('Een computer analyseert daarbij zelf gegevens'),
}
const words = {
  title: z.string().min(1).max(200).describe('Naam, in gewone woorden'),
  description: z.string().min(1).max(4000).describe('Wat er met welke gegevens gebeurt'),
}

/** `code` is also named by the advice about this kind, as a detail, beside its digest: it must be a code there too. */
export const processingTypeRequestSchema = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Z][A-Z0-9-]{0,31}$/)
    // It stands open: what can be a BSN, also with something in between, is no code.
    .refine((code) => code.replace(/\D/g, '').length < 8, 'holds 8 digits or more')
    .describe('Eigen code van deze verwerking; een gewijzigde verwerking krijgt een nieuwe code'),
  ...facts,
  ...words,
  grounds: z.string().min(1).max(4000).describe('Waarom zij nodig is'),
})

export const processingFactsSchema = z.strictObject(facts)
/** Sealed wherever they are kept: anything may stand in them. */
export const processingWordsSchema = z.strictObject(words)

export type ProcessingType = {
  readonly oin: string
  readonly code: string
  readonly at: string
  /** Pseudonym of who put it forward. */
  readonly by: string
  readonly facts: z.infer<typeof processingFactsSchema>
  readonly words: z.infer<typeof processingWordsSchema>
}

/**
 * What advice about it is bound to: SHA-256 over the canonical form (RFC 8785) of all its facts and words. Other words, or
 * another fact, under the same code are another kind.
 */
export function digestOf(
  crypto: { sha256(bytes: Uint8Array): Uint8Array },
  kind: ProcessingType['facts'] & ProcessingType['words'],
): string {
  const { regime, changed, acrossCases, automated, title, description } = kind
  const text = canonicalText({ regime, changed, acrossCases, automated, title, description })
  return `sha256:${hex(crypto.sha256(new TextEncoder().encode(text)))}`
}

/** Where its words are sealed: they cannot be moved to another kind, nor to another organisation. */
export function processingPlace({ oin, code }: Pick<ProcessingType, 'oin' | 'code'>): string {
  return `processing:${oin}:${code}`
}
