/** A case is forgotten: everywhere, for good, also when older copies of data and keys are put back; and every proof still holds. */
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BSN, OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { GROUNDS, JUDGEMENTS, municipal, subjectOf } from '../../src/cli/demo/questions.ts'
import { logCommand } from '../../src/cli/log.ts'
import type { ErasableKeys } from '../../src/key-port.ts'
import { openParts } from '../../src/log/entry.ts'
import { createNode, type SluisNode } from '../../src/node.ts'
import { pseudonymsOf } from '../../src/steps/decide.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { forget, foundIn } from '../support/forgotten.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { reportedPart, reportOf } from '../support/holdings.ts'
import { callsTo, openWorld, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'
/** Words that stand nowhere else. */
const WORDS = { grounds: 'kwartelvraag', judgement: 'kwarteloordeel', holding: 'kwartelstuk' }
const KEY = { 'idempotency-key': 'kwartelsleutel-1' }

let world: World
let garage: Garage
beforeEach(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B3')
})
afterEach(() => world.close())

const question = (source = SOURCE) => ({
  ...municipal(garage.caseId, source, 'HITNOHIT'),
  grounds: { ...GROUNDS, necessity: WORDS.grounds },
})
const judged = (source: string) => {
  const judgement = { ...JUDGEMENTS.pc1(source), grounds: WORDS.judgement }
  return permitted(garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, judgement))
}
/** Everything there can be of a case: subjects, judgements, a holding, a hit, an inquiry that waits, an answer that is kept. */
async function full(): Promise<{ token: string; waiting: string; settled: string }> {
  const { caseId, cast } = garage
  await judged(SOURCE)
  const part = reportedPart({ receivedFor: ['P-BGP-AANPAK'], fields: [{ name: 'tekst', value: WORDS.holding }] })
  const report = reportOf({ caseId, title: WORDS.holding, parts: [part], grounds: WORDS.holding })
  await permitted(cast.regisseur.post('/v1/holdings', report))
  const token = await world.token(PEOPLE.asker)
  const answered = await world.call(token, 'POST', '/v1/inquiries', question(), KEY)
  expect(answered.body.status).toBe('settled')
  const waits = await world.call(token, 'POST', '/v1/inquiries', question('TH/controles'))
  expect(waits.body.status).toBe('waiting')
  await world.node.ports.catchUp()
  return { token, waiting: String(waits.body.inquiryId ?? waits.body.id), settled: String(answered.body.decisionId) }
}

const pseudonym = (bsn: string = BSN.garagehouder) =>
  pseudonymsOf(world.node.ports, OIN.voorbeeldstad, { type: 'bsn', value: bsn })[0]

/** `sluis log`, beside the folders of this world. */
async function log(...args: string[]): Promise<{ code: number; said: string }> {
  const { dataDir, keysDir, anchorDir, origin } = world.options
  const places = { SLUIS_KEYS_DIR: keysDir, SLUIS_DATA_DIR: dataDir, SLUIS_ANCHOR_DIR: anchorDir ?? '' }
  const lines: string[] = []
  const write = (text: string) => void lines.push(text)
  const code = await logCommand(args, { env: { ...places, SLUIS_ORIGIN: origin }, out: write, err: write })
  return { code, said: lines.join('') }
}

describe('a case that is forgotten', () => {
  it('is gone from every file, and stays so when older copies of data and keys are put back', async () => {
    const { dataDir, keysDir } = world.options
    const anchorDir = world.options.anchorDir ?? ''
    // One was forgotten before: a key folder that lacks the key of the entry that says so is an older one, and is refused.
    await forget(world, (await openGarage(world, 'B3')).caseId)
    await full()
    const texts = [...Object.values(WORDS), BSN.garagehouder, BSN.pgbHouder, pseudonym(), pseudonym(BSN.pgbHouder)]
    const folders = [dataDir, keysDir, anchorDir]
    const backup = join(world.folder, 'backup')
    for (const [name, dir] of [
      ['data', dataDir],
      ['keys', keysDir],
    ] as const)
      cpSync(dir, join(backup, name), { recursive: true })
    // The search can fail: pseudonyms are what stands open there.
    expect(foundIn([backup], texts).join()).toContain(pseudonym())
    await forget(world, garage.caseId)
    expect(foundIn(folders, texts)).toEqual([])
    // Signed over, so that the backup is older than what was signed.
    await world.node.ports.integrate()
    await world.stop()
    expect(foundIn(folders, texts)).toEqual([])

    const restore = () => {
      for (const [name, dir] of [
        ['data', dataDir],
        ['keys', keysDir],
      ] as const) {
        rmSync(dir, { recursive: true })
        cpSync(join(backup, name), dir, { recursive: true })
      }
    }
    const seen = async (node: SluisNode) => {
      const token = await world.token(PEOPLE.regisseur)
      return (await callsTo(node.app)(token, 'GET', `/v1/cases/${garage.caseId}`)).status
    }
    // Without the ledger all of it would be back.
    restore()
    const without = await createNode({ ...world.options, anchorDir: join(world.folder, 'empty') })
    expect(await seen(without)).toBe(200)
    await without.close()

    // An older database is refused until it is acknowledged; then the ledger is read before anybody is served.
    restore()
    await expect(createNode(world.options)).rejects.toThrow('older than what was signed')
    await log('acknowledge-rollback', '--close', world.options.origin)
    const again = await createNode(world.options)
    expect(await seen(again)).toBe(404)
    expect(foundIn(folders, texts)).toEqual([])
    const scopes = (await again.ports.ledger.range(0, 1_000)).filter(({ type }) => type === 'erasure')
    expect(scopes).toHaveLength(2)
    await again.close()
    expect(foundIn(folders, texts)).toEqual([])

    // Only the sealing keys went back: the data say that it was done long ago.
    cpSync(join(backup, 'keys', 'sealing.db'), join(keysDir, 'sealing.db'))
    const keyed = await createNode(world.options)
    const { ledger, crypto, keys } = keyed.ports
    const all = await Promise.all((await ledger.range(0, 1_000)).map((entry) => openParts({ crypto, keys }, entry)))
    expect(JSON.stringify(all)).not.toMatch(/kwartel/)
    await keyed.close()
  })

  it('is not there for anybody; its decisions are, without what they were about, and replay says so', async () => {
    const { token, waiting, settled } = await full()
    const { caseId, cast } = garage
    await forget(world, caseId)
    const path = (id: string, more = '') => `/v1/decisions/${id}${more}?readingPurpose=P-AUDIT`
    expect((await cast.regisseur.get(`/v1/cases/${caseId}`)).status).toBe(404)
    expect((await world.call(token, 'GET', `/v1/inquiries/${waiting}`)).status).toBe(404)
    expect((await world.call(token, 'POST', `/v1/inquiries/${waiting}/disclosures`)).status).toBe(404)
    expect((await cast.officer.get(`/v1/holdings?caseId=${caseId}`)).status).toBe(404)
    expect((await cast.officer.get(path(settled, '/replay'))).body).toMatchObject({ result: 'erased' })
    const shown = await cast.officer.get(path(settled))
    expect(shown).toMatchObject({
      status: 200,
      body: { id: settled, type: 'decision', record: null, settlement: { settlement: 'erased', disclosure: 'erased' } },
    })
    const search = { readingPurpose: 'P-AUDIT', subject: subjectOf(BSN.garagehouder), limit: 100 }
    expect((await cast.officer.post('/v1/decisions/_search', search)).body.items).toEqual([])
    // The same question again is asked anew, about a case that is not there.
    const again = await world.call(token, 'POST', '/v1/inquiries', question(), KEY)
    expect([again.status, again.body.outcome]).toEqual([201, 'deny'])
  })

  it('leaves a log of which every part, proof and receipt still verifies, and no key but of days and the organisation', async () => {
    const { settled } = await full()
    await forget(world, garage.caseId)
    const { ledger, crypto, keys } = world.node.ports
    const size = await ledger.size()
    const raw = async (id: string) => (await garage.cast.officer.get(`/v1/log/entries/${id}`)).body
    await expect.poll(async () => (await raw(settled)).state).toBe('integrated')
    expect(String((await raw(settled)).proof)).toContain('c2sp.org/tlog-proof@v1')
    const entries = await ledger.range(0, size)
    const erased = await Promise.all(entries.map((entry) => openParts({ crypto, keys }, entry)))
    // Nothing of the case is left under a key that outlives it, from the act that opened it on.
    expect(JSON.stringify(erased)).not.toMatch(new RegExp(`kwartel|${pseudonym()}`))
    await world.stop()
    const { code, said } = await log('verify', '--parts')
    expect(code, said).toBe(0)
  })

  it('leaves a log by which a key that was destroyed, or put back, without its word is found', async () => {
    const other = await openGarage(world, 'B3')
    const { keysDir } = world.options
    const before = join(world.folder, 'sealing-before.db')
    await forget(world, other.caseId)
    cpSync(join(keysDir, 'sealing.db'), before)
    await forget(world, garage.caseId)
    const scopes = [`case:${garage.caseId}`, `case:${garage.caseId}:case`]
    await world.stop()
    cpSync(join(keysDir, 'sealing.db'), join(world.folder, 'sealing-after.db'))
    cpSync(before, join(keysDir, 'sealing.db'))
    const back = await log('verify', '--parts')
    expect([back.code, scopes.every((scope) => new RegExp(`erased-living +${scope} `).test(back.said))]).toEqual([
      1,
      true,
    ])
    cpSync(join(world.folder, 'sealing-after.db'), join(keysDir, 'sealing.db'))
    expect((await log('verify', '--parts')).code).toBe(0)
    // As who reaches the key folder does it.
    const keys = createKeys({ dir: keysDir, create: false, crypto: createCrypto() })
    const [living] = (await keys.scopes()).filter((scope) => scope.startsWith('day:'))
    await keys.destroy(living ?? '')
    keys.close()
    const { code, said } = await log('verify', '--parts')
    expect([code, said.match(/^erased-unordered +\S+/gm)?.length]).toEqual([1, 1])
    expect(said).toContain(living)
  })

  it('leaves no other case without anything', async () => {
    const other = await openGarage(world, 'B2')
    const before = await other.cast.regisseur.get(`/v1/cases/${other.caseId}`)
    await forget(world, garage.caseId)
    const after = await other.cast.regisseur.get(`/v1/cases/${other.caseId}`)
    expect([after.status, after.body]).toEqual([200, before.body])
  })
})

describe('sealing keys', () => {
  it('are of the case and of the day: the next question makes none, so its path syncs nothing more', async () => {
    await judged(SOURCE)
    const keys = world.node.ports.keys as ErasableKeys
    await permitted(garage.cast.asker.post('/v1/inquiries', question()))
    const first = await keys.scopes()
    await permitted(garage.cast.asker.post('/v1/inquiries', question()))
    expect(await keys.scopes()).toEqual(first)
    const kinds = first.map((scope) => scope.replace(garage.caseId, 'C').replace(/\d{4}-\d\d-\d\d/, 'D'))
    const day = `day:${OIN.voorbeeldstad}:D`
    // What the privacy officer said for the whole organisation, with the case and the day, and the start of the broker.
    const expected = [
      'case:C',
      'case:C:case',
      `${day}:caller`,
      `${day}:case`,
      'org:broker:log',
      `org:${OIN.voorbeeldstad}`,
    ]
    expect([...new Set(kinds)].toSorted()).toEqual(expected.toSorted())
  })
})

describe('a provision that a norm has kept', () => {
  it('can be read and found when its case is forgotten: to whom, about whom, what; not why, nor on which facts', async () => {
    const { caseId, cast } = garage
    await judged('BZ/personen')
    const provided = await cast.asker.post('/v1/inquiries', question('BZ/personen'))
    expect(provided.body.obligations).toContainEqual(expect.objectContaining({ obligation: 'RECORD_20Y' }))
    const id = String(provided.body.decisionId)
    await forget(world, caseId)
    const search = { readingPurpose: 'P-AUDIT', subject: subjectOf(BSN.garagehouder), limit: 100 }
    const found = (await cast.officer.post('/v1/decisions/_search', search)).body.items as { id: string }[]
    expect(found.map((row) => row.id)).toEqual([id])
    const { body } = await cast.officer.get(`/v1/decisions/${id}?readingPurpose=P-AUDIT`)
    expect(body.record).toMatchObject({
      body: { 'adl.core.request': { resource: { id: 'BZ/personen', properties: { subject: pseudonym() } } } },
    })
    expect(JSON.stringify(body)).not.toContain('adl.core.information')
    expect(body.settlement).toMatchObject({ settlement: { result: 'settled', hit: true } })
    const { ledger, crypto, keys } = world.node.ports
    const entry = await ledger.entry(id)
    const parts = entry && (await openParts({ crypto, keys }, entry))
    expect([parts?.facts, parts?.grounds, body.grounds]).toEqual(['erased', 'erased', null])
    const replay = await cast.officer.get(`/v1/decisions/${id}/replay?readingPurpose=P-AUDIT`)
    expect(replay.body.result).toBe('erased')
  })
})
