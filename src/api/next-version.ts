/** A change of a case is a new version of it: whoever is being answered meanwhile is judged again. */
import type { Case } from '../domain/case.ts'
import { scopeOfContent } from '../erasure/scopes.ts'
import { sealContent } from '../log/content.ts'
import type { Change } from '../ports.ts'
import type { AppPorts } from './context.ts'

export async function nextVersion(
  ports: Pick<AppPorts, 'crypto' | 'keys'>,
  before: Case,
  facts = before.facts,
): Promise<Change> {
  const value = { ...before, version: before.version + 1, facts }
  const scope = scopeOfContent(value.oin, value.id, value.openedAt)
  return { kind: 'case', value, sealed: await sealContent(ports, scope, `case:${value.id}`, facts) }
}
