/**
 * Which facts each norm reads: from what it speaks through, over its own rules and those of lib, to the places of the
 * policy input, the tables and the settings where its references end. Over the syntax trees of OPA. Pure.
 *
 * A fact is followed through variables, sets, objects, functions and rules, and only as far as somebody asks for it: who
 * reads `source.organ` does not read `source.lawful`, and `judgement.organ` is of the judgement, whatever else has an
 * organ. What a built-in function makes of a whole document is not followed: a norm names the facts it rests on.
 */
import {
  type Clause,
  type Clauses,
  clausesOf,
  grouped,
  isTerm,
  named,
  partsOf,
  ruleIn,
  stepOf,
  type Term,
} from './clauses.ts'
import { placesIn, type Step } from './document-paths.ts'
import { type Modules, VOICES } from './rules.ts'

export type Reading = {
  /** Where it begins. */
  readonly file: string
  /** Paths of document-paths. */
  readonly facts: ReadonlySet<string>
  /** Paths that no schema has. */
  readonly unknown: ReadonlySet<string>
  /** Texts in what it rests on: codes, among other things. */
  readonly texts: ReadonlySet<string>
}

/** Where reading begins: the findings of norms and acts, and the verdicts that precedence makes of them. */
const BEGINNINGS = [...VOICES, 'verdict']
const READERS = ['acts', 'norms', 'precedence']

/** Deeper than any document; a function that is given its own result would go on for ever. */
const STEPS = 16

/** Functions whose result has the members of what they are given. `and`, `or`, `minus`: of sets. */
const SAME: ReadonlySet<string> = new Set(['and', 'array.concat', 'minus', 'object.union', 'or', 'sort'])

/** By who reads: `BGP-09`, `acts/attest`, `precedence`. */
export function readingsOf(modules: Modules): ReadonlyMap<string, Reading> {
  const clauses = clausesOf(modules)
  const beginnings = [...clauses.values()]
    .flat()
    .filter(({ file }) => READERS.includes(file.split('/')[0] ?? ''))
    .filter(({ rule }) => BEGINNINGS.includes(rule.split('.').at(-1) ?? ''))
  const readers = grouped(beginnings, ({ file }) => readerOf(file))
  return new Map(
    [...readers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, own]) => [name, readingOf(clauses, own)]),
  )
}

function readerOf(file: string): string {
  const [folder = '', ...rest] = file.replace(/\.rego$/, '').split('/')
  if (folder === 'norms') return (rest.at(-1) ?? '').toUpperCase().replace('_', '-')
  return folder === 'precedence' ? folder : [folder, ...rest].join('/')
}

function readingOf(clauses: Clauses, own: readonly Clause[]): Reading {
  const reading = {
    file: [...new Set(own.map(({ file }) => file))].join(', '),
    facts: new Set<string>(),
    unknown: new Set<string>(),
    texts: new Set<string>(),
  }
  const reached = reachedFrom(clauses, own)
  const seen = new Map<object, Set<string>>()
  for (const clause of own) ofClause(clause, [])
  return reading

  /** Each thing is read once for the same steps. */
  function isNew(what: object, steps: readonly Step[]): boolean {
    const before = seen.get(what) ?? new Set()
    const key = JSON.stringify(steps)
    seen.set(what, before)
    return steps.length <= STEPS && !before.has(key) && before.add(key) !== undefined
  }

  function ofRule(rule: string, steps: readonly Step[]): void {
    for (const clause of clauses.get(rule) ?? []) ofClause(clause, steps)
  }

  function ofClause(clause: Clause, steps: readonly Step[]): void {
    if (isNew(clause, [])) ofBody(clause, clause.body)
    for (const value of clause.values) ofTerm(clause, value, steps.slice(clause.keys))
  }

  /** Conditions. What is bound is read where its variable is used: there it is known which part. */
  function ofBody(clause: Clause, node: unknown): void {
    if (Array.isArray(node)) for (const one of node) ofBody(clause, one)
    else if (isTerm(node)) ofTerm(clause, node, [])
    else if (typeof node === 'object' && node !== null) {
      const { terms, symbols, domain, value, ...rest } = node as Record<string, unknown>
      if (Array.isArray(terms)) ofCall(clause, terms, [])
      else ofBody(clause, terms)
      ofBody(clause, Object.values(rest))
    }
  }

  /** The places that these steps into a term lead to; without steps the term as a whole. */
  function ofTerm(clause: Clause, term: Term, steps: readonly Step[]): void {
    if (!isNew(term, steps)) return
    const [step = null, ...rest] = steps
    if (term.type === 'ref' || term.type === 'var') ofReference(clause, term, steps)
    else if (term.type === 'string') reading.texts.add(String(term.value))
    else if (term.type === 'call') ofCall(clause, term.value as readonly Term[], steps)
    else if (term.type === 'array' || term.type === 'set') {
      const items = term.value as readonly Term[]
      const asked = term.type === 'set' || step === null ? items : items.filter((_, at) => step === String(at))
      for (const one of asked) ofTerm(clause, one, rest)
    } else if (term.type === 'object') {
      for (const [key, one] of term.value as readonly (readonly [Term, Term])[]) {
        ofTerm(clause, key, [])
        if (step === null || [null, step].includes(stepOf(key))) ofTerm(clause, one, rest)
      }
    } else if (term.type.endsWith('comprehension')) {
      const { body, key, term: item, value = item } = term.value as Readonly<Record<string, unknown>>
      ofBody(clause, [body, key])
      if (isTerm(value)) ofTerm(clause, value, rest)
    }
  }

  function ofReference(clause: Clause, term: Term, steps: readonly Step[]): void {
    const [head, ...rest] = partsOf(term)
    if (!head) return
    // A key that is looked up is read, whatever it leads to.
    for (const part of rest) if (part.type !== 'string') ofTerm(clause, part, [])
    const all = [...rest.map(stepOf), ...steps]
    const origins = clause.origins.get(String(head.value))
    const found = origins ? undefined : ruleIn(clauses, clause, partsOf(term))
    if (head.type === 'call') ofTerm(clause, head, all)
    else if (origins) {
      for (const one of origins) if (reached.has(one.clause)) ofTerm(one.clause, one.term, [...one.steps, ...all])
    } else if (head.value === 'input') ofPlaces('input', all)
    else if (found) ofRule(found.rule, [...found.steps, ...steps])
    else if (head.value === 'data' && ['facts', 'settings'].includes(String(all[0]))) ofPlaces('data', all)
  }

  function ofPlaces(root: 'input' | 'data', steps: readonly Step[]): void {
    for (const { path, kind } of placesIn(root, steps)) {
      if (kind === 'fact') reading.facts.add(path)
      if (kind === 'unknown') reading.unknown.add(path)
    }
  }

  function ofCall(clause: Clause, [operator, ...args]: readonly Term[], steps: readonly Step[]): void {
    const parts = operator ? partsOf(operator) : []
    const name = named(parts)
    const found = ruleIn(clauses, clause, parts)
    const [first, key, other] = args
    if (name === 'assign') return
    if (found) {
      // A parameter that is a variable is read where it is used; one that is a value is compared with what is given.
      const compared = (at: number) => clauses.get(found.rule)?.some((target) => target.args[at]?.type !== 'var')
      for (const [at, given] of args.entries()) if (compared(at)) ofTerm(clause, given, [])
      ofRule(found.rule, steps)
    } else if (name === 'object.get' && first && key) {
      ofTerm(clause, key, [])
      ofTerm(clause, first, [stepOf(key), ...steps])
      if (other) ofTerm(clause, other, steps)
    } else for (const one of args) ofTerm(clause, one, SAME.has(name) ? steps : [])
  }
}

/** These clauses, and those of every rule that they name. */
function reachedFrom(clauses: Clauses, own: readonly Clause[]): ReadonlySet<Clause> {
  const reached = new Set(own)
  for (const clause of reached) {
    for (const reference of clause.references) {
      const found = ruleIn(clauses, clause, partsOf(reference))
      for (const next of (found && clauses.get(found.rule)) ?? []) reached.add(next)
    }
  }
  return reached
}
