/** Rows and bars from measurements that nobody made: each bar at both sides, and what makes a comparison unfair. */
import { describe, expect, it } from 'vitest'
import type { Loaded } from './load.ts'
import type { Parts } from './parts.ts'
import type { PolicyCosts } from './policy.ts'
import type { Form } from './protocol.ts'
import { barsOf, partsOf, policyOf, type Round, type Rounds, tableOf } from './report.ts'

const CALLERS = 64
const loaded = (more: Partial<Loaded> = {}): Loaded => ({
  replies: 1_000,
  refused: 0,
  perSecond: 500,
  p50: 2,
  p99: 4,
  ...more,
})
const echo: Round = {
  many: loaded({ perSecond: 5_000 }),
  lone: loaded({ p50: 0.2 }),
  cpu: 100,
  sidecarCpu: null,
  fsyncsPerReply: 0,
  loneFsyncsPerReply: 0,
  memoryBytes: 64 * 2 ** 20,
  loneWithoutLog: null,
}
/** Exactly what each bar allows: 4 x 100 + 150 + 50 + 100 us, 16 replies an fsync, 1 + 3 x 0.5 ms, 5 x the sidecar. */
const broker: Round = {
  ...echo,
  many: loaded({ perSecond: 500 }),
  lone: loaded({ p50: 2.5 }),
  cpu: 700,
  fsyncsPerReply: 1 / 16,
  loneFsyncsPerReply: 2,
  loneWithoutLog: loaded({ p50: 1 }),
}
const sidecar: Round = { ...broker, many: loaded({ perSecond: 100 }), cpu: 2_500, sidecarCpu: 1_200 }
const parts: Parts = { decide: 150, screen: 50, source: 100, entries: 200, statements: 80, fsync: 0.5 }

const roundsOf = (more: Partial<Record<Form, readonly Round[]>> = {}): Rounds =>
  new Map(Object.entries({ echo: [echo], broker: [broker], sidecar: [sidecar], ...more }) as [Form, readonly Round[]][])
const lines = (changes: Partial<Round> = {}) =>
  barsOf(roundsOf({ broker: [{ ...broker, ...changes }] }), parts, CALLERS)
/** The bar by its name: its cells. */
const bar = (all: readonly string[], name: string) =>
  all
    .find((line) => line.startsWith(name))
    ?.split(/ {2,}/)
    .slice(1)

const CPU = 'CPU of a permitted inquiry'
const FSYNCS = 'fsyncs, 64 callers'
const LONE = 'p50 of a lone caller'
const THROUGHPUT = 'throughput over the sidecar form'

describe('the bars', () => {
  it('stand in this order, under their names', () => {
    expect(lines().map((line) => line.split(/ {2,}/)[0])).toEqual(['bar', CPU, FSYNCS, LONE, THROUGHPUT])
  })

  it.each<[string, Partial<Round>, string, string, Partial<Round>, string]>([
    [CPU, {}, '1.00', 'pass', { cpu: 708 }, '1.01'],
    [FSYNCS, {}, '1.00', 'pass', { fsyncsPerReply: 1 / 15 }, '1.07'],
    [LONE, {}, '1.00', 'pass', { lone: loaded({ p50: 2.55 }) }, '1.02'],
    [THROUGHPUT, {}, '1.00', 'pass', { many: loaded({ perSecond: 490 }) }, '1.02'],
  ])('%s: passes at what is allowed, and fails beyond it', (name, within, ratio, verdict, beyond, worse) => {
    expect(bar(lines(within), name)?.slice(-2)).toEqual([ratio, verdict])
    expect(bar(lines(beyond), name)?.slice(-2)).toEqual([worse, 'FAIL'])
    // One that is missed says nothing about the others.
    expect(lines(beyond).filter((line) => line.endsWith('FAIL'))).toHaveLength(1)
  })

  it('say what was measured and what is allowed', () => {
    expect(bar(lines(), CPU)?.slice(0, 2)).toEqual(['700', '700 us: echo + evaluations + source + 3 x echo'])
    expect(bar(lines(), FSYNCS)?.slice(0, 2)).toEqual(['16.0 replies per fsync', 'at least 16'])
    expect(bar(lines(), LONE)?.slice(0, 2)).toEqual(['2.50', '2.50 ms: without log + 3 fsyncs'])
    expect(bar(lines(), THROUGHPUT)?.slice(0, 2)).toEqual(['5.00 x', 'at least 5 x'])
  })

  it('compare each round with its own: a machine that slows down between rounds slows down both', () => {
    const slow = (round: Round, times: number): Round => ({ ...round, cpu: round.cpu * times })
    const noParts: Parts = { decide: 0, screen: 0, source: 0, entries: 0, statements: 0, fsync: 0.5 }
    const rounds = roundsOf({
      echo: [1, 5, 2].map((times) => slow({ ...echo, cpu: 100 }, times)),
      broker: [1, 5, 2].map((times) => slow({ ...broker, cpu: 390 }, times)),
    })
    expect(bar(barsOf(rounds, noParts, CALLERS), CPU)?.slice(-2)).toEqual(['0.97', 'pass'])
  })

  it('take the median of the rounds: one bad round of three is noise, two are not', () => {
    const bad = { ...broker, cpu: 1_400 }
    const of = (rounds: readonly Round[]) =>
      bar(barsOf(roundsOf({ echo: [echo, echo, echo], broker: rounds }), parts, CALLERS), CPU)?.at(-1)
    expect([of([broker, bad, broker]), of([bad, broker, bad])]).toEqual(['pass', 'FAIL'])
  })

  it('say that the sidecar form was not measured rather than that it passed', () => {
    const rounds: Rounds = new Map([
      ['echo', [echo]],
      ['broker', [broker]],
    ])
    const line = barsOf(rounds, parts, CALLERS).find((one) => one.startsWith(THROUGHPUT))
    expect(line).toContain('not measured')
    expect(line).not.toMatch(/pass|FAIL/)
  })

  it('fail where the form without a log was not measured', () => {
    expect(bar(lines({ loneWithoutLog: null }), LONE)?.slice(-2)).toEqual(['NaN', 'FAIL'])
  })

  it('say which form refused part of the load, and nothing when none did', () => {
    expect(lines().join('\n')).not.toContain('Not a fair comparison')
    const refusing = { ...sidecar, many: loaded({ refused: 1 }) }
    const last = barsOf(roundsOf({ sidecar: [refusing] }), parts, CALLERS).at(-1)
    expect(last).toBe('Not a fair comparison: refused part of the load of 64 callers: sluis + opa REST sidecar.')
  })

  it('are no numbers when nothing was measured', () => {
    expect(() => barsOf(roundsOf({ broker: [] }), parts, CALLERS)).toThrow('nothing was measured')
  })
})

describe('the table', () => {
  const cells = (more?: Partial<Record<Form, readonly Round[]>>) =>
    tableOf(roundsOf(more), CALLERS).map((line) => line.split(/ {2,}/))

  it('has a row for each form, as wide as its head', () => {
    const [head, ...rows] = cells()
    expect(rows.map(([form]) => form)).toEqual(['POST echo (hono)', 'sluis', 'sluis + opa REST sidecar'])
    for (const row of rows) expect(row).toHaveLength(head?.length ?? 0)
  })

  it('shows medians, three digits that count, and a dash for what no sidecar used', () => {
    const rows = [
      { ...broker, cpu: 12.345 },
      { ...broker, cpu: 1.2345 },
      { ...broker, cpu: 1_234.5 },
    ]
    const [, echoRow, row, sidecarRow] = cells({ broker: rows })
    expect(row?.slice(0, 4)).toEqual(['sluis', '500', '12.3', '-'])
    expect([echoRow?.[3], sidecarRow?.[3]]).toEqual(['-', '1200'])
    expect(row?.slice(-2)).toEqual(['64.0', '0.00 %'])
  })

  it('shows which part of the load was refused', () => {
    const [, , row] = cells({ broker: [{ ...broker, many: loaded({ replies: 75, refused: 25 }) }] })
    expect(row?.at(-1)).toBe('25.0 %')
  })
})

it('the parts stand there, each with its unit', () => {
  expect(partsOf(parts)).toEqual([
    'evaluations: decide 150 us CPU, screen 50.0 us; source client: 100 us; one fsync: 0.50 ms',
    'two entries built and sealed: 200 us, their statements in a shared commit: 80.0 us',
  ])
})

describe('the section about the norms', () => {
  /** Exactly what each bar allows, at 6 fields: 12 x the empty policy, 4 x as fast as OPA, 150 KB, 100 ms. */
  const six = { count: 6, own: 600, empty: 50, opa: 2_900, opaOverOwn: 4 }
  const costs: PolicyCosts = {
    norms: 91,
    fields: [{ count: 1, own: 300, empty: 50, opa: 600, opaOverOwn: 1.5 }, six],
    gzippedBytes: { wasm: 100_000, data: 30_000, manifest: 20_000 },
    ready: { first: 100, median: 30 },
  }
  const cellsOf = (name: string, changes: Partial<PolicyCosts> = {}) => bar(policyOf({ ...costs, ...changes }), name)
  const sixWith = (changes: Partial<typeof six>) => ({ fields: [{ ...six, ...changes }] })

  it.each<[string, Partial<PolicyCosts>, string]>([
    ['policy over the empty one', sixWith({ own: 606 }), '12.0 x'],
    ['speed over the engine of OPA', sixWith({ opaOverOwn: 3.96 }), '4.00 x'],
    ['bundle, gzipped', { gzippedBytes: { wasm: 101_500, data: 30_000, manifest: 20_000 } }, '150 KB'],
    ['engine ready', { ready: { first: 101, median: 30 } }, '100 ms CPU'],
  ])('has a bar of %s that passes at what is allowed, and fails beyond it', (name, beyond, measured) => {
    expect([cellsOf(name)?.[0], cellsOf(name)?.at(-1)]).toEqual([measured, 'pass'])
    expect(cellsOf(name, beyond)?.slice(-2)).toEqual(['1.01', 'FAIL'])
  })

  it('has a row for each number of fields, and says where OPA was not at hand', () => {
    const rows = policyOf(costs).map((line) => line.split(/ {2,}/))
    expect(rows).toContainEqual(['1', '300', '50.0', '6.00 x', '600', '1.50 x'])
    const without = policyOf({ ...costs, fields: [{ count: 6, own: 600, empty: null, opa: null, opaOverOwn: null }] })
    expect(without.map((line) => line.split(/ {2,}/))).toContainEqual(['6', '600', '-', '-', '-', '-'])
    expect(without.filter((line) => line.includes('not measured'))).toHaveLength(2)
    expect(without.filter((line) => line.includes('not measured')).join()).not.toMatch(/pass|FAIL/)
  })
})
