/** To whom a datum went before: only what left counts, and nothing of what it said comes along. */
import { describe, expect, it } from 'vitest'
import type { FieldDecision } from '../../src/domain/decision.ts'
import { LIMITS } from '../../src/limits.ts'
import type { DecisionFilter, DecisionRow } from '../../src/log/decision-index.ts'
import { type Datum, disclosedBefore, recipientsOf } from '../../src/log/disclosed.ts'
import { buildEntry } from '../../src/log/entry.ts'
import type { Entry } from '../../src/ports.ts'
import { AT, decisionSpec, OIN, OTHER_OIN, settlementSpec, vaultOf } from '../storage/fixtures.ts'

const vault = vaultOf()
const field = (name: string, change: Partial<FieldDecision> = {}): FieldDecision => ({
  name,
  treatment: 'release',
  waiting: false,
  norms: ['X-01'],
  ...change,
})
const datum: Datum = { source: 'BEL/heffingen', subjects: ['s-1'], caseId: null, fields: ['adres'] }

type Settlement = Readonly<Record<string, unknown>>
/** A log with one decision for each settlement; `row` changes what the index says of all of them. */
async function logOf(settlements: readonly (Settlement | null)[], row: Partial<DecisionRow> = {}) {
  const entries = new Map<string, Entry>()
  const settled = new Map<string, Entry>()
  const rows: DecisionRow[] = []
  const filters: DecisionFilter[] = []
  for (const [index, settlement] of settlements.entries()) {
    const spec = decisionSpec()
    const entry = { ...(await buildEntry(vault, spec)), index }
    entries.set(entry.id, entry)
    rows.push({ index, id: entry.id, oin: OIN, at: AT, type: 'decision', subject: 's-1', ...row } as DecisionRow)
    if (!settlement) continue
    const parts = { settlement: { decisionId: entry.id, result: 'settled', records: 1, hit: null, ...settlement } }
    settled.set(entry.id, { ...(await buildEntry(vault, settlementSpec(entry.id, { parts }))), index: index + 1 })
  }
  const ports = {
    ...vault,
    ledger: { entry: async (id: string) => entries.get(id), settlementOf: async (id: string) => settled.get(id) },
    decisionIndex: {
      search: async (_: string, filter: DecisionFilter) => {
        filters.push(filter)
        return rows.slice(0, filter.count)
      },
    },
  }
  return { ports, rows, filters }
}
async function found(settlement: Settlement | null, row: Partial<DecisionRow> = {}, about: Partial<Datum> = {}) {
  const { ports } = await logOf([settlement], row)
  return (await disclosedBefore(ports, OIN, { ...datum, ...about }))?.length
}

describe('disclosedBefore', () => {
  it('names who received, when and by which decision, and nothing else', async () => {
    const { ports, rows, filters } = await logOf([{ fields: [field('adres')] }])
    const told = await disclosedBefore(ports, OIN, datum)
    expect(told).toEqual([{ organ: 'BGM', department: 'ONDM', decisionId: rows[0]?.id, at: AT }])
    const asked = {
      source: 'BEL/heffingen',
      outcome: 'permit',
      subjects: ['s-1'],
      count: LIMITS.correctionDecisions + 1,
    }
    expect(filters).toEqual([asked])
    await disclosedBefore(ports, OIN, { ...datum, subjects: null, caseId: 'c-1' })
    const { subjects: _, ...without } = asked
    expect(filters[1]).toEqual({ ...without, caseId: 'c-1' })
  })
  it.each<[number, string, Settlement | null]>([
    [1, 'a field that went', { fields: [field('adres'), field('naam')] }],
    [1, 'a field that went narrowed', { fields: [field('adres', { treatment: 'generalise' })] }],
    [1, 'a part of the field', { fields: [field('adres.straat')] }],
    [1, 'a whole that the field is in', { fields: [field('adres')] }],
    [1, 'a hit', { fields: [field('hit', { treatment: 'existence' })], hit: true, records: 0 }],
    [0, 'no hit', { fields: [field('hit', { treatment: 'existence' })], hit: false, records: 0 }],
    [0, 'another field', { fields: [field('adressering')] }],
    [0, 'a field that was withheld', { fields: [field('adres', { treatment: 'withhold' })] }],
    [0, 'a field that waited', { fields: [field('adres', { waiting: true })] }],
    [0, 'an answer without a record', { fields: [field('adres')], records: 0 }],
    [0, 'what was aborted', { result: 'aborted', reason: 'crash' }],
    [0, 'what was never settled', null],
  ])('finds %i for %s', async (count, _, settlement) => {
    expect(await found(settlement)).toBe(count)
  })
  it('takes parts of a field and of a list for the field, both ways', async () => {
    expect(await found({ fields: [field('bewoners')] }, {}, { fields: ['bewoners[].naam'] })).toBe(1)
    expect(await found({ fields: [field('bewoners[].naam')] }, {}, { fields: ['bewoners'] })).toBe(1)
    expect(await found({ fields: [field('bewoners[].naam')] }, {}, { fields: ['bewoners[].adres'] })).toBe(0)
  })
  it.each<[string, Partial<DecisionRow>]>([
    ['a preview', { type: 'preview' }],
    ['what another organisation asked of this one', { oin: OTHER_OIN }],
    ['another subject', { subject: 's-2' }],
  ])('finds nothing of %s', async (_, row) => {
    expect(await found({ fields: [field('adres')] }, row)).toBe(0)
  })
  it('of a source about nobody finds what was asked about nobody', async () => {
    const settlement = { fields: [field('adres')] }
    expect(await found(settlement, { subject: null }, { subjects: null })).toBe(1)
    expect(await found(settlement, {}, { subjects: null })).toBe(0)
  })
  it('of what is asked with and without a subject finds both', async () => {
    const { source, caseId, fields } = datum
    for (const subject of ['s-1', 's-2', null]) {
      const { ports, filters } = await logOf([{ fields: [field('adres')] }], { subject })
      expect(await disclosedBefore(ports, OIN, { source, caseId, fields })).toHaveLength(1)
      expect(filters[0]).not.toHaveProperty('subject')
    }
  })
  it('looks at as many decisions as it may, and gives no answer about a part of more', async () => {
    const { ports, rows } = await logOf([{ fields: [field('adres')] }])
    const many = (count: number) => ({
      ...ports,
      decisionIndex: {
        search: async (_: string, filter: DecisionFilter) =>
          Array.from({ length: count }, () => rows[0] as DecisionRow).slice(0, filter.count),
      },
    })
    expect(await disclosedBefore(many(LIMITS.correctionDecisions), OIN, datum)).toHaveLength(LIMITS.correctionDecisions)
    expect(await disclosedBefore(many(LIMITS.correctionDecisions + 1), OIN, datum)).toBeUndefined()
  })
})

it('tells each recipient once', () => {
  const disclosed = (organ: string, department: string | null, decisionId: string) => ({
    organ,
    department,
    decisionId,
    at: AT,
  })
  const all = [disclosed('BGM', 'ONDM', 'a'), disclosed('BGM', 'ONDM', 'b'), disclosed('BGM', null, 'c')]
  expect(recipientsOf(all)).toEqual([
    { organ: 'BGM', department: 'ONDM' },
    { organ: 'BGM', department: null },
  ])
})
