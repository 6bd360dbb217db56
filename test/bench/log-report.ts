/** Rows and bars about the log, as text. Pure: what was measured goes in, lines come out. */
import type { LogCosts } from './log.ts'
import { columns, fixed, verdict } from './report.ts'

/** Largest share of the first that the last may take, milliseconds that integration may be behind, entries a minute. */
const BARS = { growth: 1.5, lag: 1_000, verify: 200_000 }

export function logLinesOf({ logs, lag, replayedPerSecond }: LogCosts): string[] {
  const rows = logs.map(({ size, wall, cpu, bytesPerEntry, proof, verifiedPerMinute }) => [
    `${size}`,
    fixed(wall),
    fixed(cpu),
    fixed(bytesPerEntry),
    fixed(proof.p50),
    fixed(proof.p99),
    fixed(verifiedPerMinute),
  ])
  const [first, last] = [logs[0], logs.at(-1)]
  if (!first || !last) throw new Error('no log was measured')
  const verified = Math.min(...logs.map(({ verifiedPerMinute }) => verifiedPerMinute))
  return [
    'the log as it grows; entries of real sizes, appended by 64 callers, interleaved, medians',
    ...columns([
      ['entries', 'us/entry', 'CPU us/entry', 'bytes/entry', 'proof ms p50', 'proof ms p99', 'verified/minute'],
      ...rows,
    ]),
    `integration lag at ${fixed(lag.perSecond)} entries/s on ${last.size}: p50 ${fixed(lag.p50)} ms, at most ${fixed(lag.max)} ms; ` +
      `evaluated again: ${fixed(replayedPerSecond)} decisions/s`,
    ...columns([
      ['bar', 'measured', 'allowed', 'ratio', ''],
      growth(`append, ${last.size} over ${first.size}`, last.wall / first.wall),
      growth('the same, CPU', last.cpu / first.cpu),
      ['integration lag', `${fixed(lag.max)} ms`, `at most ${BARS.lag} ms`, ...verdict(lag.max / BARS.lag)],
      ['verify', `${fixed(verified)}/minute`, `at least ${BARS.verify}`, ...verdict(BARS.verify / verified)],
    ]),
  ]
}

function growth(name: string, ratio: number): string[] {
  return [name, `${fixed(ratio)} x`, `at most ${BARS.growth} x`, ...verdict(ratio / BARS.growth)]
}
