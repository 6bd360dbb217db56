/** Cases: those one works on or judges, and the way to a new one. */
import type { Context } from 'hono'
import { pageOf } from '../../../api/documents.ts'
import { caseSummarySchema } from '../../../api/documents-case.ts'
import type { PageModule, Visit } from '../../page.ts'
import { CaseLink, caseKinds, statesOf } from '../../parts/case.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Link, Moment, NextPage, Section, Table } from '../../parts/show.tsx'
import { namesOf } from '../../words.ts'
import { openCase, openCasePage } from './opening.tsx'

export const casesPage: PageModule = {
  right: 'cases',
  path: '/cases',
  routes: {
    'GET /': list,
    'GET /new/:track': (v, c) => openCasePage(v, c.req.param('track') ?? ''),
    'POST /new/:track': openCase,
  },
}

async function list(v: Visit, c: Context) {
  const { t } = v
  const { items, next } = await v.api.get('/cases', pageOf(caseSummarySchema), { cursor: c.req.query('cursor') })
  const [stateOf, kindOf, purpose] = await Promise.all([statesOf(v), caseKinds(v), namesOf(v, 'purposes')])
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
            t('Zaak', 'Case'),
            t('Soort', 'Kind'),
            t('Stap', 'Step'),
            t('Doelen', 'Purposes'),
            t('Geopend', 'Opened'),
          ]}
          rows={items.map((one) => [
            <CaseLink v={v} id={one.id} />,
            kindOf(one),
            stateOf(one.regime, one.state),
            one.purposes.map(purpose).join('; '),
            <Moment v={v} at={one.openedAt} />,
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
