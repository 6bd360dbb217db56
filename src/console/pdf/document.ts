/**
 * What is told, as PDF/UA-1 (ISO 14289-1): title, language, headings, lists and tables are tagged for who listens to it, what is
 * there for the eye alone is marked as such, and the letters that it uses go with it. Each page has its number, each heading
 * stands in the list of contents beside it. Made in stretches: whoever else waits for the thread goes first.
 */
import PDFDocument from 'pdfkit'
import { turn } from '../../log/turn.ts'
import type { Block, Chapter, Pair, Told } from '../told.ts'
import type { Language } from '../words.ts'
import { lettersIn } from './letters.ts'
import { claimed } from './metadata.ts'
import {
  artifact,
  beside,
  type Element,
  heightOf,
  type Look,
  lined,
  MARGIN,
  need,
  type Pen,
  SOFT,
  under,
  widthOfPage,
  written,
} from './pen.ts'
import { tabled } from './table.ts'

const TITLE: Look = { face: 'bold', size: 20 }
/** From level 2. */
const HEADINGS: readonly Look[] = [16, 13, 11.5, 10.5].map((size) => ({ face: 'bold', size }))
const TEXT: Look = { face: 'plain', size: 10 }
const NAME: Look = { face: 'bold', size: 10 }
const FOOT: Look = { face: 'plain', size: 8, colour: SOFT }
const BULLET = '•'
const INDENT = 12
/** Of names, before what they name. */
const NAMES = 140
const AFTER = { title: 6, heading: 4, text: 8, item: 3, list: 8, chapter: 8 }
/** What begins below a heading stays with it: so many lines of it, and of what are names with values so many of them. */
const FIRST = 5
const FIRST_PAIRS = 12
/** Structure knows no headings below. */
const LEVELS = 6
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
  const { title, lead, facts, chapters, language, madeAt } = printed
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    lang: language === 'nl' ? 'nl-NL' : 'en-GB',
    info: { Title: title, Creator: 'Sluis', Producer: 'Sluis', CreationDate: madeAt, ModDate: madeAt },
  })
  const bytes = collected(doc)
  claimed(doc)
  doc.registerFont('plain', fonts.plain as Uint8Array<ArrayBuffer>)
  doc.registerFont('bold', fonts.bold as Uint8Array<ArrayBuffer>)
  await turn()
  const whole = doc.struct('Document')
  doc.addStructure(whole)
  const pen = { doc, letters: lettersIn(glyphsOf(doc)) }
  written(pen, whole, 'H1', title, TITLE, AFTER.title)
  written(pen, whole, 'P', lead, TEXT, AFTER.text)
  await paired(pen, whole, facts)
  for (const chapter of chapters) await chaptered(pen, chapter, { parent: whole, mark: doc.outline, level: 2 })
  const lost = pen.letters.lost()
  if (lost.length > 0) written(pen, whole, 'P', lostWord(language, lost), TEXT, AFTER.text)
  whole.end()
  await numbered(pen, printed)
  doc.end()
  return bytes
}

type Place = { readonly parent: Element; readonly mark: PDFKit.PDFOutline; readonly level: number }

/** With all that is within it, under headings of the next level; how much that is stands beside its title. */
async function chaptered(pen: Pen, chapter: Chapter, { parent, mark, level }: Place): Promise<void> {
  const { doc } = pen
  const { title, blocks, parts = [], folded } = chapter
  const look = lookAt(level)
  const text = folded ? `${title} (${folded})` : title
  const section = under(pen, parent, 'Sect')
  need(pen, opening(chapter, level))
  const place = { parent: section, mark: marked(pen, mark, text), level: level + 1 }
  written(pen, section, `H${Math.min(level, LEVELS)}`, text, look, AFTER.heading)
  for (const block of blocks) await blocked(pen, section, block)
  for (const part of parts) await chaptered(pen, part, place)
  section.end()
  doc.y += AFTER.chapter
  await turn()
}

const lookAt = (level: number): Look => HEADINGS[Math.min(level - 2, HEADINGS.length - 1)] ?? NAME

/** A heading does not stay behind at the foot of a page, nor do those of which it is the first. */
function opening({ blocks, parts = [] }: Chapter, level: number): number {
  const heading = heightOf(2, lookAt(level)) + AFTER.heading
  const [block] = blocks
  const [part] = parts
  if (block?.kind === 'pairs') {
    return heading + Math.min(block.pairs.length, FIRST_PAIRS) * (heightOf(1, TEXT) + AFTER.item)
  }
  return heading + (!block && part ? opening(part, level + 1) : heightOf(FIRST, TEXT))
}

/** In the list of contents that a reader shows beside the pages. */
function marked({ doc, letters }: Pen, mark: PDFKit.PDFOutline, title: string): PDFKit.PDFOutline {
  // pdfkit counts from the right: so much is the left edge.
  const place: object = { fit: false, top: doc.y, left: doc.page.width }
  return mark.addItem(letters.of(title), { expanded: false, ...place })
}

async function blocked(pen: Pen, parent: Element, block: Block): Promise<void> {
  switch (block.kind) {
    case 'text':
      return written(pen, parent, 'P', block.text, TEXT, AFTER.text)
    case 'list':
      return listed(pen, parent, block.items)
    case 'pairs':
      return paired(pen, parent, block.pairs)
    case 'table':
      return tabled(pen, parent, block)
  }
}

async function listed(pen: Pen, parent: Element, items: readonly string[]): Promise<void> {
  if (items.length === 0) return
  const list = under(pen, parent, 'L', { O: 'List', ListNumbering: 'Disc' })
  const width = widthOfPage(pen) - INDENT
  for (const item of items) {
    const entry = under(pen, list, 'LI')
    const label = under(pen, entry, 'Lbl')
    const body = under(pen, entry, 'LBody')
    beside(pen, [
      { ...TEXT, element: label, lines: [BULLET], x: MARGIN, width: INDENT },
      { ...TEXT, element: body, lines: lined(pen, item, TEXT, width), x: MARGIN + INDENT, width },
    ])
    entry.end()
    pen.doc.y += AFTER.item
    await turn()
  }
  list.end()
  pen.doc.y += AFTER.list - AFTER.item
}

/** Name and value are read as one. */
async function paired(pen: Pen, parent: Element, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return
  const list = under(pen, parent, 'L', { O: 'List', ListNumbering: 'None' })
  const width = widthOfPage(pen) - NAMES
  for (const [name, value] of pairs) {
    const entry = under(pen, list, 'LI')
    const body = under(pen, entry, 'LBody')
    const named = lined(pen, `${name}: `, NAME, NAMES - INDENT)
    beside(pen, [
      { ...NAME, element: body, lines: named, x: MARGIN, width: NAMES - INDENT },
      { ...TEXT, element: body, lines: lined(pen, value, TEXT, width), x: MARGIN + NAMES, width },
    ])
    entry.end()
    pen.doc.y += AFTER.item
    await turn()
  }
  list.end()
  pen.doc.y += AFTER.list - AFTER.item
}

/** Each page is written out when it has its number: pdfkit would do that for all of them at once, and keep the thread. */
async function numbered(pen: Pen, { foot, page }: Printed): Promise<void> {
  const { doc } = pen
  const buffer = doc as unknown as { _pageBuffer: readonly unknown[] }
  const pages = buffer._pageBuffer
  const width = widthOfPage(pen)
  const y = doc.page.height - MARGIN + 16
  // What is longer than its room stands in the title as well.
  const [said = ''] = lined(pen, foot, FOOT, width * 0.75)
  for (const [i, one] of pages.entries()) {
    buffer._pageBuffer = [one]
    doc.switchToPage(doc.bufferedPageRange().start)
    const [number = ''] = lined(pen, page(i + 1, pages.length), FOOT, width)
    artifact(pen, 'Pagination', () => {
      doc.font(FOOT.face).fontSize(FOOT.size).fillColor(SOFT)
      doc.text(said, MARGIN, y, { lineBreak: false })
      doc.text(number, MARGIN + width - doc.widthOfString(number), y, { lineBreak: false })
    })
    doc.flushPages()
    await turn()
  }
}

/** What the font that is set has. pdfkit keeps it to itself, and would show a box for what is not there. */
function glyphsOf(doc: PDFKit.PDFDocument): (codePoint: number) => boolean {
  const { _font } = doc.font('bold').font('plain') as unknown as {
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
