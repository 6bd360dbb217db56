/** The configured sources on Workers: D1 bindings, and HTTP over the platform's fetch with secrets from its bindings. */
import { SourceFailure } from '../source-port.ts'
import { type D1Binding, isD1 } from '../storage/d1/binding.ts'
import { type ConnectionParts, connectAll, type Registry } from './connections.ts'
import type { SecretRef } from './connector.ts'
import { d1Source } from './d1.ts'
import { httpSource } from './http.ts'
import { mapperOf } from './mapping.ts'
import { fetchExchanger } from './platform-fetch.ts'

export type WorkerSourceParts = ConnectionParts & {
  /** Variables, secrets and bindings of the Worker. */
  readonly env: Readonly<Record<string, unknown>>
}

/** `config` was checked for Workers. Throws when a binding that it names is not there. */
export function buildWorkerSources(parts: WorkerSourceParts): Registry {
  return connectAll(parts, (config, entry) => {
    if (config.kind === 'sql')
      return d1Source(config, bindingOf(parts.env, config.binding), mapperOf(config.mapping, entry, 'sql'))
    if (config.kind === 'file') throw new Error('a configuration that was not checked')
    const { oauth } = config
    return httpSource(config, {
      clock: parts.clock,
      mapper: mapperOf(config.mapping, entry, 'json'),
      exchanger: fetchExchanger(),
      secret: async () => (oauth ? secretOf(parts.env, oauth.clientSecret) : ''),
    })
  })
}

function bindingOf(env: WorkerSourceParts['env'], name: string | undefined): D1Binding {
  const binding = name === undefined ? undefined : env[name]
  if (!isD1(binding)) throw new Error(`${name} is not a D1 binding of this Worker`)
  return binding
}

/** A secret that is not there is a source that is not connected; which, the operator knows. */
function secretOf(env: WorkerSourceParts['env'], ref: SecretRef): string {
  const secret = 'env' in ref ? env[ref.env] : undefined
  if (typeof secret !== 'string' || secret.trim() === '') throw new SourceFailure('not-connected')
  return secret.trim()
}
