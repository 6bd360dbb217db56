/** What this employee can ask for: tasks of their organ and department, and the purposes and legal bases that fit those. */
import type { z } from 'zod'
import { pageOf } from '../../../api/documents.ts'
import { caseSummarySchema } from '../../../api/documents-case.ts'
import {
  caseStateDocumentSchema,
  categoryDocumentSchema,
  legalBasisDocumentSchema,
  organDocumentSchema,
  purposeDocumentSchema,
  sourceDocumentSchema,
  taskDocumentSchema,
} from '../../../api/documents-vocabulary.ts'
import type { REGIMES } from '../../../domain/codes.ts'
import { LIMITS } from '../../../limits.ts'
import type { Me, Visit } from '../../page.ts'
import { namesOf, tableOf } from '../../words.ts'
import { type Draft, type Name, one, type Step, trackOf } from './draft.ts'

type Task = z.infer<typeof taskDocumentSchema>
type Purpose = z.infer<typeof purposeDocumentSchema>
type Basis = z.infer<typeof legalBasisDocumentSchema>
type Regime = (typeof REGIMES)[number]
/** Tracks that need no case. */
export const ALONE = ['MONO', 'BILATERAL', 'BIBOB'] as const

type Track = { readonly regime: string; readonly caseId?: string | undefined }

export type Tables = Awaited<ReturnType<typeof tablesOf>>

export async function tablesOf(v: Visit) {
  const { me } = v
  const [tasks, purposes, bases, sources, categories, organs, states, judgements, crimeForm, cases] = await Promise.all(
    [
      tableOf(v, 'tasks', taskDocumentSchema),
      tableOf(v, 'purposes', purposeDocumentSchema),
      tableOf(v, 'legal-bases', legalBasisDocumentSchema),
      tableOf(v, 'sources', sourceDocumentSchema),
      tableOf(v, 'categories', categoryDocumentSchema),
      tableOf(v, 'organs', organDocumentSchema),
      tableOf(v, 'case-states', caseStateDocumentSchema),
      namesOf(v, 'attestation-types'),
      namesOf(v, 'crime-forms'),
      v.api.get('/cases', pageOf(caseSummarySchema), { limit: LIMITS.pageItems }),
    ],
  )
  const organ = organs.find(({ code }) => code === me.organ.code)
  return {
    tasks: tasks.filter((task) => isTaskOf(task, me)),
    /** Under which organ it takes part in a RIEC (WGS 2.19). */
    participant: organ?.participantAs ?? me.organ.code,
    purposes,
    bases: bases.filter((basis) => isOpenTo(basis, me)),
    sources: sources.filter(({ connected }) => connected),
    categories: new Map(categories.map((category) => [category.code, category])),
    states,
    judgements,
    crimeForm,
    organs: await namesOf(v, 'organs'),
    cases: cases.items,
  }
}

function isTaskOf({ organs, departments }: Task, { organ, department }: Me): boolean {
  const ofDepartment = departments === null || (department !== null && departments.includes(department.code))
  return organs.includes(organ.code) && ofDepartment
}

function isOpenTo({ organs, departments }: Basis, { organ, department }: Me): boolean {
  const ofDepartment = departments === undefined || (department !== null && departments.includes(department.code))
  return (organs === null || organs.includes(organ.code)) && ofDepartment
}

/** Tasks that may be served on this track; in a RIEC only those that the law lists for who takes part. */
function tasksIn({ tasks, participant }: Tables, regime: string): readonly Task[] {
  return regime === 'WGS' ? tasks.filter(({ wgs }) => wgs.includes(participant)) : tasks
}

/** In a case only those that were set at its opening (WGS 1.8 lid 5). */
export function purposesFor(tables: Tables, { regime, caseId }: Track): readonly Purpose[] {
  const served = new Set(tasksIn(tables, regime).flatMap(({ purposes }) => purposes))
  const ofCase = tables.cases.find(({ id }) => id === caseId)?.purposes
  return tables.purposes.filter(
    ({ code, regimes }) =>
      regimes.includes(regime as Regime) && served.has(code) && (ofCase === undefined || ofCase.includes(code)),
  )
}

export function tasksFor(tables: Tables, regime: string, purpose: string): readonly Task[] {
  return tasksIn(tables, regime).filter(({ purposes }) => purposes.includes(purpose))
}

export function basesFor({ bases }: Tables, regime: string, purpose: string): readonly Basis[] {
  return bases.filter(
    ({ regimes, purposes }) =>
      (regimes === null || regimes.includes(regime as Regime)) && (purposes?.includes(purpose) ?? true),
  )
}

/** Tracks without a case, and own cases, for which there is any purpose at all. */
export function tracksFor(tables: Tables) {
  const serves = (track: Track) => purposesFor(tables, track).length > 0
  return {
    alone: ALONE.filter((regime) => serves({ regime })),
    cases: tables.cases.filter(({ id, regime }) => serves({ regime, caseId: id })),
  }
}

/** Where only one thing fits a question, it is chosen beforehand; it can be seen, and its step still has to be passed. */
export function prefilled(tables: Tables, draft: Draft, step: Step): Draft {
  const { regime } = trackOf(draft)
  const purpose = one(draft, 'purpose')
  const source = tables.sources.find(({ code }) => code === one(draft, 'source'))
  const coded = (rows: readonly { readonly code: string }[]) => rows.map(({ code }) => code)
  const { alone, cases } = tracksFor(tables)
  const fitting: Partial<Record<Step, Partial<Record<Name, readonly string[]>>>> = {
    track: { track: [...cases.map((open) => `${open.regime}:${open.id}`), ...alone] },
    purpose: { purpose: coded(purposesFor(tables, trackOf(draft))) },
    basis: { task: coded(tasksFor(tables, regime, purpose)), legalBasis: coded(basesFor(tables, regime, purpose)) },
    source: { source: coded(tables.sources) },
    data: { type: source?.identifiers ?? [] },
  }
  const single = Object.entries(fitting[step] ?? {}).filter(
    ([name, fits]) => fits.length === 1 && !fits.includes(one(draft, name as Name)),
  )
  return { ...draft, ...Object.fromEntries(single) }
}
