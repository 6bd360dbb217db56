/**
 * What screening hides stays hidden: the same question to sources that differ only by what stays behind gets the same
 * answer, once ids, times, hashes and salts are made equal. Body, status and headers, at once and when looked back at.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, riec, subjectOf } from '../../src/cli/demo/questions.ts'
import type { SourceRecord } from '../../src/domain/disclosure.ts'
import { receiptSchema } from '../../src/domain/receipt.ts'
import { checkReceipt, signReceipt } from '../../src/log/receipt.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { openRiec } from '../support/riec.ts'
import { interpose } from '../support/sources.ts'
import { openWorld, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'

let world: World
let token: string
let analyst: string
beforeAll(async () => {
  world = await openWorld()
  token = await world.token(PEOPLE.asker)
  analyst = await world.token(PEOPLE.analyst)
})
afterAll(() => world.close())

/** Ids, times, hashes, salts, log positions and numbers differ between any two questions; nothing else may. */
function normal(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/"(salt|commitment|leafHash)":"[^"]*"/g, '"$1":"HASH"')
    .replace(/"(index|number)":\d+/g, '"$1":N')
}

/** A signature says what the rest of its receipt says, and not a byte more: what is equal without it is equal with it. */
function unsigned(body: Record<string, unknown>): Record<string, unknown> {
  if (body.receipt === undefined) return body
  const receipt = receiptSchema.parse(body.receipt)
  const { log } = world.node.ports
  const { signature } = signReceipt(log, receipt)
  expect([receipt.signature, checkReceipt(log, receipt)]).toEqual([signature, 'signed'])
  return { ...body, receipt: { ...receipt, signature: 'SIGNED' } }
}

/** One answer as the wire has it, with the look back at it; only what differs by nature made equal. */
async function shown(bearer: string, question: { readonly caseId: string }): Promise<string> {
  const { call } = world
  const asked = await call(bearer, 'POST', '/v1/inquiries', question)
  const one = await call(bearer, 'GET', `/v1/inquiries/${String(asked.body.id)}`)
  const all = await call(bearer, 'GET', `/v1/inquiries?caseId=${question.caseId}`)
  return [asked, one, all]
    .map(({ status, headers, body }) => normal(JSON.stringify([status, [...headers], unsigned(body)])))
    .join('\n')
}

/** Asks in two cases that are alike: at a source as it is, and at one that also holds what must stay behind. */
async function pair(
  open: () => Promise<string>,
  asked: string,
  question: (caseId: string) => { readonly caseId: string },
  hide: (records: readonly SourceRecord[]) => readonly SourceRecord[],
  before?: (caseId: string) => Promise<unknown>,
): Promise<readonly [string, string]> {
  const plain = await open()
  const other = await open()
  await before?.(plain)
  const without = await shown(asked, question(plain))
  let held = 0
  const restore = interpose(world, async (query, real) => {
    const records = await real(query)
    const more = hide(records)
    held += 1
    expect(JSON.stringify(more)).not.toBe(JSON.stringify(records))
    return more
  })
  try {
    await before?.(other)
    const withHidden = await shown(asked, question(other))
    expect(held).toBeGreaterThan(0)
    return [without, withHidden]
  } finally {
    restore()
  }
}

const record = (changes: SourceRecord): SourceRecord => ({
  bsn: BSN.garagehouder,
  datum: '2025-03-01',
  zaaknr: 'VERG-0666',
  soort: 'verborgen',
  besluit: 'verleend',
  leidinggevenden: [],
  ...changes,
})
const old = record({ datum: '2001-01-01' })
const elsewhere = record({ bsn: BSN.pgbHouder })

describe('in the municipal track', () => {
  const open = async (): Promise<string> => {
    const { caseId, cast } = await openGarage(world, 'B3')
    await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc1(SOURCE)))
    return caseId
  }
  const existence = (caseId: string, bsn?: string) => municipal(caseId, SOURCE, 'HITNOHIT', [], bsn)
  const detail = (caseId: string) => municipal(caseId, SOURCE, 'DETAIL', ['zaaknr', 'besluit'])
  const hit = (caseId: string) => permitted(world.call(token, 'POST', '/v1/inquiries', existence(caseId)))

  it('a record that is too old is no hit, as if there were none', async () => {
    const [without, withOld] = await pair(
      open,
      token,
      (caseId) => existence(caseId, BSN.pgbHouder),
      () => [record({ bsn: BSN.pgbHouder, datum: '2001-01-01' })],
    )
    expect(without).toContain('"hit":false')
    expect(withOld).toBe(without)
  })
  it('a record that is too old, beside one that is not, is no part of a hit', async () => {
    const [without, withOld] = await pair(open, token, existence, (records) => [old, ...records])
    expect(without).toContain('"hit":true')
    expect(withOld).toBe(without)
  })
  it('details before a hit show no more than hit or no hit, whatever lies beside it', async () => {
    const [without, withOld] = await pair(open, token, detail, (records) => [...records, old])
    expect(withOld).toBe(without)
  })
  it('details after a hit leave the old record out, in whatever place it stands', async () => {
    for (const hide of [
      (records: readonly SourceRecord[]) => [old, ...records],
      (records: readonly SourceRecord[]) => [...records, old, old],
    ]) {
      const [without, withOld] = await pair(open, token, detail, hide, hit)
      expect(without).toContain('VERG-0001')
      expect(withOld).toBe(without)
    }
  })
  it('a record of somebody else is no hit and no detail', async () => {
    const [none, onlyOther] = await pair(
      open,
      token,
      (caseId) => existence(caseId, BSN.pgbHouder),
      () => [record({})],
    )
    expect(none).toContain('"hit":false')
    expect(onlyOther).toBe(none)
    const [without, withOther] = await pair(open, token, detail, (records) => [elsewhere, ...records], hit)
    expect(without).toContain('VERG-0001')
    expect(withOther).toBe(without)
  })
})

describe('in a RIEC', () => {
  const open = async (): Promise<string> => {
    const { cast } = await openGarage(world, 'B2')
    const subjects = [BSN.garagehouder, BSN.pgbHouder]
    return openRiec(cast, { involved: ['COL', 'BGM'], source: SOURCE, subjects })
  }
  const detail = (caseId: string) => riec(caseId, SOURCE, ['besluit', 'leidinggevenden', 'zaaknr'])
  const existence = (caseId: string) => ({ ...riec(caseId, SOURCE, []), mode: 'HITNOHIT' as const })

  it('a record of somebody else is no hit and no detail', async () => {
    for (const question of [existence, detail]) {
      const [without, withOther] = await pair(open, analyst, question, (records) => [elsewhere, ...records])
      expect(without).toContain('"status":"settled"')
      expect(withOther).toBe(without)
      const about = (caseId: string) => ({ ...question(caseId), subject: subjectOf(BSN.pgbHouder) })
      const [none, onlyOther] = await pair(open, analyst, about, () => [record({})])
      expect(onlyOther).toBe(none)
    }
  })
  it('a person inside a record who is no part of the signal is not there', async () => {
    const inside = (records: readonly SourceRecord[]) =>
      records.map((one) => ({
        ...one,
        leidinggevenden: [{ naam: 'Verborgen Persoon', bsn: '999990044' }, ...(one.leidinggevenden as SourceRecord[])],
      }))
    const [without, withPerson] = await pair(open, analyst, detail, inside)
    expect(without).toContain('VERG-0001')
    expect(withPerson).toBe(without)
  })
})

it('the norm that hid it stands in the log, for the officer', async () => {
  const { caseId, cast } = await openGarage(world, 'B3')
  await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc1('TH/controles')))
  const asked = await permitted(cast.asker.post('/v1/inquiries', municipal(caseId, 'TH/controles', 'HITNOHIT')))
  expect(JSON.stringify(asked)).not.toContain('BGP-07')
  const read = await cast.officer.get(`/v1/decisions/${String(asked.decisionId)}?readingPurpose=P-AUDIT`)
  expect(read.body.settlement).toMatchObject({
    settlement: { hit: false, screening: [{ index: 0, released: false, norms: ['BGP-07'] }] },
  })
})
