/** The frame of every page: skip link, who is signed in, the menu, the page, the foot. */
import type { Child } from 'hono/jsx'
import type { Visit } from '../page.ts'
import { MENU } from '../pages/menu.ts'
import { momentOf, said } from '../words.ts'
import { Document } from './document.tsx'
import { Csrf } from './form.tsx'
import { languageName, otherThan, ToLanguageOfForm } from './language.tsx'
import { Badge, Link, readyWord } from './show.tsx'

/** For what the log may be read, in a word. */
const READING: Readonly<Record<string, readonly [nl: string, en: string]>> = {
  'P-AUDIT': ['controle', 'control'],
  'P-RECHT': ['rechten van een betrokkene', 'rights of a data subject'],
}

type Props = {
  readonly v: Visit
  readonly title: string
  readonly lead?: string
  /** Its form has the switch of language (LanguageOfForm): another would lose what was filled in. */
  readonly languageInForm?: boolean
  readonly children: Child
}

export function Layout({ v, title, lead, languageInForm = false, children }: Props) {
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
        <Tools v={v} languageInForm={languageInForm} />
      </header>
      <Menu v={v} />
      <main id="inhoud" class="sluis-main" tabindex={-1}>
        <h1 class="nl-heading nl-heading--level-1">{title}</h1>
        {lead ? <p class="nl-paragraph nl-paragraph--lead">{lead}</p> : null}
        {children}
      </main>
      <footer class="sluis-footer">
        <p class="nl-paragraph">
          {organisationOf(v)}
          <span class="sluis-printed">
            {`, ${placeOf(v)}. ${t('Afgedrukt uit Sluis zoals het was op', 'Printed from Sluis as it was on')} ${momentOf(v, v.now)}.`}
          </span>
        </p>
        <p class="nl-paragraph">
          {t(
            'Wat u hier inziet of vastlegt, wordt geregistreerd. Wat kan, is niet per se wat mag.',
            'What you look at or record here is logged. That it can be done does not mean it may.',
          )}{' '}
          {t('Links met ↗ gaan naar een andere website.', 'Links with ↗ go to another website.')}
        </p>
      </footer>
    </Document>
  )
}

function organisationOf({ me: { organisation } }: Visit): string {
  return organisation.name ?? organisation.oin
}

/** Where somebody works, and in which roles. */
function placeOf(v: Visit): string {
  const { organ, department, roles } = v.me
  const place = said(v, department ?? organ)
  return roles.length > 0 ? `${place} (${roles.map((role) => said(v, role)).join(', ')})` : place
}

/** Who looks, and for who may read the log also what for: it may be chosen anew. */
function Who({ v }: { readonly v: Visit }) {
  const { t, session, here, hasAddress } = v
  const purpose = v.me.pages.decisions ? READING[session.readingPurpose ?? ''] : undefined
  return (
    <p class="sluis-who">
      <span>{`${organisationOf(v)}, ${placeOf(v)}`}</span>
      {purpose && !here.startsWith('/console/purpose') ? (
        <span>
          {t('U kijkt voor:', 'You look for:')}{' '}
          <Link href={`/console/purpose?next=${encodeURIComponent(hasAddress ? here : '/console')}`}>
            {t(...purpose)}
          </Link>
        </span>
      ) : null}
    </p>
  )
}

function Tools({ v, languageInForm }: Required<Pick<Props, 'v' | 'languageInForm'>>) {
  const other = otherThan(v.language)
  return (
    <div class="sluis-tools">
      {languageInForm ? (
        <ToLanguageOfForm v={v} />
      ) : v.hasAddress ? (
        <form method="post" action="/console/language">
          <Csrf v={v} />
          <input type="hidden" name="next" value={v.here} />
          <button class="nl-button nl-button--subtle" type="submit" name="language" value={other} lang={other}>
            {languageName(other)}
          </button>
        </form>
      ) : (
        <p class="nl-paragraph sluis-tools__word" lang={other}>
          {other === 'en' ? 'English: on another page.' : 'Nederlands: op een andere bladzijde.'}
        </p>
      )}
      <form method="post" action="/console/logout">
        <Csrf v={v} />
        <button class="nl-button nl-button--secondary" type="submit">
          {v.t('Uitloggen', 'Sign out')}
        </button>
      </form>
    </div>
  )
}

/** Only what these roles may open; the API decides again behind each page. Folded where the screen is small. */
function Menu({ v }: { readonly v: Visit }) {
  const { t, here } = v
  const items = MENU.filter(({ right }) => v.me.pages[right]).map(({ right, path, title: [nl, en], work }) => {
    const href = `/console${path}`
    const current = here === href || here.startsWith(`${href}/`) || here.startsWith(`${href}?`)
    return { href, title: t(nl, en), current, ready: right === 'ask' && work ? v.me.ready : 0 }
  })
  const current = items.find((item) => item.current)
  return (
    <nav class="sluis-menu" aria-label={t('Hoofdmenu', 'Main menu')}>
      <details class="sluis-menu__fold">
        <summary class="sluis-menu__summary">{current ? `Menu: ${current.title}` : 'Menu'}</summary>
        <ul class="sluis-menu__list">
          {items.map(({ href, title, current, ready }) => (
            <li>
              <a class="sluis-menu__link" href={href} aria-current={current ? 'page' : undefined}>
                {title}
                {ready > 0 ? (
                  <>
                    {' '}
                    <Badge tone="positive">{readyWord(v, ready)}</Badge>
                  </>
                ) : null}
              </a>
            </li>
          ))}
        </ul>
      </details>
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
