/** Counts, the account of a period, and the list as a table: each says of the log what the list shows of it. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { accountabilityDocumentSchema, countsDocumentSchema } from '../../src/api/documents-counts.ts'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { tell } from '../../src/cli/demo/story.ts'
import { dutchDay } from '../../src/erasure/calendar.ts'
import { LIMITS } from '../../src/limits.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { openParts } from '../../src/log/entry.ts'
import { exported } from '../support/exports.ts'
import { SILENT } from '../support/silent.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

const FG = { person: 'demo-fg', organ: 'COL', department: 'PRIV', roles: ['R-FG'] } as const

let world: World
let officer: string
let all: DecisionRow[]
let period: string
let theCase: string
beforeAll(async () => {
  world = await openWorld()
  const start = new Date()
  const cast = await castOf(world)
  const { caseId } = await tell(cast, SILENT)
  // What is counted apart: a preview that is refused, on a basis, and an act that is.
  await cast.asker.post('/v1/inquiries/_preview', municipal(caseId, 'WMO/voorzieningen', 'HITNOHIT'))
  await cast.asker.post(`/v1/cases/${caseId}/transitions`, { to: 'B1', grounds: 'x' })
  theCase = caseId
  officer = await world.token(PEOPLE.officer)
  all = (await get('/v1/decisions?readingPurpose=P-AUDIT&limit=100')).body.items as DecisionRow[]
  // A story that is told over midnight is of two days.
  period = `from=${dutchDay(start)}&until=${dutchDay(new Date(Date.now() + 86_400_000))}`
})
afterAll(() => world.close())

const get = (path: string, token = officer, headers: Record<string, string> = {}) =>
  world.call(token, 'GET', path, undefined, headers)
const counts = async (query = '') => {
  const reply = await get(`/v1/decisions/_counts?readingPurpose=P-AUDIT&${period}${query}`)
  expect([reply.status, reply.body.errors]).toEqual([200, undefined])
  return countsDocumentSchema.strict().parse(reply.body)
}
const tally = (rows: readonly DecisionRow[]) => {
  const of = (outcome: string) => rows.filter((row) => row.outcome === outcome).length
  return { permit: of('permit'), review: of('review'), deny: of('deny') }
}

describe('counts', () => {
  it('are what the list shows, by outcome, purpose, department and basis', async () => {
    const found = await counts()
    expect([found.total, found.outcomes]).toEqual([all.length, tally(all)])
    for (const { code, outcomes } of found.purposes)
      expect(outcomes).toEqual(tally(all.filter((row) => row.purpose === code)))
    for (const { code, outcomes } of found.departments)
      expect(outcomes).toEqual(tally(all.filter((row) => row.department === code)))
    for (const { code, outcomes } of found.legalBases ?? [])
      expect(outcomes).toEqual(tally(all.filter((row) => row.legalBasis.includes(String(code)))))
    expect(found.purposes.map(({ code }) => code)).toContain('P-RIEC-F')
    expect(found.purposes.find(({ code }) => code === 'P-RIEC-F')?.title?.nl).toBeTruthy()
    expect(found.spans).toBeNull()
  })

  it('name the norms that refused, in words, and never one that did not', async () => {
    const norms = (await counts('&outcome=deny')).norms ?? []
    expect(norms.length).toBeGreaterThan(0)
    for (const { norm, decisions, title, text, article } of norms) {
      const denied = all.filter((row) => row.outcome === 'deny' && row.norms.includes(norm)).length
      expect(decisions).toBeLessThanOrEqual(denied)
      expect([title?.nl, text?.nl, article].every(Boolean)).toBe(true)
    }
    expect(norms.map(({ decisions }) => decisions)).toEqual(
      norms.map(({ decisions }) => decisions).sort((a, b) => b - a),
    )
  })

  it.each(['department=ONDM', 'purpose=P-RIEC-F', 'outcome=review', 'type=act'])(
    'take a filter: %s',
    async (filter) => {
      const [name = '', value] = filter.split('=')
      const fits = all.filter((row) => row[name as keyof DecisionRow] === value)
      expect([(await counts(`&${filter}`)).total, fits.length > 0]).toEqual([fits.length, true])
    },
  )

  it.each([
    ['legalBasis=LB-6E', ({ legalBasis }: DecisionRow) => legalBasis.includes('LB-6E')],
    ['source=BEL/heffingen', ({ source }: DecisionRow) => source === 'BEL/heffingen'],
    ['norm=AVG-05', ({ norms }: DecisionRow) => norms.includes('AVG-05')],
    [
      'norm=AVG-05&outcome=deny&type=decision',
      ({ norms, outcome, type }: DecisionRow) => norms.includes('AVG-05') && outcome === 'deny' && type === 'decision',
    ],
    [
      'legalBasis=LB-6E&source=BEL/heffingen',
      (row: DecisionRow) => row.legalBasis.includes('LB-6E') && row.source === 'BEL/heffingen',
    ],
    ['caseId=:case', ({ caseId }: DecisionRow) => caseId === theCase],
    ['caseId=:case&outcome=review', ({ caseId, outcome }: DecisionRow) => caseId === theCase && outcome === 'review'],
  ])('take what the list is filtered by, alone and together: %s', async (filter, suits) => {
    const fits = all.filter(suits)
    const found = await counts(`&${filter.replace(':case', theCase)}&per=day`)
    expect([found.total, fits.length > 0, found.partly]).toEqual([fits.length, true, null])
    expect(found.outcomes).toEqual(tally(fits))
    for (const { code, outcomes } of found.purposes)
      expect(outcomes).toEqual(tally(fits.filter(({ purpose }) => purpose === code)))
    expect(found.spans?.flatMap(({ outcomes }) => Object.values(outcomes)).reduce((sum, n) => sum + n, 0)).toBe(
      found.total,
    )
    expect([found.legalBases, found.norms]).toEqual([null, null])
  })

  it('of more than may be looked at are those of the newest, and say from when', async () => {
    const { decisionIndex } = world.node.ports
    const asked: number[] = []
    const among = vi.spyOn(decisionIndex, 'among').mockImplementation(async (_, __, ___, most) => {
      asked.push(most)
      return { rows: [], since: all[0]?.at ?? null }
    })
    const found = await counts('&norm=AVG-05')
    among.mockRestore()
    expect([found.partly, asked]).toEqual([
      { most: LIMITS.countedDecisions, since: all[0]?.at },
      [LIMITS.countedDecisions],
    ])
  })

  it.each(['day', 'month'])('are had per %s as well', async (per) => {
    const { spans, total } = await counts(`&per=${per}`)
    expect(spans?.flatMap(({ outcomes }) => Object.values(outcomes)).reduce((sum, one) => sum + one, 0)).toBe(total)
    expect(spans?.[0]?.span).toMatch(per === 'day' ? /^\d{4}-\d\d-\d\d$/ : /^\d{4}-\d\d$/)
  })

  it.each([
    ['from=2026-01-02&until=2026-01-02', 400],
    ['from=2026-01-02&until=2026-01-03', 200],
    [`from=2026-01-01&until=${later('2026-01-01', LIMITS.countedDays)}&per=day`, 200],
    [`from=2026-01-01&until=${later('2026-01-01', LIMITS.countedDays + 1)}&per=day`, 400],
    [`from=2026-01-01&until=${later('2026-01-01', LIMITS.reportedDays)}`, 200],
    [`from=2026-01-01&until=${later('2026-01-01', LIMITS.reportedDays + 1)}`, 400],
    ['from=2026-01-01&until=2026-02-01&norm=AVG-01', 200],
    ['from=2026-01-01&until=2026-02-01&subject=x', 400],
  ])('of %s are %i', async (query, status) => {
    expect((await get(`/v1/decisions/_counts?readingPurpose=P-AUDIT&${query}`)).status).toBe(status)
  })

  it('are a look in the log, also a refused one, and of one organisation', async () => {
    const path = `/v1/decisions/_counts?readingPurpose=P-AUDIT&${period}`
    const size = await world.node.ports.ledger.size()
    expect((await get(path, await world.token(PEOPLE.asker))).status).toBe(403)
    expect((await get(path, await world.token(FG))).status).toBe(200)
    expect((await world.node.ports.ledger.range(size, 9)).map(({ type }) => type)).toEqual(['read', 'read'])
    const there = await get(path, await world.token(PEOPLE.officer, { oin: OIN.testdorp }))
    expect([there.status, there.body.total]).toEqual([200, 0])
  })
})

describe('the account of a period', () => {
  const path = () => `/v1/reports/accountability?readingPurpose=P-AUDIT&${period}`
  const account = async () => {
    const reply = await get(path())
    expect([reply.status, reply.body.errors]).toEqual([200, undefined])
    return accountabilityDocumentSchema.strict().parse(reply.body)
  }

  it('says what was decided of inquiries, apart from previews and acts', async () => {
    const { inquiries, previews, previewOutcomes, judgedPreviewOutcomes, acts, organisation, norms } = await account()
    const of = (type: string) => all.filter((row) => row.type === type)
    expect(inquiries.outcomes).toEqual(tally(of('decision')))
    expect([previews, acts, organisation]).toEqual([of('preview').length, tally(of('act')), OIN.voorbeeldstad])
    expect(previewOutcomes).toEqual(tally(of('preview')))
    const judged = of('preview').filter((row) => (row as { onAccountOf?: string | null }).onAccountOf)
    expect(judgedPreviewOutcomes).toEqual(tally(judged))
    expect([judged.length > 0, judged.length < of('preview').length]).toEqual([true, true])
    expect(inquiries.purposes.length).toBeGreaterThan(1)
    expect(
      [of('preview'), of('act')].map((rows) => rows.filter(({ outcome }) => outcome === 'deny').length),
    ).not.toContain(0)
    for (const { code, outcomes } of inquiries.legalBases)
      expect(outcomes).toEqual(tally(of('decision').filter((row) => row.legalBasis.includes(String(code)))))
    const refused = of('decision').filter(({ norms }) => norms.includes('WMO-01')).length
    expect(norms.find(({ norm }) => norm === 'WMO-01')?.decisions).toBe(refused)
  })

  it('says how long who waited waited, which is not longer than the story took', async () => {
    const { judged, answered, purposes } = (await account()).waiting
    expect(judged.inquiries).toBeGreaterThan(0)
    expect(answered.inquiries).toBeGreaterThan(0)
    for (const { median, p90 } of [judged, answered]) {
      expect(median).toBeLessThanOrEqual(Number(p90))
      expect(p90).toBeLessThan(600)
    }
    expect(purposes.reduce((sum, one) => sum + one.judged.inquiries, 0)).toBe(judged.inquiries)
  })

  it('says who looked, by pseudonym and role, what they looked at, and how often that was refused', async () => {
    await get('/v1/decisions?readingPurpose=P-AUDIT', await world.token(PEOPLE.team))
    await exported(world, officer, {})
    const { readers, exports, erasures, overdue } = await account()
    const text = JSON.stringify(readers)
    expect([text.includes('demo-'), /"person":"p-[0-9a-f]{32}"/.test(text)]).toEqual([false, true])
    const team = readers.find(({ roles }) => roles.includes('R-TEAM'))
    expect(team?.looks).toEqual([{ resource: 'decisions', permitted: 0, refused: 1 }])
    const privacy = readers.find(({ roles }) => roles.includes('R-PRIV'))
    expect(privacy?.purpose).toMatchObject({ code: 'P-AUDIT', title: { nl: expect.any(String) } })
    expect(privacy?.looks.find(({ resource }) => resource === 'report')?.permitted).toBeGreaterThan(0)
    expect([exports, erasures, overdue]).toEqual([{ permitted: 1, refused: 0 }, [], []])
  })

  it('is for control, by who may, and a look in the log', async () => {
    const size = await world.node.ports.ledger.size()
    const asked = [
      get(path(), await world.token(FG)),
      get(path(), await world.token(PEOPLE.asker)),
      get(path().replace('P-AUDIT', 'P-RECHT')),
    ]
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 403, 403])
    expect((await world.node.ports.ledger.range(size, 9)).map(({ type }) => type)).toEqual(['read', 'read', 'read'])
    expect(
      (await get(`/v1/reports/accountability?readingPurpose=P-AUDIT&from=2026-01-02&until=2026-01-01`)).status,
    ).toBe(400)
  })
})

describe('the list as a table', () => {
  const table = async (query = '', accept = 'text/csv', token = officer) => {
    const headers = { authorization: `Bearer ${token}`, accept }
    const reply = await world.node.app.request(`/v1/decisions?readingPurpose=P-AUDIT${query}`, { headers })
    return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() }
  }

  it('has a header and what the list shows, all pages, with the same filters', async () => {
    const { status, type, text } = await table()
    expect([status, type]).toEqual([200, 'text/csv; charset=utf-8; header=present'])
    const [header, ...lines] = text.split('\r\n')
    expect(header?.split(',').slice(0, 5)).toEqual(['index', 'id', 'at', 'type', 'outcome'])
    expect(lines.pop()).toBe('')
    expect(lines.map((line) => Number(line.split(',')[0]))).toEqual(all.map(({ index }) => index))
    const denied = (await table('&outcome=deny')).text.split('\r\n').slice(1, -1)
    expect(denied).toEqual(lines.filter((line) => line.split(',')[4] === 'deny'))
  })

  it('is given to who names it before JSON, and to nobody else; nowhere else', async () => {
    expect((await table('', 'text/csv, application/json')).type).toContain('text/csv')
    expect((await table('', 'application/json, text/csv')).type).toBe('application/json')
    expect((await table('', '*/*')).type).toBe('application/json')
    expect((await table('', 'text/plain')).status).toBe(406)
    expect((await get('/v1/obligations', officer, { accept: 'text/csv' })).status).toBe(406)
  })

  it('has no pages of its own', async () => {
    expect([(await table('&limit=5')).status, (await table('&cursor=MQ')).status]).toEqual([400, 400])
  })

  it('is decided and logged as the list is', async () => {
    const size = await world.node.ports.ledger.size()
    expect((await table('', 'text/csv', await world.token(PEOPLE.asker))).status).toBe(403)
    await table('&source=BEL/heffingen')
    const entries = await world.node.ports.ledger.range(size, 9)
    const parts = await Promise.all(entries.map((entry) => openParts(world.node.ports, entry)))
    expect(parts).toMatchObject([
      { act: { table: true }, decision: { outcome: 'deny' } },
      {
        act: { filter: { source: 'BEL/heffingen' } },
        facts: { act: { resource: 'decisions' } },
        decision: { outcome: 'permit' },
      },
    ])
  })
})

function later(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
