/** redact: what leaves is what was decided, treated as decided; if that cannot be, nothing leaves. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RecordTreatment, SourceRecord } from '../../src/domain/disclosure.ts'
import { selectRecords } from '../../src/sources/catalogue.ts'
import { pseudonymsOf } from '../../src/steps/decide.ts'
import { redact } from '../../src/steps/redact.ts'
import { decidedTreatments, type Screened, screen } from '../../src/steps/screen.ts'
import { BRAM, CEES, OIN, permits, record } from '../sources/fixtures.ts'
import { engine, field, keyPorts, old, type PermitChanges, permit, type Rule, tooOld } from './fixtures.ts'

/** What screening hands over when it has nothing to add, with one thing changed. */
function screened(
  changes: PermitChanges = {},
  records: readonly SourceRecord[] = [record],
  more: Partial<Screened> = {},
): Screened {
  const made = permit(changes)
  const treatments = Object.fromEntries(decidedTreatments(made.decision))
  return {
    permit: made,
    source: permits,
    records,
    treatments: records.map((_, index) => ({ index, released: true, treatments, dropped: [] })),
    obligations: [],
    norms: [],
    ...more,
  }
}

function disclosure(from: Screened) {
  const result = redact(keyPorts, from)
  return result.ok ? result.value.disclosure : result.problem.code
}

const plan = (changes: Partial<RecordTreatment> = {}): RecordTreatment => ({
  index: 0,
  released: true,
  treatments: { soort: 'release', leges: 'generalise' },
  dropped: [],
  ...changes,
})
const planned = (...treatments: RecordTreatment[]) => disclosure(screened({}, [record], { treatments }))

describe('a disclosure of fields', () => {
  it('holds what was decided, treated as decided, and nothing else', () => {
    expect(disclosure(screened())).toEqual({ records: [{ soort: 'horeca', leges: '10000-19999' }] })
  })

  it('holds a control field only when it was asked', () => {
    const both = { fields: [field('soort'), field('bsn')] }
    expect(disclosure(screened(both))).toEqual({ records: [{ soort: 'horeca', bsn: record.bsn }] })
  })

  it('holds no part with a name of its own, and no key that identifies persons, unless asked by that name', () => {
    expect(disclosure(screened({ fields: [field('leidinggevenden')] }))).toEqual({
      records: [{ leidinggevenden: [{ naam: 'Testpersoon van Een' }, { naam: 'Testpersoon Twee' }] }],
    })
    const both = [field('leidinggevenden'), field('leidinggevenden[].geboortedatum', 'generalise')]
    expect(disclosure(screened({ fields: both }))).toEqual({
      records: [
        {
          leidinggevenden: [
            { naam: 'Testpersoon van Een', geboortedatum: '1980' },
            { naam: 'Testpersoon Twee', geboortedatum: '1990' },
          ],
        },
      ],
    })
  })

  it('holds the records that may go, in their order', () => {
    const treatments = [plan(), plan({ index: 1, released: false }), plan({ index: 2 })]
    const records = ['a', 'b', 'c'].map((soort) => ({ ...record, soort }))
    expect(disclosure(screened({}, records, { treatments }))).toMatchObject({
      records: [{ soort: 'a' }, { soort: 'c' }],
    })
  })

  it('does not show by an empty record that there was one', () => {
    expect(planned(plan({ treatments: { soort: 'withhold', leges: 'withhold' } }))).toEqual({ records: [] })
  })

  it('may show of a field that there is a value, beside fields that go', () => {
    const fields = [field('soort'), field('leges', 'existence'), field('rekening', 'existence')]
    expect(disclosure(screened({ fields }, [{ ...record, rekening: null }]))).toEqual({
      records: [{ soort: 'horeca', leges: true, rekening: false }],
    })
  })
})

describe('a disclosure of existence', () => {
  const hit = { mode: 'HITNOHIT', fields: [field('hit', 'existence')] } as const

  it('is a hit when at least one record remains, and nothing else', () => {
    expect(disclosure(screened(hit))).toEqual({ hit: true, records: [] })
    expect(disclosure(screened(hit, []))).toEqual({ hit: false, records: [] })
    const treatments = [plan({ released: false, treatments: { hit: 'existence' } })]
    expect(disclosure(screened(hit, [record], { treatments }))).toEqual({ hit: false, records: [] })
  })

  it('is the same for a question whether something is known', () => {
    expect(disclosure(screened({ ...hit, mode: 'KNOWN_CHECK' }))).toEqual({ hit: true, records: [] })
  })

  it('refuses when something else than existence was decided', () => {
    expect(disclosure(screened({ ...hit, fields: [field('hit')] }))).toBe('redaction-fault')
    expect(disclosure(screened({ ...hit, fields: [field('soort')] }))).toBe('redaction-fault')
  })

  it('is all that remains when every field that goes is existence', () => {
    const fields = [field('soort', 'existence'), field('leges', 'existence'), field('aanvrager', 'withhold')]
    expect(disclosure(screened({ fields }))).toEqual({ hit: true, records: [] })
    expect(disclosure(screened({ fields }, [{ ...record, soort: null }]))).toEqual({ hit: true, records: [] })
    expect(disclosure(screened({ fields }, [{ ...record, soort: null, leges: null }]))).toEqual({
      hit: false,
      records: [],
    })
    expect(disclosure(screened({ fields }, []))).toEqual({ hit: false, records: [] })
  })

  it('counts values inside arrays', () => {
    const fields = [field('leidinggevenden[].geboortedatum', 'existence')]
    expect(disclosure(screened({ fields }))).toEqual({ hit: true, records: [] })
    expect(disclosure(screened({ fields }, [{ ...record, leidinggevenden: [{}] }]))).toEqual({
      hit: false,
      records: [],
    })
  })
})

describe('a pseudonym', () => {
  const fields = [field('bsn', 'pseudonymise')]
  const of = (changes: PermitChanges) => JSON.stringify(disclosure(screened({ fields, ...changes })))

  it('is the same within a case, other in another case, and never the value', () => {
    expect(of({})).toBe(of({}))
    expect(of({})).not.toBe(of({ caseId: 'case-2' }))
    expect(of({ caseId: null })).not.toBe(of({}))
    expect(of({})).toMatch(/"bsn":"p-[0-9a-f]{32}"/)
  })
})

describe('a release is refused', () => {
  it('when one value cannot be treated as decided', () => {
    const fields = [field('soort', 'generalise'), field('leges')]
    expect(disclosure(screened({ fields }))).toBe('redaction-fault')
    expect(disclosure(screened({ fields: [field('leges', 'generalise')] }, [record, { ...record, leges: true }]))).toBe(
      'redaction-fault',
    )
  })

  it('but not for a value in a record that stays behind', () => {
    const fields = [field('leges', 'generalise')]
    const treatments = { leges: 'generalise' as const }
    const two = [plan({ treatments }), plan({ index: 1, released: false, treatments })]
    expect(disclosure(screened({ fields }, [record, { ...record, leges: true }], { treatments: two }))).toEqual({
      records: [{ leges: '10000-19999' }],
    })
  })

  it('when nothing may go at all', () => {
    expect(disclosure(screened({ fields: [field('soort', 'withhold'), field('leges', 'release', true)] }))).toBe(
      'redaction-fault',
    )
  })

  it.each([
    ['treats softer than decided', plan({ treatments: { soort: 'release', leges: 'release' } })],
    ['forgets a field', plan({ treatments: { soort: 'release' } })],
    [
      'treats a field that was not decided',
      plan({ treatments: { soort: 'release', leges: 'generalise', bsn: 'release' } }),
    ],
    ['is about no record', plan({ index: 1 })],
  ])('when screening %s', (_, one) => {
    expect(planned(one)).toBe('redaction-fault')
  })

  it('when screening left a record without a treatment, or has one too many', () => {
    expect(planned()).toBe('redaction-fault')
    expect(planned(plan(), plan())).toBe('redaction-fault')
  })
})

describe('what goes with it', () => {
  it('is the decision, its obligations and those of screening, each once', () => {
    const obligations = [
      { obligation: 'PASS_NOTE', norm: 'BRP-03' },
      { obligation: 'LOG', norm: 'AVG-03' },
    ]
    const norms = [{ index: 0, released: true, norms: ['BRP-03'] }]
    const from = screened({}, [record], { obligations, norms })
    const result = redact(keyPorts, from)
    expect(result).toMatchObject({
      ok: true,
      value: {
        fields: from.permit.decision.fields,
        obligations: [
          { obligation: 'LOG', norm: 'AVG-03' },
          { obligation: 'PASS_NOTE', norm: 'BRP-03' },
        ],
        screening: norms,
      },
    })
  })
})

describe('two states of a source that differ only by what stays behind', () => {
  const stranger: Rule = (one) => ({
    ...tooOld(one),
    dropped: one.persons
      .filter((person) => person.relation === null)
      .map(({ field: name, index }) => ({ field: name, index })),
  })
  const relations = new Map([[pseudonymsOf(keyPorts, OIN, { type: 'bsn', value: BRAM })[0], 'DIRECT' as const]])
  const source = { ...permits, control: { ...permits.control, brpSecret: 'bezwaar' } }

  /** From records to what leaves, obligations included. */
  function leaving(records: readonly SourceRecord[], changes: PermitChanges) {
    const made = permit({ ...changes, relations })
    const asked = made.decision.fields.map((one) => one.name).filter((name) => name in permits.fields)
    const fetched = { permit: made, source, records: selectRecords(source, asked, records), held: null }
    const judged = screen({ ...keyPorts, engine: engine(stranger) }, fetched)
    const redacted = judged.ok ? redact(keyPorts, judged.value) : judged
    if (!redacted.ok) throw new Error(redacted.problem.code)
    const { disclosure, fields, obligations } = redacted.value
    return { disclosure, fields, obligations }
  }

  const shown = { ...record, leidinggevenden: [{ bsn: BRAM, naam: 'Testpersoon Twee' }] }
  const withStranger = {
    ...shown,
    leidinggevenden: [{ bsn: CEES, naam: 'Testpersoon Drie' }, ...shown.leidinggevenden],
  }
  const questions: readonly PermitChanges[] = [
    { fields: [field('soort'), field('leges', 'generalise'), field('leidinggevenden')] },
    { fields: [field('leidinggevenden', 'existence'), field('rekening', 'existence')] },
    { mode: 'HITNOHIT', fields: [field('hit', 'existence')] },
  ]

  it.each(questions)('give the same answer: a record', (question) => {
    const hidden = { ...old, bezwaar: true }
    expect(leaving([hidden, shown, hidden], question)).toEqual(leaving([shown], question))
    expect(leaving([hidden], question)).toEqual(leaving([], question))
  })

  it.each(questions)('give the same answer: a person inside a record', (question) => {
    expect(leaving([withStranger], question)).toEqual(leaving([shown], question))
  })

  it('give the same answer whatever stays behind, and wherever it stood', () => {
    const one = fc.record({
      hidden: fc.boolean(),
      secret: fc.boolean(),
      soort: fc.constantFrom('horeca', 'bouw', null),
      strangers: fc.integer({ min: 0, max: 3 }),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), fc.constantFrom(...questions), (states, question) => {
        const persons = (strangers: number) => [
          ...Array.from({ length: strangers }, () => ({ bsn: CEES, naam: 'Testpersoon Drie' })),
          ...shown.leidinggevenden,
        ]
        const recordOf = (state: (typeof states)[number], strangers: number) => ({
          ...(state.hidden ? old : record),
          soort: state.soort,
          bezwaar: state.secret,
          leidinggevenden: persons(strangers),
        })
        const full = states.map((state) => recordOf(state, state.strangers))
        const bare = states.filter((state) => !state.hidden).map((state) => recordOf(state, 0))
        expect(leaving(full, question)).toEqual(leaving(bare, question))
      }),
    )
  })
})
