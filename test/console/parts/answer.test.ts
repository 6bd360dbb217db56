/** Values that a source gave, as one reads them: days and numbers as people here write them, and nothing made of what is neither. */
import { expect, it } from 'vitest'
import { Data } from '../../../src/console/parts/answer.tsx'
import { type Language, tongue } from '../../../src/console/words.ts'

const shown = (value: unknown, language: Language = 'nl') => {
  const v = { language, t: tongue(language) } as never
  const html = String(Data({ v, disclosure: { records: [{ dagtekening: value }] }, fields: [] }))
  return (/<dd[^>]*>([\s\S]*?)<\/dd>/.exec(html)?.[1] ?? '').replace(/<(?!time|\/time)[^>]*>/g, '').trim()
}

it.each([
  ['2026-02-30', '2026-02-30'],
  ['2026-02-28', '<time datetime="2026-02-28">28 feb 2026</time>'],
  ['1980-01-01', '<time datetime="1980-01-01">1 jan 1980</time>'],
  ['2026-02', '2026-02'],
  ['2026-13-01', '2026-13-01'],
  ['1980', '1980'],
  ['1234AB 12', '1234AB 12'],
  [1980, '1980'],
  [1250.5, '1250,5'],
  [true, 'ja'],
  [null, '–'],
])('%s', (value, html) => {
  expect(shown(value)).toBe(html)
})

it('says them in the language of who reads', () => {
  expect(shown('2026-02-28', 'en')).toContain('28 Feb 2026')
  expect(shown(false, 'en')).toBe('no')
})
