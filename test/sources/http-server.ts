/** A real HTTP server and a connector that asks it, for tests; made anew for each. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach } from 'vitest'
import type { Source } from '../../src/source-port.ts'
import type { HttpConnector } from '../../src/sources/connector.ts'
import type { Exchanger } from '../../src/sources/exchange.ts'
import { httpSource } from '../../src/sources/http.ts'
import { mapperOf } from '../../src/sources/mapping.ts'
import { undiciExchanger } from '../../src/sources/undici.ts'
import { mapping, permits, raw } from './fixtures.ts'

type Asked = { method: string; url: string; headers: IncomingMessage['headers']; body: string }

export const give =
  (document: unknown, status = 200): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(document))
  }

/** What a test looks at and changes. */
export const http = {
  base: '',
  asked: [] as Asked[],
  answer: give([raw]),
  now: Date.parse('2026-11-24T10:00:00Z'),
  secret: 'geheim & wachtwoord' as string | Error,
}

let server: Server
const open: Source[] = []

/** Starts a server before each test of the file, and stops it after. */
export function useHttpServer(): void {
  beforeEach(async () => {
    http.asked = []
    http.answer = give([raw])
    server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      http.asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
      http.answer(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    http.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((source) => source.close()))
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
}

export function connect(
  changes: Partial<HttpConnector> = {},
  exchanger: Exchanger = undiciExchanger(async () => ({})),
): Source {
  const connector: HttpConnector = {
    kind: 'http',
    url: `${http.base}/vragen`,
    method: 'POST',
    ask: { bsn: { type: '{type}', burgerservicenummer: ['{value}'], velden: '{places}' }, none: { alles: true } },
    mapping,
    ...changes,
  }
  const source = httpSource(connector, {
    clock: () => new Date(http.now),
    mapper: mapperOf(mapping, permits, 'json'),
    exchanger,
    secret: async () => {
      if (http.secret instanceof Error) throw http.secret
      return http.secret
    },
  })
  open.push(source)
  return source
}
