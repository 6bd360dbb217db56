/** What is kept for a repeat, as who has a copy of the database sees it: before and after what was asked is forgotten. */
import { createHash } from 'node:crypto'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { dutchDay } from '../../src/erasure/calendar.ts'
import type { ErasableKeys } from '../../src/key-port.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { forget, forgetDay } from '../support/forgotten.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const CRYPTO = createCrypto()
const KEY = '2026-0001'
const DAY_MS = 86_400_000

let world: World
let garage: Garage
let token: string
let now: number
beforeEach(async () => {
  // So that a day that is forgotten is over.
  now = Date.now() - DAY_MS
  world = await openWorld({ clock: () => new Date(now) })
  garage = await openGarage(world, 'B4')
  await permitted(garage.cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
  const judgement = JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')
  await permitted(garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, judgement))
  token = await world.token(PEOPLE.asker, {}, { expiresAt: Math.floor(now / 1000) + 3600 })
})
afterEach(() => world.close())

const question = () => municipal(garage.caseId, 'BEL/heffingen', 'DETAIL', ['kwijtschelding'])
const ask = (body: object = question(), key = KEY) =>
  world.call(token, 'POST', '/v1/inquiries', body, { 'idempotency-key': key })
const copied = (name: string) => {
  const to = join(world.folder, name)
  for (const [part, dir] of Object.entries({ data: world.options.dataDir, keys: world.options.keysDir }))
    cpSync(dir, join(to, part), { recursive: true })
  return to
}

type Row = { key_hash: string; body_hash: string; key_id: string; answer: Uint8Array | null }
function rowsIn(dataDir: string): Row[] {
  const database = new Database(join(dataDir, 'sluis.db'))
  const rows = database.prepare<[], Row>('SELECT key_hash, body_hash, key_id, answer FROM idempotency').all()
  database.close()
  return rows
}

/** What each kept answer says to who has these keys, all of them, and guesses the client's key. */
async function readWith(keysDir: string, dataDir: string): Promise<string[]> {
  const keys = createKeys({ dir: keysDir, create: false, dataDir, crypto: CRYPTO })
  const living = await Promise.all((await keys.scopes()).map(async (scope) => (await keys.sealing(scope)).key))
  const all = [...living, keys.pseudonym(OIN.voorbeeldstad), ...keys.subjects(OIN.voorbeeldstad)]
  keys.close()
  const read: string[] = []
  for (const { key_hash, answer } of rowsIn(dataDir)) {
    for (const key of all)
      for (const version of ['v1', 'v2'])
        try {
          const mixed = CRYPTO.hmac(key, `sluis idempotency answer ${version} ${KEY}`)
          read.push(new TextDecoder().decode(CRYPTO.open(mixed, answer ?? new Uint8Array(), key_hash)))
        } catch {
          // Another key.
        }
  }
  return read
}

it('is read from a copy as long as the keys of the case live, and never after it was forgotten', async () => {
  expect((await ask()).body.status).toBe('settled')
  const before = copied('before')
  await forget(world, garage.caseId)
  const after = copied('after')
  await world.stop()
  // The search can find: with the keys of then, and the key of the client.
  expect((await readWith(join(before, 'keys'), join(before, 'data'))).join()).toContain('kwijtschelding')
  expect(await readWith(join(after, 'keys'), join(before, 'data'))).toEqual([])
  expect(rowsIn(join(after, 'data'))).toEqual([])
})

it('outside a case lies with its day: it goes with that', async () => {
  expect((await ask({ ...question(), caseId: undefined })).body.status).toBe('refused')
  const before = copied('before')
  const day = dutchDay(new Date(now))
  now += DAY_MS
  await forgetDay(world, day, 'case')
  const after = copied('after')
  await world.stop()
  expect((await readWith(join(before, 'keys'), join(before, 'data'))).length).toBe(1)
  expect(await readWith(join(after, 'keys'), join(before, 'data'))).toEqual([])
})

it('has no digest of the question that numbers can be tried against: the same question has another each time', async () => {
  const body = question()
  await ask(body)
  const other = await openGarage(world, 'B4')
  await ask({ ...body, caseId: other.caseId }, 'een-andere-zaak')
  await ask(body, 'nog-een-sleutel')
  const rows = rowsIn(world.options.dataDir)
  const bare = createHash('sha256').update(JSON.stringify(body)).digest('hex')
  expect(rows).toHaveLength(3)
  expect(rows.map((row) => row.body_hash)).not.toContain(bare)
  // Under one sealing key the same question is known again, and nowhere else.
  expect(new Set(rows.map((row) => row.body_hash)).size).toBe(2)
  expect(new Set(rows.map((row) => row.key_id)).size).toBe(2)
})

it('is no longer given, and is no fault, once its key is gone or from before it had one', async () => {
  const [first, second] = [await ask(), await ask(question(), 'van-voor-de-sleutel')]
  const database = new Database(join(world.options.dataDir, 'sluis.db'))
  const kept = "UPDATE idempotency SET key_id = NULL, body_hash = '' WHERE inquiry_id = ?"
  expect(database.prepare(kept).run(second.body.id).changes).toBe(1)
  database.close()
  const late = async (key: string) => {
    const { status, body } = await ask(question(), key)
    return [status, String(body.type).split('/').at(-1), body.inquiry]
  }
  const expired = (id: unknown) => [409, 'idempotency-expired', `/v1/inquiries/${String(id)}`]
  expect(await late('van-voor-de-sleutel')).toEqual(expired(second.body.id))
  expect((await ask()).status).toBe(201)
  await (world.node.ports.keys as ErasableKeys).destroy(`case:${garage.caseId}`)
  expect(await late(KEY)).toEqual(expired(first.body.id))
})
