/** Rows and bars, as text. Pure: what was measured goes in, lines come out. */
import { type Loaded, median } from './load.ts'
import type { Parts } from './parts.ts'
import type { PolicyCosts } from './policy.ts'
import type { Form } from './protocol.ts'

export type Round = {
  /** At many callers. */
  readonly many: Loaded
  /** One caller. */
  readonly lone: Loaded
  /** Of the whole server, sidecar included, in microseconds a reply. */
  readonly cpu: number
  /** Part of it that the sidecar used; null where there is none, or the platform does not tell. */
  readonly sidecarCpu: number | null
  readonly fsyncsPerReply: number
  readonly loneFsyncsPerReply: number
  readonly memoryBytes: number
  readonly loneWithoutLog: Loaded | null
}
export type Rounds = ReadonlyMap<Form, readonly Round[]>

const NAMES: Readonly<Record<Form, string>> = {
  echo: 'POST echo (hono)',
  broker: 'sluis',
  sidecar: 'sluis + opa REST sidecar',
}

export function tableOf(rounds: Rounds, callers: number): string[] {
  const head = ['form', 'replies/s', 'CPU us/reply', 'of it sidecar', `p50 ms @${callers}`, `p99 ms @${callers}`]
  const rows = [...rounds].map(([form, own]) => {
    const of = (value: (round: Round) => number) => median(own.map(value))
    return [
      NAMES[form],
      fixed(of((round) => round.many.perSecond)),
      fixed(of((round) => round.cpu)),
      own.some((round) => round.sidecarCpu === null) ? '-' : fixed(of((round) => round.sidecarCpu ?? 0)),
      fixed(of((round) => round.many.p50)),
      fixed(of((round) => round.many.p99)),
      fixed(of((round) => round.lone.p50)),
      fixed(of((round) => round.lone.p99)),
      fixed(of((round) => round.fsyncsPerReply)),
      fixed(of((round) => round.loneFsyncsPerReply)),
      fixed(of((round) => round.memoryBytes) / 2 ** 20),
      `${fixed(100 * of(({ many }) => many.refused / (many.refused + many.replies)))} %`,
    ]
  })
  return columns([
    [
      ...head,
      'p50 ms @1',
      'p99 ms @1',
      `fsyncs/reply @${callers}`,
      'fsyncs/reply @1',
      'memory MiB',
      `refused @${callers}`,
    ],
    ...rows,
  ])
}

export function partsOf(parts: Parts): string[] {
  return [
    `evaluations: decide ${fixed(parts.decide)} us CPU, screen ${fixed(parts.screen)} us; ` +
      `source client: ${fixed(parts.source)} us; one fsync: ${fixed(parts.fsync)} ms`,
    `two entries built and sealed: ${fixed(parts.entries)} us, their statements in a shared commit: ${fixed(parts.statements)} us`,
  ]
}

/** Each bar as a ratio of what was measured and what is allowed: at most 1 passes. Of paired rounds, the median. */
export function barsOf(rounds: Rounds, parts: Parts, callers: number): string[] {
  const broker = rounds.get('broker') ?? []
  const paired = (form: Form, value: (own: Round, other: Round) => number) => {
    const others = rounds.get(form) ?? []
    return median(broker.flatMap((own, i) => (others[i] ? [value(own, others[i])] : [])))
  }
  const of = (value: (round: Round) => number) => median(broker.map(value))
  const evaluations = parts.decide + parts.screen
  const cpuRatio = paired('echo', ({ cpu }, echo) => cpu / (4 * echo.cpu + evaluations + parts.source))
  const cpuAllowed = paired('echo', (_, echo) => 4 * echo.cpu + evaluations + parts.source)
  const replies = 1 / of((round) => round.fsyncsPerReply)
  const withoutLog = of((round) => round.loneWithoutLog?.p50 ?? Number.NaN)
  const loneAllowed = withoutLog + 3 * parts.fsync
  const loneRatio = of(({ lone, loneWithoutLog }) => lone.p50 / ((loneWithoutLog?.p50 ?? Number.NaN) + 3 * parts.fsync))
  const bars = [
    bar(
      'CPU of a permitted inquiry',
      of((round) => round.cpu),
      cpuAllowed,
      cpuRatio,
      'us: echo + evaluations + source + 3 x echo',
    ),
    [`fsyncs, ${callers} callers`, `${fixed(replies)} replies per fsync`, 'at least 16', ...verdict(16 / replies)],
    bar(
      'p50 of a lone caller',
      of((round) => round.lone.p50),
      loneAllowed,
      loneRatio,
      'ms: without log + 3 fsyncs',
    ),
    rounds.has('sidecar')
      ? throughput(paired('sidecar', ({ many }, sidecar) => many.perSecond / sidecar.many.perSecond))
      : ['throughput over the sidecar form', 'not measured', 'at least 5 x', '', 'opa is not at hand'],
  ]
  const lines = columns([['bar', 'measured', 'allowed', 'ratio', ''], ...bars])
  const refused = [...rounds].filter(([, own]) => own.some(({ many }) => many.refused > 0)).map(([form]) => NAMES[form])
  // What refuses part of the load spends CPU on it that no reply shows: its numbers do not compare.
  return refused.length > 0
    ? [...lines, `Not a fair comparison: refused part of the load of ${callers} callers: ${refused.join(', ')}.`]
    : lines
}

/** The section about the norms: what they cost, and its own bars. */
export function policyOf({ norms, fields, gzippedBytes, ready }: PolicyCosts): string[] {
  const { wasm, data, manifest } = gzippedBytes
  const kilobytes = (wasm + data + manifest) / 1_000
  const six = fields.find(({ count }) => count === 6)
  const rows = fields.map(({ count, own, empty, opa, opaOverOwn }) => [
    `${count}`,
    fixed(own),
    empty === null ? '-' : fixed(empty),
    empty === null ? '-' : `${fixed(own / empty)} x`,
    opa === null ? '-' : fixed(opa),
    opaOverOwn === null ? '-' : `${fixed(opaOverOwn)} x`,
  ])
  const unmeasured = (name: string, allowed: string) => [name, 'not measured', allowed, '', 'opa is not at hand']
  const over = six && six.empty !== null ? six.own / six.empty : null
  const faster = six?.opaOverOwn ?? null
  const bars = [
    over === null
      ? unmeasured('policy over the empty one', 'at most 12 x')
      : ['policy over the empty one', `${fixed(over)} x`, 'at most 12 x, 6 fields', ...verdict(over / 12)],
    faster === null
      ? unmeasured('speed over the engine of OPA', 'at least 4 x')
      : ['speed over the engine of OPA', `${fixed(faster)} x`, 'at least 4 x, 6 fields', ...verdict(4 / faster)],
    ['bundle, gzipped', `${fixed(kilobytes)} KB`, 'at most 150 KB', ...verdict(kilobytes / 150)],
    ['engine ready', `${fixed(ready.first)} ms CPU`, 'within 100 ms, the first time', ...verdict(ready.first / 100)],
  ]
  return [
    `policy, ${norms} norms; medians of single evaluations, interleaved: ours from input to parsed answer, OPA by its own ` +
      'clock (timer_rego_query_eval of its server), without HTTP, parsing and serialising',
    ...columns([['fields', 'us', 'us empty policy', 'over it', 'us OPA', 'OPA over ours, fastest tenth'], ...rows]),
    `bundle gzipped: wasm ${fixed(wasm / 1_000)} KB, data ${fixed(data / 1_000)} KB, manifest ${fixed(manifest / 1_000)} KB; ` +
      `engine ready: ${fixed(ready.first)} ms CPU, then ${fixed(ready.median)} ms`,
    ...columns([['bar', 'measured', 'allowed', 'ratio', ''], ...bars]),
  ]
}

function bar(name: string, measured: number, allowed: number, ratio: number, what: string): string[] {
  return [name, fixed(measured), `${fixed(allowed)} ${what}`, ...verdict(ratio)]
}

function throughput(times: number): string[] {
  return ['throughput over the sidecar form', `${fixed(times)} x`, 'at least 5 x', ...verdict(5 / times)]
}

export function verdict(ratio: number): [string, string] {
  return [ratio.toFixed(2), ratio <= 1 ? 'pass' : 'FAIL']
}

/** Three digits that count. */
export function fixed(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
