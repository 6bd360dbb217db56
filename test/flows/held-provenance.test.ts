/** Where held information came from is not for who asks to say: contradictions, own questions, closed and stopped sources, pairs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api, Reply } from '../../src/cli/demo/client.ts'
import { GROUNDS, JUDGEMENTS, municipal, riec } from '../../src/cli/demo/questions.ts'
import { SETTINGS } from '../../src/cli/demo/world.ts'
import { accounted, disclosed, openGarage, permitted } from '../support/garage.ts'
import { fieldsOf, gatheredPart, reportedPart, reportOf, sourceOf } from '../support/holdings.ts'
import { openRiec } from '../support/riec.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

let world: World
let cast: Awaited<ReturnType<typeof castOf>>
let police: Api
beforeAll(async () => {
  world = await openWorld()
  cast = await castOf(world)
  police = await world.as({ person: 'demo-politie', organ: 'POL', department: null, roles: ['R-RIEC-D'] })
})
afterAll(() => world.close())

const opening = { involved: ['COL', 'BD', 'POL'], source: 'BD/inkomen', purpose: 'P-RIEC-B', crimeForm: 'DRUGS' }
const IN_R3 = ['R1', 'R2', 'R3']
const open = (to: readonly string[]) => openRiec(cast, { ...opening, to })
const about = (caseId: string, source: string, fields: readonly string[], changes: object = {}) => ({
  ...riec(caseId, source, fields),
  purpose: 'P-RIEC-B',
  task: 'PW:7',
  ...changes,
})
const judge = (who: Api, caseId: string, judgement: object) =>
  who.post(`/v1/cases/${caseId}/attestations`, { grounds: 'x', ...judgement })
const denying = ({ body }: Reply) =>
  (body.reasons as { norm: string; effect: string }[]).filter(({ effect }) => effect === 'deny').map(({ norm }) => norm)

describe('a result with data of the police', () => {
  const NOTE = 'notities/plaats'
  const noted = (changes: object) =>
    gatheredPart({ name: 'notities', contributors: ['COL', 'POL'], fields: fieldsOf({ plaats: 'x' }), ...changes })
  const ready = async (part: object, organ: string) => {
    const caseId = await open([...IN_R3, 'R5', 'R6'])
    const made = reportOf({ caseId, kind: 'RESULT', parts: [part] })
    const source = await sourceOf(cast.riec.post('/v1/holdings', made))
    await permitted(judge(cast.riec, caseId, { type: 'QUALITY', outcome: 'passed', scope: { source } }))
    const details = { compatible: true, necessity: true }
    const needed = { type: 'RESULT_NEEDED', outcome: 'needed', scope: { source, organ }, details }
    await permitted(judge(cast.officer, caseId, needed))
    return { caseId, source }
  }
  const ask = (made: { caseId: string; source: string }, organ: string, basis: string) =>
    cast.analyst.post(
      '/v1/inquiries',
      about(made.caseId, made.source, [NOTE], { legalBasis: [basis], recipient: { organ } }),
    )
  const ofPolice = { category: 'C-POL8', origin: 'POL', wpgArticle: '8' }

  it('does not come in without their name among those who contributed', async () => {
    const caseId = await open([...IN_R3, 'R5', 'R6'])
    const parts = [noted({ ...ofPolice, contributors: ['COL'] })]
    const reply = await cast.riec.post('/v1/holdings', reportOf({ caseId, kind: 'RESULT', parts }))
    const pointer = '/parts/0/contributors'
    expect([reply.status, reply.body.errors]).toMatchObject([400, [{ pointer }, { pointer }]])
  })
  it.each([
    ['its origin', ofPolice],
    ['what it was made from', { ...ofPolice, origin: 'COL', derivedFrom: ['POL'] }],
  ])('goes to another RIEC with their consent alone: %s', async (_, changes) => {
    const made = await ready(noted(changes), 'RIEC-OTHER')
    const consent = (who: Api, organ: string) =>
      permitted(
        judge(who, made.caseId, {
          type: 'PROVIDER_CONSENT',
          outcome: 'given',
          scope: { source: made.source, organ },
          details: { recipient: 'RIEC-OTHER' },
        }),
      )
    await consent(cast.riec, 'COL')
    const waiting = await ask(made, 'RIEC-OTHER', 'LB-WGS220')
    expect(waiting.body.outcome).toBe('review')
    expect(waiting.body.missing).toMatchObject([{ attestation: 'PROVIDER_CONSENT', scope: { organ: 'POL' } }])
    await consent(police, 'POL')
    await permitted(ask(made, 'RIEC-OTHER', 'LB-WGS220'))
  })
  it('goes to no participant against their weighty reasons', async () => {
    const made = await ready(noted(ofPolice), 'BD')
    await permitted(ask(made, 'BD', 'LB-WGS17-1'))
    const veto = { type: 'RESULT_VETO', outcome: 'veto', scope: { source: made.source, organ: 'POL' } }
    await permitted(judge(police, made.caseId, veto))
    const closed = await ask(made, 'BD', 'LB-WGS17-1')
    expect([closed.body.outcome, denying(closed), disclosed(closed)]).toEqual(['deny', ['WGS-16'], undefined])
  })
  it('is not asked for another by who brought it in', async () => {
    const made = await ready(noted({}), 'BD')
    const own = await cast.riec.post(
      '/v1/inquiries',
      about(made.caseId, made.source, ['notities/plaats'], { legalBasis: ['LB-WGS17-1'], recipient: { organ: 'BD' } }),
    )
    expect(denying(own)).toContain('AVG-06')
    expect((own.body.remedies as { code: string }[]).map(({ code }) => code)).toContain('ANOTHER_ASKS')
    expect(denying(await ask(made, 'BD', 'LB-WGS17-1'))).not.toContain('AVG-06')
  })
})

describe('a document of the police that the college holds', () => {
  it('waits for the authority as it would at the police, and not against their weighty reasons', async () => {
    const caseId = await open(IN_R3)
    const part = reportedPart({ receivedFor: ['P-RIEC-B'], fields: fieldsOf({ plaats: 'Voorbeeldkade' }) })
    const source = await sourceOf(cast.analyst.post('/v1/holdings', reportOf({ caseId, parts: [part] })))
    await permitted(judge(cast.officer, caseId, JUDGEMENTS.necessity(source)))
    const ask = () => cast.analyst.post('/v1/inquiries', about(caseId, source, ['rapport/plaats']))
    expect(denying(await ask())).toEqual(['WPG-05'])
    await permitted(judge(police, caseId, { type: 'AUTHORITY_AGREED', outcome: 'agreed', scope: { organ: 'POL' } }))
    expect(disclosed(await ask())).toEqual([{ 'rapport/plaats': 'Voorbeeldkade' }])
    await permitted(judge(police, caseId, { type: 'VETO', outcome: 'veto', scope: { source } }))
    expect(denying(await ask())).toEqual(['WGS-06'])
  })
})

describe('a source that is closed or stopped', () => {
  const inspection = gatheredPart({ originRegime: 'BGP', receivedFor: ['P-BGP-AANPAK'] })
  /** As the privacy officer lets source research ask it. */
  async function held(of: World) {
    const { caseId, cast: staff } = await openGarage(of, 'B3')
    const source = await sourceOf(staff.asker.post('/v1/holdings', reportOf({ caseId, parts: [inspection] })))
    await permitted(judge(staff.officer, caseId, JUDGEMENTS.pc1(source)))
    return { staff, hit: () => staff.asker.post('/v1/inquiries', municipal(caseId, source, 'HITNOHIT')) }
  }

  it('stays closed where somebody holds what is in it', async () => {
    const closing = async (name: string) => {
      const settings = structuredClone(SETTINGS) as Record<string, Record<string, unknown>>
      for (const row of Object.values(settings)) row.closed = { sources: [name], fields: {} }
      const shut = await openWorld({ settings: settings as never })
      try {
        return (await (await held(shut)).hit()).body
      } finally {
        await shut.close()
      }
    }
    expect((await closing('BEL/heffingen')).outcome).toBe('permit')
    expect(await closing('TH/controles')).toMatchObject({ outcome: 'deny', fields: [{ norms: ['AVG-02'] }] })
  })
  it('stays stopped there as well, until it goes on', async () => {
    const { staff, hit } = await held(world)
    await permitted(hit())
    const stop = { type: 'STOP_SOURCE', outcome: 'stopped', scope: { source: 'TH/controles' }, grounds: 'x' }
    const { attestationId } = await permitted(staff.officer.post('/v1/attestations', stop))
    expect(denying(await hit())).toEqual(['AVG-06'])
    await permitted(staff.officer.post(`/v1/attestations/${String(attestationId)}/withdrawals`, { grounds: 'x' }))
    await permitted(hit())
  })
})

describe('to who may not see where it came from, a part that goes to nobody', () => {
  const place = { type: 'OBJECT', identifier: { type: 'address', value: '1234AB 1' } }
  const told = fieldsOf({ korte_omschrijving: 'synthetisch' })
  const asked = ['gewoon/korte_omschrijving', 'ander/korte_omschrijving']
  let keeper: Api
  let asker: Api
  beforeAll(async () => {
    await accounted(cast.officer, 'MONO', 'P-13B')
    keeper = await world.as({ person: 'test-oov', organ: 'BGM', department: 'OOV', roles: ['R-OWN'] })
    asker = await world.as({ person: 'test-jurist', organ: 'BGM', department: 'OOV', roles: [] })
  })
  /** The answer, whatever is new in it: ids and times. */
  async function answerTo(others: readonly object[], mode: 'DETAIL' | 'HITNOHIT', fields: readonly string[] = asked) {
    const parts = [reportedPart({ name: 'gewoon', fields: told }), ...others]
    const source = await sourceOf(keeper.post('/v1/holdings', reportOf({ subjects: [place], parts })))
    expect((await asker.get(`/v1/holdings/${source.split('/')[1]}`)).status).toBe(404)
    const { body } = await asker.post('/v1/inquiries', {
      regime: 'MONO',
      purpose: 'P-13B',
      task: 'Opiumwet:13b',
      legalBasis: ['LB-6E'],
      source,
      subject: place,
      mode,
      level: 'OPS',
      ...(mode === 'DETAIL' ? { fields } : {}),
      grounds: GROUNDS,
    })
    const ids = [body.id, body.decisionId, source]
    const { id: _, decisionId: _d, decidedAt: _a, receipt: _r, ...rest } = body
    const text = JSON.stringify(rest).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')
    return ids.reduce<string>((all, one) => all.replaceAll(String(one), 'id'), text)
  }

  it.each([
    ['of an informant', { category: 'C-POL12', wpgArticle: '12' }],
    ['under an article that nobody may provide', { category: 'C-POL10B', wpgArticle: '10b' }],
    ['removed', { flags: ['REMOVED'] }],
    ['not obtained lawfully', { lawful: false }],
  ])('is as one that is not there: %s', async (_, changes) => {
    const hidden = [reportedPart({ name: 'ander', fields: told, ...changes })]
    const without = await answerTo([], 'DETAIL')
    expect(without).toContain('"outcome":"permit"')
    expect(await answerTo(hidden, 'DETAIL')).toBe(without)
    expect(await answerTo(hidden, 'HITNOHIT')).toBe(await answerTo([], 'HITNOHIT'))
    expect(await answerTo(hidden, 'DETAIL', [asked[1] ?? ''])).toBe(await answerTo([], 'DETAIL', [asked[1] ?? '']))
  })
  it.each([['12'], [undefined]])(
    'does not come in under the article %s, which is not that of such data',
    async (wpgArticle) => {
      const parts = [reportedPart({ name: 'ander', fields: told, wpgArticle })]
      const reply = await keeper.post('/v1/holdings', reportOf({ subjects: [place], parts }))
      expect([reply.status, reply.body.errors]).toMatchObject([400, [{ pointer: '/parts/0/wpgArticle' }]])
    },
  )
  it('is there for this test: one that may go differs', async () => {
    const other = [reportedPart({ name: 'ander', fields: told })]
    expect(await answerTo(other, 'DETAIL')).not.toBe(await answerTo([], 'DETAIL'))
  })
})
