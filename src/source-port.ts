/** What the path needs of a source: one connector per source and organisation. */
import type { SourceRecord } from './domain/disclosure.ts'
import type { Identifier } from './domain/inquiry.ts'

export type SourceQuery = {
  readonly source: string
  readonly oin: string
  readonly identifier: Identifier | null
  /** Catalogue field names wanted, control fields included. */
  readonly fields: readonly string[]
  readonly decisionId: string
  /** Running number of this call for whoever holds the source. */
  readonly number: number
  /** W3C traceparent to pass on. */
  readonly traceparent: string
  readonly signal: AbortSignal
}

/** How a source fares, as far as this process knows; `fault`: why it last gave nothing usable, since the start. */
export type SourceStanding = {
  readonly circuit: 'closed' | 'half-open' | 'open'
  readonly goodAt: string | null
  readonly fault: { readonly code: SourceFailure['kind']; readonly at: string } | null
}

/** One connector per source and organisation. Resolves with records by catalogue field name; throws SourceFailure. */
export type Source = {
  fetch(query: SourceQuery): Promise<readonly SourceRecord[]>
  /** Reaches the source without asking about anybody. Throws SourceFailure. */
  check(): Promise<void>
  close(): Promise<void>
  /** Absent: nobody looks after it. */
  standing?(): SourceStanding
}
export type Sources = {
  /** undefined: this organisation has no connection to that source. */
  find(oin: string, source: string): Source | undefined
  /** OIN of the organisation that holds this source for that one: itself, unless the configuration names another. */
  holder(oin: string, source: string): string
}

/** Why a source gave nothing usable. The message never carries content of the source. */
export class SourceFailure extends Error {
  readonly kind:
    | 'unreachable'
    | 'timeout'
    | 'refused'
    | 'too-large'
    | 'malformed'
    | 'wrong-type'
    | 'busy'
    | 'not-connected'
    | 'circuit-open'
  constructor(kind: SourceFailure['kind'], options?: ErrorOptions) {
    super(`source ${kind}`, options)
    this.name = 'SourceFailure'
    this.kind = kind
  }
}
