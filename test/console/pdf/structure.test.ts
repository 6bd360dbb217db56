/** Documents as they are listened to (ISO 14289-1): what is read, in which order, and what is for the eye alone. */
import { beforeAll, describe, expect, it } from 'vitest'
import { fonts } from '../../../src/cli/console/fonts.ts'
import { type Printed, pdfOf } from '../../../src/console/pdf/document.ts'
import type { Block, Chapter } from '../../../src/console/told.ts'
import { flat, type Mark, type Structure, structureOf } from '../../support/pdf-structure.ts'

const HEAD = ['Norm', 'Artikel', 'Aantal']
const ROWS = Array.from({ length: 80 }, (_, i) => [`Norm ${i}`, 'AVG 6 lid 1 onder e', String(i)])
const table = (changes: object = {}): Block => ({
  ...{ kind: 'table', caption: 'Weigerende normen', head: HEAD, rows: ROWS, numbers: [2], empty: '-', ...changes },
})
const text = (one: string): Block => ({ kind: 'text', text: one })
const chapter = (title: string, blocks: readonly Block[], parts: readonly Chapter[] = []): Chapter => ({
  title,
  blocks,
  parts,
})
const printed = (chapters: readonly Chapter[], changes: Partial<Printed> = {}): Printed => ({
  title: 'Verantwoording',
  lead: 'Wat er is gedeeld.',
  facts: [['Organisatie', 'Gemeente Voorbeeldstad']],
  chapters,
  language: 'nl',
  foot: 'Onderaan',
  page: (number, of) => `Bladzijde ${number} van ${of}`,
  madeAt: new Date('2026-01-02T03:04:05Z'),
  ...changes,
})
const letters = fonts()
const made = async (chapters: readonly Chapter[], changes: Partial<Printed> = {}) =>
  pdfOf(printed(chapters, changes), await letters())
const read = async (...chapters: readonly Chapter[]) => structureOf(await made(chapters))
const tagged = (structure: Structure, tag: string) => flat(structure.whole).filter((part) => part.tag === tag)
const linesTo = (count: number) => Array.from({ length: count }, (_, i) => `regel ${i}`).join('\n')
/** So many lines before something bring it from well on the first page to the second. */
const LENGTHS = Array.from({ length: 20 }, (_, i) => i + 28)
const LONG = Array.from({ length: 3_000 }, (_, i) => `woord${i}`).join(' ')

describe('a document that is listened to', () => {
  let all: Structure
  beforeAll(async () => {
    all = await read(
      chapter('Besloten', [
        text('Eén besluit.'),
        { kind: 'list', items: ['eerste punt', 'tweede punt'] },
        { kind: 'pairs', pairs: [['Bron', 'Basisregistratie']] },
        table(),
        table({ caption: 'Leeg', rows: [], empty: 'Niets gevonden.' }),
      ]),
    )
  })

  it('has everything that is drawn in its structure once, or marked as for the eye', () => {
    expect(all.artifacts.length).toBeGreaterThan(2)
    expect([all.loose, all.lost]).toEqual([[], []])
  })

  it('is read in the order in which it is told', () => {
    const told = all.whole.text.replace(/\s+/g, ' ')
    const order = [
      'Verantwoording',
      'Wat er is gedeeld.',
      'Organisatie',
      'Besloten',
      'Eén besluit.',
      'tweede punt',
      'Bron',
    ]
    const places = [...order, 'Weigerende normen', 'Norm 0', 'Norm 79', 'Leeg', 'Niets gevonden.'].map((one) =>
      told.indexOf(one),
    )
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(Math.min(...places)).toBe(0)
  })

  it('has page numbers and feet that are not read', () => {
    for (const [i, artifact] of all.artifacts.entries()) {
      expect(artifact).toContain(`Bladzijde ${i + 1} van ${all.artifacts.length}`)
      expect(artifact).toContain('Onderaan')
    }
    expect(all.whole.text).not.toMatch(/Bladzijde|Onderaan/)
  })

  it('says what is the label of a list and how it is numbered, and reads a name with its value', () => {
    const [facts, list, pairs] = tagged(all, 'L')
    expect(list?.attributes).toMatch(/\/O \/List\s+\/ListNumbering \/Disc/)
    expect(list?.parts.map(({ tag, parts }) => [tag, parts.map((part) => [part.tag, part.text])])).toEqual([
      [
        'LI',
        [
          ['Lbl', '•'],
          ['LBody', 'eerste punt'],
        ],
      ],
      [
        'LI',
        [
          ['Lbl', '•'],
          ['LBody', 'tweede punt'],
        ],
      ],
    ])
    expect(facts?.text).toBe('Organisatie: Gemeente Voorbeeldstad')
    expect(pairs?.parts[0]?.parts.map(({ tag, text }) => [tag, text])).toEqual([['LBody', 'Bron: Basisregistratie']])
  })

  it('has a table with its caption first, its headings once, and a heading to each row', () => {
    const [one, ...others] = tagged(all, 'Table')
    expect(others).toEqual([])
    expect(one?.parts.map(({ tag }) => tag)).toEqual(['Caption', 'THead', 'TBody'])
    const [caption, head, body] = one?.parts ?? []
    expect(caption?.text).toBe('Weigerende normen')
    expect(head?.parts.map(({ tag, parts }) => [tag, parts.map((cell) => [cell.tag, cell.text])])).toEqual([
      ['TR', HEAD.map((title) => ['TH', title])],
    ])
    for (const cell of head?.parts[0]?.parts ?? []) expect(cell.attributes).toMatch(/\/O \/Table\s+\/Scope \/Column/)
    expect(body?.parts.map(({ parts }) => parts.map(({ text }) => text))).toEqual(ROWS)
    for (const { tag, parts } of body?.parts ?? []) {
      expect([tag, ...parts.map((cell) => cell.tag)]).toEqual(['TR', 'TH', 'TD', 'TD'])
      expect(parts[0]?.attributes).toMatch(/\/Scope \/Row/)
    }
  })

  it('shows the headings of a table again on each next page, for the eye', () => {
    const pages = tagged(all, 'TBody')[0]?.pages ?? []
    expect(pages.length).toBeGreaterThan(2)
    for (const page of pages.slice(1)) for (const title of HEAD) expect(all.artifacts[page - 1]).toContain(title)
    expect(all.artifacts[0]).not.toContain(HEAD[1])
  })
})

describe('headings', () => {
  const deep = (level: number): Chapter => chapter(`Laag ${level}`, [text('x')], level < 8 ? [deep(level + 1)] : [])

  it('go down one level at a time, and stand beside the pages as they do in the text', async () => {
    const structure = await read(deep(2), chapter('Los', [], [{ ...chapter('Met', [text('y')]), folded: '2 stuks' }]))
    const headings = flat(structure.whole).filter(({ tag }) => /^H\d$/.test(tag))
    expect(headings.map(({ tag, text }) => `${tag} ${text}`)).toEqual([
      ...['H1 Verantwoording', 'H2 Laag 2', 'H3 Laag 3', 'H4 Laag 4', 'H5 Laag 5', 'H6 Laag 6', 'H6 Laag 7'],
      ...['H6 Laag 8', 'H2 Los', 'H3 Met (2 stuks)'],
    ])
    const lined = (marks: readonly Mark[]): readonly string[] =>
      marks.flatMap(({ title, marks }) => [title, ...lined(marks)])
    expect(lined(structure.marks)).toEqual(headings.slice(1).map(({ text }) => text))
    expect(structure.marks.map(({ title }) => title)).toEqual(['Laag 2', 'Los'])
  })

  const filled = (lines: number, last: Chapter) => read(chapter('Vol', [text(linesTo(lines))]), last)
  const pairs = Array.from({ length: 9 }, (_, i) => [`Naam ${i}`, 'waarde'] as const)
  it.each([
    ['a text', chapter('Kop', [text('Dit hoort eronder.')]), 'P'],
    ['names and values', chapter('Kop', [{ kind: 'pairs', pairs }]), 'L'],
    ['a heading and a table', chapter('Kop', [], [chapter('Daarin', [table({ rows: ROWS.slice(0, 3) })])]), 'TR'],
  ] as const)('stay with what begins below them: %s', async (_, last, tag) => {
    const turned = new Set<number>()
    for (const lines of LENGTHS) {
      const [, below] = (await filled(lines, last)).whole.parts.filter((part) => part.tag === 'Sect')
      if (!below) throw new Error('no chapter')
      const parts = flat(below)
      const first = parts.find((part) => part.tag === tag)
      expect([lines, first?.pages]).toEqual([lines, parts.find((part) => part.tag === 'H2')?.pages])
      for (const page of first?.pages ?? []) turned.add(page)
    }
    expect([...turned].sort()).toEqual([1, 2])
  })
})

describe('what is long', () => {
  it.each([
    ['a text', text(LONG)],
    ['an item', { kind: 'list', items: ['kort', LONG] } as const],
    ['a value', { kind: 'pairs', pairs: [['Naam', LONG]] } as const],
    ['a cell', table({ rows: [['Norm 1', LONG, '1']] })],
  ])('goes on over the pages, with nothing lost or below the edge: %s', async (_, block) => {
    const structure = await read(chapter('Lang', [block]))
    expect(structure.artifacts.length).toBeGreaterThan(2)
    expect(structure.whole.text).toContain(LONG)
    expect([structure.loose, structure.lost]).toEqual([[], []])
    for (const lowest of structure.lowest) expect(lowest).toBeGreaterThan(56)
  })

  it('has no line alone on a page', async () => {
    const turned: (readonly number[])[] = []
    for (const lines of LENGTHS) {
      const [, , last] = tagged(await read(chapter('Lang', [text(linesTo(lines)), text(linesTo(12))])), 'P')
      turned.push(last?.lines ?? [])
    }
    expect(new Set(turned.map((lines) => lines.join(' + ')))).toEqual(
      new Set(['12', ...[10, 9, 8, 7, 6, 5, 4, 3, 2].map((first) => `${first} + ${12 - first}`)]),
    )
  })
})

describe('what a document says of itself', () => {
  it('is well-formed XML, whatever its title, and the title stays as it is', async () => {
    const raw = Buffer.from(await made([], { title: 'Bureau B&W <proef>' })).toString('latin1')
    expect(/<rdf:li xml:lang="x-default">(.*?)<\/rdf:li>/.exec(raw)?.[1]).toBe('Bureau B&#38;W &#60;proef&#62;')
    expect(raw).toContain('(Bureau B&W <proef>)')
  })

  it('lists no glyphs of its fonts: what is listed must be all of them (7.21.4.2)', async () => {
    expect(Buffer.from(await made([])).toString('latin1')).not.toContain('/CIDSet')
  })

  it('says on each page that it is walked through in the order of its structure', async () => {
    const raw = Buffer.from(await made([chapter('Lang', [table()])])).toString('latin1')
    expect(raw.match(/\/Tabs \/S\b/g)?.length).toBe(raw.match(/\/Type \/Page\b/g)?.length)
  })
})
