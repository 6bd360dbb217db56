/** Lines of faults that anybody can bring about stay few, and none is lost from the sum. */
import { expect, it } from 'vitest'
import { calmed } from '../../src/cli/calmed.ts'
import type { Event } from '../../src/events.ts'
import { LIMITS } from '../../src/limits.ts'

it('writes so many of one kind a minute, then how many more there were, and begins anew', () => {
  const told: Event[] = []
  const lines = calmed((event) => told.push(event))
  const fault = { type: 'fault', where: 'logout', code: 'logout-token' } as const
  for (let i = 0; i < LIMITS.faultLinesPerMinute + 500; i += 1) lines.tell(fault)
  expect(told).toEqual(Array.from({ length: LIMITS.faultLinesPerMinute }, () => fault))
  // Other kinds and other events are not silenced by it.
  const other = { type: 'fault', where: 'witness', code: 'witness-ahead' } as const
  lines.tell(other)
  lines.tell({ type: 'recovered', aborted: 1 })
  expect(told.splice(0).slice(-2)).toEqual([other, { type: 'recovered', aborted: 1 }])
  lines.sum()
  expect(told.splice(0)).toEqual([{ ...fault, more: 500 }])
  lines.sum()
  expect(told).toEqual([])
  lines.tell(fault)
  expect(told).toEqual([fault])
})
