/** What is wrong with the shape of what was sent, in words of ours: where it stands and which rule it breaks, never what stood there. Pure. */
import type { z } from 'zod'

type Issue = { readonly pointer: string; readonly message: string }

/** To tell a member that is missing from one that is wrong, `pointersOf` needs what was given; it never repeats it. */
export const REPORT = { reportInput: true } as const

/** Zod issues as JSON pointers (RFC 6901). Messages name the rule, never the value. */
export function pointersOf(error: z.ZodError): Issue[] {
  return error.issues.flatMap((issue) => {
    const pointer = issue.path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
    const missing = 'input' in issue && issue.input === undefined ? 'is missing; ' : ''
    if (issue.code !== 'unrecognized_keys') return [{ pointer, message: `${missing}${messageOf(issue)}` }]
    return issue.keys.map((key) => ({
      pointer: `${pointer}/${key.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}`,
      message: 'this member is not known',
    }))
  })
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`
  if (issue.code === 'invalid_type') return `must be ${issue.expected}`
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}${unitOf(issue.origin)}`
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}${unitOf(issue.origin)}`
  if (issue.code === 'invalid_format') return FORMATS[issue.format] ?? 'is not valid'
  return 'is not valid'
}

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'must be a date and time with its zone, such as 2026-01-31T00:00:00Z',
  date: 'must be a date, such as 2026-01-31',
}

function unitOf(origin: string): string {
  return origin === 'string' ? ' characters' : origin === 'array' ? ' items' : ''
}
