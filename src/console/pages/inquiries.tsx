/** Own requests: what became of each and what it waits for; asking again after a judgement, and withdrawing. Never with data. */
import type { Context } from 'hono'
import type { z } from 'zod'
import { inquiryDetailSchema, inquiryDocumentSchema, inquirySummarySchema, pageOf } from '../../api/documents.ts'
import { STATUSES } from '../../domain/codes.ts'
import type { ApiProblem } from '../api.ts'
import { sent } from '../form.ts'
import type { PageModule, Visit } from '../page.ts'
import { Alert } from '../parts/alert.tsx'
import { decided } from '../parts/answer.tsx'
import { furtherStatus, statusWord } from '../parts/codes.ts'
import { Csrf, FormProblem, SelectField, Submit } from '../parts/form.tsx'
import { Layout } from '../parts/layout.tsx'
import { Code, Link, Moment, NextPage, Outcome, Pairs, Section, Table } from '../parts/show.tsx'
import { namesOf, said } from '../words.ts'
import { answerPage, keyIsFresh, newKey } from './ask/answered.tsx'

type Summary = z.infer<typeof inquirySummarySchema>
type Detail = z.infer<typeof inquiryDetailSchema>
/** Each that waits is looked at for what it waits for. */
const ON_PAGE = 15

export const inquiriesPage: PageModule = {
  id: 'ask',
  path: '/inquiries',
  title: ['Mijn verzoeken', 'My requests'],
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
  const query = { status, cursor, limit: ON_PAGE }
  const { items, next } = await v.api.get('/inquiries', pageOf(inquirySummarySchema), query)
  const [source, purpose, waits] = await Promise.all([
    namesOf(v, 'sources'),
    namesOf(v, 'purposes'),
    Promise.all(items.map((item) => waitsFor(v, item))),
  ])
  return (
    <Layout
      v={v}
      title={t('Mijn verzoeken', 'My requests')}
      lead={t(
        'Wat u vroeg en wat ervan kwam. De gegevens zelf staan hier niet.',
        'What you asked and what came of it. The data are not here.',
      )}
    >
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
      <Section title={t('Lijst', 'List')}>
        <Table
          caption={t('Mijn verzoeken', 'My requests')}
          head={[
            t('Gevraagd', 'Asked'),
            t('Stand', 'Status'),
            t('Bron', 'Source'),
            t('Doel', 'Purpose'),
            t('Wacht op', 'Waits for'),
          ]}
          rows={items.map((item, i) => [
            <Link href={`/console/inquiries/${item.id}`}>
              <Moment v={v} at={item.createdAt} />
            </Link>,
            statusWord(v, item.status),
            source(item.source),
            item.purpose ? purpose(item.purpose) : '–',
            waits[i] || '–',
          ])}
          empty={t('U heeft nog niets gevraagd.', 'You have not asked anything yet.')}
        />
        <NextPage v={v} next={next} />
      </Section>
    </Layout>
  )
}

async function waitsFor(v: Visit, { id, status }: Summary): Promise<string> {
  if (status !== 'waiting') return ''
  const { decision } = await v.api.get(`/inquiries/${id}`, inquiryDetailSchema)
  const words = decision?.missing.map(({ title, givenBy }) => `${said(v, title)} (${said(v, givenBy)})`) ?? []
  return [...new Set(words)].join('; ')
}

async function detail(v: Visit, id: string, problem: ApiProblem | null = null) {
  const { t } = v
  const inquiry = await v.api.get(`/inquiries/${id}`, inquiryDetailSchema)
  const [source, purpose] = await Promise.all([namesOf(v, 'sources'), namesOf(v, 'purposes')])
  return (
    <Layout v={v} title={t('Mijn verzoek', 'My request')}>
      <FormProblem v={v} problem={problem} />
      <p class="nl-paragraph">
        <Outcome v={v} outcome={inquiry.outcome} /> {furtherStatus(v, inquiry.status)}
      </p>
      <Pairs
        pairs={[
          [t('Gevraagd', 'Asked'), <Moment v={v} at={inquiry.createdAt} ago />],
          [t('Bron', 'Source'), source(inquiry.source)],
          [t('Doel', 'Purpose'), inquiry.purpose && purpose(inquiry.purpose)],
          [
            t('Zaak', 'Case'),
            inquiry.caseId && <Link href={`/console/cases/${inquiry.caseId}`}>{t('Naar de zaak', 'To the case')}</Link>,
          ],
          [t('Verloopt', 'Expires'), inquiry.expiresAt && <Moment v={v} at={inquiry.expiresAt} ago />],
          [t('Nummer', 'Number'), <Code>{inquiry.id}</Code>],
        ]}
      />
      <Acts v={v} inquiry={inquiry} />
      {inquiry.decision ? (
        await decided(v, inquiry.decision)
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
    </Layout>
  )
}

function Acts({ v, inquiry }: { readonly v: Visit; readonly inquiry: Detail }) {
  const { t } = v
  const { id, status } = inquiry
  const open = ['waiting', 'aborted', 'refused'].includes(status)
  if (!open) {
    return (
      <p class="nl-paragraph">
        {t(
          'Dit verzoek is klaar. Heeft u de gegevens weer nodig, doe dan een nieuwe vraag.',
          'This request is done. If you need the data again, ask a new question.',
        )}{' '}
        <Link href="/console/ask">{t('Nieuwe vraag', 'New question')}</Link>
      </p>
    )
  }
  return (
    <Section title={t('Verder met dit verzoek', 'Going on with this request')}>
      <p class="nl-paragraph">
        {t(
          'Is er intussen een oordeel, of lag een bron eruit? Vraag dan opnieuw: alles wordt nog eens beoordeeld.',
          'Is there a judgement by now, or was a source down? Then ask again: all of it is judged once more.',
        )}
      </p>
      <div class="sluis-actions">
        <form method="post" action={`/console/inquiries/${id}/again`}>
          <Csrf v={v} />
          <input type="hidden" name="key" value={newKey(v)} />
          <Submit>{t('Opnieuw vragen', 'Ask again')}</Submit>
        </form>
        {status === 'refused' ? null : (
          <form method="post" action={`/console/inquiries/${id}/withdraw`}>
            <Csrf v={v} />
            <Submit kind="danger">{t('Intrekken', 'Withdraw')}</Submit>
          </form>
        )}
      </div>
    </Section>
  )
}

async function again(v: Visit, c: Context) {
  const id = c.req.param('id') ?? ''
  const key = (await sent(c)).text('key')
  if (!keyIsFresh(key, v.now)) return c.redirect(`/console/inquiries/${id}`, 303)
  const headers = { 'idempotency-key': key }
  const walked = await v.api.send('POST', `/inquiries/${id}/disclosures`, undefined, inquiryDocumentSchema, headers)
  return walked.ok ? answerPage(v, c, walked.value) : detail(v, id, walked.problem)
}

async function withdraw(v: Visit, c: Context) {
  const id = c.req.param('id') ?? ''
  const withdrawn = await v.api.send('DELETE', `/inquiries/${id}`, undefined, inquirySummarySchema)
  return withdrawn.ok ? c.redirect(`/console/inquiries/${id}`, 303) : detail(v, id, withdrawn.problem)
}
