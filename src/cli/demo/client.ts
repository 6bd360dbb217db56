/** A small HTTP client for the demo: everything shown comes from the running server. */
import { setTimeout } from 'node:timers/promises'

/** `retryAfterSeconds`: absent where the server does not say when to come back. */
export type Reply = {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly retryAfterSeconds?: number
}
export type Api = {
  post(path: string, body?: unknown): Promise<Reply>
  get(path: string): Promise<Reply>
}

/** How often a request is made again, and the longest that one wait may be: a server that never comes back ends it. */
const MOST_AGAIN = 20
const LONGEST_SECONDS = 30

/** Speaks to the server as the bearer of one token. */
export function apiOf(base: string, token: string): Api {
  const call = async (method: string, path: string, body?: unknown): Promise<Reply> => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const seconds = response.headers.get('retry-after')
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      ...(seconds === null ? {} : { retryAfterSeconds: Number(seconds) }),
    }
  }
  return {
    post: (path, body) => call('POST', path, body),
    get: (path) => call('GET', path),
  }
}

/**
 * Comes back when the server says so, as its callers should: one that is busy, or whose log is behind, took nothing. Gives the
 * last answer once it has come back often enough, any answer that does not say when to come back, and one of an inquiry that
 * was entered: asked anew it would be another.
 */
export function patiently(api: Api, wait = (seconds: number) => setTimeout(seconds * 1_000)): Api {
  const asked = async (work: () => Promise<Reply>): Promise<Reply> => {
    let reply = await work()
    for (let again = 0; again < MOST_AGAIN; again += 1) {
      const { retryAfterSeconds: seconds, body } = reply
      if (seconds === undefined || !(seconds <= LONGEST_SECONDS) || body.inquiryId !== undefined) break
      await wait(seconds)
      reply = await work()
    }
    return reply
  }
  return {
    post: (path, body) => asked(() => api.post(path, body)),
    get: (path) => asked(() => api.get(path)),
  }
}
