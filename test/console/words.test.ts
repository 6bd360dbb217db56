/** What people read holds names where there are names: on no page does a code of a table stand for itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PEOPLE } from '../../src/cli/console/people.ts'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { statesOf } from '../../src/policy/listed.ts'
import { type Browser, consoleOf, type Shown, signedIn } from '../support/console.ts'
import { type Garage, openGarage } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let garage: Garage
let browser: Browser
let asker: Browser
let decision = ''
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B4')
  const asked = await garage.cast.asker.post(
    '/v1/inquiries',
    municipal(garage.caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb', 'iban']),
  )
  decision = String(asked.body.decisionId)
  const app = consoleOf(world, DEMO_PEOPLE)
  browser = await signedIn(app, PEOPLE.officer)
  asker = await signedIn(app, PEOPLE.asker)
})
afterAll(() => world.close())

/** Codes that nobody says: those of abbreviations which are words as well (BRP, RIEC) are left out. */
const codes = () => {
  const { facts } = world.node.ports
  const tables = [
    'roles',
    'purposes',
    'tasks',
    'legal_bases',
    'categories',
    'sources',
    'attestations',
    'remedies',
    'obligations',
  ] as const
  const all = [...tables.flatMap((table) => Object.keys(facts[table])), ...statesOf(facts).map(({ code }) => code)]
  return new Set(all.filter((code) => /[-:/_\d]/.test(code)))
}

/** Words without what is small behind a name, what is a code by its nature (digests, numbers), and what one fills in as JSON. */
function read({ html }: Shown): readonly string[] {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''
  const words = main
    .replace(
      /<span class="sluis-small[^"]*">[\s\S]*?<\/span>|<code[\s\S]*?<\/code>|<textarea[\s\S]*?<\/textarea>/g,
      ' ',
    )
    // What authors wrote for authors: titles of cases, and what a norm infers.
    .replace(/<select[^>]* id="example"[\s\S]*?<\/select>|<p[^>]* lang="en"[\s\S]*?<\/p>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
  return words.split(/[\s“”(),.;]+/)
}

describe('what stands for itself is no code', () => {
  it.each([
    ['officer', '/console/health'],
    ['officer', '/console/decisions'],
    ['officer', '/console/review'],
    ['officer', '/console/review/obligations'],
    ['officer', '/console/review/stops'],
    ['officer', '/console/decisions/report'],
    ['officer', '/console/policy/try'],
    ['officer', '/console/policy/try?example=s22a-no-college-decision'],
    ['officer', '/console/decisions/:decision'],
    ['officer', '/console/cases/:case'],
    ['asker', '/console/inquiries'],
    ['asker', '/console/cases'],
    ['asker', '/console/judgements'],
    ['asker', '/console/ask'],
  ] as const)('for the %s on %s', async (who, path) => {
    const at = path.replace(':decision', decision).replace(':case', garage.caseId)
    const shown = await (who === 'officer' ? browser : asker).get(at)
    expect([shown.status, at]).toEqual([200, at])
    const known = codes()
    expect([...new Set(read(shown).filter((word) => known.has(word)))]).toEqual([])
    expect(shown.text).not.toMatch(/\bcasus(sen)?\b/)
  })

  it('in a statement, for officer and person', async () => {
    for (const reader of ['officer', 'subject']) {
      const form = await browser.get('/console/statements')
      const fields = { identifierType: 'bsn', value: BSN.garagehouder, for: reader }
      const shown = await browser.submit(form, '/console/statements', fields)
      const known = codes()
      expect([...new Set(read(shown).filter((word) => known.has(word)))]).toEqual([])
    }
  })
})
