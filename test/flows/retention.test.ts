/** Forgetting on time, over HTTP: what is due and held can be seen, a hold stops acts and the job, and ends. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OIN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { createForgetting } from '../../src/erasure/forgetting.ts'
import type { Order } from '../../src/erasure/order.ts'
import type { Event } from '../../src/events.ts'
import { openParts } from '../../src/log/entry.ts'
import { partOf } from '../../src/log/parts.ts'
import { end, FG, one, STRANGER, speaking } from '../support/duties.ts'
import { codes, openGarage, permitted, reasons } from '../support/garage.ts'
import { reported } from '../support/riec.ts'
import { BUNDLE_DIR, openWorld, type World } from '../support/world.ts'

const DAY = 86_400_000
const LAWYER: Person = { person: 'demo-jurist', organ: 'COL', department: 'JZ', roles: ['R-JZ'] }
const LIST = '/v1/retention?readingPurpose=P-AUDIT'
const SELECTION = { type: 'SELECTIELIJST', outcome: 'destroy', details: { category: '18.1' }, grounds: 'x' }
const HOLD = { type: 'LEGAL_HOLD', outcome: 'hold', grounds: 'Er loopt een beroep.' }
const HOLD_ALL = { ...HOLD, type: 'LEGAL_HOLD_ALL' }

type Row = {
  readonly caseId: string | null
  readonly day: string | null
  readonly of: string | null
  readonly ground: string | null
  readonly held: string | null
  readonly goes: string | null
  readonly due: boolean
}

let now = Date.parse('2026-11-24T10:00:00Z')
let world: World
/** A rejected signal, and a RIEC case that was first processed long ago. */
let rejected: string
let old: string
let open: string
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date(now) })
  const garage = await openGarage(world, 'B2')
  rejected = garage.caseId
  await permitted(garage.cast.regisseur.post(`/v1/cases/${rejected}/transitions`, { to: 'B0', grounds: 'x' }))
  open = (await openGarage(world, 'B3')).caseId
  const opening = reported({ crimeForm: 'DRUGS', involved: ['COL', 'BD'], firstProcessed: '2021-11-26' })
  old = String((await permitted(garage.cast.riec.post('/v1/cases', opening))).caseId)
})
afterAll(() => world.close())

const as = (person: Person) => speaking(world, person, now)
async function rows(query = 'limit=100'): Promise<Row[]> {
  const reply = await (await as(PEOPLE.officer)).get(`${LIST}&${query}`)
  expect(reply.status).toBe(200)
  return reply.body.items as Row[]
}
const row = async (caseId: string) => (await rows()).find((one) => one.caseId === caseId)
async function sweep(): Promise<{ erased: Order[]; events: Event[] }> {
  const erased: Order[] = []
  const events: Event[] = []
  const observe = (event: Event) => void events.push(event)
  await createForgetting({
    ...world.node.ports,
    observe,
    believes: async () => true,
    erase: async (order) => erased.push(order),
  }).run()
  return { erased, events }
}

describe('what is kept', () => {
  it('is shown case by case: until when, by which row, what holds it, and what has no term', async () => {
    expect(await row(rejected)).toEqual({
      caseId: rejected,
      day: null,
      of: null,
      ground: 'BGP-04',
      text: expect.objectContaining({ nl: expect.stringContaining('een jaar') }),
      reason: expect.objectContaining({ en: expect.stringContaining('365') }),
      article: 'Modelprotocol binnengemeentelijke gegevensdeling, stap 2',
      certainty: 'V3',
      goes: '2027-11-25',
      due: false,
      held: 'selection-list',
    })
    expect(await row(old)).toMatchObject({ ground: 'WGS-26', goes: '2026-11-27', due: false, held: null })
    expect(await row(open)).toMatchObject({ ground: 'BGP-12', goes: null, due: false })
  })

  it('is shown day by day behind that, of this organisation only, each once on its page', async () => {
    const scopes = [
      `day:${OIN.voorbeeldstad}:2026-01-01:BRP-04`,
      `day:${OIN.voorbeeldstad}:2026-01-01:caller`,
      `day:${OIN.voorbeeldstad}:2026-01-02:caller`,
      'day:00000099000000009000:2026-01-01:caller',
    ]
    const { keys } = world.node.ports
    const { scopes: real } = keys
    Object.assign(keys, { scopes: async () => scopes })
    const all = await rows()
    expect(all.slice(0, 3).map(({ caseId }) => caseId)).toEqual([old, open, rejected].sort().reverse())
    expect(all.slice(3)).toMatchObject([
      { day: '2026-01-01', of: 'BRP-04', ground: 'BRP-04', goes: '2046-01-02', held: 'selection-list' },
      { day: '2026-01-01', of: 'caller', ground: 'CALLER', goes: null, certainty: 'gap' },
      { day: '2026-01-02', of: 'caller' },
    ])
    const officer = await as(PEOPLE.officer)
    for (const limit of [1, 2, 3, 4]) {
      const seen: unknown[] = []
      let next: unknown = ''
      while (next !== null) {
        const reply = await officer.get(`${LIST}&limit=${limit}${next ? `&cursor=${String(next)}` : ''}`)
        seen.push(...(reply.body.items as unknown[]))
        next = reply.body.next
      }
      expect([limit, seen]).toEqual([limit, all])
    }
    Object.assign(keys, { scopes: real })
  })

  it('is for who may read the log, for a purpose; each look is logged, a refused one as well', async () => {
    for (const [person, purpose, status] of [
      [PEOPLE.officer, 'P-AUDIT', 200],
      [PEOPLE.officer, 'P-RECHT', 200],
      [FG, 'P-AUDIT', 200],
      [PEOPLE.asker, 'P-AUDIT', 403],
      [STRANGER, 'P-AUDIT', 403],
      [PEOPLE.officer, 'P-BGP-AANPAK', 403],
    ] as const) {
      const before = await world.node.ports.ledger.size()
      const reply = await (await as(person)).get(`/v1/retention?readingPurpose=${purpose}`)
      expect([person.person, purpose, reply.status]).toEqual([person.person, purpose, status])
      const [entry, ...others] = await world.node.ports.ledger.range(before, 9)
      const parts = entry && (await openParts(world.node.ports, entry))
      expect([entry?.type, parts && partOf(parts, 'act')?.retention, others]).toEqual(['read', true, []])
    }
    const officer = await as(PEOPLE.officer)
    for (const query of [
      '',
      '?readingPurpose=P-AUDIT&limit=0',
      '?readingPurpose=P-AUDIT&cursor=MQ',
      '?readingPurpose=P-AUDIT&x=1',
    ])
      expect([query, (await officer.get(`/v1/retention${query}`)).status]).toEqual([query, 400])
  })

  it('is one look at a time: one that is turned away is no entry', async () => {
    const token = await world.token(PEOPLE.officer)
    const before = await world.node.ports.ledger.size()
    const replies = await Promise.all(Array.from({ length: 4 }, () => world.call(token, 'GET', LIST)))
    const shown = replies.filter(({ status }) => status === 200).length
    expect(replies.filter(({ status }) => status === 429).length).toBe(4 - shown)
    expect([shown > 0 && shown < 4, (await world.node.ports.ledger.size()) - before]).toEqual([true, shown])
  })

  it('shows no case to an officer of an organ that has no part in it', async () => {
    const seen = async (person: Person) => {
      const { items } = (await (await as(person)).get(LIST)).body
      return (items as { caseId: string | null }[]).flatMap(({ caseId }) => caseId ?? [])
    }
    expect(await seen({ ...PEOPLE.officer, organ: 'BD' })).toEqual([old])
    expect(await seen({ ...PEOPLE.officer, organ: 'POL' })).toEqual([])
  })
})

describe('a legal hold', () => {
  it('is given by the privacy officer or a lawyer, and by nobody else', async () => {
    const asked = async (person: Person, path: string, body: object) =>
      (await (await as(person)).post(path, body)).body.outcome
    const at = `/v1/cases/${open}/attestations`
    expect(await asked(LAWYER, at, HOLD)).toBe('permit')
    expect(await asked(PEOPLE.regisseur, at, HOLD)).toBe('deny')
    expect(await asked(FG, '/v1/attestations', HOLD_ALL)).toBe('deny')
    expect(await row(open)).toMatchObject({ held: 'legal-hold' })
  })

  it('denies that destroying is reported as done, with the way out, and ends when it is taken back', async () => {
    const [officer, regisseur] = [await as(PEOPLE.officer), await as(PEOPLE.regisseur)]
    const at = `/v1/cases/${rejected}/attestations`
    await permitted(officer.post(at, SELECTION))
    const duty = await one(regisseur, rejected, 'DESTROY_AFTER_YEAR')
    for (const [place, hold] of [
      [at, HOLD],
      ['/v1/attestations', HOLD_ALL],
    ] as const) {
      const { attestationId } = await permitted((await as(LAWYER)).post(place, hold))
      const reply = await end(regisseur, duty.id)
      expect([reply.body.outcome, reasons(reply)]).toEqual(['deny', ['ARCH-01']])
      expect(codes(reply.body.remedies, 'code')).toContain('LIFT_HOLD')
      // The hold first, and who may lift it; the selection list, by which it may go, only after that.
      const [reason] = reply.body.reasons as { attestation: string; text: Record<'nl' | 'en', string> }[]
      expect(reason?.attestation).toBe(hold.type)
      expect(reason?.text.nl).toMatch(
        /^De vaststelling "(Deze zaak|Niets) mag nu (niet )?worden vernietigd".* intrekken kan: Privacyfunctionaris of Jurist.*selectielijst/,
      )
      expect(reason?.text.en).toMatch(
        /^The judgement "(This case may not|Nothing may) be destroyed now".* withdrawn by: Privacy officer or Lawyer.*selection list/,
      )
      expect(await row(rejected)).toMatchObject({ held: 'legal-hold' })
      await permitted((await as(LAWYER)).post(`${place}/${String(attestationId)}/withdrawals`, { grounds: 'x' }))
    }
    expect(await row(rejected)).toMatchObject({ held: null })
    await permitted(end(regisseur, duty.id))
  })

  it('stops the job, which goes on the day after it was taken back', async () => {
    now = Date.parse('2026-11-26T23:59:59Z')
    expect((await sweep()).erased).toEqual([])
    now += 1_000
    const officer = await as(PEOPLE.officer)
    const { attestationId } = await permitted(officer.post('/v1/attestations', HOLD_ALL))
    const held = await sweep()
    expect([held.erased, held.events]).toEqual([[], [{ type: 'retention', due: 0, held: 1, erased: 0 }]])
    expect(await row(old)).toMatchObject({ due: true, held: 'legal-hold' })
    await permitted(officer.post(`/v1/attestations/${String(attestationId)}/withdrawals`, { grounds: 'x' }))
    now += DAY
    const target = { kind: 'case', oin: OIN.voorbeeldstad, caseId: old }
    expect((await sweep()).erased).toEqual([{ target, ground: 'WGS-26' }])
  })

  it('on a case holds the days of its organisation from its opening: who looked and what was asked stay', async () => {
    const officer = await as(PEOPLE.officer)
    const day = new Date(now).toISOString().slice(0, 10)
    const { keys } = world.node.ports
    const { scopes: real } = keys
    const days = ['2000-01-01', day].flatMap((one) =>
      ['caller', 'case', 'BRP-04', 'WJSG-01'].map((of) => `day:${OIN.voorbeeldstad}:${one}:${of}`),
    )
    Object.assign(keys, { scopes: async () => days })
    const heldOn = async () =>
      (await rows()).flatMap((one) => (one.caseId === null ? [[one.day, one.of, one.held === 'legal-hold']] : []))
    const shown = (isHeld: boolean) =>
      ['2000-01-01', day].flatMap((one) =>
        ['BRP-04', 'WJSG-01', 'caller', 'case'].map((of) => [one, of, isHeld && one === day]),
      )
    // The hold that another test gave to this case still stands.
    const standing = (await world.node.ports.cases.find(OIN.voorbeeldstad, open))?.attestations ?? []
    const hold = standing.find(({ type, withdrawnBy }) => type === 'LEGAL_HOLD' && withdrawnBy === null)
    expect((await heldOn()).sort()).toEqual(shown(true).sort())
    await permitted(officer.post(`/v1/cases/${open}/attestations/${String(hold?.id)}/withdrawals`, { grounds: 'x' }))
    expect((await heldOn()).sort()).toEqual(shown(false).sort())
    Object.assign(keys, { scopes: real })
  })

  it('can be given while everything is stopped', async () => {
    const officer = await as(PEOPLE.officer)
    const stop = await permitted(
      officer.post('/v1/attestations', { type: 'STOP_ALL', outcome: 'stopped', grounds: 'x' }),
    )
    const { attestationId } = await permitted(officer.post(`/v1/cases/${old}/attestations`, HOLD))
    await permitted(
      officer.post(`/v1/cases/${old}/attestations/${String(attestationId)}/withdrawals`, { grounds: 'x' }),
    )
    await permitted(officer.post(`/v1/attestations/${String(stop.attestationId)}/withdrawals`, { grounds: 'x' }))
  })
})

it('what is due, held and erased is counted', async () => {
  world.node.ports.observe({ type: 'retention', due: 3, held: 2, erased: 5 })
  world.node.ports.observe({ type: 'retention', due: 1, held: 4, erased: 1 })
  const before = Number(/^sluis_erased_total (\d+)$/m.exec(String(await world.node.ports.metrics?.()))?.[1])
  for (let i = 0; i < 6; i += 1) world.node.ports.observe({ type: 'erased' })
  const text = await world.node.ports.metrics?.()
  expect(text).toContain('sluis_retention_due 1\n')
  expect(text).toContain('sluis_retention_held 4\n')
  expect(text).toContain(`sluis_erased_total ${before + 6}\n`)
})

it('a bundle that came alone has the table of Sluis; one that is not right beside it stops the start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluis-bundle-'))
  const bundleDir = join(folder, 'bundle')
  await cp(BUNDLE_DIR, bundleDir, { recursive: true })
  const alone = await openWorld({ bundleDir })
  expect(alone.node.ports.retention).toEqual(world.node.ports.retention)
  await alone.close()
  await writeFile(join(folder, 'retention.json'), '{}')
  await expect(openWorld({ bundleDir })).rejects.toThrow('retention.json: /about')
  await rm(folder, { recursive: true })
})
