/** Articles with their links: in the place where they are named, and only those that have an address. */
import { expect, it } from 'vitest'
import { Article } from '../../../src/console/parts/article.tsx'
import { Reasons } from '../../../src/console/parts/verdict.tsx'
import { tongue } from '../../../src/console/words.ts'

const link = (text: string, at: string) => ({ text, title: `Wet, artikel ${at}`, url: `https://wet.example/${at}` })
const shown = (article: string, links?: ReturnType<typeof link>[]) =>
  String(Article({ v: { t: tongue('nl') }, article, links })).replace(/ (class|rel|title)="[^"]*"/g, '')

it.each([
  [
    'WGS 1.8 lid 6 en 1.10',
    [link('WGS 1.8', 'a'), link('1.10', 'b')],
    '<a href="https://wet.example/a">WGS 1.8</a> lid 6 en <a href="https://wet.example/b">1.10</a>',
  ],
  [
    'AVG 6 lid 1, AVG 6 lid 3',
    [link('AVG 6', 'a'), link('AVG 6', 'b')],
    '<a href="https://wet.example/a">AVG 6</a> lid 1, <a href="https://wet.example/b">AVG 6</a> lid 3',
  ],
  ['Convenant 2014, doel', [], 'Convenant 2014, doel'],
  ['AVG 6', [link('AVG 7', 'a')], 'AVG 6'],
  ['<b>AVG', [], '&lt;b&gt;AVG'],
])('%s', (article, links, html) => {
  expect(shown(article, links)).toBe(html)
})

it('is told with what a decision says to who asked, by the list of norms', async () => {
  const norm = { id: 'GEM-01', links: [link('AWR 67', 'awr')] }
  const v = { language: 'nl', t: tongue('nl'), vocabulary: async () => ({ items: [norm], next: null }) }
  const text = { nl: 'x', en: 'x' }
  const reason = { norm: 'GEM-01', effect: 'deny', article: 'AWR 67', certainty: 'V2', title: text, text }
  const reasons = [reason, { ...reason, norm: 'XX-01', article: 'AWR 68' }]
  const html = String(await Reasons({ v: v as never, reasons }))
  expect(html).toContain(
    '<a class="nl-link sluis-outward" href="https://wet.example/awr" rel="noreferrer noopener external" title="Wet, artikel awr (andere website: wet.example)">AWR 67</a>',
  )
  expect(html).toContain('AWR 68 ')
})
