/** What is held is corrected by a next version of it, by who keeps it; who received it is told. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { BSN, OIN } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, riec, subjectOf } from '../../src/cli/demo/questions.ts'
import { openParts } from '../../src/log/entry.ts'
import { ofCase } from '../support/duties.ts'
import { permitted } from '../support/garage.ts'
import { type Holder, KEEPER, openHolder, PLACE, REASON, REPORT, RIGHT, SUMMARY, TOLD, WRONG } from '../support/held.ts'
import { openRiec } from '../support/riec.ts'
import { problemOf } from '../support/scene.ts'

let holder: Holder
beforeAll(async () => {
  holder = await openHolder()
})
afterAll(() => holder.world.close())

const pointers = ({ body }: Reply) => (body.errors as { pointer: string }[]).map(({ pointer }) => pointer)

describe('other words', () => {
  it('take the place of what stood there, in a next version, and who received it is told', async () => {
    const { cast, keeper, bring, ask, correct, seen } = holder
    const source = await bring(keeper)
    expect((await permitted(ask(source))).disclosure).toEqual({ records: [{ [SUMMARY]: WRONG }] })
    const body = await permitted(correct(keeper, source, { values: { [SUMMARY]: RIGHT } }))
    expect(body.disclosures).toEqual([{ ...TOLD, decisionId: expect.any(String), at: expect.any(String) }])
    expect(body.notifications).toEqual([{ ...TOLD, obligationId: expect.any(String), due: expect.any(String) }])
    expect(body.obligations).toContainEqual(expect.objectContaining({ obligation: 'NOTIFY_RECIPIENT', norm: 'AVG-06' }))
    const [{ obligationId }] = body.notifications as [{ obligationId: string }]
    const duty = (await cast.officer.get(`/v1/obligations/${obligationId}`)).body
    expect(duty).toMatchObject({ status: 'open', recipient: TOLD, source, decisionId: body.decisionId })
    expect((await permitted(ask(source))).disclosure).toEqual({ records: [{ [SUMMARY]: RIGHT }] })
    expect(await seen(source)).toMatchObject({ version: 2, facts: { parts: { rapport: { disputed: false } } } })
  })

  it('stand in no log and in no answer: the log has the names of the fields and the reason, sealed', async () => {
    const { world, keeper, bring, correct } = holder
    const source = await bring(keeper)
    const body = await permitted(correct(keeper, source, { values: { [SUMMARY]: RIGHT } }))
    const entry = await world.node.ports.ledger.entry(String(body.decisionId))
    const parts = entry && (await openParts(world.node.ports, entry))
    const id = source.split('/')[1]
    expect(parts).toMatchObject({
      act: {
        kind: 'correct',
        holding: id,
        version: 2,
        fields: [SUMMARY],
        replaced: true,
        disputed: null,
        grounds: REASON,
      },
    })
    expect(JSON.stringify([body, parts])).not.toMatch(/nummer (twaalf|veertien)/)
    expect(JSON.stringify(body)).not.toContain(REASON)
    const folder = join(world.folder, 'data')
    for (const file of await readdir(folder)) {
      const bytes = await readFile(join(folder, file))
      for (const text of [WRONG, RIGHT, REASON]) expect([file, bytes.includes(text)]).toEqual([file, false])
    }
  })

  it('of one field oblige to tell nobody who received another', async () => {
    const { keeper, bring, ask, correct } = holder
    const source = await bring(keeper)
    await permitted(ask(source, [PLACE]))
    const body = await permitted(correct(keeper, source, { values: { [SUMMARY]: RIGHT } }))
    expect(body).toMatchObject({ disclosures: [], notifications: [] })
  })
})

describe('a dispute', () => {
  it('is of the whole part: who received any of it is told, and it ends when it is said to', async () => {
    const { keeper, bring, ask, correct, seen } = holder
    const source = await bring(keeper)
    await permitted(ask(source, [PLACE]))
    const body = await permitted(correct(keeper, source, { disputed: true }))
    expect(body.notifications).toMatchObject([TOLD])
    const disputed = { rapport: { disputed: true }, bijlage: { disputed: false } }
    expect(await seen(source)).toMatchObject({ version: 2, facts: { parts: disputed } })
    // Other words alone do not end it.
    await permitted(correct(keeper, source, { values: { [SUMMARY]: RIGHT } }))
    expect(await seen(source)).toMatchObject({ version: 3, facts: { parts: disputed } })
    await permitted(correct(keeper, source, { disputed: false }))
    const over = { rapport: { disputed: false }, bijlage: { disputed: false } }
    expect(await seen(source)).toMatchObject({ version: 4, facts: { parts: over } })
    expect((await permitted(ask(source))).disclosure).toEqual({ records: [{ [SUMMARY]: RIGHT }] })
  })

  it('in a RIEC obliges who asks to have it mended, and its provider is told once, whoever received it', async () => {
    const { cast, bring, correct } = holder
    const to = ['R1', 'R2', 'R3']
    const opening = { involved: ['COL', 'BD'], source: 'BD/inkomen', purpose: 'P-RIEC-B', crimeForm: 'DRUGS', to }
    const caseId = await openRiec(cast, opening)
    const part = { ...REPORT.parts[0], category: 'C-TOEZ', origin: 'COL', contributors: ['COL'], originRegime: 'WGS' }
    const inspection = {
      ...part,
      flags: [],
      wpgArticle: null,
      receivedFor: ['P-RIEC-B'],
      fields: [{ name: 'bevinding', value: WRONG }],
    }
    const source = await bring(cast.analyst, { caseId, parts: [inspection] })
    await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.necessity(source)))
    const field = 'rapport/bevinding'
    const question = { ...riec(caseId, source, [field]), purpose: 'P-RIEC-B', task: 'PW:7' }
    const asked = async () => permitted(cast.analyst.post('/v1/inquiries', question))
    const mend = expect.objectContaining({ obligation: 'CORRECT_AND_NOTIFY', norm: 'BGS-03' })
    expect((await asked()).obligations).not.toContainEqual(mend)
    const open = async () => {
      const { items } = (await cast.officer.get(`/v1/obligations?${ofCase(caseId)}&owner=R-OWN`)).body
      return (items as { obligation: string }[]).map(({ obligation }) => obligation).toSorted()
    }
    const before = (await cast.riec.get(`/v1/cases/${caseId}`)).body.version
    const body = await permitted(correct(cast.officer, source, { fields: [field], disputed: true }))
    expect(body.notifications).toMatchObject([{ organ: 'COL', department: 'ONDM' }])
    expect((await cast.riec.get(`/v1/cases/${caseId}`)).body.version).toBe(Number(before) + 1)
    expect(await open()).toEqual(['CORRECT_AND_NOTIFY', 'NOTIFY_RECIPIENT'])
    expect((await asked()).obligations).toContainEqual(mend)
    expect(await open()).toEqual(['CORRECT_AND_NOTIFY', 'NOTIFY_RECIPIENT'])
    await permitted(correct(cast.analyst, source, { fields: [field], disputed: false, values: { [field]: RIGHT } }))
    const after = await asked()
    expect(after.obligations).not.toContainEqual(mend)
    expect(after.disclosure).toEqual({ records: [{ [field]: RIGHT }] })
  })
})

describe('nobody else corrects', () => {
  it('what is of another organisation, of a case without a part in it, or nowhere: it is not there', async () => {
    const { world, cast, keeper, bring, correct, seen } = holder
    const { caseId } = {
      caseId: await openRiec(cast, {
        involved: ['COL', 'BD'],
        source: 'BD/inkomen',
        crimeForm: 'DRUGS',
        to: ['R1', 'R2', 'R3'],
      }),
    }
    const [ofOrgan, ofCaseOnly] = [await bring(keeper), await bring(cast.analyst, { caseId, parts: [REPORT.parts[1]] })]
    const elsewhere = await world.as(KEEPER, { oin: OIN.testdorp })
    const police = await world.as({ person: 'demo-vreemde', organ: 'POL', department: null, roles: ['R-RIEC-D'] })
    const manager = await world.as({ ...KEEPER, roles: ['R-MGR'] })
    for (const [who, source, logged] of [
      [elsewhere, ofOrgan, []],
      [keeper, 'holding/00000000-0000-7000-8000-000000000000', []],
      [keeper, 'holding/', []],
      [keeper, 'holding/x', []],
      [police, ofCaseOnly, ['act']],
      [manager, ofOrgan, ['act']],
    ] as const) {
      const before = await world.node.ports.ledger.size()
      const fields = source === ofCaseOnly ? ['bijlage/aantal'] : [SUMMARY]
      const reply = await correct(who, source, { fields, disputed: true })
      expect([source, problemOf(reply)]).toEqual([source, [404, 'not-found']])
      expect((await world.node.ports.ledger.range(before, 9)).map(({ type }) => type)).toEqual(logged)
      // Nor are the names of its fields told.
      expect(problemOf(await correct(who, source, { fields: ['x/y'], disputed: true }))).toEqual([404, 'not-found'])
    }
    expect((await seen(ofOrgan)).version).toBe(1)
  })

  it('as who works on no case: refused with a decision to who may see it', async () => {
    const { world, keeper, bring, correct, seen } = holder
    const source = await bring(keeper)
    const college = await world.as({ ...KEEPER, organ: 'COL' })
    const reply = await correct(college, source, { disputed: true })
    expect([reply.status, reply.body.outcome, reply.body.notifications]).toEqual([201, 'deny', []])
    expect((await seen(source)).version).toBe(1)
  })

  it('with what does not fit: every problem is told at once', async () => {
    const { cast, keeper, bring, correct, seen } = holder
    const source = await bring(keeper)
    for (const [change, expected] of [
      [{}, ['']],
      [{ fields: ['rapport/niets', 'toString'], disputed: true }, ['/fields/0', '/fields/1']],
      [{ values: { [SUMMARY]: 7 } }, ['/values/rapport~1korte_omschrijving']],
      [{ values: { [PLACE]: 'x' } }, ['/values/rapport~1korte_omschrijving', '/values/rapport~1plaats']],
      [{ subject: subjectOf(BSN.garagehouder), caseId: 'x', disputed: true }, ['/subject', '/caseId']],
      [{ disputed: 'ja' }, ['/disputed']],
      [{ grounds: '', disputed: true }, ['/grounds']],
    ] as const) {
      const reply = await correct(keeper, source, change)
      expect([problemOf(reply), pointers(reply)]).toEqual([[400, 'invalid-input'], expected])
    }
    const asSource = { source: 'VERG/vergunningen', subject: subjectOf(BSN.garagehouder), fields: ['zaaknr'] }
    const reply = await correct(cast.officer, 'x', { ...asSource, disputed: true, values: {} })
    expect(pointers(reply)).toEqual(['/disputed', '/values'])
    expect((await seen(source)).version).toBe(1)
  })
})
