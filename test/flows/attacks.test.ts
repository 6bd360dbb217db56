/** Hostile input: every answer is a named refusal or an honest empty one, never a fault, and never somebody else's. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPERATIONS } from '../../src/api/operations.ts'
import { BSN, OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, subjectOf } from '../../src/cli/demo/questions.ts'
import type { Event } from '../../src/events.ts'
import { LIMITS } from '../../src/limits.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { type Forgery, ISSUER, OTHER_ISSUER } from '../support/tokens.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let garage: Garage
let token: string
const events: Event[] = []
const faults = () => events.filter((event) => event.type === 'fault' && event.where === 'http')
beforeAll(async () => {
  world = await openWorld({ observe: (event) => events.push(event) })
  garage = await openGarage(world, 'B3')
  token = await world.token(PEOPLE.asker)
})
afterAll(() => {
  // Whatever was sent, nothing ended in an exception that nobody expected.
  expect(faults()).toEqual([])
  return world.close()
})

const question = (changes: object = {}) => ({
  ...municipal(garage.caseId, 'VERG/vergunningen', 'HITNOHIT'),
  ...changes,
})
const post = (body: unknown, path = '/v1/inquiries', bearer = token) => world.call(bearer, 'POST', path, body)
const raw = (path: string, init: RequestInit = {}) => world.node.app.request(path, init)
const PROTOTYPE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']
const ODD = ["' OR '1'='1", '; DROP TABLE entries; --', '%', '_', '../..', '\u0000', '🜁', 'é'.repeat(64), '-1', '1e400']

describe('tokens', () => {
  const cases: readonly (readonly [string, Forgery])[] = [
    ['for another audience', { audience: 'https://elders.example' }],
    ['of another issuer', { issuer: 'https://onbekend.example', key: ISSUER }],
    ['signed with the key of another issuer', { issuer: OTHER_ISSUER, key: ISSUER }],
    ['that is an ID token', { header: { typ: 'JWT' } }],
    ['that has expired', { expiresAt: Math.floor(Date.now() / 1000) - 1 }],
    ['not yet valid', { payload: { nbf: Math.floor(Date.now() / 1000) + 60 } }],
    ['with a key that is not there', { header: { kid: 'test-2' } }],
    ['of no organisation', { payload: { oin: 'x' } }],
    ['of two organisations', { payload: { oin: [OIN.voorbeeldstad, OIN.testdorp] } }],
    ['with rights as words', { payload: { authorised: 'true' } }],
  ]
  const answers = async (bearer: string) => {
    const response = await raw('/v1/inquiries', { headers: { authorization: `Bearer ${bearer}` } })
    return [response.status, response.headers.get('www-authenticate'), await response.text()]
  }
  it.each(cases)('%s are refused, all with one text', async (_, forgery) => {
    const none = await answers('x')
    expect(none[0]).toBe(401)
    expect(await answers(await world.token(PEOPLE.asker, {}, forgery))).toEqual(none)
  })
  it('that were changed after signing, or claim no signature or a symmetric one, are refused', async () => {
    const [header = '', payload = '', signature = ''] = token.split('.')
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const decoded = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const none = await answers('x')
    for (const forged of [
      `${header}.${encoded({ ...decoded, roles: ['R-PRIV'] })}.${signature}`,
      `${encoded({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
      `${encoded({ alg: 'HS256', typ: 'at+jwt', kid: 'test-1' })}.${payload}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}.${signature}.`,
      'x'.repeat(LIMITS.tokenBytes),
    ]) {
      expect(await answers(forged)).toEqual(none)
    }
  })
  it('with codes that are members of every object are 403, or 401 where they are no codes', async () => {
    for (const code of PROTOTYPE) {
      for (const changes of [{ organ: code }, { department: code }, { roles: [code] }]) {
        const reply = await world.call(await world.token({ ...PEOPLE.asker, ...changes }), 'GET', '/v1/policy')
        expect(reply.status).toBe(403)
      }
    }
  })
  it('are read from one header only', async () => {
    const headers = new Headers({ authorization: `Bearer ${token}` })
    headers.append('authorization', 'Bearer x')
    expect((await raw('/v1/policy', { headers })).status).toBe(401)
    expect((await raw('/v1/policy', { headers: { authorization: `Basic ${token}` } })).status).toBe(401)
    expect((await raw('/v1/policy', { headers: { cookie: `token=${token}` } })).status).toBe(401)
  })
})

describe('codes and identifiers', () => {
  it('that are members of every object are no codes, wherever they stand', async () => {
    for (const code of PROTOTYPE) {
      for (const changes of [
        { source: code },
        { purpose: code },
        { task: code },
        { legalBasis: [code] },
        { recipient: { organ: code } },
        { recipient: { department: code } },
        { mode: 'DETAIL', fields: [code] },
      ]) {
        const reply = await post(question(changes))
        expect([reply.status, reply.body.type]).toEqual([400, 'https://sluis.example/problems/invalid-input'])
      }
      const at = `/v1/cases/${garage.caseId}`
      const officer = await world.token(PEOPLE.officer)
      const director = await world.token(PEOPLE.regisseur)
      for (const [path, body, bearer] of [
        ['/v1/cases', { regime: 'BGP', purposes: [code], grounds: 'x' }, director],
        ['/v1/cases', { regime: 'BGP', purposes: ['P-BGP-AANPAK'], involved: [code], grounds: 'x' }, director],
        [`${at}/transitions`, { to: code, grounds: 'x' }, token],
        [`${at}/attestations`, { type: code, outcome: 'granted', grounds: 'x' }, officer],
        [`${at}/attestations`, { ...JUDGEMENTS.pc1('BZ/personen'), outcome: code }, officer],
        [`${at}/attestations`, { ...JUDGEMENTS.pc1('BZ/personen'), details: { [code]: true } }, officer],
      ] as const) {
        expect([path, (await post(body, path, bearer)).status]).toEqual([path, 400])
      }
    }
  })
  it('written as JSON members of every object are unknown members', async () => {
    for (const member of ['__proto__', 'constructor']) {
      const text = JSON.stringify(question()).replace(/^\{/, `{"${member}":{"outcome":"permit"},`)
      expect((await post(text)).status).toBe(400)
      const inner = JSON.stringify(question()).replace('"type":"NATURAL"', `"type":"NATURAL","${member}":1`)
      expect((await post(inner)).status).toBe(400)
    }
  })
  it('in a path find nothing, however they are written', async () => {
    const officer = await world.token(PEOPLE.officer)
    for (const odd of [...ODD, ...PROTOTYPE, '_preview', '_search']) {
      for (const path of ['/v1/inquiries', '/v1/cases', '/v1/norms']) {
        expect([odd, (await world.call(token, 'GET', `${path}/${encodeURIComponent(odd)}`)).status]).toEqual([odd, 404])
      }
      const withdrawal = `/v1/attestations/${encodeURIComponent(odd)}/withdrawals`
      expect((await post({ grounds: 'x' }, withdrawal, officer)).status).toBe(404)
    }
    for (const path of ['/v1/inquiries/%', '/v1/inquiries/%E0%A4%A', '/v1//inquiries', '/v1/inquiries//disclosures']) {
      expect([path, (await world.call(token, 'GET', path)).status]).toEqual([path, 404])
    }
  })
  it('of a case that is none are asked about, denied, and shown nothing', async () => {
    for (const caseId of [...ODD, ...PROTOTYPE].filter((odd) => odd.length <= 64)) {
      const reply = await post(question({ caseId }))
      expect([caseId, reply.status, reply.body.outcome]).toEqual([caseId, 201, 'deny'])
    }
  })
  it('that are no case but a person, typed in the wrong place, stand nowhere in the clear', async () => {
    const caseId = `bsn ${BSN.huisgenoot}`
    const asked = await post(question({ caseId }))
    expect(asked.body.outcome).toBe('deny')
    expect((await world.call(token, 'GET', `/v1/inquiries/${String(asked.body.id)}`)).body.caseId).toBeNull()
    await world.node.ports.catchUp()
    const files = readdirSync(join(world.folder, 'data')).map((name) =>
      readFileSync(join(world.folder, 'data', name)).toString('latin1'),
    )
    expect(files.filter((text) => text.includes(BSN.huisgenoot))).toEqual([])
  })
  it('of a person are no scope of a judgement: that takes the key of the subject', async () => {
    const owner = await world.token({ ...PEOPLE.asker, organ: 'COL', department: 'WMO', roles: ['R-OWN'] })
    const consent = (subject: string) => ({
      type: 'CONSENT',
      outcome: 'given',
      scope: { source: 'WMO/voorzieningen', subject },
      details: { reference: 'x' },
      grounds: 'x',
    })
    const at = `/v1/cases/${garage.caseId}`
    const { subjects } = (await world.call(token, 'GET', at)).body as { subjects: { key: string }[] }
    const reply = await post(consent(BSN.huisgenoot), `${at}/attestations`, owner)
    expect([reply.status, JSON.stringify(reply.body)]).toEqual([400, expect.not.stringContaining(BSN.huisgenoot)])
    await permitted(post(consent(String(subjects[0]?.key)), `${at}/attestations`, owner))
  })
  it('of a person take one form only', async () => {
    for (const value of [
      '999990018',
      '9'.repeat(200),
      '９９９９９００１９',
      '999990019\u0000',
      '+99990019',
      '0x3b9ac9ff',
    ]) {
      expect((await post(question({ subject: subjectOf(value) }))).status).toBe(400)
    }
    for (const value of [999990019, null, [BSN.garagehouder], { $ne: '' }]) {
      const subject = { type: 'NATURAL', identifier: { type: 'bsn', value } }
      expect((await post(question({ subject }))).status).toBe(400)
    }
  })
})

describe('bodies', () => {
  it.each([
    ['a number too large', '{"regime":1e999}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['nothing', ''],
    ['two documents', '{}{}'],
    ['a byte order mark', '\ufeff{}'],
    ['half a character', '{"source":"\\ud800"}'],
    ['a comment', '{/**/}'],
  ])('%s is 400', async (_, text) => {
    expect((await post(text)).status).toBe(400)
  })
  it('that are not UTF-8 are 400', async () => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])
    expect((await raw('/v1/inquiries', { method: 'POST', headers, body })).status).toBe(400)
  })
  it('of another type than JSON are 415, at every operation that takes one', async () => {
    const officer = await world.token(PEOPLE.officer)
    for (const operation of OPERATIONS.filter((one) => one.body)) {
      const path = `/v1${operation.path.replace('{id}', garage.caseId).replace('{attestationId}', 'x')}`
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'text/json', '']) {
        const reply = await world.call(officer, operation.method.toUpperCase(), path, '{}', { 'content-type': type })
        expect([operation.id, type, reply.status]).toEqual([operation.id, type, 415])
      }
    }
  })
  it('that say they are small and are not, or never end, are stopped at the bound', async () => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': '2' }
    const body = ' '.repeat(LIMITS.bodyBytes + 1)
    expect((await raw('/v1/inquiries', { method: 'POST', headers, body })).status).toBe(413)
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(8_192).fill(32)) })
    const { 'content-length': _, ...open } = headers
    const init: RequestInit = { method: 'POST', headers: open, body: endless, duplex: 'half' }
    expect((await raw('/v1/inquiries', init)).status).toBe(413)
  })
  it('of who may not ask at all say nothing of what is wrong with them', async () => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'kort' }
    for (const body of ['{', '{}', ' '.repeat(LIMITS.bodyBytes + 1)]) {
      expect((await raw('/v1/inquiries', { method: 'POST', headers, body })).status).toBe(401)
    }
    expect((await raw('/v1/inquiries', { method: 'POST', body: '<a/>' })).status).toBe(401)
  })
})

describe('lists', () => {
  const cursors = ['', 'x', '%', "1'--", btoa("' OR 1=1"), btoa('~'), btoa('99'), 'A'.repeat(200), 'A'.repeat(201)]
  it.each(['/v1/inquiries', '/v1/cases'])('of %s take only their own cursors', async (path) => {
    for (const cursor of cursors) {
      const reply = await world.call(token, 'GET', `${path}?cursor=${encodeURIComponent(cursor)}`)
      expect([cursor, reply.status]).toEqual([cursor, 400])
    }
    const valid = btoa(garage.caseId).replaceAll('=', '')
    expect((await world.call(token, 'GET', `${path}?cursor=${valid}`)).status).toBe(200)
  })
  it('take no number that is none', async () => {
    for (const limit of ['0', '-1', '1.5', '1e9', 'NaN', '101', '']) {
      expect([limit, (await world.call(token, 'GET', `/v1/inquiries?limit=${limit}`)).status]).toEqual([limit, 400])
    }
  })
})
