/** What a judgement would do, before it is given: as its effects after it, and nothing is recorded but the look. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { judgementPreviewSchema } from '../../src/api/documents-judging.ts'
import type { Api, Reply } from '../../src/cli/demo/client.ts'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { openParts } from '../../src/log/entry.ts'
import { type Garage, lookedAt, openGarage, permitted, waitingFor } from '../support/garage.ts'
import { openWorld, tickingClock, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'
let world: World
let garage: Garage
beforeAll(async () => {
  world = await openWorld({ clock: tickingClock() })
})
beforeEach(async () => {
  garage = await openGarage(world, 'B3')
})
afterAll(() => world.close())

const at = () => `/v1/cases/${garage.caseId}/attestations`
const pc1 = JUDGEMENTS.pc1(SOURCE)
const preview = (judgement: unknown = pc1, judge?: Api) => lookedAt(garage, judgement, judge)
const ask = (asker?: Api) => waitingFor(garage, SOURCE, asker)
const shownBy = ({ body }: Reply) => ({ effects: body.effects, moreEffects: body.moreEffects })
async function entriesSince(size: number) {
  const entries = await world.node.ports.ledger.range(size, 50)
  return Promise.all(
    entries.map(async (entry) => ({ type: entry.type, parts: await openParts(world.node.ports, entry) })),
  )
}

describe('a judgement that is not given', () => {
  it.each(['granted', 'refused'])(
    'shows what %s would do to each waiting inquiry, as giving it then does',
    async (outcome) => {
      await ask()
      await garage.cast.asker.post('/v1/inquiries', municipal(garage.caseId, 'TH/controles', 'HITNOHIT'))
      const supposed = await preview({ ...pc1, outcome })
      expect(supposed.status).toBe(200)
      expect(judgementPreviewSchema.strict().safeParse(supposed.body).error).toBeUndefined()
      const given = await garage.cast.officer.post(at(), { ...pc1, outcome })
      expect(shownBy(supposed)).toEqual(shownBy(given))
      expect(supposed.body.effects).toHaveLength(2)
    },
  )

  it('records no judgement and changes no inquiry, and its one entry is a look that says at what', async () => {
    const id = await ask()
    const before = {
      held: (await garage.cast.asker.get(`/v1/cases/${garage.caseId}`)).body,
      inquiry: (await garage.cast.asker.get(`/v1/inquiries/${id}`)).body,
    }
    const size = await world.node.ports.ledger.size()
    const { body } = await preview()
    expect(body).not.toHaveProperty('attestationId')
    expect(body).toMatchObject({ outcome: 'permit', judgement: { type: 'PC1', scope: { source: SOURCE } } })
    const entries = await entriesSince(size)
    expect(entries.map(({ type }) => type)).toEqual(['read'])
    expect(entries[0]?.parts.act).toMatchObject({
      kind: 'attest',
      caseId: garage.caseId,
      previewed: { attestation: { type: 'PC1', outcome: 'granted', grounds: pc1.grounds } },
      inquiries: [id],
    })
    expect((await garage.cast.asker.get(`/v1/cases/${garage.caseId}`)).body).toEqual(before.held)
    expect((await garage.cast.asker.get(`/v1/inquiries/${id}`)).body).toEqual(before.inquiry)
    expect((await garage.cast.asker.post(`/v1/inquiries/${id}/disclosures`)).body.status).toBe('waiting')
  })

  it('opens nothing that the judge asked themselves', async () => {
    const both = await world.as({ ...PEOPLE.asker, person: 'demo-beide', roles: ['R-CAS', 'R-PRIV'] })
    const [own, other] = [await ask(both), await ask()]
    expect((await preview(pc1, both)).body.effects).toMatchObject([
      { inquiryId: other, outcome: 'permit' },
      { inquiryId: own, outcome: 'review', missing: [{ attestation: 'PC1' }] },
    ])
  })

  it('is refused as giving it is, and then shows nothing', async () => {
    await ask()
    const size = await world.node.ports.ledger.size()
    const [supposed, given] = [await preview(pc1, garage.cast.team), await garage.cast.team.post(at(), pc1)]
    expect([supposed.body.outcome, supposed.body.reasons]).toEqual(['deny', given.body.reasons])
    expect(shownBy(supposed)).toEqual({ effects: [], moreEffects: false })
    expect((await entriesSince(size)).map(({ type }) => type)).toEqual(['read', 'act'])
    for (const wrong of [
      { ...pc1, outcome: 'x' },
      { ...pc1, type: 'DPIA' },
      { ...pc1, details: {} },
    ]) {
      const [one, two] = [await preview(wrong), await garage.cast.officer.post(at(), wrong)]
      expect([one.status, one.body]).toEqual([400, two.body])
    }
    const elsewhere = await world.as(PEOPLE.officer, { oin: OIN.testdorp })
    expect((await preview(pc1, elsewhere)).status).toBe(404)
    const police = await world.as({ person: 'demo-politie', organ: 'POL', department: null, roles: ['R-PRIV'] })
    expect((await preview(pc1, police)).status).toBe(404)
  })

  it('obliges nobody to anything, where giving it would', async () => {
    const { engine, duties } = world.node.ports
    const { evaluate } = engine
    const owed = async () => (await duties.list(OIN.voorbeeldstad, { caseId: garage.caseId, count: 9 })).length
    const obliging: typeof evaluate = (entrypoint, input) => {
      const verdict = evaluate(entrypoint, input)
      const obligations = [{ obligation: 'DESTROY', norm: 'WGS-26' }]
      return entrypoint === 'sluis/act' ? { ...(verdict as object), obligations } : verdict
    }
    Object.assign(engine, { evaluate: obliging })
    const supposed = await preview()
    const before = await owed()
    await garage.cast.officer.post(at(), pc1)
    Object.assign(engine, { evaluate })
    expect([supposed.body.obligations, before, await owed()]).toMatchObject([[{ obligation: 'DESTROY' }], 0, 1])
  })

  it('shows nothing that could not be logged', async () => {
    await ask()
    const { ledger } = world.node.ports
    const { append } = ledger
    Object.assign(ledger, { append: () => Promise.reject(new Error('the disk is full')) })
    const reply = await preview()
    Object.assign(ledger, { append })
    expect([reply.status, reply.body.effects]).toEqual([503, undefined])
  })
})

describe('a judgement that is not taken back', () => {
  it('shows what would wait again, as taking it back then does, and stands', async () => {
    await ask()
    const { attestationId } = await permitted(garage.cast.officer.post(at(), pc1))
    const path = `${at()}/${String(attestationId)}/withdrawals`
    const supposed = await garage.cast.officer.post(`${path}/_preview`, { grounds: 'x' })
    expect(supposed.body.effects).toMatchObject([{ outcome: 'review', missing: [{ attestation: 'PC1' }] }])
    expect(supposed.body.changes).toMatchObject([{ from: 'permit' }])
    expect((await preview()).body.effects).toMatchObject([{ outcome: 'permit' }])
    const taken = await permitted(garage.cast.officer.post(path, { grounds: 'x' }))
    expect(shownBy(supposed)).toEqual({ effects: taken.effects, moreEffects: taken.moreEffects })
    expect((await garage.cast.officer.post(`${path}/_preview`, { grounds: 'x' })).status).toBe(404)
  })
})

describe('a judgement of the organisation', () => {
  it('shows what a stop would do before it is there, given or lifted', async () => {
    const id = await ask()
    const stop = { type: 'STOP_SOURCE', outcome: 'stopped', scope: { source: SOURCE }, grounds: 'x' }
    const effectOn = (reply: Reply) =>
      (reply.body.effects as { inquiryId: string }[]).find((one) => one.inquiryId === id)
    const supposed = await garage.cast.officer.post('/v1/attestations/_preview', stop)
    expect(effectOn(supposed)).toMatchObject({ outcome: 'deny' })
    const { attestationId } = await permitted(garage.cast.officer.post('/v1/attestations', stop))
    const path = `/v1/attestations/${String(attestationId)}/withdrawals`
    expect(effectOn(await garage.cast.officer.post(`${path}/_preview`, { grounds: 'x' }))).toMatchObject({
      outcome: 'review',
    })
    await permitted(garage.cast.officer.post(path, { grounds: 'x' }))
    expect((await garage.cast.team.post('/v1/attestations/_preview', stop)).body).toMatchObject({
      outcome: 'deny',
      effects: [],
    })
  })
})
