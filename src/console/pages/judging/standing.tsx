/** Judgements that are in force, of the organisation and of a case, and taking one back after seeing what that changes. */
import type { Context } from 'hono'
import type { z } from 'zod'
import { judgementDocumentSchema, listedAttestationSchema, pageOf } from '../../../api/documents.ts'
import { caseDocumentSchema } from '../../../api/documents-case.ts'
import { judgementPreviewSchema } from '../../../api/documents-judging.ts'
import { sent } from '../../form.ts'
import type { Visit } from '../../page.ts'
import { NotPermitted } from '../../parts/acted.tsx'
import { CaseLink, caseHint } from '../../parts/case.tsx'
import type { Unfit } from '../../parts/filter.ts'
import { Csrf, FormProblem, faultsOf, SelectField, Submit, TextArea, TextField } from '../../parts/form.tsx'
import { Judged } from '../../parts/judged.tsx'
import { Layout } from '../../parts/layout.tsx'
import { scopeNames, scopeText } from '../../parts/scope.ts'
import { Link, Moment, Pairs, Section, Table } from '../../parts/show.tsx'
import { dayOf, namesOf, said } from '../../words.ts'
import { Effects } from './effects.tsx'
import { judgementsMenu } from './menu.tsx'
import { type JudgementType, judgementTypes, nothingHere, titleOf } from './types.ts'

const listed = pageOf(listedAttestationSchema)
export type Standing = z.infer<typeof listedAttestationSchema>

/** Of a case, or of the organisation; `types`: only these, by their codes with commas. */
export async function standingOf(v: Visit, caseId: string | undefined, types?: string): Promise<readonly Standing[]> {
  if (!caseId) return (await v.api.get('/attestations', listed, { type: types })).items
  const { attestations } = await v.api.get(`/cases/${encodeURIComponent(caseId)}`, caseDocumentSchema)
  return attestations.filter(({ type, withdrawnBy }) => withdrawnBy === null && (!types || type === types))
}

export async function standing(v: Visit, c: Context, unfit?: Unfit) {
  const { t } = v
  const { caseId: typed = '', type = '' } = unfit?.given ?? c.req.query()
  const caseId = unfit ? '' : typed
  const types = await judgementTypes(v)
  const level = caseId === '' ? 'organisation' : 'case'
  const choices = [...types.values()].filter((one) => one.level === level)
  return (
    <Layout
      v={v}
      title={t('Oordelen die gelden', 'Judgements in force')}
      lead={t(
        'Van de organisatie, of van één zaak. Wie het oordeel mocht geven, kan het ook intrekken.',
        'Of the organisation, or of one case. Who may give the judgement can withdraw it as well.',
      )}
    >
      {judgementsMenu(v)}
      {unfit ? (
        <FormProblem v={v} problem={unfit.problem} named={() => t('Nummer van de zaak', 'Number of the case')} />
      ) : null}
      <form
        method="post"
        action="/console/judgements/standing"
        class="sluis-form sluis-form--columns"
        autocomplete="off"
      >
        <Csrf v={v} />
        <SelectField
          name="type"
          label={t('Welk oordeel', 'Which judgement')}
          choices={choices.map((one) => [one.code, said(v, one)])}
          value={type}
          none={t('Alle', 'All')}
        />
        <TextField
          name="caseId"
          label={t('Nummer van de zaak', 'Number of the case')}
          hint={`${caseHint(v)} ${t('Leeg: van de organisatie.', 'Empty: of the organisation.')}`}
          value={typed}
          error={faultsOf(v, unfit?.problem ?? null).caseId}
        />
        <div class="sluis-actions">
          <Submit>{t('Tonen', 'Show')}</Submit>
        </div>
      </form>
      <Section title={caseId === '' ? t('Van de organisatie', 'Of the organisation') : t('Van de zaak', 'Of the case')}>
        {
          await standingTable(
            v,
            await standingOf(v, caseId, type || undefined),
            types,
            (one) => pathOf('/console/judgements/standing', one),
            t('Oordelen die gelden', 'Judgements in force'),
          )
        }
      </Section>
    </Layout>
  )
}

export async function standingTable(
  v: Visit,
  items: readonly Standing[],
  types: ReadonlyMap<string, JudgementType>,
  href: (one: Standing) => string,
  caption: string,
) {
  const { t } = v
  const names = await scopeNames(v)
  const role = await namesOf(v, 'roles')
  return (
    <Table
      caption={caption}
      head={[
        t('Oordeel', 'Judgement'),
        t('Waarover', 'About'),
        t('Uitkomst', 'Outcome'),
        t('Door', 'By'),
        t('Sinds', 'Since'),
        t('Tot en met', 'Until'),
      ]}
      rows={items.map((one) => [
        <Link href={href(one)}>{titleOf(v, types.get(one.type), one.type)}</Link>,
        scopeText(names, one.scope ?? {}),
        <Judged v={v} type={types.get(one.type)} outcome={one.outcome} />,
        role(one.role),
        <Moment v={v} at={one.at} />,
        one.validUntil ? dayOf(v, one.validUntil) : '–',
      ])}
      empty={t('Er geldt niets.', 'Nothing is in force.')}
    />
  )
}

export function pathOf(base: string, { id, caseId }: Pick<Standing, 'id' | 'caseId'>): string {
  return `${base}/${id}${caseId === null ? '' : `?caseId=${caseId}`}`
}

type Frame = {
  readonly base: string
  readonly back: string
  readonly menu: (v: Visit) => ReturnType<typeof judgementsMenu>
  /** What taking it back is called. */
  readonly verb: readonly [nl: string, en: string]
}
const OWN: Frame = {
  base: '/console/judgements/standing',
  back: '/console/judgements?done=withdrawn',
  menu: judgementsMenu,
  verb: ['Intrekken', 'Withdraw'],
}

/** One that is in force, and the form that takes it back. */
export async function standingOne(v: Visit, c: Context, { base, back, menu, verb }: Frame = OWN) {
  const { t } = v
  const { caseId } = c.req.query()
  const id = c.req.param('id') ?? ''
  const types = await judgementTypes(v)
  const one = (await standingOf(v, caseId)).find((candidate) => candidate.id === id) ?? nothingHere(v)
  const taken = c.req.method === 'POST' ? await takenBack(v, c, one) : null
  if (taken?.done) return c.redirect(back, 303)
  return (
    <Layout v={v} title={titleOf(v, types.get(one.type), one.type)}>
      {menu(v)}
      <Section title={t('Dit geldt nu', 'This is in force')}>{await facts(v, types.get(one.type), one)}</Section>
      <Section title={t(...verb)}>
        {taken?.outcome ?? null}
        <form method="post" action={pathOf(base, one)} class="sluis-form" autocomplete="off">
          <Csrf v={v} />
          <FormProblem v={v} problem={taken?.problem ?? null} named={() => t('Motivering', 'Grounds')} />
          <TextArea
            name="grounds"
            label={t('Waarom: uw motivering', 'Why: your grounds')}
            value={taken?.grounds ?? ''}
            error={faultsOf(v, taken?.problem ?? null).grounds}
            required
          />
          <div class="sluis-actions">
            <Submit name="act" value="preview" kind={taken?.outcome ? 'secondary' : 'primary'}>
              {t('Bekijk wat dit verandert', 'See what this changes')}
            </Submit>
            <Submit name="act" value="give" kind={taken?.outcome ? 'danger' : 'secondary'}>
              {t(...verb)}
            </Submit>
          </div>
        </form>
      </Section>
    </Layout>
  )
}

async function takenBack(v: Visit, c: Context, { id, caseId }: Standing) {
  const form = await sent(c)
  const grounds = form.text('grounds')
  const at = `${caseId === null ? '' : `/cases/${caseId}`}/attestations/${id}/withdrawals`
  if (form.text('act') !== 'give') {
    const preview = await v.api.send('POST', `${at}/_preview`, { grounds }, judgementPreviewSchema)
    if (!preview.ok) return { done: false, grounds, problem: preview.problem, outcome: null }
    return { done: false, grounds, problem: null, outcome: <Effects v={v} preview={preview.value} /> }
  }
  const acted = await v.api.send('POST', at, { grounds }, judgementDocumentSchema)
  if (!acted.ok) return { done: false, grounds, problem: acted.problem, outcome: null }
  const done = acted.value.outcome === 'permit'
  return { done, grounds, problem: null, outcome: <NotPermitted v={v} acted={acted.value} /> }
}

async function facts(v: Visit, type: JudgementType | undefined, one: Standing) {
  const { t } = v
  const names = await scopeNames(v)
  const role = await namesOf(v, 'roles')
  const details = Object.entries(one.details ?? {}).map(([key, value]): readonly [string, string] => {
    const words = type?.words.details[key]
    const text = typeof value === 'boolean' ? (value ? t('ja', 'yes') : t('nee', 'no')) : String(value)
    return [words ? said(v, words) : key, text]
  })
  return (
    <Pairs
      pairs={[
        [t('Uitkomst', 'Outcome'), <Judged v={v} type={type} outcome={one.outcome} />],
        ...names(one.scope ?? {}),
        ...details,
        [t('Motivering', 'Grounds'), one.grounds || null],
        [t('Gegeven door', 'Given by'), role(one.role)],
        [t('Sinds', 'Since'), <Moment v={v} at={one.at} ago />],
        [t('Geldig tot en met', 'Valid until'), one.validUntil ? dayOf(v, one.validUntil) : null],
        [t('Zaak', 'Case'), one.caseId && <CaseLink v={v} id={one.caseId} />],
      ]}
    />
  )
}
