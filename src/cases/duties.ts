/** Of what a decision obliges to: what somebody must do, who, and by when. Pure. */
import { z } from 'zod'
import { DISCHARGES, type EntryType } from '../domain/codes.ts'
import type { Decision, Obligation } from '../domain/decision.ts'
import type { Recipient } from '../domain/duty.ts'
import { hex } from '../domain/trace.ts'
import type { Facts, ObligationRow } from '../policy/facts.ts'
import { dayOf } from '../policy/input.ts'
import type { Change, Crypto, NewId } from '../ports.ts'

export const dischargeRequestSchema = z.strictObject({
  how: z
    .enum(DISCHARGES)
    .describe('DONE: het is gedaan. WAIVED: het blijft na, om de reden die erbij staat; alleen de privacyfunctionaris'),
  grounds: z.string().min(1).max(4000).describe('Wat er is gedaan, of waarom niet: blijft verzegeld in het logboek'),
})

type Tables = Pick<Facts, 'obligations'>
export type DutyPorts = { readonly facts: Tables; readonly newId: NewId; readonly crypto: Pick<Crypto, 'sha256'> }

export type Owed = {
  readonly oin: string
  readonly decision: Pick<Decision, 'id' | 'inquiryId' | 'at'>
  readonly caseId: string | null
  /** Day on which the case was rejected; null: it was not, or is by this very decision. */
  readonly rejectedDay: number | null
  readonly obligations: readonly Obligation[]
  /** Whose data; null: of no source. */
  readonly source: string | null
  /** About whom: all their pseudonyms, the current one first; none: about nobody. */
  readonly subjects: readonly string[]
  /** Whose question or act it is, by pseudonym. */
  readonly by: string
  /** Who receives what was asked; null: nobody, or nothing was. */
  readonly receiver: Recipient | null
  /** Each of these must be told: one duty for each, where it is a duty to tell. */
  readonly recipients?: readonly Recipient[]
}

/** What lands with the entry. What the broker fulfils itself is in the answer, and leaves nothing to do. */
export function dutiesOf({ facts, newId, crypto }: DutyPorts, owed: Owed): Extract<Change, { kind: 'duty' }>[] {
  const { oin, decision, caseId, rejectedDay, source, recipients = [] } = owed
  return owed.obligations.flatMap(({ obligation, norm }) => {
    const row = rowOf(facts, obligation)
    if (!row || row.owners.length === 0) return []
    const [once, ...earlier] = oncesFor(crypto, row.per, owed)
    return (row.per === 'recipient' ? recipients : [null]).map((recipient) => ({
      kind: 'duty' as const,
      value: {
        id: newId(),
        oin,
        decisionId: decision.id,
        caseId,
        source,
        norm,
        obligation,
        owners: row.owners,
        createdAt: decision.at,
        due: dueOf(row, decision.at, rejectedDay),
        recipient,
        once: recipient ? [decision.id, recipient.organ, recipient.department].join(' ') : once,
        earlier,
        fulfilledBy: row.fulfilledBy,
        by: owed.by,
      },
    }))
  })
}

/** Digests: the register of obligations holds no pseudonym of a person. One for each pseudonym the subject ever had. */
function oncesFor(
  { sha256 }: DutyPorts['crypto'],
  per: ObligationRow['per'],
  owed: Owed,
): readonly [string, ...string[]] {
  const place = owed.caseId ?? owed.decision.inquiryId
  const { subjects, receiver } = owed
  const sources = owed.source === null ? [] : [owed.source]
  const received = (what: string) => (receiver ? `${what} ${receiver.organ} ${receiver.department ?? ''}` : what)
  const [current, ...earlier] = {
    case: [],
    recipient: [],
    subject: subjects,
    source: sources,
    'subject-received': subjects.map(received),
    'source-received': sources.map(received),
  }[per].map((about) => `${place} ${hex(sha256(new TextEncoder().encode(`${place} ${about}`)))}`)
  return current === undefined ? [place] : [current, ...earlier]
}

/**
 * What of a decision's obligations is owed now, as the log has it. Of a permit all: of an inquiry from when something leaves. Of
 * a refused inquiry only what a norm says that refused, and nothing of who has no part in the case. A preview binds nobody;
 * neither does what waits, nor an act that was refused.
 */
export function owedOf(
  type: EntryType,
  { outcome, findings, obligations }: Pick<Decision, 'outcome' | 'findings' | 'obligations'>,
  settled: boolean,
): readonly Obligation[] {
  if (type === 'act') return outcome === 'permit' ? obligations : []
  if (type !== 'decision' || outcome === 'review') return []
  if (outcome === 'permit') return settled ? obligations : []
  return findings.some((finding) => finding.discreet) ? [] : owedWhenRefused({ findings, obligations })
}

/** To inform, to verify and the like are owed for what one received. */
function owedWhenRefused({ findings, obligations }: Pick<Decision, 'findings' | 'obligations'>): readonly Obligation[] {
  const refused = new Set(findings.flatMap(({ norm, effect }) => (effect === 'deny' ? [norm] : [])))
  return obligations.filter(({ norm }) => refused.has(norm))
}

/** Who owes it and until when, beside its code; nobody for one without words. */
export function owedBy(facts: Tables, obligation: string, at: string, rejectedDay: number | null) {
  const row = rowOf(facts, obligation)
  return { owners: row?.owners ?? [], due: row ? dueOf(row, at, rejectedDay) : null }
}

/** The last day on which it is in time. */
function dueOf({ dueDays, since }: ObligationRow, at: string, rejectedDay: number | null): string | null {
  if (dueDays === null) return null
  const from = since === 'rejection' && rejectedDay !== null ? rejectedDay : dayOf(at)
  return new Date((from + dueDays) * 86_400_000).toISOString().slice(0, 10)
}

function rowOf(facts: Tables, code: string): ObligationRow | undefined {
  return Object.hasOwn(facts.obligations, code) ? facts.obligations[code] : undefined
}
