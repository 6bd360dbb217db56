/** The SQL connector on a D1 binding: the same answers and the same limits as on a SQLite file. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/limits.ts'
import { selectRecords } from '../../src/sources/catalogue.ts'
import type { SqlConnector } from '../../src/sources/connector.ts'
import { d1Source } from '../../src/sources/d1.ts'
import { mapperOf } from '../../src/sources/mapping.ts'
import { type FakeD1, fakeD1 } from '../storage/d1/fake.ts'
import { ANNA, BRAM, failureOf, mapping, permits, query, record } from './fixtures.ts'

const connector: SqlConnector = {
  kind: 'sql',
  binding: 'VERGUNNINGEN',
  queries: { bsn: 'SELECT * FROM vergunning WHERE bsn = :value ORDER BY rowid', none: 'SELECT * FROM vergunning' },
  mapping: {
    ...mapping,
    leidinggevenden: { path: 'leidinggevenden', keys: { bsn: 'bsn', naam: 'naam', geboortedatum: 'geboortedatum' } },
  },
}
const COLUMNS = 'bsn, datum, soort, naam, iban, leges, bezwaar, postcode, pand, voorschriften, leidinggevenden, notitie'

let database: FakeD1
beforeEach(async () => {
  database = fakeD1()
  await run(`CREATE TABLE vergunning (${COLUMNS})`)
  await add({ bsn: ANNA })
  await add({ bsn: BRAM })
})
afterEach(() => database.close())

const run = (sql: string, ...values: unknown[]) => database.batch([database.prepare(sql).bind(...values)])
async function add(changes: { bsn: unknown; leges?: unknown; notitie?: unknown }): Promise<void> {
  const row = { ...record, bezwaar: 0, notitie: 'niet voor anderen', ...changes }
  const values = [row.bsn, row.datum, row.soort, row.aanvrager, row.rekening, row.leges, row.bezwaar, row.postcode]
  const nested = [{ ...record.pand, sleutelcode: '0000' }, record.voorschriften, record.leidinggevenden]
  const all = [...values, ...nested.map((one) => JSON.stringify(one)), row.notitie]
  await run(`INSERT INTO vergunning (${COLUMNS}) VALUES (${all.map(() => '?').join(', ')})`, ...all)
}
const open = (changes: Partial<SqlConnector> = {}) => {
  const config = { ...connector, ...changes }
  return d1Source(config, database, mapperOf(config.mapping, permits, 'sql'))
}

describe('a SQL source on D1', () => {
  it('gives the records of the subject by catalogue names, in catalogue types', async () => {
    const records = await open().fetch(query())
    expect(records).toEqual([record])
    expect(selectRecords(permits, Object.keys(permits.fields), records)).toEqual([record])
  })

  it('gives nothing for a subject it does not know', async () => {
    expect(await open().fetch(query({ identifier: { type: 'bsn', value: '999990044' } }))).toEqual([])
  })

  it('binds the identifier: SQL in it is only text', async () => {
    const value = `${ANNA}' OR '1'='1`
    expect(await open().fetch(query({ identifier: { type: 'bsn', value } }))).toEqual([])
    expect(await open().fetch(query({ identifier: null }))).toHaveLength(2)
  })

  it('takes a query that ends in a comment, and holds its parameter twice', async () => {
    const bsn = 'SELECT * FROM vergunning WHERE bsn = :value OR bsn = :value -- by number'
    expect(await open({ queries: { bsn } }).fetch(query())).toEqual([record])
  })

  it('takes a query that names the decision and the number of the call', async () => {
    const none = "SELECT * FROM vergunning WHERE bsn = '999990019' AND :number = 7 AND :decision = 'd-1'"
    const asked = { identifier: null, decisionId: 'd-1' }
    expect(await open({ queries: { none } }).fetch(query({ ...asked, number: 7 }))).toEqual([record])
    expect(await open({ queries: { none } }).fetch(query({ ...asked, number: 8 }))).toEqual([])
    await open({ queries: { none } }).check()
  })

  it('is not asked for an identifier that it has no query for', async () => {
    expect(await failureOf(open().fetch(query({ identifier: { type: 'kvk', value: '12345678' } })))).toBe(
      'not-connected',
    )
  })

  it('may have as many records as the limit and not one more', async () => {
    for (let i = 2; i < LIMITS.recordsPerInquiry; i++) await add({ bsn: BRAM })
    expect(await open().fetch(query({ identifier: null }))).toHaveLength(LIMITS.recordsPerInquiry)
    await add({ bsn: BRAM })
    expect(await failureOf(open().fetch(query({ identifier: null })))).toBe('too-large')
  })

  it('may have no more bytes than the limit', async () => {
    await run('UPDATE vergunning SET naam = ?', 'x'.repeat(LIMITS.sourceResponseBytes))
    expect(await failureOf(open().fetch(query()))).toBe('too-large')
  })

  it.each([
    ['an integer that was rounded', 'SELECT *, 9007199254740993 AS leges2 FROM vergunning WHERE bsn = :value'],
    ['bytes', "SELECT *, x'0102' AS leges2 FROM vergunning WHERE bsn = :value"],
  ])('refuses %s', async (_, bsn) => {
    const source = open({ queries: { bsn }, mapping: { ...connector.mapping, leges: 'leges2' } })
    expect(await failureOf(source.fetch(query()))).toBe('wrong-type')
  })

  it('refuses a column that is not there, also when there are no rows', async () => {
    const source = open({ mapping: { ...connector.mapping, soort: 'nergens' } })
    expect(await failureOf(source.fetch(query({ identifier: { type: 'bsn', value: '999990044' } })))).toBe('malformed')
    expect(await failureOf(source.check())).toBe('malformed')
  })

  it('never runs what could write, whatever was configured', async () => {
    for (const bsn of ['DELETE FROM vergunning WHERE bsn = :value RETURNING *', 'SELECT 1; DELETE FROM vergunning']) {
      expect(await failureOf(open({ queries: { bsn } }).fetch(query()))).toBe('malformed')
    }
    expect(await open().fetch(query({ identifier: null }))).toHaveLength(2)
  })

  it('is checked without a row of anybody', async () => {
    const asked: string[] = []
    const real = database.prepare
    Object.assign(database, {
      prepare: (sql: string) => {
        asked.push(sql)
        return real(sql)
      },
    })
    expect(await failureOf(open().check())).toBe('none')
    expect(asked).toHaveLength(2)
    expect(asked.every((sql) => sql.endsWith('LIMIT 0'))).toBe(true)
  })

  it('that cannot be reached says so, and nothing of its content', async () => {
    database.close()
    const failure = await open()
      .fetch(query())
      .catch((error: unknown) => error)
    expect(String(failure)).toBe('SourceFailure: source unreachable')
  })
})
