/** authenticate: only a genuine, current access token of a trusted issuer makes a Caller; every other gets one answer. */
import { SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { trustIssuers } from '../../src/auth/key-sets.ts'
import { LIMITS } from '../../src/limits.ts'
import { authenticate } from '../../src/steps/authenticate.ts'
import {
  GOOD,
  issuerOf,
  makeKey,
  NOW,
  OIN,
  OTHER_OIN,
  type SigningKey,
  type Stage,
  sign,
  stage,
} from '../auth/tokens.ts'

let key: SigningKey
let stranger: SigningKey
let on: Stage
beforeAll(async () => {
  key = await makeKey('k1')
  stranger = await makeKey('k1')
})

const ask = async (token: string, at: Stage = on) => authenticate(at.ports, `Bearer ${token}`)
const lastCause = (at: Stage) => at.events.at(-1)

describe('a good token', () => {
  it('makes a Caller with the codes of its claims and a pseudonym for the person', async () => {
    on = stage([issuerOf([key])])
    const caller = await ask(await sign(key))
    expect(caller).toEqual({
      ok: true,
      value: {
        oin: OIN,
        organ: 'BGM',
        department: 'ONDM',
        roles: ['R-CAS'],
        person: expect.stringMatching(/^p-[0-9a-f]{32}$/),
        authorised: true,
        screened: true,
        trained: true,
        assurance: 'substantial',
      },
    })
    expect(JSON.stringify(caller)).not.toContain('E-1')
  })

  it.each(['ES256', 'PS256', 'EdDSA'])('may be signed with %s', async (alg) => {
    const signer = await makeKey('k', alg)
    on = stage([issuerOf([signer])])
    expect(await ask(await sign(signer))).toMatchObject({ ok: true })
  })

  it('may come from a partner without departments', async () => {
    on = stage([issuerOf([key])])
    const { department: _none, ...claims } = GOOD
    expect(await ask(await sign(key, claims))).toMatchObject({ ok: true, value: { department: null } })
  })
})

describe('what is no good token', () => {
  const changes: readonly [string, Record<string, unknown>, string][] = [
    ['another issuer', { iss: 'https://evil.example' }, 'unknown-issuer'],
    ['no issuer', { iss: undefined }, 'unknown-issuer'],
    ['another audience', { aud: 'another-api' }, 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['no expiry', { exp: undefined }, 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['an expiry at this very second', { exp: NOW }, 'ERR_JWT_EXPIRED'],
    ['a start one second from now', { nbf: NOW + 1 }, 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['no organisation', { oin: undefined }, 'claims-missing'],
    ['an organisation the issuer does not speak for', { oin: '00000099000000009000' }, 'claims-missing'],
    ['an organisation that is no OIN', { oin: '123' }, 'claims-missing'],
    ['no organ', { organ: undefined }, 'claims-missing'],
    ['an organ that is no code', { organ: 'De burgemeester' }, 'claims-missing'],
    ['a department that is no code', { department: ['ONDM'] }, 'claims-missing'],
    ['no person', { employee_number: undefined }, 'claims-missing'],
    ['an empty person', { employee_number: ' ' }, 'claims-missing'],
    ['a person of which nothing shows', { employee_number: '\u200b \ufeff' }, 'claims-missing'],
    ['roles that are no list', { roles: { a: 1 } }, 'claims-missing'],
    ['a role that is no text', { roles: [1] }, 'claims-missing'],
    ['a flag that is no truth value', { authorised: 'true' }, 'claims-missing'],
  ]
  it.each(changes)('refuses %s with the same 401, and tells operators why', async (_what, change, cause) => {
    on = stage([issuerOf([key])])
    expect(await ask(await sign(key, { ...GOOD, ...change }))).toEqual({
      ok: false,
      problem: { code: 'unauthenticated' },
    })
    expect(lastCause(on)).toEqual({ type: 'fault', where: 'authenticate', code: cause })
  })

  it('accepts the other side of each time: one second before expiry, and a start at this very second', async () => {
    on = stage([issuerOf([key])])
    expect(await ask(await sign(key, { ...GOOD, exp: NOW + 1, nbf: NOW }))).toMatchObject({ ok: true })
  })

  it('refuses a signature by another key with the same key id', async () => {
    on = stage([issuerOf([key])])
    expect(await ask(await sign(stranger))).toMatchObject({ problem: { code: 'unauthenticated' } })
  })

  it('refuses an unknown key id', async () => {
    on = stage([issuerOf([key])])
    expect(await ask(await sign(key, GOOD, { kid: 'k2' }))).toMatchObject({ problem: { code: 'unauthenticated' } })
  })

  it.each(['JWT', 'id+jwt', undefined])('refuses typ %s', async (typ) => {
    on = stage([issuerOf([key])])
    expect(await ask(await sign(key, GOOD, { typ }))).toMatchObject({ problem: { code: 'unauthenticated' } })
  })

  it('accepts typ in its long form (RFC 9068, 4)', async () => {
    on = stage([issuerOf([key])])
    expect(await ask(await sign(key, GOOD, { typ: 'application/at+jwt' }))).toMatchObject({ ok: true })
  })

  it('refuses RS256 unless the issuer allows it by name', async () => {
    const rsa = await makeKey('r', 'RS256')
    const token = await sign(rsa, { ...GOOD, scope: 'sluis' })
    expect(await ask(token, stage([issuerOf([rsa])]))).toMatchObject({ problem: { code: 'unauthenticated' } })
    const allowed = issuerOf([rsa], { algorithms: ['RS256'], requiredClaims: { scope: 'sluis' } })
    expect(await ask(token, stage([allowed]))).toMatchObject({ ok: true })
  })

  it('refuses a token that is signed with the public key as a shared secret', async () => {
    on = stage([issuerOf([key])])
    const forged = await new SignJWT(GOOD)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })
      .sign(new TextEncoder().encode(JSON.stringify(key.jwk)))
    expect(await ask(forged)).toMatchObject({ problem: { code: 'unauthenticated' } })
  })

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a b', 'Bearer ünï'])(
    'refuses header %s',
    async (header) => {
      on = stage([issuerOf([key])])
      expect(await authenticate(on.ports, header)).toEqual({ ok: false, problem: { code: 'unauthenticated' } })
    },
  )

  it('takes a header of the most bytes allowed for a token, and not one more', async () => {
    on = stage([issuerOf([key])])
    const padding = async (length: number) => `Bearer ${await sign(key, { ...GOOD, padding: 'x'.repeat(length) })}`
    const bare = (await padding(0)).length
    // Base64url turns 3 bytes into 4 characters: find the padding that lands exactly on the bound.
    const size = Math.floor(((LIMITS.tokenBytes - bare) * 3) / 4)
    const tokens = await Promise.all([-2, -1, 0, 1, 2, 3, 4].map((more) => padding(size + more)))
    for (const header of tokens) {
      expect((await authenticate(on.ports, header)).ok).toBe(header.length <= LIMITS.tokenBytes)
    }
    expect(new Set(tokens.map(({ length }) => length <= LIMITS.tokenBytes)).size).toBe(2)
  })
})

describe('ID tokens, where more than at+jwt is allowed', () => {
  const lenient = () => stage([issuerOf([key], { typ: 'JWT', requiredClaims: { scope: 'sluis', client_id: true } })])
  const access = { ...GOOD, scope: 'openid sluis', client_id: 'frontend' }

  it('accepts an access token', async () => {
    expect(await ask(await sign(key, access, { typ: 'JWT' }), lenient())).toMatchObject({ ok: true })
  })

  it.each([
    ['without the required claim', { client_id: undefined }],
    ['with another scope', { scope: 'openid' }],
    ['with a nonce', { nonce: 'n' }],
    ['with at_hash', { at_hash: 'h' }],
    ['with c_hash', { c_hash: 'h' }],
  ])('refuses one %s', async (_what, change) => {
    on = lenient()
    expect(await ask(await sign(key, { ...access, ...change }, { typ: 'JWT' }))).toMatchObject({
      problem: { code: 'unauthenticated' },
    })
    expect(lastCause(on)).toMatchObject({ code: 'not-an-access-token' })
  })
})

describe('codes that mean nothing here', () => {
  it.each([
    ['organ', { organ: 'XYZ' }, 'unknown-organ', 'XYZ'],
    ['department', { department: 'XYZ' }, 'unknown-department', 'XYZ'],
    ['role', { roles: ['R-CAS', 'R-XYZ'] }, 'unknown-role', 'R-XYZ'],
    ['role that is a name of every object', { roles: ['constructor'] }, 'unknown-role', 'constructor'],
  ])(
    'refuses an unknown %s with 403 that says which, and does so again from the cache',
    async (_what, change, code, detail) => {
      on = stage([issuerOf([key])])
      const token = await sign(key, { ...GOOD, ...change })
      const refusal = { ok: false, problem: { code, detail: { nl: detail, en: detail } } }
      expect(await ask(token)).toEqual(refusal)
      expect(await ask(token)).toEqual(refusal)
    },
  )
})

describe('one person, one identity', () => {
  const personOf = async (token: string, at: Stage) => {
    const caller = await ask(token, at)
    return caller.ok ? caller.value.person : undefined
  }

  it('is the same for another role and another issuer of the organisation', async () => {
    const second = await makeKey('k9')
    const at = stage([issuerOf([key]), issuerOf([second], { issuer: 'https://other.example' })])
    const asker = await personOf(await sign(key), at)
    const judge = await personOf(await sign(second, { ...GOOD, iss: 'https://other.example', roles: ['R-PRIV'] }), at)
    expect(asker).toMatch(/^p-/)
    expect(judge).toBe(asker)
  })

  it('does not change with blanks around or another Unicode form of the same text', async () => {
    const at = stage([issuerOf([key])])
    const one = await personOf(await sign(key, { ...GOOD, employee_number: 'Jos\u00e9' }), at)
    expect(await personOf(await sign(key, { ...GOOD, employee_number: ' Jose\u0301 ' }), at)).toBe(one)
    // Zero-width characters, a soft hyphen, a mark of direction, a byte order mark: nobody sees them.
    for (const unseen of ['\u200b', '\u200c', '\u200d', '\u00ad', '\u200e', '\u2060', '\ufeff']) {
      const written = `${unseen}Jo${unseen}se${unseen}\u0301 ${unseen}`
      expect(await personOf(await sign(key, { ...GOOD, employee_number: written }), at)).toBe(one)
    }
    expect(await personOf(await sign(key, { ...GOOD, employee_number: 'JOS\u00c9' }), at)).not.toBe(one)
  })

  it('differs for another person, and for the same claim in another organisation', async () => {
    const at = stage([issuerOf([key])])
    const people = await Promise.all([
      personOf(await sign(key), at),
      personOf(await sign(key, { ...GOOD, employee_number: 'E-2' }), at),
      personOf(await sign(key, { ...GOOD, oin: OTHER_OIN }), at),
    ])
    expect(new Set(people).size).toBe(3)
  })
})

describe('keys and time', () => {
  it('refuses a cached token from the second it expires', async () => {
    on = stage([issuerOf([key])])
    const token = await sign(key, { ...GOOD, exp: NOW + 10 })
    expect(await ask(token)).toMatchObject({ ok: true })
    on.pass(9_999)
    expect(await ask(token)).toMatchObject({ ok: true })
    on.pass(1)
    expect(await ask(token)).toMatchObject({ problem: { code: 'unauthenticated' } })
  })

  it('checks the signature once, then answers from the cache', async () => {
    let looked = 0
    on = stage([issuerOf([key])])
    const trusted = on.ports.issuers.get('https://login.example')
    if (!trusted) throw new Error('no issuer')
    const { keySet } = trusted
    const find = (...args: Parameters<typeof keySet.find>) => {
      looked += 1
      return keySet.find(...args)
    }
    const counting = { ...keySet, find }
    const ports = { ...on.ports, issuers: new Map([['https://login.example', { ...trusted, keySet: counting }]]) }
    const token = await sign(key)
    const first = await authenticate(ports, `Bearer ${token}`)
    expect(await authenticate(ports, `Bearer ${token}`)).toEqual(first)
    expect(looked).toBe(1)
  })

  it('refuses a cached token once its key left the set, and accepts one by the new key', async () => {
    const next = await makeKey('k2')
    let keys = [key.jwk]
    const files = () => async () => ({ keys: [...keys] })
    on = stage([])
    const issuers = trustIssuers([issuerOf([key], { jwks: { file: 'keys.json' } })], on.ports.clock, files)
    const at = { ...on, ports: { ...on.ports, issuers } }
    const token = await sign(key)
    expect(await ask(token, at)).toMatchObject({ ok: true })
    keys = [next.jwk]
    on.pass(1_000)
    expect(await ask(token, at)).toMatchObject({ problem: { code: 'unauthenticated' } })
    expect(await ask(await sign(next), at)).toMatchObject({ ok: true })
  })

  it('says 503, not 401, when there are no keys to check with', async () => {
    on = stage([])
    const gone = () => () => Promise.reject(new Error('unreachable'))
    const issuers = trustIssuers([issuerOf([key], { jwks: { file: 'keys.json' } })], on.ports.clock, gone)
    const at = { ...on, ports: { ...on.ports, issuers } }
    expect(await ask(await sign(key), at)).toEqual({ ok: false, problem: { code: 'keys-unavailable' } })
    expect(lastCause(on)).toMatchObject({ code: 'keys-unavailable' })
  })
})
