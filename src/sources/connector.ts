/**
 * Connectors: which organisation reaches which source, and how. One schema of the document. Pure.
 *
 * The document is `{ "<OIN>": { "<source id>": { "kind": "sql" | "http" | "file", ... } } }`. Relative file names are
 * relative to the document itself.
 *
 * `mapping` says for every field of the catalogue where its value stands in what the source sends, by a path
 * (src/sources/path.ts), or `null` when this source does not have it. A field that holds objects has a shape,
 * `{ "path": "bewoners", "keys": { "bsn": "id.bsn" } }`: only the keys named there are taken over.
 */
import { z } from 'zod'
import { IDENTIFIER_TYPES } from '../domain/codes.ts'
import { LIMITS } from '../limits.ts'
import { parsePath } from './path.ts'

const file = z.string().min(1).max(1000)
const name = z.string().min(1).max(200)
const path = z
  .string()
  .max(200)
  .refine((text) => parsePath(text) !== undefined && !text.includes('*'), 'is not a path')
const header = z.string().regex(/^[\w-]+$/)

/** Keys of the questions a source answers; `none` is the question without a subject. */
const questionKey = z.enum([...IDENTIFIER_TYPES, 'none'])
export type QuestionKey = z.infer<typeof questionKey>

const shapeSchema = z.strictObject({ path, keys: z.record(name, path) })
const mappingSchema = z.record(name, z.union([path, shapeSchema, z.null()]))
export type Shape = z.infer<typeof shapeSchema>
export type Mapping = z.infer<typeof mappingSchema>

const oin = z.string().regex(/^\d{20}$/, 'is not an OIN of 20 digits')

const common = {
  /** Organisation that holds the source, if it is another one: its officers see what was decided about its data. */
  holder: oin.optional(),
  mapping: mappingSchema,
  /** Stricter limits for a source that needs them; never wider than those of the broker. */
  timeoutMs: z.number().int().min(1).max(LIMITS.sourceTimeoutMs).optional(),
  concurrent: z.number().int().min(1).max(LIMITS.sourceConcurrent).optional(),
}

const sqlSchema = z.strictObject({
  kind: z.literal('sql'),
  /** On Node a SQLite database, opened read-only; on Workers the name of a D1 binding. One of the two. */
  file: file.optional(),
  binding: name.optional(),
  /**
   * One SELECT per identifier type, with the identifier as `:value`; it is bound, never concatenated. It may name the
   * decision under which it is asked as `:decision`, and the number of the call as `:number`.
   */
  queries: z.partialRecord(questionKey, z.string().min(1).max(4000)),
  ...common,
})

export const secretSchema = z.union([z.strictObject({ file }), z.strictObject({ env: name })])
export type SecretRef = z.infer<typeof secretSchema>

const url = z
  .url()
  .refine(
    (text) => isSafeUrl(text),
    'must be https (plain http only on this machine), without user, password or fragment',
  )

const httpSchema = z.strictObject({
  kind: z.literal('http'),
  url,
  method: z.enum(['POST', 'GET']),
  /**
   * Per identifier type what is asked: for POST a JSON body, for GET the query parameters. A text that is exactly
   * `{value}`, `{type}` or `{places}` is replaced.
   */
  ask: z.partialRecord(questionKey, z.record(name, z.json())),
  /** A source that only takes GET gets the identifier in its URL, where logs see it: say so here, knowingly. */
  identifierInUrl: z.literal('accepted').optional(),
  /** Where the records stand in the answer; absent: the answer is a record, or an array of records. */
  records: path.optional(),
  /** Statuses that mean `nothing known`. A wrong URL may give the same status: name it only when the source says so. */
  nothingKnown: z.array(z.literal([404, 410])).optional(),
  headers: z.record(header, z.string().max(1000)).optional(),
  oauth: z
    .strictObject({
      tokenUrl: url,
      clientId: name,
      clientSecret: secretSchema,
      scope: name.optional(),
      /** RFC 6749, 2.3.1: `basic` is the one every server must support. */
      authentication: z.enum(['basic', 'body']).optional(),
    })
    .optional(),
  /** Client certificate and key (mTLS), and the authorities trusted instead of those of the platform; PEM files. */
  tls: z.strictObject({ cert: file.optional(), key: file.optional(), ca: file.optional() }).optional(),
  /** A place that answers without asking about anybody, for `sluis source check`. */
  health: z.strictObject({ path: z.string().regex(/^\/(?!\/)/), method: z.enum(['HEAD', 'GET']) }).optional(),
  ...common,
})

const fileSchema = z.strictObject({
  kind: z.literal('file'),
  file,
  format: z.enum(['csv', 'json']),
  delimiter: z.string().length(1).optional(),
  /** Column (CSV) or path (JSON) that holds the identifier, per identifier type; null under `none`: all records. */
  match: z.partialRecord(questionKey, name.nullable()),
  ...common,
})

export const connectorSchema = z.discriminatedUnion('kind', [sqlSchema, httpSchema, fileSchema])
export type Connector = z.infer<typeof connectorSchema>
export type SqlConnector = z.infer<typeof sqlSchema>
export type HttpConnector = z.infer<typeof httpSchema>
export type FileConnector = z.infer<typeof fileSchema>

export const sourcesConfigSchema = z.record(oin, z.record(name, connectorSchema))
export type SourcesConfig = z.infer<typeof sourcesConfigSchema>

function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, hash } = new URL(text)
  if (username !== '' || password !== '' || hash !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
}
