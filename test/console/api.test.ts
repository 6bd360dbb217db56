/** The API as pages ask it: in the language of who looks, with their token, and only what the page names. */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { waitOf } from '../../src/api/alone.ts'
import { problemDocument } from '../../src/api/problem-document.ts'
import { ApiRefusal, apiFor } from '../../src/console/api.ts'
import { LIMITS } from '../../src/limits.ts'

const asked: Request[] = []
const refusing = (language: 'nl' | 'en') =>
  apiFor(
    async (request) => {
      asked.push(request)
      const wanted = request.headers.get('accept-language') === 'nl' ? 'nl' : 'en'
      return Response.json(problemDocument({ code: 'forbidden' }, wanted), { status: 403 })
    },
    'a-token',
    language,
  )
const refused = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ApiRefusal)) throw new Error('it was not refused')
  return error.problem.title
}

describe('the API of a page', () => {
  it.each([
    ['nl', 'Dit mag de vrager niet'],
    ['en', 'This is not open to the caller'],
  ] as const)('answers in the language of who looks: %s', async (language, title) => {
    const api = refusing(language)
    expect(await refused(api.get('/norms', z.unknown()))).toBe(title)
    expect(await refused(api.raw('/decisions', {}))).toBe(title)
    const sent = await api.send('POST', '/attestations', {}, z.unknown())
    expect(sent.ok ? undefined : sent.problem.title).toBe(title)
    expect(asked.at(-1)?.headers.get('authorization')).toBe('Bearer a-token')
    // As long as the API lets anybody wait for their turn.
    expect(asked.slice(-3).map(({ headers }) => waitOf(headers.get('prefer') ?? ''))).toEqual(
      Array(3).fill(LIMITS.lineWaitMs),
    )
  })
  it('says itself that another operation than the page names is not there', async () => {
    const before = asked.length
    expect(await refused(refusing('nl').get('/decisions/../me', z.unknown()))).toBe('Dit is er niet')
    expect(await refused(refusing('en').get('/decisions/../me', z.unknown()))).toBe('This is not there')
    expect(asked.length).toBe(before)
  })
})
