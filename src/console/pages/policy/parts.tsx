/** What the pages about policy share: where one can go from here, and a norm in a line. */
import type { z } from 'zod'
import type { listedNormSchema } from '../../../api/documents-vocabulary.ts'
import type { Visit } from '../../page.ts'
import { Article } from '../../parts/article.tsx'
import { certaintyWord } from '../../parts/certainty.ts'
import { Badge, Link } from '../../parts/show.tsx'
import { said } from '../../words.ts'

export type Norm = z.infer<typeof listedNormSchema>
/** Of an earlier revision no addresses are kept. */
type TextedNorm = Omit<Norm, 'links'> & Partial<Pick<Norm, 'links'>>

const PAGES = [
  ['/console/policy', 'Normen', 'Norms'],
  ['/console/policy/revisions', 'Versies en verschillen', 'Revisions and differences'],
  ['/console/policy/try', 'Uitproberen', 'Try out'],
] as const

export function PolicyMenu({ v }: { readonly v: Visit }) {
  const here = v.here.split('?')[0]
  return (
    <nav class="sluis-submenu" aria-label={v.t('Normen en beleid', 'Norms and policy')}>
      <ul class="sluis-menu__list">
        {PAGES.map(([href, nl, en]) => (
          <li>
            <a class="sluis-menu__link" href={href} aria-current={here === href ? 'page' : undefined}>
              {v.t(nl, en)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export function NormLink({ id }: { readonly id: string }) {
  return (
    <span class="sluis-whole">
      <Link href={`/console/policy/norms/${id}`}>{id}</Link>
    </span>
  )
}

/** Several, with blanks between. */
export function NormLinks({ ids }: { readonly ids: readonly string[] }) {
  return (
    <>
      {ids.map((id, i) => (
        <>
          {i > 0 ? ' ' : ''}
          <NormLink id={id} />
        </>
      ))}
    </>
  )
}

export function NormList({ v, norms }: { readonly v: Visit; readonly norms: readonly TextedNorm[] }) {
  return (
    <ul class="sluis-norms">
      {norms.map((norm) => (
        <li class="sluis-norms__norm">
          <h3 class="nl-heading nl-heading--level-4">
            <NormLink id={norm.id} /> {said(v, norm.title)}
          </h3>
          <p class="nl-paragraph">{said(v, norm.text)}</p>
          <p class="nl-paragraph sluis-small">
            <Article v={v} {...norm} /> <Badge tone="neutral">{certaintyWord(v, norm.certainty)}</Badge>
          </p>
        </li>
      ))}
    </ul>
  )
}
