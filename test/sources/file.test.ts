/** The file connector against real CSV and JSON files. */
import { mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/limits.ts'
import { sourceSchema } from '../../src/policy/facts.ts'
import type { FileConnector } from '../../src/sources/connector.ts'
import { fileSource } from '../../src/sources/file.ts'
import { mapperOf } from '../../src/sources/mapping.ts'
import { ANNA, BRAM, failureOf, mapping, permits, query, raw, record } from './fixtures.ts'

/** A small list: what fits in columns. */
const { soort, leges, bezwaar, datum } = permits.fields
const list = sourceSchema.parse({
  ...permits,
  fields: { soort, leges, bezwaar, datum },
  control: { ...permits.control, subject: 'bsn', persons: [] },
})
const csv: FileConnector = {
  kind: 'file',
  file: 'lijst.csv',
  format: 'csv',
  delimiter: ';',
  match: { bsn: 'BSN', none: null },
  mapping: { soort: 'Soort', leges: 'Leges', bezwaar: 'Bezwaar', datum: 'Datum', bsn: 'BSN' },
}
const json: FileConnector = {
  kind: 'file',
  file: 'lijst.json',
  format: 'json',
  match: { bsn: 'bsn' },
  mapping,
}
const HEADER = 'BSN;Soort;Leges;Bezwaar;Datum;Notitie'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sluis-file-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function csvOf(text: string, changes: Partial<FileConnector> = {}) {
  const file = path.join(folder, 'lijst.csv')
  writeFileSync(file, text)
  return { file, source: fileSource({ ...csv, ...changes }, file, mapperOf(csv.mapping, list, 'text')) }
}
function jsonOf(text: string) {
  const file = path.join(folder, 'lijst.json')
  writeFileSync(file, text)
  return { file, source: fileSource(json, file, mapperOf(json.mapping, permits, 'json')) }
}
const asked = (changes = {}) => query({ fields: ['soort', 'leges', 'bezwaar', 'datum', 'bsn'], ...changes })
const line = (bsn: string) => `${bsn};horeca;12345;nee;2026-03-01;niet voor anderen`
const values = { soort: 'horeca', leges: 12_345, bezwaar: false, datum: '2026-03-01', bsn: ANNA }

describe('a CSV file', () => {
  it('gives the lines of the subject, in catalogue types', async () => {
    const { source } = csvOf(`\ufeff${HEADER}\n${line(ANNA)}\n${line(BRAM)}\n\n${line(ANNA)}\n`)
    expect(await source.fetch(asked())).toEqual([values, values])
  })

  it('finds a number that lost its leading zero or gained a space', async () => {
    const { source } = csvOf(`${HEADER}\n 12 ;x;;;;\n`)
    const found = await source.fetch(asked({ identifier: { type: 'bsn', value: '000000012' } }))
    expect(found).toHaveLength(1)
  })

  it('gives all lines to a question without a subject', async () => {
    const { source } = csvOf(`${HEADER}\n${line(ANNA)}\n${line(BRAM)}\n`)
    expect(await source.fetch(asked({ identifier: null }))).toHaveLength(2)
  })

  it('is not connected for an identifier that it cannot match', async () => {
    const { source } = csvOf(`${HEADER}\n${line(ANNA)}\n`)
    expect(await failureOf(source.fetch(asked({ identifier: { type: 'kvk', value: '12345678' } })))).toBe(
      'not-connected',
    )
  })

  it('is read again when it changes', async () => {
    const { source, file } = csvOf(`${HEADER}\n${line(ANNA)}\n`)
    expect(await source.fetch(asked())).toHaveLength(1)
    writeFileSync(`${file}.nieuw`, `${HEADER}\n${line(ANNA)}\n${line(ANNA)}\n`)
    renameSync(`${file}.nieuw`, file)
    expect(await source.fetch(asked())).toHaveLength(2)
  })

  it('is read once for questions that come together', async () => {
    const { source } = csvOf(`${HEADER}\n${line(ANNA)}\n`)
    const answers = await Promise.all([source.fetch(asked()), source.fetch(asked())])
    expect(answers).toEqual([[values], [values]])
  })

  it('gives as many records as the limit and refuses one more', async () => {
    const lines = (count: number) => `${HEADER}\n${`${line(ANNA)}\n`.repeat(count)}`
    expect(await csvOf(lines(LIMITS.recordsPerInquiry)).source.fetch(asked())).toHaveLength(LIMITS.recordsPerInquiry)
    expect(await failureOf(csvOf(lines(LIMITS.recordsPerInquiry + 1)).source.fetch(asked()))).toBe('too-large')
  })

  it.each([
    ['an empty file', ''],
    ['a header without a mapped column', 'BSN;Soort;Leges;Bezwaar\n'],
    ['a header without the column that is matched', 'Soort;Leges;Bezwaar;Datum\n'],
    ['a line with too few columns', `${HEADER}\n${ANNA};horeca\n`],
    ['a quote that is never closed', `${HEADER}\n"${ANNA};horeca;1;nee;2026-03-01;x\n`],
  ])('is malformed when it is %s', async (_, text) => {
    const { source } = csvOf(text)
    expect(await failureOf(source.check())).toBe('malformed')
    expect(await failureOf(source.fetch(asked()))).toBe('malformed')
  })

  it('with a header and no lines knows nobody', async () => {
    expect(await csvOf(`${HEADER}\n`).source.fetch(asked())).toEqual([])
  })
})

describe('a JSON file', () => {
  it('gives the records of the subject, nested values included', async () => {
    const { source } = jsonOf(JSON.stringify([raw, { ...raw, bsn: BRAM }]))
    expect(await source.fetch(query())).toEqual([record])
  })

  it.each([
    ['no JSON', '[{'],
    ['no list', JSON.stringify(raw)],
    ['a list of texts', '["x"]'],
    ['a list in which nobody has the identifier', JSON.stringify([{ burgerservicenummer: ANNA }])],
  ])('is malformed when it is %s', async (_, text) => {
    expect(await failureOf(jsonOf(text).source.check())).toBe('malformed')
  })
})

describe('a file that', () => {
  it('is not there, or is a folder, is down', async () => {
    const mapper = mapperOf(csv.mapping, list, 'text')
    expect(await failureOf(fileSource(csv, path.join(folder, 'weg.csv'), mapper).check())).toBe('unreachable')
    expect(await failureOf(fileSource(csv, folder, mapper).check())).toBe('unreachable')
  })

  it('is larger than the limit is refused before it is read', async () => {
    const { source, file } = csvOf(`${HEADER}\n${line(ANNA)}\n`)
    truncateSync(file, LIMITS.sourceFileBytes + 1)
    expect(await failureOf(source.check())).toBe('too-large')
  })
})
