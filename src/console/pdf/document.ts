/**
 * What is told, as PDF/UA (ISO 14289-1) so far as pdfkit makes it: title, language, headings, lists and tables are tagged for who
 * listens to it, and the letters that it uses go with it. Each page has its number. Made in stretches: whoever else waits for
 * the thread goes first.
 */
import PDFDocument from 'pdfkit'
import { turn } from '../../log/turn.ts'
import type { Block, Chapter, TableBlock, Told } from '../told.ts'
import type { Language } from '../words.ts'
import { type Letters, lettersIn } from './letters.ts'

const PLAIN = 'plain'
const BOLD = 'bold'
const INK = '#16212b'
const SOFT = '#4a5763'
const LINE = '#c3ccd4'
const GROUND = '#f3f5f7'
const MARGIN = 56
const CELL_PADDING = 4
const SIZE = { title: 20, chapter: 14, caption: 11, text: 10, cell: 9, foot: 8 }
/** The types of pdfkit do not know this one yet. */
const UNIVERSAL: object = { subset: 'PDF/UA' }
/** More codes of letters that cannot be shown would tell no more. */
const LOST_TOLD = 20

/** TrueType files, of one family. */
export type PdfFonts = { readonly plain: Uint8Array; readonly bold: Uint8Array }

export type Printed = Told & {
  readonly language: Language
  /** Under each page, before its number. */
  readonly foot: string
  readonly page: (number: number, of: number) => string
  readonly madeAt: Date
}

export async function pdfOf(printed: Printed, fonts: PdfFonts): Promise<Uint8Array<ArrayBuffer>> {
  const { title, lead, chapters, language, madeAt } = printed
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    tagged: true,
    ...UNIVERSAL,
    displayTitle: true,
    bufferPages: true,
    lang: language === 'nl' ? 'nl-NL' : 'en-GB',
    info: { Title: title, Creator: 'Sluis', Producer: 'Sluis', CreationDate: madeAt, ModDate: madeAt },
  })
  const bytes = collected(doc)
  useFonts(doc, fonts)
  await turn()
  const whole = doc.struct('Document')
  doc.addStructure(whole)
  const pen = { doc, whole, letters: lettersIn(glyphsOf(doc)) }
  line(pen, 'H1', title, { font: BOLD, size: SIZE.title, after: 0.4 })
  line(pen, 'P', lead, { font: PLAIN, size: SIZE.text, after: 0.8 })
  for (const chapter of chapters) await chaptered(pen, chapter, 2)
  const lost = pen.letters.lost()
  if (lost.length > 0) line(pen, 'P', lostWord(language, lost), { font: PLAIN, size: SIZE.text, after: 0.5 })
  whole.end()
  await numbered(pen, printed)
  doc.end()
  return bytes
}

/** With all that is within it, under headings of the next level; how much that is stands beside its title. */
async function chaptered(pen: Pen, { title, blocks, parts = [], folded }: Chapter, level: number): Promise<void> {
  const { doc } = pen
  startTogether(doc)
  const size = level === 2 ? SIZE.chapter : SIZE.caption
  line(pen, `H${level}`, folded ? `${title} (${folded})` : title, { font: BOLD, size, after: 0.4 })
  for (const block of blocks) await written(pen, block, level + 1)
  for (const part of parts) await chaptered(pen, part, level + 1)
  doc.moveDown(0.6)
  await turn()
}

type Pen = {
  readonly doc: PDFKit.PDFDocument
  readonly whole: PDFKit.PDFStructureElement
  readonly letters: Letters
}
type Look = { readonly font: string; readonly size: number; readonly after: number; readonly colour?: string }

function line(
  { doc, whole, letters }: Pen,
  tag: string,
  text: string,
  { font, size, after, colour = INK }: Look,
): void {
  doc.font(font).fontSize(size).fillColor(colour)
  const parent = doc.struct(tag)
  whole.add(parent)
  parent.add(() => {
    doc.text(letters.of(text), MARGIN, doc.y)
  })
  parent.end()
  doc.moveDown(after)
}

async function written(pen: Pen, block: Block, level: number): Promise<void> {
  switch (block.kind) {
    case 'text':
      return line(pen, 'P', block.text, { font: PLAIN, size: SIZE.text, after: 0.5 })
    case 'list':
      return listed(pen, block.items)
    case 'pairs':
      return listed(
        pen,
        block.pairs.map(([name, value]) => `${name}: ${value}`),
      )
    case 'table':
      return tabled(pen, block, level)
  }
}

async function listed({ doc, whole, letters }: Pen, items: readonly string[]): Promise<void> {
  const list = doc.struct('L')
  whole.add(list)
  doc.font(PLAIN).fontSize(SIZE.text).fillColor(INK)
  for (const item of items) {
    const entry = doc.struct('LI')
    const body = doc.struct('LBody')
    list.add(entry)
    entry.add(body)
    body.add(() => {
      doc.text(`•  ${letters.of(item)}`, MARGIN, doc.y)
    })
    body.end()
    entry.end()
    doc.moveDown(0.25)
    await turn()
  }
  list.end()
  doc.moveDown(0.5)
}

async function tabled(pen: Pen, block: TableBlock, level: number): Promise<void> {
  const { caption, head, rows, numbers = [], empty } = block
  const { doc, whole, letters } = pen
  startTogether(doc)
  line(pen, `H${level}`, caption, { font: BOLD, size: SIZE.caption, after: 0.3 })
  if (rows.length === 0) return line(pen, 'P', empty, { font: PLAIN, size: SIZE.text, after: 0.6, colour: SOFT })
  doc.font(PLAIN).fontSize(SIZE.cell).fillColor(INK)
  const aligned = (i: number) => ({
    x: numbers.includes(i) ? ('right' as const) : ('left' as const),
    y: 'top' as const,
  })
  const width = (i: number) =>
    numbers.includes(i)
      ? narrow(
          doc,
          [head, ...rows].map((row) => row[i] ?? ''),
        )
      : '*'
  const table = doc.table({
    position: { x: MARGIN, y: doc.y },
    structParent: whole,
    columnStyles: head.map((_, i) => ({ width: width(i), align: aligned(i) })),
    defaultStyle: { border: 0.5, borderColor: LINE, padding: CELL_PADDING, textColor: INK },
  } as PDFKit.Mixins.TableOptions)
  const heading = { type: 'TH', font: { src: BOLD, size: SIZE.cell } } as const
  table.row(head.map((text) => ({ ...heading, scope: 'Column', text: letters.of(text), backgroundColor: GROUND })))
  for (const [first = '', ...rest] of rows) {
    await turn()
    const row = { type: 'TH', scope: 'Row', text: letters.of(first) } as const
    table.row([row, ...rest.map((text) => letters.of(text))])
  }
  table.end()
  doc.x = MARGIN
  doc.moveDown(1)
}

/** Numbers need no more room than the widest of them or their heading, that may break. */
function narrow(doc: PDFKit.PDFDocument, cells: readonly string[]): number {
  const longest = cells.reduce((most, cell) => (cell.length > most.length ? cell : most), '')
  const needed = doc.font(BOLD).fontSize(SIZE.cell).widthOfString(longest) + 2 * CELL_PADDING + 1
  doc.font(PLAIN)
  return Math.min(needed, 68)
}

/** A heading does not stay behind at the foot of a page. */
function startTogether(doc: PDFKit.PDFDocument): void {
  if (doc.y > doc.page.height - MARGIN - 90) doc.addPage()
}

async function numbered({ doc, letters }: Pen, { foot, page }: Printed): Promise<void> {
  const { start, count } = doc.bufferedPageRange()
  for (let i = start; i < start + count; i += 1) {
    doc.switchToPage(i)
    // What lies below the margin would begin a page of its own.
    doc.page.margins.bottom = 0
    const y = doc.page.height - MARGIN + 16
    const width = doc.page.width - 2 * MARGIN
    doc.markContent('Artifact', { type: 'Pagination' })
    doc.font(PLAIN).fontSize(SIZE.foot).fillColor(SOFT)
    doc.text(letters.of(foot), MARGIN, y, { width: width * 0.75, lineBreak: false })
    doc.text(letters.of(page(i - start + 1, count)), MARGIN, y, { width, align: 'right', lineBreak: false })
    doc.endMarkedContent()
    doc.page.margins.bottom = MARGIN
    await turn()
  }
}

/** By name, also where pdfkit puts a font back by its bytes, as after every cell: it would open the file anew each time. */
function useFonts(doc: PDFKit.PDFDocument, { plain, bold }: PdfFonts): void {
  const names = new Map<unknown, string>([
    [plain, PLAIN],
    [bold, BOLD],
  ])
  const set = doc.font.bind(doc) as (...args: unknown[]) => typeof doc
  doc.font = (source: unknown, ...rest: unknown[]) => set(names.get(source) ?? source, ...rest)
  for (const [bytes, name] of names) doc.registerFont(name, bytes as Uint8Array)
}

/** What the font that is set has. pdfkit keeps it to itself, and would show a box for what is not there. */
function glyphsOf(doc: PDFKit.PDFDocument): (codePoint: number) => boolean {
  const { _font } = doc.font(BOLD).font(PLAIN) as unknown as {
    readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } }
  }
  return (codePoint) => _font.font.hasGlyphForCodePoint(codePoint)
}

function lostWord(language: Language, lost: readonly string[]): string {
  const codes = lost
    .slice(0, LOST_TOLD)
    .map((one) => `U+${one.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`)
  const named = `${codes.join(', ')}${lost.length > LOST_TOLD ? ', …' : ''}`
  return language === 'nl'
    ? `Sommige tekens konden hier niet worden getoond en staan er als vraagteken: ${named}.`
    : `Some characters could not be shown here and stand as a question mark: ${named}.`
}

function collected(doc: PDFKit.PDFDocument): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.on('error', reject)
    doc.on('end', () => {
      const whole = new Uint8Array(chunks.reduce((size, { length }) => size + length, 0))
      let at = 0
      for (const chunk of chunks) {
        whole.set(chunk, at)
        at += chunk.length
      }
      resolve(whole)
    })
  })
}
