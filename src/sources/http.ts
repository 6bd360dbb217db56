/**
 * HTTP JSON connector. It talks to its configured address only, puts the identifier in the body wherever the source
 * takes POST, and passes on the decision under which it asks, the number of the call, and the trace it belongs to.
 */
import type { Json, SourceRecord } from '../domain/disclosure.ts'
import type { Clock } from '../ports.ts'
import { type Source, SourceFailure, type SourceQuery } from '../source-port.ts'
import type { HttpConnector } from './connector.ts'
import type { Exchange, Exchanger, Reply } from './exchange.ts'
import { type Mapper, recordsIn } from './mapping.ts'
import { clientCredentials, type Tokens } from './oauth.ts'
import { type Path, pathOf } from './path.ts'
import { PLACES, TYPE, VALUE } from './template.ts'

export type HttpParts = {
  readonly clock: Clock
  readonly mapper: Mapper
  readonly exchanger: Exchanger
  readonly secret: () => Promise<string>
}

export function httpSource(connector: HttpConnector, parts: HttpParts): Source {
  const { mapper, exchanger } = parts
  const at: Path = connector.records === undefined ? [] : pathOf(connector.records)

  function send(asked: Exchange): Promise<Reply> {
    return exchanger.send(asked).catch((error: unknown) => {
      // Once more, and only where repeating cannot do harm: a GET that found no connection (RFC 9110, 9.2.2).
      if (asked.method !== 'GET' || !(error instanceof SourceFailure) || error.kind !== 'unreachable') throw error
      return exchanger.send(asked)
    })
  }

  const tokens: Tokens | undefined = connector.oauth && clientCredentials(connector.oauth, { ...parts, send })

  async function authorised(asked: Exchange): Promise<Reply> {
    if (!tokens) return send(asked)
    const authorization = `Bearer ${await tokens.bearer(asked.signal)}`
    const reply = await send({ ...asked, headers: { ...asked.headers, authorization } })
    if (reply.status === 401) tokens.forget()
    return reply
  }

  async function fetch(query: SourceQuery): Promise<readonly SourceRecord[]> {
    const asked = questionOf(connector, mapper, query)
    const document = await documentOf(await authorised(asked), connector)
    return document === undefined ? [] : recordsIn(document, at).map((raw) => mapper.map(raw, query.fields))
  }

  async function check(): Promise<void> {
    const { health } = connector
    const url = health ? new URL(health.path, connector.url) : new URL(connector.url)
    const signal = AbortSignal.timeout(connector.timeoutMs ?? CHECK_MS)
    const reply = await authorised({ url, method: health?.method ?? 'HEAD', headers: { ...connector.headers }, signal })
    await reply.discard()
    // Without a health path many a source answers HEAD with 404 or 405: it is there, and it knows us.
    const refused = health ? reply.status >= 300 : reply.status >= 500 || reply.status === 401 || reply.status === 403
    if (refused) throw new SourceFailure('refused')
  }

  return { fetch, check, close: () => exchanger.close() }
}

const CHECK_MS = 5_000

/** undefined: the source says that it knows nothing. Any other answer than the one asked for is no answer. */
async function documentOf(reply: Reply, connector: HttpConnector): Promise<unknown> {
  if (reply.status === 200) return reply.json()
  await reply.discard()
  if (reply.status === 204 || connector.nothingKnown?.some((status) => status === reply.status)) return undefined
  throw new SourceFailure(reply.status === 429 || reply.status === 503 ? 'busy' : 'refused')
}

function questionOf(connector: HttpConnector, mapper: Mapper, query: SourceQuery): Exchange {
  const template = connector.ask[query.identifier?.type ?? 'none']
  if (template === undefined) throw new SourceFailure('not-connected')
  const fill: Fill = (text) => {
    if (text === VALUE) return query.identifier?.value ?? null
    if (text === TYPE) return query.identifier?.type ?? null
    return text === PLACES ? mapper.places(query.fields) : text
  }
  const url = new URL(connector.url)
  const headers: Record<string, string> = {
    ...connector.headers,
    'sluis-decision': query.decisionId,
    'sluis-number': String(query.number),
    traceparent: query.traceparent,
  }
  if (connector.method === 'POST') {
    const body = JSON.stringify(filled(template, fill))
    return {
      url,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      signal: query.signal,
    }
  }
  for (const [name, value] of Object.entries(template)) {
    const text = filled(value, fill)
    url.searchParams.set(name, Array.isArray(text) ? text.join(',') : String(text))
  }
  return { url, method: 'GET', headers, signal: query.signal }
}

type Fill = (text: string) => Json

/** Only whole texts are replaced: a value can never become part of another text. */
function filled(template: unknown, fill: Fill): Json {
  if (typeof template === 'string') return fill(template)
  if (Array.isArray(template)) return template.map((item) => filled(item, fill))
  if (typeof template === 'object' && template !== null) {
    return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, filled(value, fill)]))
  }
  return typeof template === 'number' || typeof template === 'boolean' ? template : null
}
