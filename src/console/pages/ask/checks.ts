/** What is still wrong with a step, in words for who fills it in. The API judges all of it again. Pure. */
import { LEVELS } from '../../../domain/codes.ts'
import type { Visit } from '../../page.ts'
import { type Draft, type Errors, isIdentifier, one, STEPS, type Step, trackOf } from './draft.ts'
import { basesFor, purposesFor, type Tables, tasksFor, tracksFor } from './fitting.ts'

type Said = Pick<Visit, 't'>
const GROUND_CHARS = 4_000

/** The first step before `last` with something wrong; undefined: all of them are answered. */
export function firstWrong(
  v: Said,
  tables: Tables,
  draft: Draft,
  last: Step,
): { step: Step; errors: Errors } | undefined {
  for (const step of STEPS.slice(0, STEPS.indexOf(last) + 1)) {
    const errors = errorsIn(v, tables, draft, step)
    if (Object.keys(errors).length > 0) return { step, errors }
  }
  return undefined
}

export function errorsIn(v: Said, tables: Tables, draft: Draft, step: Step): Errors {
  const found = CHECKS[step](v, tables, draft)
  return Object.fromEntries(Object.entries(found).filter(([, error]) => error !== undefined))
}

type Check = (v: Said, tables: Tables, draft: Draft) => Partial<Record<keyof Errors, string | undefined>>

const CHECKS: Readonly<Record<Step, Check>> = {
  questions: ({ t }, _, draft) => {
    const answered = (name: 'necessity' | 'proportionality' | 'subsidiarity') => {
      const given = one(draft, name)
      if (given === '') return t('Zonder antwoord stopt het verzoek.', 'Without an answer the request stops.')
      return given.length > GROUND_CHARS
        ? t('Dit is langer dan 4.000 tekens. Maak het korter.', 'This is longer than 4,000 characters. Shorten it.')
        : undefined
    }
    return {
      necessity: answered('necessity'),
      proportionality: answered('proportionality'),
      subsidiarity: answered('subsidiarity'),
    }
  },
  track: (v, tables, draft) => {
    const { regime, caseId } = trackOf(draft)
    const { alone, cases } = tracksFor(tables)
    const fits =
      caseId === undefined
        ? alone.some((track) => track === regime)
        : cases.some((open) => open.id === caseId && open.regime === regime)
    return { track: chosen(v, fits) }
  },
  purpose: (v, tables, draft) => {
    const fitting = purposesFor(tables, trackOf(draft))
    return {
      purpose: chosen(
        v,
        fitting.some(({ code }) => code === one(draft, 'purpose')),
      ),
    }
  },
  basis: (v, tables, draft) => {
    const { regime } = trackOf(draft)
    const purpose = one(draft, 'purpose')
    const bases = basesFor(tables, regime, purpose).map(({ code }) => code)
    const known = draft.legalBasis.length > 0 && draft.legalBasis.every((code) => bases.includes(code))
    return {
      task: chosen(
        v,
        tasksFor(tables, regime, purpose).some(({ code }) => code === one(draft, 'task')),
      ),
      legalBasis: known ? undefined : v.t('Kies ten minste één grondslag.', 'Choose at least one legal basis.'),
    }
  },
  source: (v, { sources }, draft) => ({
    source: chosen(
      v,
      sources.some(({ code }) => code === one(draft, 'source')),
    ),
    mode: chosen(v, ['HITNOHIT', 'DETAIL'].includes(one(draft, 'mode'))),
    level: chosen(
      v,
      LEVELS.some((level) => level === one(draft, 'level')),
    ),
  }),
  data: ({ t }, { sources }, draft) => {
    const source = sources.find(({ code }) => code === one(draft, 'source'))
    const names = source?.fields.map(({ name }) => name) ?? []
    const fits = draft.fields.length > 0 && draft.fields.every((name) => names.includes(name))
    const asksFields = one(draft, 'mode') === 'DETAIL' && !fits
    const aboutSomebody = (source?.subjectTypes.length ?? 0) > 0
    const type = one(draft, 'type')
    return {
      fields: asksFields ? t('Kies welke velden u nodig heeft.', 'Choose which fields you need.') : undefined,
      type:
        aboutSomebody && !source?.identifiers.some((known) => known === type)
          ? t('Kies een soort nummer.', 'Choose a kind of number.')
          : undefined,
      value:
        aboutSomebody && !isIdentifier(type, one(draft, 'value'))
          ? t('Dit nummer klopt niet. Kijk het na.', 'This number is not right. Check it.')
          : undefined,
    }
  },
  check: () => ({}),
}

function chosen({ t }: Said, isChosen: boolean): string | undefined {
  return isChosen ? undefined : t('Maak een keuze.', 'Make a choice.')
}
