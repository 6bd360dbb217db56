/** Who has no part in a case neither judges in it nor takes a judgement back, and learns nothing of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Api } from '../../src/cli/demo/client.ts'
import type { Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, riec } from '../../src/cli/demo/questions.ts'
import { accounted, openGarage, permitted } from '../support/garage.ts'
import { openRiec } from '../support/riec.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

const NOWHERE = '00000000-0000-7000-8000-000000000000'
const PERMITS = 'VERG/vergunningen'
const ROLES = ['R-PRIV', 'R-RIEC-D', 'R-JZ', 'R-REG', 'R-TEAM', 'R-OWN', 'PROCESS']
const of = (organ: string, roles: readonly string[]): Person => ({
  person: `test-${organ}`,
  organ,
  department: null,
  roles,
})

let world: World
let cast: Awaited<ReturnType<typeof castOf>>
beforeAll(async () => {
  world = await openWorld()
  cast = await castOf(world)
})
afterAll(() => world.close())

const attestations = (caseId: string) => `/v1/cases/${caseId}/attestations`
/** Status and body without what is new in every answer. */
const answer = async (who: Api, path: string, body: unknown) => {
  const reply = await who.post(path, body)
  const { instance: _, ...said } = reply.body
  return [reply.status, said]
}

describe('in a municipal case', () => {
  it('another organ gives no judgement and takes none back, and gets what it gets where there is no case', async () => {
    const { caseId, cast: own } = await openGarage(world, 'B3')
    const stranger = await world.as(of('POL', ROLES))
    expect((await own.asker.post('/v1/inquiries', municipal(caseId, PERMITS, 'HITNOHIT'))).body.outcome).toBe('review')
    const given = await permitted(own.officer.post(attestations(caseId), JUDGEMENTS.pc1('TH/controles')))
    const withdrawal = `${String(given.attestationId)}/withdrawals`
    const malformed = { ...JUDGEMENTS.pc1(PERMITS), outcome: 'misschien' }
    for (const [path, body] of [
      ['', JUDGEMENTS.pc1(PERMITS)],
      ['', JUDGEMENTS.w4],
      ['', malformed],
      [`/${withdrawal}`, { grounds: 'x' }],
      [`/${withdrawal}`, {}],
    ] as const) {
      const there = await answer(stranger, `${attestations(caseId)}${path}`, body)
      expect(there).toEqual(await answer(stranger, `${attestations(NOWHERE)}${path}`, body))
      expect(there[0]).toBe(404)
    }
    expect((await own.asker.post('/v1/inquiries', municipal(caseId, PERMITS, 'HITNOHIT'))).body.outcome).toBe('review')
    expect((await own.asker.post('/v1/inquiries', municipal(caseId, 'TH/controles', 'HITNOHIT'))).body.outcome).toBe(
      'permit',
    )
  })
  it('the refusal stands in the log, for who may read it', async () => {
    const { caseId, cast: own } = await openGarage(world, 'B3')
    const stranger = await world.as(of('POL', ROLES))
    expect((await stranger.post(attestations(caseId), JUDGEMENTS.pc1(PERMITS))).status).toBe(404)
    const list = await own.officer.get(`/v1/decisions?readingPurpose=P-AUDIT&caseId=${caseId}&limit=1`)
    expect(list.body.items).toMatchObject([{ type: 'act', outcome: 'deny' }])
  })
})

describe('in a RIEC case', () => {
  const question = (caseId: string) => riec(caseId, 'BD/inkomen', ['aanslag'])
  let caseId: string
  beforeEach(async () => {
    const to = ['R1', 'R2', 'R3']
    await accounted(cast.officer, 'WGS', 'P-RIEC-F')
    // Somebody judged about another source, so that this one waits.
    caseId = await openRiec(cast, { involved: ['COL', 'BD'], source: 'KVK/inschrijvingen', to })
    expect((await cast.analyst.post('/v1/inquiries', question(caseId))).body.outcome).toBe('review')
  })

  it('a participant that is not involved opens nothing, closes nothing and sees nobody who waits', async () => {
    const stranger = await world.as(of('UWV', ROLES))
    for (const judgement of [
      JUDGEMENTS.necessity('BD/inkomen'),
      { type: 'CRIM_DATA', outcome: 'present', grounds: 'x' },
      { ...JUDGEMENTS.assessment, outcome: 'negative' },
      { type: 'INTERVENTION', outcome: 'agreed', scope: { organ: 'BD' }, grounds: 'x' },
      { type: 'SELECTIELIJST', outcome: 'keep', details: { category: '1' }, grounds: 'x' },
    ]) {
      const reply = await stranger.post(attestations(caseId), judgement)
      expect([reply.status, reply.body.effects]).toEqual([404, undefined])
    }
    expect((await cast.analyst.post('/v1/inquiries', question(caseId))).body.outcome).toBe('review')
  })
  it('its provider says from outside whether it is needed, and what speaks against it', async () => {
    const owner = await world.as(of('BD', ['R-OWN']))
    const given = await permitted(owner.post(attestations(caseId), JUDGEMENTS.necessity('BD/inkomen')))
    expect(given.effects).toHaveLength(1)
    expect((await cast.analyst.post('/v1/inquiries', question(caseId))).body.outcome).toBe('permit')
    const veto = { type: 'VETO', outcome: 'veto', scope: { source: 'UWV/inkomen' }, grounds: 'x' }
    const benefits = await world.as(of('UWV', ['R-RIEC-D']))
    await permitted(benefits.post(attestations(caseId), veto))
    expect((await benefits.post(attestations(caseId), { ...veto, scope: { source: 'BD/inkomen' } })).status).toBe(404)
  })
  it('the competent authority agrees from outside', async () => {
    const authority = await world.as(of('OM', ['R-RIEC-D']))
    const agreed = { type: 'AUTHORITY_AGREED', outcome: 'agreed', scope: { organ: 'POL' }, grounds: 'x' }
    const given = await permitted(authority.post(attestations(caseId), agreed))
    expect([given.effects, given.moreEffects]).toEqual([[], false])
  })
})
