/** Which obligations are one, and which are several: by whom they concern, by whose data they are about, by what was done. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BSN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { GROUNDS, JUDGEMENTS, municipal, riec, subjectOf } from '../../src/cli/demo/questions.ts'
import { end, listed, ofCase, one, speaking } from '../support/duties.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { reported, withinTerm } from '../support/riec.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'
const OWNER: Person = { person: 'demo-eigenaar', organ: 'BGM', department: 'VERG', roles: ['R-OWN'] }

let now = Date.parse('2026-11-24T10:00:00Z')
let world: World
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date(now) })
})
afterAll(() => world.close())

const as = (person: Person) => speaking(world, person, now)
const later = () => {
  now += 60_000
}

describe('to inform', () => {
  it('is owed for each person, and once for each however many sources were asked', async () => {
    const { caseId, cast } = await openGarage({ as }, 'B3')
    const other = { subject: subjectOf(BSN.huisgenoot), relation: 'SIGNAL', grounds: 'x' }
    await permitted(cast.asker.post(`/v1/cases/${caseId}/subjects`, other))
    for (const source of [SOURCE, 'TH/controles']) {
      await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc1(source)))
    }
    const ask = (source: string, bsn?: string) =>
      permitted(cast.asker.post('/v1/inquiries', municipal(caseId, source, 'HITNOHIT', [], bsn)))
    const open = async () =>
      (await listed(cast.asker, `${ofCase(caseId)}&status=open`)).filter(
        ({ obligation }) => obligation === 'INFORM_SUBJECT',
      )
    await ask(SOURCE)
    await ask(SOURCE)
    await ask('TH/controles')
    expect(await open()).toHaveLength(1)
    await ask(SOURCE, BSN.huisgenoot)
    const both = await open()
    expect(both).toHaveLength(2)
    // Who was told was told: the other one still is not.
    await permitted(end(cast.asker, both[1]?.id ?? ''))
    expect((await open()).map(({ id }) => id)).toEqual([both[0]?.id])
  })
})

describe('to tell who received what was wrong', () => {
  it('is ended by the owner of those data, and is not there for the owner of others', async () => {
    const { caseId, cast } = await openGarage({ as }, 'B4')
    await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-VERG')))
    await permitted(cast.asker.post('/v1/inquiries', municipal(caseId, SOURCE, 'DETAIL', ['zaaknr'])))
    const owner = await as(OWNER)
    const wrong = { source: SOURCE, subject: subjectOf(BSN.garagehouder), fields: ['zaaknr'], grounds: 'x' }
    const told = (await permitted(owner.post('/v1/corrections', wrong))).notifications as { obligationId: string }[]
    const id = told[0]?.obligationId ?? ''
    for (const department of ['BEL', 'WOZ', 'ONDM']) {
      const another = await as({ ...OWNER, person: 'demo-andere-eigenaar', department })
      expect(await listed(another)).toEqual([])
      expect((await another.get(`/v1/obligations/${id}`)).status).toBe(404)
      expect((await end(another, id)).status).toBe(404)
    }
    expect((await listed(owner)).map((item) => item.id)).toEqual([id])
    await permitted(end(owner, id))
  })

  it('of what is held is ended by its holder, and by the privacy officer once nobody knows whose it was', async () => {
    const keeper = await as({ ...OWNER, person: 'demo-oov', department: 'OOV' })
    const officer = await as(PEOPLE.officer)
    for (const judgement of [JUDGEMENTS.register('MONO', 'P-13B'), JUDGEMENTS.dpia('MONO', 'P-13B')]) {
      await permitted(officer.post('/v1/attestations', judgement))
    }
    const subject = { type: 'OBJECT', identifier: { type: 'address', value: '1234AB 1' } }
    const received = { receivedFor: ['P-13B'], originRegime: 'BILATERAL', wpgArticle: '8', date: '2026-11-01' }
    const part = { name: 'rapport', category: 'C-POL8', origin: 'POL', verified: true, lawful: true, ...received }
    const fields = [{ name: 'plaats', value: 'x' }]
    const report = { kind: 'DOCUMENT', title: 'x', subjects: [subject], parts: [{ ...part, fields }], grounds: 'x' }
    const source = String((await permitted(keeper.post('/v1/holdings', report))).source)
    const lawful = { regime: 'MONO', purpose: 'P-13B', task: 'Opiumwet:13b', legalBasis: ['LB-6E'], grounds: GROUNDS }
    const asked = ['rapport/plaats']
    const question = { ...lawful, source, subject, mode: 'DETAIL', level: 'OPS', fields: asked }
    await permitted(keeper.post('/v1/inquiries', question))
    const dispute = async () => {
      const body = await permitted(
        keeper.post('/v1/corrections', { source, fields: asked, disputed: true, grounds: 'x' }),
      )
      return (body.notifications as { obligationId: string }[])[0]?.obligationId ?? ''
    }
    const another = await as({ ...OWNER, person: 'demo-andere-eigenaar', department: 'VERG' })
    const first = await dispute()
    expect((await end(another, first)).status).toBe(404)
    await permitted(end(keeper, first))
    const second = await dispute()
    const { cases } = world.node.ports
    const { holding } = cases
    Object.assign(cases, { holding: async () => undefined })
    try {
      expect((await end(keeper, second)).status).toBe(404)
      await permitted(end(officer, second))
    } finally {
      Object.assign(cases, { holding })
    }
  })
})

describe('to destroy', () => {
  it('is owed once, and not again once it was done: the case is not there any more, and nothing comes into it', async () => {
    const cast = await castOf({ as })
    const opening = reported({ crimeForm: 'DRUGS', involved: ['COL', 'BD'], firstProcessed: '2021-01-04' })
    const caseId = String((await permitted(cast.riec.post('/v1/cases', opening))).caseId)
    const selection = { type: 'SELECTIELIJST', outcome: 'destroy', details: { category: '18.1' }, grounds: 'x' }
    await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, selection))
    const refused = async () => {
      later()
      const reply = await cast.analyst.post('/v1/inquiries', riec(caseId, 'BD/inkomen', ['aanslag']))
      expect(reply.body.outcome).toBe('deny')
      const items = await listed(cast.officer, ofCase(caseId))
      return items.filter(({ obligation }) => obligation === 'DESTROY').length
    }
    expect([await refused(), await refused()]).toEqual([1, 1])
    later()
    await permitted(end(cast.riec, (await one(cast.officer, caseId, 'DESTROY')).id))
    await world.node.ports.carryOut()
    expect([await refused(), await refused()]).toEqual([0, 0])
    const part = { name: 'controle', category: 'C-TOEZ', origin: 'COL', receivedFor: ['P-RIEC-F'], date: '2026-11-01' }
    const parts = [{ ...part, verified: true, lawful: true, fields: [{ name: 'bevinding', value: 'x' }] }]
    const bring = () => cast.analyst.post('/v1/holdings', { caseId, kind: 'DOCUMENT', title: 'x', parts, grounds: 'x' })
    expect((await withinTerm(world, bring)).status).toBe(404)
  })
})

describe('to refer', () => {
  it('is owed when weighing 2 was negative, and not while it was not given', async () => {
    const cast = await castOf({ as })
    const facts = { regime: 'BGP', purposes: ['P-BGP-AANPAK'], grounds: 'x' }
    const caseId = String((await permitted(cast.regisseur.post('/v1/cases', facts))).caseId)
    const refused = async () => {
      const reply = await cast.asker.post('/v1/inquiries', municipal(caseId, SOURCE, 'HITNOHIT'))
      expect(reply.body.outcome).toBe('deny')
      expect((reply.body.reasons as { norm: string }[]).map(({ norm }) => norm)).toContain('BGP-02')
      return (await listed(cast.asker, ofCase(caseId))).map(({ obligation }) => obligation)
    }
    expect(await refused()).toEqual([])
    const negative = { ...JUDGEMENTS.w2b, outcome: 'negative' }
    await permitted(cast.regisseur.post(`/v1/cases/${caseId}/attestations`, negative))
    expect(await refused()).toEqual(['REFER'])
  })
})
