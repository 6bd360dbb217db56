/** The guard: room, time and circuit of one source. The clock is ours. */
import { describe, expect, it, vi } from 'vitest'
import type { SourceRecord } from '../../src/domain/disclosure.ts'
import type { Event } from '../../src/events.ts'
import { LIMITS } from '../../src/limits.ts'
import { type Source, SourceFailure } from '../../src/source-port.ts'
import { type GuardOptions, guarded } from '../../src/sources/guarded.ts'
import { failureOf, query } from './fixtures.ts'

const records: readonly SourceRecord[] = [{ soort: 'horeca' }]

/** A source that answers as told, behind a guard whose clock stands still until it is moved. */
function bench(options: Partial<GuardOptions> = {}) {
  let now = Date.parse('2026-11-24T10:00:00Z')
  const seen: Event[] = []
  const state = { calls: 0, answer: async (_signal: AbortSignal): Promise<readonly SourceRecord[]> => records }
  const inner: Source = {
    async fetch({ signal }) {
      state.calls += 1
      return state.answer(signal)
    },
    async check() {},
    async close() {},
  }
  const observe = (event: Event) => void seen.push(event)
  const source = guarded(inner, { source: 'VERG/vergunningen', clock: () => new Date(now), observe, ...options })
  const results = () => seen.map((event) => (event.type === 'source' ? event.result : event.type))
  return { source, state, results, seen, pass: (milliseconds: number) => (now += milliseconds) }
}

const failing = (kind: SourceFailure['kind']) => async () => {
  throw new SourceFailure(kind)
}

async function fail(b: ReturnType<typeof bench>, times: number, kind: SourceFailure['kind'] = 'unreachable') {
  b.state.answer = failing(kind)
  for (let i = 0; i < times; i += 1) expect(await failureOf(b.source.fetch(query()))).toBe(kind)
}

/** A promise to be settled by hand. */
function gate() {
  let open = () => {}
  const opened = new Promise<readonly SourceRecord[]>((resolve) => {
    open = () => resolve(records)
  })
  return { opened, open: () => open() }
}

describe('a guarded source', () => {
  it('passes the answer on and says that it came', async () => {
    const b = bench()
    expect(await b.source.fetch(query())).toEqual(records)
    expect(b.seen).toEqual([{ type: 'source', source: 'VERG/vergunningen', result: 'ok', milliseconds: 0 }])
  })

  it('turns anything else that is thrown into a failure without its message', async () => {
    const b = bench()
    b.state.answer = async () => {
      throw new Error('row of 999990019')
    }
    const failure = await b.source.fetch(query()).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(SourceFailure)
    expect(String(failure)).not.toContain('999990019')
  })
})

describe('how it fares', () => {
  it('is what it gave last, why it last gave nothing, and whether it is left alone', async () => {
    const b = bench()
    const at = '2026-11-24T10:00:00.000Z'
    expect(b.source.standing?.()).toEqual({ circuit: 'closed', goodAt: null, fault: null })
    await b.source.fetch(query())
    expect(b.source.standing?.()).toEqual({ circuit: 'closed', goodAt: at, fault: null })
    await fail(b, LIMITS.sourceFailuresToOpen, 'timeout')
    expect(b.source.standing?.()).toEqual({ circuit: 'open', goodAt: at, fault: { code: 'timeout', at } })
    b.pass(LIMITS.sourceOpenMs)
    expect(b.source.standing?.().circuit).toBe('half-open')
    b.state.answer = async () => records
    await b.source.fetch(query())
    expect(b.source.standing?.()).toMatchObject({ circuit: 'closed', goodAt: '2026-11-24T10:00:10.000Z' })
  })
})

describe('room', () => {
  it('is for as many questions at once as the limit; one more waits and goes when there is room', async () => {
    const b = bench()
    const { opened, open } = gate()
    let asked = 0
    b.state.answer = () => {
      asked += 1
      return opened
    }
    const running = Array.from({ length: LIMITS.sourceConcurrent + 1 }, () => b.source.fetch(query()))
    await new Promise((resolve) => setImmediate(resolve))
    expect(asked).toBe(LIMITS.sourceConcurrent)
    expect(b.results()).toEqual([])
    open()
    await Promise.all(running)
    expect(asked).toBe(LIMITS.sourceConcurrent + 1)
    expect(await failureOf(b.source.fetch(query()))).toBe('none')
  })

  it('is for four times as many callers at once as it has, all in their turn', async () => {
    const b = bench()
    const replies = Array.from({ length: 4 * LIMITS.sourceConcurrent }, () => failureOf(b.source.fetch(query())))
    expect(new Set(await Promise.all(replies))).toEqual(new Set(['none']))
  })

  it('is refused as busy to who waited in vain, and that takes no place', async () => {
    const b = bench({ concurrent: 1, timeoutMs: 30 })
    const { opened, open } = gate()
    b.state.answer = () => opened
    const first = failureOf(b.source.fetch(query()))
    expect(await failureOf(b.source.fetch(query()))).toBe('busy')
    expect(b.results()).toContain('rejected')
    expect(await first).toBe('timeout')
    open()
    await new Promise((resolve) => setImmediate(resolve))
    expect(await failureOf(b.source.fetch(query()))).toBe('none')
  })

  it('is given back only when the source lets go, not when the asker stopped waiting', async () => {
    const b = bench({ concurrent: 1, timeoutMs: 5 })
    const { opened, open } = gate()
    b.state.answer = () => opened
    expect(await failureOf(b.source.fetch(query()))).toBe('timeout')
    expect(await failureOf(b.source.fetch(query()))).toBe('busy')
    open()
    await opened
    await new Promise((resolve) => setImmediate(resolve))
    expect(await failureOf(b.source.fetch(query()))).toBe('none')
  })
})

describe('time', () => {
  it('ends a question that takes too long, and tells the source', async () => {
    const b = bench({ timeoutMs: 5 })
    let told = false
    b.state.answer = (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          told = true
          reject(new Error('stopped'))
        })
      })
    expect(await failureOf(b.source.fetch(query()))).toBe('timeout')
    expect(told).toBe(true)
    expect(b.results()).toEqual(['failed'])
  })

  it('is as long as the limit, unless the source is given less', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const b = bench()
    b.state.answer = () => new Promise(() => undefined)
    const failure = failureOf(b.source.fetch(query()))
    await vi.advanceTimersByTimeAsync(LIMITS.sourceTimeoutMs - 1)
    expect(b.results()).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(b.results()).toEqual(['failed'])
    expect(await failure).toBe('timeout')
    vi.useRealTimers()
  })

  it('ends for an asker who leaves halfway, and leaves nothing behind on their signal', async () => {
    const b = bench()
    const asker = new AbortController()
    const removed = vi.spyOn(asker.signal, 'removeEventListener')
    const added = vi.spyOn(asker.signal, 'addEventListener')
    await b.source.fetch(query({ signal: asker.signal }))
    expect([added.mock.calls.length, removed.mock.calls.length]).toEqual([1, 1])
    b.state.answer = () => new Promise(() => undefined)
    const failure = failureOf(b.source.fetch(query({ signal: asker.signal })))
    await new Promise((resolve) => setImmediate(resolve))
    asker.abort()
    expect(await failure).toBe('timeout')
  })

  it('does not blame the source for an asker who left', async () => {
    const b = bench({ failuresToOpen: 1 })
    expect(await failureOf(b.source.fetch(query({ signal: AbortSignal.abort() })))).toBe('timeout')
    expect(b.state.calls).toBe(0)
    expect(await failureOf(b.source.fetch(query()))).toBe('none')
  })
})

describe('the circuit', () => {
  it('opens at the limit of consecutive failures and not before', async () => {
    const b = bench()
    await fail(b, LIMITS.sourceFailuresToOpen - 1)
    b.state.answer = async () => records
    expect(await failureOf(b.source.fetch(query()))).toBe('none')
    await fail(b, LIMITS.sourceFailuresToOpen)
    const { calls } = b.state
    expect(await failureOf(b.source.fetch(query()))).toBe('circuit-open')
    expect(b.state.calls).toBe(calls)
    expect(b.results().at(-1)).toBe('rejected')
  })

  it('lets one question through after its time, and closes when that is answered', async () => {
    const b = bench()
    await fail(b, LIMITS.sourceFailuresToOpen)
    b.pass(LIMITS.sourceOpenMs - 1)
    expect(await failureOf(b.source.fetch(query()))).toBe('circuit-open')
    b.pass(1)
    const { opened, open } = gate()
    b.state.answer = () => opened
    const probe = b.source.fetch(query())
    expect(await failureOf(b.source.fetch(query()))).toBe('circuit-open')
    open()
    expect(await probe).toEqual(records)
    expect(await failureOf(b.source.fetch(query()))).toBe('none')
    await fail(b, LIMITS.sourceFailuresToOpen - 1)
    b.state.answer = async () => records
    expect(await failureOf(b.source.fetch(query()))).toBe('none')
  })

  it('opens again at once when that question fails too', async () => {
    const b = bench()
    await fail(b, LIMITS.sourceFailuresToOpen)
    b.pass(LIMITS.sourceOpenMs)
    await fail(b, 1, 'refused')
    expect(await failureOf(b.source.fetch(query()))).toBe('circuit-open')
    b.pass(LIMITS.sourceOpenMs)
    b.state.answer = async () => records
    expect(await failureOf(b.source.fetch(query()))).toBe('none')
  })

  it('stays half open when the asker of that question left', async () => {
    const b = bench()
    await fail(b, LIMITS.sourceFailuresToOpen)
    b.pass(LIMITS.sourceOpenMs)
    b.state.answer = async () => records
    expect(await failureOf(b.source.fetch(query({ signal: AbortSignal.abort() })))).toBe('timeout')
    expect(await failureOf(b.source.fetch(query()))).toBe('none')
  })

  it.each(['wrong-type', 'too-large'] as const)('is not opened by %s: the source is there', async (kind) => {
    const b = bench()
    await fail(b, LIMITS.sourceFailuresToOpen + 1, kind)
    expect(b.state.calls).toBe(LIMITS.sourceFailuresToOpen + 1)
  })
})
