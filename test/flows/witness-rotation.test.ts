/** After another key, what witnesses cosigned under the one before it stays published, until they know the next. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { logCommand } from '../../src/cli/log.ts'
import { witnessApp } from '../../src/cli/witness/serve.ts'
import { noteVerifier, type Verifier } from '../../src/log/tree/note.ts'
import { createWitness, type Witness } from '../../src/log/witness/witness.ts'
import { createNode, type SluisNode } from '../../src/node.ts'
import { run } from '../cli/policy/run.ts'
import { NOTE_CRYPTO } from '../log/tree/signers.ts'
import { memory, witnessKey } from '../log/witness/logs.ts'
import { openGarage } from '../support/garage.ts'
import { type Listening, listen } from '../support/listen.ts'
import { callsTo, openWorld, type World } from '../support/world.ts'

const SIGNER = witnessKey(1)
const VERIFY = fileURLToPath(new URL('../../src/verify.ts', import.meta.url))
const store = memory()
let behind: Witness | undefined
let app: Listening
let world: World
let node: SluisNode | undefined
let [firstKey, before] = ['', '']

const verifierOf = (key: string): Verifier => {
  const made = noteVerifier(NOTE_CRYPTO, key)
  if (!made) throw new Error('no key')
  return made
}
const told = (keys: readonly string[]) =>
  createWitness({ sha256: NOTE_CRYPTO.sha256, logs: keys.map(verifierOf), signer: SIGNER, store })
const text = async (of: SluisNode, path: string) => (await of.app.request(path)).text()
const sizeOf = (note: string) => Number(note.split('\n')[1])
const opened = (): SluisNode => {
  if (!node) throw new Error('not opened')
  return node
}
const asOfficer = async (method: string, path: string, body?: unknown) =>
  callsTo(opened().app)(await world.token(PEOPLE.officer), method, path, body)

function verified(files: Readonly<Record<string, string>>, key: string) {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(world.folder, name), content)
  const args = ['--import', 'tsx', VERIFY, '--key', key, '--witness', SIGNER.verifierKey, '--quorum', '1']
  const paths = Object.keys(files).map((name) => join(world.folder, name))
  const { status, stdout } = spawnSync(process.execPath, [...args, ...paths], { encoding: 'utf8' })
  return { status, failed: stdout.split('\n').filter((line) => line.startsWith('!')) }
}

beforeAll(async () => {
  app = await listen(witnessApp({ add: (body) => behind?.add(body) ?? { status: 404 } }, () => undefined))
  const witnesses = { quorum: 1, witnesses: [{ key: SIGNER.verifierKey, url: app.origin }] }
  world = await openWorld({ witnesses })
  firstKey = world.node.ports.log.verifierKey
  behind = told([firstKey])
  await openGarage(world, 'B3')
  const size = await world.node.ports.ledger.size()
  const cosigned = async () => sizeOf(await text(world.node, '/v1/log/checkpoint')) === size
  await vi.waitUntil(cosigned, { timeout: 60_000, interval: 100 })
  before = await text(world.node, '/v1/log/checkpoint')
  await world.stop()
  const { options } = world
  const env = {
    SLUIS_DATA_DIR: options.dataDir,
    SLUIS_KEYS_DIR: options.keysDir,
    SLUIS_ANCHOR_DIR: String(options.anchorDir),
    SLUIS_ORIGIN: options.origin,
    SLUIS_ISSUERS: JSON.stringify(options.issuers),
    SLUIS_SETTINGS: JSON.stringify(options.settings),
  }
  expect((await run(logCommand, ['key', 'rotate'], env)).code).toBe(0)
  node = await createNode(options)
})
afterAll(async () => {
  await node?.close()
  await world.close()
  await app.close()
})

describe('another key, while the witness knows the one before it', () => {
  it('leaves published what was cosigned, with its proofs', async () => {
    expect(opened().ports.log.verifierKey).not.toBe(firstKey)
    expect(await text(opened(), '/v1/log/checkpoint')).toBe(before)
    const [entry] = await opened().ports.ledger.range(0, 1)
    const receipt = await asOfficer('GET', `/v1/log/entries/${entry?.id}`)
    expect(receipt.body).toMatchObject({ state: 'integrated' })
    const between = await asOfficer('GET', '/v1/log/consistency?first=1')
    expect(between.body).toMatchObject({ checkpoint: before })
    expect((await asOfficer('GET', '/v1/log/inclusion?index=0')).status).toBe(200)
  })

  it('shows it to who has the keys document, and either key', async () => {
    const [entry] = await opened().ports.ledger.range(0, 1)
    const receipt = JSON.stringify((await asOfficer('GET', `/v1/log/entries/${entry?.id}`)).body)
    const exported = await opened().app.request('/v1/decisions/_export', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await world.token(PEOPLE.officer)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ readingPurpose: 'P-AUDIT' }),
    })
    const evidence = { checkpoint: before, receipt, 'export.ndjson': await exported.text() }
    const document = await text(opened(), '/v1/log/keys')
    for (const key of [firstKey, opened().ports.log.verifierKey])
      expect(verified({ ...evidence, 'keys.json': document }, key)).toEqual({ status: 0, failed: [] })
    expect(verified(evidence, opened().ports.log.verifierKey).status).toBe(1)
  })

  it('goes on under the next key once the witness is told that one', async () => {
    behind = told([firstKey, opened().ports.log.verifierKey])
    const all = async () => sizeOf(await text(opened(), '/v1/log/checkpoint'))
    await expect.poll(all, { interval: 200 }).toBe(await opened().ports.ledger.size())
    expect(await text(opened(), '/v1/log/checkpoint')).not.toBe(before)
  })
})
