/** What the norms cost: an evaluation beside that of an empty policy and beside OPA's own engine, size, and time to ready. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Opa } from '../../src/cli/opa.ts'
import { bundleFiles, sha256 } from '../../src/cli/policy/bundle.ts'
import { readDefault, readJson } from '../../src/cli/policy/given.ts'
import { canonicalText } from '../../src/domain/canonical.ts'
import { type BundleFiles, loadBundle } from '../../src/policy/bundle.ts'
import { createEngine } from '../../src/policy/engine.ts'
import { decideVerdict } from '../../src/policy/evaluate.ts'
import type { Facts } from '../../src/policy/facts.ts'
import { inputFrom } from '../../src/policy/given.ts'
import type { PolicyInput } from '../../src/policy/input.ts'
import { digestOf, digestOfParts } from '../../src/policy/manifest.ts'
import { ENTRYPOINTS } from '../../src/policy/output.ts'
import { median, quantile } from './load.ts'
import { startOpa } from './sidecar.ts'

const POLICIES = fileURLToPath(new URL('../../policies', import.meta.url))
const EMPTY = fileURLToPath(new URL('empty', import.meta.url))
/** With the zlib of Node this comes nearest to what `gzip -9` makes, which is two per cent less. */
const GZIP = { level: 9, memLevel: 6 }
export const FIELD_COUNTS = [1, 6, 40] as const

/** Microseconds are medians of single evaluations, serialising of the input and reading of the answer included. */
export type PolicyCosts = {
  readonly norms: number
  readonly fields: readonly {
    readonly count: number
    readonly own: number
    /** null: OPA is not at hand. */
    readonly empty: number | null
    /** By OPA's own clock: its evaluation alone, without HTTP, parsing and serialising. */
    readonly opa: number | null
    /**
     * How many times as long OPA takes, of the fastest tenth of each: its threads wait longer than ours for a core that
     * others use, and medians would count that for us. null: OPA is not at hand.
     */
    readonly opaOverOwn: number | null
  }[]
  readonly gzippedBytes: { readonly wasm: number; readonly data: number; readonly manifest: number }
  /**
   * From the files in memory to an engine that answered its canary: milliseconds of CPU, of all threads, so that it is no
   * less than the time of a machine that does nothing else; the first time in this process, and the median.
   */
  readonly ready: { readonly first: number; readonly median: number }
}

export async function measurePolicy(opa: Opa | undefined, rounds: number): Promise<PolicyCosts> {
  const files = bundleFiles(join(POLICIES, 'bundle'))
  const base = readDefault(POLICIES)
  const readies = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage()
    createEngine(loadBundle(files, base.settings, sha256))
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  })
  const { facts, manifest } = loadBundle(files, base.settings, sha256)
  const wide = withFields(facts)
  const inputs = FIELD_COUNTS.map((count) => permitted(wide, count))
  const tables = canonicalText({ facts: wide })
  const open = (wasm: BundleFiles['wasm']) =>
    createEngine(loadBundle(signed({ ...files, data: tables }, wasm), base.settings, sha256))
  const own = open(files.wasm)
  for (const input of inputs) {
    if (decideVerdict(own, input).fields.some(({ treatment }) => treatment !== 'release')) {
      throw new Error('what is measured is a question of which every field is released')
    }
  }
  const empty = opa && open(await emptyModule(opa))
  const folder = mkdtempSync(join(tmpdir(), 'sluis-bench-policy-'))
  const server = opa && (await startOpa(opa.path, folder, base.settings, wide))
  try {
    const taken = inputs.map(() => ({ own: [] as number[], empty: [] as number[], opa: [] as number[] }))
    for (let round = 0; round <= rounds; round += 1) {
      // Interleaved, so that what the machine does meanwhile meets all of them; the first round warms up.
      for (const [at, input] of inputs.entries()) {
        const into = round === 0 ? undefined : taken[at]
        for (let i = 0; i < EVALUATIONS; i += 1) {
          const mine = timed(() => own.evaluate('sluis/decide', input))
          into?.own.push(mine)
          if (empty) into?.empty.push(timed(() => empty.evaluate('sluis/decide', input)))
          if (server && i % 4 === 0) {
            const theirs = await server.evaluationTime('decide', input)
            into?.opa.push(theirs)
          }
        }
      }
    }
    return {
      norms: manifest.norms.length,
      fields: taken.map((one, at) => ({
        count: FIELD_COUNTS[at] ?? 0,
        own: median(one.own),
        empty: empty ? median(one.empty) : null,
        opa: server ? median(one.opa) : null,
        opaOverOwn: server ? quiet(one.opa) / quiet(one.own) : null,
      })),
      gzippedBytes: {
        wasm: gzipSync(readFileSync(join(POLICIES, 'bundle', 'policy.wasm')), GZIP).byteLength,
        data: gzipSync(files.data, GZIP).byteLength,
        manifest: gzipSync(files.manifest, GZIP).byteLength,
      },
      ready: { first: readies[0] ?? Number.NaN, median: median(readies) },
    }
  } finally {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const EVALUATIONS = 40

function quiet(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.1,
  )
}

function timed(work: () => unknown): number {
  const started = performance.now()
  work()
  return (performance.now() - started) * 1_000
}

/** The approach of a signal, after every judgement: the path with most norms to pass. */
function permitted(facts: Facts, count: number): PolicyInput {
  const file = join(POLICIES, 'cases', 's22b-named-fields.json')
  const { given } = readJson(file) as { readonly given: unknown }
  const input = inputFrom(given, file, readDefault(POLICIES), facts)
  const fields = Array.from({ length: count }, (_, at) => fieldName(at)).sort()
  return { ...input, inquiry: input.inquiry && { ...input.inquiry, fields } }
}

/** The tables, with more fields in the dataset that is asked than any source of the catalogue has; all may be released. */
function withFields(facts: Facts): Facts {
  const source = facts.sources['BEL/heffingen']
  const field = source?.fields.aanslag_ozb
  const purpose = facts.minimisation['P-BGP-AANPAK']
  if (!source || !field || !purpose) throw new Error('the tables lack what is asked')
  const names = Array.from({ length: Math.max(...FIELD_COUNTS) }, (_, at) => fieldName(at))
  const fields = { ...source.fields, ...Object.fromEntries(names.map((name) => [name, field])) }
  const row = {
    ...purpose.B4?.[field.category],
    ...Object.fromEntries(names.map((name) => [name, 'release' as const])),
  }
  return {
    ...facts,
    sources: { ...facts.sources, 'BEL/heffingen': { ...source, fields } },
    minimisation: {
      ...facts.minimisation,
      'P-BGP-AANPAK': { ...purpose, B4: { ...purpose.B4, [field.category]: row } },
    },
  }
}

function fieldName(at: number): string {
  return `veld_${at}`
}

/** What compiles is loaded here and not before: a hundred megabytes would stand beside the engine that is loaded cold. */
async function emptyModule(opa: Opa): Promise<Uint8Array> {
  const { compile } = await import('../../src/cli/policy/build.ts')
  const { smaller } = await import('../../src/cli/policy/smaller.ts')
  return smaller(compile(opa, { folder: EMPTY, rules: ['policy.rego'], tables: [] }, ENTRYPOINTS).wasm)
}

function signed(files: BundleFiles, wasm: BundleFiles['wasm']): BundleFiles {
  if (wasm instanceof WebAssembly.Module) throw new Error('bytes are needed')
  const { data, manifest } = files
  const parts = { wasm: digestOf(sha256, wasm), data: digestOf(sha256, data), manifest: digestOf(sha256, manifest) }
  return { ...files, wasm, digest: canonicalText(digestOfParts(sha256, parts)) }
}
