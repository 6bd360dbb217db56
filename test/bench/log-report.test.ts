/** The lines about the log: what is over a bar says so. */
import { expect, it } from 'vitest'
import { logLinesOf } from './log-report.ts'

const row = (size: number, wall: number, verifiedPerMinute = 1e6) => ({
  ...{ size, wall, verifiedPerMinute },
  ...{ cpu: 10, bytesPerEntry: 5_000, proof: { p50: 1, p99: 2 } },
})
const verdicts = (lines: readonly string[]) => lines.flatMap((line) => line.match(/pass$|FAIL$/) ?? [])

it('compares the last log with the first, and holds lag and rate to their bars', () => {
  const lag = { p50: 100, max: 900, perSecond: 1e4 }
  const fine = logLinesOf({ logs: [row(1e4, 100), row(1e6, 900), row(1e7, 149)], lag, replayedPerSecond: 800 })
  expect(verdicts(fine)).toEqual(['pass', 'pass', 'pass', 'pass'])
  expect(fine.join('\n')).toMatch(/append, 10000000 over 10000 +1\.49 x/)
})

it('says what fails, each by itself', () => {
  const lag = { p50: 100, max: 1_001, perSecond: 1e4 }
  const lines = logLinesOf({ logs: [row(1e4, 100), row(1e7, 151, 199_999)], lag, replayedPerSecond: 800 })
  expect(verdicts(lines)).toEqual(['FAIL', 'pass', 'FAIL', 'FAIL'])
})
