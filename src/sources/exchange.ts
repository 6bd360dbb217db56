/**
 * One HTTP exchange with a source or its token endpoint, whichever client does it: JSON, bounded in size while it
 * streams. What is thrown here says nothing about the content. Pure.
 */
import { LIMITS } from '../limits.ts'
import { SourceFailure } from '../source-port.ts'

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
  /** Well-formed UTF-8 of at most so many bytes. */
  readonly text: (mostBytes: number) => Promise<string>
  readonly discard: () => Promise<void>
}

/** An HTTP client of one source: no redirects, and every failure a SourceFailure. */
export type Exchanger = {
  send(asked: Exchange): Promise<Reply>
  close(): Promise<void>
}

/** Throws SourceFailure, or what the body throws; leaving the loop early lets go of the body. */
export async function readJson(contentType: string, body: AsyncIterable<Uint8Array>): Promise<unknown> {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(contentType)) throw new SourceFailure('malformed')
  const text = await readText(body, LIMITS.sourceResponseBytes)
  try {
    return JSON.parse(text)
  } catch {
    throw new SourceFailure('malformed')
  }
}

/** Throws as readJson does. */
export async function readText(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new SourceFailure('too-large')
    chunks.push(chunk)
  }
  try {
    return textOf(chunks)
  } catch {
    throw new SourceFailure('malformed')
  }
}

function textOf(chunks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode()
}
