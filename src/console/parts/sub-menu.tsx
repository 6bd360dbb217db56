/** Pages within one page of the menu. */
import type { Visit } from '../page.ts'

type Props = {
  readonly v: Visit
  readonly label: string
  readonly items: readonly (readonly [path: string, title: string])[]
}

export function SubMenu({ v, label, items }: Props) {
  const here = v.here.replace(/\?.*$/, '')
  const within = items.map(([path]) => path).filter((path) => here === path || here.startsWith(`${path}/`))
  // What is deepest among those that hold this page.
  const current = within.sort((a, b) => b.length - a.length)[0]
  return (
    <nav class="sluis-submenu" aria-label={label}>
      <ul class="sluis-menu__list">
        {items.map(([path, title]) => (
          <li>
            <a class="sluis-menu__link" href={path} aria-current={path === current ? 'page' : undefined}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
