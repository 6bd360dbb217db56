/** Obligations by what is to be done: its sentence and article once, and beneath it each time that it is owed, overdue first. */
import type { z } from 'zod'
import type { obligationDocumentSchema } from '../../../api/documents.ts'
import type { Visit } from '../../page.ts'
import { CaseName } from '../../parts/case.tsx'
import { Link, Moment, Table } from '../../parts/show.tsx'
import { namesOf, numberOf, said } from '../../words.ts'
import { Due, REVIEW } from './menu.tsx'

type Obligation = z.infer<typeof obligationDocumentSchema>

export async function obligationGroups(v: Visit, items: readonly Obligation[], empty: string) {
  if (items.length === 0) return <p class="nl-paragraph">{empty}</p>
  const [role, source] = await Promise.all([namesOf(v, 'roles'), namesOf(v, 'sources')])
  const kinds = [...new Set(items.map(alike))]
  const groups = kinds.map((kind) => items.filter((one) => alike(one) === kind).toSorted(byUrgency))
  const sorted = groups.toSorted((a, b) => (a[0] && b[0] ? byUrgency(a[0], b[0]) : 0))
  return <>{sorted.map((group) => shown(v, group, role, source))}</>
}

/** The same is to be done, by the same roles, for the same article. */
const alike = ({ obligation, norm, owners }: Obligation): string => [obligation, norm, ...owners].join(' ')

function byUrgency(a: Obligation, b: Obligation): number {
  if (a.overdue !== b.overdue) return a.overdue ? -1 : 1
  return (a.due ?? '9').localeCompare(b.due ?? '9')
}

type Name = (code: string) => string

function shown(v: Visit, group: readonly Obligation[], role: Name, source: Name) {
  const { t } = v
  const [first] = group
  if (!first) return null
  const late = group.filter(({ overdue }) => overdue).length
  const owners = first.owners.map(role).join(t(' of ', ' or '))
  return (
    <section class="sluis-record" aria-label={said(v, first.text)}>
      <h3 class="nl-heading nl-heading--level-3">{said(v, first.text)}</h3>
      <p class="nl-paragraph sluis-small">
        <Link href={`/console/policy/norms/${first.norm}`}>{first.article ?? first.norm}</Link>
        {owners === '' ? '' : `. ${t('Te doen door', 'To be done by')}: ${owners}`}
      </p>
      <Table
        caption={`${numberOf(v, group.length)} ${t('keer', 'times')}${late > 0 ? `, ${numberOf(v, late)} ${t('te laat', 'overdue')}` : ''}`}
        head={[
          t('Ontstaan', 'Since'),
          t('Over', 'About'),
          t('Zaak', 'Case'),
          t('Uiterlijk', 'Due'),
          t('Stand', 'Status'),
        ]}
        rows={group.map((one) => [
          <Link href={`${REVIEW}/obligations/${one.id}`}>
            <Moment v={v} at={one.createdAt} />
          </Link>,
          one.source ? source(one.source) : '–',
          one.caseId ? <CaseName id={one.caseId} /> : '–',
          <Due v={v} due={one.due} overdue={one.overdue} />,
          dutyWord(v, one.status),
        ])}
        empty=""
      />
    </section>
  )
}

export function dutyWord({ t }: Visit, status: Obligation['status']): string {
  const words = { open: t('te doen', 'to do'), done: t('gedaan', 'done'), waived: t('vervallen', 'waived') }
  return words[status]
}
