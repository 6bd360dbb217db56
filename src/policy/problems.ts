/** What is wrong with what somebody wrote for the policies: rules, tables, cases, input. Pure. */
import type { z } from 'zod'

export type Place = { readonly pointer: string; readonly message: string }

/** Something in the sources is not as it must be; every problem at once, each a line. */
export class PolicyProblems extends Error {
  readonly problems: readonly string[]
  /** The same by JSON pointer, where it is one document that is wrong, in the words of the API. */
  readonly places: readonly Place[]
  constructor(problems: readonly string[], places: readonly Place[] = []) {
    super(problems.join('\n'))
    this.name = 'PolicyProblems'
    this.problems = problems
    this.places = places
  }
}

/** All of them, each by its place and without the value that is there. */
export function problemsIn({ issues }: z.ZodError): string[] {
  return issues.map(({ path, message }) => `/${path.join('/')}: ${message}`)
}

export type TableCheck<T> =
  | { readonly ok: true; readonly table: T }
  | { readonly ok: false; readonly problems: readonly string[] }

/** A table that people edit, from its text. */
export function tableIn<S extends z.ZodType>(text: string, schema: S): TableCheck<z.output<S>> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, problems: ['not JSON'] }
  }
  const parsed = schema.safeParse(value)
  return parsed.success ? { ok: true, table: parsed.data } : { ok: false, problems: problemsIn(parsed.error) }
}
