/** Refusals in two languages: every problem type, every detail and every sentence about a member has both. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dutchFault } from '../../src/api/fault-words.ts'
import { languageOf, problemDocument } from '../../src/api/problem-document.ts'
import { PROBLEMS, type ProblemCode } from '../../src/errors.ts'

const SRC = new URL('../../src/', import.meta.url)
const codes = Object.keys(PROBLEMS) as ProblemCode[]

describe('a problem type', () => {
  it.each(codes)('%s has a title in Dutch and one in English', (code) => {
    const [nl, en] = (['nl', 'en'] as const).map((language) => problemDocument({ code }, language))
    expect([nl?.title.length, en?.title.length].every((length) => (length ?? 0) > 10)).toBe(true)
    expect(nl?.title).not.toBe(en?.title)
    // What programs go by is the same in each language.
    expect([nl?.type, nl?.status]).toEqual([en?.type, en?.status])
  })
})

describe('the language', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['fr', 'en'],
    ['nl', 'nl'],
    ['NL-nl', 'nl'],
    ['nl-BE, en;q=0.8', 'nl'],
    ['en-GB, nl;q=0.9', 'en'],
    ['fr, nl;q=0.5, en;q=0.7', 'en'],
    ['nl;q=0, en;q=0.1', 'en'],
    ['nl;q=0', 'en'],
    ['nl;q=zeven', 'nl'],
  ])('of %j is %s', (accepted, language) => {
    expect(languageOf(accepted)).toBe(language)
  })
})

/** What the sources fill in where it is no value. */
const FILLED: Readonly<Record<string, string>> = {
  missing: 'is missing; ',
  message: 'this was asked too often to look at in one go',
  'unitOf(issue.origin)': '',
  'issue.expected': 'string',
  'messageOf(issue)': 'must be string',
  all: '',
  hint: '',
  kind: 'boolean',
  'field.type': 'string',
}

/** Every sentence about a member that the sources write, with something in the place of what they fill in. */
function sentences(): string[] {
  const files = ['api', 'steps', 'cases', 'domain', 'policy'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, SRC), { encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && name !== 'fault-words.ts')
      .map((name) => readFileSync(new URL(`${folder}/${name}`, SRC), 'utf8')),
  )
  const written = files.flatMap((text) => [
    ...[...text.matchAll(/\bmessage(?:: string)?\s*[:=]\s*(?:[\w.()= ]+\? )?(['`])((?:(?!\1).)+)\1/g)].map(
      ([, , one = '']) => one,
    ),
    ...[...text.matchAll(/\breturn (['`])((?:must|this code|is not a valid) (?:(?!\1).)+)\1/g)].map(
      ([, , one = '']) => one,
    ),
    ...[...text.matchAll(/\bwrong\([\w']\S*, (['`])((?:(?!\1).)+)\1/g)].map(([, , one = '']) => one),
    ...[...text.matchAll(/foreign\(request, \[[^\]]*\], '([^']+)'/g)].map(([, one = '']) => one),
  ])
  return [...new Set(written)].map((one) => one.replace(/\$\{([^}]*)\}/g, (_, name: string) => FILLED[name] ?? 'X1'))
}

describe('what is wrong with a member', () => {
  const all = sentences()
  it('is found in the sources', () => {
    expect(all.length).toBeGreaterThan(60)
    expect(all).toContain('this member is not known')
    expect(all).toContain('must be at most X1')
  })
  it.each(all)('"%s" has its Dutch', (sentence) => {
    expect(dutchFault(sentence)).toMatch(/[a-z]/)
    expect(dutchFault(sentence)).not.toBe(sentence)
    if (sentence.includes('X1')) expect(dutchFault(sentence)).toContain('X1')
  })
  it.each([
    ['is missing; must be one of A, B', 'ontbreekt; moet een van deze zijn: A, B'],
    ['must be at most 4000 characters', 'hoogstens 4000 tekens'],
    ['must be at least 1 items', 'minstens 1 onderdelen'],
    ['must be a date, such as 2026-01-31', 'moet een dag zijn, zoals 2026-01-31'],
    [
      'this code is not known: GET /v1/roles lists them: R-A, R-B; perhaps R-A',
      'deze code is niet bekend: GET /v1/roles noemt ze: R-A, R-B; misschien R-A',
    ],
    ['nobody ever wrote this', undefined],
  ])('%s is %s', (message, nl) => {
    expect(dutchFault(message)).toBe(nl)
  })
  it('stays as it is in English, and where nobody wrote it in Dutch', () => {
    const problems = [
      { pointer: '/a', message: 'is missing; must be string' },
      { pointer: '/b', message: 'nobody wrote this' },
    ]
    const told = (language: 'nl' | 'en') => problemDocument({ code: 'invalid-input', problems }, language).errors
    expect(told('en')).toEqual(problems)
    expect(told('nl')?.map(({ message }) => message)).toEqual(['ontbreekt; moet tekst zijn', 'nobody wrote this'])
  })
})
