/** One question under two policies: both sides of what opens and what closes, and what only has other reasons. */
import { describe, expect, it } from 'vitest'
import { TREATMENTS, type Treatment } from '../../src/domain/codes.ts'
import type { Verdict } from '../../src/domain/decision.ts'
import type { Answered } from '../../src/policy/answers.ts'
import { differencesBetween } from '../../src/policy/comparison.ts'

const verdict = (changes: Partial<Verdict> = {}): Answered => ({
  kind: 'verdict',
  verdict: { outcome: 'permit', fields: [], findings: [], missing: [], obligations: [], ...changes },
})
const field = (treatment: Treatment, norms = ['A'], waiting = false) =>
  verdict({ fields: [{ name: 'x', treatment, waiting, norms }] })
const screened = (change: object = {}): Answered => ({
  kind: 'screening',
  screening: {
    records: [{ index: 0, released: true, treatments: {}, dropped: [], norms: [], ...change }],
    obligations: [],
  },
})
const said = (before: Answered | undefined, after: Answered | undefined) =>
  differencesBetween(before, after).map(({ what, direction }) => `${what} ${direction}`)

describe('a field', () => {
  it.each(TREATMENTS.slice(1).map((stricter, at) => [TREATMENTS[at], stricter] as const))(
    'opens from %2$s to %1$s, and closes the other way',
    (softer, stricter) => {
      if (!softer) return expect.unreachable()
      expect(said(field(stricter), field(softer))).toEqual(['x opens'])
      expect(said(field(softer), field(stricter))).toEqual(['x closes'])
    },
  )
  it('that waits is closed', () => {
    expect(said(field('withhold', ['A'], true), field('release'))).toEqual(['x opens'])
    expect(differencesBetween(field('withhold'), field('withhold', ['A'], true))).toMatchObject([
      { direction: 'same', before: { is: 'withhold' }, after: { is: 'waiting' } },
    ])
  })
  it('that fares alike by other norms is told, and neither opens nor closes', () => {
    expect(differencesBetween(field('withhold', ['A']), field('withhold', ['B']))).toEqual([
      {
        what: 'x',
        kind: 'field',
        name: 'x',
        direction: 'same',
        before: { is: 'withhold', norms: ['A'] },
        after: { is: 'withhold', norms: ['B'] },
      },
    ])
    expect(differencesBetween(field('mask'), field('mask'))).toEqual([])
  })
  it('that was not there opens when it goes', () => {
    expect(said(verdict(), field('mask'))).toEqual(['x opens'])
  })
})

describe('the outcome', () => {
  it.each([
    ['deny', 'permit', 'opens'],
    ['review', 'permit', 'opens'],
    ['permit', 'deny', 'closes'],
    ['deny', 'review', 'same'],
  ] as const)('from %s to %s %s', (before, after, direction) => {
    const [one] = differencesBetween(verdict({ outcome: before }), verdict({ outcome: after }))
    expect(one).toMatchObject({ direction, before: { is: before }, after: { is: after } })
  })
  it('of an act names the norms that spoke, but for obligations', () => {
    const act = (outcome: Verdict['outcome'], norm: string) =>
      verdict({
        outcome,
        findings: [
          { norm, effect: 'deny' },
          { norm: 'LOG-01', effect: 'oblige', obligation: 'LOG' },
        ],
      })
    expect(differencesBetween(act('deny', 'A'), act('deny', 'B'))).toMatchObject([
      { before: { norms: ['A'] }, after: { norms: ['B'] } },
    ])
  })
  it('that is absent is closed, on either side', () => {
    expect(said(undefined, field('release'))).toEqual(['uitkomst / outcome opens', 'x opens'])
    expect(said(field('release'), undefined)).toEqual(['uitkomst / outcome closes', 'x closes'])
    expect(differencesBetween(undefined, undefined)).toEqual([])
  })
})

describe('an obligation', () => {
  it('that goes or comes is told, and opens nothing', () => {
    const owed = verdict({ obligations: [{ obligation: 'LOG', norm: 'A' }] })
    expect(said(owed, verdict())).toEqual(['verplichting / obligation LOG, A same'])
    expect(said(verdict(), owed)).toEqual(['verplichting / obligation LOG, A same'])
  })
})

describe('a screening', () => {
  it.each([
    ['a record', { released: false }, 'record 0'],
    ['a field', { treatments: { iban: 'withhold' } }, 'record 0: iban'],
    ['a person inside', { dropped: [{ field: 'bewoners', index: 2 }] }, 'record 0: bewoners[2]'],
  ])('holds %s back: leaving it be opens, doing it closes', (_, change, what) => {
    expect(said(screened(change), screened())).toEqual([`${what} opens`])
    expect(said(screened(), screened(change))).toEqual([`${what} closes`])
  })
  it('that is absent opens nothing', () => {
    expect(
      said(screened({ treatments: { iban: 'mask' } }), undefined).filter((line) => line.endsWith('opens')),
    ).toEqual([])
  })
})
