/** A recorded permit for the tests of fetch, screen and redact, and the keys they need. */
import { createHmac } from 'node:crypto'
import type { FieldDecision } from '../../src/domain/decision.ts'
import { dayOf, type PolicyInput, type RecordInput } from '../../src/policy/input.ts'
import type { RecordedPermit } from '../../src/steps/record.ts'
import { ANNA, OIN, record } from '../sources/fixtures.ts'

export const NOW = '2026-11-24T10:00:00.000Z'
export const DECISION = '0190aaaa-0000-7000-8000-000000000001'

const crypto: Parameters<typeof import('../../src/steps/redact.ts').redact>[0]['crypto'] = {
  random: (bytes) => new Uint8Array(bytes),
  sha256: () => new Uint8Array(32),
  sha256Hex: () => '0'.repeat(64),
  hmac: (key, text) => createHmac('sha256', key).update(text).digest(),
  seal: (_, bytes) => bytes,
  open: (_, sealed) => sealed,
  same: (a, b) => a === b,
}
export const keyPorts = {
  crypto,
  keys: {
    sealing: async () => ({ id: 'k', key: new Uint8Array(32) }),
    opening: async () => undefined,
    pseudonym: (oin: string) => new TextEncoder().encode(`key of ${oin}`),
    subjects: (oin: string): [Uint8Array] => [new TextEncoder().encode(`key of ${oin}`)],
  },
}

export const field = (
  name: string,
  treatment: FieldDecision['treatment'] = 'release',
  waiting = false,
): FieldDecision => ({
  name,
  treatment,
  waiting,
  norms: ['BGP-09'],
})

export type PermitChanges = {
  readonly fields?: readonly FieldDecision[]
  readonly mode?: RecordedPermit['inquiry']['mode']
  readonly caseId?: string | null
  readonly subject?: RecordedPermit['inquiry']['subject']
  readonly relations?: RecordedPermit['register']['relations']
  readonly source?: string
  readonly call?: RecordedPermit['call']
}

/** Made by hand: outside `record` this is a cast, which is the point of the brand. */
export function permit(changes: PermitChanges = {}): RecordedPermit {
  const fields = changes.fields ?? [field('soort'), field('leges', 'generalise')]
  const subject =
    changes.subject === undefined ? { type: 'NATURAL', identifier: { type: 'bsn', value: ANNA } } : changes.subject
  const made = {
    caller: { oin: OIN, person: 'p-asker' },
    inquiry: {
      source: changes.source ?? 'VERG/vergunningen',
      mode: changes.mode ?? 'DETAIL',
      caseId: changes.caseId === undefined ? 'case-1' : changes.caseId,
      subject,
      fields: fields.map((one) => one.name),
    },
    register: { holding: null, relations: changes.relations ?? new Map() },
    input: { now: NOW, today: dayOf(NOW), records: [] },
    decision: {
      id: DECISION,
      inquiryId: DECISION,
      outcome: 'permit',
      fields,
      obligations: [{ obligation: 'LOG', norm: 'AVG-03' }],
    },
    trace: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', parentSpanId: null },
    place: { id: DECISION, index: 0, leafHash: '00' },
    call: changes.call === undefined ? { holder: OIN, source: 'VERG/vergunningen', number: 7 } : changes.call,
  }
  return made as unknown as RecordedPermit
}

export type Row = {
  released?: boolean
  treatments?: Record<string, string>
  dropped?: { field: string; index: number }[]
  norms?: string[]
}
export type Rule = (record: RecordInput) => Row
export type Document = { canary: string; records: unknown[]; obligations: { obligation: string; norm: string }[] }

export const row = (record: RecordInput, verdict: Row = {}) => ({
  index: record.index,
  released: true,
  treatments: {},
  dropped: [],
  norms: [],
  ...verdict,
})

/** An engine with one rule for each record; `change` alters its document. Keeps what it was asked. */
export function engine(
  rule: Rule = () => ({}),
  change: (document: Document, input: PolicyInput) => unknown = (document) => document,
) {
  const asked: PolicyInput[] = []
  return {
    asked,
    policy: () => ({ revision: 'r', digest: 'd' }),
    evaluate(entrypoint: string, input: PolicyInput) {
      if (entrypoint !== 'sluis/screen') throw new Error('another entrypoint')
      asked.push(input)
      // As BRP-03 does: a note on any record, also on one that stays behind, obliges.
      const obligations = input.records.some((one) => one.brpSecret)
        ? [{ obligation: 'PASS_NOTE', norm: 'BRP-03' }]
        : []
      const records = input.records.map((one) => row(one, rule(one)))
      return change({ canary: input.now, records, obligations }, input)
    },
  }
}

/** A record that BGP-07 leaves behind. */
export const old = { ...record, datum: '2010-01-01' }
export const tooOld: Rule = ({ ageDays }) => ((ageDays ?? 0) > 3650 ? { released: false, norms: ['BGP-07'] } : {})
