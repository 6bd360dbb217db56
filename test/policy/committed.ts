/** The committed bundle and one question to it, for tests of bundle, engine and evaluation. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalText } from '../../src/domain/canonical.ts'
import { type Bundle, BundleFault, type BundleFiles, loadBundle } from '../../src/policy/bundle.ts'
import type { PolicyInput } from '../../src/policy/input.ts'
import { digestOf, digestOfParts } from '../../src/policy/manifest.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { POLICIES } from './opa.ts'

export const { sha256 } = createCrypto()

export const text = (name: string): string => readFileSync(join(POLICIES, 'bundle', name), 'utf8')

export const wasm = (): Uint8Array => new Uint8Array(readFileSync(join(POLICIES, 'bundle', 'policy.wasm')))

export const committed = (): BundleFiles => ({
  wasm: wasm(),
  data: text('data.json'),
  manifest: text('manifest.json'),
  digest: text('digest.json'),
})

export const bundle = (settings: unknown = {}): Bundle => loadBundle(committed(), settings, sha256)

/** Files that belong together, with something changed: what whoever can write the folder could make. */
export function forged(changes: Partial<BundleFiles>): BundleFiles {
  const files = { ...committed(), ...changes }
  if (files.wasm instanceof WebAssembly.Module) throw new Error('bytes are needed')
  const parts = {
    wasm: digestOf(sha256, files.wasm),
    data: digestOf(sha256, files.data),
    manifest: digestOf(sha256, files.manifest),
  }
  return { ...files, digest: canonicalText(digestOfParts(sha256, parts)) }
}

/** Why these files are refused without local settings; 'none' when they load. */
export const reasonOf = (files: BundleFiles): string => reasonWith(files, {})

export function reasonWith(files: BundleFiles, settings: unknown): string {
  try {
    loadBundle(files, settings, sha256)
    return 'none'
  } catch (error) {
    if (error instanceof BundleFault) return error.reason
    throw error
  }
}

export const asked = (person = 'p-1'): PolicyInput => ({
  now: '2026-11-24T10:00:00.000Z',
  today: 20781,
  caller: {
    oin: '00000099000000001000',
    organ: 'BGM',
    department: 'ONDM',
    roles: [],
    person,
    authorised: true,
    screened: true,
    trained: true,
  },
  inquiry: {
    regime: 'BGP',
    purpose: 'P-BGP-AANPAK',
    task: 'Opiumwet:13b',
    legalBasis: ['LB-6E'],
    source: 'BEL/heffingen',
    mode: 'DETAIL',
    level: 'OPS',
    fields: ['kwijtschelding', 'aanslag_ozb'],
    reasoned: { necessity: true, proportionality: true, subsidiarity: true },
    recipient: { organ: 'BGM', department: 'ONDM' },
    subject: { type: 'NATURAL', key: 's-1', relation: 'SIGNAL', hit: null },
    namesCase: true,
  },
  act: null,
  case: null,
  holding: null,
  attestations: [],
  records: [],
})

const OIN = '00000099000000001000'

/** The protocol adopted by both organs, and nothing closed. */
export const SETTINGS = {
  [OIN]: {
    name: 'Gemeente Voorbeeld',
    bgp: { adoptedBy: ['BGM', 'COL'], maxAgeDays: 1825, retentionDays: 365 },
    crimeForms: ['DRUGS'],
    closed: { sources: [], fields: {} },
  },
}

const recorded = (type: string): PolicyInput['attestations'][number] => ({
  type,
  outcome: 'recorded',
  scope: {
    source: null,
    department: null,
    category: null,
    organ: null,
    regime: 'MONO',
    purpose: 'P-13B',
    subject: null,
    person: null,
  },
  details: { reference: 'R-1' },
  by: 'p-judge',
  validUntilDay: null,
})

export type Question = NonNullable<PolicyInput['inquiry']>

/** A question that is permitted: an organ asks the population register for its own task. */
export const lawful = (changes: Partial<Question> = {}): PolicyInput => ({
  ...asked(),
  inquiry: {
    regime: 'MONO',
    purpose: 'P-13B',
    task: 'Opiumwet:13b',
    legalBasis: ['LB-BRP38'],
    source: 'BZ/personen',
    mode: 'DETAIL',
    level: 'OPS',
    fields: ['adres'],
    reasoned: { necessity: true, proportionality: true, subsidiarity: true },
    recipient: { organ: 'BGM', department: 'ONDM' },
    subject: { type: 'OBJECT', key: 's-1', relation: null, hit: null },
    namesCase: false,
    ...changes,
  },
  attestations: [recorded('REGISTER'), recorded('DPIA')],
})
