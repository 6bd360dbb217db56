/** Builds the configured sources, each behind its own guard. Nothing is opened before the first question. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Observer } from '../events.ts'
import type { CatalogueSource } from '../policy/facts.ts'
import { type Clock, type Source, SourceFailure, type Sources } from '../ports.ts'
import { type Connector, parseSourcesConfig, type SecretRef, type SourcesConfig } from './config.ts'
import { fileSource } from './file.ts'
import { guarded } from './guarded.ts'
import { httpSource } from './http.ts'
import { type Dialect, mapperOf } from './mapping.ts'
import { sqlSource } from './sql.ts'
import type { ConfigProblem } from './template.ts'

export type RegistryParts = {
  readonly config: SourcesConfig
  readonly catalogue: Readonly<Record<string, CatalogueSource>>
  /** Folder that relative file names start from: that of the configuration file. */
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly observe: Observer
}
export type Connection = {
  readonly oin: string
  readonly source: string
  readonly holder: string
  readonly kind: Connector['kind']
  readonly connector: Source
}
export type Registry = Sources & {
  readonly connections: readonly Connection[]
  close(): Promise<void>
}

export function buildSources(parts: RegistryParts): Registry {
  const connections = Object.entries(parts.config).flatMap(([oin, sources]) =>
    Object.entries(sources).map(([source, config]): Connection => {
      const entry = parts.catalogue[source]
      if (!entry) throw new Error('a configuration that was not checked')
      const { concurrent, timeoutMs, kind } = config
      const inner = connect(config, entry, parts)
      return {
        oin,
        source,
        holder: config.holder ?? oin,
        kind,
        connector: guarded(inner, { source, clock: parts.clock, observe: parts.observe, concurrent, timeoutMs }),
      }
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

const DIALECT: Readonly<Record<Connector['kind'], Dialect>> = { sql: 'sql', http: 'json', file: 'json' }

function connect(config: Connector, entry: CatalogueSource, parts: RegistryParts): Source {
  const dialect = config.kind === 'file' && config.format === 'csv' ? 'text' : DIALECT[config.kind]
  const mapper = mapperOf(config.mapping, entry, dialect)
  const at = (file: string) => path.resolve(parts.folder, file)
  if (config.kind === 'sql') return sqlSource(config, at(config.file), mapper)
  if (config.kind === 'file') return fileSource(config, at(config.file), mapper)
  return httpSource(config, {
    clock: parts.clock,
    mapper,
    secret: () => (config.oauth ? secretOf(config.oauth.clientSecret, at, parts.env) : Promise.resolve('')),
    certificates: async () => {
      const pem = (['cert', 'key', 'ca'] as const).map(async (name) => {
        const file = config.tls?.[name]
        return file === undefined ? [] : [[name, await readFile(at(file), 'utf8')] as const]
      })
      return Object.fromEntries((await Promise.all(pem)).flat())
    },
  })
}

/** A secret that is not there is a source that is not connected; which file or variable, the operator knows. */
async function secretOf(ref: SecretRef, at: (file: string) => string, env: RegistryParts['env']): Promise<string> {
  const found = 'env' in ref ? env[ref.env] : await readFile(at(ref.file), 'utf8').catch(() => undefined)
  const secret = found?.trim()
  if (!secret) throw new SourceFailure('not-connected')
  return secret
}

export type LoadedConfig =
  | { readonly ok: true; readonly value: SourcesConfig; readonly folder: string }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] }

/** Reads the file named by SLUIS_SOURCES_FILE. */
export async function loadSourcesConfig(file: string, catalogue: RegistryParts['catalogue']): Promise<LoadedConfig> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return { ok: false, problems: [{ pointer: '', message: 'the file cannot be read' }] }
  const parsed = parseSourcesConfig(jsonOf(text), catalogue)
  return parsed.ok ? { ...parsed, folder: path.dirname(path.resolve(file)) } : parsed
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
