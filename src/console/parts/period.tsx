/** The usual periods as links: each keeps the rest of the address. */
import type { Visit } from '../page.ts'
import { type Period, presets } from '../period.ts'
import { Link } from './show.tsx'

type Props = { readonly v: Visit; readonly hrefOf: (period: Period) => string }

export function Presets({ v, hrefOf }: Props) {
  return (
    <nav aria-label={v.t('Periode', 'Period')}>
      <ul class="sluis-inline">
        {presets(v).map(([name, period]) => (
          <li>
            <Link href={hrefOf(period)}>{name}</Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
