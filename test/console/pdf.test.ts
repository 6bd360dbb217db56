/** Documents as PDF: what a reader finds in them, their structure, and letters that the fonts do not have. */
import { describe, expect, it } from 'vitest'
import { pdfOf } from '../../src/console/pdf/document.ts'
import { lettersOf } from '../../src/console/pdf/letters.ts'
import type { Told } from '../../src/console/told.ts'
import { readPdf } from '../support/pdf.ts'

const rows = Array.from({ length: 80 }, (_, i) => [`Norm ${i}`, 'AVG 6 lid 1 onder e', String(i)])
const told: Told = {
  title: 'Verantwoording over gegevens',
  lead: 'Gemeente Voorbeeldstad, januari.',
  chapters: [
    {
      title: 'Wat is besloten',
      blocks: [
        { kind: 'text', text: 'Eén besluit, geïnformeerd.' },
        { kind: 'list', items: ['eerste punt', 'tweede punt'] },
        { kind: 'pairs', pairs: [['Bron', 'Basisregistratie']] },
        {
          kind: 'table',
          caption: 'Weigerende normen',
          head: ['Norm', 'Artikel', 'Aantal'],
          rows,
          numbers: [2],
          empty: '-',
        },
        { kind: 'table', caption: 'Leeg', head: ['Norm'], rows: [], empty: 'Niets gevonden.' },
      ],
    },
  ],
}
const made = (language: 'nl' | 'en' = 'nl') =>
  pdfOf({
    ...told,
    language,
    foot: 'Gemeente Voorbeeldstad',
    page: (number, of) => `Bladzijde ${number} van ${of}`,
    madeAt: new Date('2026-01-02T03:04:05Z'),
  })

describe('a document as PDF', () => {
  it('has title, language, headings, lists and a table with headings in its structure', async () => {
    const read = readPdf(await made())
    expect(['poppler', 'this test']).toContain(read.by)
    expect(read).toMatchObject({ title: told.title, language: 'nl-NL', tagged: true })
    expect([...read.tags]).toEqual(
      expect.arrayContaining(['Document', 'H1', 'H2', 'H3', 'P', 'L', 'LI', 'LBody', 'Table', 'TR', 'TH', 'TD']),
    )
    expect(readPdf(await made('en')).language).toBe('en-GB')
  })

  it('has all of its text, also behind a page break, and the number of each page', async () => {
    const { text, pages } = readPdf(await made())
    expect(pages).toBeGreaterThan(1)
    for (const part of [
      'Eén besluit, geïnformeerd.',
      'tweede punt',
      'Bron: Basisregistratie',
      'Norm 79',
      'Niets gevonden.',
    ])
      expect(text).toContain(part)
    for (let page = 1; page <= pages; page += 1) expect(text).toContain(`Bladzijde ${page} van ${pages}`)
  })

  it('leaves the thread to others while a long table is made', async () => {
    let turns = 0
    const count = () => {
      turns += 1
      timer = setImmediate(count)
    }
    let timer = setImmediate(count)
    await made()
    clearImmediate(timer)
    expect(turns).toBeGreaterThanOrEqual(4)
  })
})

describe('letters', () => {
  it.each([
    ['Café – “één” €', 'Café – “één” €'],
    ['Ćosić', 'Cosic'],
    ['a → b', 'a -> b'],
    ['水', '?'],
    ['\u0007', '?'],
  ])('%s is written as %s', (given, written) => {
    expect(lettersOf(given)).toBe(written)
  })
})
