/**
 * The pen that writes on pages: texts beside each other, each under its element of the structure. A page is only turned between
 * two pieces of content, so that each piece belongs to one page; what is there for the eye alone is an artifact, that nobody is
 * read (ISO 32000-1 14.8.2.2).
 */
import type { Letters } from './letters.ts'
import { linesOf } from './lines.ts'

export const MARGIN = 56
export const INK = '#16212b'
export const SOFT = '#4a5763'
const LEADING = 1.35
/** Rows of so many lines at the most stay together; a longer one has at least two lines on each page. */
const TOGETHER = 8
const LEAST = 2

export type Face = 'plain' | 'bold'
export type Look = { readonly face: Face; readonly size: number; readonly colour?: string }
export type Element = PDFKit.PDFStructureElement
export type Pen = { readonly doc: PDFKit.PDFDocument; readonly letters: Letters }

export type Cell = Look & {
  /** null: an artifact. */
  readonly element: Element | null
  readonly lines: readonly string[]
  readonly x: number
  readonly width: number
  readonly right?: boolean
}
type Ways = {
  /** Above and below the lines. */
  readonly padding?: number
  /** For the eye: what lies under the lines. */
  readonly dress?: (y: number, height: number) => void
  /** First on each page on which it goes on. */
  readonly again?: () => void
}

export const widthOfPage = ({ doc }: Pen): number => doc.page.width - 2 * MARGIN
export const heightOf = (lines: number, { size }: Pick<Look, 'size'>): number => lines * size * LEADING

/** Lines of a text, in letters that the font has. */
export function lined({ doc, letters }: Pen, text: string, { face, size }: Look, width: number): readonly string[] {
  doc.font(face).fontSize(size)
  return linesOf(letters.of(text), width, (piece) => doc.widthOfString(piece))
}

export function widthOf({ doc, letters }: Pen, text: string, { face, size }: Look): number {
  return doc.font(face).fontSize(size).widthOfString(letters.of(text))
}

/** An element below another, in the order in which they are read. */
export function under({ doc }: Pen, parent: Element, tag: string, attributes?: object): Element {
  const made = doc.struct(tag)
  if (attributes) (made as unknown as { dictionary: { data: { A?: object } } }).dictionary.data.A = attributes
  parent.add(made)
  return made
}

/** A page begins where there is no room for so much. */
export function need({ doc }: Pen, height: number): void {
  if (room(doc) < height && doc.y > MARGIN) doc.addPage()
}

/** For the eye: nobody is read it. */
export function artifact({ doc }: Pen, type: 'Layout' | 'Pagination', draw: () => void): void {
  doc.markContent('Artifact', { type })
  draw()
  doc.endMarkedContent()
}

/** One text over the width of the page. */
export function written(pen: Pen, parent: Element, tag: string, text: string, look: Look, after: number): void {
  const width = widthOfPage(pen)
  const made = under(pen, parent, tag)
  beside(pen, [{ ...look, element: made, lines: lined(pen, text, look, width), x: MARGIN, width }])
  made.end()
  pen.doc.y += after
}

/** Cells beside each other, from where the pen is; it ends below the longest. */
export function beside(pen: Pen, cells: readonly Cell[], { padding = 0, dress, again }: Ways = {}): void {
  const { doc } = pen
  const leading = Math.max(...cells.map((cell) => heightOf(1, cell)))
  const total = Math.max(...cells.map(({ lines }) => lines.length))
  let from = 0
  let isFresh = false
  while (from < total) {
    const fitting = Math.floor((room(doc) - 2 * padding) / leading)
    const now = isFresh ? Math.max(1, Math.min(fitting, total - from)) : atOnce(total - from, fitting)
    if (now === 0) {
      doc.addPage()
      again?.()
      isFresh = true
      continue
    }
    isFresh = false
    const { y } = doc
    const height = now * leading + 2 * padding
    dress?.(y, height)
    for (const cell of cells) drawn(pen, cell, from, from + now, y + padding)
    from += now
    doc.x = MARGIN
    doc.y = y + height
  }
}

function atOnce(lines: number, fitting: number): number {
  if (lines <= fitting) return lines
  if (lines <= TOGETHER || fitting < LEAST) return 0
  return Math.min(fitting, lines - LEAST)
}

function drawn(pen: Pen, cell: Cell, from: number, to: number, y: number): void {
  const { doc } = pen
  const { element, lines, face, size, colour = INK } = cell
  const here = lines.slice(from, to)
  if (here.every((line) => line.trim() === '')) return
  const draw = () => {
    doc.font(face).fontSize(size).fillColor(colour)
    for (const [i, line] of here.entries()) doc.text(line, startOf(doc, cell, line), y + heightOf(i, cell), ONE_LINE)
  }
  if (element) element.add(draw)
  else artifact(pen, 'Pagination', draw)
}

const ONE_LINE = { lineBreak: false } as const

function startOf(doc: PDFKit.PDFDocument, { x, width, right }: Cell, line: string): number {
  return right ? x + width - doc.widthOfString(line.trimEnd()) : x
}

const room = (doc: PDFKit.PDFDocument): number => doc.page.height - MARGIN - doc.y
