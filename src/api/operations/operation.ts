/** What the table of operations says of one operation. Pure. */
import type { z } from 'zod'

export type Method = 'get' | 'post' | 'patch' | 'delete'
export type Operation = {
  readonly method: Method
  /** OpenAPI path under the server, without /v1. */
  readonly path: string
  readonly id: string
  readonly tag: string
  /** Dutch first: people read these. */
  readonly summary: string
  readonly status: 200 | 201
  readonly answer: z.ZodType
  /** Of an answer that is no JSON document. */
  readonly media?: 'application/x-ndjson'
  /** Also had in this form by who asks for it first; a text. */
  readonly alsoAs?: 'text/csv'
  readonly body?: z.ZodType
  /** A body as somebody would send it. */
  readonly example?: unknown
  readonly query?: z.ZodObject
  readonly open?: true
  readonly repeatable?: true
  /** One at a time for each caller: who says that they wait is served in turn. */
  readonly inLine?: true
}
