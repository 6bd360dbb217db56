/** What a provider, or who plays one, may bring: each answer is one change from one that is taken. */
import { createRemoteJWKSet, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { logoutTokens } from '../../src/console/session/logout-tokens.ts'
import type { Begun, ProviderSignIn } from '../../src/console/session/sign-in.ts'
import { LIMITS } from '../../src/limits.ts'
import type { Exchanger } from '../../src/sources/exchange.ts'
import { undiciExchanger } from '../../src/sources/undici.ts'
import { openProvided, type Provided } from '../support/provided.ts'
import { CLIENT, OTHER_RESOURCE } from '../support/provider.ts'

type Document = Record<string, unknown>

let on: Provided
let ahead = 0
const real = undiciExchanger(async () => ({}))
beforeAll(async () => {
  on = await openProvided([PEOPLE.officer, PEOPLE.asker], () => new Date(Date.now() + ahead))
})
afterAll(async () => {
  await on.close()
  await real.close()
})
beforeEach(() => {
  ahead = 0
})

/** The real provider, of which some answers are changed on the way. */
function changing(ending: string, change: (document: Document) => Document | Promise<Document>): Exchanger {
  return {
    async send(asked) {
      const reply = await real.send(asked)
      if (!asked.url.pathname.endsWith(ending)) return reply
      return { ...reply, json: async () => change((await reply.json()) as Document) }
    },
    close: () => real.close(),
  }
}
const claims = (more: Document = {}) => {
  const now = Math.floor(Date.now() / 1_000)
  return { iss: on.provider.issuer, aud: CLIENT, sub: PEOPLE.officer.person, iat: now, exp: now + 120, ...more }
}

describe('the answer of a login', () => {
  /** The code of our operator with which it ends; `change` is made to what the browser brings and to what was begun. */
  async function ended(signIn: ProviderSignIn, change: (answer: URL, begun: Begun) => Partial<Begun> = () => ({})) {
    const { url, begun } = await signIn.begin('/console')
    const answer = await on.answer(url, PEOPLE.officer)
    const changed = { ...begun, ...change(answer, begun) }
    return signIn.finish(answer, changed).then(
      () => 'taken',
      ({ code, unavailable }: { code: string; unavailable: boolean }) => `${code}${unavailable ? ' (503)' : ''}`,
    )
  }
  const answerWith = (name: string, value: string | null) => (answer: URL) => {
    if (value === null) answer.searchParams.delete(name)
    else answer.searchParams.set(name, value)
    return {}
  }

  it('is taken as it is', async () => {
    expect(await ended(on.signInOf())).toBe('taken')
  })

  it.each([
    ['has another state', answerWith('state', 'x'.repeat(64)), 'OAUTH_INVALID_RESPONSE'],
    ['has no state', answerWith('state', null), 'OAUTH_INVALID_RESPONSE'],
    ['names another issuer (mix-up)', answerWith('iss', 'https://evil.example'), 'OAUTH_INVALID_RESPONSE'],
    ['names no issuer', answerWith('iss', null), 'OAUTH_INVALID_RESPONSE'],
    ['has a code that was made up', answerWith('code', 'x'.repeat(43)), 'invalid_grant'],
    ['says no, in words of its own', answerWith('error', '<script>'), 'OAUTH_AUTHORIZATION_RESPONSE_ERROR'],
    ['has another verifier', () => ({ verifier: 'f'.repeat(64) }), 'invalid_grant'],
    ['is for another nonce', () => ({ nonce: 'f'.repeat(64) }), 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
  ] as const)('that %s is refused', async (_, change, code) => {
    expect(await ended(on.signInOf(), change)).toBe(code)
  })

  it('is refused with the code of another session, and when it is replayed', async () => {
    const signIn = on.signInOf()
    const first = await signIn.begin('/console')
    const theirs = await on.answer(first.url, PEOPLE.asker)
    expect(await ended(signIn, answerWith('code', theirs.searchParams.get('code')))).toBe('invalid_grant')
    const again = await signIn.begin('/console')
    const answer = await on.answer(again.url, PEOPLE.officer)
    await signIn.finish(answer, again.begun)
    await expect(signIn.finish(answer, again.begun)).rejects.toMatchObject({ code: 'invalid_grant' })
  })

  it('is refused with a token that the API would not take: opaque, or for another', async () => {
    expect(await ended(on.signInOf({ resource: undefined, scopes: ['openid'] }))).toBe('access-token-opaque')
    expect(await ended(on.signInOf({ resource: OTHER_RESOURCE }))).toBe('access-token-audience')
    expect(await ended(on.signInOf({ resource: 'https://unknown.example' }))).not.toBe('taken')
  })

  it.each([
    ['of another audience', { aud: 'another-client' }, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
    ['of another issuer', { iss: 'https://evil.example' }, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
    ['that is over', { exp: 1_000_000 }, 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'],
  ])('is refused with an ID token %s', async (_, more, code) => {
    let nonce = ''
    const exchanger = changing('/token', async (document) => {
      return { ...document, id_token: await on.provider.sign(claims({ nonce, ...more })) }
    })
    const keepNonce = (_answer: URL, begun: Begun) => {
      nonce = begun.nonce
      return {}
    }
    expect(await ended(on.signInOf({}, { exchanger }), keepNonce)).toBe(code)
  })

  it('is refused with an ID token that somebody else signed, or with none', async () => {
    const forged = changing('/token', ({ id_token, ...document }) => {
      const [head, body] = String(id_token).split('.')
      return { ...document, id_token: `${head}.${body}.${'A'.repeat(86)}` }
    })
    expect(await ended(on.signInOf({}, { exchanger: forged }))).toBe('OAUTH_INVALID_RESPONSE')
    const none = changing('/token', ({ id_token: _, ...document }) => document)
    expect(await ended(on.signInOf({}, { exchanger: none }))).toBe('OAUTH_INVALID_RESPONSE')
  })

  it('is refused where the secret is not right, and the operator hears that', async () => {
    expect(await ended(on.signInOf({}, { secret: 'another' }))).toBe('invalid_client')
  })
})

describe('a renewal', () => {
  it('that gives the tokens of another person is refused', async () => {
    let change = false
    const exchanger = changing('/token', async (document) =>
      change ? { ...document, id_token: await on.provider.sign(claims({ sub: PEOPLE.asker.person })) } : document,
    )
    const signIn = on.signInOf({}, { exchanger })
    const { url, begun } = await signIn.begin('/console')
    const grant = await signIn.finish(await on.answer(url, PEOPLE.officer), begun)
    change = true
    await expect(signIn.renew(grant)).rejects.toMatchObject({ code: 'another-person', unavailable: false })
  })
})

describe('the description of a provider', () => {
  it.each([
    ['is of another issuer', { issuer: 'https://evil.example' }, 'provider-malformed'],
    ['sends browsers elsewhere', { authorization_endpoint: 'https://evil.example/auth' }, 'provider-elsewhere'],
    ['has tokens elsewhere', { token_endpoint: 'https://evil.example/token' }, 'provider-elsewhere'],
    ['has keys elsewhere', { jwks_uri: 'https://evil.example/jwks' }, 'provider-elsewhere'],
    ['says goodbye elsewhere', { end_session_endpoint: 'https://evil.example/end' }, 'provider-elsewhere'],
    ['has no keys', { jwks_uri: undefined }, 'provider-elsewhere'],
  ])('that %s opens nothing', async (_, more, code) => {
    const exchanger = changing('/openid-configuration', (document) => ({ ...document, ...more }))
    const signIn = on.signInOf({}, { exchanger })
    await expect(signIn.begin('/console')).rejects.toMatchObject({ code, unavailable: true })
  })

  it('without a place to log out leaves the session there as it is', async () => {
    const exchanger = changing('/openid-configuration', ({ end_session_endpoint: _, ...document }) => document)
    const signIn = on.signInOf({}, { exchanger })
    await signIn.begin('/console')
    expect(signIn.farewell()).toBeNull()
  })
})

describe('a logout token', () => {
  const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
  const header = { typ: 'logout+jwt' }
  let count = 0
  const good = (more: Document = {}) => {
    count += 1
    return claims({ events: { [EVENT]: {} }, jti: `id-${count}`, sid: 'session-1', ...more })
  }
  const now = () => Math.floor(Date.now() / 1_000)
  const read = (token: string) => on.signInOf().loggedOut(token)

  it('names the session, the person, or both', async () => {
    const { person } = PEOPLE.officer
    expect(await read(await on.provider.sign(good(), header))).toEqual({
      subject: person,
      providerSession: 'session-1',
    })
    expect(await read(await on.provider.sign(good({ sub: undefined }), header))).toEqual({
      providerSession: 'session-1',
    })
    expect(await read(await on.provider.sign(good({ sid: undefined }), header))).toEqual({ subject: person })
  })

  it.each([
    ['for another client', () => good({ aud: 'another-client' })],
    ['of another issuer', () => good({ iss: 'https://evil.example' })],
    ['with a nonce, as ID tokens have', () => good({ nonce: 'n' })],
    ['without the event', () => good({ events: {} })],
    ['with an event that is no object', () => good({ events: { [EVENT]: true } })],
    ['without events', () => good({ events: undefined })],
    ['about nobody', () => good({ sub: undefined, sid: undefined })],
    ['without an id', () => good({ jti: undefined })],
    ['with an empty id', () => good({ jti: '' })],
    ['that is over', () => good({ exp: now() - 31 })],
    ['without an end', () => good({ exp: undefined })],
    ['without a beginning', () => good({ iat: undefined })],
    ['from the future', () => good({ iat: now() + 60 })],
    ['of long ago', () => good({ iat: now() - LIMITS.logoutTokenMs / 1_000 - 60, exp: now() + 600 })],
  ])('%s is refused', async (_, document) => {
    expect(await read(await on.provider.sign(document(), header))).toBeNull()
  })

  it('of another type, key or algorithm is refused', async () => {
    expect(await read(await on.provider.sign(good()))).toBeNull()
    expect(await read(await on.provider.sign(good(), { typ: 'JWT' }))).toBeNull()
    const [head, body] = (await on.provider.sign(good(), header)).split('.')
    expect(await read(`${head}.${body}.${'A'.repeat(86)}`)).toBeNull()
    expect(await read(`${btoa('{"alg":"none","typ":"logout+jwt"}').replaceAll('=', '')}.${body}.`)).toBeNull()
    const shared = new SignJWT(good()).setProtectedHeader({ alg: 'HS256', ...header })
    expect(await read(await shared.sign(new TextEncoder().encode('s'.repeat(32))))).toBeNull()
    expect(await read('')).toBeNull()
    expect(await read(`${head}.${'A'.repeat(LIMITS.tokenBytes)}.x`)).toBeNull()
  })

  it('counts once, for as long as it could count at all', async () => {
    const signIn = on.signInOf()
    const token = await on.provider.sign(good({ exp: now() + 600 }), header)
    expect(await signIn.loggedOut(token)).not.toBeNull()
    expect(await signIn.loggedOut(token)).toBeNull()
    ahead = LIMITS.logoutTokenMs + 20_000
    expect(await signIn.loggedOut(token)).toBeNull()
    // By then only its age refuses it: nobody needs to remember it any longer.
    expect(await on.signInOf().loggedOut(token)).not.toBeNull()
    ahead = LIMITS.logoutTokenMs + 40_000
    expect(await on.signInOf().loggedOut(token)).toBeNull()
  })

  it('is forgotten when there are too many, the oldest first', async () => {
    const keys = createRemoteJWKSet(new URL(`${on.provider.issuer}/jwks`))
    const parts = { clock: () => new Date(), issuer: on.provider.issuer, clientId: CLIENT }
    const { read } = logoutTokens(parts, 2)
    const tokens = await Promise.all([1, 2, 3].map(() => on.provider.sign(good(), header)))
    for (const token of tokens) expect(await read(token, keys, ['ES256'])).not.toBeNull()
    const [first = '', second = '', third = ''] = tokens
    expect(await read(third, keys, ['ES256'])).toBeNull()
    expect(await read(second, keys, ['ES256'])).toBeNull()
    expect(await read(first, keys, ['ES256'])).not.toBeNull()
    expect(LIMITS.logoutTokensRemembered).toBeGreaterThan(2)
  })

  it('is not judged while the keys of the provider cannot be had: it may be sent again', async () => {
    const exchanger = changing('/jwks', () => ({ keys: 'none' }))
    const token = await on.provider.sign(good(), header)
    await expect(on.signInOf({}, { exchanger }).loggedOut(token)).rejects.toMatchObject({ unavailable: true })
    on.use(on.signInOf({}, { exchanger }))
    const send = (logout_token: string) =>
      fetch(`${on.url}/console/logout/backchannel`, { method: 'POST', body: new URLSearchParams({ logout_token }) })
    expect((await send(token)).status).toBe(503)
    on.use(on.signInOf())
    expect([(await send(token)).status, (await send(token)).status]).toEqual([200, 400])
  })
})
