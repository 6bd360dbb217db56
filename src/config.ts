/**
 * Configuration: one schema for the `SLUIS_*` variables and the optional JSON file, all errors at once. Pure: the
 * environment is an argument, and files are read by a function that is given.
 *
 * A setting is taken from its variable, else from a file that `<variable>_FILE` names (so that secrets and documents
 * need not stand in the environment), else from the file that SLUIS_CONFIG names, else it has its default.
 */
import { z } from 'zod'
import { DEV_FOLDER, DEV_ISSUER, DEV_KEY_FILE, DEV_KEY_SET_FILE, type Issuer, issuersSchema } from './auth/issuers.ts'
import { providerSchema } from './auth/provider.ts'
import { witnessesSchema } from './log/witness/config.ts'
import { settingsSchema } from './policy/facts.ts'

const path = z.string().min(1).max(1000)
const httpOrigin = z
  .string()
  .refine((text) => URL.canParse(text) && new URL(text).origin === text, 'is not an origin such as https://example.nl')

/** Names in the file are these; names of variables are SLUIS_ and these in capitals: dataDir is SLUIS_DATA_DIR. */
export const configSchema = z.strictObject({
  mode: z
    .enum(['development', 'production'])
    .default('development')
    .describe('`development` makes keys that are missing and trusts its own token issuer; `production` does neither'),
  host: z.string().min(1).max(255).default('127.0.0.1').describe('Address to listen on'),
  port: z
    .number('is not a port number')
    .int()
    .min(0)
    .max(65_535)
    .default(8080)
    .describe('Port to listen on; 0 takes a free one'),
  dataDir: path.default('./var/data').describe('Folder of the database: log, case register, inquiries'),
  keysDir: path
    .default('./var/keys')
    .describe('Folder of the keys, apart from the data and its backups. Production needs it named'),
  anchorDir: path
    .default('./var/anchor')
    .describe(
      'Folder of what must never go back: apart from data and keys, and in no backup of them. Production needs it named',
    ),
  sourcesFile: path
    .nullable()
    .default(null)
    .describe('JSON document: which organisation reaches which source, and how. Without it nothing can be fetched'),
  settings: settingsSchema
    .default({})
    .describe(
      'Local settings per OIN, as JSON (`SLUIS_SETTINGS_FILE`). They narrow, never widen; without a row the local protocol does not run',
    ),
  issuers: issuersSchema
    .default([])
    .describe(
      'Trusted token issuers, as JSON (`SLUIS_ISSUERS_FILE`). Production needs them; development has an issuer of its own',
    ),
  console: providerSchema
    .nullable()
    .default(null)
    .describe(
      'Provider at which people sign in to the console, as JSON (`SLUIS_CONSOLE_FILE`). Without it production has no console, and development asks nobody who they are, on this machine alone',
    ),
  bundleDir: path
    .nullable()
    .default(null)
    .describe('Folder of a compiled policy bundle instead of the one that came with Sluis'),
  origin: z
    .string()
    .regex(/^[\w.:/-]{1,200}$/, 'is not a log name such as sluis.example.nl/log')
    .default('sluis.localhost/log')
    .describe('Name of the log in receipts and checkpoints; never change it. Production needs it named'),
  witnesses: witnessesSchema
    .nullable()
    .default(null)
    .describe(
      'Witnesses that cosign checkpoints, and how many are enough, as JSON (`SLUIS_WITNESSES_FILE`). Without it nobody does',
    ),
  corsOrigins: z
    .array(httpOrigin)
    .max(20)
    .default([])
    .describe('Web origins whose pages may call the API, with commas between'),
  metrics: z.boolean('is neither on nor off').default(true).describe('Whether `/metrics` answers: `on` or `off`'),
  log: z
    .enum(['pretty', 'json'])
    .nullable()
    .default(null)
    .describe('Diagnostic lines for people or for machines. Default: `pretty` in development, `json` in production'),
})
type Parsed = z.infer<typeof configSchema>
export type Config = Omit<Parsed, 'log'> & { readonly log: 'pretty' | 'json' }

/** `code` is stable; `development-issuer` is why production refuses to start beside keys of the development issuer. */
export type ConfigProblem = {
  readonly code: 'invalid' | 'unknown' | 'unreadable' | 'missing' | 'development-issuer'
  readonly setting: string
  readonly message: string
}
export type ReadConfig =
  | { readonly ok: true; readonly value: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] }

export type Environment = Readonly<Record<string, string | undefined>>

const NAMES = namesOf(configSchema.shape)
/** Variables of ours that are not settings of the server. Secrets of sources may have names of their own choice. */
const OTHERS = /^SLUIS_(CONFIG|OPA|SECRET_\w+)$/

/** Which variables there are; `readFile` is null where the platform has no files. */
export type Vocabulary = {
  readonly names: ReadonlyMap<string, string>
  readonly others: RegExp
  readonly readFile: ((path: string) => string) | null
}
/** Production means these: a default would be shared by everybody, or would quietly be the wrong folder. */
const NAMED_IN_PRODUCTION = ['keysDir', 'anchorDir', 'origin', 'issuers'] as const

/** `readFile` gives the text of a file, or throws. */
export function readConfig(env: Environment, readFile: (path: string) => string): ReadConfig {
  const problems: ConfigProblem[] = []
  const fromFile = documentOf(env, readFile, problems)
  const given = { ...fromFile, ...settingsOf(env, { names: NAMES, others: OTHERS, readFile }, problems) }
  const parsed = configSchema.safeParse(given)
  if (!parsed.success) problems.push(...parsed.error.issues.flatMap(problemsOf))
  if (parsed.success) problems.push(...strangeProvider(parsed.data))
  // What production refuses is looked for also when something else is wrong, so that nobody has to come back for it.
  if (given.mode === 'production') problems.push(...productionProblems(given, parsed.data, readFile, problems))
  if (!parsed.success || problems.length > 0) return { ok: false, problems }
  const { log, ...config } = parsed.data
  return { ok: true, value: { ...config, log: log ?? (config.mode === 'production' ? 'json' : 'pretty') } }
}

/** The configuration table of the manual, from the schema. */
export function configTable(): string {
  const defaults = configSchema.parse({})
  const rows = Object.entries(configSchema.shape).map(([key, schema]) => {
    const value = key in defaults ? JSON.stringify(defaults[key as keyof Parsed]) : ''
    const shown = value === 'null' || value === '[]' || value === '{}' ? '' : `\`${value.replaceAll('"', '')}\``
    return `| \`${variableOf(key)}\` | ${shown.replace('true', 'on')} | ${schema.description ?? ''} |`
  })
  return ['| Variable | Default | Meaning |', '|---|---|---|', ...rows, ''].join('\n')
}

function documentOf(
  env: Environment,
  readFile: (path: string) => string,
  problems: ConfigProblem[],
): Record<string, unknown> {
  if (env.SLUIS_CONFIG === undefined || env.SLUIS_CONFIG === '') return {}
  const document = jsonOf('SLUIS_CONFIG', textOf('SLUIS_CONFIG', env.SLUIS_CONFIG, readFile, problems), problems)
  if (typeof document === 'object' && document !== null && !Array.isArray(document)) return { ...document }
  if (document !== undefined)
    problems.push({ code: 'invalid', setting: 'SLUIS_CONFIG', message: 'is not a JSON object' })
  return {}
}

/** Settings from variables, by their names in the schema; what is wrong with a variable itself joins `problems`. */
export function settingsOf(
  env: Environment,
  { names, others, readFile }: Vocabulary,
  problems: ConfigProblem[],
): Record<string, unknown> {
  const given: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(env)) {
    // An empty variable is how many tools say `not set`.
    if (!name.startsWith('SLUIS_') || value === undefined || value === '' || others.test(name)) continue
    const fromFile = readFile !== null && !names.has(name) && name.endsWith('_FILE') ? readFile : undefined
    const variable = fromFile ? name.slice(0, -'_FILE'.length) : name
    const key = names.get(variable)
    if (key === undefined) {
      // A misspelt variable must not be passed over: SLUIS_MOED=production would start in development.
      problems.push({ code: 'unknown', setting: name, message: 'is not a setting' })
    } else if (fromFile && env[variable]) {
      problems.push({ code: 'invalid', setting: name, message: `is given beside ${variable}: give one of the two` })
    } else {
      const text = fromFile ? textOf(name, value, fromFile, problems) : value
      if (text !== undefined) given[key] = valueFrom(key, name, text.trim(), problems)
    }
  }
  return given
}

/** Settings that are JSON, and mostly stand in a file of their own. */
const DOCUMENTS: readonly string[] = ['console', 'issuers', 'settings', 'sources', 'witnesses']

/** Text of a variable -> a value as the schema wants it; what does not fit goes on as text, for the schema to refuse. */
function valueFrom(key: string, name: string, text: string, problems: ConfigProblem[]): unknown {
  if (key === 'port') return /^\d{1,5}$/.test(text) ? Number(text) : text
  if (key === 'metrics') return text === 'on' ? true : text === 'off' ? false : text
  if (key === 'corsOrigins') return text.split(',').map((origin) => origin.trim())
  if (DOCUMENTS.includes(key)) return jsonOf(name, text, problems)
  return text
}

function productionProblems(
  given: Readonly<Record<string, unknown>>,
  parsed: Parsed | undefined,
  readFile: (path: string) => string,
  found: readonly ConfigProblem[],
): readonly ConfigProblem[] {
  // Given, but unreadable, is not missing: that was said already.
  const said = new Set(found.map(({ setting }) => setting.replace(/_FILE$/, '')))
  const missing = NAMED_IN_PRODUCTION.filter((key) => given[key] === undefined && !said.has(variableOf(key)))
  const problems: ConfigProblem[] = missing.map((key) => ({
    code: 'missing',
    setting: variableOf(key),
    message: 'must be given in production',
  }))
  problems.push(...developmentIssuers(parsed?.issuers ?? []))
  const folder = typeof given.keysDir === 'string' ? `${given.keysDir}/${DEV_FOLDER}` : undefined
  if (folder && [DEV_KEY_FILE, DEV_KEY_SET_FILE].some((file) => isThere(`${folder}/${file}`, readFile))) {
    problems.push({
      code: 'development-issuer',
      setting: 'SLUIS_KEYS_DIR',
      message: `holds ${DEV_FOLDER}: ${NOT_HERE}`,
    })
  }
  return problems
}

/** Who signs in to the console asks the API with a token of the same provider: there is one identity for both. */
function strangeProvider({ console: provider, issuers }: Parsed): readonly ConfigProblem[] {
  if (provider === null || issuers.some(({ issuer }) => issuer === provider.issuer)) return []
  return [{ code: 'invalid', setting: 'SLUIS_CONSOLE', message: '/issuer: is none of SLUIS_ISSUERS' }]
}

const NOT_HERE = 'the development issuer is not for production'

/** Everybody can make a token of the development issuer: production does not trust it. */
export function developmentIssuers(issuers: readonly Issuer[]): readonly ConfigProblem[] {
  if (!issuers.some(({ issuer }) => issuer === DEV_ISSUER)) return []
  return [{ code: 'development-issuer', setting: 'SLUIS_ISSUERS', message: NOT_HERE }]
}

export function problemsOf(issue: z.core.$ZodIssue): readonly ConfigProblem[] {
  const [setting, ...rest] = issue.path.map(String)
  if (setting === undefined) {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : []
    return names.map((name) => ({ code: 'unknown', setting: name, message: 'is not a setting' }))
  }
  const at = rest.length > 0 ? `/${rest.join('/')}: ` : ''
  return [{ code: 'invalid', setting: variableOf(setting), message: `${at}${issue.message}` }]
}

function textOf(
  name: string,
  file: string,
  readFile: (path: string) => string,
  problems: ConfigProblem[],
): string | undefined {
  try {
    return readFile(file)
  } catch {
    problems.push({ code: 'unreadable', setting: name, message: 'names a file that cannot be read' })
    return undefined
  }
}

function jsonOf(name: string, text: string | undefined, problems: ConfigProblem[]): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    problems.push({ code: 'invalid', setting: name, message: 'is not JSON' })
    return undefined
  }
}

function isThere(file: string, readFile: (path: string) => string): boolean {
  try {
    readFile(file)
    return true
  } catch {
    return false
  }
}

export function namesOf(shape: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  return new Map(Object.keys(shape).map((key) => [variableOf(key), key]))
}

export function variableOf(key: string): string {
  return `SLUIS_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
}
