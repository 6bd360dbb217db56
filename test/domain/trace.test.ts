/** W3C Trace Context: a foreign trace is joined, a malformed one is not. */
import { describe, expect, it } from 'vitest'
import { joinTrace, traceparent } from '../../src/domain/trace.ts'

const random = (bytes: number) => new Uint8Array(bytes).fill(7)
const header = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00'

describe('joinTrace', () => {
  it('keeps the trace and names the caller as parent, also when it is not sampled', () => {
    expect(joinTrace(header, random)).toEqual({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      parentSpanId: 'b7ad6b7169203331',
      spanId: '0707070707070707',
    })
  })
  it('starts a trace without a header', () => {
    expect(joinTrace(undefined, random)).toEqual({
      traceId: '07'.repeat(16),
      parentSpanId: null,
      spanId: '07'.repeat(8),
    })
  })
  it.each([
    '',
    '00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00',
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `${header}-x`,
  ])('starts a trace of its own for %j', (bad) => {
    expect(joinTrace(bad, random).parentSpanId).toBeNull()
  })
  it('passes the trace on with our span as parent', () => {
    expect(traceparent(joinTrace(header, random))).toBe('00-0af7651916cd43dd8448eb211c80319c-0707070707070707-01')
  })
})
