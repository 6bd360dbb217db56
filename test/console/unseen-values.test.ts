/**
 * A judge never sees values: with a source whose every value is a word that is found nowhere else, each page that an officer
 * and an owner of data get to by links, and each form of a judgement sent, is searched for it. The asker did get it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import type { SourceRecord } from '../../src/domain/disclosure.ts'
import { LIMITS } from '../../src/limits.ts'
import { type Browser, consoleOf, type Shown, signedIn } from '../support/console.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { interpose } from '../support/sources.ts'
import { openWorld, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'
const MARK = 'zwaluwstaart'
const OWNER: Person = { person: 'demo-bronhouder', organ: 'BGM', department: 'VERG', roles: ['R-OWN'] }
/** Addresses of one judge; more would be a loop of links. */
const MOST = 90

let world: World
let garage: Garage
let answered: Record<string, unknown>
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B4')
  const fields = ['besluit', 'aanvraagdatum'].filter((name) => world.node.ports.facts.sources[SOURCE]?.fields[name])
  interpose(world, async (query, real) => (await real(query)).map(marked))
  const at = `/v1/cases/${garage.caseId}/attestations`
  const question = municipal(garage.caseId, SOURCE, 'DETAIL', fields)
  await permitted(garage.cast.officer.post(at, JUDGEMENTS.pc2a('ONDM', 'C-VERG')))
  answered = (await garage.cast.asker.post('/v1/inquiries', question)).body
  await permitted(garage.cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
  // And two that wait: of the same fields elsewhere, which the officer judges beside what was disclosed.
  for (let i = 0; i < 2; i += 1) {
    await garage.cast.asker.post('/v1/inquiries', municipal(garage.caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb']))
  }
})
afterAll(() => world.close())

/** Text becomes the mark and keeps what the broker itself reads: dates and numbers of persons. */
function marked(record: SourceRecord): SourceRecord {
  const isWord = (value: unknown) => typeof value === 'string' && !/\d/.test(value)
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, isWord(value) ? MARK : value]))
}

const seen = ({ html }: Shown) => html.toLowerCase().includes(MARK)

/** Every address that its links lead to, each kind of page some times. */
async function reach(browser: Browser): Promise<Map<string, Shown>> {
  const pages = new Map<string, Shown>()
  const kinds = new Map<string, number>()
  const waiting = ['/console', '/console/judgements', `/console/decisions/${String(answered.decisionId)}`]
  for (const address of waiting) {
    if (pages.has(address) || pages.size >= MOST) continue
    const page = await browser.get(address)
    pages.set(address, page)
    for (const [, href = ''] of page.html.matchAll(/<a [^>]*href="(\/console\/[^"#]*)/g)) {
      const next = href.replaceAll('&amp;', '&')
      const kind = next
        .replace(/\?.*$/, '')
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
        .replace(/[A-Z]+-\d\d$/, ':norm')
      const before = kinds.get(kind) ?? 0
      kinds.set(kind, before + 1)
      if (before < 3 && !/assets|language/.test(next)) waiting.push(next)
    }
  }
  return pages
}

it('went to who asked, so that there is something to see', () => {
  expect(answered.status).toBe('settled')
  expect(JSON.stringify(answered.disclosure)).toContain(MARK)
})

describe.each([
  ['a privacy officer', PEOPLE.officer],
  ['the owner of the source', OWNER],
])('%s', (_, person: Person) => {
  it('sees no value on any page that links lead to', async () => {
    const browser = await signedIn(consoleOf(world, [person]), person)
    const pages = await reach(browser)
    expect(pages.size).toBeGreaterThan(15)
    expect([...pages.keys()].some((address) => address.startsWith('/console/judgements'))).toBe(true)
    expect([...pages].filter(([, page]) => seen(page)).map(([address]) => address)).toEqual([])
  })
})

it('sees none in what a judgement would change, was given for, or is taken back for', async () => {
  const officer = await signedIn(consoleOf(world, [PEOPLE.officer]), PEOPLE.officer)
  const list = await officer.get('/console/judgements')
  const [, waiting = ''] = /href="(\/console\/judgements\/waiting\/[^"]*)"/.exec(list.html) ?? []
  const page = await officer.get(waiting)
  const tests = Object.keys(JUDGEMENTS.pc2a('', '').details).map((test) => [`details-${test}`, 'yes'])
  const given = { ...Object.fromEntries(tests), outcome: 'granted', grounds: 'De toetsen zijn gedaan.' }
  const preview = await officer.submit(page, '/console/judgements/waiting', { ...given, act: 'preview' })
  expect(preview.text).toMatch(/Deze vraag Toegestaan nu: wacht op een oordeel/)
  expect(preview.text).toContain(
    'Dit kan 2 wachtende vragen raken, ook vragen die op iets anders wachten. Bij 2 verandert de uitkomst.',
  )
  const done = await officer.submit(preview, '/console/judgements/waiting', { ...given, act: 'give' })
  const standing = await officer.get(`/console/judgements/standing?caseId=${garage.caseId}&type=PC2A`)
  const [, one = ''] = /href="(\/console\/judgements\/standing\/[^"]*)"/.exec(standing.html) ?? []
  const open = await officer.get(one.replaceAll('&amp;', '&'))
  const back = await officer.submit(open, '/console/judgements/standing', { grounds: 'x', act: 'preview' })
  expect(back.text).toContain('Dit zou het veranderen')
  for (const shown of [list, page, preview, done, standing, open, back])
    expect([shown.at, seen(shown)]).toEqual([shown.at, false])
})

it('has the question at hand in the preview, however many wait before it', async () => {
  const of = await openGarage(world, 'B3')
  const ask = async () =>
    String((await of.cast.asker.post('/v1/inquiries', municipal(of.caseId, SOURCE, 'HITNOHIT'))).body.id)
  let last = ''
  for (let i = 0; i <= LIMITS.effectsPerJudgement; i += 1) last = await ask()
  const officer = await signedIn(consoleOf(world, [PEOPLE.officer]), PEOPLE.officer)
  const page = await officer.get(`/console/judgements/waiting/${last}/0`)
  const tests = Object.keys(JUDGEMENTS.pc1('').details).map((test) => [`details-${test}`, 'yes'])
  const given = { ...Object.fromEntries(tests), outcome: 'granted', grounds: 'x', act: 'preview' }
  const preview = await officer.submit(page, '/console/judgements/waiting', given)
  const count = LIMITS.effectsPerJudgement
  expect(preview.text).toMatch(/Wacht nog op Deze vraag Toegestaan/)
  expect(preview.text).toContain(
    `Dit kan ${count + 1} wachtende vragen raken, ook vragen die op iets anders wachten. Daarvan zijn er ${count} bekeken. Bij ${count} verandert de uitkomst.`,
  )
})
