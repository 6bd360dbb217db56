/** A whole broker for a test: real SQLite, real policy bundle, real sources, real HTTP handling, its own folder. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Api, Reply } from '../../src/cli/demo/client.ts'
import { startPartner } from '../../src/cli/demo/partner.ts'
import { PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { makeWorld } from '../../src/cli/demo/world.ts'
import { createNode, type NodeOptions, type SluisNode } from '../../src/node.ts'
import type { Clock } from '../../src/ports.ts'
import { type Claims, createTestIssuer, type TestIssuer } from './tokens.ts'

export const BUNDLE_DIR = fileURLToPath(new URL('../../policies/bundle', import.meta.url))

export type World = {
  readonly folder: string
  readonly node: SluisNode
  readonly options: NodeOptions
  /** Speaks as a person; with other claims where a test wants them. */
  as(person: Person, claims?: Claims): Promise<Api>
  readonly token: TestIssuer['token']
  call(
    token: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply & { headers: Headers }>
  /** Closes the broker and leaves its folder, for another process to open. */
  stop(): Promise<void>
  close(): Promise<void>
}

/** Goes on by a millisecond at each look: what comes later is later, however fast. */
export function tickingClock(): Clock {
  let now = Date.now()
  return () => {
    now += 1
    return new Date(now)
  }
}

/**
 * Its clock of time that went by stands still: a machine that is held up for seconds, or a test that keeps the timers in hand,
 * does not make the tree late. What is late shows where a test lets that time pass.
 *
 * `issuer`: one that a test made before, because what it changes is about the issuer.
 */
export async function openWorld(changes: Partial<NodeOptions> = {}, issuer?: TestIssuer): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'sluis-test-'))
  const partner = await startPartner()
  const files = await makeWorld(join(folder, 'sources'), partner.url)
  const { issuers, token } = issuer ?? (await createTestIssuer())
  const options: NodeOptions = {
    dataDir: join(folder, 'data'),
    keysDir: join(folder, 'keys'),
    anchorDir: join(folder, 'anchor'),
    createKeys: true,
    bundleDir: BUNDLE_DIR,
    settings: JSON.parse(await readFile(files.settingsFile, 'utf8')),
    sourcesFile: files.sourcesFile,
    issuers,
    origin: 'sluis.example/test',
    witnesses: null,
    corsOrigins: [],
    metrics: true,
    env: {},
    elapsed: () => 0,
    ...changes,
  }
  const node = await createNode(options)
  let running = true
  const stop = async (): Promise<void> => {
    if (running) await node.close()
    running = false
  }
  const call = callsTo(node.app)
  return {
    folder,
    node,
    options,
    call,
    token,
    async as(person, claims) {
      const bearer = await token(person, claims)
      return { post: (path, body) => call(bearer, 'POST', path, body), get: (path) => call(bearer, 'GET', path) }
    },
    stop,
    async close() {
      await stop()
      partner.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** From the body of an answer to the request that it answers: `POST /v1/inquiries`. */
const requests = new WeakMap<object, string>()

/** undefined: this body did not come over HTTP. */
export const requestOf = (body: Reply['body']): string | undefined => requests.get(body)

/** For a test that opens a broker of its own, on the folder of another. */
export function callsTo(app: SluisNode['app']): World['call'] {
  return async (token, method, path, body, headers = {}) => {
    const response = await app.request(path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const answer = (await response.json()) as Reply['body']
    requests.set(answer, `${method} ${path}`)
    return { status: response.status, headers: response.headers, body: answer }
  }
}

/** Everybody of the demo, each with their own token. */
export async function castOf(world: Pick<World, 'as'>, claims: Claims = {}): Promise<Record<keyof typeof PEOPLE, Api>> {
  const { regisseur, team, asker, officer, riec, analyst } = PEOPLE
  return {
    regisseur: await world.as(regisseur, claims),
    team: await world.as(team, claims),
    asker: await world.as(asker, claims),
    officer: await world.as(officer, claims),
    riec: await world.as(riec, claims),
    analyst: await world.as(analyst, claims),
  }
}
