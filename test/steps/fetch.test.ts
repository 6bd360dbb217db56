/** fetch: what is asked of the source, what comes back, and how its failures are told. */
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/domain/disclosure.ts'
import type { Event } from '../../src/events.ts'
import { type Source, SourceFailure, type SourceQuery } from '../../src/source-port.ts'
import { fetchRecords } from '../../src/steps/fetch.ts'
import { ANNA, BRAM, OIN, permits, record } from '../sources/fixtures.ts'
import { DECISION, field, type PermitChanges, permit } from './fixtures.ts'

type Answer = () => Promise<readonly { readonly [field: string]: Json }[]>

async function run(answer: Answer, changes: PermitChanges = {}, connected = OIN) {
  const asked: SourceQuery[] = []
  const events: Event[] = []
  const source: Source = {
    async fetch(query) {
      asked.push(query)
      return answer()
    },
    async check() {},
    async close() {},
  }
  const ports = {
    facts: { sources: { 'VERG/vergunningen': permits } },
    sources: {
      find: (oin: string, id: string) => (oin === connected && id === 'VERG/vergunningen' ? source : undefined),
    },
    cases: { holding: async () => undefined },
    observe: (event: Event) => void events.push(event),
  }
  return { result: await fetchRecords(ports, permit(changes)), asked, events }
}

const records: Answer = async () => [record]

describe('fetch', () => {
  it('asks for what the decision lets go and the control fields, under the decision and its trace', async () => {
    const fields = [
      field('soort'),
      field('leges', 'generalise'),
      field('aanvrager', 'withhold'),
      field('postcode', 'release', true),
    ]
    const { asked } = await run(records, { fields })
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({
      source: 'VERG/vergunningen',
      oin: OIN,
      identifier: { type: 'bsn', value: ANNA },
      fields: ['soort', 'leges', 'datum', 'bsn', 'leidinggevenden[].bsn'],
      decisionId: DECISION,
      number: 7,
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    })
  })

  it('calls nobody under a permit that gave the call no number', async () => {
    const { result, asked } = await run(records, { call: null })
    expect([result, asked]).toEqual([expect.objectContaining({ failure: 'not-connected' }), []])
  })

  it('asks only for control fields when the question is about existence, and for nobody when it has no subject', async () => {
    const { asked } = await run(records, { mode: 'HITNOHIT', fields: [field('hit', 'existence')], subject: null })
    expect(asked[0]).toMatchObject({ identifier: null, fields: ['datum', 'bsn', 'leidinggevenden[].bsn'] })
  })

  it('drops what came along before anything else sees it', async () => {
    const { result } = await run(async () => [{ ...record, notitie: 'niet voor anderen' }], {
      fields: [field('soort')],
    })
    const persons = [{ bsn: ANNA }, { bsn: BRAM }]
    expect(result).toMatchObject({
      ok: true,
      value: { records: [{ soort: 'horeca', datum: '2026-03-01', bsn: ANNA, leidinggevenden: persons }] },
    })
    expect(result.ok && Object.keys(result.value.records[0] ?? {}).toSorted()).toEqual(
      ['soort', 'datum', 'bsn', 'leidinggevenden'].toSorted(),
    )
  })

  it('refuses a value of another type than the catalogue says', async () => {
    const { result, events } = await run(async () => [{ ...record, soort: 5 }])
    expect(result).toEqual({ ok: false, problem: { code: 'source-failed' }, failure: 'wrong-type' })
    expect(events).toEqual([{ type: 'fault', where: 'fetch', code: 'wrong-type' }])
  })

  it.each(['unreachable', 'timeout', 'refused', 'too-large', 'malformed', 'wrong-type'] as const)(
    'tells a source that is %s as 502',
    async (kind) => {
      const { result } = await run(async () => {
        throw new SourceFailure(kind)
      })
      expect(result).toEqual({ ok: false, problem: { code: 'source-failed' }, failure: kind })
    },
  )

  it.each(['busy', 'circuit-open', 'not-connected'] as const)(
    'tells a source that is %s as 503, to be asked later',
    async (kind) => {
      const { result } = await run(async () => {
        throw new SourceFailure(kind)
      })
      expect(result).toEqual({
        ok: false,
        problem: { code: 'source-unavailable', retryAfterSeconds: 10 },
        failure: kind,
      })
    },
  )

  it('is not connected to a source of another organisation, or outside the catalogue', async () => {
    const elsewhere = await run(records, {}, '00000099000000002000')
    expect(elsewhere.result).toMatchObject({ ok: false, failure: 'not-connected' })
    expect(elsewhere.asked).toEqual([])
    expect((await run(records, { source: 'constructor' })).result).toMatchObject({
      ok: false,
      failure: 'not-connected',
    })
  })

  it('says nothing of what an adapter throws', async () => {
    const { result, events } = await run(async () => {
      throw new Error(`row of ${ANNA}`)
    })
    expect(JSON.stringify([result, events])).not.toContain(ANNA)
    expect(result).toMatchObject({ ok: false, failure: 'malformed' })
  })

  it('is a bug, not a refusal, without a permit', async () => {
    const denied = permit()
    const cases = { holding: async () => undefined }
    const ports = { facts: { sources: {} }, sources: { find: () => undefined }, cases, observe: () => undefined }
    const forged = { ...denied, decision: { ...denied.decision, outcome: 'deny' } } as unknown as typeof denied
    await expect(fetchRecords(ports, forged)).rejects.toThrow('without a permit')
  })
})
