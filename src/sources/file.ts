/**
 * File connector: a CSV file with a header, or a JSON array, held in memory and read again when it changes. Meant for
 * small lists that an office keeps; replace the file by renaming a complete one over it.
 */
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { parse } from 'csv-parse'
import type { IdentifierType } from '../domain/codes.ts'
import type { SourceRecord } from '../domain/disclosure.ts'
import { LIMITS } from '../limits.ts'
import { type Source, SourceFailure, type SourceQuery } from '../source-port.ts'
import type { FileConnector } from './connector.ts'
import { comparable } from './identifiers.ts'
import { type Mapper, type Raw, recordsIn } from './mapping.ts'
import { EACH, pathOf, read } from './path.ts'

type Rows = {
  readonly stamp: string
  readonly all: readonly Raw[]
  readonly by: Map<string, ReadonlyMap<string, readonly Raw[]>>
}

export function fileSource(connector: FileConnector, file: string, mapper: Mapper): Source {
  let loading: Promise<Rows> | undefined
  let held: Rows | undefined

  async function rows(): Promise<Rows> {
    if (held && held.stamp === (await stampOf(file))) return held
    loading ??= load(connector, file, mapper).finally(() => {
      loading = undefined
    })
    held = await loading
    return held
  }

  async function fetch(query: SourceQuery): Promise<readonly SourceRecord[]> {
    const type = query.identifier?.type ?? 'none'
    const column = connector.match[type]
    if (column === undefined) throw new SourceFailure('not-connected')
    const found = matching(await rows(), type, column, query.identifier?.value ?? '')
    if (found.length > LIMITS.recordsPerInquiry) throw new SourceFailure('too-large')
    return found.map((row) => mapper.map(row, query.fields))
  }

  async function check(): Promise<void> {
    await rows()
  }

  async function close(): Promise<void> {
    held = undefined
  }

  return { fetch, check, close }
}

function matching(rows: Rows, type: IdentifierType | 'none', column: string | null, value: string): readonly Raw[] {
  if (type === 'none' || column === null) return rows.all
  const index = rows.by.get(type) ?? indexOf(rows.all, type, column)
  rows.by.set(type, index)
  return index.get(value) ?? []
}

function indexOf(rows: readonly Raw[], type: IdentifierType, column: string): ReadonlyMap<string, readonly Raw[]> {
  const index = new Map<string, Raw[]>()
  for (const row of rows) {
    const value = comparable(type, read(row, pathOf(column)))
    if (value === null) continue
    const same = index.get(value)
    if (same) same.push(row)
    else index.set(value, [row])
  }
  return index
}

async function load(connector: FileConnector, file: string, mapper: Mapper): Promise<Rows> {
  const stamp = await stampOf(file)
  const all = connector.format === 'csv' ? await csvRows(connector, file, mapper) : await jsonRows(connector, file)
  // Written while it was read: half of it would look like `nothing known`.
  if (stamp !== (await stampOf(file))) throw new SourceFailure('malformed')
  return { stamp, all, by: new Map() }
}

async function csvRows(connector: FileConnector, file: string, mapper: Mapper): Promise<readonly Raw[]> {
  const columns = Object.values(connector.match).filter((column) => column !== null)
  const needed = [...mapper.columns, ...columns]
  let headed = false
  const parser = createReadStream(file)
    .on('error', (error) => parser.destroy(error))
    .pipe(
      parse({
        bom: true,
        delimiter: connector.delimiter ?? ',',
        skip_empty_lines: true,
        max_record_size: LIMITS.sourceResponseBytes,
        columns: (header: string[]) => {
          headed = true
          if (!needed.every((column) => header.includes(column))) throw new SourceFailure('malformed')
          return header
        },
      }),
    )
  try {
    const rows: Raw[] = []
    for await (const row of parser) rows.push(row)
    // An empty file is no empty list: somebody is still writing it, or it was lost.
    if (!headed) throw new SourceFailure('malformed')
    return rows
  } catch {
    throw new SourceFailure('malformed')
  }
}

async function jsonRows(connector: FileConnector, file: string): Promise<readonly Raw[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new SourceFailure('unreachable')
  })
  const rows = recordsIn(parsed(text), pathOf(EACH))
  for (const column of Object.values(connector.match)) {
    // A list in which nobody has the identifier is another list than was configured.
    const missing = column !== null && rows.every((row) => read(row, pathOf(column)) === null)
    if (rows.length > 0 && missing) throw new SourceFailure('malformed')
  }
  return rows
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new SourceFailure('malformed')
  }
}

/** Time and size of the file; a file that is missing or too large gives nothing. */
async function stampOf(file: string): Promise<string> {
  const found = await stat(file, { bigint: true }).catch(() => {
    throw new SourceFailure('unreachable')
  })
  if (!found.isFile()) throw new SourceFailure('unreachable')
  if (found.size > LIMITS.sourceFileBytes) throw new SourceFailure('too-large')
  return `${found.mtimeNs} ${found.size} ${found.ino}`
}
