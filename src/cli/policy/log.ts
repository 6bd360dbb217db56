/**
 * The log of a data folder, read as a privacy officer reads it: through the application itself, so with a token and a
 * purpose, decided by policy, and logged. Who holds the keys of a folder is not thereby allowed to look into it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createNode, type NodeOptions, type SluisNode } from '../../node.ts'
import { PolicyProblems } from '../../policy/problems.ts'
import { StorageFailure } from '../../storage/failure.ts'
import { MANIFEST } from '../backup-copy.ts'
import { configured } from '../configured.ts'
import { type CommandIo, UsageError } from '../help.ts'
import { trustedIssuers } from '../issuers.ts'

export const LOG_OPTIONS = {
  'data-dir': { type: 'string' },
  'keys-dir': { type: 'string' },
  'token-file': { type: 'string' },
  purpose: { type: 'string', default: 'P-AUDIT' },
} as const

export const LOG_HELP = `  --data-dir <map>        de data van een gestopte server / the data of a server that is stopped
  --keys-dir <map>        de sleutels daarvan / the keys of it; anders / else SLUIS_KEYS_DIR
  --token-file <bestand>  token van wie leest / token of who reads: sluis token --role R-PRIV
  --purpose <doel>        waarom gelezen wordt / why it is read (P-AUDIT); lezen komt in het log / reading is logged
`

export type LogOptions = {
  readonly 'data-dir'?: string | undefined
  readonly 'keys-dir'?: string | undefined
  readonly 'token-file'?: string | undefined
  readonly purpose: string
}

export type Log = {
  readonly ports: SluisNode['ports']
  /** Local settings, as the server of this log has them. */
  readonly settings: unknown
  /** A path below /v1/decisions, with its query; the purpose is added. Throws PolicyProblems when it is refused. */
  read(path: string, query?: Readonly<Record<string, string>>): Promise<unknown>
  /** The same for a question that is too long, or too personal, for a query. */
  post(path: string, body: Readonly<Record<string, unknown>>): Promise<unknown>
  /** The same for an answer that is read as it is made. */
  stream(path: string, body: Readonly<Record<string, unknown>>): Promise<ReadableStream<Uint8Array>>
}

/** undefined: the configuration is not usable; its problems have been written. Throws as the server does at its start. */
export async function withLog<T>(
  io: CommandIo,
  options: LogOptions,
  bundleDir: string,
  work: (log: Log) => Promise<T>,
): Promise<T | undefined> {
  const { 'data-dir': dataDir, 'keys-dir': keysDir, 'token-file': tokenFile, purpose } = options
  if (dataDir === undefined || tokenFile === undefined) throw new UsageError(NEEDS)
  const places = { SLUIS_DATA_DIR: dataDir, ...(keysDir === undefined ? {} : { SLUIS_KEYS_DIR: keysDir }) }
  const config = configured({ ...io, env: { ...io.env, ...places } })
  if (!config) return undefined
  const token = tokenFrom(tokenFile)
  refuseBackup(dataDir)
  // Opening would make a new and empty log where there is none.
  if (!existsSync(join(dataDir, 'sluis.db'))) throw new StorageFailure('unwritable', `no log lies in ${dataDir}`)
  const issuers = await trustedIssuers(config)
  const node = await opened(dataDir, {
    ...config,
    anchorDir: null,
    issuers,
    createKeys: false,
    bundleDir,
    sourcesFile: null,
    env: {},
  })
  try {
    return await work({
      ports: node.ports,
      settings: config.settings,
      read: (path, query) =>
        asked(node, token, `${path}?${new URLSearchParams({ ...query, readingPurpose: purpose })}`),
      post: (path, body) => asked(node, token, path, { ...body, readingPurpose: purpose }),
      stream: async (path, body) => streamed(await called(node, token, path, { ...body, readingPurpose: purpose })),
    })
  } finally {
    await node.close()
  }
}

/** Throws PolicyProblems where a backup lies: reading adds entries, and `sluis restore` would find another file than was copied. */
export function refuseBackup(dataDir: string): void {
  if (existsSync(join(dataDir, MANIFEST))) throw new PolicyProblems([`${dataDir}: ${BACKUP}`])
}

const BACKUP =
  'dit is een reservekopie, en lezen schrijft erbij: kopieer de map eerst, zonder backup.json / this is a backup, and reading adds to it: copy the folder first, without backup.json'
const NEEDS = 'een log lezen vraagt / reading a log takes --data-dir <map> --token-file <bestand> (--keys-dir <map>)'

/** What the storage says of a file it cannot read is for who runs a server; who looks at a copy must hear what to do with it. */
async function opened(dataDir: string, options: NodeOptions): Promise<SluisNode> {
  try {
    return await createNode(options)
  } catch (error) {
    if (!(error instanceof StorageFailure) || error.kind !== 'unwritable') throw error
    throw new StorageFailure('unwritable', `${join(dataDir, 'sluis.db')}: ${error.message}: ${DAMAGED}`, {
      cause: error,
    })
  }
}

const DAMAGED =
  'beschadigd, alleen-lezen of de schijf is vol; kopieer de map opnieuw, of herstel haar van een reservekopie / damaged, read-only, or the disk is full; copy the folder anew, or restore it from a backup'

async function called({ app }: SluisNode, token: string, path: string, body?: unknown): Promise<Response> {
  return app.request(`/v1/decisions${path}`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
}

async function asked(node: SluisNode, token: string, path: string, body?: unknown): Promise<unknown> {
  const reply = await called(node, token, path, body)
  const answer: unknown = await reply.json()
  if (reply.status === 200) return answer
  throw refusalOf(reply, answer)
}

/** Throws PolicyProblems when it was refused. */
export async function streamed(reply: Response): Promise<ReadableStream<Uint8Array>> {
  if (reply.status !== 200 || !reply.body) throw refusalOf(reply, await reply.json().catch(() => undefined))
  return reply.body
}

function refusalOf(reply: Response, answer: unknown): PolicyProblems {
  const remedy = REMEDY[reply.status]
  return new PolicyProblems([
    `log: ${reply.status} ${detailOf(answer)}`,
    ...(remedy === undefined ? [] : [`  ${remedy}`]),
  ])
}

/** What to do about an answer of the log, by its status. */
const REMEDY: Readonly<Record<number, string>> = {
  401: 'het token geldt niet (meer) of is van een andere uitgever: maak een nieuw / the token is not or no longer valid, or of another issuer: make a new one (sluis token)',
  403: 'lees met een rol en een doel die dit mogen, zoals R-PRIV met P-AUDIT / read with a role and a purpose that may, such as R-PRIV with P-AUDIT (policies/facts/readings.json)',
  404: 'geen beslissing met dit id voor de organisatie van het token / no decision with this id for the organisation of the token (GET /v1/decisions)',
  500: 'wat hier is opgeslagen, klopt niet met zijn vastlegging: herstel de map van een reservekopie / what is stored here does not fit what was committed to: restore the folder from a backup',
}

function detailOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return ''
  const { title, detail } = body as Readonly<Record<string, unknown>>
  return String(detail ?? title ?? '')
}

export function tokenFrom(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new PolicyProblems([`${file}: cannot be read`])
  }
}
