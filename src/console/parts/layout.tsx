/** The frame of every page: skip link, who is signed in, the menu, the page, the foot. */
import type { Child } from 'hono/jsx'
import type { Visit } from '../page.ts'
import { MENU } from '../pages/menu.ts'
import { said } from '../words.ts'
import { Document } from './document.tsx'
import { Csrf } from './form.tsx'

type Props = { readonly v: Visit; readonly title: string; readonly lead?: string; readonly children: Child }

export function Layout({ v, title, lead, children }: Props) {
  const { t } = v
  return (
    <Document t={t} language={v.language} title={title}>
      <a class="nl-skip-link nl-skip-link--visible-on-focus" href="#inhoud">
        {t('Naar de inhoud', 'Skip to content')}
      </a>
      <header class="sluis-header">
        <a class="sluis-brand" href="/console">
          <Mark />
          <span>Sluis</span>
        </a>
        <Who v={v} />
      </header>
      <Menu v={v} />
      <main id="inhoud" class="sluis-main" tabindex={-1}>
        <h1 class="nl-heading nl-heading--level-1">{title}</h1>
        {lead ? <p class="nl-paragraph nl-paragraph--lead">{lead}</p> : null}
        {children}
      </main>
      <footer class="sluis-footer">
        <p class="nl-paragraph">
          {t(
            'Wat u hier inziet of vastlegt, wordt geregistreerd. Wat kan, is niet per se wat mag.',
            'What you look at or record here is logged. That it can be done does not mean it may.',
          )}
        </p>
      </footer>
    </Document>
  )
}

function Who({ v }: { readonly v: Visit }) {
  const { t, me } = v
  const { organ, department, roles } = me
  const place = department ? said(v, department) : said(v, organ)
  const other = v.language === 'nl' ? 'en' : 'nl'
  return (
    <div class="sluis-who">
      <p class="nl-paragraph sluis-who__name">
        {me.organisation.name ?? me.organisation.oin}, {place}
        {roles.length > 0 ? ` (${roles.map((role) => said(v, role)).join(', ')})` : ''}
      </p>
      <form method="post" action="/console/language">
        <Csrf v={v} />
        <input type="hidden" name="next" value={v.here} />
        <button class="nl-button nl-button--subtle" type="submit" name="language" value={other} lang={other}>
          {other === 'en' ? 'English' : 'Nederlands'}
        </button>
      </form>
      <form method="post" action="/console/logout">
        <Csrf v={v} />
        <button class="nl-button nl-button--secondary" type="submit">
          {t('Uitloggen', 'Sign out')}
        </button>
      </form>
    </div>
  )
}

/** Only what these roles may open; the API decides again behind each page. */
function Menu({ v }: { readonly v: Visit }) {
  const open = MENU.filter(({ id }) => v.me.pages[id])
  return (
    <nav class="sluis-menu" aria-label={v.t('Hoofdmenu', 'Main menu')}>
      <ul class="sluis-menu__list">
        {open.map(({ path, title: [nl, en] }) => {
          const href = `/console${path}`
          const current = v.here === href || v.here.startsWith(`${href}/`) || v.here.startsWith(`${href}?`)
          return (
            <li>
              <a class="sluis-menu__link" href={href} aria-current={current ? 'page' : undefined}>
                {v.t(nl, en)}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** A lock seen from above: two gates, one of them open. */
export function Mark() {
  return (
    <svg class="sluis-brand__mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <rect x="1" y="1" width="30" height="30" rx="4" fill="none" stroke="currentColor" stroke-width="2" />
      <path d="M6 16h20" stroke="currentColor" stroke-width="2" stroke-dasharray="2 3" />
      <path d="M11 5l5 11-5 11" fill="none" stroke="currentColor" stroke-width="3" />
      <path d="M22 5v7M22 20v7" stroke="currentColor" stroke-width="3" />
    </svg>
  )
}
