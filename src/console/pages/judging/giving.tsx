/** A judgement that was sent: looked at for what it would change, or given. What the policy refuses is said on the form. */
import type { Context } from 'hono'
import type { z } from 'zod'
import { judgementDocumentSchema } from '../../../api/documents.ts'
import { judgementPreviewSchema } from '../../../api/documents-judging.ts'
import type { ApiProblem } from '../../api.ts'
import { type Sent, sent } from '../../form.ts'
import type { Visit } from '../../page.ts'
import { NotPermitted } from '../../parts/acted.tsx'
import { caseTyped } from '../../parts/case.tsx'
import type { Scope } from '../../parts/scope.ts'
import { ownProblem } from '../../problems.ts'
import { Effects, type Preview } from './effects.tsx'
import { judgementForm, requestOf } from './form.tsx'
import type { JudgementType } from './types.ts'

type Given =
  | { readonly done: true; readonly acted: z.infer<typeof judgementDocumentSchema> }
  | { readonly done: false; readonly acted: Preview }
  | { readonly problem: ApiProblem }
type Form = {
  readonly type: JudgementType
  readonly action: string
  readonly about?: Scope
  /** 'asked': the form says in which. null: of the organisation. */
  readonly caseId: string | 'asked' | null
  readonly inquiry?: string
}

/** The form as it stands, or what became of it. `done`: it was recorded. */
export async function judged(v: Visit, c: Context, form: Form) {
  const fields = await sent(c)
  // In the other language: as it was filled in, and nothing is looked at or recorded.
  if (fields.text('language') !== '')
    return { done: false, word: null, form: () => judgementForm(v, withGiven(form, fields)) }
  const caseId = form.caseId === 'asked' ? await caseTyped(v, fields.text('caseId')) : form.caseId
  const given = await give(v, form, caseId, fields)
  const done = 'acted' in given && given.done && given.acted.outcome === 'permit'
  return { done, word: wordOn(v, form, given), form: () => formWith(v, form, fields, given) }
}

export function emptyForm(v: Visit, { caseId, ...form }: Form, startCase?: string) {
  return judgementForm(v, { ...form, ...(caseId === 'asked' ? { caseId: startCase ?? '' } : {}) })
}

/** What it would change, or why it may not be given; null: the form says what is wrong with it. */
function wordOn(v: Visit, { inquiry }: Form, given: Given) {
  if ('problem' in given) return null
  if (given.done) return <NotPermitted v={v} acted={given.acted} />
  return <Effects v={v} preview={given.acted} {...(inquiry ? { inquiry } : {})} />
}

function withGiven({ type, action, about }: Form, given: Sent) {
  return { type, action, given, ...(about ? { about } : {}) }
}

function formWith(v: Visit, form: Form, fields: Sent, given: Given) {
  const shared = withGiven(form, fields)
  if ('problem' in given) return judgementForm(v, { ...shared, problem: given.problem })
  return judgementForm(v, { ...shared, previewed: !given.done && given.acted.outcome === 'permit' })
}

async function give(v: Visit, { type, inquiry: inquiryId }: Form, caseId: string | null, fields: Sent): Promise<Given> {
  const at = type.level === 'case' ? `/cases/${encodeURIComponent(caseId ?? '')}/attestations` : '/attestations'
  const body = requestOf(type, fields)
  if (type.level === 'case' && !caseId) return { problem: noCase(v) }
  if (fields.text('act') === 'give') {
    const acted = await v.api.send('POST', at, body, judgementDocumentSchema)
    return acted.ok ? { acted: acted.value, done: true } : refused(v, acted.problem)
  }
  const preview = await v.api.send('POST', `${at}/_preview`, { ...body, inquiryId }, judgementPreviewSchema)
  return preview.ok ? { acted: preview.value, done: false } : refused(v, preview.problem)
}

function refused(v: Visit, problem: ApiProblem): Given {
  return { problem: problem.status === 404 ? noCase(v) : problem }
}

function noCase({ t }: Visit): ApiProblem {
  const message = t('deze zaak is er niet, of niet voor u', 'this case is not there, or not for you')
  return { ...ownProblem(404, message), errors: [{ pointer: '/caseId', message }] }
}
