/** Every operation of the API: one table for its description, for 405 answers, and for tests that walk them all. Pure. */
import { ASKING } from './operations/asking.ts'
import { DUTIES } from './operations/duties.ts'
import { HOLDING } from './operations/holding.ts'
import { JUDGING } from './operations/judging.ts'
import type { Operation } from './operations/operation.ts'
import { POLICY } from './operations/policy.ts'
import { PROVING } from './operations/proving.ts'
import { READING } from './operations/reading.ts'
import { REPORTING } from './operations/reporting.ts'
import { REVIEWING } from './operations/reviewing.ts'
import { isTlogPath } from './tlog-openapi.ts'

export const OPERATIONS: readonly Operation[] = [
  ...ASKING,
  ...JUDGING,
  ...HOLDING,
  ...DUTIES,
  ...READING,
  ...REVIEWING,
  ...REPORTING,
  ...POLICY,
  ...PROVING,
]

/** Methods that a concrete path takes, for `Allow`; empty for a path that does not exist. */
export function allowedMethods(path: string): string[] {
  if (['/livez', '/readyz', '/metrics'].includes(path)) return ['GET']
  if (isTlogPath(path)) return ['GET']
  const methods = OPERATIONS.filter((operation) => matches(`/v1${operation.path}`, path)).map((operation) =>
    operation.method.toUpperCase(),
  )
  return [...new Set(methods)].sort()
}

function matches(template: string, path: string): boolean {
  const wanted = template.split('/')
  const given = path.split('/')
  return (
    wanted.length === given.length &&
    wanted.every((part, i) => (part.startsWith('{') ? given[i] !== '' : part === given[i]))
  )
}
