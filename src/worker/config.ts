/**
 * Configuration on Workers: the SLUIS_* variables that mean something there, from vars and secrets; all errors at once.
 * Pure. What is not said is production: development is a mode that somebody has to name.
 */
import { z } from 'zod'
import { issuersSchema } from '../auth/issuers.ts'
import {
  type ConfigProblem,
  configSchema,
  developmentIssuers,
  namesOf,
  problemsOf,
  settingsOf,
  variableOf,
} from '../config.ts'

const { settings, origin, witnesses, corsOrigins } = configSchema.shape

const workerSchema = z.strictObject({
  mode: z.enum(['development', 'production']).default('production'),
  /** From a secret: wraps the sealing keys, and gives the pseudonym keys. */
  masterKey: z.string().regex(/^[0-9a-f]{64}$/i, 'is not 64 hex digits'),
  issuers: issuersSchema,
  origin,
  settings,
  witnesses,
  corsOrigins,
  /** The document that SLUIS_SOURCES_FILE names on Node; checked against the catalogue of the bundle. */
  sources: z.unknown().default({}),
})
export type WorkerConfig = z.infer<typeof workerSchema>

export type ReadWorkerConfig =
  | { readonly ok: true; readonly value: WorkerConfig }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] }

const VOCABULARY = { names: namesOf(workerSchema.shape), others: /^SLUIS_SECRET_\w+$/, readFile: null }
/** Nothing is made here that is missing: an isolate has nowhere to keep it. */
const NAMED = ['masterKey', 'issuers'] as const
const NAMED_IN_PRODUCTION = ['masterKey', 'issuers', 'origin'] as const

/** `env` as the platform gives it: texts are vars and secrets, the rest are bindings. */
export function readWorkerConfig(env: Readonly<Record<string, unknown>>): ReadWorkerConfig {
  const problems: ConfigProblem[] = []
  const texts: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    if (typeof value === 'string') texts[name] = value
    else if (name.startsWith('SLUIS_')) problems.push({ code: 'invalid', setting: name, message: 'is not a text' })
  }
  const given = settingsOf(texts, VOCABULARY, problems)
  const named = given.mode === 'development' ? NAMED : NAMED_IN_PRODUCTION
  const missing = named.filter((key) => given[key] === undefined).map(variableOf)
  problems.push(...missing.map((setting) => ({ code: 'missing', setting, message: 'must be given' }) as const))
  const parsed = workerSchema.safeParse(given)
  if (!parsed.success) {
    const others = parsed.error.issues.flatMap(problemsOf).filter(({ setting }) => !missing.includes(setting))
    return { ok: false, problems: [...problems, ...others] }
  }
  const { mode, issuers } = parsed.data
  if (mode === 'production') problems.push(...developmentIssuers(issuers))
  if (issuers.some(({ jwks }) => 'file' in jwks)) {
    problems.push({ code: 'invalid', setting: 'SLUIS_ISSUERS', message: 'names a file: Workers have none' })
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: parsed.data }
}
