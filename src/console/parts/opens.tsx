/** A link to a page that these roles may open; to others its words alone: a link that refuses helps nobody. */
import type { Child } from 'hono/jsx'
import type { Right, Visit } from '../page.ts'
import { Link } from './show.tsx'

type Props = { readonly v: Visit; readonly page: Right; readonly href: string; readonly children: Child }

export function Opens({ v, page, href, children }: Props) {
  return v.me.pages[page] ? <Link href={href}>{children}</Link> : <span>{children}</span>
}
