/** What every storage engine must do for samples of decisions and for what was found in them. */
import { describe, expect, it } from 'vitest'
import type { Finding, FindingAction } from '../../src/domain/finding.ts'
import type { Population, Sample } from '../../src/domain/sample.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import type { Change } from '../../src/ports.ts'
import { AT, bareWrite, findingOf, newId, OIN, OTHER_OIN, reviewed } from './fixtures.ts'
import { type Factory, plain, useStored } from './stored.ts'

function sampleOf(change: Partial<Sample> = {}): Sample {
  return {
    ...{ id: newId(), oin: OIN, at: AT, from: '2026-01-01T00:00:00.000Z', until: '2026-04-01T00:00:00.000Z' },
    ...{ department: null, seed: '00'.repeat(16), seedGiven: false, size: 2, population: 9, upTo: 20, drawn: [7, 3] },
    ...change,
  }
}
const SEALED = { keyId: 'k', bytes: Uint8Array.of(7) }
const actionOf = (findingId: string, closes: boolean): FindingAction => ({
  ...{ id: newId(), findingId, at: AT, closes, actId: 'e9' },
})
const doing = (value: FindingAction): Change => ({ kind: 'finding-action', value, sealed: SEALED })
const rowOf = (index: number, change: Partial<DecisionRow> = {}): DecisionRow => ({
  ...{ index, id: `d${index}`, oin: OIN, at: AT, type: 'decision', outcome: 'permit', department: 'ONDM' },
  ...{ purpose: 'P', caseId: null, source: 'A', regime: 'BGP', subject: null, legalBasis: [], norms: [] },
  ...{ holder: null, ...change },
})

export function reviewContract(name: string, open: Factory): void {
  const under = useStored(open)
  const note = (...changes: Change[]) => under.stored.ledger.note(changes)

  describe(`${name}: samples`, () => {
    it('are kept as they were drawn, within their organisation, newest first', async () => {
      const [first, second] = [sampleOf(), sampleOf({ department: 'ONDM', seedGiven: true, drawn: [] })]
      await note({ kind: 'sample', value: first }, { kind: 'sample', value: second })
      const { reviews } = under.stored
      expect(await reviews.sample(OIN, first.id)).toEqual(first)
      expect(await reviews.sample(OTHER_OIN, first.id)).toBeUndefined()
      expect(await reviews.samples(OIN, null, 9)).toEqual([second, first])
      expect(await reviews.samples(OIN, second.id, 9)).toEqual([first])
      expect(await reviews.samples(OTHER_OIN, null, 9)).toEqual([])
    })

    it.each(["UPDATE samples SET seed = '11'", 'DELETE FROM samples'])('refuse %s', async (sql) => {
      await note({ kind: 'sample', value: sampleOf() })
      await expect(under.stored.execute(sql)).rejects.toThrow('sample-fixed')
    })

    it('know of how many decisions something was found, each once', async () => {
      const { id: sampleId } = sampleOf()
      const of = (change: Partial<Finding>) => reviewed(findingOf({ sampleId, ...change }))
      await note(...of({ decisionId: 'd1' }), ...of({ decisionId: 'd1' }), ...of({ decisionId: 'd2' }))
      await note(...of({ decisionId: 'd3', sampleId: null }), ...of({ decisionId: 'd4', oin: OTHER_OIN }))
      const { reviews } = under.stored
      expect(await reviews.reviewed(OIN, [sampleId, 'none'])).toEqual(new Map([[sampleId, 2]]))
      expect((await reviews.ofSample(OIN, sampleId, 9)).map(({ decisionId }) => decisionId)).toEqual(['d1', 'd1', 'd2'])
      expect(await reviews.ofSample(OIN, sampleId, 1)).toHaveLength(1)
    })
  })

  describe(`${name}: what a sample is drawn from`, () => {
    const all: Population = {
      ...{ oin: OIN, from: '2026-03-01T00:00:00.000Z', until: '2026-03-03T00:00:00.000Z', department: null, upTo: 99 },
    }
    const indexes = async (population: Population, after: number | null = null, count = 99) => {
      const { decisionIndex } = under.stored
      const place = after === null ? null : { index: after, id: '', at: AT }
      return (await decisionIndex.decisions(population, place, count)).map(({ index }) => index)
    }

    it('is decisions of the organisation alone, within the bounds, in order of time whatever came first in the log', async () => {
      await under.stored.decisionIndex.add(
        [
          rowOf(1, { at: all.from }),
          rowOf(2, { at: all.until }),
          rowOf(3, { at: '2026-03-02T23:59:59.999Z' }),
          rowOf(4, { at: '2026-02-28T23:59:59.999Z' }),
          rowOf(5, { oin: OTHER_OIN }),
          rowOf(6, { type: 'preview' }),
          rowOf(7, { type: 'act' }),
          rowOf(8, { department: null }),
          rowOf(9),
          rowOf(10, { oin: OTHER_OIN, holder: OIN }),
        ],
        11,
      )
      expect(await indexes(all)).toEqual([1, 8, 9, 3])
      expect(await indexes(all, 8)).toEqual([9, 3])
      expect(await indexes(all, null, 2)).toEqual([1, 8])
      expect(await indexes({ ...all, department: 'ONDM' })).toEqual([1, 9, 3])
      expect(await indexes({ ...all, upTo: 9 })).toEqual([1, 8, 3])
      const { decisionIndex } = under.stored
      expect(await decisionIndex.decisions(all, null, 1)).toEqual([{ index: 1, id: 'd1', at: all.from }])
      expect((await decisionIndex.rows(OIN, [9, 1, 5, 77])).map(({ index }) => index).sort()).toEqual([1, 9])
    })
  })

  describe(`${name}: findings`, () => {
    it('are kept within their organisation, with what was done about them', async () => {
      const finding = findingOf()
      const action = actionOf(finding.id, false)
      await note({ kind: 'finding', value: finding, sealed: SEALED }, doing(action))
      const { reviews } = under.stored
      const held = { value: finding, sealed: SEALED, actions: [{ value: action, sealed: SEALED }] }
      expect(plain(await reviews.finding(OIN, finding.id))).toEqual(plain(held))
      expect(await reviews.finding(OTHER_OIN, finding.id)).toBeUndefined()
      expect(await reviews.findings(OTHER_OIN, { count: 9 })).toEqual([])
    })

    it('are found by status, severity, role and decision, newest first', async () => {
      const one = findingOf()
      const two = findingOf({ severity: 'HIGH', owner: 'R-REG', decisionId: 'd2' })
      const none = findingOf({ severity: 'NONE', owner: null, due: null, status: 'closed', closedAt: AT })
      for (const value of [one, two, none]) await note({ kind: 'finding', value, sealed: SEALED })
      const { reviews } = under.stored
      const found = async (filter: object) => (await reviews.findings(OIN, { count: 9, ...filter })).map(({ id }) => id)
      expect(await found({})).toEqual([none.id, two.id, one.id])
      expect(await found({ status: 'open' })).toEqual([two.id, one.id])
      expect(await found({ status: 'closed' })).toEqual([none.id])
      expect(await found({ severity: 'HIGH' })).toEqual([two.id])
      expect(await found({ owner: 'R-CAS' })).toEqual([one.id])
      expect(await found({ decisionId: 'd2', status: 'open' })).toEqual([two.id])
      expect(await found({ after: two.id })).toEqual([one.id])
      expect(await found({ count: 1 })).toEqual([none.id])
    })

    it('are closed once; what is done about a closed one is refused, with its entry', async () => {
      const finding = findingOf()
      await note({ kind: 'finding', value: finding, sealed: SEALED })
      const append = (closes: boolean) => under.stored.ledger.append(bareWrite([doing(actionOf(finding.id, closes))]))
      const both = await Promise.all([append(true), append(true)])
      expect(both.map(({ appended }) => appended).sort()).toEqual([false, true])
      expect(await append(false)).toEqual({ appended: false, reason: 'finding-closed' })
      expect(await under.stored.ledger.size()).toBe(1)
      const held = await under.stored.reviews.finding(OIN, finding.id)
      expect([held?.value.status, held?.value.closedAt, held?.actions.length]).toEqual(['closed', AT, 1])
      await expect(under.stored.execute("UPDATE findings SET status = 'open'")).rejects.toThrow('finding-closed')
    })

    it.each(["UPDATE findings SET severity = 'NONE'", 'UPDATE finding_actions SET closes = 1'])(
      'refuse %s',
      async (sql) => {
        await note(...reviewed(findingOf()))
        await expect(under.stored.execute(sql)).rejects.toThrow('finding-fixed')
      },
    )

    it('are not added to a case that is to be forgotten', async () => {
      const order = { target: { kind: 'case', oin: OIN, caseId: 'c1' }, ground: 'DUE' } as const
      await note({ kind: 'erasure', order, at: AT, entryId: null })
      const change: Change = { kind: 'finding', value: findingOf({ caseId: 'c1' }), sealed: SEALED }
      expect(await under.stored.ledger.append(bareWrite([change]))).toEqual({ appended: false, reason: 'case-changed' })
    })
  })
}
