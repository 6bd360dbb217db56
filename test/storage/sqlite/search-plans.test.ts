/** Which index serves a search of decisions: it walks one in its order, and looks at nothing else than what that finds. */
import { expect, it } from 'vitest'
import { searchStep, soughtIn } from '../../../src/storage/sql/decision-search.ts'
import { OIN } from '../fixtures.ts'
import { planOf } from './plan.ts'

const FILTERS = {
  type: 'act',
  source: 'A',
  department: 'B',
  purpose: 'C',
  outcome: 'deny',
  legalBasis: 'D',
  norm: 'E',
} as const
const INDEX = {
  norm: 'decision_norms USING PRIMARY KEY (norm=?',
  legalBasis: 'decision_bases USING PRIMARY KEY (basis=?',
}
const period = { from: '2026-01-01T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' }
const names = soughtIn(FILTERS)

it.each(names.flatMap((by) => [...names, null].map((other) => [by, other] as const)))(
  'by %s, with %s beside it, walks the index of the first in its order, in the period alone',
  (by, other) => {
    const filter = { [by]: FILTERS[by], ...(other === null ? {} : { [other]: FILTERS[other] }), ...period, count: 10 }
    const plan = planOf(searchStep({ oin: OIN, by }, filter))
    const walked =
      INDEX[by as keyof typeof INDEX] ?? `decision_index USING INDEX decision_index_${by} (oin=? AND ${by}=?`
    expect(plan).toContain(`SEARCH ${walked} AND idx>? AND idx<?)`)
    expect(plan).not.toMatch(/TEMP B-TREE|SCAN decision_(index|norms|bases)/)
  },
)

it.each([null, ...names.filter((name) => name !== 'type')])(
  'of previews by who made them, with %s beside it, walks the index of those, in the period alone',
  (other) => {
    for (const type of ['preview-asked', 'preview-judged'] as const) {
      const filter = { type, ...(other === null ? {} : { [other]: FILTERS[other] }), ...period, count: 10 }
      const plan = planOf(searchStep({ oin: OIN, by: 'type' }, filter))
      const walked = 'decision_counted USING COVERING INDEX decision_counted_previews (oin=? AND account=?'
      expect(plan).toContain(`SEARCH ${walked} AND idx>? AND idx<?)`)
      expect(plan).not.toMatch(/TEMP B-TREE|SCAN decision_(index|norms|bases|counted)/)
    }
  },
)

it.each([
  ['all there is', { oin: OIN, by: null }, {}, 'decision_index_oin (oin=? AND idx>? AND idx<?)'],
  ['a case', { oin: OIN, by: null }, { caseId: 'c1' }, 'decision_index_case (oin=? AND case_id=? AND idx>? AND idx<?)'],
  ['a subject', { oin: OIN, subject: 's' }, {}, 'decision_index_subject (oin=? AND subject=? AND idx>? AND idx<?)'],
  ['what was supplied', { holder: OIN }, {}, 'decision_index_holder (holder=? AND idx>? AND idx<?)'],
] as const)('of %s walks its own index, whatever stands beside it', (_, of, filter, index) => {
  for (const beside of [{}, FILTERS]) {
    const plan = planOf(searchStep(of, { ...beside, ...filter, ...period, count: 10 }))
    expect(plan).toContain(`SEARCH decision_index USING INDEX ${index}`)
    expect(plan).not.toMatch(/TEMP B-TREE|SCAN decision_(index|norms|bases)/)
  }
})
