/** Words of every page: fields by their names, how long from now in days of the calendar, so many of something, how sure a norm is. Pure. */
import { expect, it } from 'vitest'
import { CERTAINTIES, howSure, sureSentence } from '../../../src/console/parts/certainty.ts'
import { fieldWord } from '../../../src/console/parts/codes.ts'
import { agoOf, counted, dayOf, tongue } from '../../../src/console/words.ts'
import { facts } from '../../policy/tables.ts'

const dutch = { language: 'nl', t: tongue('nl') } as const

it.each([
  ['bsn', 'BSN'],
  ['iban', 'IBAN'],
  ['aanslag_ozb', 'Aanslag OZB'],
  ['kvk_nr', 'KvK nr'],
  ['kinderen_bsn', 'Kinderen BSN'],
  ['huishouden[].bsn', 'Huishouden: BSN'],
  ['v_nummer', 'V nummer'],
  ['verhuur', 'Verhuur'],
  ['box1_inkomen', 'Box1 inkomen'],
])('calls the field %s %s', (name, called) => {
  expect(fieldWord(dutch, name)).toBe(called)
})

it('begins each name of a field of a source with a capital', () => {
  const names = Object.values(facts.sources).flatMap(({ fields }) => Object.keys(fields))
  expect(names.length).toBeGreaterThan(100)
  for (const name of names) expect(fieldWord(dutch, name)).toMatch(/^[A-Z]/)
})

it('tells a bare day as that day, in winter and in summer', () => {
  expect(['2026-01-01', '2026-07-01'].map((day) => dayOf(dutch, day))).toEqual(['1 jan 2026', '1 jul 2026'])
})

it.each([
  [0, '0 regels', '0 entries'],
  [1, '1 regel', '1 entry'],
  [2, '2 regels', '2 entries'],
  [1234, '1.234 regels', '1,234 entries'],
])('says so many of something: %s', (count, nl, en) => {
  const say = (language: 'nl' | 'en') => counted({ language }, count, ['regel', 'regels'], ['entry', 'entries'])
  expect([say('nl'), say('en')]).toEqual([nl, en])
})

it.each([
  // Thirty days, less the second that it took to show them.
  ['2026-11-27T09:00:01Z', '2026-12-27T09:00:00Z', 'over 30 dagen'],
  ['2026-11-27T09:00:00Z', '2026-12-27T09:00:00Z', 'over 30 dagen'],
  ['2026-11-27T21:00:00Z', '2026-11-29T09:00:00Z', 'overmorgen'],
  // In summer the Dutch day begins at ten in the evening.
  ['2026-07-01T22:30:00Z', '2026-07-03T22:15:00Z', 'overmorgen'],
  ['2026-11-27T09:00:00Z', '2026-11-20T08:00:00Z', '7 dagen geleden'],
  ['2026-11-27T09:00:00Z', '2026-11-27T12:30:00Z', 'over 3 uur'],
  ['2026-11-27T09:00:00Z', '2026-11-27T08:15:00Z', '45 minuten geleden'],
])('at %s says of %s: %s', (now, at, words) => {
  expect(agoOf({ language: 'nl', now: new Date(now) }, at)).toBe(words)
})

it('says how sure a norm is without its code', () => {
  expect(howSure(dutch, 'U1')).toBe('Zekerheid: niet opgezocht, algemene kennis')
  expect(howSure({ t: tongue('en') }, 'V1')).toBe('Certainty: text of the law read')
})

it('says to who asked how sure a norm is in a sentence, another for each code', () => {
  expect(sureSentence(dutch, 'U1')).toBe('Deze norm is nog niet in de wet nagezocht')
  for (const language of ['nl', 'en'] as const) {
    const said = Object.keys(CERTAINTIES).map((code) => sureSentence({ t: tongue(language) }, code))
    expect(new Set([...said, sureSentence({ t: tongue(language) }, 'X9')]).size).toBe(said.length + 1)
  }
})
