/** What people type comes into no address: forms that are typed in are posted, and only what was checked stands in an address. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BSN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { type Browser, consoleOf, signedIn } from '../support/console.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const JURIST: Person = { person: 'demo-jurist', organ: 'COL', department: 'JZ', roles: ['R-JZ'] }
/** Pages of one person; more would be a loop of links. */
const MOST = 60

let world: World
let garage: Garage
let now = Date.now()
let officer: Browser
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date(now) })
  garage = await openGarage(world, 'B4')
  const question = municipal(garage.caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb'])
  await permitted(garage.cast.asker.post('/v1/inquiries', question)).catch(() => undefined)
  officer = await entered(PEOPLE.officer)
})
afterAll(() => world.close())
beforeEach(later)
/** What a caller may ask again; all of it within the life of a token. */
async function later() {
  // What waits for the tree does not seem to have waited for as long.
  await world.node.ports.integrate()
  now += 10_000
}
const entered = (person: Person) => signedIn(consoleOf(world, [PEOPLE.officer, PEOPLE.asker, JURIST]), person)

describe('a filter that is typed in', () => {
  it.each([
    ['/console/decisions', 'caseId', 'outcome', 'deny'],
    ['/console/judgements/standing', 'caseId', 'type', 'PC1'],
    ['/console/review/obligations', 'caseId', 'status', ''],
  ])('of %s takes the number of a case alone, and leads to an address of it', async (path, name, other, chosen) => {
    const page = await officer.get(path)
    for (const typed of [
      BSN.garagehouder,
      'jan@voorbeeld.nl',
      'Jan Jansen',
      `${garage.caseId} `.repeat(2),
      '1234AB 12',
    ]) {
      const wrong = await officer.submit(page, path, { [name]: typed, [other]: chosen })
      expect([wrong.at, wrong.status]).toEqual([path, 200])
      expect(wrong.html).toMatch(new RegExp(`id="${name}-error"[^>]*>dit is geen kenmerk of nummer van een zaak`))
      expect(wrong.html).toContain(`href="#${name}"`)
      // Nor does it come into one by a link, or by the next page.
      expect(wrong.html).not.toMatch(new RegExp(`(href|action)="[^"]*${encodeURIComponent(typed.trim())}`))
      await later()
    }
    const right = await officer.submit(page, path, { [name]: ` ${garage.caseId.toUpperCase()} `, [other]: chosen })
    const { searchParams } = new URL(right.at, 'http://x')
    expect([right.status, searchParams.get(name), searchParams.get(other)]).toEqual([200, garage.caseId, chosen])
    expect(right.at).not.toMatch(/_csrf|_once/)
  })

  it.each([
    ['/console/decisions', 'from'],
    ['/console/decisions', 'until'],
    ['/console/review/obligations', 'dueBefore'],
  ])('of %s takes a day alone as %s, also of a browser that lets anything be typed there', async (path, name) => {
    const page = await officer.get(path)
    const wrong = await officer.submit(page, path, { [name]: BSN.garagehouder })
    expect([wrong.at, wrong.status]).toEqual([path, 200])
    expect(wrong.html).toMatch(new RegExp(`id="${name}-error"[^>]*>dit is geen dag`))
    expect(wrong.html).not.toMatch(new RegExp(`(href|action)="[^"]*${BSN.garagehouder}`))
    const right = await officer.submit(page, path, { [name]: '2026-11-27' })
    expect(new URL(right.at, 'http://x').searchParams.get(name)).toBe('2026-11-27')
  })

  it.each([
    ['/console/decisions', { outcome: 'deny', norm: '', caseId: '' }, '?outcome=deny'],
    ['/console/decisions', { outcome: '', from: '' }, ''],
    ['/console/judgements/standing', { type: '', caseId: '' }, ''],
    // Where none is chosen what is open is shown: all of it is a choice.
    ['/console/review/obligations', { status: '', owner: '', caseId: '' }, '?status='],
  ])('of %s leaves out of the address what says nothing', async (path, given, query) => {
    expect((await officer.submit(await officer.get(path), path, given)).at).toBe(`${path}${query}`)
  })

  it('of fields that it does not have has no check of their name', async () => {
    const page = await officer.get('/console/decisions')
    for (const name of ['constructor', 'toString', '__proto__'])
      expect((await officer.submit(page, '/console/decisions', { [name]: 'x' })).status).toBe(200)
  })

  it('leads elsewhere each time that it is sent with something else, as after going back', async () => {
    const page = await officer.get('/console/decisions')
    const ends = []
    for (const outcome of ['deny', 'permit', 'deny']) {
      const { status, at } = await officer.submit(page, '/console/decisions', { outcome })
      ends.push([status, new URL(at, 'http://x').searchParams.get('outcome')])
    }
    expect(ends).toEqual([
      [200, 'deny'],
      [200, 'permit'],
      [200, 'deny'],
    ])
  })

  it('of norms takes words that stand in one', async () => {
    const page = await officer.get('/console/policy')
    for (const q of [BSN.garagehouder, 'jan@voorbeeld.nl', 'Gemeentewet Jansen']) {
      const wrong = await officer.submit(page, '/console/policy', { q })
      expect(wrong.at).toBe('/console/policy')
      expect(wrong.html).toMatch(/id="q-error"[^>]*>in geen norm staan al deze woorden/)
    }
    const right = await officer.submit(page, '/console/policy', { q: 'gem-01', effect: 'deny' })
    expect(right.at).toBe('/console/policy?q=gem-01&effect=deny')
    expect(right.html).toContain('/console/policy/norms/GEM-01')
  })

  it('does not pass on what is no case in an address that somebody made', async () => {
    const { html } = await officer.get(`/console/decisions?caseId=${BSN.garagehouder}&outcome=deny`)
    const [, main = ''] = /<main[^>]*>([\s\S]*)<\/main>/.exec(html) ?? []
    expect(main).not.toContain(BSN.garagehouder)
  })
})

it.each([
  ['the officer', PEOPLE.officer],
  ['who asks', PEOPLE.asker],
  ['the jurist', JURIST],
])(
  'no form that %s can get to puts what is typed into an address, or has a field that is called as another',
  async (_, person) => {
    const browser = await entered(person)
    const routeOf = (href: string) =>
      href.replace(/[?#].*$/, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]+-\d\d$/g, ':id')
    const seen = new Map([['/console', '/console']])
    const wrong: string[] = []
    /** A label leads to the first field of its name: of two that are called the same it would mark the other. */
    const twice: string[] = []
    let forms = 0
    for (const [route, href] of seen) {
      await later()
      const { html } = await browser.get(href)
      const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
      twice.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${route} ${id}`))
      for (const [form] of html.matchAll(/<form[\s\S]*?<\/form>/g)) {
        if (/^<form[^>]*method="post"/.test(form)) continue
        forms += 1
        const typed = [...form.matchAll(/<(?:input|textarea)\b[^>]*>/g)].map(([tag]) => tag)
        wrong.push(
          ...typed.filter((tag) => !/type="(hidden|date|radio|checkbox)"/.test(tag)).map((tag) => `${route} ${tag}`),
        )
      }
      for (const [, link = ''] of html.matchAll(/href="(\/console[^"]*)"/g))
        if (!/\/assets\/|\/pdf|\/table|\/proof|\/checkpoint/.test(link) && !seen.has(routeOf(link)) && seen.size < MOST)
          seen.set(routeOf(link), link.replaceAll('&amp;', '&'))
    }
    expect([wrong, twice]).toEqual([[], []])
    expect([forms > 1, seen.size > 8]).toEqual([true, true])
  },
)
