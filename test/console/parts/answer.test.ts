/** Values that a source gave, as one reads them: days and numbers as people here write them, and nothing made of what is neither. */
import { expect, it } from 'vitest'
import { Data } from '../../../src/console/parts/answer.tsx'
import { type Language, tongue } from '../../../src/console/words.ts'

const shown = (value: unknown, language: Language = 'nl', amounts: ReadonlySet<string> = new Set()) => {
  const v = { language, t: tongue(language) } as never
  const html = String(Data({ v, disclosure: { records: [{ dagtekening: value }] }, fields: [], amounts }))
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

it.each([
  [1250.5, '1.250,50'],
  [310, '310,00'],
  [0.125, '0,125'],
  // What a treatment made of it stays as it is.
  ['1000-1999', '1000-1999'],
])('of an amount of money: %s', (value, html) => {
  expect(shown(value, 'nl', new Set(['dagtekening']))).toBe(html)
  expect(shown(value, 'nl', new Set(['iets_anders']))).not.toBe('1.250,50')
})

it('says them in the language of who reads', () => {
  expect(shown('2026-02-28', 'en')).toContain('28 Feb 2026')
  expect(shown(false, 'en')).toBe('no')
})
