/** The SQL connector against a real SQLite file. */
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/limits.ts'
import type { Source } from '../../src/source-port.ts'
import { selectRecords } from '../../src/sources/catalogue.ts'
import type { SqlConnector } from '../../src/sources/connector.ts'
import { mapperOf } from '../../src/sources/mapping.ts'
import { sqlSource } from '../../src/sources/sql.ts'
import { ANNA, BRAM, failureOf, mapping, permits, query, record } from './fixtures.ts'

const connector: SqlConnector = {
  kind: 'sql',
  file: 'vergunningen.db',
  queries: {
    bsn: 'SELECT * FROM vergunning WHERE bsn = :value ORDER BY rowid',
    none: 'SELECT * FROM vergunning',
  },
  mapping: {
    ...mapping,
    leidinggevenden: { path: 'leidinggevenden', keys: { bsn: 'bsn', naam: 'naam', geboortedatum: 'geboortedatum' } },
  },
}

let folder: string
let file: string
let source: Source

function create(name: string, rows: readonly { bsn: unknown; leges?: unknown; bezwaar?: unknown }[]): string {
  const at = path.join(folder, name)
  const database = new Database(at)
  database.exec(
    'CREATE TABLE vergunning (bsn, datum, soort, naam, iban, leges, bezwaar, postcode, pand, voorschriften, leidinggevenden, notitie)',
  )
  const insert = database.prepare(
    'INSERT INTO vergunning VALUES (:bsn, :datum, :soort, :aanvrager, :rekening, :leges, :bezwaar, :postcode, :pand, :voorschriften, :leidinggevenden, :notitie)',
  )
  for (const row of rows) {
    insert.run({
      ...record,
      bezwaar: 0,
      notitie: 'niet voor anderen',
      pand: JSON.stringify({ ...record.pand, sleutelcode: '0000' }),
      voorschriften: JSON.stringify(record.voorschriften),
      leidinggevenden: JSON.stringify(record.leidinggevenden),
      ...row,
    })
  }
  database.close()
  return at
}

const open = (changes: Partial<SqlConnector> = {}) => {
  const config = { ...connector, ...changes }
  return sqlSource(config, file, mapperOf(config.mapping, permits, 'sql'))
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sluis-sql-'))
  file = create('vergunningen.db', [{ bsn: ANNA }, { bsn: BRAM }])
  source = open()
})
afterEach(async () => {
  await source.close()
  rmSync(folder, { recursive: true })
})

describe('a SQL source', () => {
  it('gives the records of the subject by catalogue names, in catalogue types', async () => {
    const records = await source.fetch(query())
    expect(records).toEqual([record])
    expect(selectRecords(permits, Object.keys(permits.fields), records)).toEqual([record])
  })

  it('gives nothing for a subject it does not know', async () => {
    expect(await source.fetch(query({ identifier: { type: 'bsn', value: '999990044' } }))).toEqual([])
  })

  it('binds the identifier: SQL in it finds nothing and changes nothing', async () => {
    const value = `${ANNA}' OR '1'='1'; DROP TABLE vergunning; --`
    expect(await source.fetch(query({ identifier: { type: 'bsn', value } }))).toEqual([])
    expect(await source.fetch(query())).toHaveLength(1)
  })

  it('takes a query that names the decision and the number of the call', async () => {
    const none = "SELECT * FROM vergunning WHERE bsn = '999990019' AND :number = 7 AND :decision = 'd-1'"
    const asked = { identifier: null, decisionId: 'd-1' }
    expect(await open({ queries: { none } }).fetch(query({ ...asked, number: 7 }))).toHaveLength(1)
    expect(await open({ queries: { none } }).fetch(query({ ...asked, number: 8 }))).toEqual([])
  })

  it('asks the question without a subject when there is none', async () => {
    expect(await source.fetch(query({ identifier: null }))).toHaveLength(2)
  })

  it('is not connected for an identifier that it has no query for', async () => {
    expect(await failureOf(source.fetch(query({ identifier: { type: 'kvk', value: '12345678' } })))).toBe(
      'not-connected',
    )
  })

  it('gives as many records as the limit and refuses one more', async () => {
    const rows = (count: number) => Array.from({ length: count }, () => ({ bsn: ANNA }))
    file = create('vol.db', rows(LIMITS.recordsPerInquiry))
    const full = open()
    expect(await full.fetch(query())).toHaveLength(LIMITS.recordsPerInquiry)
    await full.close()
    file = create('te-vol.db', rows(LIMITS.recordsPerInquiry + 1))
    const over = open()
    expect(await failureOf(over.fetch(query()))).toBe('too-large')
    await over.close()
  })

  it('refuses an answer of too many bytes', async () => {
    file = create('groot.db', [{ bsn: ANNA, leges: 'x'.repeat(LIMITS.sourceResponseBytes) }])
    const large = open()
    expect(await failureOf(large.fetch(query()))).toBe('too-large')
    await large.close()
  })

  it.each([
    ['a number that JSON cannot hold', { leges: 2n ** 53n }],
    ['bytes', { leges: Buffer.from([1]) }],
  ])('refuses %s', async (_, change) => {
    file = create('anders.db', [{ bsn: ANNA, ...change }])
    const other = open()
    expect(await failureOf(other.fetch(query()))).toBe('wrong-type')
    await other.close()
  })

  it('leaves a value of another type to the catalogue, which refuses it', async () => {
    file = create('tekst.db', [{ bsn: ANNA, bezwaar: 'misschien' }])
    const other = open()
    const records = await other.fetch(query())
    await other.close()
    const work = async () => selectRecords(permits, ['bezwaar'], records)
    expect(await failureOf(work())).toBe('wrong-type')
  })

  it('cannot write, whatever its query says', async () => {
    const writing = open({ queries: { bsn: 'DELETE FROM vergunning WHERE bsn = :value RETURNING *' } })
    expect(await failureOf(writing.fetch(query()))).not.toBe('none')
    await writing.close()
    expect(await source.fetch(query())).toHaveLength(1)
  })

  it('reads the file that has taken its place', async () => {
    expect(await source.fetch(query())).toHaveLength(1)
    renameSync(create('nieuw.db', [{ bsn: BRAM }]), file)
    expect(await source.fetch(query())).toEqual([])
  })

  it('is down while its file is not there, and back when it is', async () => {
    renameSync(file, `${file}.weg`)
    expect(await failureOf(source.fetch(query()))).toBe('unreachable')
    renameSync(`${file}.weg`, file)
    expect(await failureOf(source.fetch(query()))).toBe('none')
  })
})

describe('check', () => {
  it('passes when every query can be asked', async () => {
    expect(await failureOf(source.check())).toBe('none')
  })

  it.each([
    ['a table that is not there', 'SELECT * FROM elders WHERE bsn = :value'],
    ['a column that is mapped and not there', 'SELECT bsn, datum FROM vergunning WHERE bsn = :value'],
    ['two statements', 'SELECT * FROM vergunning WHERE bsn = :value; SELECT 1'],
    ['a statement that gives no rows', 'DELETE FROM vergunning WHERE bsn = :value'],
  ])('fails on %s', async (_, sql) => {
    const wrong = open({ queries: { bsn: sql } })
    expect(await failureOf(wrong.check())).toBe('malformed')
    expect(await failureOf(wrong.fetch(query()))).toBe('malformed')
    await wrong.close()
  })
})
