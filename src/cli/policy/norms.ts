/** What the annotations of the rules say about each norm, as `opa inspect -a` reads them from the sources. */
import { z } from 'zod'
import { normSchema } from '../../policy/facts.ts'
import type { AuthoredNorm } from '../../policy/inferred.ts'
import { PolicyProblems, problemsIn } from '../../policy/problems.ts'
import type { Opa } from '../opa.ts'
import { opaOutput, type Sources } from './sources.ts'

const inspection = z.object({
  annotations: z.array(
    z.object({
      annotations: z.object({
        scope: z.string(),
        description: z.string().optional(),
        custom: z.record(z.string(), z.unknown()).optional(),
      }),
      location: z.object({ file: z.string(), row: z.number() }),
    }),
  ),
})

/** The description is for who reads the source: it does not travel with the bundle. */
const annotated = normSchema.extend({ description: z.string(), inferred: z.string().nullable() })

/** What must stand above the package of a norm, as JSON Schema. */
export const METADATA_SCHEMA = z.toJSONSchema(annotated.omit({ path: true }).partial({ inferred: true }), {
  target: 'draft-7',
})

/** What stands above the package, not yet believed, and the line where it begins. */
export type Metadata = { readonly line: number; readonly metadata: Readonly<Record<string, unknown>> }

/** Of every norm, by file; empty metadata where none stand above the package. */
export function readMetadata(opa: Opa, sources: Sources): ReadonlyMap<string, Metadata> {
  const { annotations } = inspection.parse(
    JSON.parse(opaOutput(opa, sources.folder, ['inspect', '-a', '-f', 'json', 'norms'])),
  )
  return new Map(
    sources.rules.filter(isNorm).map((path) => {
      const own = annotations.find((one) => one.location.file === path && one.annotations.scope === 'package')
      if (!own) return [path, { line: 1, metadata: {} }]
      const { custom, description } = own.annotations
      const metadata = { ...custom, ...(description === undefined ? {} : { description }) }
      return [path, { line: own.location.row, metadata }]
    }),
  )
}

/** Every norm package, by id. Throws PolicyProblems naming each file whose metadata is absent or incomplete. */
export function readNorms(opa: Opa, sources: Sources): AuthoredNorm[] {
  const problems: string[] = []
  const norms = [...readMetadata(opa, sources)].flatMap(([path, { line, metadata }]) => {
    const norm = annotated.safeParse({ inferred: null, ...metadata, path })
    if (norm.success) {
      const { description: _, ...rest } = norm.data
      return [rest]
    }
    problems.push(...problemsIn(norm.error).map((problem) => `${path}:${line}: metadata ${problem}`))
    return []
  })
  if (problems.length > 0) throw new PolicyProblems(problems)
  return norms.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** What `policy new` writes for an article: until it is read, no act is asked for. */
export const UNREAD = 'nog niet gelezen'

export function isNorm(path: string): boolean {
  return path.startsWith('norms/')
}
