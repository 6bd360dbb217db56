/** Own requests: what became of each and what it waits for; asking again after a judgement, and withdrawing. Never with data. */
import type { Context } from 'hono'
import { inquiryDetailSchema, inquiryDocumentSchema, inquirySummarySchema, pageOf } from '../../api/documents.ts'
import { STATUSES } from '../../domain/codes.ts'
import type { ApiProblem } from '../api.ts'
import { sent } from '../form.ts'
import type { PageModule, Visit } from '../page.ts'
import { Alert } from '../parts/alert.tsx'
import { Decided } from '../parts/answer.tsx'
import { CaseLink } from '../parts/case.tsx'
import { furtherStatus, statusWord } from '../parts/codes.ts'
import { FormProblem, SelectField, Submit } from '../parts/form.tsx'
import { Grounds } from '../parts/grounds.tsx'
import { Layout } from '../parts/layout.tsx'
import { questionPairs } from '../parts/question.tsx'
import { Code, Link, Moment, NextPage, Outcome, Pairs, Section, Table } from '../parts/show.tsx'
import { namesOf } from '../words.ts'
import { answerPage, keyIsFresh, ownPageOf } from './ask/answered.tsx'
import { Acts, CanGoOn, Ready, Stand, sinceDecided, WaitsFor } from './inquiries/onward.tsx'

const ON_PAGE = 15

export const inquiriesPage: PageModule = {
  right: 'ask',
  path: '/inquiries',
  routes: {
    'GET /': list,
    'GET /:id': (v, c) => detail(v, c.req.param('id') ?? ''),
    'POST /:id/again': again,
    'POST /:id/withdraw': withdraw,
  },
}

async function list(v: Visit, c: Context) {
  const { t } = v
  const { status, cursor } = c.req.query()
  const ready = c.req.query('ready') === 'true' ? 'true' : undefined
  const query = { status, ready, cursor, limit: ON_PAGE }
  const { items, next } = await v.api.get('/inquiries', pageOf(inquirySummarySchema), query)
  const [source, purpose] = await Promise.all([namesOf(v, 'sources'), namesOf(v, 'purposes')])
  return (
    <Layout
      v={v}
      title={t('Mijn verzoeken', 'My requests')}
      lead={t(
        'Wat u vroeg en wat ervan kwam. De gegevens zelf staan hier niet.',
        'What you asked and what came of it. The data are not here.',
      )}
    >
      {ready ? null : <Ready v={v} />}
      <p class="nl-paragraph">
        <Link href="/console/ask">{t('Nieuwe vraag', 'New question')}</Link>
      </p>
      <form method="get" action="/console/inquiries" class="sluis-form sluis-form--columns">
        <SelectField
          name="status"
          label={t('Stand', 'Status')}
          none={t('Alle', 'All')}
          value={status}
          choices={STATUSES.map((one) => [one, statusWord(v, one)])}
        />
        <div class="sluis-actions">
          <Submit kind="secondary">{t('Tonen', 'Show')}</Submit>
        </div>
      </form>
      <Section title={ready ? t('Kunnen verder', 'Can go on') : t('Lijst', 'List')}>
        <Table
          caption={t('Mijn verzoeken', 'My requests')}
          head={[
            t('Gevraagd', 'Asked'),
            t('Stand', 'Status'),
            t('Zaak', 'Case'),
            t('Bron', 'Source'),
            t('Doel', 'Purpose'),
            t('Waar het op wacht', 'What it waits for'),
          ]}
          rows={items.map((item) => [
            <Link href={`/console/inquiries/${item.id}`}>
              <Moment v={v} at={item.createdAt} />
            </Link>,
            <Stand v={v} item={item} />,
            item.caseId ? <CaseLink v={v} id={item.caseId} /> : '–',
            source(item.source),
            item.purpose ? purpose(item.purpose) : '–',
            <WaitsFor v={v} item={item} />,
          ])}
          empty={emptyWord(v, ready, status)}
        />
        <NextPage v={v} next={next} />
      </Section>
    </Layout>
  )
}

function emptyWord({ t }: Visit, ready?: string, status?: string): string {
  if (ready) return t('Er is nu geen verzoek dat verder kan.', 'No request can go on now.')
  if (status) return t('U heeft geen verzoek met deze stand.', 'You have no request with this status.')
  return t('U heeft nog niets gevraagd.', 'You have not asked anything yet.')
}

async function detail(v: Visit, id: string, problem: ApiProblem | null = null) {
  const { t } = v
  const inquiry = await v.api.get(`/inquiries/${id}`, inquiryDetailSchema)
  // Who was refused first reads why; asking again helps only where something changed.
  const last = inquiry.status === 'refused' && !inquiry.ready
  return (
    <Layout v={v} title={t('Mijn verzoek', 'My request')}>
      <FormProblem v={v} problem={problem} />
      <p class="nl-paragraph">
        {inquiry.ready ? <Stand v={v} item={inquiry} /> : <Outcome v={v} outcome={inquiry.outcome} />}{' '}
        {furtherStatus(v, inquiry.status)}
      </p>
      <Pairs
        pairs={[
          [t('Gevraagd', 'Asked'), <Moment v={v} at={inquiry.createdAt} ago />],
          ...(await questionPairs(v, inquiry)),
          [t('Verloopt', 'Expires'), inquiry.expiresAt && <Moment v={v} at={inquiry.expiresAt} ago />],
          [t('Nummer', 'Number'), <Code>{inquiry.id}</Code>],
        ]}
      />
      {inquiry.ready ? <CanGoOn v={v} inquiry={inquiry} /> : null}
      {inquiry.ready || last ? null : <Acts v={v} inquiry={inquiry} />}
      {inquiry.decision ? (
        <Decided v={v} decision={sinceDecided(inquiry, inquiry.decision)} />
      ) : (
        <Alert kind="info">
          <p class="nl-paragraph">
            {t(
              'Wat is besloten, is vergeten: de bewaartermijn is voorbij.',
              'What was decided is forgotten: its term is over.',
            )}
          </p>
        </Alert>
      )}
      <Section title={t('Waarom u dit nodig vond', 'Why you found this needed')}>
        {inquiry.question ? (
          <Grounds v={v} grounds={inquiry.question.grounds} />
        ) : (
          <p class="nl-paragraph">
            {t(
              'Wat u precies vroeg, en waarom, is vergeten: de bewaartermijn is voorbij.',
              'What exactly you asked, and why, is forgotten: its term is over.',
            )}
          </p>
        )}
      </Section>
      {last ? <Acts v={v} inquiry={inquiry} /> : null}
    </Layout>
  )
}

async function again(v: Visit, c: Context) {
  const id = c.req.param('id') ?? ''
  const key = (await sent(c)).text('key')
  if (ownPageOf(v, key) !== null || !keyIsFresh(key, v.now)) return c.redirect(`/console/inquiries/${id}`, 303)
  const headers = { 'idempotency-key': key }
  // What was asked comes first: a failure after it would lose the data.
  const asked = await v.api.get(`/inquiries/${id}`, inquiryDetailSchema)
  const walked = await v.api.send('POST', `/inquiries/${id}/disclosures`, undefined, inquiryDocumentSchema, headers)
  return walked.ok ? answerPage(v, c, { asked, answer: walked.value, key }) : detail(v, id, walked.problem)
}

async function withdraw(v: Visit, c: Context) {
  const id = c.req.param('id') ?? ''
  const withdrawn = await v.api.send('DELETE', `/inquiries/${id}`, undefined, inquirySummarySchema)
  return withdrawn.ok ? c.redirect(`/console/inquiries/${id}`, 303) : detail(v, id, withdrawn.problem)
}
