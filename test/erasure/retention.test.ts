/** The table of retention covers all there is and invents nothing: it is tied to the norms, the log and the register. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { groundsIn, parseRetention, TERM_SETTINGS, termOf } from '../../src/erasure/retention.ts'
import { PARTS_OF } from '../../src/log/parts.ts'
import { type Settings, settingsSchema } from '../../src/policy/facts.ts'
import { MIGRATIONS } from '../../src/storage/migrations.ts'
import { indexedStep, rowsOf } from '../../src/storage/sql/erasure-sql.ts'
import { SETTINGS } from '../policy/committed.ts'
import { facts } from '../policy/tables.ts'
import { OIN } from '../storage/fixtures.ts'
import { RETENTION, TEXT } from './table.ts'

const rows = groundsIn(RETENTION)
const NORMS = new URL('../../policies/norms/', import.meta.url)
const norms = readdirSync(NORMS, { recursive: true, encoding: 'utf8' }).filter((name) => /\d\.rego$/.test(name))
const idOf = (name: string) => name.replace(/^.*\//, '').replace('.rego', '').replace('_', '-').toUpperCase()

/** What a norm obliges to about keeping and destroying, as it stands in its rule: `BGP-04 DESTROY`. */
const obliged = norms.flatMap((name) =>
  [...readFileSync(new URL(name, NORMS), 'utf8').matchAll(/"obligation": "((?:RECORD_|DESTROY)\w*)"/g)].map(
    ([, code]) => `${idOf(name)} ${code}`,
  ),
)

describe('the table', () => {
  it('has a row for each obligation of a norm to record or to destroy, and none for another', () => {
    expect(obliged.length).toBeGreaterThan(6)
    const promised = rows.flatMap(({ norm, obligations }) => obligations.map((code) => `${norm} ${code}`))
    expect([...new Set(promised)].sort()).toEqual([...new Set(obliged)].sort())
    const codes = Object.keys(facts.obligations).filter((code) => /^(RECORD_|DESTROY)/.test(code))
    expect(codes.filter((code) => !obliged.some((one) => one.endsWith(` ${code}`)))).toEqual([])
  })

  it('names norms that exist, or says that there is a gap', () => {
    const known = new Set(norms.map(idOf))
    expect(rows.filter(({ norm }) => norm !== null && !known.has(norm)).map(({ code }) => code)).toEqual([])
    expect(rows.filter(({ norm }) => norm === null).map(({ code, certainty }) => [code, certainty])).toEqual([
      ['CALLER', 'gap'],
      ['CONTENT', 'gap'],
      ['LOG', 'gap'],
    ])
  })

  it('covers every entry type and every table, and names none that is not there', () => {
    const made = MIGRATIONS.flatMap(({ statements }) => statements)
    const tables = made.flatMap((sql) => /^CREATE TABLE (\w+)/.exec(sql)?.[1] ?? [])
    expect(tables.length).toBeGreaterThan(15)
    expect([...new Set(rows.flatMap((row) => row.tables))].sort()).toEqual(tables.sort())
    expect([...new Set(rows.flatMap((row) => row.entries))].sort()).toEqual(Object.keys(PARTS_OF).sort())
  })

  it('names for a day the tables of which something goes', () => {
    for (const { covers, tables } of rows) {
      if (covers.target !== 'day') continue
      const target = { kind: 'day', oin: OIN, day: '2026-03-02', of: covers.class } as const
      const index =
        indexedStep(target) === null ? ['decision_index'] : ['decision_index', 'decision_norms', 'decision_bases']
      // What is counted goes with what it was counted of; looks in the log go with their day.
      const counts = [
        'decision_counted',
        'decision_counts',
        ...(['caller', 'case'].includes(covers.class) ? ['log_reads'] : []),
      ]
      const touched = ['parts', ...rowsOf(target, []).map(({ table }) => table), ...index, ...counts]
      expect([covers.class, [...tables].sort()]).toEqual([covers.class, touched.sort()])
    }
  })

  it('names states and outcomes that exist, and covers each class of a day once', () => {
    for (const { covers } of rows) {
      if (covers.target !== 'case') continue
      expect(Object.keys(facts.states[covers.regime])).toEqual(expect.arrayContaining(covers.states ?? []))
    }
    const classes = rows.flatMap(({ covers }) => (covers.target === 'day' ? [covers.class] : []))
    expect(classes.sort()).toEqual(['BRP-04', 'WJSG-01', 'caller', 'case'])
    const outcomes = rows.flatMap(({ covers }) => (covers.target === 'case' ? (covers.signalOutcomes ?? []) : []))
    const rule = readFileSync(new URL('bgs/bgs_09.rego', NORMS), 'utf8')
    expect(/no_follow_up := \{(.*)\}/.exec(rule)?.[1]?.match(/\w+/g)?.sort()).toEqual(outcomes.sort())
  })

  it('waits for the selection list everywhere but where the statute itself names the last day', () => {
    expect(rows.filter(({ selectionList }) => !selectionList).map(({ code }) => code)).toEqual(['WGS-26'])
    expect(RETENTION.rows['WGS-26']).toMatchObject({ certainty: 'V1', bound: 'longest', term: { years: 5 } })
  })

  it('gives the terms that were found, and no others', () => {
    const terms = rows.map(({ code, term, bound, certainty }) => [code, term, bound, certainty])
    expect(terms).toEqual([
      ['WGS-26', { years: 5 }, 'longest', 'V1'],
      ['WGS-26-R8', { days: 0 }, 'longest', 'V1'],
      ['BGS-09', { days: 0 }, 'longest', 'V1'],
      ['BGP-04', { years: 1 }, 'longest', 'V3'],
      ['BGP-12', { setting: 'bgp.retentionDays' }, 'longest', 'V3'],
      ['BRP-04', { years: 20 }, 'shortest', 'V2'],
      ['WJSG-01', { years: 4 }, 'shortest', 'V2'],
      ['CALLER', { setting: 'retention.callerYears' }, 'longest', 'gap'],
      ['CONTENT', { setting: 'retention.contentYears' }, 'longest', 'gap'],
      ['LOG', null, null, 'gap'],
    ])
  })

  it('counts as the norm itself does', () => {
    const rule = (name: string) => readFileSync(new URL(name, NORMS), 'utf8')
    expect(rule('wgs/wgs_26.rego')).toContain(`firstProcessedDay + ${RETENTION.rows['WGS-26']?.countedDays} <`)
    expect(rule('bgp/bgp_04.rego')).toContain(`rejectedDay > ${RETENTION.rows['BGP-04']?.countedDays}`)
    expect(rule('bgp/bgp_12.rego')).toContain('closedDay + lib.settings.bgp.retentionDays <')
  })
})

describe('a term of local settings', () => {
  const own = SETTINGS[OIN as keyof typeof SETTINGS]
  const term = (code: string, settings: Settings[string] | undefined) => {
    const row = RETENTION.rows[code]
    return row ? termOf(row, settings) : undefined
  }
  it('is theirs where they give one, and none where they do not', () => {
    const retention = { callerYears: 3, contentYears: 7 }
    expect(term('BGP-12', own)).toEqual({ span: { days: 365 }, bound: 'longest' })
    expect(term('CALLER', { ...own, retention })).toEqual({ span: { years: 3 }, bound: 'longest' })
    expect(term('CONTENT', { ...own, retention })).toEqual({ span: { years: 7 }, bound: 'longest' })
    for (const code of ['BGP-12', 'CALLER', 'CONTENT', 'LOG'])
      expect([code, term(code, undefined)]).toEqual([code, null])
    for (const code of ['CALLER', 'CONTENT', 'LOG']) {
      expect([code, term(code, own), term(code, { ...own, retention: {} })]).toEqual([code, null, null])
    }
  })
  it('lengthens or shortens no term of the law', () => {
    const others = { ...own, bgp: { ...own.bgp, retentionDays: 1 }, retention: { callerYears: 1, contentYears: 1 } }
    const fixed = rows.filter((row) => row.term && !('setting' in row.term))
    expect(fixed.length).toBeGreaterThan(5)
    for (const row of fixed) expect(termOf(row, others)).toEqual(termOf(row, undefined))
    expect(
      TERM_SETTINGS.every((name) => rows.some(({ term }) => term && 'setting' in term && term.setting === name)),
    ).toBe(true)
  })
  it.each([{ callerYears: 0 }, { callerYears: 101 }, { contentYears: 1.5 }, { logCategory: '' }, { years: 1 }])(
    'is refused: %j',
    (retention) => {
      expect(settingsSchema.safeParse({ [OIN]: { ...own, retention } }).success).toBe(false)
      expect(settingsSchema.safeParse({ [OIN]: own }).success).toBe(true)
    },
  )
})

describe('a table that is not right', () => {
  const changed = (code: string, change: object) => {
    const table = JSON.parse(TEXT)
    return JSON.stringify({ ...table, rows: { ...table.rows, [code]: { ...table.rows[code], ...change } } })
  }
  it.each([
    ['no JSON', '{', 'not JSON'],
    ['another member', changed('LOG', { years: 5 }), '/rows/LOG'],
    ['a gap with a norm', changed('LOG', { norm: 'WGS-26' }), 'without a norm it is a gap'],
    ['no norm and no gap', changed('WGS-26', { norm: null }), 'without a norm it is a gap'],
    ['a term of no kind', changed('WGS-26', { bound: null }), 'a term is a longest or a shortest one'],
    ['a negative term', changed('WGS-26', { term: { years: -5 } }), '/rows/WGS-26/term'],
    ['a setting that is none', changed('CALLER', { term: { setting: 'name' } }), '/rows/CALLER/term'],
    ['an entry type that is none', changed('LOG', { entries: ['x'] }), '/rows/LOG/entries'],
  ])('is refused, with the place: %s', (_, text, problem) => {
    const read = parseRetention(text)
    expect(read.ok ? [] : read.problems.join('; ')).toContain(problem)
  })
})
