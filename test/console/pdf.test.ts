/** Documents as PDF: what a reader finds in them, their structure, and letters that the fonts do not have. */
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fonts } from '../../src/cli/console/fonts.ts'
import { type Printed, pdfOf } from '../../src/console/pdf/document.ts'
import { lettersIn } from '../../src/console/pdf/letters.ts'
import { createPrinter } from '../../src/console/pdf/printer.ts'
import type { Told } from '../../src/console/told.ts'
import { LIMITS } from '../../src/limits.ts'
import { gate } from '../support/gate.ts'
import { byHand, readPdf } from '../support/pdf.ts'

const rows = Array.from({ length: 80 }, (_, i) => [`Norm ${i}`, 'AVG 6 lid 1 onder e', String(i)])
const told: Told = {
  title: 'Verantwoording over gegevens',
  lead: 'Wat er in januari is gedeeld.',
  facts: [['Organisatie', 'Gemeente Voorbeeldstad']],
  chapters: [
    {
      title: 'Wat is besloten',
      blocks: [
        { kind: 'text', text: 'Eén besluit, geïnformeerd.' },
        { kind: 'list', items: ['eerste punt', 'tweede punt'] },
        { kind: 'pairs', pairs: [['Bron', 'Basisregistratie']] },
      ],
      parts: [
        {
          title: 'Normen',
          blocks: [
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
    },
  ],
}
const printed = (changes: Partial<Printed> = {}): Printed => ({
  ...told,
  language: 'nl',
  foot: 'Gemeente Voorbeeldstad',
  page: (number, of) => `Bladzijde ${number} van ${of}`,
  madeAt: new Date('2026-01-02T03:04:05Z'),
  ...changes,
})
const letters = fonts()
const made = async (changes: Partial<Printed> = {}) => pdfOf(printed(changes), await letters())
const saying = (text: string, language: 'nl' | 'en' = 'nl') =>
  made({ language, chapters: [{ title: 'Namen', blocks: [{ kind: 'text', text }] }] })

describe('a document as PDF', () => {
  it('has title, language, headings, lists and a table with headings in its structure', async () => {
    const read = readPdf(await made())
    expect(['poppler', 'this test']).toContain(read.by)
    expect(read).toMatchObject({ title: told.title, language: 'nl-NL', tagged: true })
    expect([...read.tags]).toEqual(
      expect.arrayContaining([
        'Document',
        'H1',
        'H2',
        'H3',
        'P',
        'L',
        'LI',
        'Lbl',
        'LBody',
        'Table',
        'Caption',
        'TR',
        'TH',
        'TD',
      ]),
    )
    expect(readPdf(await made({ language: 'en' })).language).toBe('en-GB')
  })

  it('has all of its text, also behind a page break, and the number of each page', async () => {
    const { text, pages } = readPdf(await made())
    expect(pages).toBeGreaterThan(1)
    for (const part of ['Eén besluit, geïnformeerd.', 'tweede punt', 'Norm 79', 'Niets gevonden.'])
      expect(text).toContain(part)
    expect(text).toMatch(/Bron:\s+Basisregistratie/)
    for (let page = 1; page <= pages; page += 1) expect(text).toContain(`Bladzijde ${page} van ${pages}`)
  })

  it('gives numbers no more room than they need, and what stands beside them the rest', async () => {
    const table = (head: string) => ({
      kind: 'table' as const,
      caption: 'Alles',
      head: [head, 'Norm'],
      rows: [['1', 'Norm 1']],
      numbers: [0],
      empty: '-',
    })
    /** Where the second column begins: what stands furthest to the right. */
    const beside = async (head: string) => {
      const raw = Buffer.from(await made({ facts: [], chapters: [{ title: 'A', blocks: [table(head)] }] })).toString(
        'latin1',
      )
      const streams = [...raw.matchAll(/FlateDecode[\s\S]*?stream\n([\s\S]*?)\nendstream/g)].flatMap(
        ([, deflated = '']) => {
          try {
            return [inflateSync(Buffer.from(deflated, 'latin1')).toString('latin1')]
          } catch {
            return []
          }
        },
      )
      const places = streams.flatMap((one) => [...one.matchAll(/1 0 0 1 ([\d.]+) [\d.]+ Tm/g)])
      return Math.max(...places.map(([, x]) => Number(x)).filter((x) => x < 200))
    }
    expect(await beside('Nr.')).toBeLessThan(90)
    expect(await beside('Aantal verstrekkingen')).toBeGreaterThan(110)
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
    expect(turns).toBeGreaterThanOrEqual(rows.length)
  })
})

describe('letters', () => {
  it('go with the document, only those that it uses: no reader needs a font of its own', async () => {
    const bytes = await made()
    const read = readPdf(bytes)
    expect(read.bare).toEqual([])
    expect(read.fonts.map((name) => name.slice(7)).sort()).toEqual(['SourceSans3-Bold', 'SourceSans3-Regular'])
    const { plain, bold } = await letters()
    expect(bytes.length).toBeLessThan((plain.length + bold.length) / 4)
    expect(read.universal).toBe(true)
  })
  it('of names in the Netherlands are shown as they are, also as text that can be searched', async () => {
    const names = 'Zoë Çelik, Łukasz Đorđević, Şükrü Öztürk, Anaïs Ćosić, IJsbrand Ŝ, Ελένη, Иван; € 1.000 – ‘één’'
    const bytes = await saying(names)
    expect(readPdf(bytes).text.replace(/\s+/g, ' ')).toContain(names)
    expect(byHand(Buffer.from(bytes).toString('latin1')).text.replace(/\s+/g, ' ')).toContain('Łukasz Đorđević')
  })
  it('that cannot be shown are told, in the language of the document, and none where there are none', async () => {
    expect(readPdf(await saying('Familie 水野')).text.replace(/\s+/g, ' ')).toMatch(
      /Familie \?\? .*konden hier niet worden getoond en staan er als vraagteken: U\+6C34, U\+91CE\./,
    )
    expect(readPdf(await saying('水', 'en')).text).toContain('could not be shown')
    expect(readPdf(await made()).text).not.toContain('vraagteken')
  })
  const latin = (code: number) => code < 0x180 && code !== 0x2011
  it.each([
    ['Café', 'Café', []],
    ['Cafe\u0301', 'Café', []],
    ['Nguyễn', 'Nguyen', []],
    ['a → b', 'a -> b', []],
    ['a\u2011b\tc', 'a-b c', []],
    ['水 水', '? ?', ['水']],
    ['\u0007', '?', ['\u0007']],
  ])('%s is written as %s', (given, written, lost) => {
    const of = lettersIn(latin)
    expect([of.of(given), of.lost()]).toEqual([written, lost])
  })
})

describe('a printer', () => {
  it('makes one document at a time for each person; so many wait for it, and one more is turned away', async () => {
    let begun = 0
    const { opened, open } = gate()
    const print = createPrinter(async () => {
      begun += 1
      await opened
      return letters()
    })
    const mine = Array.from({ length: 1 + LIMITS.lineWaiting }, () => print('oin p-1', printed({ chapters: [] })))
    expect(await print('oin p-1', printed())).toBeNull()
    expect(begun).toBe(1)
    const other = print('oin p-2', printed({ chapters: [] }))
    expect(begun).toBe(2)
    open()
    for (const made of await Promise.all([...mine, other])) expect(made).toBeInstanceOf(Uint8Array)
    expect(await print('oin p-1', printed({ chapters: [] }))).toBeInstanceOf(Uint8Array)
  })
  it('is free again after one that failed', async () => {
    let fails = true
    const print = createPrinter(() => (fails ? Promise.reject(new Error('no fonts')) : letters()))
    await expect(print('oin p-1', printed())).rejects.toThrow('no fonts')
    fails = false
    expect(await print('oin p-1', printed({ chapters: [] }))).toBeInstanceOf(Uint8Array)
  })
})
