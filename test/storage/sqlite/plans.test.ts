/** Which index serves a statement: what a partial index leaves out, the statement must leave out in the same words. */
import { describe, expect, it } from 'vitest'
import { CASES } from '../../../src/storage/sql/case-sql.ts'
import { callStep, standingSteps } from '../../../src/storage/sql/count-sql.ts'
import { amongStep, boundStep } from '../../../src/storage/sql/decision-among.ts'
import { countsStep } from '../../../src/storage/sql/decision-counts.ts'
import { createDecisionIndex } from '../../../src/storage/sql/decision-index.ts'
import { dutySteps } from '../../../src/storage/sql/duty-sql.ts'
import { entrySteps, READ } from '../../../src/storage/sql/entry-sql.ts'
import { forgetSteps, standingStep } from '../../../src/storage/sql/erasure-sql.ts'
import { createInquiries } from '../../../src/storage/sql/inquiries.ts'
import { createReviews } from '../../../src/storage/sql/reviews.ts'
import type { Step } from '../../../src/storage/sql/statement.ts'
import { AT, bareEntry, OIN } from '../fixtures.ts'
import { planOf } from './plan.ts'

/** What is asked of the engine, and no answer. */
function asking() {
  const steps: Step[] = []
  const engine: Parameters<typeof createInquiries>[0] = {
    async read(asked) {
      steps.push(...asked)
      throw new Error('only asked')
    },
    write: async () => [],
  }
  return { steps, engine }
}

it.each([
  ['what is due', 'inquiries_due', (inquiries: ReturnType<typeof createInquiries>) => inquiries.due(AT, 10)],
  [
    'what waits',
    'inquiries_waiting',
    (inquiries: ReturnType<typeof createInquiries>) => inquiries.waiting(OIN, {}, AT, 10),
  ],
])('%s is found by %s', async (_, index, ask) => {
  const { steps, engine } = asking()
  await expect(ask(createInquiries(engine))).rejects.toThrow('only asked')
  expect(planOf(steps[0])).toContain(`USING INDEX ${index}`)
})

it('what a role may judge is found by the role, in its order, not among all that waits', async () => {
  const { steps, engine } = asking()
  const after = { inquiryId: 'i1', place: 0 }
  const filter = { roles: ['R-OWN', 'R-PRIV'], notOf: 'p-1', after, count: 10 }
  await expect(createInquiries(engine).awaited(OIN, filter, AT)).rejects.toThrow('only asked')
  expect(steps).toHaveLength(2)
  const plan = planOf(steps[0])
  expect(plan).toContain('USING INDEX awaited_role (oin=? AND role=?')
  expect(plan).toMatch(/SEARCH inquiries USING INDEX sqlite_autoindex_inquiries_1 \(id=\?\)/)
  expect(plan).not.toMatch(/SCAN|TEMP B-TREE/)
})

it.each([
  ['its id', { caseId: 'c1' }, 'case_id=?'],
  ['what it is called', { caseIds: { from: 'a', until: 'b', end: 'c' } }, 'case_id>? AND case_id<?'],
])('what of a case waits is found by %s, not among all that a role may judge', async (_, of, range) => {
  const { steps, engine } = asking()
  const filter = { roles: ['R-PRIV'], notOf: 'p-1', count: 10, ...of }
  await expect(createInquiries(engine).awaited(OIN, filter, AT)).rejects.toThrow('only asked')
  const plan = planOf(steps[0])
  expect(plan).toContain(`SEARCH inquiries USING INDEX inquiries_waiting (oin=? AND ${range}`)
  expect(plan).toContain('SEARCH awaited USING PRIMARY KEY (inquiry_id=?')
  expect(plan).not.toContain('SCAN')
})

it('whether anything was judged of what somebody waits for is looked for in its places alone', async () => {
  const { steps, engine } = asking()
  await expect(createInquiries(engine).judgedSince(OIN, 'p-1', 10, AT)).rejects.toThrow('only asked')
  expect(steps).toHaveLength(2)
  for (const plan of steps.map(planOf)) {
    expect(plan).toContain('inquiries_own_waiting (person=? AND oin=?')
    expect(plan).toContain('SEARCH t USING INDEX attestations_place (oin=? AND case_id=?')
    expect(plan).not.toMatch(/SCAN (?!i\b)/)
  }
})

it('what of somebody waits is found among their own that wait, and what was judged of it in its case', async () => {
  for (const of of [{ newest: 10 }, { ids: ['i1'] }]) {
    const { steps, engine } = asking()
    await expect(createInquiries(engine).awaiting(OIN, 'p-1', of, AT)).rejects.toThrow('only asked')
    expect(steps).toHaveLength(3)
    for (const plan of steps.map(planOf)) {
      expect(plan).toMatch(
        'newest' in of ? /inquiries_own_waiting \(person=\? AND oin=\?/ : /own_waiting|autoindex_inquiries_1/,
      )
      expect(plan).not.toMatch(/SCAN (?!json_each|i\b)/)
    }
    for (const step of steps.slice(1)) {
      expect(planOf(step)).toContain('SEARCH t USING INDEX attestations_place (oin=? AND case_id=?')
    }
  }
})

it('the next number of a source, the last numbers, the newest tally and activation are found without looking at all there is', () => {
  expect(planOf(callStep({ holder: OIN, source: 'A' }))).toContain('USING COVERING INDEX source_calls_number (holder=?')
  const plans = [...standingSteps(0).slice(2), ...READ.newest('tally'), ...READ.newest('activation')].map(planOf)
  for (const plan of plans) expect(plan).not.toMatch(/SCAN (?!each|holders)/)
  expect(planOf(READ.newest('tally')[0])).toContain('entries_tallies')
  expect(planOf(READ.newest('activation')[0])).toContain('entries_activations')
})

it('judgements about the cases of an organisation are found among its own', () => {
  const plan = planOf(CASES.ofCases(OIN, 'LEGAL_HOLD')[0])
  expect(plan).toMatch(/SEARCH attestations USING INDEX attestations_place \(oin=\?/)
  expect(plan).not.toContain('SCAN')
})

it('the next number of an organisation is found by its index, not by looking at all there is', () => {
  const [put] = entrySteps(bareEntry())
  expect(planOf(put)).toContain('USING COVERING INDEX entries_number (oin=?')
})

it('the inquiries of a case that do not name it are found by their key, not by looking at all there are', () => {
  const steps = forgetSteps({ kind: 'case', oin: OIN, caseId: 'c1' }, ['k1'], [])
  const plan = planOf(steps.find(({ sql }) => sql.startsWith('delete from inquiries')))
  expect(plan).toContain('USING INDEX inquiries_key (key_id=?)')
  expect(plan).not.toMatch(/SCAN inquiries/)
})

it.each(['case', 'day'] as const)('what is forgotten of a %s leaves no table to be looked through', (kind) => {
  const target = kind === 'case' ? { kind, oin: OIN, caseId: 'c1' } : { kind, oin: OIN, day: '2026-03-02', of: 'case' }
  const planned = forgetSteps(target, ['k1'], [1, 2]).map((step) => [step.sql, planOf(step)] as const)
  expect(planned.filter(([, plan]) => /SCAN (?!json_each)/.test(plan))).toEqual([])
  const plan = (table: string) => planned.find(([sql]) => sql.startsWith(`delete from ${table} `))?.[1]
  expect(plan('decision_norms')).toContain('SEARCH decision_norms USING PRIMARY KEY (norm=? AND idx=?)')
  expect(plan('decision_bases')).toContain('SEARCH decision_bases USING PRIMARY KEY (basis=? AND idx=?)')
  expect(plan('decision_index')).toContain('SEARCH decision_index USING INTEGER PRIMARY KEY (rowid=?)')
  expect(plan('inquiries')).toContain('SEARCH inquiries USING INDEX inquiries_key (key_id=?)')
})

it('of callers, what ended on a day is found by that day, not among all that the organisation asked', () => {
  const steps = forgetSteps({ kind: 'day', oin: OIN, day: '2026-03-02', of: 'caller' }, [], [])
  for (const start of ['delete from idempotency ', 'update inquiries ']) {
    const plan = planOf(steps.find(({ sql }) => sql.startsWith(start)))
    expect(plan).toContain('inquiries_ended (oin=? AND updated_at>? AND updated_at<?)')
  }
  expect(steps.map(planOf).filter((plan) => /SCAN (?!json_each)/.test(plan))).toEqual([])
})

it('what stands under a key is found by stretches of the log, and whether more came by its end', () => {
  const plan = planOf(standingStep('k1', 0, 4_096))
  expect(plan).toContain('SEARCH k USING PRIMARY KEY (stretch=? AND key_id=?)')
  expect(plan).toContain('SEARCH p USING COVERING INDEX sqlite_autoindex_parts_1 (entry_idx>? AND entry_idx<?)')
  const since = planOf({ sql: 'SELECT 1 FROM parts WHERE entry_idx >= ? AND key_id = ?', values: [9, 'k1'] })
  expect(since).toContain('COVERING INDEX sqlite_autoindex_parts_1 (entry_idx>?')
})

describe.each([[['s-1']], [['s-3', 's-2', 's-1']]])('a subject with the pseudonyms %j', (subjects) => {
  it('is searched by its index, in its order, once for each', async () => {
    const { steps, engine } = asking()
    await expect(createDecisionIndex(engine).search(OIN, { subjects, count: 10 })).rejects.toThrow('only asked')
    expect(steps).toHaveLength(subjects.length)
    for (const step of steps) {
      expect(planOf(step)).toContain('USING INDEX decision_index_subject (oin=? AND subject=?)')
      expect(planOf(step)).not.toContain('TEMP B-TREE')
    }
  })

  it('has its hits found by the key of the table', () => {
    const hits = CASES.facts(OIN, 'c1', subjects, 'A', 'p-1').at(-1)
    expect(planOf(hits)).toMatch(
      /SEARCH hits USING INDEX sqlite_autoindex_hits_1 \(case_id=\? AND subject=\? AND source=\?\)/,
    )
  })

  it('has its obligations found by the index of what is open once', () => {
    const [once = '', ...earlier] = subjects
    const duty = {
      id: 'd',
      oin: OIN,
      decisionId: 'd',
      caseId: 'c1',
      source: null,
      norm: 'N',
      obligation: 'O',
      owners: [],
    }
    const steps = dutySteps({
      ...duty,
      createdAt: AT,
      due: null,
      recipient: null,
      once,
      earlier,
      fulfilledBy: [],
      by: 'p',
    })
    for (const step of steps)
      expect(planOf(step)).toMatch(/USING (COVERING )?INDEX obligations_once \(oin=\? AND once=\?/)
  })
})

it('a sample is drawn through the index by time, findings of a case and of a key are found by theirs', async () => {
  const { steps, engine } = asking()
  const population = { oin: OIN, from: AT, until: AT, department: null, upTo: 9 }
  const after = { index: 1, id: 'x', at: AT }
  await expect(createDecisionIndex(engine).decisions(population, after, 9)).rejects.toThrow('only asked')
  const plan = planOf(steps[0])
  expect(plan).toMatch(/USING INDEX decision_index_time \(oin=\? AND at>\? AND at<\?/)
  expect(plan).not.toMatch(/SCAN|B-TREE/)
  const found = (target: Parameters<typeof forgetSteps>[0]) =>
    planOf(forgetSteps(target, ['k1'], []).find(({ sql }) => sql.startsWith('delete from findings')))
  expect(found({ kind: 'case', oin: OIN, caseId: 'c1' })).toContain('findings_case')
  expect(found({ kind: 'day', oin: OIN, day: '2026-03-02', of: 'case' })).toContain('findings_key')
})

it('open findings are found without looking at those that are closed', async () => {
  const { steps, engine } = asking()
  await expect(createReviews(engine).findings(OIN, { status: 'open', count: 9 })).rejects.toThrow('only asked')
  expect(planOf(steps[0])).toContain('USING INDEX findings_open (oin=?)')
})

it('counts are found by the days and months that they are of', () => {
  const filter = { from: '2026-01-15', until: '2026-12-15', department: 'A' }
  const plan = planOf(countsStep(OIN, 'refused', filter, ['code', 'outcome']))
  expect(plan).toContain('SEARCH decision_counts USING PRIMARY KEY (oin=? AND kind=? AND span=?)')
})

it.each([
  ['norm', { norm: 'E' }, 'decision_norms USING PRIMARY KEY (norm=?'],
  ['legalBasis', { legalBasis: 'D' }, 'decision_bases USING PRIMARY KEY (basis=?'],
  ['caseId', { caseId: 'c1' }, 'decision_index USING COVERING INDEX decision_index_case (oin=? AND case_id=?'],
  ['source', { source: 'A' }, 'decision_index USING COVERING INDEX decision_index_source (oin=? AND source=?'],
  ['type', { type: 'act' }, 'decision_index USING COVERING INDEX decision_index_type (oin=? AND type=?'],
  [
    'type',
    { type: 'preview-judged' },
    'decision_counted USING COVERING INDEX decision_counted_previews (oin=? AND account=?',
  ],
] as const)('what is counted by looking walks the index of its %s, in the period alone', (by, named, walked) => {
  const others = { department: 'B', outcome: 'deny', norm: 'E', legalBasis: 'D' } as const
  const filter = { from: '2026-01-15', until: '2026-12-15', ...others, ...named }
  const bounded = planOf(boundStep(OIN, by, filter, 10))
  const counted = planOf(amongStep(OIN, by, filter, ['purpose', 'outcome'], 7))
  for (const plan of [bounded, counted]) {
    expect(plan).toContain(`SEARCH ${walked} AND idx>? AND idx<?)`)
    expect(plan).not.toMatch(/SCAN (?!walked|json_each)/)
  }
  expect(counted).toContain('SEARCH c USING INTEGER PRIMARY KEY (rowid=?)')
})
