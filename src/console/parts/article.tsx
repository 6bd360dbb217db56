/** An article of the law, with links to where its text is: outside the console, and each link says so. */
import { pageOf } from '../../api/documents.ts'
import { listedNormSchema } from '../../api/documents-vocabulary.ts'
import type { ArticleLink } from '../../policy/acts.ts'
import type { Visit } from '../page.ts'

type Props = {
  readonly v: Pick<Visit, 't'>
  readonly article: string
  readonly links?: readonly ArticleLink[] | undefined
}

/** Nobody else is asked anything until somebody follows a link; where they come from is then not told. */
export function Article({ v, article, links = [] }: Props) {
  const pieces: (string | ArticleLink)[] = []
  let at = 0
  for (const link of links) {
    const from = article.indexOf(link.text, at)
    if (from < 0) continue
    pieces.push(article.slice(at, from), link)
    at = from + link.text.length
  }
  pieces.push(article.slice(at))
  return <>{pieces.map((piece) => (typeof piece === 'string' ? piece : <Outward v={v} link={piece} />))}</>
}

function Outward({ v, link }: Pick<Props, 'v'> & { readonly link: ArticleLink }) {
  const { hostname } = new URL(link.url)
  return (
    <a
      class="nl-link sluis-outward"
      href={link.url}
      rel="noreferrer noopener external"
      title={v.t(`${link.title} (andere website: ${hostname})`, `${link.title} (another website: ${hostname})`)}
    >
      {link.text}
    </a>
  )
}

/** By the id of a norm: where what is told with a decision names it without addresses. */
export async function articleLinks(v: Visit): Promise<(norm: string) => readonly ArticleLink[]> {
  const { items } = await v.vocabulary('/norms', pageOf(listedNormSchema))
  const links = new Map(items.map((norm) => [norm.id, norm.links]))
  return (norm) => links.get(norm) ?? []
}
