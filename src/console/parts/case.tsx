/** A case by the reference that people know it by, and in words that tell it from others; its full number is on its own page. */
import type { z } from 'zod'
import { pageOf } from '../../api/documents.ts'
import { caseSummarySchema } from '../../api/documents-case.ts'
import { caseStateDocumentSchema } from '../../api/documents-vocabulary.ts'
import { caseReference, caseReferenceIn, referenceOf } from '../../cases/reference.ts'
import type { Visit } from '../page.ts'
import { namesOf, said, tableOf } from '../words.ts'
import { regimeWord } from './codes.ts'
import { Opens } from './opens.tsx'

export type CaseSummary = z.infer<typeof caseSummarySchema>

/** A link for whom pages of cases open. */
export function CaseLink({ v, id }: { readonly v: Visit; readonly id: string }) {
  return (
    <Opens v={v} page="cases" href={`/console/cases/${id}`}>
      <CaseName id={id} />
    </Opens>
  )
}

export function CaseName({ id }: { readonly id: string }) {
  return <span class="sluis-whole">{caseReference(id)}</span>
}

export function InquiryName({ id }: { readonly id: string }) {
  return <span class="sluis-whole">{referenceOf('V', id)}</span>
}

/** Its kind, and what it is about where that is known; only codes of tables. */
export async function caseKinds(v: Visit): Promise<(open: Pick<CaseSummary, 'regime' | 'crimeForm'>) => string> {
  const crimeForm = await namesOf(v, 'crime-forms')
  return ({ regime, crimeForm: form }) => {
    const kind = regimeWord(v, regime === 'WGS' ? 'WGS' : 'BGP')
    return form === null ? kind : `${kind}, ${crimeForm(form)}`
  }
}

/** What was typed to name a case, by its reference or its full number, as the API takes it. */
export async function caseTyped(v: Visit, typed: string): Promise<string> {
  const reference = caseReferenceIn(typed)
  if (reference === null) return typed
  const { items } = await v.api.get('/cases', pageOf(caseSummarySchema), { reference })
  // Two of one day may share it, if rarely: which is meant nobody can know then.
  return (items.length === 1 ? items[0]?.id : undefined) ?? typed
}

export function caseHint({ t }: Pick<Visit, 't'>): string {
  return t('Het kenmerk, zoals Z-20261127-4F3A9C.', 'Its reference, such as Z-20261127-4F3A9C.')
}

/** What the states of each track are called. */
export async function statesOf(v: Visit): Promise<(regime: string, state: string) => string> {
  const items = await tableOf(v, 'case-states', caseStateDocumentSchema)
  const names = new Map(items.map((row) => [`${row.regime} ${row.code}`, said(v, row)]))
  return (regime, state) => names.get(`${regime} ${state}`) ?? state
}
