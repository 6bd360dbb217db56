/** The HTTP client of sources on Node: no redirects, no compression, client certificates where they are configured. */
import { Agent, type Dispatcher, request } from 'undici'
import { SourceFailure } from '../source-port.ts'
import { type Exchange, type Exchanger, type Reply, readJson, readText } from './exchange.ts'

/** PEM texts. */
export type Certificates = { readonly cert?: string; readonly key?: string; readonly ca?: string }

/** Certificates are read on first use, and again while that fails. */
export function undiciExchanger(certificates: () => Promise<Certificates>): Exchanger {
  let agent: Promise<Dispatcher> | undefined

  async function open(): Promise<Dispatcher> {
    try {
      return new Agent({ connect: { ...(await certificates()) }, pipelining: 1 })
    } catch {
      agent = undefined
      throw new SourceFailure('not-connected')
    }
  }

  return {
    async send(asked) {
      agent ??= open()
      return exchange(await agent, asked)
    },
    async close() {
      const opened = await agent?.catch(() => undefined)
      await opened?.destroy()
    },
  }
}

async function exchange(dispatcher: Dispatcher, asked: Exchange): Promise<Reply> {
  const { url, method, signal } = asked
  // A compressed answer of a few kilobytes can unfold to gigabytes; nobody needs it for one person's data.
  const headers = { accept: 'application/json', 'accept-encoding': 'identity', ...asked.headers }
  const options = { dispatcher, method, headers, signal, ...(asked.body === undefined ? {} : { body: asked.body }) }
  const answer = await request(url, options).catch((error: unknown) => {
    throw failureOf(error, signal)
  })
  const discard = async () => {
    // Destroyed rather than read: its size is not ours to trust.
    answer.body.on('error', () => undefined).destroy()
  }
  if (answer.statusCode >= 300 && answer.statusCode < 400) {
    await discard()
    throw new SourceFailure('refused')
  }
  const read = async <T>(reading: () => Promise<T>) => {
    try {
      if (!/^(identity)?$/i.test(String(answer.headers['content-encoding'] ?? ''))) throw new SourceFailure('malformed')
      return await reading()
    } catch (error) {
      await discard()
      throw failureOf(error, signal)
    }
  }
  return {
    status: answer.statusCode,
    json: () => read(() => readJson(String(answer.headers['content-type'] ?? ''), answer.body)),
    text: (mostBytes) => read(() => readText(answer.body, mostBytes)),
    discard,
  }
}

/** Codes of undici and the operating system that say that no answer came because there was no connection. */
const NO_CONNECTION =
  /^(E(CONNREFUSED|CONNRESET|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN|PIPE)|UND_ERR_(SOCKET|CONNECT_TIMEOUT))$/

function failureOf(error: unknown, signal: AbortSignal): SourceFailure {
  if (error instanceof SourceFailure) return error
  if (signal.aborted) return new SourceFailure('timeout')
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return new SourceFailure('timeout')
  if (NO_CONNECTION.test(code)) return new SourceFailure('unreachable')
  // TLS refusals and malformed HTTP among them: something answered, and we do not trust it.
  return new SourceFailure('refused')
}
