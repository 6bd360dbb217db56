/** A place to try made-up facts out: a form or JSON in, outcome and reasons out, and a file of the case for who writes rules. */
import type { Context } from 'hono'
import { z } from 'zod'
import { pageOf } from '../../../api/documents.ts'
import {
  type Evaluation,
  evaluationSchema,
  type PolicyExample,
  policyExampleSchema,
} from '../../../api/documents-policy.ts'
import { caseFrom } from '../../../policy/case-file.ts'
import { laidOver } from '../../../policy/given.ts'
import type { Answered } from '../../api.ts'
import { type Sent, sent } from '../../form.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { ownProblem } from '../../problems.ts'
import { said } from '../../words.ts'
import { outcomeShown } from './outcome.tsx'
import { PolicyMenu } from './parts.tsx'
import { exampleForm, factsForm, jsonForm, saveForm } from './try-form.tsx'

type Given = Readonly<Record<string, unknown>>
/** What is asked of the API; what a form sends stands in it in the words of the policy. */
type Asked = { readonly input: Given; readonly judgements: readonly string[]; readonly whyNot: boolean }
const askedSchema = z.strictObject({
  input: z.record(z.string(), z.unknown()),
  judgements: z.array(z.string()),
  whyNot: z.boolean(),
})

type Query = { readonly source?: string | undefined; readonly example?: string | undefined }

/** The form begins with the default question, with the same about another source, or with an example and what comes of it. */
export async function tryPage(v: Visit, { source, example }: Query) {
  const chosen = (await examplesOf(v)).find(({ code }) => code === example)
  if (chosen) {
    const asked: Asked = { input: chosen.given, judgements: [], whyNot: false }
    const found = await evaluated(v, asked)
    return page(v, { input: found.ok ? found.value.input : null, asked, found, example: chosen })
  }
  const start: Asked = { input: source ? { inquiry: { source, fields: [] } } : {}, judgements: [], whyNot: false }
  const found = await evaluated(v, start)
  return page(v, { input: found.ok ? found.value.input : null, asked: null, found: found.ok ? null : found })
}

async function examplesOf(v: Visit): Promise<readonly PolicyExample[]> {
  return (await v.vocabulary('/policy/examples', pageOf(policyExampleSchema))).items
}

export async function tried(v: Visit, c: Context) {
  const form = await sent(c)
  const asked = askedIn(form)
  if (!asked) return page(v, { input: null, asked: null, found: notJson(v), json: form.text('json') })
  const found = await evaluated(v, asked)
  const json = form.text('json')
  return page(v, { input: found.ok ? found.value.input : null, asked, found, ...(json ? { json } : {}) })
}

/** The file of it: asked again, so that what is expected is what holds now. */
export async function caseFile(v: Visit, c: Context) {
  const form = await sent(c)
  const asked = askedSchema.safeParse(parsed(form.text('asked'))).data
  if (!asked) return page(v, { input: null, asked: null, found: notJson(v) })
  const found = await evaluated(v, { ...asked, whyNot: false })
  if (!found.ok) return page(v, { input: null, asked, found })
  const title = { nl: form.text('nl'), en: form.text('en') }
  const problem = title.nl === '' || title.en === '' ? untitled(v, title.nl === '' ? 'nl' : 'en') : null
  if (problem) return page(v, { input: found.value.input, asked, found, titled: problem })
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${nameOf(title.en)}.json"`,
  }
  return c.body(`${JSON.stringify(caseFrom(title, asked.input, found.value), null, 2)}\n`, 200, headers)
}

type Page = {
  readonly input: Evaluation['input'] | null
  readonly asked: Asked | null
  readonly found: Answered<Evaluation> | null
  readonly json?: string
  readonly example?: PolicyExample
  /** What was wrong with the title of the case. */
  readonly titled?: Extract<Answered<never>, { ok: false }>
}

async function page(v: Visit, { input, asked, found, json, example, titled }: Page) {
  const { t } = v
  const judged = input ? judgedIn(input, asked) : []
  return (
    <Layout
      v={v}
      title={t('Uitproberen', 'Try out')}
      lead={t(
        'Leg verzonnen feiten aan het beleid van nu voor. Er wordt niets bewaard, en niets opgevraagd.',
        'Try made-up facts under the policy of now. Nothing is kept, and nothing is fetched.',
      )}
    >
      <PolicyMenu v={v} />
      <Alert kind="warning">
        <p class="nl-paragraph">{t('Gebruik geen gegevens van echte personen.', 'Do not use data of real persons.')}</p>
      </Alert>
      <FormProblem
        v={v}
        problem={titled?.problem ?? (found?.ok === false ? found.problem : null)}
        verbatim={json !== undefined}
      />
      {example ? <p class="nl-paragraph nl-paragraph--lead">{said(v, example)}</p> : null}
      {found?.ok && asked ? await outcomeShown(v, found.value, asked.whyNot) : null}
      {found?.ok && asked ? saveForm(v, JSON.stringify(asked)) : null}
      {exampleForm(v, await examplesOf(v), example?.code)}
      {input?.act ? (
        <p class="nl-paragraph">
          {t(
            'Dit gaat over een handeling, niet over een vraag. Verander de feiten hieronder, als JSON.',
            'This is about an act, not about a question. Change the facts below, as JSON.',
          )}
        </p>
      ) : null}
      {input && !input.act ? await factsForm(v, { input, judged, base: JSON.stringify(asked?.input ?? {}) }) : null}
      {jsonForm(v, json ?? (asked ? JSON.stringify(asked.input, null, 2) : '{}'), json !== undefined)}
    </Layout>
  )
}

/** Kinds of judgements that stand in the facts, or were supposed. */
function judgedIn({ attestations }: Evaluation['input'], asked: Asked | null): readonly string[] {
  return [...new Set([...attestations.map(({ type }) => type), ...(asked?.judgements ?? [])])]
}

const evaluated = (v: Visit, asked: Asked) => v.api.send('POST', '/policy/_evaluate', asked, evaluationSchema)

/** undefined: the text is no JSON object. */
function askedIn(form: Sent): Asked | undefined {
  const whyNot = form.text('whyNot') === 'yes'
  const json = form.text('json')
  if (json === '') return { ...overBase(form), whyNot }
  const input = z.record(z.string(), z.unknown()).safeParse(parsed(json)).data
  return input && { input, judgements: [], whyNot }
}

type Judgement = { readonly type?: unknown }

/** What the form asks for, laid over facts that it does not; of the judgements in those the ones that are still chosen. */
function overBase(form: Sent): Pick<Asked, 'input' | 'judgements'> {
  const base = z.record(z.string(), z.unknown()).safeParse(parsed(form.text('base'))).data ?? {}
  const given: readonly Judgement[] = Array.isArray(base.attestations) ? base.attestations : []
  const chosen = form.all('judgements')
  const kept = given.filter(({ type }) => chosen.some((code) => code === type))
  const fresh = chosen.filter((code) => !kept.some(({ type }) => type === code))
  const input = laidOver(base, factsIn(form))
  return { input: { ...input, ...(given.length > 0 ? { attestations: kept } : {}) }, judgements: fresh }
}

function factsIn(form: Sent): Given {
  const [organ, department, purpose] = [
    form.text('organ'),
    form.text('department') || null,
    form.text('purpose') || null,
  ]
  const [track = '', state = ''] = form.text('state').split('/')
  const gives = (name: string) => form.all('reasoned').includes(name)
  return {
    caller: { organ, department, roles: form.all('roles') },
    inquiry: {
      regime: form.text('regime'),
      purpose,
      task: form.text('task') || null,
      legalBasis: form.all('legalBasis'),
      source: form.text('source'),
      mode: form.text('mode'),
      fields: form.all('fields'),
      recipient: { organ, department },
      reasoned: {
        necessity: gives('necessity'),
        proportionality: gives('proportionality'),
        subsidiarity: gives('subsidiarity'),
      },
      subject: { relation: form.text('relation'), hit: form.text('hit') === 'yes' },
      namesCase: track !== '',
    },
    case: track === '' ? null : { regime: track, state, purposes: purpose === null ? [] : [purpose] },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function notJson({ t }: Visit) {
  const message = t('is geen JSON-object', 'is no JSON object')
  return refused(t('De JSON kan niet worden gelezen.', 'The JSON cannot be read.'), '/json', message)
}

function untitled({ t }: Visit, field: 'nl' | 'en') {
  return refused(
    t('Een voorbeeldzaak heeft een titel nodig.', 'A case needs a title.'),
    `/${field}`,
    t('is leeg', 'is empty'),
  )
}

function refused(title: string, pointer: string, message: string): Extract<Answered<never>, { ok: false }> {
  return { ok: false, problem: { ...ownProblem(400, title), errors: [{ pointer, message }] } }
}

/** `a-title-in-english`, as the files of policies/cases are called. */
function nameOf(title: string): string {
  const words = title.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return words.replace(/^-|-$/g, '').slice(0, 64) || 'case'
}
