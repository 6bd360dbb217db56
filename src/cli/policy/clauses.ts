/**
 * The rules of policies/, clause by clause, as far as it matters to what they read: which rules they come to, and where
 * their variables come from. Over the syntax trees of OPA. Pure.
 */
import type { Step } from './document-paths.ts'
import type { Modules } from './rules.ts'

export type Term = { readonly type: string; readonly value: unknown }

/** What a variable holds: a part of another term, in the clause where that term stands. */
export type Origin = { readonly term: Term; readonly steps: readonly Step[]; readonly clause: Clause }

export type Clause = {
  readonly file: string
  /** `lib`, `norms.bgp.bgp_09`. */
  readonly folder: string
  /** `lib.counted` */
  readonly rule: string
  /** What a name at the begin of a reference stands for: `lib` for `data.lib`. */
  readonly imports: ReadonlyMap<string, string>
  readonly args: readonly Term[]
  /** Steps between the rule and its values: none of a value, one of a set, two of `said[verdict] contains ...`. */
  readonly keys: number
  readonly values: readonly Term[]
  /** What must hold, `else` included, and the keys of the head. */
  readonly body: unknown
  /** References and variables, wherever they stand. */
  readonly references: Term[]
  readonly origins: Map<string, Origin[]>
}

export type Clauses = ReadonlyMap<string, readonly Clause[]>

/** By rule: `lib.counted`. */
export function clausesOf(modules: Modules): Clauses {
  const all = Object.entries(modules).flatMap(
    ([
      file,
      {
        package: { path },
        imports,
        rules,
      },
    ]) => {
      const folder = named(path.slice(1))
      const aliases = new Map((imports ?? []).map((one) => aliasOf(one.path, one.alias)))
      return (rules ?? []).map((rule) => clauseOf(rule, file, folder, aliases))
    },
  )
  const clauses = grouped(
    all.map(({ clause }) => clause),
    (clause) => clause.rule,
  )
  for (const { clause, calls } of all) for (const call of calls) passArguments(clauses, clause, call)
  return clauses
}

export function grouped<One>(all: readonly One[], by: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>()
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one])
  return groups
}

/** The rule that a reference begins with, and its steps from there. undefined: a variable, or no rule of ours. */
export function ruleIn(
  clauses: Clauses,
  clause: Clause,
  parts: readonly Term[],
): { rule: string; steps: Step[] } | undefined {
  const [head, ...rest] = parts
  const name = String(head?.value)
  const imported = name === 'data' ? '' : clause.imports.get(name)
  const begin = (imported ?? `${clause.folder}.${name}`).split('.').filter((part) => part !== '')
  const path: Step[] = [...begin, ...rest.map(stepOf)]
  const literal = path.includes(null) ? path.slice(0, path.indexOf(null)) : path
  for (let length = literal.length; length > 0; length--) {
    const rule = literal.slice(0, length).join('.')
    if (clauses.has(rule)) return { rule, steps: path.slice(length) }
  }
  return undefined
}

export function partsOf(reference: Term): readonly Term[] {
  return reference.type === 'ref' ? (reference.value as readonly Term[]) : [reference]
}

export function stepOf(part: Term): Step {
  return part.type === 'string' || part.type === 'number' ? String(part.value) : null
}

/** Name of an operator or a function: `assign`, `object.get`. */
export function named(parts: readonly Term[]): string {
  return parts.map((part) => String(part.value)).join('.')
}

export function isTerm(node: unknown): node is Term {
  return typeof node === 'object' && node !== null && 'type' in node && 'value' in node && typeof node.type === 'string'
}

type Rule = NonNullable<Modules[string]['rules']>[number]
type Call = readonly Term[]

function clauseOf(rule: Rule, file: string, folder: string, imports: Clause['imports']) {
  const { ref, key, value, args } = rule.head
  // A rule with a key and a value is an object; with a key alone it is a set of keys.
  const member = isTerm(key) && !isTerm(value) ? [key] : undefined
  const clause: Clause = {
    file,
    folder,
    rule: `${folder}.${String(ref[0]?.value)}`,
    imports,
    args: Array.isArray(args) ? args : [],
    keys: ref.length - 1 + (member ? 1 : 0),
    values: member ?? [...(value ? [value] : []), ...elseValues(rule.else)],
    body: [ref.slice(1), rule.body, elseBodies(rule.else)],
    references: [],
    origins: new Map(),
  }
  const calls: Call[] = []
  collect({ clause, calls }, [clause.values, clause.body])
  return { clause, calls }
}

type Else = { readonly head?: { readonly value?: Term }; readonly body?: unknown; readonly else?: unknown }

function elseValues(other: unknown): Term[] {
  const { head, else: next } = (other ?? {}) as Else
  return head?.value ? [head.value, ...elseValues(next)] : []
}

function elseBodies(other: unknown): unknown[] {
  const { body, else: next } = (other ?? {}) as Else
  return body ? [body, ...elseBodies(next)] : []
}

function aliasOf(path: Term, alias: string | undefined): [string, string] {
  const parts = named(partsOf(path)).split('.')
  return [alias ?? parts.at(-1) ?? '', parts.slice(1).join('.')]
}

type Found = { readonly clause: Clause; readonly calls: Call[] }

function collect(found: Found, node: unknown): void {
  const { clause, calls } = found
  if (Array.isArray(node)) {
    for (const one of node) collect(found, one)
  } else if (isTerm(node)) {
    if (node.type === 'ref' || node.type === 'var') clause.references.push(node)
    if (node.type === 'call') calls.push(node.value as Call)
    // The head of a reference is its name, or a call whose result it goes into.
    collect(
      found,
      node.type === 'ref' ? partsOf(node).filter((part, at) => at > 0 || part.type === 'call') : node.value,
    )
  } else if (typeof node === 'object' && node !== null) {
    const { terms, symbols, domain, value } = node as Record<string, unknown>
    if (Array.isArray(terms)) {
      const [operator, to, from] = terms as Call
      calls.push(terms)
      if (operator && named(partsOf(operator)) === 'assign' && to && from)
        bind(clause, to, { term: from, steps: [], clause })
    }
    for (const symbol of Array.isArray(symbols) ? symbols : []) bindSome(clause, symbol)
    if (isTerm(domain) && isTerm(value)) bind(clause, value, { term: domain, steps: [null], clause })
    collect(found, Object.values(node))
  }
}

/** `some x in xs` and `some key, x in xs`; the key is no fact. */
function bindSome(clause: Clause, symbol: Term): void {
  const [element, collection] = symbol.type === 'call' ? (symbol.value as Call).slice(-2) : []
  if (element && collection) bind(clause, element, { term: collection, steps: [null], clause })
}

/** What the caller gives is what the parameter holds. */
function passArguments(clauses: Clauses, clause: Clause, [operator, ...args]: Call): void {
  const called = operator && ruleIn(clauses, clause, partsOf(operator))
  for (const target of (called && clauses.get(called.rule)) ?? []) {
    target.args.forEach((parameter, at) => {
      const given = args[at]
      if (given) bind(target, parameter, { term: given, steps: [], clause })
    })
  }
}

/** `x := y`, `[x, {"key": z}] := y`. */
function bind(clause: Clause, pattern: Term, origin: Origin): void {
  const inside = (step: Step): Origin => ({ ...origin, steps: [...origin.steps, step] })
  if (pattern.type === 'var') {
    const name = String(pattern.value)
    clause.origins.set(name, [...(clause.origins.get(name) ?? []), origin])
  } else if (pattern.type === 'array') {
    for (const [at, one] of (pattern.value as readonly Term[]).entries()) bind(clause, one, inside(String(at)))
  } else if (pattern.type === 'object') {
    for (const [key, one] of pattern.value as readonly (readonly [Term, Term])[]) bind(clause, one, inside(stepOf(key)))
  }
}
