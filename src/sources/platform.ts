/** What a connector may rely on, by platform: Node has files, Workers have bindings and secrets. Pure. */
import type { Connector, HttpConnector, SqlConnector } from './connector.ts'
import { isOneSelect } from './select.ts'
import { type ConfigProblem, problem } from './template.ts'

export type Platform = 'node' | 'workers'

/** Everything of this connector that this platform cannot reach. */
export function outOfReach(connector: Connector, platform: Platform, at: readonly string[]): readonly ConfigProblem[] {
  if (connector.kind === 'sql') return platform === 'node' ? sqlOnNode(connector, at) : sqlOnWorkers(connector, at)
  if (platform === 'node') return []
  return connector.kind === 'http' ? httpOnWorkers(connector, at) : [problem([...at, 'kind'], NO_FILES)]
}

const NO_FILES = 'is not for Workers: they have no files'

function sqlOnNode({ file, binding }: SqlConnector, at: readonly string[]): readonly ConfigProblem[] {
  return [
    ...(file === undefined ? [problem([...at, 'file'], 'is missing: a SQLite database')] : []),
    ...(binding === undefined ? [] : [problem([...at, 'binding'], 'is for Workers')]),
  ]
}

function sqlOnWorkers({ file, binding, queries }: SqlConnector, at: readonly string[]): readonly ConfigProblem[] {
  return [
    ...(file === undefined ? [] : [problem([...at, 'file'], NO_FILES)]),
    ...(binding === undefined ? [problem([...at, 'binding'], 'is missing: the name of a D1 binding')] : []),
    // D1 opens nothing read-only, so the statement itself must be one that only reads.
    ...Object.entries(queries)
      .filter(([, sql]) => !isOneSelect(sql))
      .map(([key]) => problem([...at, 'queries', key], 'must be one SELECT, without a semicolon')),
  ]
}

function httpOnWorkers({ tls, oauth }: HttpConnector, at: readonly string[]): readonly ConfigProblem[] {
  return [
    ...(tls ? [problem([...at, 'tls'], NO_FILES)] : []),
    ...(oauth && 'file' in oauth.clientSecret ? [problem([...at, 'oauth', 'clientSecret', 'file'], NO_FILES)] : []),
  ]
}
