/** How often what was decided, by name: a stacked bar beside the numbers that it draws. */
import type { Outcome } from '../../domain/codes.ts'
import type { Visit } from '../page.ts'
import { numberOf } from '../words.ts'
import { BarOf } from './bars.tsx'
import { outcomeWord, Table } from './show.tsx'

type Tally = Readonly<Record<Outcome, number>>
type Row = { readonly label: string; readonly outcomes: Tally }
type Props = { readonly v: Visit; readonly title: string; readonly of: string; readonly rows: readonly Row[] }

const ORDER = ['permit', 'review', 'deny'] as const
const TONE = { permit: 'positive', review: 'warning', deny: 'negative' } as const

export function OutcomeBars({ v, title, of, rows }: Props) {
  const most = Math.max(...rows.map(({ outcomes }) => sum(outcomes)))
  return (
    <Table
      caption={title}
      head={[...outcomeHead(v, of), v.t('In beeld', 'As a bar')]}
      rows={rows.map((row) => [
        ...outcomeRow(v, row),
        <BarOf parts={ORDER.map((one) => ({ count: row.outcomes[one], tone: TONE[one] }))} most={most} />,
      ])}
      numbers={[1, 2, 3, 4]}
      empty={v.t('Niets te tellen.', 'Nothing to count.')}
    />
  )
}

export function outcomeHead(v: Visit, of: string): readonly string[] {
  return [of, ...ORDER.map((outcome) => outcomeWord(v, outcome)), v.t('Samen', 'Total')]
}

export function outcomeRow(v: Visit, { label, outcomes }: Row): readonly string[] {
  return [label, ...ORDER.map((outcome) => numberOf(v, outcomes[outcome])), numberOf(v, sum(outcomes))]
}

function sum(outcomes: Tally): number {
  return ORDER.reduce((total, outcome) => total + outcomes[outcome], 0)
}
