/** What reviewing asks of these roles now: what is stopped, what is overdue or open. Others see only what is theirs. */
import type { Context } from 'hono'
import type { Visit } from '../../page.ts'
import { Layout } from '../../parts/layout.tsx'
import { Link, Section } from '../../parts/show.tsx'
import { judgementTypes } from '../judging/types.ts'
import { obligationGroups } from './duties.tsx'
import { findingsPage, findingsTable } from './findings.tsx'
import { doneWord, REVIEW, reviewMenu } from './menu.tsx'
import { obligationsPage } from './obligations.tsx'
import { stopped } from './stops.tsx'

const SHOWN = 10

export async function overview(v: Visit, c: Context) {
  const { t } = v
  const open = { status: 'open', limit: SHOWN }
  const today = v.now.toISOString().slice(0, 10)
  const overdue = await v.api.get('/obligations', obligationsPage, { ...open, dueBefore: today })
  const findings = await v.api.get('/findings', findingsPage, open)
  return (
    <Layout
      v={v}
      title={t('Nacontrole', 'Review')}
      lead={t(
        'Achteraf kijken of het goed ging, en wat er nog moet gebeuren.',
        'Looking afterwards whether it went well, and what is still to be done.',
      )}
    >
      {reviewMenu(v)}
      {doneWord(v, c.req.query('done'))}
      {v.me.pages.decisions ? (
        <More
          href="/console/decisions/report"
          words={t('Verantwoording over een periode, ook als PDF', 'Account of a period, also as PDF')}
        />
      ) : null}
      <Section title={t('Wat nu stilstaat', 'What is stopped now')}>
        {await stopped(v, await judgementTypes(v))}
      </Section>
      <Section title={t('Verplichtingen die te laat zijn', 'Obligations that are overdue')}>
        {await obligationGroups(v, overdue.items, t('Er is niets te laat.', 'Nothing is overdue.'))}
        <More href={`${REVIEW}/obligations`} words={t('Alle verplichtingen', 'All obligations')} />
      </Section>
      <Section title={t('Open bevindingen', 'Open findings')}>
        {await findingsTable(v, findings.items)}
        <More href={`${REVIEW}/findings`} words={t('Alle bevindingen', 'All findings')} />
      </Section>
    </Layout>
  )
}

function More({ href, words }: { readonly href: string; readonly words: string }) {
  return (
    <p class="nl-paragraph">
      <Link href={href}>{words}</Link>
    </p>
  )
}
