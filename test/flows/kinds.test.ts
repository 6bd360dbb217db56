/** Kinds of entries in the list of decisions and in its counts: inquiries apart from previews, and those by who made them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countsDocumentSchema } from '../../src/api/documents-counts.ts'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { tell } from '../../src/cli/demo/story.ts'
import { DECISION_KINDS, type DecisionKind } from '../../src/domain/codes.ts'
import { dutchDay } from '../../src/erasure/calendar.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { SILENT } from '../support/silent.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

type Row = DecisionRow & { readonly onAccountOf?: string | null }

let world: World
let officer: string
let all: Row[]
let period: string
beforeAll(async () => {
  world = await openWorld()
  const start = new Date()
  const cast = await castOf(world)
  const { caseId } = await tell(cast, SILENT)
  await cast.asker.post('/v1/inquiries/_preview', municipal(caseId, 'WMO/voorzieningen', 'HITNOHIT'))
  officer = await world.token(PEOPLE.officer)
  all = await list('')
  period = `from=${dutchDay(start)}&until=${dutchDay(new Date(Date.now() + 86_400_000))}`
})
afterAll(() => world.close())

async function list(query: string, token = officer): Promise<Row[]> {
  const { status, body } = await world.call(token, 'GET', `/v1/decisions?readingPurpose=P-AUDIT&limit=100${query}`)
  expect([status, body.next]).toEqual([200, null])
  return body.items as Row[]
}
async function counts(query: string) {
  const reply = await world.call(officer, 'GET', `/v1/decisions/_counts?readingPurpose=P-AUDIT&${period}${query}`)
  expect([reply.status, reply.body.errors]).toEqual([200, undefined])
  return countsDocumentSchema.strict().parse(reply.body)
}
const tally = (rows: readonly Row[]) => {
  const of = (outcome: string) => rows.filter((row) => row.outcome === outcome).length
  return { permit: of('permit'), review: of('review'), deny: of('deny') }
}
const ofKind = (kind: DecisionKind, rows: readonly Row[] = all) =>
  rows.filter(({ type, onAccountOf }) => {
    if (kind === 'preview-asked') return type === 'preview' && !onAccountOf
    return kind === 'preview-judged' ? type === 'preview' && Boolean(onAccountOf) : type === kind
  })

describe('the list', () => {
  it.each(DECISION_KINDS)('has of the kind %s these and no others, alone and with another filter', async (kind) => {
    const fits = ofKind(kind)
    expect(fits.length).toBeGreaterThan(0)
    const ids = (rows: readonly Row[]) => rows.map(({ id }) => id)
    expect(ids(await list(`&type=${kind}`))).toEqual(ids(fits))
    const denied = fits.filter(({ outcome }) => outcome === 'deny')
    expect(ids(await list(`&type=${kind}&outcome=deny`))).toEqual(ids(denied))
    const [row] = fits.filter(({ source }) => source !== null)
    if (!row) return
    const of = fits.filter(({ source }) => source === row.source)
    expect(ids(await list(`&type=${kind}&source=${row.source}`))).toEqual(ids(of))
  })

  it('takes no kind that there is not, neither in the list nor in the counts', async () => {
    for (const path of ['?', `/_counts?${period}&`])
      expect(
        (await world.call(officer, 'GET', `/v1/decisions${path}readingPurpose=P-AUDIT&type=read`)).body.errors,
      ).toMatchObject([{ pointer: '/type' }])
  })

  it('says which of the norms refused, in every refusal that a norm made, and not to who supplied', async () => {
    for (const { refused, norms } of all) expect(norms).toEqual(expect.arrayContaining([...(refused ?? ['?'])]))
    const denied = all.filter(({ outcome }) => outcome === 'deny')
    expect(denied.filter(({ refused }) => refused?.length).length).toBeGreaterThan(0)
    expect(denied.some(({ refused, norms }) => (refused?.length ?? 0) < norms.length)).toBe(true)
    expect(all.filter(({ outcome }) => outcome === 'review').flatMap(({ refused }) => refused)).toEqual([])
    const supplier = all.find(({ holder }) => holder !== null)?.holder ?? OIN.belastingdienst
    const supplied = await list('', await world.token(PEOPLE.officer, { oin: supplier }))
    expect([supplied.length > 0, supplied.some((row) => 'refused' in row)]).toEqual([true, false])
  })
})

describe('the counts', () => {
  it('have inquiries apart from previews, those by who made them, and from acts', async () => {
    const { inquiries, previewOutcomes, judgedPreviewOutcomes, acts, outcomes, total } = await counts('')
    const asked = ofKind('decision')
    expect([inquiries.total, inquiries.outcomes, acts]).toEqual([asked.length, tally(asked), tally(ofKind('act'))])
    expect([previewOutcomes, judgedPreviewOutcomes]).toEqual([
      tally(ofKind('preview')),
      tally(ofKind('preview-judged')),
    ])
    expect([total, outcomes]).toEqual([all.length, tally(all)])
    expect(inquiries.purposes.length).toBeGreaterThan(1)
    for (const { code, outcomes } of inquiries.purposes)
      expect(outcomes).toEqual(tally(asked.filter(({ purpose }) => purpose === code)))
  })

  const FILTERS: [string, (row: Row) => boolean, apart: boolean][] = [
    ['', () => true, true],
    ['&outcome=deny', ({ outcome }) => outcome === 'deny', true],
    ['&department=ONDM', ({ department }) => department === 'ONDM', true],
    ['&source=BEL/heffingen', ({ source }) => source === 'BEL/heffingen', false],
    ['&legalBasis=LB-6E', ({ legalBasis }) => legalBasis.includes('LB-6E'), false],
    ['&norm=AVG-05', ({ norms }) => norms.includes('AVG-05'), false],
  ]

  it.each(DECISION_KINDS.flatMap((kind) => FILTERS.map(([query, suits]) => [kind, query, suits] as const)))(
    'of the kind %s with%s are of these',
    async (kind, query, suits) => {
      const fits = ofKind(kind).filter(suits)
      const found = await counts(`&type=${kind}${query}&per=day`)
      expect([found.total, found.outcomes, found.partly]).toEqual([fits.length, tally(fits), null])
      for (const { code, outcomes } of found.purposes)
        expect(outcomes).toEqual(tally(fits.filter(({ purpose }) => purpose === code)))
      const days = found.spans?.flatMap(({ outcomes }) => Object.values(outcomes)) ?? []
      expect(days.reduce((sum, n) => sum + n, 0)).toBe(found.total)
      if (kind !== 'preview') expect(found.judgedPreviewOutcomes).toEqual(tally(kind === 'preview-judged' ? fits : []))
    },
  )

  it.each(FILTERS)('with%s say what a judgement brought about, or that they do not', async (query, suits, apart) => {
    const judged = apart ? tally(ofKind('preview-judged').filter(suits)) : null
    for (const kind of ['', '&type=preview'])
      expect((await counts(`${query}${kind}`)).judgedPreviewOutcomes).toEqual(judged)
  })
})
