/**
 * Asking, for who has no software of their own: a form in steps that needs no JavaScript. All that was filled in goes along
 * hidden in each form and never in an address; one may go back without losing it (WCAG 3.3.7).
 */
import type { Context } from 'hono'
import { inquiryDocumentSchema } from '../../../api/documents.ts'
import type { ApiProblem } from '../../api.ts'
import { atFields, type Sent, sent } from '../../form.ts'
import type { PageModule, View, Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { Csrf, FormProblem, faultsOf, fieldOf, labelIn, Submit } from '../../parts/form.tsx'
import { LanguageOfForm } from '../../parts/language.tsx'
import { Layout } from '../../parts/layout.tsx'
import { ownProblem } from '../../problems.ts'
import { answerPage, keyIsFresh, ownPageOf } from './answered.tsx'
import { checkPage } from './check.tsx'
import { errorsIn, firstWrong } from './checks.ts'
import {
  askedOf,
  type Draft,
  draftOf,
  type Errors,
  emptyDraft,
  NAMES,
  namesOfStep,
  one,
  questionOf,
  STEPS,
  type Step,
  WHOLE,
  withWhole,
} from './draft.ts'
import { prefilled, type Tables, tablesOf } from './fitting.ts'
import { Hidden, labelsOf, STEP_FIELDS, STEP_TITLES } from './steps.tsx'
import { Progress, restIsAnswered, SoFar } from './summary.tsx'

type Shown = Promise<Awaited<View>>

export const askPage: PageModule = {
  right: 'ask',
  path: '/ask',
  routes: {
    'GET /': async (v, c) => {
      const tables = await tablesOf(v)
      const open = tables.cases.find(({ id }) => id === c.req.query('case'))
      return stepPage(v, tables, emptyDraft(open ? { track: [`${open.regime}:${open.id}`] } : {}), 'questions')
    },
    'POST /': next,
    'POST /answer': ask,
  },
}

function draftIn(tables: Tables, form: Sent): Draft {
  const draft = draftOf(form)
  const source = tables.sources.find(({ code }) => code === one(draft, 'source'))
  return withWhole(draft, form.all(WHOLE), source?.fields ?? [])
}

/** From one step to another: on only when it is answered; back, to one that is named, and to the same one in another language, always. */
async function next(v: Visit, c: Context) {
  const form = await sent(c)
  const tables = await tablesOf(v)
  const draft = draftIn(tables, form)
  const at = STEPS.find((step) => step === form.text('step')) ?? 'questions'
  if (form.text('language') !== '') return stepPage(v, tables, draft, at)
  const go = form.text('go')
  const named = STEPS.find((step) => step === go)
  if (named) return stepPage(v, tables, draft, named)
  if (go === 'back') return stepPage(v, tables, draft, STEPS[Math.max(0, STEPS.indexOf(at) - 1)] ?? 'questions')
  const errors = errorsIn(v, tables, draft, at)
  if (Object.keys(errors).length > 0) return stepPage(v, tables, draft, at, errors)
  const onward = STEPS[STEPS.indexOf(at) + 1] ?? 'check'
  return onward === 'check' ? check(v, tables, draft) : stepPage(v, tables, draft, onward)
}

/** What would come of it; only of what is whole. */
async function check(v: Visit, tables: Tables, draft: Draft, trouble: ApiProblem | null = null, stale = false): Shown {
  const wrong = firstWrong(v, tables, draft, 'check')
  if (wrong) return stepPage(v, tables, draft, wrong.step, wrong.errors)
  const looked = await v.api.send('POST', '/inquiries/_preview', questionOf(draft), inquiryDocumentSchema)
  if (!looked.ok) return refused(v, tables, draft, looked.problem)
  return checkPage({ v, tables, draft, preview: looked.value, trouble, stale })
}

/** The form holds the key of the question: sent again it is the same question, and after that key's time it is asked anew. */
async function ask(v: Visit, c: Context) {
  const form = await sent(c)
  const draft = draftOf(form)
  const tables = await tablesOf(v)
  const wrong = firstWrong(v, tables, draft, 'check')
  if (wrong) return stepPage(v, tables, draft, wrong.step, wrong.errors)
  const key = form.text('key')
  if (!keyIsFresh(key, v.now)) return check(v, tables, draft, null, true)
  const own = ownPageOf(v, key)
  if (own !== null) return c.redirect(own, 303)
  const headers = { 'idempotency-key': key }
  const question = questionOf(draft)
  const answered = await v.api.send('POST', '/inquiries', question, inquiryDocumentSchema, headers)
  if (answered.ok) {
    return answerPage(v, c, { asked: askedOf(question), answer: answered.value, key })
  }
  const { problem } = answered
  return problem.errors ? refused(v, tables, draft, problem) : check(v, tables, draft, problem)
}

/** Members of a question that the form calls otherwise. */
const OF_API = { regime: 'track', caseId: 'track', subject: 'value', identifier: 'value' }

/** What the API finds wrong stands at the step that asked it, beside its field. */
function refused(v: Visit, tables: Tables, draft: Draft, found: ApiProblem): Shown {
  const problem = atFields(found, OF_API)
  const named = problem.errors?.map(({ pointer }) => fieldOf(pointer)).find((name) => Object.hasOwn(NAMES, name))
  const step: Step = named ? NAMES[named as keyof typeof NAMES] : 'data'
  return stepPage(v, tables, draft, step, faultsOf(v, problem), problem)
}

async function stepPage(
  v: Visit,
  tables: Tables,
  given: Draft,
  step: Step,
  errors: Errors = {},
  problem: ApiProblem | null = null,
): Shown {
  if (step === 'check') return check(v, tables, given)
  const { t } = v
  const draft = prefilled(tables, given, step)
  const [nl, en] = STEP_TITLES[step]
  const place = STEPS.indexOf(step) + 1
  return (
    <Layout v={v} title={t(nl, en)} languageInForm>
      <Progress v={v} step={step} />
      <FormProblem
        v={v}
        problem={problem ?? problemIn(v, step, errors)}
        named={(field) => labelIn(labelsOf(v), field)}
      />
      {step === 'questions' ? (
        <Alert kind="info">
          <p class="nl-paragraph">
            {t(
              'In zeven stappen vraagt u gegevens op. U begint met drie basisvragen. Kunt u er één niet beantwoorden, vraag de gegevens dan niet. Wie over uw vraag oordeelt, leest wat u hier schrijft.',
              'In seven steps you ask for data. You begin with three base questions. If you cannot answer one of them, do not ask for the data. Who judges your question reads what you write here.',
            )}
          </p>
        </Alert>
      ) : null}
      <form method="post" action="/console/ask" class="sluis-form" autocomplete="off">
        <Csrf v={v} />
        <input type="hidden" name="step" value={step} />
        <Hidden draft={draft} step={step} />
        {await STEP_FIELDS[step]({ v, tables, draft, errors })}
        <div class="sluis-actions">
          <Submit name="go" value="next">
            {t('Verder', 'Continue')}
          </Submit>
          {place < STEPS.length - 1 && restIsAnswered(v, tables, draft, step) ? (
            <Submit name="go" value="check" kind="secondary">
              {t('Meteen naar nakijken', 'Straight to checking')}
            </Submit>
          ) : null}
          {place > 1 ? (
            <Submit name="go" value="back" kind="secondary">
              {t('Terug', 'Back')}
            </Submit>
          ) : null}
        </div>
        <SoFar v={v} tables={tables} draft={draft} step={step} />
        <LanguageOfForm v={v} />
      </form>
    </Layout>
  )
}

function problemIn({ t }: Visit, step: Step, errors: Errors): ApiProblem | null {
  const wrong = namesOfStep(step).flatMap((name) => {
    const message = errors[name]
    return message === undefined ? [] : [{ pointer: `/${name}`, message }]
  })
  if (wrong.length === 0) return null
  const title = t('Vul aan of verbeter wat hieronder staat.', 'Complete or correct what stands below.')
  return { ...ownProblem(400, title), errors: wrong }
}
