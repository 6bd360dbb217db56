/** Reading the connector configuration: all errors at once, each with its place. Pure. */
import type { z } from 'zod'
import type { CatalogueSource } from '../policy/facts.ts'
import { connectorSchema, type SourcesConfig, sourcesConfigSchema } from './connector.ts'
import { misfits } from './fits.ts'
import { outOfReach, type Platform } from './platform.ts'
import { type ConfigProblem, problem } from './template.ts'

export type ParsedConfig =
  | { readonly ok: true; readonly value: SourcesConfig }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] }

/** Form first; then, for what has the right form, whether it fits catalogue and platform. Pointers are RFC 6901. */
export function parseSourcesConfig(
  document: unknown,
  catalogue: Readonly<Record<string, CatalogueSource>>,
  platform: Platform = 'node',
): ParsedConfig {
  const parsed = sourcesConfigSchema.safeParse(document)
  const problems: ConfigProblem[] = []
  if (!parsed.success) {
    problems.push(...parsed.error.issues.flatMap((issue) => problemsOf(issue, [])))
  }
  for (const [oin, sources] of Object.entries(isRecord(document) ? document : {})) {
    for (const [id, value] of Object.entries(isRecord(sources) ? sources : {})) {
      const at = [oin, id]
      const source = Object.hasOwn(catalogue, id) ? catalogue[id] : undefined
      if (!source) problems.push(problem(at, 'is no source of the catalogue'))
      const connector = connectorSchema.safeParse(value)
      if (source && connector.success) problems.push(...misfits(connector.data, source, at))
      if (connector.success) problems.push(...outOfReach(connector.data, platform, at))
    }
  }
  return parsed.success && problems.length === 0 ? { ok: true, value: parsed.data } : { ok: false, problems }
}

/** Issues inside a union or a record key are unfolded: the reader gets the place that is wrong, not the union. */
function problemsOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): readonly ConfigProblem[] {
  const here = [...above, ...issue.path]
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => problem([...here, key], 'is not known here'))
  if (issue.code === 'invalid_key') return [problem(here, issue.issues[0]?.message ?? issue.message)]
  return [problem(here, issue.message)]
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
