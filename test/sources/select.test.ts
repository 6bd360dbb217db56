/** How much of a configured query is understood: that it only reads, and where its parameter stands. */
import { describe, expect, it } from 'vitest'
import { isOneSelect, numbered } from '../../src/sources/select.ts'

describe('one SELECT', () => {
  it.each([
    'SELECT * FROM a WHERE b = :value',
    '  select 1',
    '-- which one\nSELECT * FROM a',
    "SELECT * FROM a WHERE b = 'x; DELETE FROM a'",
    'SELECT \';\' AS [a;b], "c;d" FROM a /* ; */ -- ;',
  ])('is %j', (sql) => {
    expect(isOneSelect(sql)).toBe(true)
  })

  it.each([
    'DELETE FROM a',
    'WITH x AS (SELECT 1) DELETE FROM a',
    'SELECT 1; DELETE FROM a',
    'SELECT 1;',
    "SELECT 'a''; DELETE FROM a",
    "SELECT 'a'; DELETE FROM a; SELECT 'b'",
    'SELECT "a',
    'SELECT [a',
    'SELECT 1 /* a',
    'SELECTED',
    '',
  ])('is not %j', (sql) => {
    expect(isOneSelect(sql)).toBe(false)
  })
})

it('numbers a parameter wherever it is one, and nowhere else', () => {
  const sql = `SELECT ':value', ":value", [:value] FROM a -- :value
WHERE b = :value /* :value */ OR c = (:value) OR d = :values`
  expect(numbered(sql)).toEqual({
    sql: `SELECT ':value', ":value", [:value] FROM a -- :value
WHERE b = ?1 /* :value */ OR c = (?1) OR d = :values`,
    parameters: ['value'],
  })
})

it('numbers parameters as they come, only those that the query names', () => {
  expect(numbered('SELECT :number, :decision WHERE b = :value AND :decision IS NOT NULL')).toEqual({
    sql: 'SELECT ?1, ?2 WHERE b = ?3 AND ?2 IS NOT NULL',
    parameters: ['number', 'decision', 'value'],
  })
  expect(numbered('SELECT 1')).toEqual({ sql: 'SELECT 1', parameters: [] })
})
