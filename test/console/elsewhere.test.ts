/** Requests that a page of elsewhere makes in the browser of who is signed in: what the log says that they looked at, they looked at. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { LIMITS } from '../../src/limits.ts'
import { type Browser, consoleOf, signedIn } from '../support/console.ts'
import { openWorld, type World } from '../support/world.ts'

const PAGES = ['/console', '/console/decisions', '/console/decisions/table', '/console/decisions/report/pdf']

let world: World
let officer: Browser
beforeAll(async () => {
  world = await openWorld()
  officer = await signedIn(consoleOf(world, [PEOPLE.officer]), PEOPLE.officer)
})
afterAll(() => world.close())

const asked = async (path: string, headers: Record<string, string>, method = 'GET') => {
  const before = await world.node.ports.ledger.size()
  const answer = await officer.raw(path, { method, headers })
  await answer.text()
  return { status: answer.status, entries: (await world.node.ports.ledger.size()) - before }
}

it.each(['cross-site', 'same-site'])(
  'as a part of a page (%s) are answered by nothing, and nobody looked',
  async (site) => {
    for (const [mode, dest] of [
      ['no-cors', 'image'],
      ['no-cors', 'script'],
      ['cors', 'empty'],
      ['navigate', 'iframe'],
    ] as const) {
      const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest }
      for (const path of PAGES)
        expect([path, dest, await asked(path, headers)]).toEqual([path, dest, { status: 403, entries: 0 }])
      expect(await asked('/console/decisions', headers, 'HEAD')).toEqual({ status: 403, entries: 0 })
    }
  },
)

it('keep nobody signed in', async () => {
  let now = Date.now()
  const browser = await signedIn(
    consoleOf(world, [PEOPLE.officer], () => new Date(now)),
    PEOPLE.officer,
  )
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-site' },
  }
  const image = { headers: { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' } }
  for (const init of [post, image, post]) {
    now += LIMITS.sessionIdleMs / 2
    expect((await browser.raw('/console/purpose', init)).status).toBe(403)
  }
  expect((await browser.raw('/console/purpose')).headers.get('location')).toMatch(/^\/console\/login/)
})

it('as a link are followed, and those of our own pages and of who types an address', async () => {
  for (const headers of [
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    {},
  ] as Record<string, string>[])
    expect(await asked('/console/decisions', headers)).toEqual({ status: 200, entries: 2 })
})
