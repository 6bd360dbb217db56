/** The real workerd, over HTTP, with D1 as the log: the same promises as on Node. */

import { readFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { BSN } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { SETTINGS } from '../../src/cli/demo/world.ts'
import { receiptSchema } from '../../src/domain/receipt.ts'
import { claimsOf } from '../../src/log/evidence.ts'
import { checkReceipt } from '../../src/log/receipt.ts'
import { openCheckpoint } from '../../src/log/tree/checkpoint.ts'
import { noteKey } from '../../src/log/tree/note.ts'
import { parseProof } from '../../src/log/tree/tlog-proof.ts'
import { loadBundle } from '../../src/policy/bundle.ts'
import { logSeedFrom } from '../../src/storage/d1/keys.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { ed25519 } from '../../src/storage/node/ed25519.ts'
import { decidingNorms, type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorkerd, type Workerd } from '../support/workerd.ts'
import { BUNDLE_DIR } from '../support/world.ts'

let workerd: Workerd
let garage: Garage
beforeAll(async () => {
  workerd = await openWorkerd()
  await fillSource()
  garage = await openGarage(workerd, 'B3')
  for (const source of ['VERG/vergunningen', 'BZ/personen', 'WMO/voorzieningen']) {
    await permitted(garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc1(source)))
  }
})
afterAll(() => workerd.close())

const COLUMNS =
  'bsn, datum, zaaknr, soort, aanvrager, leidinggevenden, pand, besluit, voorschriften, weigeringsgrond, bezwaar, beroep, kvk, adres'
async function fillSource(): Promise<void> {
  const values = `'${BSN.garagehouder}', '2026-03-01', 'VERG-0001', 'autoverhuur', 'Testpersoon Een', '[]', NULL, 'verleend', '[]', NULL, 0, 0, '90000000', '1234AB 1'`
  await run(workerd.source, `CREATE TABLE vergunning (${COLUMNS})`)
  await run(workerd.source, `INSERT INTO vergunning (${COLUMNS}) VALUES (${values})`)
}

async function run(database: Workerd['log'], sql: string, ...values: unknown[]): Promise<readonly object[]> {
  const [result] = await database.batch([database.prepare(sql).bind(...values)])
  return (result?.results ?? []).filter((row): row is object => typeof row === 'object' && row !== null)
}
const logged = (sql: string, ...values: unknown[]) => run(workerd.log, sql, ...values)
const ask = (question: unknown): Promise<Reply> => garage.cast.asker.post('/v1/inquiries', question)
const hit = (source: string, bsn?: string) => municipal(garage.caseId, source, 'HITNOHIT', [], bsn)
type Receipt = Record<'decision' | 'settlement', { id: string; index: number; leafHash: string } | null>
const receiptOf = (reply: Reply) => reply.body.receipt as Receipt

/** The source answers with one person, after it has looked at what is known of the question. */
function person(look: (request: IncomingMessage) => Promise<void>): RequestListener {
  return async (request, response) => {
    await look(request)
    const record = { bsn: BSN.garagehouder, datum_aanvang: '2026-01-01', indicatie_geheim: false }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ records: [record] }))
  }
}

it('S05A: gives hit or no hit from a D1 source, and nothing else', async () => {
  const found = await ask(hit('VERG/vergunningen'))
  expect(found.body).toMatchObject({ outcome: 'permit', status: 'settled', disclosure: { hit: true, records: [] } })
  expect(decidingNorms(found.body)).toEqual({ hit: ['BGP-05'] })
  const absent = await ask(hit('VERG/vergunningen', BSN.pgbHouder))
  expect(absent.body).toMatchObject({ outcome: 'permit', disclosure: { hit: false, records: [] } })
})

it('S07: denies, with the norms and the lawful route that is open', async () => {
  const reply = await ask(hit('WMO/voorzieningen', BSN.pgbHouder))
  expect(reply.body).toMatchObject({ outcome: 'deny', status: 'refused' })
  expect(decidingNorms(reply.body)).toEqual({ hit: ['AVG-04', 'WMO-01'] })
  expect(reply.body.remedies).not.toEqual([])
  expect(await logged('SELECT id FROM entries WHERE id = ?', reply.body.decisionId)).toHaveLength(1)
})

describe('what D1 holds', () => {
  it('is the decision before its source is asked, and the settlement before the answer', async () => {
    let decided: unknown
    let there: readonly object[] = []
    workerd.partner.answer = person(async (request) => {
      decided = request.headers['sluis-decision']
      there = await logged('SELECT id, type, settles FROM entries WHERE id = ?1 OR settles = ?1', decided)
    })
    const reply = await ask(hit('BZ/personen'))
    expect(reply.body).toMatchObject({ outcome: 'permit', disclosure: { hit: true } })
    expect(there).toEqual([{ id: decided, type: 'decision', settles: null }])
    const { decision, settlement } = receiptOf(reply)
    expect(decision?.id).toBe(decided)
    for (const place of [decision, settlement]) {
      const stored = 'SELECT idx AS "index", id, leaf_hash AS leafHash FROM entries WHERE id = ?'
      expect(await logged(stored, place?.id)).toEqual([place])
    }
  })

  it('is a condition: without the decision no source is asked, without the settlement nothing leaves', async () => {
    let asked = 0
    workerd.partner.answer = person(async () => {
      asked += 1
    })
    for (const [type, times] of [
      ['decision', 0],
      ['settlement', 1],
    ] as const) {
      const broken = `CREATE TRIGGER broken BEFORE INSERT ON entries WHEN NEW.type = '${type}'`
      await logged(`${broken} BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
      const reply = await ask(hit('BZ/personen'))
      await logged('DROP TRIGGER broken')
      expect([reply.status, reply.body.disclosure, asked]).toEqual([503, undefined, times])
      expect(reply.body.type).toContain('log-unavailable')
    }
  })

  it('is tended by the clock, which leaves alone what may be under way', async () => {
    const open = () => logged(`SELECT id FROM inquiries WHERE status = 'open'`)
    const before = await open()
    expect(before).toHaveLength(1)
    await workerd.tick()
    expect(await open()).toEqual(before)
    const [position] = await logged('SELECT position FROM index_position')
    expect([position]).toEqual(await logged('SELECT max(idx) + 1 AS position FROM entries'))
  })
})

it('the log is signed there as well: receipts at once, the tree when the clock has come', async () => {
  const { masterKey, origin } = {
    masterKey: workerd.vars.SLUIS_MASTER_KEY ?? '',
    origin: workerd.vars.SLUIS_ORIGIN ?? '',
  }
  const crypto = createCrypto()
  const log = noteKey({ sha256: crypto.sha256, ed25519 }, origin, logSeedFrom(masterKey, crypto))
  const receipt = receiptSchema.parse((await ask(hit('VERG/vergunningen'))).body.receipt)
  expect([checkReceipt(log, receipt), typeof receipt.number]).toEqual(['signed', 'number'])
  await workerd.tick()
  const checkpoint = openCheckpoint(await (await fetch(`${workerd.url}/v1/log/checkpoint`)).text(), log)
  const [size] = await logged('SELECT max(idx) + 1 AS size FROM entries')
  expect([{ size: checkpoint.ok && checkpoint.value.size }]).toEqual([size])
  const { body } = await garage.cast.asker.get(`/v1/log/entries/${receipt.decision.id}`)
  const evidence = { receipt, proofs: [parseProof(String(body.proof))].flatMap((one) => one ?? []) }
  const claims = claimsOf(
    { sha256: crypto.sha256, log, witnesses: [] },
    { ...evidence, disclosure: undefined, checkpoints: [], consistency: [] },
  )
  expect(claims.find(({ code }) => code === 'leaf-of-entry')?.holds).toBe(true)
})

it('the log is searched by who may read it, up to its last entry', async () => {
  const { decisionId } = (await ask(hit('WMO/voorzieningen', BSN.pgbHouder))).body
  const found = await garage.cast.officer.get('/v1/decisions?readingPurpose=P-AUDIT&outcome=deny')
  expect(JSON.stringify(found.body)).toContain(String(decisionId))
})

describe('a Worker', () => {
  it('answers /livez and /readyz, and has no metrics of its own', async () => {
    const get = async (path: string) => (await fetch(`${workerd.url}${path}`)).status
    expect([await get('/livez'), await get('/readyz'), await get('/metrics')]).toEqual([200, 200, 404])
  })

  it('decides by the very policy that Node loads: its digest is over the same bytes', async () => {
    const text = (name: string) => readFileSync(join(BUNDLE_DIR, name), 'utf8')
    const files = { data: text('data.json'), manifest: text('manifest.json'), digest: text('digest.json') }
    const wasm = new Uint8Array(readFileSync(join(BUNDLE_DIR, 'policy.wasm')))
    const { policy } = loadBundle({ wasm, ...files }, SETTINGS, createCrypto().sha256)
    expect((await ask(hit('WMO/voorzieningen', BSN.pgbHouder))).body.policy).toEqual(policy)
  })

  it('keeps that policy to the last byte, and evaluates by it what it decided before another came', async () => {
    const wasm = readFileSync(join(BUNDLE_DIR, 'policy.wasm'))
    const denied = String((await ask(hit('WMO/voorzieningen', BSN.pgbHouder))).body.decisionId)
    const kept = await logged('SELECT digest, wasm FROM policies')
    expect(kept.map((row) => Buffer.from(Object(row).wasm).equals(wasm))).toEqual([true])
    const settings = Object.fromEntries(
      Object.entries(SETTINGS).map(([oin, one]) => [oin, { ...one, retention: { callerYears: 7 } }]),
    )
    await workerd.restart({ ...workerd.vars, SLUIS_SETTINGS: JSON.stringify(settings) })
    const { officer } = (await openGarage(workerd, 'B3')).cast
    const replayed = await officer.get(`/v1/decisions/${denied}/replay?readingPurpose=P-AUDIT`)
    expect(replayed.body).toMatchObject({ result: 'same', policy: Object(kept[0]).digest.slice('sha256:'.length, 19) })
    expect(await logged(`SELECT count(*) AS n FROM entries WHERE type = 'activation'`)).toEqual([{ n: 2 }])
    await workerd.restart(workerd.vars)
  })

  it('does not start under another name or master key, and writes nothing', async () => {
    for (const change of [{ SLUIS_ORIGIN: 'sluis.example/other' }, { SLUIS_MASTER_KEY: 'cd'.repeat(32) }]) {
      const before = await logged('SELECT max(idx) AS last FROM entries')
      await workerd.restart({ ...workerd.vars, ...change })
      expect(await workerd.get('http://localhost/readyz')).toBe(503)
      expect(await logged('SELECT max(idx) AS last FROM entries')).toEqual(before)
    }
    await workerd.restart(workerd.vars)
  })

  it('is in production unless it is told otherwise, and then does not start without keys, issuers and a name', async () => {
    for (const name of ['SLUIS_MASTER_KEY', 'SLUIS_ISSUERS', 'SLUIS_ORIGIN']) {
      const { [name]: _, ...vars } = workerd.vars
      await workerd.restart(vars)
      expect([name, await workerd.get('http://localhost/livez')]).toEqual([name, 503])
    }
  })

  it('answers in development to this machine only', async () => {
    await workerd.restart({ ...workerd.vars, SLUIS_MODE: 'development' })
    expect(await workerd.get('http://localhost/livez')).toBe(200)
    expect(await workerd.get('http://127.0.0.1/livez')).toBe(200)
    expect(await workerd.get('https://sluis.example/livez')).toBe(503)
    await workerd.restart(workerd.vars)
    expect(await workerd.get('https://sluis.example/livez')).toBe(200)
  })
})
