/** The load: so many callers, each asking again as soon as it is answered. Runs outside the process it measures. */
import { Pool } from 'undici'
import type { Ask } from './setup.ts'

export type Load = { readonly callers: number; readonly milliseconds: number }
export type Loaded = {
  /** Answered with 201; what was refused because the server or a source was too busy stands apart. */
  readonly replies: number
  readonly refused: number
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}
export type Target = {
  /** One question and its answer; null: refused with 503. Throws on anything else than that or 201. */
  ask(question: Ask): Promise<string | null>
  close(): Promise<void>
}

/** Kept-alive connections, one a caller. */
export function targetAt(origin: string, path: string, connections: number): Target {
  const pool = new Pool(origin, { connections, pipelining: 1 })
  return {
    async ask({ token, body }) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const reply = await pool.request({ path, method: 'POST', headers, body })
      const text = await reply.body.text()
      if (reply.statusCode === 503) return null
      if (reply.statusCode !== 201) throw new Error(`${path} answered ${reply.statusCode}: ${text}`)
      return text
    },
    close: () => pool.close(),
  }
}

/** `from` is where in the list of questions to go on: no two loads ask the same ones in the same order. */
export async function apply(
  target: Target,
  asks: readonly Ask[],
  { callers, milliseconds }: Load,
  from = 0,
): Promise<Loaded> {
  const times: number[] = []
  const started = performance.now()
  let next = from
  let refused = 0
  async function caller(): Promise<void> {
    let before = performance.now()
    while (before - started < milliseconds) {
      const question = asks[next++ % asks.length]
      if (!question) throw new Error('nothing to ask')
      const text = await target.ask(question)
      const after = performance.now()
      if (text === null) refused += 1
      else times.push(after - before)
      before = after
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  const seconds = (performance.now() - started) / 1000
  times.sort((a, b) => a - b)
  return {
    replies: times.length,
    refused,
    perSecond: times.length / seconds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  }
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}

/** Of values in order; between two of them, the mean of both. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)]
  const above = sorted[Math.ceil(at)]
  if (below === undefined || above === undefined) throw new Error('nothing was measured')
  return below + (above - below) * (at - Math.floor(at))
}
