/** What is said of a part of a holding: one contradiction from a part that has none, and where it is. */
import { describe, expect, it } from 'vitest'
import { draftedHolding, holdingRequestSchema } from '../../src/cases/holding.ts'
import { subjectOf } from '../../src/cli/demo/questions.ts'
import { SECRETS, WPG_ARTICLES } from '../../src/domain/codes.ts'
import type { HoldingFacts } from '../../src/domain/holding.ts'
import type { Problem } from '../../src/errors.ts'
import { LIMITS } from '../../src/limits.ts'
import { facts } from '../policy/tables.ts'
import { CALLER } from '../storage/fixtures.ts'
import { gatheredPart, reportedPart, reportOf } from '../support/holdings.ts'

const draft = (parts: readonly object[], changes: object = {}) =>
  draftedHolding(facts, holdingRequestSchema.parse(reportOf({ parts, ...changes })), CALLER)
const problemsOf = (parts: readonly object[], changes: object = {}): NonNullable<Problem['problems']> => {
  const result = draft(parts, changes)
  return result.ok ? [] : (result.problem.problems ?? [])
}
const pointers = (part: object, changes: object = {}) => problemsOf([part], changes).map(({ pointer }) => pointer)
const parses = (part: object) => holdingRequestSchema.safeParse(reportOf({ parts: [part] }))
const keptField = (part: object, name: string): HoldingFacts['fields'][string] | undefined => {
  const result = draft([part])
  return result.ok ? result.value.facts.fields[name] : undefined
}
const CONTRIBUTORS = ['/parts/0/contributors']
const one = (value: unknown, change: object = {}) => gatheredPart({ fields: [{ name: 'vondst', value, ...change }] })
const VALUE = ['/parts/0/fields/0/value']

describe('the codes of a part', () => {
  it('are those of the tables: every duty of secrecy of the lift table is one', () => {
    for (const { secrecy } of facts.lift) expect(SECRETS).toContain(secrecy)
  })
  it.each(['BW7:457', 'bw 7:457', 'BW 7:457 ', 'JW7.3.11', 'Melding van Testpersoon Vier'])('are not %j', (secrecy) => {
    expect(parses(gatheredPart({ secrecy: 'BW 7:457' })).success).toBe(true)
    const wrong = parses(gatheredPart({ secrecy }))
    expect(wrong.error?.issues[0]).toMatchObject({ path: ['parts', 0, 'secrecy'], values: [...SECRETS] })
  })
  it.each(['12 ', 'Wpg 12', 'art. 12', '10', '10B', 'informant'])('are no article %j', (wpgArticle) => {
    const wrong = parses(reportedPart({ wpgArticle }))
    expect(wrong.error?.issues[0]).toMatchObject({ path: ['parts', 0, 'wpgArticle'] })
    expect(wrong.error?.issues[0]).toHaveProperty('values', expect.arrayContaining([...WPG_ARTICLES]))
  })
  it.each([
    ['without an article', {}, null],
    ['with one of another category', {}, '12'],
    ['with one of another category', { category: 'C-POL9' }, '8'],
    ['with one of another category', { category: 'C-POL10' }, '10b'],
    ['of another category without an article', { category: 'C-TOEZ' }, null],
    ['of the marechaussee without an article', { category: 'C-TOEZ', origin: 'KMAR', contributors: ['KMAR'] }, null],
  ])('refuse police data %s', (_, change, wpgArticle) => {
    expect(pointers(reportedPart({ ...change, wpgArticle }))).toEqual(['/parts/0/wpgArticle'])
  })
  it('take the articles that go with a category, and say which', () => {
    expect(pointers(reportedPart({ wpgArticle: '13' }))).toEqual([])
    expect(pointers(reportedPart({ category: 'C-POL10', wpgArticle: '10c' }))).toEqual([])
    expect(pointers(reportedPart({ category: 'C-TOEZ', wpgArticle: '9' }))).toEqual([])
    expect(problemsOf([reportedPart({ wpgArticle: null })])[0]?.message).toContain('8, 13')
  })
  it('name the secrecy of data about health, where no table does', () => {
    const ill = one('x', { flags: ['HEALTH'] })
    expect(pointers(ill)).toEqual(['/parts/0/secrecy'])
    expect(pointers(gatheredPart({ flags: ['HEALTH'] }))).toEqual(['/parts/0/secrecy'])
    expect(pointers({ ...ill, secrecy: 'BW 7:457' })).toEqual([])
    expect(pointers(gatheredPart({ category: 'C-MED', flags: ['HEALTH'] }))).toEqual([])
  })
})

describe('who contributed to a part', () => {
  it.each([
    ['its origin', { contributors: ['UWV'] }],
    ['what it was made from', { derivedFrom: ['UWV'] }],
    ['what it was made from, all of it', { contributors: ['COL', 'UWV'], derivedFrom: ['UWV', 'NLA'] }],
  ])('holds %s', (_, change) => {
    expect(pointers(gatheredPart(change))).toEqual(CONTRIBUTORS)
  })
  it('holds who holds it, of a result', () => {
    const made = gatheredPart({ origin: 'UWV', contributors: ['UWV'] })
    expect([pointers(made), pointers(made, { kind: 'RESULT' })]).toEqual([[], CONTRIBUTORS])
    const both = { ...made, contributors: ['UWV', CALLER.organ] }
    expect(pointers(both, { kind: 'RESULT' })).toEqual([])
  })
  it('may be unknown: consent of all is then not to be had', () => {
    expect(pointers(gatheredPart({ contributors: [], derivedFrom: ['UWV'] }), { kind: 'RESULT' })).toEqual([])
  })
  it.each([
    ['C-POL8', 'COL', ['COL'], '8'],
    ['C-POL9', 'UWV', ['UWV', 'COL'], '9'],
    ['C-JUS', 'COL', ['COL'], null],
    ['C-BD', 'COL', ['COL'], null],
    ['C-SUWI', 'COL', ['COL'], null],
  ])('of %s holds its source', (category, origin, contributors, wpgArticle) => {
    expect(pointers(gatheredPart({ category, origin, contributors, wpgArticle }))).toEqual(CONTRIBUTORS)
  })
  it.each([
    [
      'the marechaussee has police data',
      { category: 'C-POL8', origin: 'KMAR', contributors: ['KMAR'], wpgArticle: '8' },
    ],
    ['services of one participant are one', { category: 'C-TSL', origin: 'BD', contributors: ['BD'] }],
    ['organs of one gemeente are one', { category: 'C-BIB-A', origin: 'BGM', contributors: ['BGM'] }],
    ['others know names and do inspections as well', { category: 'C-TOEZ', origin: 'NVWA', contributors: ['NVWA'] }],
    ['the catalogue has no source', { category: 'C-SEKS', origin: 'COL', contributors: ['COL'] }],
  ])('is believed where %s', (_, change) => {
    expect(pointers(gatheredPart(change))).toEqual([])
  })
  it('are contributorsPerPart organs and not one more, as those it was made from', () => {
    const organs = (count: number) => Object.keys(facts.organs).slice(0, count)
    for (const key of ['contributors', 'derivedFrom']) {
      expect(parses(gatheredPart({ [key]: organs(LIMITS.contributorsPerPart) })).success).toBe(true)
      expect(parses(gatheredPart({ [key]: organs(LIMITS.contributorsPerPart + 1) })).success).toBe(false)
    }
  })
})

describe('a field of a part', () => {
  it.each([
    ['bsn', 'C-BRP-ID', '999990019', ['BSN']],
    ['partner_bsn', 'C-TOEZ', '999990019', ['BSN']],
    ['nationaliteit', 'C-BRP-NAT', 'x', ['NAT']],
    ['nationaliteit', 'C-TOEZ', 'x', ['NAT']],
    ['bevinding', 'C-TOEZ', 'x', []],
    ['tostring', 'C-TOEZ', 'x', []],
  ])('%s of %s has the flags of the catalogue, whatever was said', (name, category, value, flags) => {
    const part = gatheredPart({ category, name: 'a', fields: [{ name, value }] })
    expect(keptField(part, `a/${name}`)?.flags).toEqual(flags)
  })
  it('keeps the flags that were said beside those', () => {
    const part = gatheredPart({ name: 'a', fields: [{ name: 'bsn', value: '999990019', flags: ['CRIM', 'BSN'] }] })
    expect(keptField(part, 'a/bsn')?.flags).toEqual(['CRIM', 'BSN'])
  })
  it.each([['999990019'], [999990019], ['9999.90.019'], [' 999 990 019 '], [['x', '999990019']], [12345672]])(
    'that holds %j is flagged as a number of a person, or refused',
    (value) => {
      expect(pointers(one(value))).toEqual(VALUE)
      expect(pointers(one(value, { flags: ['BSN'] }))).toEqual([])
    },
  )
  it.each([['999990018'], [123456789.5], ['12345672'], ['99999001'], ['zie 999990019'], ['1234567890'], ['000000000']])(
    'may hold %j: that is no such number',
    (value) => {
      expect(pointers(one(value))).toEqual([])
    },
  )
  it('never repeats what it refuses', () => {
    expect(JSON.stringify(problemsOf([one('999990019')]))).not.toContain('999990019')
  })
  it.each([[{ bsn: '999990019' }], [[{ diagnose: 'x' }]], [[['x']]], [[null]], [null]])(
    'holds nothing without a name of its own, as %j',
    (value) => {
      expect(pointers(one(value))).toEqual(VALUE)
    },
  )
  it('of persons holds personsPerHeldField of them and not one more', () => {
    const people = (count: number) =>
      one(
        Array.from({ length: count }, () => 'x'),
        { person: 'OCCUPANT' },
      )
    expect(pointers(people(LIMITS.personsPerHeldField))).toEqual([])
    expect(pointers(people(LIMITS.personsPerHeldField + 1))).toEqual(VALUE)
  })
  it('says which one is the number or the nationality of its part', () => {
    expect(pointers(gatheredPart({ flags: ['BSN', 'NAT'] }))).toEqual(['/parts/0/flags', '/parts/0/flags'])
    const part = one('999990019', { flags: ['BSN'] })
    expect(pointers({ ...part, flags: ['BSN'] })).toEqual([])
  })
})

describe('counts without persons', () => {
  const counts = (change: object = {}) => gatheredPart({ category: 'C-AGG', ...change })
  const nobody = { subjects: [] }
  it('have neither flags nor persons', () => {
    expect(pointers(counts(), nobody)).toEqual([])
    expect(pointers(counts({ flags: ['CRIM'] }), nobody)).toEqual(['/parts/0/flags'])
    const fields = [
      { name: 'a', value: 'x', flags: ['BSN'] },
      { name: 'b', value: 'x', person: 'SUBJECT' },
      { name: 'bsn', value: 'x' },
    ]
    expect(pointers(counts({ fields }), nobody)).toEqual([
      '/parts/0/fields/0/flags',
      '/parts/0/fields/1/person',
      '/parts/0/fields/2/flags',
    ])
  })
  it('are about nobody', () => {
    expect(pointers(counts(), { subjects: [subjectOf('999990019')] })).toEqual(['/subjects'])
    expect(pointers(gatheredPart(), { subjects: [subjectOf('999990019')] })).toEqual([])
  })
})
