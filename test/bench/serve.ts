/** One form, served by a process of its own, that tells on request what it has used. */
import { on } from 'node:events'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { createApp } from '../../src/app.ts'
import type { Ledger } from '../../src/ports.ts'
import { listen } from '../support/listen.ts'
import { openWorld } from '../support/world.ts'
import { measureParts } from './parts.ts'
import { type Order, requestSchema, type Usage } from './protocol.ts'
import { prepare } from './setup.ts'
import { sidecarApp, startOpa } from './sidecar.ts'

type Served = {
  readonly ready: object
  usage(): Promise<Usage>
  parts(rounds: number): Promise<object>
  close(): Promise<void>
}

/** Serves until it is told to end. */
export async function serve(order: Order): Promise<void> {
  const messages = on(process, 'message')
  const served = order.form === 'echo' ? await serveEcho() : await serveBroker(order)
  say(served.ready)
  for await (const [message] of messages) {
    const request = requestSchema.parse(message)
    if (request.get === 'end') break
    say(request.get === 'usage' ? await served.usage() : await served.parts(request.rounds))
  }
  await served.close()
  process.disconnect()
}

function say(message: object): void {
  if (!process.send) throw new Error('started by npm run bench only')
  process.send(message)
}

/** The least that the same framework does with the same questions. */
async function serveEcho(): Promise<Served> {
  const app = new Hono()
  app.post('/v1/inquiries', async (c) => c.json(await c.req.json(), 201))
  const { origin, close } = await listen(app)
  return {
    ready: { origin, withoutLog: null, asks: [] },
    usage: async () => ({ ...ownUsage(), sidecar: null, commits: 0 }),
    parts: async () => ({}),
    close,
  }
}

async function serveBroker(order: Order): Promise<Served> {
  let commits = 0
  const world = await openWorld({
    elapsed: () => performance.now(),
    observe: (event) => {
      // One sync each; those of checkpoints, one in hundreds of commits, are not counted.
      if (event.type === 'commit') commits += 1
      if (event.type === 'fault' && event.code !== 'busy') process.stderr.write(`${JSON.stringify(event)}\n`)
    },
  })
  const { ports } = world.node
  const asks = await prepare(world, order)
  const opa = order.opa === null ? null : await startOpa(order.opa, world.folder, world.options.settings)
  const server = await listen(opa ? sidecarApp(ports, opa) : world.node.app)
  const withoutLog = await listen(createApp({ ...ports, ledger: forgetful(ports.ledger) }))
  return {
    ready: { origin: server.origin, withoutLog: withoutLog.origin, asks },
    async usage() {
      // The index of decisions is part of what a question costs, if later.
      await ports.catchUp()
      return { ...ownUsage(), sidecar: opa && processUsage(opa.pid), commits }
    },
    parts: (rounds) => measureParts(ports, asks, world.folder, rounds),
    async close() {
      await Promise.all([server.close(), withoutLog.close()])
      await opa?.stop()
      await world.close()
    },
  }
}

/** A log that is as fast as none: entries are built and sealed, and then dropped. */
function forgetful(ledger: Ledger): Ledger {
  return {
    ...ledger,
    append: async ({ entry: { id, leafHash }, call }) => ({
      appended: true,
      place: { id, index: 0, leafHash },
      number: null,
      call: call ? 1 : null,
    }),
    enter: () => undefined,
    leave: () => undefined,
  }
}

function ownUsage() {
  const { user, system } = process.cpuUsage()
  return { cpuMicroseconds: user + system, memoryBytes: process.memoryUsage.rss() }
}

/** Clock ticks and pages as Linux counts them, on every platform that Node has: 10 ms and 4 KiB. */
const TICK_MICROSECONDS = 10_000
const PAGE_BYTES = 4_096

/** proc(5): after the name in brackets, utime and stime are fields 14 and 15, rss is 24. */
function processUsage(pid: number): Usage['sidecar'] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const field = (number: number) => Number(fields[number - 3])
    return {
      cpuMicroseconds: (field(14) + field(15)) * TICK_MICROSECONDS,
      memoryBytes: field(24) * PAGE_BYTES,
    }
  } catch {
    return null
  }
}
