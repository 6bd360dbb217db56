/** The HTTP client of sources on Workers: the platform's own fetch, without redirects and without its cache. */
import { SourceFailure } from '../source-port.ts'
import { type Exchange, type Exchanger, type Reply, readJson, readText } from './exchange.ts'

export function fetchExchanger(): Exchanger {
  return { send, close: async () => undefined }
}

async function send({ url, method, headers, body, signal }: Exchange): Promise<Reply> {
  // `cache`: what a source said about one subject is not kept on the way. The types of Node do not know it.
  const options: RequestInit & { readonly cache: 'no-store' } = {
    method,
    // A platform that asks for a compressed answer all the same unpacks it before its bytes are counted.
    headers: { accept: 'application/json', 'accept-encoding': 'identity', ...headers },
    redirect: 'manual',
    cache: 'no-store',
    signal,
    ...(body === undefined ? {} : { body }),
  }
  const answer = await fetch(url, options).catch(() => {
    throw failureOf(signal)
  })
  // Cancelled rather than read: its size is not ours to trust.
  const discard = async () => answer.body?.cancel().catch(() => undefined)
  if (answer.type === 'opaqueredirect' || (answer.status >= 300 && answer.status < 400)) {
    await discard()
    throw new SourceFailure('refused')
  }
  const read = async <T>(reading: () => Promise<T>) => {
    try {
      return await reading()
    } catch (error) {
      await discard()
      throw error instanceof SourceFailure ? error : failureOf(signal)
    }
  }
  return {
    status: answer.status,
    json: () => read(() => readJson(answer.headers.get('content-type') ?? '', answer.body ?? nothing())),
    text: (mostBytes) => read(() => readText(answer.body ?? nothing(), mostBytes)),
    discard,
  }
}

async function* nothing(): AsyncIterable<Uint8Array> {}

/** The platform tells causes apart in its messages only, and those differ: without a timeout there was no connection. */
function failureOf(signal: AbortSignal): SourceFailure {
  return new SourceFailure(signal.aborted ? 'timeout' : 'unreachable')
}
