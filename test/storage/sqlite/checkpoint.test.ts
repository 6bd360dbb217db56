/** Checkpoints come between the commits: soon when much was written, and when nobody writes. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Checkpoints, scheduleCheckpoints } from '../../../src/storage/sqlite/checkpoint.ts'

let checkpoints: Checkpoints
let done: number
beforeEach(() => {
  vi.useFakeTimers()
  done = 0
  checkpoints = scheduleCheckpoints(() => {
    done += 1
  }, 1_000)
})
afterEach(() => {
  checkpoints.stop()
  vi.useRealTimers()
})
const tick = () => vi.advanceTimersByTime(1_000)

it('a busy log is checkpointed once enough was written, however few commits it took', () => {
  checkpoints.committed(255)
  tick()
  expect(done).toBe(0)
  checkpoints.committed(1)
  tick()
  expect(done).toBe(1)
})

it('a quiet log is checkpointed after a tick in which nothing came', () => {
  checkpoints.committed(1)
  tick()
  expect(done).toBe(0)
  tick()
  expect(done).toBe(1)
})

it('a log in which nothing was written is left alone', () => {
  for (let i = 0; i < 5; i += 1) tick()
  expect(done).toBe(0)
})

it('a commit itself is never held up by one', () => {
  checkpoints.committed(10_000)
  expect(done).toBe(0)
})
