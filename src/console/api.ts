/**
 * The API as the console asks it: the same operations, in the same process, with the token of who is signed in. What a page
 * shows has therefore been judged and logged as for everybody else.
 */
import { z } from 'zod'
import { problemSchema } from '../api/documents.ts'
import { LIMITS } from '../limits.ts'
import { ownProblem } from './problems.ts'
import { type Language, tongue } from './words.ts'

export type Query = Readonly<Record<string, string | number | undefined>>
export type ApiProblem = z.infer<typeof problemSchema>
export type Answered<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ApiProblem }

/** Thrown by `get`: a page without its data is the page of its problem. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal'
  readonly problem: ApiProblem

  constructor(problem: ApiProblem) {
    super(`${problem.status} ${problem.title}`)
    this.problem = problem
  }
}

/** Of the moment, and not of who asks. */
export function isPassing({ status }: ApiProblem): boolean {
  return status >= 500 || status === 429
}

/** What a form asked for, or the refusal because of what was filled in there: that is for its fields to show. */
export async function fitting<T>(asked: () => Promise<T>): Promise<T | ApiRefusal> {
  try {
    return await asked()
  } catch (error) {
    if (error instanceof ApiRefusal && error.problem.errors?.length) return error
    throw error
  }
}

export type Api = {
  /** Throws ApiRefusal. */
  get<S extends z.ZodType>(path: string, answer: S, query?: Query): Promise<z.output<S>>
  /** What a form sends: a refusal is for the page to show. */
  send<S extends z.ZodType>(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body: unknown,
    answer: S,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answered<z.output<S>>>
  /** An answer that is no JSON document, as it is. Throws ApiRefusal. */
  raw(path: string, init: RequestInit & { readonly query?: Query }): Promise<Response>
}

/** `fetchApi` takes a request as the API would get it over HTTP. */
export function apiFor(fetchApi: (request: Request) => Promise<Response>, token: string, language: Language): Api {
  const call = (path: string, { query = {}, ...init }: RequestInit & { readonly query?: Query }) => {
    const url = new URL(`/v1${path}`, 'http://sluis.internal')
    // An id comes from an address, and may be `../me`: what is asked is the operation that the page names, or nothing.
    if (url.pathname !== `/v1${path}`) throw new ApiRefusal(notFound(language))
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== '') url.searchParams.set(name, String(value))
    }
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${token}`)
    headers.set('accept-language', language)
    // Of several tabs each waits for the one before it, where a program would come back later.
    headers.set('prefer', `wait=${LIMITS.lineWaitMs / 1_000}`)
    return fetchApi(new Request(url, { ...init, headers }))
  }

  return {
    async get(path, answer, query = {}) {
      const given = await answered(await call(path, { query }), answer)
      if (!given.ok) throw new ApiRefusal(given.problem)
      return given.value
    },
    async send(method, path, body, answer, headers = {}) {
      const init = body === undefined ? {} : { body: JSON.stringify(body) }
      const json = { 'content-type': 'application/json', ...headers }
      return answered(await call(path, { method, headers: json, ...init }), answer)
    },
    async raw(path, init) {
      const response = await call(path, init)
      if (!response.ok) throw new ApiRefusal(problemSchema.parse(await response.json()))
      return response
    },
  }
}

async function answered<S extends z.ZodType>(response: Response, answer: S): Promise<Answered<z.output<S>>> {
  const document: unknown = await response.json()
  if (!response.ok) return { ok: false, problem: problemSchema.parse(document) }
  const parsed = answer.safeParse(document)
  // A page that shows half a document would be worse than none: only the API can be wrong here.
  if (!parsed.success) throw new Error(`the API answers otherwise than it says: ${z.prettifyError(parsed.error)}`)
  return { ok: true, value: parsed.data }
}

function notFound(language: Language): ApiProblem {
  return ownProblem(404, tongue(language)('Dit is er niet', 'This is not there'))
}
