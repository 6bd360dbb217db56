/**
 * A source with its own limits: how many questions at once, how long one may take, and a circuit that opens after
 * consecutive failures, so that a source that is down is left alone and its askers hear so at once.
 */

import type { Observer } from '../events.ts'
import { LIMITS } from '../limits.ts'
import type { Clock, Source, SourceQuery } from '../ports.ts'
import { SourceFailure } from '../ports.ts'

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
  let active = 0

  async function fetch(query: SourceQuery) {
    const started = now()
    const seen = (result: 'ok' | 'failed' | 'rejected') =>
      options.observe({ type: 'source', source: options.source, result, milliseconds: now() - started })
    if (active >= concurrent) {
      seen('rejected')
      throw new SourceFailure('busy')
    }
    const pass = circuit.admit(started)
    if (!pass) {
      seen('rejected')
      throw new SourceFailure('circuit-open')
    }
    active += 1
    const timer = new AbortController()
    const alarm = setTimeout(() => timer.abort(), timeoutMs)
    const signal = AbortSignal.any([query.signal, timer.signal])
    try {
      const records = await outcome(
        () => inner.fetch({ ...query, signal }),
        signal,
        () => {
          active -= 1
        },
      )
      circuit.report(pass, 'good', now())
      seen('ok')
      return records
    } catch (error) {
      const failure = failureOf(error)
      circuit.report(pass, query.signal.aborted ? 'unknown' : BLAME[failure.kind], now())
      seen('failed')
      throw failure
    } finally {
      clearTimeout(alarm)
    }
  }

  return { fetch, check: () => inner.check(), close: () => inner.close() }
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
