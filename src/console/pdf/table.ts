/**
 * A table on paper. Its caption and its headings are read once; on each next page the headings stand again for the eye. A column
 * has the room that its longest text needs, and where all need more than there is, the widest share what the others leave.
 */
import { turn } from '../../log/turn.ts'
import type { TableBlock } from '../told.ts'
import {
  artifact,
  beside,
  type Cell,
  type Element,
  heightOf,
  INK,
  type Look,
  lined,
  MARGIN,
  need,
  type Pen,
  SOFT,
  under,
  widthOf,
  widthOfPage,
  written,
} from './pen.ts'

const LINE = '#c3ccd4'
const GROUND = '#eef1f4'
const PADDING = 4
const CAPTION: Look = { face: 'bold', size: 10 }
const HEAD: Look = { face: 'bold', size: 9 }
const BODY: Look = { face: 'plain', size: 9 }
const AFTER_CAPTION = 4
const AFTER = 12
const MOST_FOR_NUMBERS = 76
/** Of the width of the page. */
const MOST_FOR_A_WORD = 0.35

type Column = { readonly x: number; readonly width: number; readonly right: boolean }

export async function tabled(pen: Pen, parent: Element, block: TableBlock): Promise<void> {
  const { caption, head, rows, empty } = block
  if (rows.length === 0) return untabled(pen, parent, caption, empty)
  const columns = columnsOf(pen, block)
  const cellsOf = (texts: readonly string[], look: Look) =>
    columns.map((column, i) => cellOf(pen, texts[i] ?? '', look, column))
  const headings = cellsOf(head, HEAD)
  const headed = (cells: readonly Cell[]) =>
    beside(pen, cells, { padding: PADDING, dress: (y, height) => ground(pen, y, height) })
  const opening = tall(headings) + tall(cellsOf(rows[0] ?? [], BODY))
  need(pen, heightOf(1, CAPTION) + AFTER_CAPTION + opening)

  const table = under(pen, parent, 'Table')
  written(pen, table, 'Caption', caption, CAPTION, AFTER_CAPTION)
  const heading = under(pen, under(pen, table, 'THead'), 'TR')
  headed(headings.map((cell) => ({ ...cell, element: under(pen, heading, 'TH', scoped('Column')) })))
  const body = under(pen, table, 'TBody')
  for (const texts of rows) {
    await turn()
    const row = under(pen, body, 'TR')
    const cells = cellsOf(texts, BODY).map((cell, i) => ({
      ...cell,
      element: i === 0 ? under(pen, row, 'TH', scoped('Row')) : under(pen, row, 'TD'),
    }))
    beside(pen, cells, {
      padding: PADDING,
      dress: (y, height) => rule(pen, y + height),
      again: () => headed(headings),
    })
    row.end()
  }
  table.end()
  pen.doc.y += AFTER
}

function untabled(pen: Pen, parent: Element, caption: string, empty: string): void {
  need(pen, heightOf(3, CAPTION))
  written(pen, parent, 'P', caption, CAPTION, AFTER_CAPTION)
  written(pen, parent, 'P', empty, { ...BODY, colour: SOFT }, AFTER)
}

const scoped = (scope: 'Column' | 'Row') => ({ O: 'Table', Scope: scope })
const tall = (cells: readonly Cell[]): number =>
  Math.max(...cells.map((cell) => heightOf(cell.lines.length, cell))) + 2 * PADDING

function cellOf(pen: Pen, text: string, look: Look, { x, width, right }: Column): Cell {
  const inner = width - 2 * PADDING
  return { ...look, element: null, lines: lined(pen, text, look, inner), x: x + PADDING, width: inner, right }
}

function columnsOf(pen: Pen, { head, rows, numbers = [] }: TableBlock): readonly Column[] {
  const all = widthOfPage(pen)
  const wanted = head.map((title, i) => {
    const texts = rows.map((row) => row[i] ?? '')
    const needed = (found: readonly string[], heading: readonly string[]) =>
      Math.max(widthOf(pen, longest(found), BODY), widthOf(pen, longest(heading), HEAD)) + 2 * PADDING + 1
    const least = Math.min(needed(wordsOf(texts), wordsOf([title])), all * MOST_FOR_A_WORD)
    const most = needed(texts, [title])
    // The heading of numbers may break: they themselves are short.
    return { least, most: numbers.includes(i) ? Math.max(least, Math.min(most, MOST_FOR_NUMBERS)) : most }
  })
  const widths = sharedOut(wanted, all, (i) => !numbers.includes(i))
  return widths.map((width, i) => ({
    x: MARGIN + sumOf(widths.slice(0, i)),
    width,
    right: numbers.includes(i),
  }))
}

/** The longest by its letters: measuring each would take too long. */
const longest = (texts: readonly string[]): string =>
  texts.reduce((most, text) => (text.length > most.length ? text : most), '')
const wordsOf = (texts: readonly string[]): readonly string[] => texts.map((text) => longest(text.split(' ')))
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)

type Wanted = { readonly least: number; readonly most: number }

/** Where there is too little, each has its longest word, and of the rest the same until it has enough. */
function sharedOut(wanted: readonly Wanted[], total: number, grows: (i: number) => boolean): readonly number[] {
  const spare = total - sumOf(wanted.map(({ most }) => most))
  if (spare >= 0) {
    const growing = wanted.filter((_, i) => grows(i)).length
    return wanted.map(({ most }, i) => (grows(i) ? most + spare / growing : most))
  }
  const rest = total - sumOf(wanted.map(({ least }) => least))
  if (rest < 0) return wanted.map(() => total / wanted.length)
  const share = levelOf(
    wanted.map(({ least, most }) => most - least),
    rest,
  )
  return wanted.map(({ least, most }) => Math.min(most, least + share))
}

/** Up to where each can be filled with what there is. */
function levelOf(sizes: readonly number[], total: number): number {
  let left = total
  let level = 0
  for (const [i, size] of sizes.toSorted((a, b) => a - b).entries()) {
    level = left / (sizes.length - i)
    if (size > level) break
    left -= size
  }
  return level
}

function ground(pen: Pen, y: number, height: number): void {
  artifact(pen, 'Layout', () => pen.doc.rect(MARGIN, y, widthOfPage(pen), height).fill(GROUND))
  rule(pen, y + height, INK)
}

function rule(pen: Pen, y: number, colour = LINE): void {
  const end = MARGIN + widthOfPage(pen)
  artifact(pen, 'Layout', () => pen.doc.moveTo(MARGIN, y).lineTo(end, y).lineWidth(0.5).stroke(colour))
}
