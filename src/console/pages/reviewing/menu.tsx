/** What the pages of reviewing have in common: their own menu, words of their codes, and what was just done. */
import type { z } from 'zod'
import type { findingSummarySchema } from '../../../api/documents-review.ts'
import type { Visit } from '../../page.ts'
import { Done } from '../../parts/acted.tsx'
import { Badge } from '../../parts/show.tsx'
import { SubMenu } from '../../parts/sub-menu.tsx'
import { dayOf } from '../../words.ts'

export const REVIEW = '/console/review'

export function reviewMenu(v: Visit) {
  const { t } = v
  return (
    <SubMenu
      v={v}
      label={t('Nacontrole', 'Review')}
      items={[
        [REVIEW, t('Overzicht', 'Overview')],
        [`${REVIEW}/samples`, t('Steekproeven', 'Samples')],
        [`${REVIEW}/findings`, t('Bevindingen', 'Findings')],
        [`${REVIEW}/obligations`, t('Verplichtingen', 'Obligations')],
        [`${REVIEW}/stops`, t('Stops', 'Stops')],
      ]}
    />
  )
}

export function doneWord({ t }: Visit, done: string | undefined) {
  const words: Readonly<Record<string, string>> = {
    drawn: t('De steekproef is getrokken.', 'The sample was drawn.'),
    finding: t('De bevinding is vastgelegd.', 'The finding was recorded.'),
    followed: t('De opvolging is vastgelegd.', 'The follow-up was recorded.'),
    closed: t('De bevinding is gesloten.', 'The finding was closed.'),
    ended: t('De verplichting is afgedaan.', 'The obligation was ended.'),
    stopped: t('De stop geldt vanaf nu.', 'The stop is in force from now on.'),
    lifted: t('De stop is opgeheven.', 'The stop was lifted.'),
  }
  return <Done words={done === undefined ? undefined : words[done]} />
}

type Severity = z.infer<typeof findingSummarySchema>['severity']
const SEVERITY = {
  NONE: ['Niets mis', 'Nothing wrong', 'positive'],
  LOW: ['Licht', 'Low', 'neutral'],
  MEDIUM: ['Middel', 'Medium', 'warning'],
  HIGH: ['Ernstig', 'High', 'negative'],
} as const satisfies Record<Severity, readonly [string, string, string]>

export function severityWord({ t }: Visit, severity: Severity): string {
  const [nl, en] = SEVERITY[severity]
  return t(nl, en)
}

export function SeverityBadge({ v, severity }: { readonly v: Visit; readonly severity: Severity }) {
  return <Badge tone={SEVERITY[severity][2]}>{severityWord(v, severity)}</Badge>
}

type DueProps = { readonly v: Visit; readonly due: string | null; readonly overdue: boolean }
export function Due({ v, due, overdue }: DueProps) {
  if (due === null) return <>–</>
  return (
    <>
      <time datetime={due}>{dayOf(v, due)}</time>
      {overdue ? ' ' : null}
      {overdue ? <Badge tone="negative">{v.t('te laat', 'overdue')}</Badge> : null}
    </>
  )
}
