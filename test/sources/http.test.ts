/** The HTTP connector against a real server: slow, huge, redirecting, lying, refusing, and well behaved. */
import type { RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/limits.ts'
import { guarded } from '../../src/sources/guarded.ts'
import { ANNA, failureOf, query, raw, record } from './fixtures.ts'
import { connect, give, http, useHttpServer } from './http-server.ts'

useHttpServer()

describe('a question by POST', () => {
  it('puts the identifier in the body only, and names the decision and the trace', async () => {
    const { decisionId, traceparent } = query()
    expect(await connect().fetch(query({ fields: ['soort', 'bsn'] }))).toEqual([{ soort: 'horeca', bsn: ANNA }])
    const [only] = http.asked
    expect(http.asked).toHaveLength(1)
    expect(only).toMatchObject({ method: 'POST', url: '/vragen' })
    expect(JSON.parse(only?.body ?? '')).toEqual({
      type: 'bsn',
      burgerservicenummer: [ANNA],
      velden: ['bsn', 'soort'],
    })
    expect(JSON.stringify([only?.url, only?.headers])).not.toContain(ANNA)
    expect(only?.headers).toMatchObject({
      'sluis-decision': decisionId,
      'sluis-number': '7',
      traceparent,
      'accept-encoding': 'identity',
    })
  })

  it('has no identifier when there is no subject', async () => {
    await connect().fetch(query({ identifier: null }))
    expect(JSON.parse(http.asked[0]?.body ?? '')).toEqual({ alles: true })
  })

  it('sends configured headers along', async () => {
    await connect({ headers: { 'x-koppeling': 'sluis' } }).fetch(query())
    expect(http.asked[0]?.headers['x-koppeling']).toBe('sluis')
  })

  it('is not http.asked for an identifier that it has no template for', async () => {
    expect(await failureOf(connect().fetch(query({ identifier: { type: 'kvk', value: '12345678' } })))).toBe(
      'not-connected',
    )
    expect(http.asked).toEqual([])
  })

  it('is never repeated', async () => {
    http.answer = (request) => request.socket.destroy()
    expect(await failureOf(connect().fetch(query()))).toBe('unreachable')
    expect(http.asked).toHaveLength(1)
  })
})

describe('a question by GET', () => {
  const get = { method: 'GET', ask: { bsn: { nummer: '{value}', velden: '{places}' } } } as const

  it('fills query parameters, encoded', async () => {
    await connect(get).fetch(query({ fields: ['soort', 'leges'], identifier: { type: 'bsn', value: '1 & 2' } }))
    expect(http.asked[0]?.url).toBe('/vragen?nummer=1+%26+2&velden=soort%2Cleges')
  })

  it('is repeated once when there was no connection', async () => {
    let first = true
    http.answer = (request, response) => {
      if (first) request.socket.destroy()
      else give([raw])(request, response)
      first = false
    }
    expect(await connect(get).fetch(query())).toEqual([record])
    expect(http.asked).toHaveLength(2)
    http.answer = (request) => request.socket.destroy()
    expect(await failureOf(connect(get).fetch(query()))).toBe('unreachable')
    expect(http.asked).toHaveLength(4)
  })

  it('is not repeated when an http.answer came', async () => {
    http.answer = give({}, 500)
    expect(await failureOf(connect(get).fetch(query()))).toBe('refused')
    expect(http.asked).toHaveLength(1)
  })
})

describe('an answer', () => {
  it('has its records where the configuration says', async () => {
    http.answer = give({ data: { personen: [raw] } })
    expect(await connect({ records: 'data.personen' }).fetch(query())).toEqual([record])
  })

  it('says nothing is known by an empty list or 204, and by 404 only where that was agreed', async () => {
    http.answer = give([])
    expect(await connect().fetch(query())).toEqual([])
    http.answer = (_, response) => response.writeHead(204).end()
    expect(await connect().fetch(query())).toEqual([])
    http.answer = give({ title: 'not found' }, 404)
    expect(await failureOf(connect().fetch(query()))).toBe('refused')
    expect(await connect({ nothingKnown: [404] }).fetch(query())).toEqual([])
  })

  it('about something else, though it is a 200, is no record', async () => {
    for (const other of [{ fout: 'onbekend' }, [{}], [{ code: 404 }], [raw, { fout: 'afgebroken' }]]) {
      http.answer = give(other)
      expect(await failureOf(connect().fetch(query()))).toBe('malformed')
    }
    http.answer = give([{ ...raw, extra: true }])
    expect(await connect().fetch(query())).toEqual([record])
  })

  it.each([
    [400, 'refused'],
    [401, 'refused'],
    [403, 'refused'],
    [206, 'refused'],
    [500, 'refused'],
    [429, 'busy'],
    [503, 'busy'],
  ] as const)('with status %i is %s', async (status, kind) => {
    http.answer = give({ bsn: ANNA }, status)
    expect(await failureOf(connect().fetch(query()))).toBe(kind)
  })

  it.each([301, 302, 303, 307, 308])('that redirects (%i) is refused and not followed', async (status) => {
    http.answer = (_, response) => response.writeHead(status, { location: `${http.base}/elders` }).end()
    expect(await failureOf(connect().fetch(query()))).toBe('refused')
    expect(http.asked.map((one) => one.url)).toEqual(['/vragen'])
  })

  it('may have as many bytes as the limit and not one more', async () => {
    const padded = (bytes: number) => {
      const text = JSON.stringify([raw])
      return text + ' '.repeat(bytes - text.length)
    }
    const send =
      (text: string): RequestListener =>
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(text)
      }
    http.answer = send(padded(LIMITS.sourceResponseBytes))
    expect(await failureOf(connect().fetch(query()))).toBe('none')
    http.answer = send(padded(LIMITS.sourceResponseBytes + 1))
    expect(await failureOf(connect().fetch(query()))).toBe('too-large')
  })

  it('that never ends is cut off at the limit', async () => {
    let sent = 0
    let closed = () => {}
    const hungUp = new Promise<void>((resolve) => {
      closed = resolve
    })
    http.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const chunk = ' '.repeat(64 * 1024)
      const more = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length
      }
      response.on('drain', more).on('close', closed)
      more()
    }
    expect(await failureOf(connect().fetch(query()))).toBe('too-large')
    await hungUp
    expect(sent).toBeLessThan(64 * LIMITS.sourceResponseBytes)
  })

  it.each([
    ['text', 'text/html', '<h1>storing</h1>'],
    ['no JSON', 'application/json', '[{'],
    ['no UTF-8', 'application/json', Buffer.from([0x22, 0xff, 0x22])],
    ['an error document', 'application/json', '"storing"'],
  ])('that is %s is malformed', async (_, type, body) => {
    http.answer = (_request, response) => response.writeHead(200, { 'content-type': type }).end(body)
    expect(await failureOf(connect().fetch(query()))).toBe('malformed')
  })

  it('that is compressed all the same is malformed: its size would be a guess', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    http.answer = (_, response) => response.writeHead(200, headers).end('[]')
    expect(await failureOf(connect().fetch(query()))).toBe('malformed')
  })

  it('with another structure than was mapped is of the wrong type', async () => {
    http.answer = give([{ ...raw, soort: { code: 1 } }])
    expect(await failureOf(connect().fetch(query()))).toBe('wrong-type')
  })

  it('that stays away ends with the time of the question, before and after its headers', async () => {
    const slow = () =>
      guarded(connect(), { source: 'x', clock: () => new Date(http.now), observe: () => undefined, timeoutMs: 40 })
    http.answer = () => undefined
    expect(await failureOf(slow().fetch(query()))).toBe('timeout')
    http.answer = (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('[')
    expect(await failureOf(slow().fetch(query()))).toBe('timeout')
  })

  it('that cannot come is unreachable', async () => {
    const gone = connect({ url: 'http://127.0.0.1:1/' })
    expect(await failureOf(gone.fetch(query()))).toBe('unreachable')
  })

  it('leaves no content in the failure, nor in its causes', async () => {
    http.answer = (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(`[{"bsn": "${ANNA}" x]`)
    const failure = await connect()
      .fetch(query())
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Error)
    for (let error = failure; error instanceof Error; error = error.cause) {
      expect(`${error.message} ${error.stack}`).not.toContain(ANNA)
    }
  })
})
