/**
 * What is wrong with a field, in words for who filled it in. The API says it in the language of the visitor, but to programs;
 * where a form has a better word it stands here, by what the API says in either language. Pure.
 */
import type { Visit } from '../page.ts'

/** The first that fits counts; `$1` is what the API said there. */
const WORDS: readonly (readonly [said: RegExp, nl: string, en: string])[] = [
  [/must be boolean|moet ja of nee zijn/, 'kies ja of nee', 'choose yes or no'],
  [/must be (?:number|int)|moet een (?:heel )?getal zijn/, 'vul een getal in', 'fill in a number'],
  [
    /(?:at most|hoogstens) (\d+) (?:days after|dagen na) from/,
    'mag hoogstens $1 dagen na de eerste dag liggen',
    'must lie at most $1 days after the first day',
  ],
  [
    /must be a day after from|moet een dag na from zijn/,
    'mag niet voor de eerste dag liggen',
    'must not lie before the first day',
  ],
  [/must be a date|moet een dag (?:en tijd|zijn)/, 'kies een dag', 'choose a day'],
  [
    /at least 1 characters|is needed|must be string|minstens 1 tekens|is nodig|moet tekst zijn/,
    'vul dit in',
    'fill this in',
  ],
  [/at least (\d+)( characters)?$/, 'minstens $1', 'at least $1'],
  [/at most (\d+) characters$/, 'hoogstens $1 tekens', 'at most $1 characters'],
  [/at most (\d+)$/, 'hoogstens $1', 'at most $1'],
  [/must be one of|moet een van deze zijn/, 'kies een van de mogelijkheden', 'choose one of the options'],
  [/must be true for this outcome/, 'bij deze uitkomst moet dit waar zijn', 'for this outcome this must be true'],
  [/never in the future/, 'mag niet in de toekomst liggen', 'must not lie in the future'],
  [/in the past/, 'deze dag is voorbij', 'this day is over'],
  [/must lie after from/, 'het einde moet na het begin liggen', 'the end must lie after the start'],
  [
    /(?:code is not known|code is niet bekend): GET \S+ (?:lists them|noemt ze): ([^;]+)/,
    'deze code is niet bekend; wel: $1',
    'this code is not known; these are: $1',
  ],
  [/code is not known|code is niet bekend/, 'deze code is niet bekend', 'this code is not known'],
  [
    /does not belong|member is not known|hoort niet bij|onderdeel is niet bekend/,
    'dit hoort hier niet',
    'this does not belong here',
  ],
  [/is not valid/, 'dit heeft niet de goede vorm', 'this does not have the right form'],
]

export function faultWord({ t }: Pick<Visit, 't'>, message: string): string {
  for (const [said, nl, en] of WORDS) {
    const found = said.exec(message)
    if (found) return t(nl, en).replace('$1', found[1] ?? '')
  }
  return message
}
