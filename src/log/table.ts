/** Decisions as a table for a spreadsheet (RFC 4180): a header, and a line for each. */
import { LIMITS } from '../limits.ts'
import type { DecisionRow } from './decision-index.ts'

/** `onAccountOf`: the act on account of which a preview was made. */
export type TableRow = DecisionRow & { readonly onAccountOf?: string | null }

/** Read together. */
const PAGE_ROWS = 500

const COLUMNS = [
  ...(['index', 'id', 'at', 'type', 'outcome', 'department', 'purpose', 'legalBasis', 'norms', 'source'] as const),
  ...(['regime', 'caseId', 'subject', 'oin', 'holder', 'onAccountOf'] as const),
] satisfies readonly (keyof TableRow)[]

/** Instead of an id, in the last line: what does not fit is said in the table itself. */
const MORE = 'meer: vraag een kortere periode / more: ask for a shorter period'

type Page = { readonly before?: number; readonly count: number }

/** Newest first, up to the bound; `search` gives a page of them. */
export async function* tableOf(
  search: (page: Page) => Promise<readonly TableRow[]>,
  most: number = LIMITS.tableDecisions,
): AsyncGenerator<Uint8Array> {
  const utf8 = new TextEncoder()
  yield utf8.encode(lineOf(COLUMNS))
  let left = most
  let page: Page = { count: PAGE_ROWS }
  for (;;) {
    const rows = await search(page)
    const shown = rows.slice(0, left)
    left -= shown.length
    yield utf8.encode(shown.map(tableLine).join(''))
    if (shown.length < rows.length) yield utf8.encode(lineOf(COLUMNS.map((name) => (name === 'id' ? MORE : ''))))
    const last = rows.at(-1)
    if (rows.length < PAGE_ROWS || shown.length < rows.length || !last) return
    page = { before: last.index, count: PAGE_ROWS }
  }
}

function tableLine(row: TableRow): string {
  return lineOf(COLUMNS.map((name) => textOf(row[name])))
}

function textOf(value: TableRow[keyof TableRow]): string {
  return value === null || value === undefined ? '' : typeof value === 'object' ? value.join(' ') : String(value)
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`
}

/** What a spreadsheet would take for a formula gets a quote before it: an asker chose some of these words. */
function cellOf(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
