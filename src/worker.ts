/**
 * Sluis on Cloudflare Workers: the entry. Composes once per isolate, answers requests, and tends the log when the clock
 * trigger calls. The same application as on Node, over D1.
 */
import data from '../policies/bundle/data.json?text'
import digest from '../policies/bundle/digest.json?text'
import manifest from '../policies/bundle/manifest.json?text'
import wasm from '../policies/bundle/policy.wasm'
import type { Event } from './events.ts'
import { StartFailure } from './upkeep.ts'
import { createWorker, type SluisWorker } from './worker/compose.ts'

type Env = Readonly<Record<string, unknown>>
type Context = { waitUntil(work: Promise<unknown>): void }

const bundle = { wasm, data, manifest, digest }
let started: Promise<SluisWorker> | undefined

/** A start that failed is tried again by the next request: the database may be back. */
function start(env: Env): Promise<SluisWorker> {
  started ??= createWorker({ env, bundle, observe, clock: () => new Date() }).catch((error: unknown) => {
    started = undefined
    // Only our own refusals say what is wrong; what else is thrown may quote anything.
    const reason = error instanceof StartFailure ? error.message : error instanceof Error ? error.name : 'unknown'
    console.error(JSON.stringify({ type: 'fault', where: 'start', code: reason }))
    throw error
  })
  return started
}

export default {
  fetch(request: Request, env: Env, context: Context): Promise<Response> {
    const answer = respond(request, env)
    // Who hangs up does not cut off the walk: a recorded permit is settled all the same.
    context.waitUntil(answer)
    return answer
  },
  async scheduled(_: unknown, env: Env): Promise<void> {
    const sluis = await start(env)
    await sluis.tend()
  },
}

async function respond(request: Request, env: Env): Promise<Response> {
  try {
    const { app, mode } = await start(env)
    if (mode === 'development' && !isLocal(request)) return unavailable()
    return await app.fetch(request)
  } catch {
    return unavailable()
  }
}

/** Development is for the machine of a developer: deployed, a Worker has another name, and answers nobody. */
function isLocal(request: Request): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(request.url).hostname)
}

/** The one answer without the application: it says nothing about what is wrong. */
function unavailable(): Response {
  const body = {
    type: 'https://sluis.example/problems/overloaded',
    title: 'The broker did not start',
    status: 503,
    detail: 'The broker did not start; nothing was released',
  }
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' }
  return new Response(JSON.stringify(body), { status: 503, headers })
}

/** The console is the log of the platform. Events hold no personal data. */
function observe(event: Event): void {
  if (event.type === 'fault' || event.type === 'recovered') console.log(JSON.stringify(event))
}
