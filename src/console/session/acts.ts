/** What a form asked the API to do, and whether that is known to be done or not. */
import type { Came } from './once.ts'

type FetchApi = (request: Request) => Promise<Response>

export function watched(fetchApi: FetchApi) {
  let isAsked = false
  let isDone = false
  let isUnsure = false
  return {
    async fetchApi(request: Request): Promise<Response> {
      // What was read can be read again, and what has a key of its own is not done twice: a repeat is how one hears what came of it.
      if (request.method === 'GET' || request.headers.has('idempotency-key')) return fetchApi(request)
      const before = isUnsure
      isAsked = true
      isUnsure = true
      const response = await fetchApi(request)
      isUnsure = before || response.status >= 500
      isDone ||= response.ok
      return response
    },
    /** Of a form that ended with this answer. */
    cameOf(answer: unknown): Came {
      const at = answer instanceof Response && answer.status === 303 ? answer.headers.get('location') : null
      // A form that only leads on, as a filter, did nothing: sent again with something else in it, it leads elsewhere.
      if (at !== null && isAsked) return { kind: 'done', at }
      return { kind: isUnsure ? 'unknown' : 'shown' }
    },
    /** Of one that ended without: what was done before that stands. */
    cameOfFault: (): Came => ({ kind: isUnsure || isDone ? 'unknown' : 'shown' }),
  }
}
