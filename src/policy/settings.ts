/** Local settings of each organisation, checked against the tables they speak about. Pure. */
import { type Facts, type Settings, settingsSchema } from './facts.ts'
import { problemsIn } from './problems.ts'

export type SettingsCheck =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly string[] }

/**
 * Settings narrow, never widen; so a misspelt code must be refused: it would close nothing, and nobody would notice.
 * All problems at once, without the values that were given.
 */
export function checkSettings(given: unknown, facts: Facts): SettingsCheck {
  if (given === undefined) return { ok: false, problems: ['no settings were given; an empty object says: none'] }
  const parsed = settingsSchema.safeParse(given)
  if (!parsed.success) return { ok: false, problems: problemsIn(parsed.error) }
  const problems = Object.entries(parsed.data).flatMap(([oin, row]) => [
    ...row.bgp.adoptedBy
      .filter((organ) => !Object.hasOwn(facts.organs, organ))
      .map((organ) => `/${oin}/bgp/adoptedBy: no organ ${organ}`),
    ...unknownForms(facts, row.crimeForms, `/${oin}/crimeForms`),
    ...unknownForms(facts, row.plan?.crimeForms ?? [], `/${oin}/plan/crimeForms`),
    ...row.closed.sources
      .filter((source) => !Object.hasOwn(facts.sources, source))
      .map((source) => `/${oin}/closed/sources: no source ${source}`),
    ...Object.entries(row.closed.fields).flatMap(([source, names]) =>
      names
        .filter((name) => !hasField(facts, source, name))
        .map((name) => `/${oin}/closed/fields: no field ${name} in source ${source}`),
    ),
  ])
  return problems.length === 0 ? { ok: true, settings: parsed.data } : { ok: false, problems }
}

function unknownForms(facts: Facts, forms: readonly string[], pointer: string): string[] {
  return forms
    .filter((form) => !Object.hasOwn(facts.crime_forms, form))
    .map((form) => `${pointer}: no form of crime ${form}`)
}

function hasField(facts: Facts, source: string, name: string): boolean {
  const fields = Object.hasOwn(facts.sources, source) ? facts.sources[source]?.fields : undefined
  return fields !== undefined && Object.hasOwn(fields, name)
}
