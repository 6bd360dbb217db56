/** Small things that pages show everywhere: outcomes, moments, tables, pairs of name and value, pages of a list. */
import type { Child } from 'hono/jsx'
import type { Visit } from '../page.ts'
import { agoOf, momentOf, numberOf } from '../words.ts'

const OUTCOME = {
  permit: ['Toegestaan', 'Permitted', 'positive'],
  review: ['Wacht op een oordeel', 'Waits for a judgement', 'warning'],
  deny: ['Geweigerd', 'Refused', 'negative'],
} as const

export function Outcome({ v, outcome }: { readonly v: Visit; readonly outcome: keyof typeof OUTCOME }) {
  return <Badge tone={OUTCOME[outcome][2]}>{outcomeWord(v, outcome)}</Badge>
}

export function outcomeWord({ t }: Visit, outcome: keyof typeof OUTCOME): string {
  const [nl, en] = OUTCOME[outcome]
  return t(nl, en)
}

export function Badge({
  tone,
  children,
}: {
  readonly tone: 'positive' | 'warning' | 'negative' | 'neutral'
  readonly children: Child
}) {
  return <span class={`nl-data-badge sluis-badge--${tone}`}>{children}</span>
}

/** Of own requests: what was missing is there. */
export function readyWord({ t, language }: Visit, ready: number): string {
  const number = numberOf({ language }, ready)
  return ready === 1 ? t('1 kan verder', '1 can go on') : t(`${number} kunnen verder`, `${number} can go on`)
}

/** A moment as people write it, and as machines do beside it; `ago`: also how long that is from now. */
export function Moment({ v, at, ago }: { readonly v: Visit; readonly at: string; readonly ago?: boolean }) {
  return (
    <>
      <time datetime={at}>{momentOf(v, at)}</time>
      {ago ? ' ' : ''}
      {ago ? <span class="sluis-whole">({agoOf(v, at)})</span> : null}
    </>
  )
}

export function Code({ children }: { readonly children: Child }) {
  return <code class="nl-code">{children}</code>
}

type TableProps = {
  readonly caption: string
  readonly head: readonly Child[]
  readonly rows: readonly (readonly Child[])[]
  /** Shown instead of rows where there are none. */
  readonly empty: string
  /** Columns with numbers, from 0. */
  readonly numbers?: readonly number[]
}

/**
 * The first cell of a row is its heading. A wide table scrolls by itself, also by keyboard, so that the page need not; where the
 * screen is small each row stands as a block, and each cell says its column.
 */
export function Table({ caption, head, rows, empty, numbers = [] }: TableProps) {
  if (rows.length === 0) return <p class="nl-paragraph">{empty}</p>
  const column = (i: number) => (typeof head[i] === 'string' ? head[i] : undefined)
  const kind = (i: number) => (numbers.includes(i) ? ' utrecht-table__cell--numeric-column' : '')
  return (
    <section class="utrecht-table-container" aria-label={caption} tabindex={0}>
      <table class="utrecht-table sluis-table">
        <caption class="utrecht-table__caption">{caption}</caption>
        <thead class="utrecht-table__header">
          <tr class="utrecht-table__row">
            {head.map((cell, i) => (
              <th class={`utrecht-table__header-cell${kind(i)}`} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="utrecht-table__body">
          {rows.map(([first, ...rest]) => (
            <tr class="utrecht-table__row">
              <th class={`utrecht-table__cell sluis-row-heading${kind(0)}`} scope="row">
                {first}
              </th>
              {rest.map((cell, i) => (
                <td class={`utrecht-table__cell${kind(i + 1)}`} data-column={column(i + 1)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Names with their values; a value that is null has its row left out. */
export function Pairs({ pairs }: { readonly pairs: readonly (readonly [string, Child])[] }) {
  return (
    <dl class="utrecht-data-list utrecht-data-list--html-dl sluis-pairs">
      {pairs
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([name, value]) => (
          <div class="utrecht-data-list__item">
            <dt class="utrecht-data-list__item-key">{name}</dt>
            <dd class="utrecht-data-list__item-value">{value}</dd>
          </div>
        ))}
    </dl>
  )
}

export function Section({
  title,
  id,
  children,
}: {
  readonly title: string
  readonly id?: string
  readonly children: Child
}) {
  return (
    <section class="sluis-section" aria-label={title} id={id}>
      <h2 class="nl-heading nl-heading--level-2">{title}</h2>
      {children}
    </section>
  )
}

/** The next page of a list: its filters stay in the address. */
export function NextPage({ v, next }: { readonly v: Visit; readonly next: string | null }) {
  if (next === null) return null
  const url = new URL(v.here, 'http://sluis.internal')
  url.searchParams.set('cursor', next)
  return (
    <nav class="utrecht-pagination" aria-label={v.t('Bladeren', 'Pages')}>
      <a class="nl-link" rel="next" href={`${url.pathname}${url.search}`}>
        {v.t('Volgende bladzijde', 'Next page')}
      </a>
    </nav>
  )
}

export function Link({ href, children }: { readonly href: string; readonly children: Child }) {
  return (
    <a class="nl-link" href={href}>
      {children}
    </a>
  )
}
