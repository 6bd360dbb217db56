/** Why not, as sentences: of every change that can be tried, over every committed case, no code stands in the words. */
import { describe, expect, it } from 'vitest'
import { wordsOf } from '../../../src/api/judging-texts.ts'
import { readDefault } from '../../../src/cli/policy/given.ts'
import { readCases } from '../../../src/cli/policy/read-cases.ts'
import type { Visit } from '../../../src/console/page.ts'
import { Changes, changeWords } from '../../../src/console/parts/changes.tsx'
import { type Language, tongue } from '../../../src/console/words.ts'
import { possibleChanges } from '../../../src/policy/changes.ts'
import { coded, statesOf } from '../../../src/policy/listed.ts'
import { POLICIES } from '../../policy/opa.ts'
import { facts } from '../../policy/tables.ts'

const LISTS: Readonly<Record<string, readonly unknown[]>> = {
  '/roles': coded(facts.roles),
  '/case-states': statesOf(facts),
  '/crime-forms': coded(facts.crime_forms),
  '/purposes': coded(facts.purposes),
  '/tasks': coded(facts.tasks),
  '/legal-bases': coded(facts.legal_bases),
  '/organs': coded(facts.organs),
  '/departments': coded(facts.departments),
  '/sources': coded(facts.sources),
  '/categories': coded(facts.categories),
  '/attestation-types': coded(facts.attestations).map((type) => ({
    ...type,
    mine: false,
    words: wordsOf(type.code, type),
  })),
}
const visit = (language: Language) =>
  ({
    language,
    t: tongue(language),
    vocabulary: async (path: string) => ({ items: LISTS[path], next: null }),
  }) as unknown as Visit

const changes = readCases(POLICIES, readDefault(POLICIES), facts).flatMap(({ input }) => possibleChanges(facts, input))
/** Codes that are no abbreviation which people use as well, as RIEC and BRP are. */
const CODES = new Set(
  [
    'roles',
    'states',
    'purposes',
    'tasks',
    'legal_bases',
    'categories',
    'sources',
    'attestations',
    'organs',
    'departments',
  ]
    .flatMap((table) =>
      table === 'states' ? statesOf(facts).map(({ code }) => code) : Object.keys(facts[table as 'roles']),
    )
    .filter((code) => /[-:/_\d]/.test(code)),
)
describe.each(['nl', 'en'] as const)('a change in %s', (language) => {
  it('is a sentence without codes, of whatever kind', async () => {
    const say = await changeWords(visit(language))
    const kinds = new Set(changes.map(({ kind }) => kind))
    expect(kinds.size).toBeGreaterThan(10)
    const wrong = changes.flatMap((change) => {
      const words = say(change)
      const left = words.split(/[\s“”(),.;:]+/).filter((word) => CODES.has(word))
      return words === change.to || left.length > 0 ? [`${change.kind} ${change.to}: ${words}`] : []
    })
    expect([...new Set(wrong)].slice(0, 5)).toEqual([])
  })
})

it('joins two in one sentence, with the codes small behind it', async () => {
  const v = visit('nl')
  const say = await changeWords(v)
  const judged = changes.find(({ to }) => to === 'PC2A:granted')
  const role = changes.find(({ kind, to }) => kind === 'role' && to === 'R-OWN')
  if (!judged || !role) throw new Error('no such changes')
  const html = String(await Changes({ v, say, changes: [role, judged] }))
  expect(html).toMatch(
    /^Als de vrager ook de rol “[^”]+” heeft, en als iemand met de rol Privacyfunctionaris dit oordeel/,
  )
  expect(html).toContain('met uitkomst “Toegestaan”, over ')
  expect(html).toMatch(/<span class="sluis-small">\(R-OWN; PC2A:granted, R-PRIV, [^<]+\)<\/span>$/)
})
