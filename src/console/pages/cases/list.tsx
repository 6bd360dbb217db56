/** Cases: those one works on or judges, and the way to a new one. */
import type { Context } from 'hono'
import { caseSummarySchema, pageOf } from '../../../api/documents.ts'
import { caseStateDocumentSchema } from '../../../api/documents-vocabulary.ts'
import type { PageModule, Visit } from '../../page.ts'
import { regimeWord } from '../../parts/codes.ts'
import { Layout } from '../../parts/layout.tsx'
import { Link, Moment, NextPage, Section, Table } from '../../parts/show.tsx'
import { said, tableOf } from '../../words.ts'
import { openCase, openCasePage } from './opening.tsx'

export const casesPage: PageModule = {
  id: 'cases',
  path: '/cases',
  title: ['Zaken', 'Cases'],
  routes: {
    'GET /': list,
    'GET /new/:track': (v, c) => openCasePage(v, c.req.param('track') ?? ''),
    'POST /new/:track': openCase,
  },
}

async function list(v: Visit, c: Context) {
  const { t } = v
  const { items, next } = await v.api.get('/cases', pageOf(caseSummarySchema), { cursor: c.req.query('cursor') })
  const stateOf = await statesOf(v)
  return (
    <Layout
      v={v}
      title={t('Zaken', 'Cases')}
      lead={t('Zaken waarin u een rol heeft, de nieuwste eerst.', 'Cases in which you have a role, newest first.')}
    >
      <Section title={t('Lijst', 'List')}>
        <Table
          caption={t('Zaken', 'Cases')}
          head={[
            t('Geopend', 'Opened'),
            t('Stap', 'Step'),
            t('Soort', 'Kind'),
            t('Nummer eindigt op', 'Number ends with'),
          ]}
          rows={items.map(({ id, openedAt, state, regime }) => [
            <Link href={`/console/cases/${id}`}>
              <Moment v={v} at={openedAt} />
            </Link>,
            stateOf(regime, state),
            regimeWord(v, regime === 'WGS' ? 'WGS' : 'BGP'),
            id.slice(-6),
          ])}
          empty={t('U werkt aan geen enkele zaak.', 'You work on no case.')}
        />
        <NextPage v={v} next={next} />
      </Section>
      <Section title={t('Nieuwe zaak', 'New case')}>
        <ul class="utrecht-unordered-list">
          <li class="utrecht-unordered-list__item">
            <Link href="/console/cases/new/municipal">
              {t('Een signaal binnen de gemeente', 'A signal within the municipality')}
            </Link>
          </li>
          <li class="utrecht-unordered-list__item">
            <Link href="/console/cases/new/riec">
              {t('Een signaal melden aan het RIEC', 'Reporting a signal to the RIEC')}
            </Link>
          </li>
        </ul>
      </Section>
    </Layout>
  )
}

/** What the states of each track are called. */
export async function statesOf(v: Visit): Promise<(regime: string, state: string) => string> {
  const items = await tableOf(v, 'case-states', caseStateDocumentSchema)
  const names = new Map(items.map((row) => [`${row.regime} ${row.code}`, said(v, row)]))
  return (regime, state) => names.get(`${regime} ${state}`) ?? state
}
