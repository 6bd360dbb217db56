/** A bar chart in its own table: each bar stands beside the number that it draws, and who does not see it reads the number. */
import type { Visit } from '../page.ts'
import { numberOf } from '../words.ts'
import { Table } from './show.tsx'

export type Tone = 'positive' | 'warning' | 'negative' | 'neutral'
type Bar = { readonly label: string; readonly count: number; readonly tone?: Tone }
type Props = { readonly v: Visit; readonly title: string; readonly of: string; readonly bars: readonly Bar[] }

const WIDTH = 160
const HEIGHT = 14

export function Bars({ v, title, of, bars }: Props) {
  const most = Math.max(...bars.map(({ count }) => count))
  return (
    <Table
      caption={title}
      head={[of, v.t('Aantal', 'Number'), v.t('In beeld', 'As a bar')]}
      rows={bars.map(({ label, count, tone = 'neutral' }) => [
        label,
        numberOf(v, count),
        <BarOf parts={[{ count, tone }]} most={most} />,
      ])}
      numbers={[1]}
      empty={v.t('Niets te tellen.', 'Nothing to count.')}
    />
  )
}

type BarProps = {
  readonly parts: readonly { readonly count: number; readonly tone: Tone }[]
  /** What fills the whole width. */
  readonly most: number
}

/** A picture of numbers that stand beside it: it says nothing of its own. */
export function BarOf({ parts, most }: BarProps) {
  let end = 0
  return (
    <svg class="sluis-bar" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      {parts
        .filter(({ count }) => count > 0)
        .map(({ count, tone }) => {
          const x = end
          const width = (count / most) * WIDTH
          end += width
          return <rect class={`sluis-chart__bar--${tone}`} x={x} y="0" width={Math.max(1, width - 1)} height={HEIGHT} />
        })}
    </svg>
  )
}
