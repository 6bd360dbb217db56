/**
 * A source with its own limits: how many questions at once, how long one may take, and a circuit that opens after
 * consecutive failures, so that a source that is down is left alone and its askers hear so at once.
 */

import type { Observer } from '../events.ts'
import { LIMITS } from '../limits.ts'
import type { Clock } from '../ports.ts'
import type { Source, SourceQuery, SourceStanding } from '../source-port.ts'
import { SourceFailure } from '../source-port.ts'

export type GuardOptions = {
  readonly source: string
  readonly clock: Clock
  readonly observe: Observer
  readonly concurrent?: number | undefined
  readonly timeoutMs?: number | undefined
  readonly failuresToOpen?: number
  readonly openMs?: number
}

export function guarded(inner: Source, options: GuardOptions): Source {
  const concurrent = options.concurrent ?? LIMITS.sourceConcurrent
  const timeoutMs = options.timeoutMs ?? LIMITS.sourceTimeoutMs
  const circuit = circuitOf(options)
  const now = () => options.clock().getTime()
  const places = placesOf(concurrent)
  let goodAt: string | null = null
  let fault: SourceStanding['fault'] = null

  async function fetch(query: SourceQuery) {
    const started = now()
    const seen = (result: 'ok' | 'failed' | 'rejected') =>
      options.observe({ type: 'source', source: options.source, result, milliseconds: now() - started })
    // One allowance for waiting and asking together: an asker never waits longer than the source may take.
    const { signal, clear } = alarmOf(query.signal, timeoutMs)
    try {
      if (circuit.isOpen(started)) throw new SourceFailure('circuit-open')
      await places.take(signal)
    } catch (error) {
      clear()
      seen('rejected')
      throw error
    }
    // Asked again: it may have opened while this question waited.
    const pass = circuit.admit(now())
    if (!pass) {
      clear()
      places.giveBack()
      seen('rejected')
      throw new SourceFailure('circuit-open')
    }
    try {
      const records = await outcome(() => inner.fetch({ ...query, signal }), signal, places.giveBack)
      circuit.report(pass, 'good', now())
      goodAt = options.clock().toISOString()
      seen('ok')
      return records
    } catch (error) {
      const failure = failureOf(error)
      circuit.report(pass, query.signal.aborted ? 'unknown' : BLAME[failure.kind], now())
      // Who went away themselves says nothing about the source.
      if (!query.signal.aborted) fault = { code: failure.kind, at: options.clock().toISOString() }
      seen('failed')
      throw failure
    } finally {
      clear()
    }
  }

  const standing = () => ({ circuit: circuit.state(now()), goodAt, fault })
  return { fetch, check: () => inner.check(), close: () => inner.close(), standing }
}

/**
 * A signal that goes off with the asker's, or when the time is over. AbortSignal.any does the same with weak references and
 * finalizers for every question, which cost more than the rest of this file.
 */
function alarmOf(asker: AbortSignal, timeoutMs: number) {
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, timeoutMs)
  if (asker.aborted) abort()
  else asker.addEventListener('abort', abort, { once: true })
  const clear = () => {
    clearTimeout(timer)
    asker.removeEventListener('abort', abort)
  }
  return { signal: controller.signal, clear }
}

/**
 * Places at the source, given out in the order of asking. A group commit lets many permitted questions go in one moment,
 * so who finds no place waits for one; `busy` is for who waited in vain.
 */
function placesOf(count: number) {
  let free = count
  const waiting = new Set<() => void>()
  return {
    take(signal: AbortSignal): Promise<void> {
      return new Promise((resolve, reject) => {
        if (free > 0) {
          free -= 1
          resolve()
          return
        }
        const giveUp = () => {
          waiting.delete(go)
          reject(new SourceFailure('busy'))
        }
        const go = () => {
          waiting.delete(go)
          signal.removeEventListener('abort', giveUp)
          resolve()
        }
        waiting.add(go)
        signal.addEventListener('abort', giveUp, { once: true })
      })
    },
    giveBack(): void {
      const [next] = waiting
      if (next) next()
      else free += 1
    },
  }
}

/**
 * Settles with the work, or with the signal when that comes first. The place is given back only when the work itself
 * ends: a source that does not let go is still busy with us.
 */
function outcome<T>(work: () => Promise<T>, signal: AbortSignal, done: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new SourceFailure('timeout'))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    Promise.resolve()
      .then(() => {
        signal.throwIfAborted()
        return work()
      })
      .then(resolve, reject)
      .finally(() => {
        signal.removeEventListener('abort', stop)
        done()
      })
      .catch(reject)
  })
}

/** Whatever an adapter throws that is no SourceFailure is taken for an unreadable answer; its message goes nowhere. */
function failureOf(error: unknown): SourceFailure {
  return error instanceof SourceFailure ? error : new SourceFailure('malformed')
}

/** An answer that breaks a limit or a type proves that the source is there: it does not open the circuit. */
const BLAME: Readonly<Record<SourceFailure['kind'], 'good' | 'bad'>> = {
  unreachable: 'bad',
  timeout: 'bad',
  refused: 'bad',
  malformed: 'bad',
  busy: 'bad',
  'not-connected': 'bad',
  'circuit-open': 'bad',
  'too-large': 'good',
  'wrong-type': 'good',
}

type Pass = { readonly probe: boolean }

/** closed -> (consecutive failures) -> open -> (openMs later) one probe -> closed or open again. */
function circuitOf({ failuresToOpen = LIMITS.sourceFailuresToOpen, openMs = LIMITS.sourceOpenMs }: GuardOptions) {
  let failures = 0
  let openUntil: number | null = null
  let probing = false
  return {
    /** Nobody waits for a place at a source that is left alone. */
    isOpen: (now: number): boolean => openUntil !== null && (now < openUntil || probing),
    state: (now: number): SourceStanding['circuit'] =>
      openUntil === null ? 'closed' : now < openUntil ? 'open' : 'half-open',
    admit(now: number): Pass | undefined {
      if (openUntil === null) return { probe: false }
      if (now < openUntil || probing) return undefined
      probing = true
      return { probe: true }
    },
    report(pass: Pass, result: 'good' | 'bad' | 'unknown', now: number): void {
      if (pass.probe) probing = false
      // What was already on its way when the circuit opened says nothing about whether the source is back.
      if (result === 'unknown' || (openUntil !== null && !pass.probe)) return
      if (result === 'good') {
        failures = 0
        openUntil = null
        return
      }
      failures += 1
      if (failures >= failuresToOpen) openUntil = now + openMs
    },
  }
}
