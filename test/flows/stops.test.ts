/** Stops: the privacy officer stops a caller, a source, a purpose or everything; also what is on its way; and lifts it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { openParts } from '../../src/log/entry.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { problemOf } from '../support/scene.ts'
import { interpose } from '../support/sources.ts'
import { openWorld, type World } from '../support/world.ts'

const TAXES = 'BEL/heffingen'

let world: World
let garage: Garage
let asker: string
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B4')
  const { officer } = garage.cast
  await permitted(officer.post('/v1/attestations', JUDGEMENTS.college67))
  await permitted(officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
  const read = await officer.get('/v1/decisions?readingPurpose=P-AUDIT&limit=1')
  const [last] = read.body.items as { id: string }[]
  expect(last).toBeDefined()
  const asked = await permitted(ask())
  const record = await officer.get(`/v1/decisions/${String(asked.decisionId)}?readingPurpose=P-AUDIT`)
  const body = (record.body.record as { body: { 'adl.core.request': { subject: { id: string } } } }).body
  asker = body['adl.core.request'].subject.id
})
afterAll(() => world.close())

const question = () => municipal(garage.caseId, TAXES, 'DETAIL', ['aanslag_ozb'])
const ask = () => garage.cast.asker.post('/v1/inquiries', question())
const stop = async (type: string, scope: object = {}) => {
  const order = { type, outcome: 'stopped', scope, grounds: 'Er is een vermoeden van misbruik.' }
  return String((await permitted(garage.cast.officer.post('/v1/attestations', order))).attestationId)
}
const lift = (id: string) =>
  permitted(garage.cast.officer.post(`/v1/attestations/${id}/withdrawals`, { grounds: 'Onderzocht.' }))
const saying = ({ body }: Reply) => [body.outcome, (body.reasons as { norm: string }[]).map((one) => one.norm)]

describe('a stop', () => {
  it.each<[string, () => [type: string, scope: object]]>([
    ['of everything', () => ['STOP_ALL', {}]],
    ['of a source', () => ['STOP_SOURCE', { source: TAXES }]],
    ['of a purpose', () => ['STOP_PURPOSE', { purpose: 'P-BGP-AANPAK' }]],
    ['of a caller, by the pseudonym in the log', () => ['STOP_CALLER', { person: asker }]],
  ])('%s denies with its norm, and says to wait, until it is lifted', async (_, order) => {
    const id = await stop(...order())
    const refused = await ask()
    expect(saying(refused)).toEqual(['deny', ['AVG-06']])
    expect((refused.body.remedies as { code: string }[]).map(({ code }) => code)).toContain('WAIT_FOR_LIFTING')
    await lift(id)
    expect((await ask()).body.outcome).toBe('permit')
  })

  it('of another caller, source or purpose stops nothing here', async () => {
    const others = [
      await stop('STOP_CALLER', { person: `p-${'0'.repeat(32)}` }),
      await stop('STOP_SOURCE', { source: 'VERG/vergunningen' }),
      await stop('STOP_PURPOSE', { purpose: 'P-RIEC-F' }),
    ]
    expect((await ask()).body.outcome).toBe('permit')
    for (const id of others) await lift(id)
  })

  it('reaches what is on its way: it is aborted, and nothing leaves', async () => {
    let id = ''
    const restore = interpose(world, async (query, real) => {
      restore()
      id = await stop('STOP_SOURCE', { source: TAXES })
      return real(query)
    })
    const reply = await ask()
    expect([reply.status, reply.body.disclosure]).toEqual([409, undefined])
    await lift(id)
  })

  it('reaches what is on its way to the log: a settlement that it overtakes does not land', async () => {
    const { ledger } = world.node.ports
    const { append } = ledger
    let id = ''
    Object.assign(ledger, {
      async append(write: Parameters<typeof append>[0]) {
        if (write.entry.type !== 'settlement') return append(write)
        // The last look at the judgements is over; other requests are answered between that and the append.
        Object.assign(ledger, { append })
        id = await stop('STOP_SOURCE', { source: TAXES })
        return append(write)
      },
    })
    const before = await ledger.size()
    const reply = await ask()
    expect([problemOf(reply), reply.body.disclosure]).toEqual([[409, 'inquiry-aborted'], undefined])
    const entries = await ledger.range(before, 9)
    expect(entries.map(({ type }) => type)).toEqual(['decision', 'act', 'settlement'])
    const settlement = entries[2] && (await openParts(world.node.ports, entries[2])).settlement
    expect(settlement).toMatchObject({ result: 'aborted', reason: 'judgement-changed' })
    await lift(id)
  })

  it('takes back the answer that a repeat would get', async () => {
    const token = await world.token(PEOPLE.asker)
    const headers = { 'idempotency-key': 'sleutel-0001' }
    const keyed = () => world.call(token, 'POST', '/v1/inquiries', question(), headers)
    await permitted(keyed())
    const id = await stop('STOP_ALL')
    const repeat = await keyed()
    expect([repeat.status, repeat.body.disclosure]).toEqual([409, undefined])
    await lift(id)
  })

  it('is an act of the log, stands in the list while it stands, and is the privacy officer’s alone', async () => {
    const id = await stop('STOP_ALL')
    const standing = async () =>
      ((await garage.cast.officer.get('/v1/attestations')).body.items as { id: string }[]).some((one) => one.id === id)
    expect(await standing()).toBe(true)
    const order = { type: 'STOP_ALL', outcome: 'stopped', grounds: 'x' }
    expect((await garage.cast.regisseur.post('/v1/attestations', order)).body.outcome).toBe('deny')
    const elsewhere = await world.as(PEOPLE.officer, { oin: OIN.testdorp })
    expect((await elsewhere.post(`/v1/attestations/${id}/withdrawals`, { grounds: 'x' })).status).toBe(404)
    await lift(id)
    expect(await standing()).toBe(false)
  })

  it('of everything stops acts as well, but for what ends it, accounts for it or fulfils a duty', async () => {
    const { caseId, cast } = garage
    const at = `/v1/cases/${caseId}`
    const part = {
      name: 'rapport',
      category: 'C-TOEZ',
      origin: 'BGM',
      contributors: ['BGM'],
      receivedFor: ['P-BGP-AANPAK'],
      verified: true,
      lawful: true,
      date: '2026-11-01',
      fields: [{ name: 'bevinding', value: 'synthetisch' }],
    }
    const report = { caseId, kind: 'DOCUMENT', title: 'x', subjects: [], parts: [part], grounds: 'x' }
    const correction = { source: TAXES, subject: question().subject, fields: ['aanslag_ozb'], grounds: 'x' }
    const acts = [
      () => cast.asker.post('/v1/holdings', report),
      () => cast.officer.post('/v1/corrections', correction),
      () => cast.regisseur.post('/v1/cases', { regime: 'BGP', purposes: ['P-BGP-AANPAK'], grounds: 'x' }),
      () => cast.asker.post(`${at}/transitions`, { to: 'B5', grounds: 'x' }),
      () => cast.officer.post('/v1/attestations', JUDGEMENTS.dpia('BGP', 'P-BGP-SIG')),
      () => cast.officer.post(`${at}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-VERG')),
    ]
    const id = await stop('STOP_ALL')
    for (const act of acts) expect(saying(await act())).toEqual(['deny', expect.arrayContaining(['AVG-06'])])
    expect((await cast.asker.get(at)).status).toBe(404)
    const [owed] = (await cast.asker.get('/v1/obligations')).body.items as { id: string }[]
    await permitted(cast.officer.post(`/v1/obligations/${owed?.id}/discharges`, { how: 'WAIVED', grounds: 'x' }))
    expect((await cast.officer.get('/v1/decisions?readingPurpose=P-AUDIT')).status).toBe(200)
    await lift(await stop('STOP_PURPOSE', { purpose: 'P-RIEC-F' }))
    await lift(id)
    expect((await cast.asker.get(at)).status).toBe(200)
    // What goes on now is what went on before; whatever else refuses some of it, the stop no longer does.
    for (const act of acts) {
      const [outcome, norms] = saying(await act())
      expect(outcome === 'deny' && String(norms).includes('AVG-06')).toBe(false)
    }
  })

  it('names whom it stops by pseudonym only', async () => {
    const order = { type: 'STOP_CALLER', outcome: 'stopped', scope: { person: PEOPLE.asker.person }, grounds: 'x' }
    const reply = await garage.cast.officer.post('/v1/attestations', order)
    expect(reply.status).toBe(400)
    expect(JSON.stringify(reply.body)).toContain('/scope/person')
  })
})
