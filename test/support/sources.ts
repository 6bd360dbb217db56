/** Stands between the broker and its sources: to count, to slow down, to meddle, or to add what a source might hold. */
import type { SourceRecord } from '../../src/domain/disclosure.ts'
import type { Source, SourceQuery } from '../../src/source-port.ts'
import type { World } from './world.ts'

type Fetch = (query: SourceQuery, real: Source['fetch']) => Promise<readonly SourceRecord[]>

/** Every fetch goes through `fetch` from now on; the answer puts the sources back as they were. */
export function interpose(world: World, fetch: Fetch): () => void {
  const { sources } = world.node.ports
  const real = sources.find
  const between = (inner: Source): Source => ({ ...inner, fetch: (query) => fetch(query, (same) => inner.fetch(same)) })
  Object.assign(sources, {
    find: (oin: string, source: string) => {
      const inner = real.call(sources, oin, source)
      return inner && between(inner)
    },
  })
  return () => void Object.assign(sources, { find: real })
}
