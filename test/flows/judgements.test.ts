/** What waits for a judgement: for who may give it, with the grounds of who asked, and nobody what they asked themselves. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { pageOf } from '../../src/api/documents.ts'
import {
  type AwaitedJudgement,
  attestationTypeDocumentSchema,
  awaitedJudgementSchema,
} from '../../src/api/documents-judging.ts'
import { caseReference } from '../../src/cases/reference.ts'
import type { Api } from '../../src/cli/demo/client.ts'
import { BSN, OIN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { GROUNDS, JUDGEMENTS, municipal, riec } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import { openParts } from '../../src/log/entry.ts'
import { partOf } from '../../src/log/parts.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openRiec } from '../support/riec.ts'
import { openWorld, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'
const owner = (organ: string, department: string | null): Person => ({
  person: `demo-bronhouder-${organ}`,
  organ,
  department,
  roles: ['R-OWN'],
})

let world: World
let garage: Garage
let now = Date.now()
beforeAll(async () => {
  world = await openWorld({
    clock: () => {
      now += 1
      return new Date(now)
    },
  })
  garage = await openGarage(world, 'B3')
})
afterAll(() => world.close())

const answered = pageOf(awaitedJudgementSchema.strict())
async function waiting(api: Api, query = ''): Promise<readonly AwaitedJudgement[]> {
  const { status, body } = await api.get(`/v1/judgements${query}`)
  expect(status).toBe(200)
  return answered.parse(body).items
}
const idsOf = (items: readonly AwaitedJudgement[]) => items.map(({ inquiry }) => inquiry.id)
const ofCase = (of = garage) => `?caseId=${of.caseId}`
async function ask(api: Api = garage.cast.asker, of = garage): Promise<string> {
  const { body } = await api.post('/v1/inquiries', municipal(of.caseId, SOURCE, 'HITNOHIT'))
  expect(body.status).toBe('waiting')
  return String(body.id)
}

describe('a judgement of the organisation that a case waits for', () => {
  it('is for who may give it and read the case, and to no other judge of the organisation is the case there', async () => {
    const of = await openGarage(world, 'B4')
    const draft = { ...JUDGEMENTS.college67, outcome: 'draft' }
    const { attestationId } = await permitted(of.cast.officer.post('/v1/attestations', draft))
    const asked = municipal(of.caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb'])
    expect((await of.cast.asker.post('/v1/inquiries', asked)).body.status).toBe('waiting')
    const types = async (api: Api) => (await waiting(api, ofCase(of))).map((one) => [one.attestation, one.level])
    expect((await types(of.cast.officer)).toSorted()).toEqual([
      ['COLLEGE_67', 'organisation'],
      ['PC2A', 'case'],
    ])
    const police = await world.as({ person: 'demo-politie', organ: 'POL', department: null, roles: ['R-PRIV'] })
    await permitted(police.post('/v1/attestations', JUDGEMENTS.dpia('WGS', 'P-RIEC-B')))
    expect(await types(police)).toEqual([])
    const path = `/v1/attestations/${String(attestationId)}/withdrawals`
    await permitted(of.cast.officer.post(path, { grounds: 'x' }))
  })
})

describe('who may give the judgement', () => {
  it('sees what was asked and why, beside what must be judged; no value, nobody by name or number', async () => {
    const of = await openGarage(world, 'B3')
    const id = await ask(of.cast.asker, of)
    const [item, ...rest] = await waiting(of.cast.officer, ofCase(of))
    expect(rest).toEqual([])
    expect(item).toEqual({
      id: `${id}/0`,
      attestation: 'PC1',
      scope: { source: SOURCE },
      roles: ['R-PRIV'],
      norm: 'BGP-05',
      title: expect.objectContaining({ nl: 'Privacycheck 1: mag deze bron worden bevraagd?' }),
      givenBy: { nl: 'Privacyfunctionaris', en: 'Privacy officer' },
      level: 'case',
      outcomes: { granted: 'met', refused: 'refused' },
      tests: ['basis', 'compatibility', 'necessity', 'proportionality', 'subsidiarity'],
      details: expect.objectContaining({ necessity: 'boolean' }),
      caseId: of.caseId,
      givenAt: null,
      inquiry: {
        id,
        askedAt: expect.any(String),
        waitsSince: expect.any(String),
        expiresAt: expect.any(String),
        regime: 'BGP',
        purpose: 'P-BGP-AANPAK',
        task: 'Opiumwet:13b',
        legalBasis: ['LB-6E'],
        source: SOURCE,
        mode: 'HITNOHIT',
        subjectType: 'NATURAL',
        fields: [],
        recipient: { organ: 'BGM', department: 'ONDM' },
        asker: { organ: 'BGM', department: 'ONDM' },
        grounds: GROUNDS,
      },
    })
    const days = Date.parse(String(item?.inquiry.expiresAt)) - Date.parse(String(item?.inquiry.waitsSince))
    expect(days).toBe(LIMITS.waitingInquiryDays * 86_400_000)
    expect(JSON.stringify(item)).not.toMatch(new RegExp(`${BSN.garagehouder}|p-[0-9a-f]{32}|s-[0-9a-f]{32}`))
  })

  it('sees the fields that were asked by name and class', async () => {
    const of = await openGarage(world, 'B4')
    const fields = ['aanslag_ozb', 'kwijtschelding']
    await permitted(of.cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
    const asked = municipal(of.caseId, 'BEL/heffingen', 'DETAIL', fields)
    expect((await of.cast.asker.post('/v1/inquiries', asked)).body.status).toBe('waiting')
    const [item] = await waiting(of.cast.officer, ofCase(of))
    expect(item).toMatchObject({
      attestation: 'PC2A',
      inquiry: { fields: fields.map((name) => ({ name, category: 'C-BEL-G', class: expect.stringMatching(/^K\d$/) })) },
    })
  })

  it('leaves an entry of their look, with what was looked at, before it is shown', async () => {
    const id = await ask()
    const size = await world.node.ports.ledger.size()
    const items = await waiting(garage.cast.officer, ofCase())
    const [entry, ...rest] = await world.node.ports.ledger.range(size, 9)
    expect([entry?.type, rest]).toEqual(['read', []])
    const parts = entry && (await openParts(world.node.ports, entry))
    expect(parts?.act).toMatchObject({ kind: 'read', listed: 'judgements', inquiries: idsOf(items) })
    expect(idsOf(items)).toContain(id)
    expect(partOf(parts ?? {}, 'facts')?.act).toMatchObject({ kind: 'read', resource: 'judgements' })
  })

  it('sees it no longer when it was withdrawn, and after the next walk only what it waits for then', async () => {
    const of = await openGarage(world, 'B3')
    const [gone, judged] = [await ask(of.cast.asker, of), await ask(of.cast.asker, of)]
    await world.call(await world.token(PEOPLE.asker), 'DELETE', `/v1/inquiries/${gone}`)
    expect(idsOf(await waiting(of.cast.officer, ofCase(of)))).toEqual([judged])
    const at = `/v1/cases/${of.caseId}/attestations`
    await permitted(of.cast.officer.post(at, JUDGEMENTS.pc1(SOURCE)))
    const { attestations } = (await of.cast.asker.get(`/v1/cases/${of.caseId}`)).body as {
      attestations: { at: string }[]
    }
    const [item] = await waiting(of.cast.officer, ofCase(of))
    expect(item?.givenAt).toBe(attestations.at(-1)?.at)
    await permitted(of.cast.asker.post(`/v1/inquiries/${judged}/disclosures`))
    expect(await waiting(of.cast.officer, ofCase(of))).toEqual([])
  })

  it('sees it no longer once it expired', async () => {
    const of = await openGarage(world, 'B3')
    await ask(of.cast.asker, of)
    const [item] = await waiting(of.cast.officer, ofCase(of))
    const token = await world.token(PEOPLE.officer, {}, { expiresAt: Math.floor(now / 1000) + 40 * 86_400 })
    const before = now
    const at = async (moment: number) => {
      now = moment
      return ((await world.call(token, 'GET', `/v1/judgements${ofCase(of)}`)).body.items as unknown[]).length
    }
    const end = Date.parse(String(item?.inquiry.expiresAt))
    expect([await at(end - 100), await at(end)]).toEqual([1, 0])
    now = before
  })

  it('gets it in pages, oldest first, by type and case', async () => {
    const of = await openGarage(world, 'B3')
    const ids = [await ask(of.cast.asker, of), await ask(of.cast.asker, of), await ask(of.cast.asker, of)]
    const first = await of.cast.officer.get(`/v1/judgements${ofCase(of)}&limit=2`)
    const second = await of.cast.officer.get(`/v1/judgements${ofCase(of)}&limit=2&cursor=${String(first.body.next)}`)
    expect(
      [...answered.parse(first.body).items, ...answered.parse(second.body).items].map((one) => one.inquiry.id),
    ).toEqual(ids)
    expect(second.body.next).toBeNull()
    expect(idsOf(await waiting(of.cast.officer, `${ofCase(of)}&type=PC1`))).toEqual(ids)
    expect(await waiting(of.cast.officer, `${ofCase(of)}&type=PC2A`)).toEqual([])
    expect((await of.cast.officer.get('/v1/judgements?cursor=eA')).status).toBe(400)
  })

  it('gets that of a case by what people call it, also who sees no case, and what expires before a moment', async () => {
    const [of, other] = [await openGarage(world, 'B3'), await openGarage(world, 'B3')]
    const [first] = [await ask(of.cast.asker, of), await ask(other.cast.asker, other)]
    const called = caseReference(of.caseId)
    for (const typed of [called, called.toLowerCase()])
      expect(idsOf(await waiting(of.cast.officer, `?reference=${typed}`))).toEqual([first])
    const paged = await of.cast.officer.get(`/v1/judgements?reference=${called}&limit=1`)
    expect([idsOf(answered.parse(paged.body).items), paged.body.next]).toEqual([[first], null])
    expect(await waiting(of.cast.officer, `?reference=${called}&caseId=${other.caseId}`)).toEqual([])
    expect(await waiting(of.cast.officer, '?reference=Z-20200101-4F3A9C')).toEqual([])
    expect((await of.cast.officer.get('/v1/judgements?reference=999990019')).status).toBe(400)

    const [item] = await waiting(of.cast.officer, ofCase(of))
    const end = String(item?.inquiry.expiresAt)
    const after = encodeURIComponent(new Date(Date.parse(end) + 1).toISOString().replace('Z', '+00:00'))
    expect(await waiting(of.cast.officer, `${ofCase(of)}&expiresBefore=${end}`)).toEqual([])
    expect(idsOf(await waiting(of.cast.officer, `${ofCase(of)}&expiresBefore=${after}`))).toEqual([first])
    expect((await of.cast.officer.get('/v1/judgements?expiresBefore=soon')).status).toBe(400)
  })

  it('gets what one inquiry waits for, and of one that waits for others nothing', async () => {
    const ids = [await ask(), await ask(), await ask()]
    const of = async (api: Api, id: string | undefined) => idsOf(await waiting(api, `?inquiry=${id}`))
    expect(await of(garage.cast.officer, ids[1])).toEqual([ids[1]])
    expect(await of(garage.cast.team, ids[1])).toEqual([])
    expect(await of(garage.cast.officer, `01920000-0000-7000-8000-${'0'.repeat(12)}`)).toEqual([])
    expect((await garage.cast.officer.get('/v1/judgements?inquiry=x')).status).toBe(400)
  })

  it('learns which judgements their roles give, and what each detail and outcome is called', async () => {
    const typesOf = async (api: Api) =>
      pageOf(attestationTypeDocumentSchema.strict()).parse((await api.get('/v1/attestation-types')).body).items
    const mine = async (api: Api) => (await typesOf(api)).filter((one) => one.mine).map(({ code }) => code)
    expect(await mine(garage.cast.team)).toEqual(['W3', 'W4'])
    expect(await mine(garage.cast.officer)).toEqual(expect.arrayContaining(['PC1', 'DPIA', 'STOP_ALL']))
    expect(await mine(await world.as({ person: 'demo-balie', organ: 'COL', department: 'BZ', roles: [] }))).toEqual([])
    for (const { words, details, outcomes } of await typesOf(garage.cast.officer)) {
      expect(Object.keys(words.details)).toEqual(Object.keys(details))
      expect(Object.keys(words.outcomes)).toEqual(Object.keys(outcomes))
    }
  })
})

describe('who may not', () => {
  it('is refused without a role that judges anything, and that is logged', async () => {
    const manager = await world.as({ person: 'demo-manager', organ: 'BGM', department: 'ONDM', roles: ['R-MGR'] })
    const size = await world.node.ports.ledger.size()
    expect((await manager.get('/v1/judgements')).status).toBe(403)
    const [entry] = await world.node.ports.ledger.range(size, 9)
    const parts = entry && (await openParts(world.node.ports, entry))
    expect([entry?.type, parts?.act]).toMatchObject(['read', { inquiries: [] }])
  })
  it('sees nothing that is for other roles', async () => {
    await ask()
    expect(await waiting(garage.cast.team)).toEqual([])
    expect(await waiting(garage.cast.asker)).toEqual([])
  })
  it('sees nothing of what they asked themselves, under any role; another judge does', async () => {
    const both = { ...PEOPLE.asker, roles: ['R-CAS', 'R-PRIV'] }
    const of = await openGarage(world, 'B3')
    const id = await ask(await world.as(both), of)
    expect(await waiting(await world.as(both), ofCase(of))).toEqual([])
    expect(await waiting(await world.as({ ...both, roles: ['R-PRIV'] }), ofCase(of))).toEqual([])
    expect(idsOf(await waiting(of.cast.officer, ofCase(of)))).toEqual([id])
  })
  it('sees nothing of a case without a part in it, of another step, or of another organisation', async () => {
    await ask()
    const police = await world.as({ person: 'demo-politie', organ: 'POL', department: null, roles: ['R-PRIV'] })
    expect(await waiting(police)).toEqual([])
    expect(await waiting(await world.as(PEOPLE.officer, { oin: OIN.testdorp }))).toEqual([])
    const of = await openGarage(world, 'B3')
    await ask(of.cast.asker, of)
    await permitted(of.cast.team.post(`/v1/cases/${of.caseId}/attestations`, JUDGEMENTS.w4))
    await permitted(of.cast.asker.post(`/v1/cases/${of.caseId}/transitions`, { to: 'B4', grounds: 'x' }))
    expect(await waiting(of.cast.officer, ofCase(of))).toEqual([])
  })
  it('of owners of data only sees what is about their own', async () => {
    const opening = { involved: ['COL', 'BD'], source: SOURCE, crimeForm: 'DRUGS', to: ['R1', 'R2', 'R3'] }
    const caseId = await openRiec(garage.cast, opening)
    const { body } = await garage.cast.analyst.post('/v1/inquiries', riec(caseId, 'BD/inkomen', ['aanslag']))
    expect([body.status, body.missing]).toMatchObject(['waiting', [{ attestation: 'NECESSITY' }]])
    const mine = await waiting(await world.as(owner('BD', null)))
    // Who sees no case finds by its reference what they may judge of it, and nothing else of it.
    expect(((await (await world.as(owner('BD', null))).get('/v1/cases')).body.items as unknown[]).length).toBe(0)
    expect(await waiting(await world.as(owner('BD', null)), `?reference=${caseReference(caseId)}`)).toEqual(mine)
    expect(await waiting(await world.as(owner('BGM', 'VERG')), `?reference=${caseReference(caseId)}`)).toEqual([])
    expect(idsOf(mine)).toEqual([body.id])
    expect(mine[0]?.scope).toEqual({ source: 'BD/inkomen' })
    expect(await waiting(await world.as(owner('BGM', 'VERG')))).toEqual([])
  })
})

it('keeps nothing in the index but codes', async () => {
  await ask()
  const rows = await world.node.ports.inquiries.awaited(
    OIN.voorbeeldstad,
    { roles: ['R-PRIV'], notOf: '', count: 100 },
    new Date(now).toISOString(),
  )
  for (const { about } of rows)
    expect(z.record(z.string(), z.string().max(64)).parse(about)).not.toHaveProperty('subject')
})
