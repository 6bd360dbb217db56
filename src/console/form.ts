/** What a form sent, as text: a field that is absent is empty, and one that is a file is none of ours. */
import type { Context } from 'hono'
import type { ApiProblem } from './api.ts'

export type Sent = {
  /** Trimmed; '' when it is absent. */
  text(name: string): string
  /** All values of a field that may be given more than once; empty ones are left out. */
  all(name: string): readonly string[]
  /** As `text`; undefined when it is empty, for members that a document leaves out. */
  given(name: string): string | undefined
}

export async function sent(c: Context): Promise<Sent> {
  const form = await c.req.parseBody({ all: true })
  const all = (name: string): readonly string[] =>
    [form[name] ?? []]
      .flat()
      .flatMap((value) => (typeof value === 'string' ? [value.trim()] : []))
      .filter((value) => value !== '')
  const text = (name: string): string => all(name)[0] ?? ''
  return { all, text, given: (name) => text(name) || undefined }
}

/** What was wrong, at the names that the form has: by the pointer that the API gives, or the last member of it. */
export function atFields(problem: ApiProblem, names: Readonly<Record<string, string>>): ApiProblem {
  const errors = problem.errors?.map(({ pointer, message }) => {
    const name = names[pointer] ?? names[pointer.split('/').at(-1) ?? '']
    return { pointer: name === undefined ? pointer : `/${name}`, message }
  })
  return errors ? { ...problem, errors } : problem
}
