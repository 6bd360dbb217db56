/**
 * Production by the book: `sluis serve` as a process, with keys made beforehand, issuers and settings in files, the log
 * named. From a token to a lawful answer over a socket, and who is not let in.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JWTPayload } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintDevToken } from '../../src/auth/dev-issuer.ts'
import { DEV_FOLDER, DEV_ISSUER, DEV_KEY_FILE } from '../../src/auth/issuers.ts'
import { apiOf, type Reply } from '../../src/cli/demo/client.ts'
import { BSN, OIN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { EXIT } from '../../src/cli/help.ts'
import { issuerDocument, makeKey, type SigningKey, sign } from '../auth/tokens.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { problemOf } from '../support/scene.ts'
import { failToServe, type Installation, install, type Serving, serve } from '../support/serve.ts'

/** A second issuer of the same people. It signs with RS256, and its access tokens have a scope that ID tokens lack. */
const OLDER = 'https://older.example'
const LENIENT = { issuer: OLDER, typ: 'JWT', algorithms: ['RS256'], requiredClaims: { scope: 'sluis' } }

let on: Installation
let serving: Serving
let key: SigningKey
let rsa: SigningKey
beforeAll(async () => {
  key = await makeKey('k1')
  rsa = await makeKey('r1', 'RS256')
  on = await install([])
  // Both keys are of the first issuer: what refuses the second one there is that nobody named its algorithm.
  await writeFile(on.path('jwks.json'), JSON.stringify({ keys: [key.jwk, rsa.jwk] }))
  const issuers = [issuerDocument([], { jwks: { file: on.path('jwks.json') } }), issuerDocument([rsa], LENIENT)]
  await writeFile(on.path('issuers.json'), JSON.stringify(issuers))
  serving = await serve(on.env)
})
afterAll(async () => {
  await serving.stop()
  await on.remove()
})

type Change = { readonly with?: SigningKey; readonly claims?: JWTPayload; readonly header?: Record<string, unknown> }
/** Somebody with a token of the first issuer, changed where a test wants it. */
async function as({ person, ...rest }: Person, { with: signer = key, claims = {}, header = {} }: Change = {}) {
  const exp = Math.floor(Date.now() / 1000) + 600
  const flags = { authorised: true, screened: true, trained: true, acr: 'substantial' }
  const who = { oin: OIN.voorbeeldstad, ...rest, department: rest.department ?? undefined, employee_number: person }
  const payload = { iss: 'https://login.example', aud: 'sluis', exp, ...who, ...flags, ...claims }
  return apiOf(serving.origin, await sign(signer, { ...payload, roles: [...rest.roles] }, header))
}
/** 200, or the problem. */
const entering = async (person: Person, change?: Change): Promise<Reply> => (await as(person, change)).get('/v1/policy')

describe('a server in production', () => {
  it('answers a permitted question, remembers it after a restart, and writes nothing personal', async () => {
    const garage = await openGarage({ as: (person) => as(person) }, 'B4')
    const { officer } = garage.cast
    await permitted(officer.post('/v1/attestations', JUDGEMENTS.college67))
    const judgement = JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')
    await permitted(officer.post(`/v1/cases/${garage.caseId}/attestations`, judgement))
    const question = municipal(garage.caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb'])
    const reply = await garage.cast.asker.post('/v1/inquiries', question)
    expect(reply.body).toMatchObject({
      outcome: 'permit',
      status: 'settled',
      disclosure: { records: [{ aanslag_ozb: 1250.5 }] },
      receipt: { origin: 'sluis.example/log' },
    })
    const { code, out, err } = await serving.stop()
    expect([code, err]).toEqual([EXIT.ok, ''])
    for (const line of out.trimEnd().split('\n')) expect(JSON.parse(line)).toMatchObject({ type: expect.any(String) })
    for (const personal of [BSN.garagehouder, PEOPLE.asker.person, '1250']) expect(out).not.toContain(personal)

    serving = await serve(on.env)
    // The same person by the other issuer: one identity, whatever issuer signed.
    const other = await as(PEOPLE.asker, { with: rsa, claims: { iss: OLDER, scope: 'sluis' }, header: { typ: 'JWT' } })
    const shown = await other.get(`/v1/inquiries/${String(reply.body.id)}`)
    expect(shown.body).toMatchObject({ status: 'settled', outcome: 'permit' })
    expect(JSON.stringify(shown.body)).not.toContain('1250')
  })

  const older = { iss: OLDER, scope: 'sluis' }
  const plain = { header: { typ: 'JWT' } }
  it.each<[string, number, () => Change]>([
    ['an access token', 200, () => ({})],
    ['RS256 of the issuer that may', 200, () => ({ with: rsa, claims: older, ...plain })],
    ['RS256 of an issuer for which nobody named it', 401, () => ({ with: rsa })],
    ['an ID token', 401, () => ({ ...plain })],
    [
      'an ID token of the issuer that may RS256',
      401,
      () => ({ with: rsa, claims: { ...older, nonce: 'n' }, ...plain }),
    ],
    [
      'a token without the scope that tells it from an ID token',
      401,
      () => ({ with: rsa, claims: { iss: OLDER }, ...plain }),
    ],
    ['ES256 of the issuer that named RS256 only', 401, () => ({ claims: older, ...plain })],
    ['an issuer that nobody configured', 401, () => ({ claims: { iss: 'https://onbekend.example' } })],
  ])('%s: %i', async (_, status, change) => {
    const reply = await entering(PEOPLE.asker, change())
    expect(reply.status).toBe(status)
    if (status === 401) expect(problemOf(reply)).toEqual([401, 'unauthenticated'])
  })

  it('lets nobody in with a token of a development issuer', async () => {
    const { person, ...rest } = PEOPLE.asker
    const who = { ...rest, oin: OIN.voorbeeldstad, person, authorised: true, screened: true, trained: true }
    const token = await mintDevToken(on.path('elsewhere'), who, 10, Date.now(), 'jti')
    expect(problemOf(await apiOf(serving.origin, token).get('/v1/policy'))).toEqual([401, 'unauthenticated'])
  })
})

describe('a server in production is not started', () => {
  it('with the development issuer among its issuers', async () => {
    const issuers = [issuerDocument([key]), issuerDocument([key], { issuer: DEV_ISSUER })]
    await writeFile(on.path('development.json'), JSON.stringify(issuers))
    const { code, out, err } = await failToServe({ ...on.env, SLUIS_ISSUERS_FILE: on.path('development.json') })
    expect([code, out]).toEqual([EXIT.configuration, ''])
    expect(err).toBe('SLUIS_ISSUERS the development issuer is not for production\n')
  })

  it('beside the key of a development issuer', async () => {
    const other = await install([issuerDocument([key])])
    await mkdir(join(other.path('keys'), DEV_FOLDER))
    await writeFile(join(other.path('keys'), DEV_FOLDER, DEV_KEY_FILE), '{}')
    const { code, out, err } = await failToServe(other.env)
    await other.remove()
    expect([code, out]).toEqual([EXIT.configuration, ''])
    expect(err).toBe('SLUIS_KEYS_DIR holds dev-issuer: the development issuer is not for production\n')
  })
})
