/** The console of `sluis serve` as a process of its own: a provider or nothing in production, the demo people in development. */
import { writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEMO_PEOPLE } from '../../src/cli/console/people.ts'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { EXIT } from '../../src/cli/help.ts'
import { LIMITS } from '../../src/limits.ts'
import { issuerDocument, makeKey } from '../auth/tokens.ts'
import { freePort } from '../support/free-port.ts'
import { CLIENT, RESOURCE, SECRET, startProvider, type TestProvider } from '../support/provider.ts'
import { failToServe, type Installation, install, type Serving, serve } from '../support/serve.ts'
import { surfer } from '../support/surfer.ts'

let on: Installation
let provider: TestProvider | undefined
let serving: Serving | undefined
beforeEach(async () => {
  on = await install([issuerDocument([await makeKey('k1')])])
})
afterEach(async () => {
  await serving?.stop()
  await provider?.close()
  await on.remove()
  serving = undefined
  provider = undefined
})

/** Every person of the demo, as a form of development would send them. */
async function developmentLogins(origin: string) {
  return Promise.all(
    DEMO_PEOPLE.map(async ({ id }) => {
      const body = new URLSearchParams({ person: id })
      const { status, headers } = await fetch(`${origin}/console/login`, { method: 'POST', body, redirect: 'manual' })
      return [status, headers.getSetCookie()]
    }),
  )
}
const NOBODY = DEMO_PEOPLE.map(() => [404, []])

describe('in production', () => {
  it('there is no console without a provider, nor a way in as somebody of the demo', async () => {
    serving = await serve(on.env)
    for (const path of [
      '/console',
      '/console/login',
      '/console/decisions',
      '/console/login/callback',
      '/console/goodbye',
    ])
      expect((await fetch(`${serving.origin}${path}`, { redirect: 'manual' })).status).toBe(404)
    expect(await developmentLogins(serving.origin)).toEqual(NOBODY)
  })

  it('people sign in at the provider, and in no other way', async () => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    provider = await startProvider(url, [PEOPLE.officer])
    await writeFile(on.path('issuers.json'), JSON.stringify([provider.document]))
    await writeFile(on.path('secret'), `${SECRET}\n`)
    const document = {
      ...{ url, issuer: provider.issuer, clientId: CLIENT, clientSecret: { file: on.path('secret') } },
      ...{ scopes: ['openid', 'sluis'], resource: RESOURCE },
    }
    serving = await serve({ ...on.env, SLUIS_PORT: String(port), SLUIS_CONSOLE: JSON.stringify(document) })
    expect(await developmentLogins(url)).toEqual(NOBODY)
    const browser = surfer()
    const login = await browser.go(`${url}/console/purpose`)
    expect(login.html).not.toContain('name="person"')
    const consent = await browser.submit(login, '/interaction/', { login: PEOPLE.officer.person, password: 'any' })
    const page = await browser.submit(consent, '/interaction/')
    expect([page.url, page.status]).toEqual([`${url}/console/purpose`, 200])
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self';")
    // Anybody can send logout tokens that are none: they fill no disk, and are counted.
    const forged = { method: 'POST', body: new URLSearchParams({ logout_token: 'x' }) }
    for (let i = 0; i < LIMITS.faultLinesPerMinute + 30; i += 1)
      expect((await fetch(`${url}/console/logout/backchannel`, forged)).status).toBe(400)
    const metrics = await (await fetch(`${url}/metrics`)).text()
    const counted = `sluis_faults_total{where="logout",code="logout-token"} ${LIMITS.faultLinesPerMinute + 30}`
    expect(metrics).toContain(counted)
    const { code, out } = await serving.stop()
    expect(code).toBe(EXIT.ok)
    const told = out.split('\n').filter((line) => line.includes('"where":"logout"'))
    // A minute may have passed between them.
    expect(told.length).toBeLessThan(LIMITS.faultLinesPerMinute + 25)
    expect(told.some((line) => /"more":\d+/.test(line))).toBe(true)
  })

  it('a provider that is down stops nothing but signing in', async () => {
    const port = await freePort()
    const issuer = `http://127.0.0.1:${port}`
    await writeFile(on.path('issuers.json'), JSON.stringify([{ ...issuerDocument([await makeKey('k1')]), issuer }]))
    const document = { url: 'https://sluis.example', issuer, clientId: CLIENT, clientSecret: { env: 'SLUIS_SECRET_C' } }
    serving = await serve({ ...on.env, SLUIS_SECRET_C: SECRET, SLUIS_CONSOLE: JSON.stringify(document) })
    expect((await fetch(`${serving.origin}/console/login`)).status).toBe(503)
    expect((await fetch(`${serving.origin}/readyz`)).status).toBe(200)
  })

  it('a provider whose tokens do not count is refused at the start', async () => {
    const document = {
      ...{ url: 'https://sluis.example', issuer: 'https://other.example' },
      ...{ clientId: CLIENT, clientSecret: { env: 'SLUIS_SECRET_C' } },
    }
    const ended = await failToServe({ ...on.env, SLUIS_CONSOLE: JSON.stringify(document) })
    expect([ended.code, ended.err]).toEqual([EXIT.configuration, 'SLUIS_CONSOLE /issuer: is none of SLUIS_ISSUERS\n'])
  })
})

describe('in development', () => {
  it('the demo people sign in by their name, and only where no provider is named', async () => {
    const { SLUIS_ISSUERS_FILE: _, ...env } = on.env
    serving = await serve({ ...env, SLUIS_MODE: 'development', SLUIS_LOG: 'json' })
    const browser = surfer()
    const people = await browser.go(`${serving.origin}/console/login`)
    expect(people.html).toContain('ontwikkelomgeving')
    const page = await browser.submit(people, '/console/login', { person: 'fg', next: '/console/purpose' })
    expect([page.status, page.url]).toEqual([200, `${serving.origin}/console/purpose`])
    await serving.stop()
    const document = {
      ...{ url: 'https://sluis.example', issuer: 'https://login.example' },
      ...{ clientId: CLIENT, clientSecret: { env: 'SLUIS_SECRET_C' } },
    }
    const named = { ...on.env, SLUIS_MODE: 'development', SLUIS_LOG: 'json', SLUIS_CONSOLE: JSON.stringify(document) }
    serving = await serve(named)
    expect(await developmentLogins(serving.origin)).toEqual(NOBODY)
  })

  it('nobody gets in without being asked from another machine, nor by a name that was made to lead here', async () => {
    const { SLUIS_ISSUERS_FILE: _, ...env } = on.env
    const development = { ...env, SLUIS_MODE: 'development', SLUIS_LOG: 'json' }
    serving = await serve({ ...development, SLUIS_HOST: '0.0.0.0' })
    const here = serving.origin.replace('0.0.0.0', '127.0.0.1')
    expect(await developmentLogins(here)).toEqual(NOBODY)
    expect((await fetch(`${here}/livez`)).status).toBe(200)
    expect((await serving.stop()).err).toContain('no console: other machines reach SLUIS_HOST')
    serving = await serve(development)
    const { port } = new URL(serving.origin)
    expect(await statusUnder(port, `rebound.example:${port}`)).toBe(421)
    expect(await statusUnder(port, `127.0.0.1.rebound.example:${port}`)).toBe(421)
    expect(await statusUnder(port, `localhost:${port}`)).toBe(303)
  })

  it('and its first answer has the headers of the console, as each other has', async () => {
    const { SLUIS_ISSUERS_FILE: _, ...env } = on.env
    serving = await serve({ ...env, SLUIS_MODE: 'development', SLUIS_LOG: 'json' })
    const paths = ['/', '/console', '/console/', '/console/nothing', '/console/assets/console.css', '/console/assets/x']
    for (const path of paths) {
      const { headers } = await fetch(`${serving.origin}${path}`, { redirect: 'manual' })
      expect([path, headers.get('content-security-policy')]).toEqual([
        path,
        expect.stringContaining("default-src 'none'"),
      ])
      expect([path, headers.get('x-content-type-options'), headers.get('referrer-policy')]).toEqual([
        path,
        'nosniff',
        'no-referrer',
      ])
      const kept = path.endsWith('.css') ? 'public, max-age=300' : 'no-store'
      expect([path, headers.get('cache-control')]).toEqual([path, kept])
    }
  })
})

/** A login as somebody of the demo, under a name of this server. */
function statusUnder(port: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { host, 'content-type': 'application/x-www-form-urlencoded' }
    const asked = request({ host: '127.0.0.1', port, path: '/console/login', method: 'POST', headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    asked.on('error', reject).end('person=fg')
  })
}
