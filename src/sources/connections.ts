/** The configured sources, each behind its own guard, whatever platform connects them. Nothing is opened yet. Pure. */
import type { Observer } from '../events.ts'
import type { CatalogueSource } from '../policy/facts.ts'
import type { Clock } from '../ports.ts'
import type { Source, Sources } from '../source-port.ts'
import type { Connector, SourcesConfig } from './connector.ts'
import { guarded } from './guarded.ts'

export type ConnectionParts = {
  readonly config: SourcesConfig
  readonly catalogue: Readonly<Record<string, CatalogueSource>>
  readonly clock: Clock
  readonly observe: Observer
}
export type Connection = {
  readonly oin: string
  readonly source: string
  /** Organisation that holds it: the asking one, unless the configuration names another. */
  readonly holder: string
  readonly kind: Connector['kind']
  readonly connector: Source
}
export type Registry = Sources & {
  readonly connections: readonly Connection[]
  close(): Promise<void>
}

export function connectAll(
  { config, catalogue, clock, observe }: ConnectionParts,
  connect: (config: Connector, entry: CatalogueSource) => Source,
): Registry {
  const connections = Object.entries(config).flatMap(([oin, sources]) =>
    Object.entries(sources).map(([source, settings]): Connection => {
      const entry = catalogue[source]
      if (!entry) throw new Error('a configuration that was not checked')
      const { concurrent, timeoutMs, kind } = settings
      const inner = connect(settings, entry)
      const connector = guarded(inner, { source, clock, observe, concurrent, timeoutMs })
      return { oin, source, holder: settings.holder ?? oin, kind, connector }
    }),
  )
  const byName = new Map(connections.map((one) => [`${one.oin} ${one.source}`, one]))
  return {
    connections,
    find: (oin, source) => byName.get(`${oin} ${source}`)?.connector,
    holder: (oin, source) => byName.get(`${oin} ${source}`)?.holder ?? oin,
    async close() {
      await Promise.all(connections.map((one) => one.connector.close()))
    },
  }
}
