/** What a judgement is about, in words: each part of its scope by what it is and what it is called. */
import type { z } from 'zod'
import type { AttestationTypeDocument } from '../../api/documents-judging.ts'
import type { scopeSchema } from '../../domain/case.ts'
import { REGIMES } from '../../domain/codes.ts'
import type { Visit } from '../page.ts'
import { choicesOf, namesOf, type Vocabulary } from '../words.ts'
import { settingWord } from './codes.ts'
import type { Choice } from './form.tsx'

export type Scope = z.infer<typeof scopeSchema>
export type ScopeKey = AttestationTypeDocument['scope'][number]

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
    person: t('Vrager', 'Asker'),
  }
  return words[key]
}

/** null: what it is about stands in no list, and is typed. */
export async function scopeChoices(v: Visit, key: ScopeKey): Promise<readonly Choice[] | null> {
  if (key === 'regime') return REGIMES.map((regime) => [regime, settingWord(v, regime)])
  const vocabulary = VOCABULARY[key]
  return vocabulary ? choicesOf(v, vocabulary) : null
}

export type ScopeNames = (scope: Scope) => readonly (readonly [label: string, name: string])[]

/** What scopes are about, in words: as pairs of what it is and what it is called. */
export async function scopeNames(v: Visit): Promise<ScopeNames> {
  const names = new Map<string, (code: string) => string>([
    ['regime', (code) => settingWord(v, code)],
    ...(await Promise.all(
      Object.entries(VOCABULARY).map(async ([key, vocabulary]) => [key, await namesOf(v, vocabulary)] as const),
    )),
  ])
  return (scope) =>
    (Object.entries(scope) as [ScopeKey, string | undefined][]).flatMap(([key, code]) =>
      code === undefined ? [] : [[scopeLabel(v, key), names.get(key)?.(code) ?? code] as const],
    )
}

const CODED = ['source', 'department', 'category', 'organ', 'purpose', 'regime'] as const
type Coded = Readonly<Record<(typeof CODED)[number], string | null>>

/** Names alone of the codes in a scope, always in one order; whom it is about is for who tells it to say. */
export async function codesNamed(v: Visit): Promise<(scope: Coded) => string[]> {
  const names = await scopeNames(v)
  return (scope) => {
    const codes = Object.fromEntries(CODED.flatMap((key) => (scope[key] === null ? [] : [[key, scope[key]]])))
    return names(codes).map(([, name]) => name)
  }
}

export function scopeText(names: ScopeNames, scope: Scope): string {
  return (
    names(scope)
      .map(([label, name]) => `${label}: ${name}`)
      .join('; ') || '–'
  )
}
