/** Rows of a database -> records by catalogue names, within the limits of an answer. Pure. */
import type { SourceRecord } from '../domain/disclosure.ts'
import { LIMITS } from '../limits.ts'
import { SourceFailure } from '../source-port.ts'
import type { Mapper, Raw } from './mapping.ts'

/** Throws SourceFailure `too-large` or `wrong-type`. */
export function recordsOf(
  rows: readonly unknown[],
  mapper: Mapper,
  fields: readonly string[],
): readonly SourceRecord[] {
  if (rows.length > LIMITS.recordsPerInquiry) throw new SourceFailure('too-large')
  let bytes = 0
  return rows.map((row) => {
    const raw = jsonRow(row)
    bytes += JSON.stringify(raw).length
    if (bytes > LIMITS.sourceResponseBytes) throw new SourceFailure('too-large')
    return mapper.map(raw, fields)
  })
}

/** Integers beyond 2^53 and bytes have no JSON: such a row is refused, never rounded. */
function jsonRow(row: unknown): Raw {
  const values: Record<string, unknown> = {}
  for (const [column, value] of Object.entries(Object(row))) {
    const number = typeof value === 'bigint' ? Number(value) : value
    if (typeof value === 'bigint' && !Number.isSafeInteger(number)) throw new SourceFailure('wrong-type')
    if (typeof number === 'object' && number !== null) throw new SourceFailure('wrong-type')
    values[column] = number
  }
  return values
}
