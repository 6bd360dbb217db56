/**
 * Rules about rules, over the syntax tree that OPA itself makes. Pure. What OPA cannot know: that a norm has a name, a
 * test, a voice of its own and no clock (pitfall 15, and the norm that never speaks).
 */
import { z } from 'zod'
import { EFFECTS, TREATMENTS } from '../../domain/codes.ts'
import type { Facts, Norm } from '../../policy/facts.ts'

const term = z.object({ type: z.string(), value: z.unknown() })
/** Loose: bodies, `else` and comprehensions stay in the tree, because calls are looked for everywhere. */
const rule = z.looseObject({
  default: z.boolean().optional(),
  head: z.looseObject({
    name: z.string().optional(),
    ref: z.array(term),
    key: z.unknown().optional(),
    value: term.optional(),
  }),
})
const moduleSchema = z.object({
  package: z.object({ path: z.array(term) }),
  imports: z.array(z.object({ path: term, alias: z.string().optional() })).optional(),
  rules: z.array(rule).optional(),
})
/** By file: what `rego.parse_module` gives. */
export const modulesSchema = z.record(z.string(), moduleSchema)
export type Modules = z.infer<typeof modulesSchema>

/** What a norm speaks through: an inquiry, fetched records, or an act on a case or the log. */
export const VOICES = ['findings', 'screening', 'acts']
/**
 * Time and chance come in as input, or a decision could not be replayed; the world is not asked at all. `print` would
 * carry facts of a case to the console.
 */
const BANNED = ['time', 'rand', 'http', 'net', 'opa', 'io', 'uuid', 'crypto', 'rego', 'trace', 'print', 'providers']
/** Each can leave an asker without the data, who then hears which route is lawful, or that none is (MN-08). */
const REFUSING: readonly string[] = ['deny', 'require', 'treat']
/** A default is what holds when nothing is known: it may refuse, or say nothing. */
const HARMLESS_DEFAULTS: readonly unknown[] = [false, '', '-', 'deny', 'withhold']

export type Judged = {
  readonly modules: Modules
  readonly norms: readonly Norm[]
  readonly tests: readonly string[]
  readonly facts: Facts
}

/** Every breach, a line each, beginning with the file. */
export function judgeRules({ modules, norms, tests, facts }: Judged): string[] {
  const ids = new Set(norms.map((norm) => norm.id))
  // A misspelt deny denies nothing: the broker refuses the whole answer, and a test with the same slip is content.
  const vocabulary: Readonly<Record<string, readonly string[]>> = {
    effect: EFFECTS,
    treatment: TREATMENTS,
    attestation: Object.keys(facts.attestations),
    obligation: Object.keys(facts.obligations),
  }
  return [
    ...norms.flatMap((norm) => judgeNorm(norm, modules[norm.path], tests, facts)),
    ...norms.filter((norm, at) => norms.findIndex((other) => other.id === norm.id) !== at).map(twice),
    ...Object.entries(modules).flatMap(([file, module]) => [
      ...(module.rules ?? []).flatMap((one) => judgeDefault(file, one)),
      ...bannedCalls(module).map((name) => `${file}: uses ${name}; time, chance and the world are not for rules`),
      ...written(module, 'norm')
        .filter((id) => !ids.has(id))
        .map((id) => `${file}: speaks for ${id}, and there is no such norm`),
      ...Object.entries(vocabulary).flatMap(([key, words]) =>
        written(module, key)
          .filter((word) => !words.includes(word))
          .map((word) => `${file}: unknown ${key} ${word}; one of ${words.join(', ')}`),
      ),
    ]),
  ]
}

function twice(norm: Norm): string {
  return `${norm.path}: id ${norm.id} is used twice`
}

function judgeNorm(norm: Norm, module: Modules[string] | undefined, tests: readonly string[], facts: Facts): string[] {
  const breaches: string[] = []
  const [, act = '', name = ''] = norm.path.match(/^norms\/([a-z]+)\/([a-z]+_\d+)\.rego$/) ?? []
  if (norm.id !== name.toUpperCase().replace('_', '-') || !name.startsWith(`${act}_`)) {
    breaches.push(`id ${norm.id} belongs in norms/${norm.id.split('-')[0]?.toLowerCase()}/${fileOf(norm.id)}`)
  }
  const where = module?.package.path.map((part) => part.value).join('.')
  if (where !== `data.norms.${act}.${name}`) breaches.push(`the package is not norms.${act}.${name}`)
  if (!tests.includes(norm.path.replace(/\.rego$/, '_test.rego'))) breaches.push('no test stands beside it')
  const voices = (module?.rules ?? []).filter((one) => VOICES.includes(one.head.name ?? nameOf(one)))
  if (voices.length === 0) breaches.push(`it never speaks: none of ${VOICES.join(', ')}`)
  if (voices.some((one) => one.head.key === undefined)) breaches.push('a voice is a set: write `findings contains ...`')
  const others = written(module, 'norm').filter((id) => id !== norm.id)
  if (others.length > 0) breaches.push(`it speaks for another norm: ${others.join(', ')}`)
  if (norm.remedies.length === 0 && written(module, 'effect').some((effect) => REFUSING.includes(effect))) {
    breaches.push('it refuses and shows no route: name remedies, or one that says that there is none')
  }
  const unknown = norm.remedies.filter((code) => !Object.hasOwn(facts.remedies, code))
  if (unknown.length > 0) breaches.push(`unknown remedies: ${unknown.join(', ')}`)
  return breaches.map((breach) => `${norm.path}: ${breach}`)
}

function fileOf(id: string): string {
  return `${id.toLowerCase().replace('-', '_')}.rego`
}

function nameOf(one: z.infer<typeof rule>): string {
  return String(one.head.ref[0]?.value ?? '')
}

function judgeDefault(file: string, one: z.infer<typeof rule>): string[] {
  const given = one.head.value
  if (!one.default || given?.type === 'null' || HARMLESS_DEFAULTS.includes(given?.value)) return []
  return [`${file}: default ${nameOf(one)} grants or assumes something; only a refusal or nothing may be a default`]
}

/** Names of functions and references under a banned name. */
function bannedCalls(module: Modules[string]): string[] {
  const names = nodes(module)
    .filter((node) => node.type === 'ref' && Array.isArray(node.value))
    .map((node) => z.array(term).parse(node.value))
    .filter(([head]) => head?.type === 'var' && BANNED.includes(String(head.value)))
    .map((parts) => parts.map((part) => String(part.value)).join('.'))
  return [...new Set(names)].sort()
}

/** Texts that the module writes under one key of its objects, as in a finding: `"norm": "BGP-09"`. */
function written(module: Modules[string] | undefined, name: string): string[] {
  const pairs = nodes(module)
    .filter((node) => node.type === 'object' && Array.isArray(node.value))
    .flatMap((node) => z.array(z.tuple([term, term])).parse(node.value))
  const texts = pairs.filter(([key, value]) => key.value === name && value.type === 'string')
  return [...new Set(texts.map(([, value]) => String(value.value)))].sort()
}

/** Every term in the tree, however deep. */
function nodes(tree: unknown): z.infer<typeof term>[] {
  if (Array.isArray(tree)) return tree.flatMap(nodes)
  if (typeof tree !== 'object' || tree === null) return []
  const own = 'type' in tree && 'value' in tree && typeof tree.type === 'string'
  return [...(own ? [{ type: String(tree.type), value: tree.value }] : []), ...Object.values(tree).flatMap(nodes)]
}
