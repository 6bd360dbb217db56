/** Valid values that tests change one thing of, and keys that live in memory. Synthetic throughout. */
import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Attestation, Case, CaseFacts } from '../../src/domain/case.ts'
import type { Finding } from '../../src/domain/finding.ts'
import type { Holding } from '../../src/domain/holding.ts'
import { scopeOfContent, scopeOfOrganisation } from '../../src/erasure/scopes.ts'
import { KeyDestroyed, type Keys } from '../../src/key-port.ts'
import { sealContent, sealHolding } from '../../src/log/content.ts'
import { buildEntry, type EntrySpec, type Vault } from '../../src/log/entry.ts'
import type { Change, InquiryRow, NewEntry, Write } from '../../src/ports.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'

export const OIN = '00000099000000001000'
export const OTHER_OIN = '00000099000000002000'
export const AT = '2026-03-02T09:30:00.000Z'
/** Keys of what fixtures say at that time: who asked, and what belongs to no case. */
export const CALLER_DAY = `day:${OIN}:2026-03-02:caller`
export const CASELESS_DAY = `day:${OIN}:2026-03-02:case`
export const POLICY = { revision: 'r1', digest: `sha256:${'0'.repeat(64)}` }
export const TRACE = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), parentSpanId: null }

export const CALLER = {
  oin: OIN,
  organ: 'BGM',
  department: 'ONDM',
  roles: ['R-REG'],
  person: 'p-1',
  authorised: true,
  screened: true,
  trained: true,
  assurance: 'substantial',
}
export const REQUEST = {
  inquiryId: '',
  regime: 'BGP',
  purpose: 'P-BGP-AANPAK',
  task: 'Opiumwet:13b',
  legalBasis: ['LB-6E'],
  caseId: null,
  source: 'BEL/heffingen',
  subjectType: 'NATURAL',
  mode: 'DETAIL',
  level: 'OPS',
  fields: ['aanslag_ozb'],
  recipient: { organ: 'BGM', department: 'ONDM' },
}
export const DECISION = {
  outcome: 'permit',
  fields: [{ name: 'aanslag_ozb', treatment: 'release', waiting: false, norms: ['GEM-01'] }],
  findings: [{ norm: 'GEM-01', effect: 'permit', fields: ['aanslag_ozb'] }],
  missing: [],
  obligations: [],
  id: '',
  inquiryId: '',
  at: AT,
  policy: POLICY,
  caseVersion: null,
}
export const CASE_FACTS: CaseFacts = {
  regime: 'BGP',
  state: 'B2',
  purposes: ['P-BGP-AANPAK'],
  activity: null,
  crimeForm: null,
  region: null,
  involved: [],
  members: [],
  firstProcessed: '2026-03-01',
  closedOn: null,
  rejectedOn: null,
  signalOutcome: null,
  signal: null,
  control: null,
}

export type MemoryKeys = Keys & { destroy(scope: string): void }

export function memoryKeys(): MemoryKeys {
  const byScope = new Map<string, { id: string; key: Uint8Array }>()
  const destroyed = new Set<string>()
  return {
    async sealing(scope) {
      if (destroyed.has(scope)) throw new KeyDestroyed(scope)
      const made = byScope.get(scope) ?? { id: `key-${randomBytes(8).toString('hex')}`, key: randomBytes(32) }
      byScope.set(scope, made)
      return made
    },
    opening: async (id) => [...byScope.values()].find((one) => one.id === id)?.key,
    pseudonym: (oin) => createCrypto().sha256(new TextEncoder().encode(oin)),
    subjects: (oin) => [createCrypto().sha256(new TextEncoder().encode(oin))],
    destroy(scope) {
      byScope.delete(scope)
      destroyed.add(scope)
    },
  }
}

export function vaultOf(keys: Keys = memoryKeys()): Vault {
  return { crypto: createCrypto(), keys }
}

export const newId = (): string => v7()

export function decisionSpec(change: Partial<EntrySpec> = {}): EntrySpec {
  const id = change.id ?? newId()
  const parts = {
    caller: CALLER,
    request: { ...REQUEST, inquiryId: id },
    subject: { key: 's-1' },
    grounds: { necessity: 'nodig', proportionality: 'passend', subsidiarity: 'niet anders' },
    facts: { any: 'input' },
    decision: { ...DECISION, id, inquiryId: id },
  }
  const common = { type: 'decision', oin: OIN, settles: null, at: AT, policy: POLICY, trace: TRACE } as const
  return { ...common, id, about: { caseId: null, keptBy: null }, parts, ...change }
}

export function settlementSpec(decisionId: string, change: Partial<EntrySpec> = {}): EntrySpec {
  const parts = { settlement: { decisionId, result: 'settled', records: 1 } }
  return decisionSpec({ type: 'settlement', settles: decisionId, parts, ...change })
}

/** An entry too small to matter: for counting and ordering. */
export function bareEntry(change: Partial<NewEntry> = {}): NewEntry {
  const id = change.id ?? newId()
  const leaf = new TextEncoder().encode(`{"id":"${id}"}`)
  const parts = [{ keyId: 'k', bytes: Uint8Array.of(1, 2, 3) }]
  return { id, type: 'decision', oin: OIN, settles: null, at: AT, leaf, leafHash: 'f'.repeat(64), parts, ...change }
}

export function bareWrite(changes: readonly Change[] = [], change: Partial<NewEntry> = {}): Write {
  return { entry: bareEntry(change), changes, guard: null }
}

export function inquiryRow(change: Partial<InquiryRow> = {}): InquiryRow {
  const id = change.id ?? newId()
  return {
    id,
    oin: OIN,
    person: 'p-1',
    department: 'ONDM',
    caseId: null,
    source: 'BEL/heffingen',
    purpose: 'P-BGP-AANPAK',
    createdAt: AT,
    updatedAt: AT,
    expiresAt: null,
    outcome: 'permit',
    status: 'open',
    decisions: [id],
    question: { keyId: 'k', bytes: Uint8Array.of(9, 9) },
    ...change,
  }
}

export function caseOf(change: Partial<Case> = {}): Case {
  return { id: newId(), oin: OIN, version: 1, openedAt: AT, openedBy: 'p-1', facts: CASE_FACTS, ...change }
}

export function holdingOf(change: Partial<Holding> = {}): Holding {
  const facts = { kind: 'DOCUMENT', organ: 'BGM', department: null, parts: {}, fields: {} } as const
  return { id: newId(), oin: OIN, caseId: null, version: 1, at: AT, by: 'p-1', facts, ...change }
}

export const HOLDING_CONTENT = {
  title: 'Rapportage',
  subjects: [{ type: 'bsn', value: '999990019' }],
  values: { a: 1 },
}

export async function holdingChange(vault: Vault, value: Holding): Promise<Change> {
  return { kind: 'holding', value, sealed: await sealHolding(vault, value, HOLDING_CONTENT) }
}

export async function caseChange(vault: Vault, value: Case): Promise<Change> {
  const place = `case:${value.id}`
  return { kind: 'case', value, sealed: await sealContent(vault, place, place, value.facts) }
}

/** 999990019 is an official test number. */
export const SUBJECT = { type: 'NATURAL', identifier: { type: 'bsn', value: '999990019' } } as const

export async function subjectChange(vault: Vault, caseId: string, subject: string, by = 'p-0'): Promise<Change> {
  const sealed = await sealContent(vault, `case:${caseId}`, `subject:${caseId}:${subject}`, SUBJECT)
  return { kind: 'case-subject', caseId, subject, relation: 'DIRECT', by, sealed }
}

export function attestationOf(change: Partial<Attestation> = {}): Attestation {
  return {
    id: newId(),
    oin: OIN,
    caseId: null,
    type: 'PC2A',
    outcome: 'positive',
    scope: { source: 'BEL/heffingen' },
    details: { subsidiarity: true },
    grounds: 'getoetst aan de vijf eisen',
    by: 'p-2',
    role: 'R-PRIV',
    organ: 'BGM',
    department: null,
    at: AT,
    validUntil: '2026-12-31',
    withdrawnBy: null,
    ...change,
  }
}

export async function attestationChange(vault: Vault, value: Attestation): Promise<Change> {
  const { oin, caseId, at } = value
  const scope = caseId === null ? scopeOfOrganisation(oin) : scopeOfContent(oin, caseId, at)
  const content = { grounds: value.grounds, details: value.details }
  return { kind: 'attestation', value, sealed: await sealContent(vault, scope, `attestation:${value.id}`, content) }
}

export async function realWrite(vault: Vault, spec: EntrySpec, changes: readonly Change[] = []): Promise<Write> {
  return { entry: await buildEntry(vault, spec), changes, guard: null }
}

export function findingOf(change: Partial<Finding> = {}): Finding {
  const of = { id: newId(), oin: OIN, at: AT, sampleId: null, decisionId: 'd1', caseId: null, source: 'A', actId: 'e1' }
  return { ...of, severity: 'LOW', owner: 'R-CAS', due: '2026-04-01', status: 'open', closedAt: null, ...change }
}
/** A finding and something that was done about it. */
export function reviewed(value: Finding, keyId = 'k-other'): readonly Change[] {
  const sealed = { keyId, bytes: Uint8Array.of(1) }
  const action = { id: newId(), findingId: value.id, at: AT, closes: false, actId: 'e2' }
  return [
    { kind: 'finding', value, sealed },
    { kind: 'finding-action', value: action, sealed },
  ]
}
