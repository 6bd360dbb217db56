/** Test runner settings: node environment, one process a file so that native add-ons and child processes stay apart. */
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // Of its own accord it leaves one core to itself, and does next to nothing there: half of a machine with two.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // For what hangs, and far beyond what anything takes on a slow machine: no test proves by these how long something takes.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
