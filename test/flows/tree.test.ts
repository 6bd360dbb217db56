/** What the log gives out for others to check it with: signed receipts, checkpoint, tiles and proofs, over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api, Reply } from '../../src/cli/demo/client.ts'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { type Receipt, receiptSchema } from '../../src/domain/receipt.ts'
import { unhex } from '../../src/domain/trace.ts'
import { checkReceipt } from '../../src/log/receipt.ts'
import { unbase64 } from '../../src/log/tree/base64.ts'
import { openCheckpoint } from '../../src/log/tree/checkpoint.ts'
import { hashesIn } from '../../src/log/tree/hash.ts'
import { noteVerifier } from '../../src/log/tree/note.ts'
import { parseProof } from '../../src/log/tree/tlog-proof.ts'
import { verifyConsistency, verifyInclusion } from '../../src/log/tree/verify.ts'
import { root } from '../log/tree/naive.ts'
import { NOTE_CRYPTO } from '../log/tree/signers.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const { sha256 } = NOTE_CRYPTO
let world: World
let garage: Garage
let asker: Api
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B4')
  await permitted(garage.cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
  const judgement = JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')
  await permitted(garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, judgement))
  asker = garage.cast.asker
})
afterAll(() => world.close())

/** As somebody else has it: made from the text that was handed out. */
const verifier = () => {
  const made = noteVerifier(NOTE_CRYPTO, world.node.ports.log.verifierKey)
  if (!made) throw new Error('no verifier key')
  return made
}
const raw = (path: string, init: RequestInit = {}) => world.node.app.request(path, init)
async function checkpoint() {
  const opened = openCheckpoint(await (await raw('/v1/log/checkpoint')).text(), verifier())
  if (!opened.ok) throw new Error(opened.reason)
  return opened.value
}
const covers = (size: number) => expect.poll(async () => (await checkpoint()).size).toBeGreaterThanOrEqual(size)
const ask = () => asker.post('/v1/inquiries', municipal(garage.caseId, 'BEL/heffingen', 'DETAIL', ['kwijtschelding']))
const receiptOf = (reply: Reply): Receipt => receiptSchema.parse(reply.body.receipt)
const hashes = (reply: Reply) => (reply.body.proof as string[]).map((one) => unbase64(one) ?? new Uint8Array())

describe('a receipt', () => {
  it('is signed by the log, and numbered from one to the next', async () => {
    const receipts = [receiptOf(await ask()), receiptOf(await ask())]
    expect(receipts.map((one) => checkReceipt(verifier(), one))).toEqual(['signed', 'signed'])
    const [one, two] = receipts
    expect(one?.settlement).not.toBeNull()
    expect(two?.number).toBe((one?.number ?? 0) + 1)
  })

  it('of a refusal and of an act is signed and numbered as well', async () => {
    const refused = await asker.post('/v1/inquiries', municipal('geen-casus', 'VERG/vergunningen', 'HITNOHIT'))
    const act = await garage.cast.officer.get(`/v1/cases/${garage.caseId}`)
    expect(act.status).toBe(200)
    const receipt = receiptOf(refused)
    expect([checkReceipt(verifier(), receipt), typeof receipt.number]).toEqual(['signed', 'number'])
  })

  it('of a repeat is the same', async () => {
    const token = await world.token(PEOPLE.asker)
    const body = municipal(garage.caseId, 'BEL/heffingen', 'DETAIL', ['kwijtschelding'])
    const again = () => world.call(token, 'POST', '/v1/inquiries', body, { 'idempotency-key': 'sleutel-0001' })
    expect(receiptOf(await again())).toEqual(receiptOf(await again()))
  })
})

describe('the final receipt', () => {
  it('comes once the entry is in the tree, and proves that it is', async () => {
    const { decision, settlement } = receiptOf(await ask())
    await covers((settlement?.index ?? 0) + 1)
    for (const place of [decision, settlement ?? decision]) {
      const { status, body } = await asker.get(`/v1/log/entries/${place.id}`)
      expect([status, body.state, body.index, body.leafHash]).toEqual([200, 'integrated', place.index, place.leafHash])
      const proof = parseProof(String(body.proof))
      const opened = openCheckpoint(proof?.checkpoint ?? '', verifier())
      if (!proof || !opened.ok) throw new Error('no proof')
      const claim = { ...opened.value, index: proof.index, proof: proof.proof, leafHash: unhex(place.leafHash) }
      expect(verifyInclusion(sha256, claim)).toBe(true)
      expect(JSON.parse(new TextDecoder().decode(proof.extra ?? undefined))).toMatchObject({ id: place.id })
    }
  })

  it('of an entry that is sequenced and no more is not there yet', async () => {
    const { tree } = world.node.ports
    const { checkpoint: latest } = tree
    const earlier = await tree.checkpoint()
    const { decision } = receiptOf(await ask())
    await covers(decision.index + 1)
    for (const note of [undefined, earlier]) {
      Object.assign(tree, { checkpoint: async () => note })
      const { body } = await asker.get(`/v1/log/entries/${decision.id}`)
      Object.assign(tree, { checkpoint: latest })
      expect([body.state, body.proof]).toEqual(['sequenced', null])
    }
  })

  it('is nothing to another organisation, nor to who bears no token', async () => {
    const { decision } = receiptOf(await ask())
    const other = await world.as(PEOPLE.asker, { oin: OIN.testdorp })
    expect((await other.get(`/v1/log/entries/${decision.id}`)).status).toBe(404)
    expect((await asker.get('/v1/log/entries/geen')).status).toBe(404)
    expect((await raw(`/v1/log/entries/${decision.id}`)).status).toBe(401)
  })
})

describe('an operator', () => {
  it('sees how many entries are sequenced, and how many integrated', async () => {
    const size = await world.node.ports.ledger.size()
    await covers(size)
    const text = await (await raw('/metrics')).text()
    for (const state of ['sequenced', 'integrated'])
      expect(text).toContain(`sluis_log_entries{state="${state}"} ${size}\n`)
  })

  it('hears that the broker is not ready while the tree does not grow, and that it is when it does', async () => {
    const { tree } = world.node.ports
    const { leafHashes } = tree
    const ready = async () => (await raw('/readyz')).status
    Object.assign(tree, { leafHashes: () => Promise.reject(new Error('gone')) })
    await expect.poll(ready).toBe(503)
    expect(await (await raw('/readyz')).json()).toMatchObject({ detail: 'Not ready: tree' })
    Object.assign(tree, { leafHashes })
    await expect.poll(ready).toBe(200)
  })
})

describe('the tree', () => {
  it('is read without a token, and has the root that was signed', async () => {
    const { decision } = receiptOf(await ask())
    await covers(decision.index + 1)
    const { size, root: signed } = await checkpoint()
    const response = await raw(`/v1/log/tile/0/000.p/${size}`)
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const leafHashes = hashesIn(new Uint8Array(await response.arrayBuffer()))
    expect(leafHashes.length).toBe(size)
    expect([...root(leafHashes)]).toEqual([...signed])
    const entries = await world.node.ports.ledger.range(0, size)
    expect(leafHashes.map((hash) => Buffer.from(hash).toString('hex'))).toEqual(entries.map((one) => one.leafHash))
  })

  it('gives a narrower tile as well, and none that is not there', async () => {
    const bytes = new Uint8Array(await (await raw('/v1/log/tile/0/000.p/2')).arrayBuffer())
    expect(bytes.length).toBe(64)
    for (const path of ['0/000', '0/001.p/1', '1/000.p/1', 'entries/000', '0/0', '0/000.p/0', ''])
      expect((await raw(`/v1/log/tile/${path}`)).status, path).toBe(404)
  })

  it('has a checkpoint that no cache keeps, and a description of its own', async () => {
    const response = await raw('/v1/log/checkpoint', { headers: { accept: 'text/plain' } })
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const document = (await (await raw('/v1/log/openapi.json')).json()) as { paths: object }
    expect(Object.keys(document.paths)).toEqual(['/checkpoint', '/keys', '/tile/{level}/{tile}'])
    for (const path of ['checkpoint', 'keys', 'openapi.json', 'tile/0/000.p/1']) {
      const refused = await raw(`/v1/log/${path}`, { method: 'POST' })
      expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET'])
    }
  })
})

describe('proofs', () => {
  it('of inclusion and consistency verify against the checkpoint, also of an earlier size', async () => {
    const { settlement } = receiptOf(await ask())
    const index = settlement?.index ?? 0
    await covers(index + 1)
    const { ledger } = world.node.ports
    const all = (await ledger.range(0, index + 1)).map((one) => unhex(one.leafHash))
    const included = await asker.get(`/v1/log/inclusion?index=${index}&size=${index + 1}`)
    const claim = { index, size: index + 1, proof: hashes(included), root: root(all), leafHash: all[index] ?? root([]) }
    expect(verifyInclusion(sha256, claim)).toBe(true)
    const consistent = await asker.get('/v1/log/consistency?first=3')
    const opened = openCheckpoint(String(consistent.body.checkpoint), verifier())
    if (!opened.ok) throw new Error(opened.reason)
    const { size: second, root: secondRoot } = opened.value
    const firstRoot = root(all.slice(0, 3))
    expect(consistent.body).toMatchObject({ first: 3, second })
    expect(verifyConsistency(sha256, { first: 3, firstRoot, second, secondRoot, proof: hashes(consistent) })).toBe(true)
  })

  it.each([
    ['inclusion?index=99999', '/index'],
    ['inclusion?index=1&size=99999', '/size'],
    ['inclusion?index=-1', '/index'],
    ['inclusion', '/index'],
    ['consistency?first=2&second=1', '/first'],
    ['consistency?first=2&second=99999', '/second'],
    ['consistency?first=x', '/first'],
  ])('that cannot be given are refused by name: %s', async (path, pointer) => {
    const { status, body } = await asker.get(`/v1/log/${path}`)
    expect([status, (body.errors as { pointer: string }[])[0]?.pointer]).toEqual([400, pointer])
  })
})
