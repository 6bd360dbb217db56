/** Decisions taken out of the log over HTTP: what the search would find, proven, decided by policy, and an entry itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BSN, OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { subjectOf } from '../../src/cli/demo/questions.ts'
import { tell } from '../../src/cli/demo/story.ts'
import { openParts } from '../../src/log/entry.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { broken, checked, counted, exported, type Line, linesIn } from '../support/exports.ts'
import { SILENT } from '../support/silent.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

let world: World
let officer: string
let key: string
let caseId: string
beforeAll(async () => {
  world = await openWorld()
  const told = await tell(await castOf(world), SILENT)
  caseId = told.caseId
  officer = await world.token(PEOPLE.officer)
  key = world.node.ports.log.verifierKey
})
afterAll(() => world.close())

type Row = { index: number; id: string; department: string | null; subject: string | null }
async function search(query = ''): Promise<Row[]> {
  const reply = await world.call(officer, 'GET', `/v1/decisions?readingPurpose=P-AUDIT&limit=100${query}`)
  return (reply.body.items as Row[]).toReversed()
}
const taken = (body: object = {}) => exported(world, officer, body)
const indexes = (lines: readonly Line[]) => lines.map(({ entry }) => entry.index)

describe('an export', () => {
  it('holds what the search finds, in order, with settlements beside their decisions, and all of it holds', async () => {
    const rows = await search()
    const { status, type, text } = await taken()
    expect([status, type]).toEqual([200, 'application/x-ndjson'])
    const lines = linesIn(text)
    expect(indexes(lines).slice(0, rows.length)).toEqual(rows.map(({ index }) => index))
    expect(lines.filter(({ settlement }) => settlement).length).toBeGreaterThan(3)
    const report = checked(text, key)
    expect([broken(report), report.findings]).toEqual([[], []])
    expect(counted(report, 'export-whole')).toEqual([1, 0, 0])
    expect(counted(report, 'entry-included')[0]).toBe(report.entries)
    expect(counted(report, 'record-of-parts')[0]).toBe(lines.length)
    expect(counted(report, 'settlement-of-decision')[0]).toBe(lines.filter(({ settlement }) => settlement).length)
  })
  it('has the record that a look at the decision gives', async () => {
    const [line] = linesIn((await taken()).text)
    const { id } = JSON.parse(line?.entry.leaf ?? '')
    const one = await world.call(officer, 'GET', `/v1/decisions/${id}?readingPurpose=P-AUDIT`)
    expect(line?.record).toEqual(one.body.record)
  })
  it('takes a period, a department, or a person, who is named by pseudonym alone', async () => {
    const rows = await search()
    const middle = JSON.parse((linesIn((await taken()).text)[10] as Line).entry.leaf).at as string
    const late = linesIn((await taken({ from: middle })).text)
    const early = linesIn((await taken({ until: middle })).text)
    expect(indexes([...early, ...late]).slice(0, rows.length)).toEqual(rows.map(({ index }) => index))
    expect(early.length).toBeGreaterThan(0)
    const ofDepartment = linesIn((await taken({ department: 'ONDM' })).text)
    expect(indexes(ofDepartment)).toEqual((await search('&department=ONDM')).map(({ index }) => index))
    const { text } = await taken({ subject: subjectOf(BSN.pgbHouder), readingPurpose: 'P-RECHT' })
    const { asked } = JSON.parse(text.slice(0, text.indexOf('\n')))
    expect(asked.subject).toMatch(/^s-[0-9a-f]{32}$/)
    expect(text).not.toContain(BSN.pgbHouder)
    expect(indexes(linesIn(text))).toEqual(
      rows.filter(({ subject }) => subject === asked.subject).map(({ index }) => index),
    )
    expect(broken(checked(text, key))).toEqual([])
  })
  it('is an entry of the log, with what was asked, also when it is refused', async () => {
    const size = await world.node.ports.ledger.size()
    await taken({ department: 'ONDM', from: '2026-01-01T00:00:00+01:00' })
    const refused = await exported(world, officer, { readingPurpose: 'P-BGP-AANPAK' })
    expect([refused.status, refused.type]).toEqual([403, 'application/problem+json'])
    const written = await world.node.ports.ledger.range(size, 9)
    expect(written.map(({ type }) => type)).toEqual(['export', 'export'])
    const contents = await Promise.all(written.map((entry) => openParts(world.node.ports, entry)))
    const asked = {
      oin: OIN.voorbeeldstad,
      from: '2025-12-31T23:00:00.000Z',
      until: null,
      department: 'ONDM',
      subject: null,
    }
    expect(contents[0]).toMatchObject({ export: asked, decision: { outcome: 'permit' } })
    expect(contents[1]).toMatchObject({ decision: { outcome: 'deny' } })
    const replay = await world.call(officer, 'GET', `/v1/decisions/${written[0]?.id}/replay?readingPurpose=P-AUDIT`)
    expect(replay.body.result).toBe('same')
  })
  it('is for who may read the log, with a purpose, and of a person that is one', async () => {
    const asker = await world.token(PEOPLE.asker)
    expect((await exported(world, asker, {})).status).toBe(403)
    expect((await exported(world, 'nobody', {})).status).toBe(401)
    const partner = await world.token({ ...PEOPLE.officer, organ: 'POL', department: null })
    expect((await exported(world, partner, {})).status).toBe(403)
    expect((await taken({ readingPurpose: undefined })).status).toBe(400)
    const invalid = { type: 'NATURAL', identifier: { type: 'bsn', value: '999990018' } }
    expect((await taken({ subject: invalid })).status).toBe(400)
  })
  it('shows another organisation nothing of ours', async () => {
    const other = await world.token(PEOPLE.officer, { oin: OIN.testdorp })
    const { text } = await exported(world, other, {})
    expect(linesIn(text).map(({ entry }) => entry.oin)).toEqual(linesIn(text).map(() => OIN.testdorp))
    expect(text).not.toContain(caseId)
    expect(text).not.toContain(OIN.voorbeeldstad)
  })
})

describe('who supplied to another organisation', () => {
  it('gets the proof, and of the content what the search shows it', async () => {
    const supplier = await world.token(PEOPLE.officer, { oin: OIN.belastingdienst })
    const { text } = await exported(world, supplier, {})
    const supplied = linesIn(text).filter((line) => line.supplied)
    expect(supplied.length).toBeGreaterThan(0)
    expect(supplied.every(({ entry, record, settlement }) => !entry.parts && !record && !settlement?.parts)).toBe(true)
    expect(text).not.toContain(caseId)
    const report = checked(text, key)
    expect(broken(report)).toEqual([])
    expect(counted(report, 'part-committed')[2]).toBeGreaterThanOrEqual(supplied.length)
  })
})

describe('after erasure', () => {
  it('parts are called erased, and everything else still holds', async () => {
    const { keysDir, dataDir } = world.options
    const keys = createKeys({ dir: keysDir, create: false, dataDir, crypto: createCrypto() })
    expect(await keys.destroy(`case:${caseId}:case`)).toBe(true)
    keys.close()
    await new Promise((resolve) => setTimeout(resolve, 150))
    const { text } = await taken()
    const report = checked(text, key)
    expect(broken(report)).toEqual([])
    expect(counted(report, 'part-committed')[2]).toBeGreaterThan(10)
    expect(linesIn(text).some(({ entry, record }) => entry.parts?.decision === 'erased' && record === null)).toBe(true)
  })
})

describe('while nobody reads on', () => {
  it('no more is made than a chunk, however much there is', async () => {
    const { ledger } = world.node.ports
    let asked = 0
    const { settlementOf } = ledger
    const counting = (id: string) => {
      asked += 1
      return settlementOf(id)
    }
    Object.assign(ledger, { settlementOf: counting })
    const response = await world.node.app.request('/v1/decisions/_export', {
      method: 'POST',
      headers: { authorization: `Bearer ${officer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ readingPurpose: 'P-AUDIT' }),
    })
    const reader = response.body?.getReader()
    await reader?.read()
    await expect.poll(() => asked).toBeGreaterThan(0)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const early = asked
    await reader?.cancel()
    Object.assign(ledger, { settlementOf })
    expect(early).toBeLessThan((await search()).length)
  })
})
