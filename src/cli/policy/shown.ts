/** policies/shown.json: of each norm its tests, cases and rows, from the matrix, for who reads a norm over HTTP. Generated. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SHOWN_FILE, type Shown } from '../../policy/shown.ts'
import type { Row } from './norm-matrix.ts'

/** A line a norm, so that a change of one is a change of one line. */
export function shownText(rows: readonly Row[]): string {
  const lines = rows.flatMap(({ id, article, tests, scenarios, rows: { speaks, silent } }) => {
    if (article === null) return []
    const shown: Shown = { tests: [...tests], cases: [...scenarios], rows: { speaks, silent } }
    return [`${JSON.stringify(id)}: ${JSON.stringify(shown)}`]
  })
  return `{\n${lines.join(',\n')}\n}\n`
}

export function writeShown(policies: string, rows: readonly Row[]): void {
  writeFileSync(join(policies, SHOWN_FILE), shownText(rows))
}
