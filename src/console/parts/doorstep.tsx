/** The frame of a page before or after a session: nobody is named, and nothing leads on but what the page itself has. */
import type { Child } from 'hono/jsx'
import { type Language, tongue } from '../words.ts'
import { Document } from './document.tsx'
import { Mark } from './layout.tsx'

type Props = { readonly language: Language; readonly title: string; readonly children: Child }

export function Doorstep({ language, title, children }: Props) {
  return (
    <Document t={tongue(language)} language={language} title={title}>
      <header class="sluis-header">
        <span class="sluis-brand">
          <Mark />
          <span>Sluis</span>
        </span>
      </header>
      <main id="inhoud" class="sluis-main sluis-main--narrow">
        <h1 class="nl-heading nl-heading--level-1">{title}</h1>
        {children}
      </main>
    </Document>
  )
}
