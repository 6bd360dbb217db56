/** Builds the configured sources, each behind its own guard. Nothing is opened before the first question. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { CatalogueSource } from '../policy/facts.ts'
import { type Source, SourceFailure } from '../source-port.ts'
import { parseSourcesConfig } from './config.ts'
import { type ConnectionParts, connectAll, type Registry } from './connections.ts'
import type { Connector, SecretRef, SourcesConfig } from './connector.ts'
import { fileSource } from './file.ts'
import { httpSource } from './http.ts'
import { type Dialect, mapperOf } from './mapping.ts'
import { sqlSource } from './sql.ts'
import type { ConfigProblem } from './template.ts'
import { undiciExchanger } from './undici.ts'

export type RegistryParts = ConnectionParts & {
  /** Folder that relative file names start from: that of the configuration file. */
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
}

export function buildSources(parts: RegistryParts): Registry {
  return connectAll(parts, (config, entry) => connect(config, entry, parts))
}

const DIALECT: Readonly<Record<Connector['kind'], Dialect>> = { sql: 'sql', http: 'json', file: 'json' }

function connect(config: Connector, entry: CatalogueSource, parts: RegistryParts): Source {
  const dialect = config.kind === 'file' && config.format === 'csv' ? 'text' : DIALECT[config.kind]
  const mapper = mapperOf(config.mapping, entry, dialect)
  const at = (file: string) => path.resolve(parts.folder, file)
  if (config.kind === 'sql') {
    if (config.file === undefined) throw new Error('a configuration that was not checked')
    return sqlSource(config, at(config.file), mapper)
  }
  if (config.kind === 'file') return fileSource(config, at(config.file), mapper)
  return httpSource(config, {
    clock: parts.clock,
    mapper,
    secret: () => (config.oauth ? secretOf(config.oauth.clientSecret, at, parts.env) : Promise.resolve('')),
    exchanger: undiciExchanger(async () => {
      const pem = (['cert', 'key', 'ca'] as const).map(async (name) => {
        const file = config.tls?.[name]
        return file === undefined ? [] : [[name, await readFile(at(file), 'utf8')] as const]
      })
      return Object.fromEntries((await Promise.all(pem)).flat())
    }),
  })
}

/** A secret that is not there is a source that is not connected; which file or variable, the operator knows. */
export async function secretOf(
  ref: SecretRef,
  at: (file: string) => string,
  env: RegistryParts['env'],
): Promise<string> {
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
