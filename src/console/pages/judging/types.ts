/** Judgements that there are, as the API lists them, and what their scopes are called. */
import type { z } from 'zod'
import { pageOf } from '../../../api/documents.ts'
import { type AttestationTypeDocument, attestationTypeDocumentSchema } from '../../../api/documents-judging.ts'
import type { scopeSchema } from '../../../domain/case.ts'
import { REGIMES } from '../../../domain/codes.ts'
import { ApiRefusal } from '../../api.ts'
import type { Visit } from '../../page.ts'
import { REGIME_WORDS, wordFor } from '../../parts/asked.ts'
import type { Choice } from '../../parts/form.tsx'
import { choicesOf, namesOf, said, type Vocabulary } from '../../words.ts'

export type JudgementType = AttestationTypeDocument
export type Scope = z.infer<typeof scopeSchema>
export type ScopeKey = JudgementType['scope'][number]

const typesPage = pageOf(attestationTypeDocumentSchema)

export async function judgementTypes(v: Visit): Promise<ReadonlyMap<string, JudgementType>> {
  const { items } = await v.vocabulary('/attestation-types', typesPage)
  return new Map(items.map((type) => [type.code, type]))
}

/** Throws the page that says it is not there. */
export async function judgementType(v: Visit, code: string): Promise<JudgementType> {
  return (await judgementTypes(v)).get(code) ?? nothingHere(v)
}

export function nothingHere({ t }: Visit): never {
  const title = t('Dit is er niet, of niet meer', 'This is not there, or not any more')
  throw new ApiRefusal({ type: 'about:blank', title, status: 404, detail: title })
}

const VOCABULARY: Readonly<Partial<Record<ScopeKey, Vocabulary>>> = {
  source: 'sources',
  department: 'departments',
  category: 'categories',
  organ: 'organs',
  purpose: 'purposes',
}

export function scopeLabel({ t }: Visit, key: ScopeKey): string {
  const words: Readonly<Record<ScopeKey, string>> = {
    source: t('Bron', 'Source'),
    department: t('Afdeling', 'Department'),
    category: t('Soort gegevens', 'Category of data'),
    organ: t('Organisatie', 'Organ'),
    regime: t('Regime', 'Regime'),
    purpose: t('Doel', 'Purpose'),
    subject: t('Betrokkene', 'Subject'),
    person: t('Aanvrager', 'Caller'),
  }
  return words[key]
}

/** null: what it is about stands in no list, and is typed. */
export async function scopeChoices(v: Visit, key: ScopeKey): Promise<readonly Choice[] | null> {
  if (key === 'regime') return REGIMES.map((regime) => [regime, wordFor(v, REGIME_WORDS, regime)])
  const vocabulary = VOCABULARY[key]
  return vocabulary ? choicesOf(v, vocabulary) : null
}

export type ScopeNames = (scope: Scope) => readonly (readonly [label: string, name: string])[]

/** What scopes are about, in words: as pairs of what it is and what it is called. */
export async function scopeNames(v: Visit): Promise<ScopeNames> {
  const names = new Map<string, (code: string) => string>([
    ['regime', (code) => wordFor(v, REGIME_WORDS, code)],
    ...(await Promise.all(
      Object.entries(VOCABULARY).map(async ([key, vocabulary]) => [key, await namesOf(v, vocabulary)] as const),
    )),
  ])
  return (scope) =>
    (Object.entries(scope) as [ScopeKey, string | undefined][]).flatMap(([key, code]) =>
      code === undefined ? [] : [[scopeLabel(v, key), names.get(key)?.(code) ?? code] as const],
    )
}

export function scopeText(names: ScopeNames, scope: Scope): string {
  return (
    names(scope)
      .map(([label, name]) => `${label}: ${name}`)
      .join('; ') || '–'
  )
}

export function titleOf(v: Visit, type: JudgementType | undefined, code: string): string {
  return type ? said(v, type) : code
}
