/**
 * The keys of an issuer go away, and come back: nobody is let in on keys that nobody can confirm, nobody is called a liar
 * for a fault that is not theirs, and nothing is decided, written or fetched for who could not be verified.
 */
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Api, Reply } from '../../src/cli/demo/client.ts'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { LIMITS } from '../../src/limits.ts'
import { giving, type Peer, startPeer } from '../support/peer.ts'
import { openScene, problemOf, type Scene } from '../support/scene.ts'
import { OTHER_ISSUER, type TestIssuer } from '../support/tokens.ts'

/** `keySetStaleMs` of a file: a minute bridges a rewrite in progress. */
const FILE_STALE_MS = 60_000

let scene: Scene
/** What the issuer publishes. */
let keySet: object
/** The asker with a token of that issuer; nobody used it before the test does. */
let asker: Api

/** The asker's issuer keeps its keys where the test says; everybody else's is at hand. */
async function open(jwks: { readonly url: string } | { readonly file: string }): Promise<void> {
  const moved = ({ issuers }: TestIssuer) => ({
    issuers: issuers.map((issuer) => {
      if (issuer.issuer !== OTHER_ISSUER) return issuer
      keySet = issuer.jwks
      return { ...issuer, jwks }
    }),
  })
  scene = await openScene(moved)
  asker = await fresh()
}
/** A token that was not seen before. */
const fresh = () => scene.as(PEOPLE.asker, { issuer: OTHER_ISSUER, payload: { jti: String(Math.random()) } })
const ask = (api: Api) => api.post('/v1/inquiries', scene.question)

/** 503 and no more than that: nothing written, nothing fetched. */
async function expectRefused(work: Promise<Reply>): Promise<void> {
  const [before, asked] = [await scene.size(), scene.source.asked]
  const reply = await work
  expect(problemOf(reply)).toEqual([503, 'keys-unavailable'])
  expect(Object.keys(reply.body).sort()).toEqual(['detail', 'status', 'title', 'type'])
  expect([await scene.size(), scene.source.asked]).toEqual([before, asked])
}
async function expectAnswered(work: Promise<Reply>): Promise<void> {
  expect((await work).body).toMatchObject({ outcome: 'permit', status: 'settled' })
}
afterEach(() => scene.close())

describe('keys at an address', () => {
  let published: Peer
  beforeEach(async () => {
    published = await startPeer(giving({}))
    await open({ url: `${published.url}/jwks` })
    published.answer = giving(keySet)
  })
  afterEach(() => published.down())

  it('that cannot be reached at first let nobody in, and everybody once they are there', async () => {
    await published.down()
    await expectRefused(ask(asker))
    await published.up()
    scene.pass(LIMITS.keySetRetryMs - 1)
    await expectRefused(ask(asker))
    expect(published.asked).toBe(0)
    scene.pass(1)
    await expectAnswered(ask(asker))
    // Who has a token of another issuer noticed nothing.
    await expectAnswered(scene.ask())
  })

  it.each<[string, (response: Parameters<Peer['answer']>[1]) => void]>([
    ['an error', (response) => response.writeHead(500).end()],
    [
      'no key set',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"sleutels":[]}'),
    ],
    ['an address elsewhere', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ])('that answer with %s at first let nobody in', async (_, answer) => {
    published.answer = (__, response) => answer(response)
    await expectRefused(ask(asker))
    published.answer = giving(keySet)
    scene.pass(LIMITS.keySetRetryMs)
    await expectAnswered(ask(asker))
  })

  it('are not looked at again while they are fresh, and are from then on', async () => {
    await expectAnswered(ask(asker))
    scene.pass(LIMITS.keySetFreshMs - 1)
    await expectAnswered(ask(await fresh()))
    expect(published.asked).toBe(1)
    scene.pass(1)
    await expectAnswered(ask(asker))
    expect(published.asked).toBe(2)
  })

  it('that are gone serve on until they are stale, for tokens seen before and new ones, and then nobody', async () => {
    await expectAnswered(ask(asker))
    await published.down()
    scene.pass(LIMITS.keySetStaleMs)
    await expectAnswered(ask(asker))
    await expectAnswered(ask(await fresh()))
    scene.pass(1)
    await expectRefused(ask(asker))
    await expectRefused(ask(await fresh()))
    await published.up()
    // The look that failed a moment ago counts: an issuer in trouble is not asked with every question.
    await expectRefused(ask(asker))
    scene.pass(LIMITS.keySetCooldownMs)
    await expectAnswered(ask(asker))
  })

  it('are asked for again for a key that is not among them, at most once in a while', async () => {
    await expectAnswered(ask(asker))
    const unknown = await scene.as(PEOPLE.asker, { issuer: OTHER_ISSUER, header: { kid: 'nieuw' } })
    scene.pass(LIMITS.keySetCooldownMs - 1)
    expect(problemOf(await ask(unknown))).toEqual([401, 'unauthenticated'])
    expect(published.asked).toBe(1)
    scene.pass(1)
    for (let i = 0; i < 3; i += 1) expect(problemOf(await ask(unknown))).toEqual([401, 'unauthenticated'])
    expect(published.asked).toBe(2)
  })

  it('that come late are waited for, but not for ever', async () => {
    published.answer = () => undefined
    const started = performance.now()
    await expectRefused(ask(asker))
    const waited = performance.now() - started
    // Timers of the platform may fire a millisecond early.
    expect(waited).toBeGreaterThan(LIMITS.keySetTimeoutMs - 10)
    // What hangs, not what a busy machine adds.
    expect(waited).toBeLessThan(LIMITS.keySetTimeoutMs + 30_000)
    published.answer = (...both) => void setTimeout(() => giving(keySet)(...both), LIMITS.keySetTimeoutMs / 3)
    scene.pass(LIMITS.keySetRetryMs)
    await expectAnswered(ask(asker))
  })
})

describe('keys in a file', () => {
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluis-jwks-'))
    file = join(folder, 'jwks.json')
    await open({ file })
  })
  afterEach(() => rm(folder, { recursive: true }))

  it.each([
    ['is not there', undefined],
    ['is half written', '{"keys":['],
    ['holds something else', '{"sleutels":[]}'],
  ])('that %s let nobody in, and everybody once it is right', async (_, text) => {
    if (text !== undefined) await writeFile(file, text)
    await expectRefused(ask(asker))
    await writeFile(file, JSON.stringify(keySet))
    scene.pass(LIMITS.keySetRetryMs)
    await expectAnswered(ask(asker))
  })

  it('that goes away serves on for a minute, and then nobody, until it is back', async () => {
    await writeFile(file, JSON.stringify(keySet))
    await expectAnswered(ask(asker))
    await rename(file, `${file}.weg`)
    scene.pass(FILE_STALE_MS)
    await expectAnswered(ask(asker))
    await expectAnswered(ask(await fresh()))
    scene.pass(1)
    await expectRefused(ask(asker))
    await expectRefused(ask(await fresh()))
    await rename(`${file}.weg`, file)
    scene.pass(LIMITS.keySetRetryMs)
    await expectAnswered(ask(asker))
  })
})
