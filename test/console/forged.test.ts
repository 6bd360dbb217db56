/** Forms that no page of the console sent. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { LIMITS } from '../../src/limits.ts'
import { consoleOf, ORIGIN, signedIn } from '../support/console.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let app: ReturnType<typeof consoleOf>
beforeAll(async () => {
  world = await openWorld()
  app = consoleOf(world, [PEOPLE.officer, PEOPLE.asker])
})
afterAll(() => world.close())

it('are not taken without the token of who sends them', async () => {
  const browser = await signedIn(app, PEOPLE.officer)
  const body = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const page = await browser.get('/console/purpose')
  const [, csrf = ''] = /name="_csrf" value="([0-9a-f]+)"/.exec(page.html) ?? []
  const post = (fields: Record<string, string>, more: Record<string, string> = {}) =>
    browser.raw('/console/purpose', { method: 'POST', body: body(fields), headers: { ...headers, ...more } })
  expect((await post({ purpose: 'P-AUDIT' })).status).toBe(403)
  expect((await post({ purpose: 'P-AUDIT', _csrf: `${csrf}0` })).status).toBe(403)
  expect((await post({ purpose: 'P-AUDIT', _csrf: csrf }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await post({ purpose: 'P-AUDIT', _csrf: csrf })).status).toBe(303)
  expect((await post({ purpose: 'x'.repeat(LIMITS.formBytes + 1), _csrf: csrf })).status).toBe(413)
  const other = await signedIn(app, PEOPLE.asker)
  const stolen = await other.raw('/console/purpose', {
    method: 'POST',
    body: body({ purpose: 'P-AUDIT', _csrf: csrf }),
    headers,
  })
  expect(stolen.status).toBe(403)
})

it('are not taken from another origin either, of a browser that names only that', async () => {
  const browser = await signedIn(app, PEOPLE.officer)
  const { html } = await browser.get('/console/purpose')
  const [, csrf = ''] = /name="_csrf" value="([0-9a-f]+)"/.exec(html) ?? []
  const from = async (more: Record<string, string>, path = '/console/purpose') => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...more }
    const body = new URLSearchParams({ purpose: 'P-AUDIT', _csrf: csrf }).toString()
    return (await browser.raw(path, { method: 'POST', body, headers })).status
  }
  for (const origin of ['https://evil.example', 'https://sluis.example.evil.example', 'nonsense', 'file://'])
    expect([origin, await from({ origin })]).toEqual([origin, 403])
  // Of a page without a referrer it is `null`, and then the token says it.
  for (const origin of [ORIGIN, 'null']) expect([origin, await from({ origin })]).toEqual([origin, 303])
  for (const site of ['cross-site', 'same-site', '']) {
    expect([site, await from({ 'sec-fetch-site': site, origin: ORIGIN })]).toEqual([site, 403])
    expect([site, await from({ 'sec-fetch-site': site }, '/console/logout')]).toEqual([site, 403])
  }
  expect(await from({ origin: 'https://evil.example' }, '/console/login')).toBe(404)
  expect((await browser.get('/console/purpose')).at).toBe('/console/purpose')
})
