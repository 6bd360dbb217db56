/** Judgements about what is held open and close questions to it, and are given by whose data are in it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api, Reply } from '../../src/cli/demo/client.ts'
import { BSN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, riec, subjectOf } from '../../src/cli/demo/questions.ts'
import { permitted } from '../support/garage.ts'
import { openRiec } from '../support/riec.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

const TEXT = 'synthetische bevinding'
const FIELD = 'controle/bevinding'
const OF_TH: Person = { person: 'demo-toezicht', organ: 'COL', department: 'TH', roles: ['R-OWN'] }
const POLICE: Person = { person: 'demo-politie', organ: 'POL', department: null, roles: ['R-RIEC-D'] }

let world: World
let cast: Awaited<ReturnType<typeof castOf>>
let police: Api
let owner: Api
beforeAll(async () => {
  world = await openWorld()
  cast = await castOf(world)
  police = await world.as(POLICE)
  owner = await world.as(OF_TH)
})
afterAll(() => world.close())

const opening = { involved: ['COL', 'POL'], source: 'BD/inkomen', purpose: 'P-RIEC-B', crimeForm: 'DRUGS' }
const open = (to: readonly string[] = ['R1', 'R2', 'R3']) => openRiec(cast, { ...opening, to })
/** An inspection of the college, in which data of the police are. */
const bring = async (caseId: string, change: object = {}) => {
  const part = {
    name: 'controle',
    category: 'C-TOEZ',
    origin: 'COL',
    contributors: ['COL', 'POL'],
    originRegime: 'WGS',
    receivedFor: ['P-RIEC-B'],
    verified: true,
    lawful: true,
    date: '2026-11-01',
    fields: [{ name: 'bevinding', value: TEXT }],
    ...change,
  }
  const kind = 'kind' in change ? change.kind : 'DOCUMENT'
  const { kind: _, ...kept } = { ...part } as Record<string, unknown>
  const subjects = [subjectOf(BSN.garagehouder)]
  const body = { caseId, kind, title: 'x', subjects, parts: [kept], grounds: 'x' }
  return String((await permitted(cast.riec.post('/v1/holdings', body))).source)
}
const about = (type: string, outcome: string, scope: object, details?: object) => ({
  type,
  outcome,
  scope,
  ...(details ? { details } : {}),
  grounds: 'x',
})
const veto = (source: string) => about('VETO', 'veto', { source })
const judge = (who: Api, caseId: string, judgement: object) => who.post(`/v1/cases/${caseId}/attestations`, judgement)
const question = (caseId: string, source: string, field = FIELD) => ({
  ...riec(caseId, source, [field]),
  purpose: 'P-RIEC-B',
  task: 'PW:7',
})
const ask = (caseId: string, source: string, who: Api = cast.analyst) =>
  who.post('/v1/inquiries', question(caseId, source))
const refusedBy = ({ body }: Reply) =>
  (body.reasons as { norm: string; effect: string }[]).filter(({ effect }) => effect === 'deny').map(({ norm }) => norm)
const outcome = ({ body }: Reply) => body.outcome

describe('that what is held is needed', () => {
  it('opens it, as the owner says whose dataset it was taken from, and who judges sees so', async () => {
    const caseId = await open()
    const source = await bring(caseId)
    const waiting = await ask(caseId, source)
    expect([waiting.body.outcome, waiting.body.missing]).toMatchObject([
      'review',
      [{ attestation: 'NECESSITY', scope: { source } }],
    ])
    const given = await permitted(judge(owner, caseId, JUDGEMENTS.necessity(source)))
    expect(given.effects).toMatchObject([{ inquiryId: waiting.body.id, outcome: 'permit' }])
    const again = await permitted(cast.analyst.post(`/v1/inquiries/${String(waiting.body.id)}/disclosures`, {}))
    expect(again.disclosure).toEqual({ records: [{ [FIELD]: TEXT }] })
  })

  it('is not for its holder to say, nor for an owner of other data, nor about what is held elsewhere', async () => {
    const [caseId, other] = [await open(), await open()]
    const [source, elsewhere] = [await bring(caseId), await bring(other)]
    const holder = await world.as({ ...OF_TH, department: 'ONDM' })
    const permits = await world.as({ ...OF_TH, department: 'VERG' })
    for (const [who, named] of [
      [holder, source],
      [permits, source],
      [owner, elsewhere],
      [owner, 'holding/00000000-0000-7000-8000-000000000000'],
    ] as const) {
      expect(outcome(await judge(who, caseId, JUDGEMENTS.necessity(named)))).toBe('deny')
    }
    expect(outcome(await ask(caseId, source))).toBe('review')
  })

  it('does not count for who says so of their own question', async () => {
    const caseId = await open()
    const source = await bring(caseId)
    // The same person, whatever token they use.
    const asking = await world.as({ ...OF_TH, department: 'ONDM', roles: ['PROCESS'] })
    await permitted(judge(owner, caseId, JUDGEMENTS.necessity(source)))
    expect(outcome(await ask(caseId, source, asking))).toBe('review')
    await permitted(ask(caseId, source))
  })
})

describe('weighty reasons against', () => {
  it.each([
    ['who contributed to it', () => police],
    ['its holder', () => cast.riec],
    ['its owner', () => owner],
  ])('of %s close it, and open it again once taken back', async (_, who) => {
    const caseId = await open()
    const source = await bring(caseId)
    await permitted(judge(cast.officer, caseId, JUDGEMENTS.necessity(source)))
    await permitted(ask(caseId, source))
    const given = await permitted(judge(who(), caseId, veto(source)))
    const closed = await ask(caseId, source)
    expect([outcome(closed), refusedBy(closed), closed.body.disclosure]).toEqual(['deny', ['WGS-06'], undefined])
    const path = `/v1/cases/${caseId}/attestations/${String(given.attestationId)}/withdrawals`
    await permitted(who().post(path, { grounds: 'x' }))
    await permitted(ask(caseId, source))
  })

  it('are for nobody else to see or to take back', async () => {
    const caseId = await open()
    const source = await bring(caseId)
    const tax = await world.as({ ...POLICE, person: 'demo-belasting', organ: 'BD' })
    const colleague = await world.as({ ...PEOPLE.riec, person: 'demo-ander', organ: 'BGM' })
    for (const who of [tax, colleague]) expect((await judge(who, caseId, veto(source))).status).toBe(404)
    const given = await permitted(judge(police, caseId, veto(source)))
    const path = `/v1/cases/${caseId}/attestations/${String(given.attestationId)}/withdrawals`
    for (const who of [cast.riec, owner]) expect(outcome(await who.post(path, { grounds: 'x' }))).toBe('deny')
    expect((await tax.post(path, { grounds: 'x' })).status).toBe(404)
    expect(outcome(await ask(caseId, source))).toBe('deny')
  })

  it('against another document leave this one open', async () => {
    const caseId = await open()
    const [source, other] = [await bring(caseId), await bring(caseId)]
    await permitted(judge(cast.officer, caseId, JUDGEMENTS.necessity(source)))
    await permitted(judge(police, caseId, veto(other)))
    await permitted(ask(caseId, source))
  })
})

describe('consent of who contributed', () => {
  const NOTE = 'notities/korte_omschrijving'
  const to = { organ: 'RIEC-OTHER' }
  const consent = (source: string, organ: string, said = 'given') =>
    about('PROVIDER_CONSENT', said, { organ, source }, { recipient: to.organ })

  it('opens a result for another RIEC when all gave it, closes it when one refuses, and is no other organ’s', async () => {
    const caseId = await open(['R1', 'R2', 'R3', 'R5', 'R6'])
    const source = await bring(caseId, {
      kind: 'RESULT',
      name: 'notities',
      category: 'C-POL8',
      origin: 'POL',
      wpgArticle: '8',
      flags: ['CRIM'],
      fields: [{ name: 'korte_omschrijving', value: TEXT }],
    })
    await permitted(judge(cast.riec, caseId, about('QUALITY', 'passed', { source })))
    const tests = { compatible: true, necessity: true }
    const needed = about('RESULT_NEEDED', 'needed', { organ: to.organ, source }, tests)
    await permitted(judge(cast.officer, caseId, needed))
    const asked = async () =>
      cast.analyst.post('/v1/inquiries', {
        ...question(caseId, source, NOTE),
        legalBasis: ['LB-WGS220'],
        recipient: to,
      })
    expect(outcome(await asked())).toBe('review')
    await permitted(judge(police, caseId, consent(source, 'POL')))
    const border = await world.as({ ...POLICE, person: 'demo-marechaussee', organ: 'KMAR' })
    expect((await judge(border, caseId, consent(source, 'KMAR'))).status).toBe(404)
    expect(outcome(await judge(police, caseId, consent(source, 'COL')))).toBe('deny')
    expect(outcome(await asked())).toBe('review')
    await permitted(judge(cast.riec, caseId, consent(source, 'COL')))
    expect((await permitted(asked())).disclosure).toEqual({ records: [{ [NOTE]: TEXT }] })
    await permitted(judge(police, caseId, consent(source, 'POL', 'refused')))
    const closed = await asked()
    expect([outcome(closed), refusedBy(closed)]).toEqual(['deny', ['WGS-20']])
  })
})
