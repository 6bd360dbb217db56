/**
 * What is told, as a tagged PDF: title, language, headings, lists and tables are there for who listens to it (ISO 14289), and
 * each page has its number. Made in stretches: whoever else waits for the thread goes first.
 */
import PDFDocument from 'pdfkit'
import { turn } from '../../log/turn.ts'
import type { Block, TableBlock, Told } from '../told.ts'
import type { Language } from '../words.ts'
import { lettersOf } from './letters.ts'

const PLAIN = 'Helvetica'
const BOLD = 'Helvetica-Bold'
const INK = '#16212b'
const SOFT = '#4a5763'
const LINE = '#c3ccd4'
const GROUND = '#f3f5f7'
const MARGIN = 56
const SIZE = { title: 20, chapter: 14, caption: 11, text: 10, cell: 9, foot: 8 }
/** Rows of a table made at a stretch. */
const STRETCH_ROWS = 20

export type Printed = Told & {
  readonly language: Language
  /** Under each page, before its number. */
  readonly foot: string
  readonly page: (number: number, of: number) => string
  readonly madeAt: Date
}

export async function pdfOf(printed: Printed): Promise<Uint8Array<ArrayBuffer>> {
  const { title, lead, chapters, language, madeAt } = printed
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    lang: language === 'nl' ? 'nl-NL' : 'en-GB',
    info: { Title: lettersOf(title), Creator: 'Sluis', Producer: 'Sluis', CreationDate: madeAt, ModDate: madeAt },
  })
  const bytes = collected(doc)
  const whole = doc.struct('Document')
  doc.addStructure(whole)
  const pen = { doc, whole }
  line(pen, 'H1', title, { font: BOLD, size: SIZE.title, after: 0.4 })
  line(pen, 'P', lead, { font: PLAIN, size: SIZE.text, after: 0.8 })
  for (const chapter of chapters) {
    startTogether(doc)
    line(pen, 'H2', chapter.title, { font: BOLD, size: SIZE.chapter, after: 0.4 })
    for (const block of chapter.blocks) await written(pen, block)
    doc.moveDown(0.6)
    await turn()
  }
  whole.end()
  numbered(doc, printed)
  doc.end()
  return bytes
}

type Pen = { readonly doc: PDFKit.PDFDocument; readonly whole: PDFKit.PDFStructureElement }
type Look = { readonly font: string; readonly size: number; readonly after: number; readonly colour?: string }

function line({ doc, whole }: Pen, tag: string, text: string, { font, size, after, colour = INK }: Look): void {
  doc.font(font).fontSize(size).fillColor(colour)
  const parent = doc.struct(tag)
  whole.add(parent)
  parent.add(() => {
    doc.text(lettersOf(text), MARGIN, doc.y)
  })
  parent.end()
  doc.moveDown(after)
}

async function written(pen: Pen, block: Block): Promise<void> {
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
      return tabled(pen, block)
  }
}

function listed({ doc, whole }: Pen, items: readonly string[]): void {
  const list = doc.struct('L')
  whole.add(list)
  doc.font(PLAIN).fontSize(SIZE.text).fillColor(INK)
  for (const item of items) {
    const entry = doc.struct('LI')
    const body = doc.struct('LBody')
    list.add(entry)
    entry.add(body)
    body.add(() => {
      doc.text(`•  ${lettersOf(item)}`, MARGIN, doc.y)
    })
    body.end()
    entry.end()
    doc.moveDown(0.25)
  }
  list.end()
  doc.moveDown(0.5)
}

async function tabled(pen: Pen, { caption, head, rows, numbers = [], empty }: TableBlock): Promise<void> {
  const { doc, whole } = pen
  startTogether(doc)
  line(pen, 'H3', caption, { font: BOLD, size: SIZE.caption, after: 0.3 })
  if (rows.length === 0) return line(pen, 'P', empty, { font: PLAIN, size: SIZE.text, after: 0.6, colour: SOFT })
  doc.font(PLAIN).fontSize(SIZE.cell).fillColor(INK)
  const aligned = (i: number) => ({
    x: numbers.includes(i) ? ('right' as const) : ('left' as const),
    y: 'top' as const,
  })
  // Numbers need no more room than their heading.
  const width = (i: number) => (numbers.includes(i) ? 68 : '*')
  const table = doc.table({
    position: { x: MARGIN, y: doc.y },
    structParent: whole,
    columnStyles: head.map((_, i) => ({ width: width(i), align: aligned(i) })),
    defaultStyle: { border: 0.5, borderColor: LINE, padding: 4, textColor: INK },
  } as PDFKit.Mixins.TableOptions)
  const heading = { type: 'TH', font: { src: BOLD, size: SIZE.cell } } as const
  table.row(head.map((text) => ({ ...heading, scope: 'Column', text: lettersOf(text), backgroundColor: GROUND })))
  for (const [i, [first = '', ...rest]] of rows.entries()) {
    if (i % STRETCH_ROWS === STRETCH_ROWS - 1) await turn()
    const row = { type: 'TH', scope: 'Row', text: lettersOf(first) } as const
    table.row([row, ...rest.map((text) => lettersOf(text))])
  }
  table.end()
  doc.x = MARGIN
  doc.moveDown(1)
}

/** A heading does not stay behind at the foot of a page. */
function startTogether(doc: PDFKit.PDFDocument): void {
  if (doc.y > doc.page.height - MARGIN - 90) doc.addPage()
}

function numbered(doc: PDFKit.PDFDocument, { foot, page }: Printed): void {
  const { start, count } = doc.bufferedPageRange()
  for (let i = start; i < start + count; i += 1) {
    doc.switchToPage(i)
    // What lies below the margin would begin a page of its own.
    doc.page.margins.bottom = 0
    const y = doc.page.height - MARGIN + 16
    const width = doc.page.width - 2 * MARGIN
    doc.markContent('Artifact', { type: 'Pagination' })
    doc.font(PLAIN).fontSize(SIZE.foot).fillColor(SOFT)
    doc.text(lettersOf(foot), MARGIN, y, { width: width * 0.75, lineBreak: false })
    doc.text(lettersOf(page(i - start + 1, count)), MARGIN, y, { width, align: 'right', lineBreak: false })
    doc.endMarkedContent()
    doc.page.margins.bottom = MARGIN
  }
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
