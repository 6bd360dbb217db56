/** How the HTTP connector gets in, and how it is checked: client credentials and health, against a real server. */
import { beforeEach, describe, expect, it } from 'vitest'
import { failureOf, query, raw } from './fixtures.ts'
import { connect, give, http, useHttpServer } from './http-server.ts'

useHttpServer()

describe('client credentials', () => {
  const clientSecret = { env: 'BRON_SECRET' }
  const oauth = () => ({ tokenUrl: `${http.base}/token`, clientId: 'sluis:1', clientSecret, scope: 'lezen' })
  let token: unknown
  let tokens: number

  beforeEach(() => {
    tokens = 0
    http.secret = 'geheim & wachtwoord'
    token = { access_token: 'abc.def', token_type: 'Bearer', expires_in: 300 }
    http.answer = (request, response) => {
      if (request.url === '/token') tokens += 1
      give(request.url === '/token' ? token : [raw])(request, response)
    }
  })

  it('are exchanged for a token that every question carries until shortly before it expires', async () => {
    const source = connect({ oauth: oauth() })
    await source.fetch(query())
    await source.fetch(query())
    expect(http.asked.map((one) => one.url)).toEqual(['/token', '/vragen', '/vragen'])
    expect(http.asked[1]?.headers.authorization).toBe('Bearer abc.def')
    http.now += 269_999
    await source.fetch(query())
    expect(tokens).toBe(1)
    http.now += 1
    await source.fetch(query())
    expect(tokens).toBe(2)
  })

  it('go in the header, form-encoded, or in the body', async () => {
    await connect({ oauth: oauth() }).fetch(query())
    const basic = http.asked[0]?.headers.authorization?.replace('Basic ', '') ?? ''
    expect(Buffer.from(basic, 'base64').toString()).toBe('sluis%3A1:geheim+%26+wachtwoord')
    expect(http.asked[0]?.body).toBe('grant_type=client_credentials&scope=lezen')
    http.asked = []
    await connect({ oauth: { ...oauth(), authentication: 'body' } }).fetch(query())
    expect(http.asked[0]?.headers.authorization).toBeUndefined()
    expect(Object.fromEntries(new URLSearchParams(http.asked[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      scope: 'lezen',
      client_id: 'sluis:1',
      client_secret: 'geheim & wachtwoord',
    })
  })

  it('give a new token after the source refused the old one', async () => {
    const source = connect({ oauth: oauth() })
    const normal = http.answer
    http.answer = (request, response) =>
      request.url === '/token' ? normal(request, response) : give({}, 401)(request, response)
    expect(await failureOf(source.fetch(query()))).toBe('refused')
    http.answer = normal
    expect(await failureOf(source.fetch(query()))).toBe('none')
    expect(tokens).toBe(2)
  })

  it.each([
    ['another kind of token', { access_token: 'abc', token_type: 'mac' }],
    ['no token', { token_type: 'Bearer' }],
    ['a token that breaks the header', { access_token: 'abc\r\nx: y', token_type: 'Bearer' }],
  ])('that give %s are refused, and nothing is asked', async (_, given) => {
    token = given
    expect(await failureOf(connect({ oauth: oauth() }).fetch(query()))).toBe('refused')
    expect(http.asked.map((one) => one.url)).toEqual(['/token'])
  })

  it('that are refused ask nothing, and say nothing of the secret', async () => {
    http.answer = give({ error: 'invalid_client', echo: 'geheim & wachtwoord' }, 401)
    const failure = await connect({ oauth: oauth() })
      .fetch(query())
      .catch((error: unknown) => error)
    expect(String(failure)).toBe('SourceFailure: source refused')
    expect(http.asked).toHaveLength(1)
  })
})

describe('check', () => {
  it('asks the health path without anything about anybody', async () => {
    http.answer = (_, response) => response.writeHead(200).end('ok')
    const source = connect({ health: { path: '/gezond', method: 'GET' } })
    expect(await failureOf(source.check())).toBe('none')
    expect(http.asked).toMatchObject([{ method: 'GET', url: '/gezond', body: '' }])
  })

  it('takes any http.answer of a source without a health path but a refusal of us or a fault of its own', async () => {
    for (const [status, kind] of [
      [200, 'none'],
      [404, 'none'],
      [405, 'none'],
      [401, 'refused'],
      [403, 'refused'],
      [500, 'refused'],
    ] as const) {
      http.answer = (_, response) => response.writeHead(status).end()
      expect(await failureOf(connect().check())).toBe(kind)
    }
    expect(new Set(http.asked.map((one) => `${one.method} ${one.url} ${one.body}`))).toEqual(new Set(['HEAD /vragen ']))
  })

  it('fails when the health path redirects or fails', async () => {
    const health = { path: '/gezond', method: 'HEAD' } as const
    http.answer = (_, response) => response.writeHead(302, { location: '/' }).end()
    expect(await failureOf(connect({ health }).check())).toBe('refused')
    http.answer = (_, response) => response.writeHead(404).end()
    expect(await failureOf(connect({ health }).check())).toBe('refused')
  })
})
