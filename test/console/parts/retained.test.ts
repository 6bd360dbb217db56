/** What the retention table says, as people read it: every row of it, without codes of settings and marks of authors. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { retainedText } from '../../../src/console/parts/retained.ts'
import { tongue } from '../../../src/console/words.ts'

type Text = { readonly nl: string; readonly en: string }
const { rows } = JSON.parse(readFileSync(new URL('../../../policies/retention.json', import.meta.url), 'utf8')) as {
  rows: Record<string, Text & { reason?: Text }>
}
const texts = Object.values(rows).flatMap(({ reason, ...row }) => (reason ? [row, reason] : [row]))

it.each(['nl', 'en'] as const)(
  'is in %s without the names of settings, and with words for what is a choice',
  (language) => {
    const said = texts.map((text) => retainedText({ language, t: tongue(language) }, text))
    expect(
      texts.some(({ nl }) => nl.includes('(I)')) && texts.some(({ nl }) => nl.includes('(bgp.retentionDays)')),
    ).toBe(true)
    for (const text of said) {
      expect(text).not.toMatch(/\(I\)|\([a-z]+\.[a-zA-Z]+\)|\bcasus/)
      expect(text.length).toBeGreaterThan(10)
    }
    const choice = language === 'nl' ? '(eigen keuze, staat niet in de wet)' : '(own choice, not in the law)'
    expect(said.some((text) => text.includes(choice))).toBe(true)
  },
)
