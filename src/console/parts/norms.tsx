/** Norms in plain words, with their article and how sure it is. */
import { pageOf } from '../../api/documents.ts'
import { listedNormSchema } from '../../api/documents-vocabulary.ts'
import type { Visit } from '../page.ts'
import { said } from '../words.ts'
import { Article } from './article.tsx'
import { howSure } from './certainty.ts'
import { Badge, Link } from './show.tsx'

const normsPage = pageOf(listedNormSchema)

/** What each norm is called; one that is not known here by its id. */
export async function normTitles(v: Visit): Promise<(id: string) => string> {
  const { items } = await v.vocabulary('/norms', normsPage)
  const titles = new Map(items.map((norm) => [norm.id, said(v, norm.title)]))
  return (id) => titles.get(id) ?? id
}

type Named = { readonly ids: readonly string[]; readonly title: (id: string) => string }

/** Norms by their titles, with the id small behind each. */
export function NormsNamed({ ids, title }: Named) {
  return (
    <>
      {[...new Set(ids)].map((id) => (
        <div>
          <Link href={`/console/policy/norms/${id}`}>{title(id)}</Link>{' '}
          <span class="sluis-small sluis-whole">({id})</span>
        </div>
      ))}
    </>
  )
}

/** These norms in the order given, with what each said where that is known; one that is not known here by its id alone. */
export async function spokenNorms(v: Visit, ids: readonly string[], saying: (id: string) => string = () => '') {
  const { items } = await v.vocabulary('/norms', normsPage)
  const known = new Map(items.map((norm) => [norm.id, norm]))
  if (ids.length === 0) return <p class="nl-paragraph">{v.t('Geen norm sprak.', 'No norm spoke.')}</p>
  return (
    <ul class="sluis-norms">
      {ids.map((id) => {
        const norm = known.get(id)
        const words = saying(id)
        return (
          <li class="sluis-norms__norm">
            <h3 class="nl-heading nl-heading--level-4">
              <Link href={`/console/policy/norms/${id}`}>{id}</Link> {norm ? said(v, norm.title) : ''}
              {words === '' ? null : `: ${words}`}
            </h3>
            {norm ? (
              <>
                <p class="nl-paragraph">{said(v, norm.text)}</p>
                <p class="nl-paragraph sluis-small">
                  <Article v={v} {...norm} /> <Badge tone="neutral">{howSure(v, norm.certainty)}</Badge>
                </p>
              </>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
