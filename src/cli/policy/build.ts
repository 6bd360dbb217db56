/** `sluis policy build`: compiles policies/ to policies/bundle. The same sources give the same bytes, on any machine. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { canonicalText } from '../../domain/canonical.ts'
import { BundleFault, loadBundle } from '../../policy/bundle.ts'
import { createEngine } from '../../policy/engine.ts'
import { FACTS_FILE } from '../../policy/fact-names.ts'
import type { Facts, Manifest } from '../../policy/facts.ts'
import { INFERRED_FILE, withInferred } from '../../policy/inferred.ts'
import { digestOf, digestOfParts } from '../../policy/manifest.ts'
import { ENTRYPOINTS } from '../../policy/output.ts'
import { PolicyProblems } from '../../policy/problems.ts'
import { type CommandIo, EXIT, EXIT_HELP } from '../help.ts'
import type { Opa } from '../opa.ts'
import { sha256 } from './bundle.ts'
import { parseModules } from './check.ts'
import { factTable } from './fact-table.ts'
import { factsPage } from './facts-page.ts'
import { readNorms } from './norms.ts'
import { OPEN_QUESTIONS_FILE, openQuestions } from './open-questions.ts'
import { readOwners } from './owners.ts'
import { smaller } from './smaller.ts'
import { lines, opaOutput, readFacts, readRetention, readSources, type Sources } from './sources.ts'
import { untar } from './tar.ts'
import { type Answer, give, JSON_OPTION, opaOrWhy, POLICIES_OPTION } from './workbench.ts'

export const BUILD_HELP = `sluis policy build [--policies <map>] [--json]

Compileert de regels naar policies/bundle, en schrijft policies/${OPEN_QUESTIONS_FILE} en policies/${FACTS_FILE} opnieuw. Met OPA.
Compiles the rules to policies/bundle, and writes policies/${OPEN_QUESTIONS_FILE} and policies/${FACTS_FILE} anew. With OPA.

  --policies <map>   een andere map / another folder
  --json             {"ok": ..., "lines": [...]}

${EXIT_HELP}`

export async function buildCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { ...POLICIES_OPTION, ...JSON_OPTION } })
  const opa = opaOrWhy(io)
  return opa ? give(io, values.json, () => build(opa, values.policies)) : EXIT.unavailable
}

function build(opa: Opa, folder: string): Answer {
  const built = buildBundle(opa, folder)
  const { facts, manifest } = loadable(built)
  const modules = parseModules(opa, readSources(folder))
  const page = factsPage(factTable({ modules, owners: readOwners(folder), facts }).rows)
  writeBundle(folder, built)
  writeFileSync(
    join(folder, OPEN_QUESTIONS_FILE),
    openQuestions(withInferred(manifest.norms, built.inferred), facts, readRetention(folder)),
  )
  writeFileSync(join(folder, FACTS_FILE), page)
  return { ok: true, lines: lines(built.digest) }
}

/** What would not be loaded is not written: the same checks and the same canary as at the start of the server. */
function loadable(built: Built): { readonly facts: Facts; readonly manifest: Manifest } {
  try {
    const bundle = loadBundle(built, {}, sha256)
    createEngine(bundle)
    return bundle
  } catch (error) {
    if (error instanceof BundleFault) throw new PolicyProblems([error.message])
    throw error
  }
}

export type Built = {
  readonly wasm: Uint8Array
  readonly data: string
  readonly manifest: string
  readonly digest: string
  /** What was inferred per norm: for authors and jurists. No server loads it, so it is no part of the digest. */
  readonly inferred: string
}

/**
 * Never more: OPA's optimiser takes data that are supplied at run time for known-undefined, and so turned
 * `role_ok; not blocked` into `role_ok` (pitfall 11).
 */
const OPTIMISATION = 0

/** Throws PolicyProblems. */
export function buildBundle(opa: Opa, folder: string): Built {
  const sources = readSources(folder)
  const facts = readFacts(folder)
  const norms = readNorms(opa, sources)
  const inferred = Object.fromEntries(
    norms.flatMap((norm) => (norm.inferred === null ? [] : [[norm.id, norm.inferred]])),
  )
  const { wasm: compiled, data } = compile(opa, sources, ENTRYPOINTS)
  const wasm = smaller(compiled)
  if (canonicalText(data) !== canonicalText({ facts }))
    throw new PolicyProblems(['OPA compiled other tables than were read'])
  const manifest = {
    version: 1,
    opa: opa.version,
    optimisation: OPTIMISATION,
    entrypoints: [...ENTRYPOINTS],
    norms: norms.map(({ inferred: _, ...norm }) => norm),
  } satisfies Manifest
  const texts = { data: `${canonicalText(data)}\n`, manifest: `${canonicalText(manifest)}\n` }
  const parts = {
    wasm: digestOf(sha256, wasm),
    data: digestOf(sha256, texts.data),
    manifest: digestOf(sha256, texts.manifest),
  }
  const digest = `${canonicalText(digestOfParts(sha256, parts))}\n`
  return { wasm, ...texts, digest, inferred: `${canonicalText(inferred)}\n` }
}

/** `opa build` in a folder of its own; out come the module and the data it was compiled beside. */
export function compile(
  opa: Opa,
  sources: Pick<Sources, 'folder' | 'rules' | 'tables'>,
  entrypoints: readonly string[],
): { wasm: Uint8Array; data: unknown } {
  const scratch = mkdtempSync(join(tmpdir(), 'sluis-policy-'))
  try {
    const archive = join(scratch, 'bundle.tar.gz')
    const named = entrypoints.flatMap((name) => ['-e', name])
    const target = ['build', '-t', 'wasm', `-O=${OPTIMISATION}`, ...named, '-o', archive]
    opaOutput(opa, sources.folder, [...target, ...sources.rules, ...sources.tables])
    const files = untar(gunzipSync(readFileSync(archive)))
    const wasm = files.get('policy.wasm')
    const data = files.get('data.json')
    if (!wasm || !data) throw new PolicyProblems(['opa build wrote no policy.wasm or no data.json'])
    return { wasm, data: JSON.parse(new TextDecoder().decode(data)) }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** The digest goes last: a bundle whose writing was interrupted has a digest that does not match, and is refused. */
export function writeBundle(folder: string, built: Built): void {
  const target = join(folder, 'bundle')
  mkdirSync(target, { recursive: true })
  writeFileSync(join(target, 'policy.wasm'), built.wasm)
  writeFileSync(join(target, 'data.json'), built.data)
  writeFileSync(join(target, 'manifest.json'), built.manifest)
  writeFileSync(join(target, INFERRED_FILE), built.inferred)
  writeFileSync(join(target, 'digest.json'), built.digest)
}
