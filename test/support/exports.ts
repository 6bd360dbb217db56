/** Exports in tests: taken over the API, and checked as somebody does who has only the key. */
import { createExportCheck, type ExportReport } from '../../src/log/export/check.ts'
import { chained, endOf, NO_LINES } from '../../src/log/export/format.ts'
import { noteVerifier } from '../../src/log/tree/note.ts'
import { LOG, NOTE_CRYPTO } from '../log/tree/signers.ts'
import type { World } from './world.ts'

export async function exported(world: Pick<World, 'node'>, token: string, body: object) {
  const response = await world.node.app.request('/v1/decisions/_export', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/x-ndjson' },
    body: JSON.stringify({ readingPurpose: 'P-AUDIT', ...body }),
  })
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}

export function checked(text: string, key: string): ExportReport {
  const log = noteVerifier(NOTE_CRYPTO, key)
  if (!log) throw new Error('no verifier key')
  const check = createExportCheck({ sha256: NOTE_CRYPTO.sha256, log, witnesses: [] })
  const lines = text.split('\n')
  // A file that ends well ends in a newline.
  if (lines.at(-1) === '') lines.pop()
  for (const line of lines) check.take(new TextEncoder().encode(line))
  return check.end()
}

/** The export with each line changed, and signed as whole again: by who holds the key of the log and hides something. */
export function resigned(text: string, change: (line: string) => string): string {
  const lines = text.trimEnd().split('\n').slice(0, -1).map(change)
  const { sha256 } = NOTE_CRYPTO
  const digest = lines.reduce<Uint8Array>(
    (sum, line) => chained(sha256, sum, new TextEncoder().encode(`${line}\n`)),
    NO_LINES,
  )
  const entries = linesIn(lines.join('\n')).reduce((sum, { settlement }) => sum + (settlement ? 2 : 1), 0)
  return `${lines.join('\n')}\n${JSON.stringify({ end: endOf(LOG, entries, lines.length, digest) })}\n`
}

/** Claims that do not hold. */
export function broken({ counts }: ExportReport): string[] {
  return counts.filter(({ fails }) => fails > 0).map(({ claim }) => claim)
}

export function counted({ counts }: ExportReport, claim: string) {
  const found = counts.find((one) => one.claim === claim)
  return [found?.holds ?? 0, found?.fails ?? 0, found?.notShown ?? 0]
}

export type Line = {
  entry: {
    index: number
    oin: string
    leaf: string
    proof: string[]
    parts: Record<string, unknown> | null
    altered?: true
  }
  settlement: Line['entry'] | null
  record: Record<string, unknown> | null
  supplied?: Record<string, unknown>
}

/** Lines of entries, parsed. */
export function linesIn(text: string): Line[] {
  return text.split('\n').flatMap((line) => (line.startsWith('{"entry":') ? [JSON.parse(line)] : []))
}
