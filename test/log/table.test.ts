/** Decisions as a table: lines that a spreadsheet reads as they are, and never as a formula. */
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/limits.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { tableOf } from '../../src/log/table.ts'
import { OIN } from '../storage/fixtures.ts'

const row = (index: number, change: Partial<DecisionRow> = {}): DecisionRow => ({
  ...{ index, id: `d${index}`, oin: OIN, at: '2026-03-01T00:00:00.000Z', type: 'decision', outcome: 'permit' },
  ...{ department: 'ONDM', purpose: 'P1', caseId: null, source: 'A', regime: 'BGP', subject: null },
  ...{ legalBasis: ['LB-A', 'LB-B'], norms: ['GEM-01'], holder: null },
  ...change,
})
async function linesOf(rows: readonly DecisionRow[], most?: number): Promise<string[]> {
  const pages: string[] = []
  const search = async ({ before = Number.POSITIVE_INFINITY, count }: { before?: number; count: number }) =>
    rows.filter(({ index }) => index < before).slice(0, count)
  for await (const bytes of tableOf(search, most)) pages.push(new TextDecoder().decode(bytes))
  return pages.join('').split('\r\n').slice(1, -1)
}
const newestFirst = (count: number) => Array.from({ length: count }, (_, i) => row(count - 1 - i))

describe('a line', () => {
  it('has a cell for each column, lists with spaces between', async () => {
    expect(await linesOf([row(7)])).toEqual([
      `7,d7,2026-03-01T00:00:00.000Z,decision,permit,ONDM,P1,LB-A LB-B,GEM-01,A,BGP,,,${OIN},,`,
    ])
  })
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\r=x', `"'\r=x"`],
    ['a=1', 'a=1'],
    ['a,b', '"a,b"'],
    ['zeg "ja"', '"zeg ""ja"""'],
    ['=a,"b"', `"'=a,""b"""`],
    ['a\nb', '"a\nb"'],
  ])('writes %j as %j', async (purpose, cell) => {
    const [line] = await linesOf([row(0, { purpose, department: 'X', legalBasis: [], norms: [], source: 'Y' })])
    expect(line).toContain(`,X,${cell},,,Y,`)
  })
})

describe('all pages', () => {
  it.each([0, 1, 499, 500, 501, 1_000, 1_001])('of %i decisions are there, each once', async (count) => {
    const lines = await linesOf(newestFirst(count))
    expect(lines.map((line) => Number(line.split(',')[0]))).toEqual(newestFirst(count).map(({ index }) => index))
  })
  it('end at the bound, and say so in a line of the same form', async () => {
    expect((await linesOf(newestFirst(700), 700)).length).toBe(700)
    const lines = await linesOf(newestFirst(701), 700)
    expect([lines.length, lines.at(-1)]).toEqual([701, expect.stringMatching(/^,meer: .*,{13}$/)])
    expect((await linesOf(newestFirst(1_001), 500)).length).toBe(501)
    expect((await linesOf(newestFirst(1_000), 500)).at(-1)).toMatch(/^,meer/)
    expect(LIMITS.tableDecisions).toBe(100_000)
  })
})
