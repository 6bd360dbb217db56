/** Does a connector fit the catalogue: every field mapped, every identifier asked, nothing beyond? Pure. */
import type { CatalogueSource } from '../policy/facts.ts'
import { controlPaths, rootsOf, typeOfRoot } from './catalogue.ts'
import type { Connector, Mapping, QuestionKey } from './connector.ts'
import { EACH, pathOf } from './path.ts'
import { type ConfigProblem, problem, VALUE } from './template.ts'

export function misfits(
  connector: Connector,
  source: CatalogueSource,
  at: readonly string[],
): readonly ConfigProblem[] {
  return [...mappingMisfits(connector.mapping, source, [...at, 'mapping']), ...questionMisfits(connector, source, at)]
}

/** Every field is mapped, so that a null of the broker never means that somebody forgot a line. */
function mappingMisfits(mapping: Mapping, source: CatalogueSource, at: readonly string[]): readonly ConfigProblem[] {
  const roots = rootsOf(source)
  const unknown = Object.keys(mapping).filter((root) => !roots.includes(root))
  const problems = unknown.map((root) => problem([...at, root], 'is no field of this source'))
  const parts = [...Object.keys(source.fields), ...controlPaths(source)].map(pathOf).filter((parts) => parts.length > 1)
  for (const root of roots) {
    const entry = Object.hasOwn(mapping, root) ? mapping[root] : undefined
    const type = typeOfRoot(source, root)
    const keys = parts
      .filter((part) => part[0] === root)
      .flatMap((part) => part.slice(1).find((key) => key !== EACH) ?? [])
    if (entry === undefined)
      problems.push(problem([...at, root], 'is missing; null says that the source does not have it'))
    else if (typeof entry === 'string' && (type === 'object' || keys.length > 0)) {
      problems.push(problem([...at, root], 'holds objects, so it needs a path and keys'))
    } else if (entry !== null && typeof entry === 'object') {
      if (type !== 'object' && type !== 'array')
        problems.push(problem([...at, root], `is a ${type}, so it has no keys`))
      for (const key of keys.filter((key) => !Object.hasOwn(entry.keys, key))) {
        problems.push(problem([...at, root, 'keys', key], 'is missing: the catalogue names it'))
      }
    }
  }
  return problems
}

function questionMisfits(
  connector: Connector,
  source: CatalogueSource,
  at: readonly string[],
): readonly ConfigProblem[] {
  const [member, questions] = questionsOf(connector)
  const problems: ConfigProblem[] = []
  for (const type of source.identifiers) {
    if (questions[type] === undefined)
      problems.push(problem([...at, member, type], 'is missing: the source answers on it'))
  }
  for (const [key, question] of Object.entries(questions)) {
    const here = [...at, member, key]
    if (key !== 'none' && !source.identifiers.some((type) => type === key)) {
      problems.push(problem(here, 'is no identifier of this source'))
    }
    const asks = asksValue(connector, question)
    if (key === 'none' && asks) problems.push(problem(here, 'has no subject, so it cannot ask for one'))
    if (key !== 'none' && !asks) problems.push(problem(here, ASKING[connector.kind]))
    if (connector.kind === 'http' && connector.method === 'GET' && key !== 'none' && !connector.identifierInUrl) {
      problems.push(problem(here, 'puts the identifier in a URL; use POST, or set identifierInUrl to "accepted"'))
    }
    if (
      connector.kind === 'http' &&
      connector.method === 'GET' &&
      Object.values(Object(question)).some((value) => typeof value !== 'string')
    ) {
      problems.push(problem(here, 'query parameters are texts'))
    }
  }
  if (connector.kind === 'http' && connector.tls && !connector.tls.cert !== !connector.tls.key) {
    problems.push(problem([...at, 'tls'], 'needs both cert and key, or neither'))
  }
  return problems
}

const ASKING = {
  sql: 'must bind the identifier as :value',
  http: `must hold the text "${VALUE}"`,
  file: 'must name a column',
} as const

function questionsOf(connector: Connector): readonly [string, Readonly<Partial<Record<QuestionKey, unknown>>>] {
  if (connector.kind === 'sql') return ['queries', connector.queries]
  return connector.kind === 'http' ? ['ask', connector.ask] : ['match', connector.match]
}

function asksValue(connector: Connector, question: unknown): boolean {
  if (connector.kind === 'sql') return /:value\b/.test(String(question))
  if (connector.kind === 'file') return question !== null
  return JSON.stringify(question).includes(JSON.stringify(VALUE))
}
