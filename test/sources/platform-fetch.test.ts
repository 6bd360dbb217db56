/** The HTTP connector over the platform's fetch, against a real server: the same manners as over the client of Node. */
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/limits.ts'
import { guarded } from '../../src/sources/guarded.ts'
import { fetchExchanger } from '../../src/sources/platform-fetch.ts'
import { ANNA, failureOf, query, raw, record } from './fixtures.ts'
import { connect, give, http, useHttpServer } from './http-server.ts'

useHttpServer()
const open = (changes: Parameters<typeof connect>[0] = {}) => connect(changes, fetchExchanger())
const json = { 'content-type': 'application/json' }

describe('a question over the fetch of the platform', () => {
  it('puts the identifier in the body only, and names the decision and the trace', async () => {
    const { decisionId, traceparent } = query()
    expect(await open().fetch(query())).toEqual([record])
    const [only] = http.asked
    expect(http.asked).toHaveLength(1)
    expect(only).toMatchObject({ method: 'POST', url: '/vragen' })
    expect(only?.body).toContain(ANNA)
    expect(JSON.stringify([only?.url, only?.headers])).not.toContain(ANNA)
    expect(only?.headers).toMatchObject({
      'sluis-decision': decisionId,
      'sluis-number': '7',
      traceparent,
      'accept-encoding': 'identity',
    })
  })

  it('is never repeated by POST, and once by GET when there was no connection', async () => {
    http.answer = (request) => request.socket.destroy()
    expect(await failureOf(open().fetch(query()))).toBe('unreachable')
    expect(http.asked).toHaveLength(1)
    expect(await failureOf(open({ method: 'GET', ask: { bsn: { nummer: '{value}' } } }).fetch(query()))).toBe(
      'unreachable',
    )
    expect(http.asked).toHaveLength(3)
  })

  it('of a source that cannot be reached or checked says so', async () => {
    expect(await failureOf(open({ url: 'http://127.0.0.1:1/' }).fetch(query()))).toBe('unreachable')
    http.answer = give({}, 401)
    expect(await failureOf(open().check())).toBe('refused')
    http.answer = give({}, 404)
    expect(await failureOf(open().check())).toBe('none')
  })
})

describe('an answer to it', () => {
  it.each([301, 302, 303, 307, 308])('that redirects (%i) is refused and not followed', async (status) => {
    http.answer = (_, response) => response.writeHead(status, { location: `${http.base}/elders` }).end()
    expect(await failureOf(open().fetch(query()))).toBe('refused')
    expect(http.asked.map((one) => one.url)).toEqual(['/vragen'])
  })

  it('may have as many bytes as the limit and not one more', async () => {
    const text = JSON.stringify([raw])
    const padded = (bytes: number) => text + ' '.repeat(bytes - text.length)
    http.answer = (_, response) => response.writeHead(200, json).end(padded(LIMITS.sourceResponseBytes))
    expect(await failureOf(open().fetch(query()))).toBe('none')
    http.answer = (_, response) => response.writeHead(200, json).end(padded(LIMITS.sourceResponseBytes + 1))
    expect(await failureOf(open().fetch(query()))).toBe('too-large')
  })

  it('that is compressed all the same is counted unpacked', async () => {
    const headers = { ...json, 'content-encoding': 'gzip' }
    http.answer = (_, response) => response.writeHead(200, headers).end(gzipSync(JSON.stringify([raw])))
    expect(await open().fetch(query())).toEqual([record])
    http.answer = (_, response) =>
      response.writeHead(200, headers).end(gzipSync(' '.repeat(LIMITS.sourceResponseBytes + 1)))
    expect(await failureOf(open().fetch(query()))).toBe('too-large')
  })

  it('that never ends is cut off at the limit', async () => {
    const hungUp = new Promise<void>((resolve) => {
      http.answer = (_, response) => {
        response.writeHead(200, json)
        const more = () => {
          while (!response.destroyed && response.write(' '.repeat(64 * 1024))) {
            // until it is full
          }
        }
        response.on('drain', more).on('close', resolve)
        more()
      }
    })
    expect(await failureOf(open().fetch(query()))).toBe('too-large')
    await hungUp
  })

  it.each([
    ['text', 'text/html', '<h1>storing</h1>'],
    ['no JSON', 'application/json', '[{'],
    ['no UTF-8', 'application/json', Buffer.from([0x22, 0xff, 0x22])],
    ['cut inside a character', 'application/json', Buffer.from([0x22, 0xc3])],
    ['nothing at all', 'application/json', ''],
  ])('that is %s is malformed', async (_, type, body) => {
    http.answer = (_request, response) => response.writeHead(200, { 'content-type': type }).end(body)
    expect(await failureOf(open().fetch(query()))).toBe('malformed')
  })

  it('that stays away ends with the time of the question, before and after its headers', async () => {
    const slow = () =>
      guarded(open(), { source: 'x', clock: () => new Date(http.now), observe: () => undefined, timeoutMs: 40 })
    http.answer = () => undefined
    expect(await failureOf(slow().fetch(query()))).toBe('timeout')
    http.answer = (_, response) => void response.writeHead(200, json).write('[')
    expect(await failureOf(slow().fetch(query()))).toBe('timeout')
  })
})
