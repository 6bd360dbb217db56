/**
 * The style sheet: components of the NL Design System, then our theme and layout, and of all of it only what pages use. Made
 * once, when it is first asked for.
 */

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { PurgeCSS } from 'purgecss'

const COMPONENTS = [
  '@utrecht/document-css/dist/index.css',
  '@nl-design-system-candidate/skip-link-css/skip-link.css',
  '@nl-design-system-candidate/heading-css/heading.css',
  '@nl-design-system-candidate/paragraph-css/paragraph.css',
  '@nl-design-system-candidate/link-css/link.css',
  '@nl-design-system-candidate/button-css/button.css',
  '@nl-design-system-candidate/data-badge-css/data-badge.css',
  '@nl-design-system-candidate/code-css/code.css',
  '@nl-design-system-candidate/code-block-css/code-block.css',
  '@utrecht/alert-css/dist/index.css',
  '@utrecht/table-css/dist/index.css',
  '@utrecht/data-list-css/dist/index.css',
  '@utrecht/pagination-css/dist/index.css',
  '@utrecht/unordered-list-css/dist/index.css',
  '@utrecht/form-field-css/dist/index.css',
  '@utrecht/form-label-css/dist/index.css',
  '@utrecht/form-field-description-css/dist/index.css',
  '@utrecht/form-field-error-message-css/dist/index.css',
  '@utrecht/form-fieldset-css/dist/index.css',
  '@utrecht/textbox-css/dist/index.css',
  '@utrecht/textarea-css/dist/index.css',
  '@utrecht/select-css/dist/index.css',
  '@utrecht/checkbox-css/dist/index.css',
  '@utrecht/radio-button-css/dist/index.css',
]
const OURS = ['theme.css', 'frame.css', 'layout.css', 'print.css']
const CONSOLE = fileURLToPath(new URL('../../console/', import.meta.url))

type Asset = { readonly type: string; readonly body: string }

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="#0b3c5d"/>' +
  '<path d="M11 5l5 11-5 11M22 5v7M22 20v7" fill="none" stroke="#fff" stroke-width="3"/></svg>'

const CHEVRON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M3 6l5 5 5-5" fill="none" stroke="#66727d" stroke-width="2"/></svg>'

export function assets(): (name: string) => Promise<Asset | undefined> {
  let sheet: Promise<string> | undefined
  return async (name) => {
    if (name === 'icon.svg') return { type: 'image/svg+xml', body: ICON }
    if (name === 'chevron.svg') return { type: 'image/svg+xml', body: CHEVRON }
    if (name !== 'console.css') return undefined
    sheet ??= styleSheet()
    return { type: 'text/css; charset=utf-8', body: await sheet }
  }
}

async function styleSheet(): Promise<string> {
  const { resolve } = createRequire(import.meta.url)
  const files = [...COMPONENTS.map((name) => resolve(name)), ...OURS.map((name) => `${CONSOLE}style/${name}`)]
  const css = await Promise.all(files.map(async (file) => ({ raw: await readFile(file, 'utf8') })))
  // What a page may contain stands in the sources of the pages, whether they were compiled or not.
  const purged = await new PurgeCSS().purge({
    content: [`${CONSOLE}**/*.{tsx,js}`],
    css,
    variables: false,
    safelist: { standard: [/^sluis-(badge|chart__bar)--/, /^utrecht-alert--/] },
  })
  return purged.map((one) => one.css.replace(/\/\*[\s\S]*?\*\//g, '')).join('\n')
}
