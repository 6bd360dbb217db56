/** Starts a form in a process of its own, and asks it what it has used. */
import { type ChildProcess, fork } from 'node:child_process'
import { on, once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { type Target, targetAt } from './load.ts'
import type { Parts } from './parts.ts'
import { ANSWERS, type Order, type Question, type Usage } from './protocol.ts'
import type { Ask } from './setup.ts'

export type Started = {
  readonly form: Order['form']
  readonly target: Target
  /** The same application without its log. */
  readonly withoutLog: Target | null
  readonly asks: readonly Ask[]
  usage(): Promise<Usage>
  parts(rounds: number): Promise<Parts>
  stop(): Promise<void>
}

const PATH = '/v1/inquiries'

export async function start(order: Order, callers: number): Promise<Started> {
  const child = fork(fileURLToPath(new URL('./run.ts', import.meta.url)), ['serve', JSON.stringify(order)])
  const messages = answersOf(child)
  const answer = async <S extends z.ZodType>(schema: S): Promise<z.output<S>> => schema.parse(await messages.next())
  const get = (question: Question) => child.send(question)
  const ready = await answer(ANSWERS.ready)
  const target = targetAt(ready.origin, PATH, callers)
  const withoutLog = ready.withoutLog === null ? null : targetAt(ready.withoutLog, PATH, callers)
  return {
    form: order.form,
    target,
    withoutLog,
    asks: ready.asks,
    usage() {
      get({ get: 'usage' })
      return answer(ANSWERS.usage)
    },
    parts(rounds) {
      get({ get: 'parts', rounds })
      return answer(ANSWERS.parts)
    },
    async stop() {
      await Promise.all([target.close(), withoutLog?.close()])
      const ended = once(child, 'exit')
      get({ get: 'end' })
      await ended
    },
  }
}

/** Messages in order; a child that ends before it answers is an error, not a wait for ever. */
function answersOf(child: ChildProcess): { next(): Promise<unknown> } {
  const stop = new AbortController()
  child.once('exit', () => stop.abort())
  const messages = on(child, 'message', { signal: stop.signal })
  return {
    async next() {
      try {
        const { value } = await messages.next()
        return value?.[0]
      } catch (cause) {
        throw new Error('a served form ended', { cause })
      }
    },
  }
}
