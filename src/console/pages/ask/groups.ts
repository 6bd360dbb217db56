/** The choices of the steps in groups: what belongs to a case or not, what a department does, which law it is. Pure. */
import { caseReference } from '../../../cases/reference.ts'
import type { Visit } from '../../page.ts'
import { classWord, fieldWord, settingWord } from '../../parts/codes.ts'
import type { Choice, Group } from '../../parts/form.tsx'
import { dayOf, said } from '../../words.ts'
import { type Draft, one, trackOf, WHOLE } from './draft.ts'
import { type ALONE, basesFor, purposesFor, type Tables, tasksFor, tracksFor } from './fitting.ts'

/** Cases shown at once of each kind; those before them are folded. */
const CASES = 5

type Folding = Group & { readonly folded?: boolean }

export function trackGroups(v: Visit, tables: Tables): readonly Folding[] {
  const { t } = v
  const { alone, cases } = tracksFor(tables)
  const ofKind = (regime: string) =>
    cases
      .filter((open) => open.regime === regime)
      .map((open): Choice => {
        const { id, openedAt } = open
        return [
          `${regime}:${id}`,
          `${t('Zaak', 'Case')} ${caseReference(id)}, ${t('geopend op', 'opened on')} ${dayOf(v, openedAt)}`,
          aboutCase(v, tables, open),
        ]
      })
  const folded = (title: string, older: string, choices: readonly Choice[]): readonly Folding[] => [
    { title, choices: choices.slice(0, CASES) },
    { title: older, choices: choices.slice(CASES), folded: true },
  ]
  return [
    ...folded(
      t('Gemeentelijke zaken waaraan u werkt', 'Municipal cases that you work on'),
      t('Oudere gemeentelijke zaken', 'Older municipal cases'),
      ofKind('BGP'),
    ),
    ...folded(
      t('RIEC-zaken waaraan u werkt', 'RIEC cases that you work on'),
      t('Oudere RIEC-zaken', 'Older RIEC cases'),
      ofKind('WGS'),
    ),
    {
      title: t('Zonder zaak', 'Without a case'),
      choices: alone.map((regime): Choice => [regime, settingWord(v, regime), t(...ALONE_WORDS[regime])]),
    },
  ]
}

/** What each is for, as the norms about it say: WGS-29 of who is asked directly, BIB-01 of who gets Bibob data. */
const ALONE_WORDS: Readonly<Record<(typeof ALONE)[number], readonly [nl: string, en: string]>> = {
  MONO: [
    'U vraagt voor een taak van uw eigen afdeling, buiten een zaak om.',
    'You ask for a task of your own department, apart from any case.',
  ],
  BILATERAL: [
    'U vraagt rechtstreeks bij een andere organisatie: een wet moet die organisatie toestaan om u deze gegevens te geven.',
    'You ask another organisation directly: a statute must allow that organisation to give you these data.',
  ],
  BIBOB: [
    'U vraagt voor de integriteitsbeoordeling van de Wet Bibob: Bibob-gegevens zijn alleen voor wie de wet noemt.',
    'You ask for the integrity assessment of the Wet Bibob: Bibob data are only for those whom the act names.',
  ],
}

/** What one knows it by, where several were opened on one day: its form of crime, its purposes and its step. */
function aboutCase(v: Visit, { states, purposes, crimeForm }: Tables, open: Tables['cases'][number]): string {
  const { t } = v
  const step = states.find(({ code, regime }) => code === open.state && regime === open.regime)
  const served = open.purposes.flatMap((code) => purposes.filter((purpose) => purpose.code === code))
  return [
    ...(open.crimeForm ? [crimeForm(open.crimeForm)] : []),
    ...(served.length > 0 ? [`${t('Doelen', 'Purposes')}: ${served.map((one) => said(v, one)).join('; ')}`] : []),
    ...(step ? [`${t('Stap', 'Step')}: ${said(v, step)}`] : []),
  ].join('. ')
}

/** Each with the tasks that it serves; those of one's own department first. */
export function purposeGroups(v: Visit, tables: Tables, draft: Draft): readonly Group[] {
  const { t } = v
  const track = trackOf(draft)
  const rows = purposesFor(tables, track).map((purpose) => {
    const tasks = tasksFor(tables, track.regime, purpose.code)
    const choice: Choice = [purpose.code, said(v, purpose), tasks.map((task) => said(v, task)).join('; ')]
    return { choice, own: tasks.some(({ departments }) => departments !== null) }
  })
  const those = (own: boolean) => rows.filter((row) => row.own === own).map(({ choice }) => choice)
  return [
    { title: t('Voor een taak van uw afdeling', 'For a task of your department'), choices: those(true) },
    { title: t('Voor een taak van iedere afdeling', 'For a task of every department'), choices: those(false) },
  ]
}

/** By the law that gives the task. */
export function taskGroups(v: Visit, tables: Tables, draft: Draft): readonly Group[] {
  const tasks = tasksFor(tables, trackOf(draft).regime, one(draft, 'purpose'))
  const laws = [...new Set(tasks.map(({ article }) => lawOf(article)))]
  return laws.map((title) => ({
    title,
    choices: tasks
      .filter(({ article }) => lawOf(article) === title)
      .map((task): Choice => [task.code, said(v, task), task.article]),
  }))
}

/** `Politiewet` of `Politiewet 2012, 4`: what stands before its first number, chapter or title. */
function lawOf(article: string): string {
  return article.replace(/,? (\d|hoofdstuk|titel|paragraaf).*$/, '')
}

/** What serves for all data first; what is for certain data only says for which, and which judgement it wants. */
export function basisGroups(v: Visit, tables: Tables, draft: Draft): readonly Group[] {
  const { t } = v
  const bases = basesFor(tables, trackOf(draft).regime, one(draft, 'purpose'))
  const choices = (narrow: boolean) =>
    bases
      .filter(({ categories }) => (categories !== null) === narrow)
      .map((basis): Choice => {
        const about = basis.categories?.map((code) => {
          const category = tables.categories.get(code)
          return category ? said(v, category) : code
        })
        const judgement = basis.attestation === null ? undefined : tables.judgements(basis.attestation)
        const notes = [
          ...(about ? [`${t('Voor', 'For')}: ${about.join('; ')}.`] : []),
          ...(judgement ? [`${t('Alleen met dit oordeel', 'Only with this judgement')}: ${judgement}.`] : []),
        ]
        return [basis.code, said(v, basis), notes.join(' ') || undefined]
      })
      .sort(([, a], [, b]) => a.localeCompare(b, v.language, { numeric: true }))
  return [
    { title: t('Voor alle soorten gegevens', 'For all kinds of data'), choices: choices(false) },
    { title: t('Alleen voor bepaalde gegevens', 'For certain data only'), choices: choices(true) },
  ]
}

/** By who has them. */
export function sourceGroups(v: Visit, { sources, organs }: Tables): readonly Group[] {
  const holders = [...new Set(sources.map(({ organ }) => organ))]
  return holders.map((holder) => ({
    title: organs(holder),
    choices: sources.filter(({ organ }) => organ === holder).map((source): Choice => [source.code, said(v, source)]),
  }))
}

/** By kind of data, each with how sensitive it is, and a mark for all of it. */
export function fieldGroups(v: Visit, tables: Tables, draft: Draft) {
  const { t } = v
  const fields = tables.sources.find(({ code }) => code === one(draft, 'source'))?.fields ?? []
  const kinds = [...new Set(fields.map(({ category }) => category))]
  return kinds.map((kind) => {
    const category = tables.categories.get(kind)
    const name = category ? said(v, category) : kind
    const choices = fields
      .filter((field) => field.category === kind)
      .map((field): Choice => [field.name, fieldWord(v, field.name)])
    const label = t(`Alle velden van ${name}`, `All fields of ${name}`)
    return {
      title: category ? `${name}: ${classWord(v, category.class)}` : name,
      code: category?.class,
      choices,
      whole: choices.length > 1 ? ([WHOLE, kind, label] as const) : undefined,
    }
  })
}
