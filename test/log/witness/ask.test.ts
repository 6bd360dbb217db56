/** Asking a witness over a real socket: with the client of Node and that of other platforms, and what is not believed. */
import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { witnessApp } from '../../../src/cli/witness/serve.ts'
import { LIMITS } from '../../../src/limits.ts'
import { ask, witnessedSizes } from '../../../src/log/witness/ask.ts'
import type { AskedWitness } from '../../../src/log/witness/config.ts'
import type { Exchanger } from '../../../src/sources/exchange.ts'
import { fetchExchanger } from '../../../src/sources/platform-fetch.ts'
import { undiciExchanger } from '../../../src/sources/undici.ts'
import { http, useHttpServer } from '../../sources/http-server.ts'
import { listen } from '../../support/listen.ts'
import { sha256 } from '../tree/naive.ts'
import { LOG } from '../tree/signers.ts'
import { askedOf } from './collecting.ts'
import { memory, noteOf, submission, witness } from './logs.ts'

useHttpServer()
const undici = undiciExchanger(async () => ({}))
afterAll(() => undici.close())
const never = new AbortController().signal
const [first] = askedOf(1)
const at = (url: string): AskedWitness => ({ verifier: first?.verifier ?? LOG, url: new URL(url) })
const SUBMITTED = { old: 0, proof: [], checkpoint: noteOf(300) }
const give =
  (status: number, body: string | Uint8Array, headers = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end(body)

describe.each([
  ['undici', undici],
  ['fetch', fetchExchanger()],
])('over %s', (_, exchanger) => {
  const said = (answer: RequestListener) => {
    http.answer = answer
    return ask(exchanger, at(`${http.base}/log/add-checkpoint`), SUBMITTED, never)
  }

  it('sends the submission as it is, and gives what came', async () => {
    expect(await said(give(200, '— a b\n'))).toEqual({ kind: 'lines', body: '— a b\n' })
    expect(http.asked).toMatchObject([{ method: 'POST', url: '/log/add-checkpoint', body: submission(0, 300) }])
    expect(await said(give(409, '12\n', { 'content-type': 'text/x.tlog.size' }))).toEqual({ kind: 'size', size: 12 })
    expect(await said(give(422, ''))).toEqual({ kind: 'differs' })
    for (const status of [403, 404]) expect(await said(give(status, ''))).toEqual({ kind: 'failed', code: 'refused' })
  })

  it('follows no redirect, reads no more than a few lines, and unpacks nothing', async () => {
    const failed = { kind: 'failed', code: 'unreachable' }
    expect(await said(give(307, '', { location: `${http.base}/elsewhere` }))).toEqual(failed)
    expect(http.asked.map(({ url }) => url)).toEqual(['/log/add-checkpoint'])
    const most = 'x'.repeat(LIMITS.witnessResponseBytes)
    expect(await said(give(200, most))).toMatchObject({ kind: 'lines' })
    expect(await said(give(200, `${most}x`))).toEqual(failed)
    expect(await said(give(200, Uint8Array.of(0xff)))).toEqual(failed)
    expect(await said((request) => request.socket.destroy())).toEqual(failed)
    if (exchanger === undici)
      expect(await said(give(200, gzipSync(most), { 'content-encoding': 'gzip' }))).toEqual(failed)
  })
})

describe('the sizes that witnesses know', () => {
  it('are those they cosigned last; nobody cosigns anything new, and who does not answer is not said to know nothing', async () => {
    const stores = [memory(), memory(), memory()]
    stores.forEach((store, i) => void (i === 0 && witness(1, store).add(submission(0, 300))))
    const apps = await Promise.all(
      stores.map((store, i) => listen(witnessApp(witness(i + 1, store, i === 2 ? [] : [LOG]), () => undefined))),
    )
    const asked = askedOf(3).map(({ verifier }, i) => ({
      verifier,
      url: new URL(`${apps[i]?.origin}/add-checkpoint`),
    }))
    const ports = { witnesses: { quorum: 1, asked }, exchanger: undici, sha256, log: LOG }
    const sizes = async () => (await witnessedSizes(ports)).sizes.map(({ name, size }) => [name.slice(-2), size])
    const expected = [
      ['w1', 300],
      ['w2', 0],
      ['w3', null],
    ]
    expect(await sizes()).toEqual(expected)
    expect(stores.map((store) => store.latest(LOG.name))).toEqual([noteOf(300), noteOf(0), undefined])
    expect(witness(1, stores[0]).add(submission(300, 512)).status).toBe(200)
    await Promise.all(apps.map((app) => app.close()))
    expect((await sizes()).map(([, size]) => size)).toEqual([null, null, null])
  })

  it('are asked all at once, and not waited for any longer, whatever hangs', async () => {
    vi.useFakeTimers()
    try {
      const sent: string[] = []
      const exchanger: Exchanger = {
        send: ({ url }) => {
          sent.push(url.href)
          const text = async () => '300\n'
          const json = () => Promise.reject(new Error('no JSON'))
          const hangs = new Promise<never>(() => undefined)
          return sent.length === 1
            ? Promise.resolve({ status: 409, text, json, discard: async () => undefined })
            : sent.length === 2
              ? Promise.resolve({ status: 409, text: () => hangs, json, discard: async () => undefined })
              : hangs
        },
        close: async () => undefined,
      }
      const asked = askedOf(3)
      const done = vi.fn()
      const sizes = witnessedSizes({ witnesses: { quorum: 2, asked }, exchanger, sha256, log: LOG }).then(done)
      await vi.advanceTimersByTimeAsync(LIMITS.witnessTimeoutMs - 1)
      expect([sent.length, done.mock.calls.length]).toEqual([3, 0])
      await vi.advanceTimersByTimeAsync(1)
      expect(done.mock.calls).toMatchObject([[{ quorum: 2, sizes: [{ size: 300 }, { size: null }, { size: null }] }]])
      await sizes
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})
