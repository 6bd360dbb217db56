/** Acts on their way to the log while the organisation is stopped or held: they are judged again, and land on nothing older. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import type { Write } from '../../src/ports.ts'
import { end, one } from '../support/duties.ts'
import { type Garage, openGarage, permitted, reasons } from '../support/garage.ts'
import { openRiec } from '../support/riec.ts'
import { problemOf } from '../support/scene.ts'
import { openWorld, type World } from '../support/world.ts'

const SELECTION = { type: 'SELECTIELIJST', outcome: 'destroy', details: { category: '18.1' }, grounds: 'x' }
const HOLD = { type: 'LEGAL_HOLD', outcome: 'hold', grounds: 'Er loopt een beroep.' }
const HOLD_ALL = { ...HOLD, type: 'LEGAL_HOLD_ALL' }
const STOP = { type: 'STOP_ALL', outcome: 'stopped', grounds: 'x' }

let world: World
let garage: Garage
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B2')
})
afterAll(() => world.close())

/** Does something right before the log takes the next act, as another request would: its judging is over by then. */
function beforeTheAct(work: () => Promise<unknown>, times = 1): void {
  const { ledger } = world.node.ports
  const { append } = ledger
  let left = times
  const overtaken: typeof append = async (write) => {
    if (write.entry.type !== 'act' || left === 0) return append(write)
    left -= 1
    Object.assign(ledger, { append })
    await work()
    if (left > 0) Object.assign(ledger, { append: overtaken })
    return append(write)
  }
  Object.assign(ledger, { append: overtaken })
}
const given = async (order: object) =>
  String((await permitted(garage.cast.officer.post('/v1/attestations', order))).attestationId)
const lifted = (id: string) =>
  permitted(garage.cast.officer.post(`/v1/attestations/${id}/withdrawals`, { grounds: 'x' }))
const isThere = async (caseId: string) => (await world.node.ports.cases.find(OIN.voorbeeldstad, caseId)) !== undefined
const indexOf = ({ body }: { body: Record<string, unknown> }) =>
  (body.receipt as { decision: { index: number } }).decision.index

/** A rejected signal with its duty to destroy, and that duty reported as done. */
async function rejected() {
  const { caseId, cast } = await openGarage(world, 'B2')
  await permitted(cast.regisseur.post(`/v1/cases/${caseId}/transitions`, { to: 'B0', grounds: 'x' }))
  const { id } = await one(cast.regisseur, caseId, 'DESTROY_AFTER_YEAR')
  await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, SELECTION))
  return { caseId, act: () => end(cast.regisseur, id) }
}

/** A RIEC case that is moved to destroying. */
async function destroyed() {
  const { cast } = garage
  const caseId = await openRiec(cast, { involved: ['COL', 'BD'], source: 'BD/inkomen' })
  await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, SELECTION))
  await permitted(cast.analyst.post(`/v1/cases/${caseId}/transitions`, { to: 'R3', grounds: 'x' }))
  return { caseId, act: () => cast.analyst.post(`/v1/cases/${caseId}/transitions`, { to: 'R8', grounds: 'x' }) }
}

describe.each([
  ['a duty to destroy that is reported as done', rejected],
  ['a case that is moved to destroying', destroyed],
])('%s', (_, opened) => {
  it('is refused by a hold on everything that comes while it is on its way: nothing goes', async () => {
    const { caseId, act } = await opened()
    let hold = ''
    beforeTheAct(async () => {
      hold = await given(HOLD_ALL)
    })
    const reply = await act()
    expect([reply.status, reply.body.outcome, reasons(reply)]).toEqual([201, 'deny', ['ARCH-01']])
    await world.node.ports.carryOut()
    expect(await isThere(caseId)).toBe(true)
    await lifted(hold)
    expect((await act()).body.outcome).toBe('permit')
  })

  it('is refused by a hold on its case that comes while it is on its way: nothing goes', async () => {
    const { caseId, act } = await opened()
    const at = `/v1/cases/${caseId}/attestations`
    beforeTheAct(() => permitted(garage.cast.officer.post(at, HOLD)))
    expect(problemOf(await act())).toEqual([409, 'case-changed'])
    await world.node.ports.carryOut()
    expect(await isThere(caseId)).toBe(true)
    expect(reasons(await act())).toEqual(['ARCH-01'])
  })
})

it('of a hold on everything and a report of destroying at the same time, none goes after the hold was answered', async () => {
  for (let i = 0; i < 4; i += 1) {
    const { act } = await rejected()
    const [hold, done] = await Promise.all([garage.cast.officer.post('/v1/attestations', HOLD_ALL), act()])
    expect(hold.body.outcome).toBe('permit')
    expect(done.body.outcome).toBe(indexOf(hold) < indexOf(done) ? 'deny' : 'permit')
    await lifted(String(hold.body.attestationId))
  }
})

describe('an act that a judgement of its organisation overtakes', () => {
  it('is stopped by a stop of everything, and leaves one entry, behind it', async () => {
    const before = await world.node.ports.ledger.size()
    let stop = ''
    beforeTheAct(async () => {
      stop = await given(STOP)
    })
    const opening = { regime: 'BGP', purposes: ['P-BGP-AANPAK'], grounds: 'x' }
    const reply = await garage.cast.regisseur.post('/v1/cases', opening)
    expect([reply.body.outcome, reasons(reply)]).toEqual(['deny', expect.arrayContaining(['AVG-06'])])
    expect([await world.node.ports.ledger.size(), indexOf(reply)]).toEqual([before + 2, before + 1])
    await lifted(stop)
  })

  it('that was refused is permitted once what refused it is taken back', async () => {
    const { act } = await rejected()
    const hold = await given(HOLD_ALL)
    beforeTheAct(() => lifted(hold))
    expect((await act()).body.outcome).toBe('permit')
  })

  it('that puts forward a kind of processing is judged on the advice as it stands', async () => {
    const kind = { code: 'SOORT', regime: 'WGS', title: 'Overzicht', description: 'Alle zaken.', grounds: 'x' }
    const put = () =>
      garage.cast.riec.post('/v1/processing-types', { ...kind, changed: false, acrossCases: true, automated: false })
    const { digest } = (await put()).body
    const details = { processing: kind.code, digest, reference: 'RAC-1', casePurposeKept: true }
    const advice = await given({ type: 'RAC_NEW', outcome: 'positive', details, grounds: 'x' })
    beforeTheAct(() => lifted(advice))
    const reply = await put()
    expect([reply.body.outcome, reply.body.processingType]).toEqual(['review', undefined])
    expect((await garage.cast.officer.get('/v1/processing-types')).body.items).toEqual([])
  })

  it('again and again is told to look again, after as many judgings as there may be', async () => {
    const once = async () => lifted(await given(STOP))
    const act = () => garage.cast.officer.post('/v1/attestations', JUDGEMENTS.dpia('BGP', 'P-BGP-SIG'))
    beforeTheAct(once, LIMITS.judgingsPerAct - 1)
    expect((await act()).body.outcome).toBe('permit')
    const before = await world.node.ports.ledger.size()
    beforeTheAct(once, LIMITS.judgingsPerAct)
    expect(problemOf(await act())).toEqual([409, 'case-changed'])
    // Those that overtook it, and nothing of its own.
    expect(await world.node.ports.ledger.size()).toBe(before + 2 * LIMITS.judgingsPerAct)
  })

  it('lands all the same where that is of another organisation, or of a case', async () => {
    const { caseId, act } = await rejected()
    const elsewhere = await world.as(PEOPLE.officer, { oin: OIN.testdorp })
    const writes = await written(async () => {
      beforeTheAct(async () => {
        await permitted(elsewhere.post('/v1/attestations', STOP))
        await permitted(garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, HOLD))
      })
      expect((await act()).body.outcome).toBe('permit')
    })
    expect(writes.filter(({ entry }) => entry.type === 'act')).toHaveLength(3)
    await expect.poll(() => isThere(caseId)).toBe(false)
  })
})

/** Every write that was tried meanwhile. */
async function written(work: () => Promise<unknown>): Promise<Write[]> {
  const { ledger } = world.node.ports
  const { append } = ledger
  const writes: Write[] = []
  Object.assign(ledger, {
    append: (write: Write) => {
      writes.push(write)
      return append(write)
    },
  })
  await work()
  Object.assign(ledger, { append })
  return writes
}

it('acts at the same time land beside each other, also those that are judgements of the organisation', async () => {
  const { officer, regisseur } = garage.cast
  const opening = { regime: 'BGP', purposes: ['P-BGP-AANPAK'], grounds: 'x' }
  const judging = Array.from({ length: LIMITS.judgingsPerAct }, () =>
    officer.post('/v1/attestations', { ...STOP, type: 'STOP_PURPOSE', scope: { purpose: 'P-RIEC-F' } }),
  )
  const replies = await Promise.all(judging)
  expect(replies.map(({ status, body }) => [status, body.outcome])).toEqual(judging.map(() => [201, 'permit']))
  for (const { body } of replies) await lifted(String(body.attestationId))
  const openings = Array.from({ length: 3 * LIMITS.judgingsPerAct }, () => regisseur.post('/v1/cases', opening))
  const writes = await written(async () => {
    expect((await Promise.all(openings)).map(({ status }) => status)).toEqual(openings.map(() => 201))
  })
  expect(writes.length).toBeLessThanOrEqual(openings.length)
})

it('every act names what it was judged on, a look does not', async () => {
  const { asker, officer } = garage.cast
  const writes = await written(async () => {
    await asker.get(`/v1/cases/${garage.caseId}`)
    await officer.get('/v1/decisions?readingPurpose=P-AUDIT')
    await asker.post('/v1/attestations', STOP)
    await permitted(officer.post(`/v1/cases/${garage.caseId}/attestations`, SELECTION))
  })
  expect(writes.map(({ entry, judgements }) => [entry.type, judgements?.oin])).toEqual([
    ['read', undefined],
    ['read', undefined],
    ['act', OIN.voorbeeldstad],
    ['act', OIN.voorbeeldstad],
  ])
})
