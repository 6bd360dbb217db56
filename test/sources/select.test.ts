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

it('numbers the parameter wherever it is one, and nowhere else', () => {
  const sql = `SELECT ':value', ":value", [:value] FROM a -- :value
WHERE b = :value /* :value */ OR c = (:value) OR d = :values`
  expect(numbered(sql)).toBe(`SELECT ':value', ":value", [:value] FROM a -- :value
WHERE b = ?1 /* :value */ OR c = (?1) OR d = :values`)
})
