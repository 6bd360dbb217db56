/** Data, keys and anchor put back together: only a witness knows, and the log goes on; and a witness that only says so. */
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { municipal } from '../../src/cli/demo/questions.ts'
import { EXIT } from '../../src/cli/help.ts'
import { logCommand } from '../../src/cli/log.ts'
import { witnessApp } from '../../src/cli/witness/serve.ts'
import type { Event } from '../../src/events.ts'
import { LIMITS } from '../../src/limits.ts'
import { noteVerifier } from '../../src/log/tree/note.ts'
import type { WitnessesConfig } from '../../src/log/witness/config.ts'
import { createWitness } from '../../src/log/witness/witness.ts'
import { createNode } from '../../src/node.ts'
import { openWitnessFolder, type WitnessFolder } from '../../src/storage/node/witness-folder.ts'
import { run } from '../cli/policy/run.ts'
import { NOTE_CRYPTO } from '../log/tree/signers.ts'
import { witnessKey } from '../log/witness/logs.ts'
import { type Garage, openGarage } from '../support/garage.ts'
import { type Listening, listen } from '../support/listen.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let garage: Garage
let folder: WitnessFolder
let honest: Listening
/** Says 9000000000 to whatever it is asked. */
let liar: Server
/** Takes what is sent and never answers. */
let mute: Server
const FOLDERS = ['data', 'keys', 'anchor'] as const
const at = (name: string) => join(world.folder, name)
const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const listening = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const named = (quorum: number, ...urls: readonly string[]): WitnessesConfig => ({
  quorum,
  witnesses: urls.map((url, i) => ({ key: witnessKey(i + 1).verifierKey, url })),
})
const acknowledge = (...args: readonly string[]) =>
  run(logCommand, ['acknowledge-rollback', '--close', world.options.origin, ...args], {
    SLUIS_DATA_DIR: world.options.dataDir,
    SLUIS_KEYS_DIR: world.options.keysDir,
    SLUIS_ANCHOR_DIR: String(world.options.anchorDir),
    SLUIS_ORIGIN: world.options.origin,
  })
async function starting(witnesses: WitnessesConfig): Promise<readonly Event[]> {
  const events: Event[] = []
  const node = await createNode({ ...world.options, witnesses, observe: (event) => void events.push(event) })
  await node.close()
  return events
}
const ahead = (events: readonly Event[]) =>
  events.filter((event) => event.type === 'fault' && event.code === 'witness-ahead').length

beforeEach(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B4')
  const log = noteVerifier(NOTE_CRYPTO, world.node.ports.log.verifierKey)
  if (!log) throw new Error('no key')
  mkdirSync(at('witness'))
  folder = openWitnessFolder(at('witness'))
  const { sha256 } = NOTE_CRYPTO
  const one = createWitness({ sha256, logs: [log], signer: witnessKey(1), store: folder })
  honest = await listen(witnessApp(one, () => undefined))
  liar = createServer((_, response) => void response.writeHead(409).end('9000000000\n'))
  mute = createServer(() => undefined)
  await Promise.all([liar, mute].map(listening))
})
afterEach(async () => {
  await world.close()
  await honest.close()
  folder.close()
  for (const server of [liar, mute]) {
    server.closeAllConnections()
    server.close()
  }
})

describe('a witness that tells the truth', () => {
  it('stops the start of what was put back, and its checkpoint is the way on', async () => {
    await world.stop()
    for (const name of FOLDERS) cpSync(at(name), at(`older/${name}`), { recursive: true })
    const witnesses = named(1, honest.origin)
    const node = await createNode({ ...world.options, witnesses })
    const token = await world.token({ person: 'x', organ: 'BGM', department: 'ONDM', roles: ['R-CAS'] })
    const answer = await node.app.request('/v1/inquiries', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(municipal(garage.caseId, 'BEL/heffingen', 'DETAIL', ['kwijtschelding'])),
    })
    expect(answer.status).toBe(201)
    const size = await node.ports.ledger.size()
    const seen = () => Number(folder.latest(world.options.origin)?.split('\n')[1] ?? 0)
    await expect.poll(seen).toBeGreaterThanOrEqual(size)
    await node.close()
    for (const name of FOLDERS) {
      rmSync(at(name), { recursive: true })
      cpSync(at(`older/${name}`), at(name), { recursive: true })
    }
    const refused = await starting(witnesses).then(
      () => '',
      ({ message }: Error) => message,
    )
    expect(refused).toContain('older than what witnesses say')
    // As the sentence says: the file in the folder of the witness, and the command.
    const file = /[0-9a-f]{64}\.checkpoint/.exec(refused)?.[0] ?? ''
    expect(readdirSync(at('witness'))).toContain(file)
    expect(refused).toContain(`acknowledge-rollback --close ${world.options.origin} --kept`)
    const done = await acknowledge('--kept', at(`witness/${file}`))
    expect([done.code, done.out]).toEqual([EXIT.ok, expect.stringContaining(`${world.options.origin}/2+`)])
    const again = await createNode({ ...world.options, witnesses })
    expect(again.ports.log.name).toBe(`${world.options.origin}/2`)
    await again.close()
  })

  it('takes one file, of this log', async () => {
    await world.stop()
    writeFileSync(at('none'), 'x\n')
    await expect(acknowledge('--kept', at('none'))).rejects.toThrow('not signed by the key of this log')
    await expect(acknowledge('--kept', at('none'), '--kept', at('none'))).rejects.toMatchObject({ name: 'UsageError' })
  })
})

describe('a witness that lies', () => {
  it('is an alarm, and no more, while the others are enough; without them it is named', async () => {
    await world.stop()
    expect(ahead(await starting(named(1, honest.origin, urlOf(liar))))).toBeGreaterThan(0)
    await expect(starting(named(2, honest.origin, urlOf(liar)))).rejects.toThrow('witness.example/w2 of 9000000000')
    expect(ahead(await starting(named(1, honest.origin)))).toBe(0)
  })

  it('or does not answer at all, holds nobody up for longer than it is given', async () => {
    await world.stop()
    const timers = vi.spyOn(globalThis, 'setTimeout')
    const node = await createNode({ ...world.options, witnesses: named(1, honest.origin, urlOf(mute)) })
    // One such time for all of them: what a busy machine adds to it is no matter.
    const waits = timers.mock.calls.filter(([, milliseconds]) => milliseconds === LIMITS.witnessTimeoutMs)
    timers.mockRestore()
    await node.close()
    expect(waits).toHaveLength(1)
  })
})
