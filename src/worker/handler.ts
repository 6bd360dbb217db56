/**
 * What the platform calls: composes once per isolate, answers requests, and tends the log when the clock trigger comes.
 */

import { languageHeaders, languageOf, problemDocument } from '../api/problem-document.ts'
import type { Event } from '../events.ts'
import { BundleFault } from '../policy/bundle.ts'
import type { Clock } from '../ports.ts'
import { StorageFailure } from '../storage/failure.ts'
import { StartFailure } from '../upkeep.ts'
import { createWorker, type SluisWorker } from './compose.ts'
import type { WorkerBundleFiles } from './policy.ts'

type Env = Readonly<Record<string, unknown>>
type Context = { waitUntil(work: Promise<unknown>): void }

export type HandlerParts = {
  readonly bundle: WorkerBundleFiles
  /** Text of policies/shown.json. */
  readonly shown?: string
  /** Text of policies/acts.json. */
  readonly acts?: string
  /** Text of policies/retention.json. */
  readonly retention: string
  readonly clock: Clock
  /** Takes a diagnostic line, JSON without personal data. */
  readonly write: (line: string) => void
}
export type Handler = {
  fetch(request: Request, env: Env, context: Context): Promise<Response>
  scheduled(event: unknown, env: Env): Promise<void>
}

export function createHandler({ bundle, shown, acts, retention, clock, write }: HandlerParts): Handler {
  let started: Promise<SluisWorker> | undefined
  const observe = (event: Event) => {
    if (event.type === 'fault' || event.type === 'recovered') write(JSON.stringify(event))
  }

  /** A start that failed is tried again by the next request: the database may be back. */
  function start(env: Env): Promise<SluisWorker> {
    started ??= createWorker({
      env,
      bundle,
      retention,
      ...(shown === undefined ? {} : { shown }),
      ...(acts === undefined ? {} : { acts }),
      observe,
      clock,
    }).catch((error: unknown) => {
      started = undefined
      observe({ type: 'fault', where: 'start', code: reasonOf(error) })
      throw error
    })
    return started
  }

  async function respond(request: Request, env: Env): Promise<Response> {
    try {
      const { app, mode } = await start(env)
      if (mode === 'development' && !isLocal(request)) return unavailable(request)
      return await app.fetch(request)
    } catch {
      return unavailable(request)
    }
  }

  return {
    fetch(request, env, context) {
      const answer = respond(request, env)
      const after = answer.then(async () => (await started)?.settleCounts()).catch(() => undefined)
      // Who hangs up cuts off neither the start, which others wait for, nor a walk: a recorded permit is settled.
      context.waitUntil(answer)
      context.waitUntil(after)
      return answer
    },
    async scheduled(_, env) {
      const sluis = await start(env)
      await sluis.tend()
    },
  }
}

/** Only our own refusals say what is wrong; what else is thrown may quote anything. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return [StartFailure, BundleFault, StorageFailure].some((kind) => error instanceof kind) ? error.message : error.name
}

/** Development is for the machine of a developer: deployed, a Worker has another name, and answers nobody. */
function isLocal(request: Request): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(request.url).hostname)
}

const NOT_STARTED = {
  nl: 'Sluis is niet gestart; er is niets verstrekt',
  en: 'The broker did not start; nothing was released',
}

/** The one answer without the application: it says nothing about what is wrong. */
function unavailable(request: Request): Response {
  const language = languageOf(request.headers.get('accept-language') ?? undefined)
  const body = problemDocument({ code: 'overloaded', detail: NOT_STARTED }, language)
  const headers = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...languageHeaders(language),
  }
  return new Response(JSON.stringify(body), { status: 503, headers })
}
