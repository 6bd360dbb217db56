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
    account: false,
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

    it('count by source, and of previews apart what a judgement brought about', async () => {
      const preview = { type: 'preview' } as const
      const all = [
        decided(0),
        decided(1, { ...preview, source: 'B' }, { account: true }),
        decided(2, preview),
        decided(3, { type: 'act', source: null }),
      ]
      await add(all, 4)
      await add(all, 4)
      const by = async (kind: 'source' | 'account', code?: string) => {
        const filter = { ...YEAR, ...(code === undefined ? {} : { code }) }
        const rows = await under.stored.decisionIndex.counts(OIN, kind, filter, ['code', 'type'])
        return rows.map((row) => Object.values(row))
      }
      expect(await by('source')).toEqual([
        ['A', 'decision', 1],
        ['A', 'preview', 1],
        ['B', 'preview', 1],
      ])
      expect([await by('source', 'B'), await by('source', 'C')]).toEqual([[['B', 'preview', 1]], []])
      expect(await by('account')).toEqual([['', 'preview', 1]])
      await under.stored.execute('DELETE FROM decision_index')
      expect([await by('source'), await by('account')]).toEqual([[], []])
    })

    it('count by any filter by looking, each with any other, in the Dutch days of the period', async () => {
      const at = ['2026-05-03T21:59:59.999Z', '2026-05-03T22:00:00.000Z', '2026-05-04T22:00:00.000Z']
      await add(
        [
          decided(0, { norms: ['N1', 'N2'], at: at[0] ?? '' }),
          decided(1, { norms: ['N1'], legalBasis: ['LB-A', 'LB-B'], at: at[1] ?? '' }),
          decided(2, { norms: ['N1'], caseId: 'c2', purpose: 'P2', outcome: 'deny', at: at[1] ?? '' }),
          decided(
            3,
            { norms: ['N2'], type: 'preview', source: 'B', department: 'BEL', at: at[2] ?? '' },
            { account: true },
          ),
          decided(4, { norms: ['N1'], caseId: 'c2', oin: OTHER_OIN }),
        ],
        5,
      )
      const among = async (filter: object) => {
        const found = await under.stored.decisionIndex.among(OIN, { ...YEAR, ...filter }, [], 10)
        expect(found.since).toBeNull()
        return found.rows[0]?.decisions
      }
      const fits: [object, number][] = [
        [{}, 4],
        [{ norm: 'N1' }, 3],
        [{ norm: 'N1', from: '2026-05-04' }, 2],
        [{ norm: 'N2', until: '2026-05-05' }, 1],
        [{ norm: 'N1', outcome: 'deny' }, 1],
        [{ caseId: 'c2' }, 1],
        [{ caseId: 'c2', purpose: 'P1' }, 0],
        [{ legalBasis: 'LB-A', norm: 'N1' }, 1],
        [{ legalBasis: 'LB-B', source: 'B' }, 0],
        [{ source: 'B', norm: 'N2' }, 1],
        [{ norm: 'N2', type: 'preview', department: 'BEL' }, 1],
        [{ norm: 'N2', type: 'preview-judged' }, 1],
        [{ caseId: 'c1', type: 'preview-judged' }, 1],
        [{ caseId: 'c1', type: 'preview-asked' }, 0],
      ]
      for (const [filter, found] of fits) expect([filter, await among(filter)]).toEqual([filter, found])
      const grouped = await under.stored.decisionIndex.among(
        OIN,
        { ...YEAR, norm: 'N1' },
        ['span', 'outcome'],
        10,
        'day',
      )
      expect(grouped.rows.map((row) => Object.values(row))).toEqual([
        ['2026-05-03', 'permit', 1],
        ['2026-05-04', 'deny', 1],
        ['2026-05-04', 'permit', 1],
      ])
    })

    it('count by looking at so many of the rarest and no more, and say from when', async () => {
      const moments = ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04'].map((day) => `${day}T10:00:00.000Z`)
      await add(
        moments.map((at, index) => decided(index, { at, norms: index === 3 ? ['N1'] : ['N1', 'N2'] })),
        4,
      )
      const among = (filter: object, most: number) =>
        under.stored.decisionIndex.among(OIN, { ...YEAR, ...filter }, [], most)
      expect(await among({ norm: 'N1' }, 4)).toEqual({ rows: [{ decisions: 4 }], since: null })
      expect(await among({ norm: 'N1' }, 3)).toEqual({ rows: [{ decisions: 3 }], since: moments[0] })
      expect(await among({ norm: 'N2', department: 'ONDM' }, 3)).toEqual({ rows: [{ decisions: 3 }], since: null })
      expect(await among({ norm: 'N1', until: '2026-05-03' }, 1)).toEqual({
        rows: [{ decisions: 1 }],
        since: moments[0],
      })
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
