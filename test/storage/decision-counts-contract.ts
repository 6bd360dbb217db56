/** What every storage engine must do for the counts beside the index of decisions. */
import { describe, expect, it } from 'vitest'
import type { Counted } from '../../src/log/decision-counts.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { bareWrite, OIN, OTHER_OIN } from './fixtures.ts'
import { type Factory, useStored } from './stored.ts'

type Decided = Extract<Counted, { kind: 'decided' }>
const YEAR = { from: '2026-01-01', until: '2027-01-01' }
const MAY = { from: '2026-05-01', until: '2026-06-01' }

export function decisionCountsContract(name: string, open: Factory): void {
  const under = useStored(open)
  const decided = (index: number, change: Partial<DecisionRow> = {}, more: Partial<Decided> = {}): Decided => ({
    kind: 'decided',
    row: {
      ...{ index, id: `d${index}`, oin: OIN, at: '2026-05-04T10:00:00.000Z', type: 'decision', outcome: 'permit' },
      ...{ department: 'ONDM', purpose: 'P1', caseId: 'c1', source: 'A', regime: 'BGP', subject: 's-1' },
      ...{ legalBasis: ['LB-6E'], norms: ['GEM-01'], holder: null },
      ...change,
    },
    inquiry: change.id ?? `d${index}`,
    refused: [],
    missing: null,
    ...more,
  })
  const add = (counted: readonly Counted[], position: number) => {
    const rows = counted.flatMap((one) => (one.kind === 'decided' ? [one.row] : []))
    return under.stored.decisionIndex.add(rows, position, counted)
  }
  const total = async (filter: object = {}, oin = OIN) =>
    (await under.stored.decisionIndex.counts(oin, 'all', { ...YEAR, ...filter }, []))[0]?.decisions
  const spans = (spread: 'day' | 'month', period = YEAR) =>
    under.stored.decisionIndex.counts(OIN, 'all', period, ['span'], spread)

  describe(`${name}: counts of decisions`, () => {
    it('count each once, whoever adds it again, and by each of its filters', async () => {
      const refused = decided(1, { outcome: 'deny', department: 'BEL', purpose: 'P2', type: 'preview' })
      const all = [decided(0), refused, decided(2, { department: null, purpose: null }), decided(3, { oin: OTHER_OIN })]
      await add(all, 4)
      await add(all, 4)
      expect([await total(), await total({}, OTHER_OIN), await total({ outcome: 'deny' })]).toEqual([3, 1, 1])
      expect([
        await total({ department: 'BEL' }),
        await total({ purpose: 'P1' }),
        await total({ type: 'preview' }),
      ]).toEqual([1, 1, 1])
      expect(await total({ department: 'BEL', purpose: 'P1' })).toBe(0)
      const grouped = await under.stored.decisionIndex.counts(OIN, 'all', YEAR, ['department', 'outcome'])
      expect(grouped).toEqual([
        { department: '', outcome: 'permit', decisions: 1 },
        { department: 'BEL', outcome: 'deny', decisions: 1 },
        { department: 'ONDM', outcome: 'permit', decisions: 1 },
      ])
    })

    it('count a decision under each of its bases, and under each norm that refused', async () => {
      await add(
        [
          decided(0, { legalBasis: ['LB-A', 'LB-B'] }),
          decided(1, { outcome: 'deny' }, { refused: ['AVG-01', 'BGP-05'] }),
        ],
        2,
      )
      const by = (kind: 'basis' | 'refused') => under.stored.decisionIndex.counts(OIN, kind, YEAR, ['code'])
      expect((await by('basis')).map((row) => [row.code, row.decisions])).toEqual([
        ['LB-6E', 1],
        ['LB-A', 1],
        ['LB-B', 1],
      ])
      expect((await by('refused')).map((row) => [row.code, row.decisions])).toEqual([
        ['AVG-01', 1],
        ['BGP-05', 1],
      ])
    })

    it('count by the day in the Netherlands, both sides of midnight, and by the month, whole and in part', async () => {
      const moments = ['2026-04-30T21:59:59.999Z', '2026-04-30T22:00:00.000Z', '2026-05-31T21:59:59.999Z']
      await add(
        [...moments, '2026-06-15T10:00:00.000Z'].map((at, index) => decided(index, { at })),
        4,
      )
      expect(await spans('day', MAY)).toEqual([
        { span: '2026-05-01', decisions: 1 },
        { span: '2026-05-31', decisions: 1 },
      ])
      expect(await spans('month')).toEqual([
        { span: '2026-04', decisions: 1 },
        { span: '2026-05', decisions: 2 },
        { span: '2026-06', decisions: 1 },
      ])
      expect(await spans('month', { from: '2026-04-30', until: '2026-05-31' })).toEqual([
        { span: '2026-04', decisions: 1 },
        { span: '2026-05', decisions: 1 },
      ])
      expect(await total({ from: '2026-05-02', until: '2026-06-16' })).toBe(2)
    })

    it('lose what is erased, and the department of whose asker is forgotten', async () => {
      await add([decided(0, {}, { refused: ['AVG-01'] }), decided(1)], 2)
      await under.stored.execute(`UPDATE decision_index SET department = NULL WHERE idx = 1`)
      expect([await total({ department: 'ONDM' }), await total()]).toEqual([1, 2])
      await under.stored.execute('DELETE FROM decision_index WHERE idx = 0')
      expect([await total({ department: 'ONDM' }), await total()]).toEqual([0, 1])
      expect(await under.stored.decisionIndex.counts(OIN, 'refused', YEAR, ['code'])).toEqual([])
      await under.stored.execute('DELETE FROM decision_index')
      expect(await under.stored.execute('SELECT * FROM decision_counts')).toEqual([])
    })

    it('say how long who waited waited: until the first judgement of what was missing, and until the answer', async () => {
      const at = (time: string) => `2026-05-04T${time}.000Z`
      const waits = (index: number, caseId: string) =>
        decided(index, { outcome: 'review', caseId }, { missing: ['{"PC1":"A"}', '{"W1":""}'] })
      const judged = (index: number, caseId: string | null, missing: string, time: string): Counted => ({
        ...{ kind: 'judged', index, oin: OIN, caseId, missing, at: at(time) },
      })
      const walked = (index: number, time: string, outcome: 'review' | 'permit'): Counted =>
        decided(index, { id: `d${index}`, at: at(time), outcome }, { inquiry: 'd0' })
      const counted = [
        waits(0, 'c1'),
        waits(1, 'c2'),
        judged(2, 'c1', '{"OTHER":""}', '10:01:00'),
        judged(3, 'c1', '{"PC1":"A"}', '10:30:00'),
        judged(4, 'c1', '{"W1":""}', '10:40:00'),
        walked(5, '10:30:01', 'review'),
        walked(6, '11:00:00', 'permit'),
        walked(7, '12:00:00', 'permit'),
      ]
      await add(counted, 8)
      await add(counted, 8)
      const durations = (of: 'judged' | 'answered') => under.stored.decisionIndex.durations(OIN, of, YEAR)
      expect(await durations('judged')).toEqual([{ purpose: 'P1', seconds: 1800, inquiries: 1 }])
      expect(await durations('answered')).toEqual([{ purpose: 'P1', seconds: 3600, inquiries: 1 }])
      await add([judged(8, null, '{"W1":""}', '10:00:44')], 9)
      expect((await durations('judged')).map(({ seconds }) => seconds)).toEqual([44, 1800])
      expect(await under.stored.decisionIndex.durations(OTHER_OIN, 'judged', YEAR)).toEqual([])
      await under.stored.execute('DELETE FROM decision_index WHERE idx = 0')
      expect([(await durations('judged')).length, (await durations('answered')).length]).toEqual([1, 0])
    })

    it('say who looked, once each, until who it was is forgotten; and what was erased by which rule', async () => {
      const looked = (index: number, change: Partial<Extract<Counted, { kind: 'looked' }>> = {}): Counted => ({
        ...{ kind: 'looked', index, oin: OIN, at: '2026-05-04T10:00:00.000Z', type: 'read', purpose: 'P-AUDIT' },
        ...{ resource: 'decisions', outcome: 'permit', person: 'p-1', roles: ['R-PRIV'] },
        ...change,
      })
      const erased: Counted = { kind: 'erased', index: 3, oin: OIN, at: '2026-05-04T10:00:00.000Z', ground: 'WGS-26' }
      const counted = [looked(0), looked(1), looked(2, { person: 'p-2', type: 'export', resource: 'export' }), erased]
      await add(counted, 4)
      await add(counted, 4)
      const looks = async () =>
        (await under.stored.decisionIndex.looks(OIN, MAY)).map(({ type, person, roles, looks }) => [
          type,
          person,
          roles,
          looks,
        ])
      expect(await looks()).toEqual([
        ['read', 'p-1', ['R-PRIV'], 2],
        ['export', 'p-2', ['R-PRIV'], 1],
      ])
      expect(await under.stored.decisionIndex.looks(OTHER_OIN, MAY)).toEqual([])
      expect(await under.stored.decisionIndex.erasures(OIN, MAY)).toEqual(new Map([['WGS-26', 1]]))
      const forget = async (of: string) => {
        const target = { kind: 'day', oin: OIN, day: '2026-05-04', of } as const
        const order = { kind: 'erasure', order: { target, ground: 'DUE' }, at: erased.at, entryId: `e-${of}` } as const
        await under.stored.ledger.append(bareWrite([order], { type: 'erasure' }))
        await under.stored.erasures.forget([{ target, keyIds: [], gone: [] }])
      }
      await forget('caller')
      expect(await looks()).toEqual([
        ['read', null, [], 2],
        ['export', null, [], 1],
      ])
      await forget('case')
      expect(await looks()).toEqual([])
    })
  })

  describe(`${name}: the position`, () => {
    it('is where the counts are, for a log that was indexed before there were any', async () => {
      await add([decided(0)], 3)
      await under.stored.execute('UPDATE counts_position SET position = 0')
      expect(await under.stored.decisionIndex.position()).toBe(0)
      await add([decided(0)], 3)
      expect([await under.stored.decisionIndex.position(), await total()]).toEqual([3, 1])
    })
  })
}
