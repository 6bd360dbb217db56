/** The HTML document around what is shown. No inline style or script: the content security policy has none. */
import type { Child } from 'hono/jsx'
import type { Language, Tongue } from '../words.ts'

type Props = { readonly t: Tongue; readonly language: Language; readonly title: string; readonly children: Child }

export function Document({ language, title, children }: Props) {
  return (
    <html lang={language} dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – Sluis`}</title>
        <link rel="icon" href="/console/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/console/assets/console.css" />
      </head>
      <body class="utrecht-document sluis-theme">{children}</body>
    </html>
  )
}
