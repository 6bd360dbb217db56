/** The policy sources on disk: rules, tests and tables of policies/, always in one order and by relative name. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseRetention, RETENTION_FILE, type RetentionTable } from '../../erasure/retention.ts'
import { ACTS_FILE, type Acts, parseActs } from '../../policy/acts.ts'
import { type Facts, factsSchema } from '../../policy/facts.ts'
import { PolicyProblems, problemsIn } from '../../policy/problems.ts'
import type { Opa } from '../opa.ts'

export type Sources = {
  /** The folder; OPA runs in it, so that no machine path gets into what it writes. */
  readonly folder: string
  readonly rules: readonly string[]
  readonly tests: readonly string[]
  /** The rules about rules and their tests: in no bundle, and not judged by themselves. */
  readonly checks: readonly string[]
  /** Arguments that load each table where rules read it: `facts.legal_bases:facts/legal-bases.json`. */
  readonly tables: readonly string[]
}

const CHECK_FOLDER = 'check/'

export function readSources(folder: string): Sources {
  const rego = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.rego'))
    .sort()
  const policies = rego.filter((name) => !name.startsWith(CHECK_FOLDER))
  return {
    folder,
    rules: policies.filter((name) => !isTest(name)),
    tests: policies.filter(isTest),
    checks: rego.filter((name) => name.startsWith(CHECK_FOLDER)),
    tables: tableFiles(folder).map((file) => `facts.${tableName(file)}:facts/${file}`),
  }
}

export function isTest(file: string): boolean {
  return file.endsWith('_test.rego')
}

/** The tables, validated. Throws PolicyProblems. */
export function readFacts(folder: string): Facts {
  const entries = tableFiles(folder).map((file) => [tableName(file), readTable(folder, file)])
  const parsed = factsSchema.safeParse(Object.fromEntries(entries))
  if (parsed.success) return parsed.data
  throw new PolicyProblems(problemsIn(parsed.error).map((problem) => `facts: ${problem}`))
}

/** How long what is kept: no rule reads it, so it is in no bundle. null: not of these. Throws PolicyProblems. */
export function readRetention(folder: string): RetentionTable | null {
  const path = join(folder, RETENTION_FILE)
  if (!existsSync(path)) return null
  const read = parseRetention(readFileSync(path, 'utf8'))
  if (read.ok) return read.table
  throw new PolicyProblems(read.problems.map((problem) => `${RETENTION_FILE}: ${problem}`))
}

/** Where articles can be read: no rule reads it either. null: not of these. Throws PolicyProblems. */
export function readActs(folder: string): Acts | null {
  const path = join(folder, ACTS_FILE)
  if (!existsSync(path)) return null
  const read = parseActs(readFileSync(path, 'utf8'))
  if (read.ok) return read.acts
  throw new PolicyProblems(read.problems.map((problem) => `${ACTS_FILE}: ${problem}`))
}

/** Runs OPA in the folder; throws PolicyProblems with its lines when it fails. */
export function opaOutput(opa: Opa, folder: string, args: readonly string[], stdin?: string): string {
  const done = opa.run(args, { cwd: folder, ...(stdin === undefined ? {} : { stdin }) })
  if (done.code !== 0) throw new PolicyProblems(lines(`${done.stdout}\n${done.stderr}`))
  return done.stdout
}

export function lines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}

function tableFiles(folder: string): string[] {
  return readdirSync(join(folder, 'facts'))
    .filter((name) => name.endsWith('.json'))
    .sort()
}

function tableName(file: string): string {
  return basename(file, '.json').replaceAll('-', '_')
}

function readTable(folder: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, 'facts', file), 'utf8'))
  } catch {
    throw new PolicyProblems([`facts/${file}: not JSON`])
  }
}
