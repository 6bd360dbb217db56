/**
 * One HTTP exchange with a source or its token endpoint: JSON, bounded in size while it streams, no redirects, no
 * compression. Whatever goes wrong becomes a SourceFailure that says nothing about the content.
 */
import { type Dispatcher, request } from 'undici'
import { LIMITS } from '../limits.ts'
import { SourceFailure } from '../ports.ts'

export type Exchange = {
  readonly url: URL
  readonly method: 'POST' | 'GET' | 'HEAD'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
}
export type Reply = {
  readonly status: number
  readonly json: () => Promise<unknown>
  readonly discard: () => Promise<void>
}

export async function exchange(dispatcher: Dispatcher, asked: Exchange): Promise<Reply> {
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
  return { status: answer.statusCode, json: () => readJson(answer, signal), discard }
}

async function readJson({ headers, body }: Dispatcher.ResponseData, signal: AbortSignal): Promise<unknown> {
  const refuse = (kind: SourceFailure['kind']) => {
    body.on('error', () => undefined).destroy()
    return new SourceFailure(kind)
  }
  if (!/^application\/([\w.-]+\+)?json\b/i.test(String(headers['content-type'] ?? ''))) throw refuse('malformed')
  if (!/^(identity)?$/i.test(String(headers['content-encoding'] ?? ''))) throw refuse('malformed')
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of body) {
      bytes += chunk.length
      if (bytes > LIMITS.sourceResponseBytes) throw new SourceFailure('too-large')
      chunks.push(chunk)
    }
  } catch (error) {
    throw failureOf(error, signal)
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
  } catch {
    throw new SourceFailure('malformed')
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
