/** Faults of forms in words: each message of the API about a field that a form of the console can have. */
import { expect, it } from 'vitest'
import { dutchFault } from '../../../src/api/fault-words.ts'
import { faultWord } from '../../../src/console/parts/faults.ts'
import { tongue } from '../../../src/console/words.ts'

it.each([
  ['is missing; must be boolean', 'kies ja of nee', 'choose yes or no'],
  ['must be number', 'vul een getal in', 'fill in a number'],
  ['must be a date and time with its zone, such as 2026-01-31T00:00:00Z', 'kies een dag', 'choose a day'],
  ['must be at least 1 characters', 'vul dit in', 'fill this in'],
  ['is needed', 'vul dit in', 'fill this in'],
  ['must be at least 1', 'minstens 1', 'at least 1'],
  ['must be at most 200', 'hoogstens 200', 'at most 200'],
  ['must be at most 4000 characters', 'hoogstens 4000 tekens', 'at most 4000 characters'],
  ['must be one of granted, refused', 'kies een van de mogelijkheden', 'choose one of the options'],
  ['this code is not known: GET /v1/sources lists them', 'deze code is niet bekend', 'this code is not known'],
  ['lies in the past', 'deze dag is voorbij', 'this day is over'],
  ['may lie in the past, never in the future', 'mag niet in de toekomst liggen', 'must not lie in the future'],
  [
    'this code is not known: GET /v1/roles lists them: R-A, R-B; perhaps R-A',
    'deze code is niet bekend; wel: R-A, R-B',
    'this code is not known; these are: R-A, R-B',
  ],
])('says of %s what to do', (message, nl, en) => {
  expect([faultWord({ t: tongue('nl') }, message), faultWord({ t: tongue('en') }, message)]).toEqual([nl, en])
})

it.each([
  ['is missing; must be boolean', 'kies ja of nee'],
  ['must be one of granted, refused', 'kies een van de mogelijkheden'],
  ['must be at least 1 characters', 'vul dit in'],
  ['must be at least 3 characters', 'minstens 3 tekens'],
  ['this code is not known: GET /v1/sources lists them; perhaps BD/inkomen', 'deze code is niet bekend'],
  ['does not belong to this judgement', 'dit hoort hier niet'],
])('says of %s the same where the API said it in Dutch', (message, word) => {
  expect(faultWord({ t: tongue('nl') }, dutchFault(message) ?? '')).toBe(word)
})

it('says what it does not know as the API says it', () => {
  expect(faultWord({ t: tongue('nl') }, 'there are too many')).toBe('there are too many')
})
