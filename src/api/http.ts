/** HTTP manners shared by all routes: problem details (RFC 9457), headers of the NL API Design Rules, bounded bodies. */
import type { Context, MiddlewareHandler } from 'hono'
import { unloggedKind } from '../domain/counters.ts'
import { no, ok, type Problem, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import type { Ledger } from '../ports.ts'
import { languageHeaders, languageOf, problemDocument } from './problem-document.ts'

/** Full version of the API, equal to `info.version` of the OpenAPI document (/core/version-header). */
export const API_VERSION = '1.0.0'

export function problemResponse(c: Context, problem: Problem): Response {
  const language = languageOf(c.req.header('accept-language'))
  const document = problemDocument(problem, language)
  const { status } = document
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    ...languageHeaders(language),
  }
  if (status === 401) headers['www-authenticate'] = 'Bearer'
  if (problem.retryAfterSeconds !== undefined) headers['retry-after'] = String(problem.retryAfterSeconds)
  if (problem.allow) headers.allow = problem.allow.join(', ')
  return c.body(JSON.stringify(document), status, headers)
}

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key, prefer, traceparent',
  'access-control-max-age': '600',
}

/** Headers of every response: /core/transport/security-headers and /core/version-header. */
export function standardHeaders(corsOrigins: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin')
    const listed = origin !== undefined && corsOrigins.includes(origin)
    // A preflight asks on behalf of a page: it bears no token, and only a listed origin gets an answer to it.
    if (listed && c.req.method === 'OPTIONS' && c.req.header('access-control-request-method')) {
      c.res = new Response(null, { status: 204, headers: PREFLIGHT })
    } else {
      await next()
    }
    const headers = c.res.headers
    headers.set('api-version', API_VERSION)
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
    headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
    headers.set('x-content-type-options', 'nosniff')
    headers.set('x-frame-options', 'DENY')
    headers.set('referrer-policy', 'no-referrer')
    if (listed && !headers.has('access-control-allow-origin')) {
      headers.set('access-control-allow-origin', origin)
      headers.set('access-control-expose-headers', 'API-Version, Link, Location, Retry-After')
      headers.append('vary', 'Origin')
    }
  }
}

const JSON_RANGE = /^\s*(\*\/\*|application\/\*|application\/json|application\/problem\+json)\s*(;|$)/i
const LINES_RANGE = /^\s*application\/x-ndjson\s*(;|$)/i
const TABLE_RANGE = /^\s*text\/csv\s*(;|$)/i

/** 406 when the client cannot take JSON (of an export: lines of it; of a list of decisions: a table); it never echoes. */
export const acceptsJson: MiddlewareHandler = async (c, next) => {
  const accept = c.req.header('accept')
  const fits =
    !accept ||
    accept
      .split(',')
      .some(
        (range) =>
          JSON_RANGE.test(range) ||
          (c.req.path.endsWith('/_export') && LINES_RANGE.test(range)) ||
          (hasTable(c) && TABLE_RANGE.test(range)),
      )
  if (!fits) return problemResponse(c, { code: 'not-acceptable' })
  return next()
}

function hasTable(c: Context): boolean {
  return c.req.method === 'GET' && c.req.path === '/v1/decisions'
}

/** Whether a table is named, before anything that is JSON. */
export function wantsTable(c: Context): boolean {
  const ranges = (c.req.header('accept') ?? '').split(',')
  const first = ranges.find((range) => JSON_RANGE.test(range) || TABLE_RANGE.test(range))
  return first !== undefined && TABLE_RANGE.test(first)
}

const ENTERED = 'entered'

/** The log has an entry of this request. */
export function markEntered(c: Context): void {
  c.set(ENTERED, true)
}

/** What is refused or fails without an entry is counted by its status, and by nothing else. */
export function countsUnlogged(ports: { readonly ledger: Pick<Ledger, 'count'> }): MiddlewareHandler {
  return async (c, next) => {
    await next()
    if (c.res.status >= 400 && c.get(ENTERED) !== true) ports.ledger.count(unloggedKind(c.res.status))
  }
}

export type JsonBody = { readonly value: unknown; readonly bytes: Uint8Array }

/** Reads a JSON body within its bounds. Numbers, strings and nesting are checked before any schema sees them. */
export async function readJson(c: Context): Promise<Result<JsonBody>> {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) return no('unsupported-media-type')
  if (Number(c.req.header('content-length') ?? 0) > LIMITS.bodyBytes) return no('body-too-large')
  // Whoever hangs up halfway is no fault of ours, and must not look like one.
  const bytes = await readBounded(c).catch(() => 'cut-off' as const)
  if (bytes === 'cut-off') return no('invalid-input', { problems: [{ pointer: '', message: 'must be complete' }] })
  if (!bytes) return no('body-too-large')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    const fault = faultOf(value, 0)
    if (fault) return no('invalid-input', { problems: [{ pointer: '', message: fault }] })
    return ok({ value, bytes })
  } catch {
    return no('invalid-input', { problems: [{ pointer: '', message: 'must be JSON in UTF-8' }] })
  }
}

async function readBounded(c: Context): Promise<Uint8Array | null> {
  // Node's parser reads as many bytes as the header says and no more; without a stream that is half the cost.
  if (c.env?.incoming && c.req.header('content-length') !== undefined) {
    return new Uint8Array(await c.req.raw.arrayBuffer())
  }
  const { body } = c.req.raw
  if (!body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > LIMITS.bodyBytes) return null
    chunks.push(chunk)
  }
  const only = chunks[0]
  if (chunks.length === 1 && only) return only
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** Depth, string length and lone surrogates (pitfall 13). The message never repeats the value. */
function faultOf(value: unknown, depth: number): string | null {
  if (depth > LIMITS.bodyDepth) return `must not nest deeper than ${LIMITS.bodyDepth}`
  if (typeof value === 'string') {
    if (value.length > LIMITS.stringChars) return `strings must be at most ${LIMITS.stringChars} characters`
    return value.isWellFormed() ? null : 'strings must be well-formed Unicode'
  }
  if (typeof value !== 'object' || value === null) return null
  for (const [key, member] of Object.entries(value)) {
    const fault = faultOf(key, depth) ?? faultOf(member, depth + 1)
    if (fault) return fault
  }
  return null
}

export function json(c: Context, status: 200 | 201, document: unknown, headers: Record<string, string> = {}): Response {
  return c.body(JSON.stringify(document), status, { 'content-type': 'application/json', ...headers })
}
