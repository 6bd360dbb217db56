/** What the platform would give a Worker, for tests on Node: databases, vars and secrets, and the imported bundle. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reply } from '../../src/cli/demo/client.ts'
import { OIN } from '../../src/cli/demo/people.ts'
import { connectors, SETTINGS } from '../../src/cli/demo/world.ts'
import type { SluisWorker } from '../../src/worker/compose.ts'
import { type FakeD1, fakeD1 } from '../storage/d1/fake.ts'
import type { openGarage } from '../support/garage.ts'
import type { TestIssuer } from '../support/tokens.ts'
import { BUNDLE_DIR } from '../support/world.ts'

export const VERG = 'VERG/vergunningen'

const text = (name: string) => readFileSync(join(BUNDLE_DIR, name), 'utf8')
export const RETENTION = readFileSync(join(BUNDLE_DIR, '..', 'retention.json'), 'utf8')
const bytes = new Uint8Array(readFileSync(join(BUNDLE_DIR, 'policy.wasm')))
export const BUNDLE = {
  wasm: new WebAssembly.Module(bytes),
  bytes,
  data: text('data.json'),
  manifest: text('manifest.json'),
  digest: text('digest.json'),
}

export type Databases = Record<'LOG' | 'KEYS' | 'GEMEENTE', FakeD1>
export function createDatabases(): Databases {
  return { LOG: fakeD1(), KEYS: fakeD1(), GEMEENTE: fakeD1() }
}

export function envOf(databases: Databases, issuer: TestIssuer): Record<string, unknown> {
  return {
    ...databases,
    SLUIS_MASTER_KEY: 'ab'.repeat(32),
    SLUIS_ORIGIN: 'sluis.example/test',
    SLUIS_ISSUERS: JSON.stringify(issuer.issuers),
    SLUIS_SETTINGS: JSON.stringify(SETTINGS),
    SLUIS_SOURCES: sources('GEMEENTE'),
  }
}

/** One source of one organisation, on a binding. */
export function sources(binding: string): string {
  const { file: _, ...permits } = connectors('http://127.0.0.1:1')[VERG]
  return JSON.stringify({ [OIN.voorbeeldstad]: { [VERG]: { ...permits, binding } } })
}

/** Who asks a Worker something, by whom its tokens are. */
export function callersOf(worker: SluisWorker, issuer: TestIssuer): Parameters<typeof openGarage>[0]['as'] {
  return async (person, claims) => {
    const authorization = `Bearer ${await issuer.token(person, claims)}`
    const call = async (method: string, path: string, body?: unknown): Promise<Reply> => {
      const headers = { authorization, 'content-type': 'application/json' }
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const response = await worker.app.request(path, { method, headers, ...sent })
      return { status: response.status, body: (await response.json()) as Reply['body'] }
    }
    return { post: (path, body) => call('POST', path, body), get: (path) => call('GET', path) }
  }
}

/** Rows of a statement, as somebody gets them who has the database open. */
export async function rowsOf(database: FakeD1, sql: string): Promise<readonly object[]> {
  const [result] = await database.batch([database.prepare(sql)])
  return (result?.results ?? []).filter((row): row is object => typeof row === 'object' && row !== null)
}
