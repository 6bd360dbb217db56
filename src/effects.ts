/**
 * What a judgement does, shown to the judge: each inquiry that waits is decided again for its recorded caller, as a
 * preview. Nothing is fetched and nothing moves: the inquiry waits until its asker asks again with a fresh token. The judge
 * sees names and treatments, never a value. Every preview is an entry of the log, on account of the act that caused it. Of a
 * judgement that is only supposed none is: it is no fact, and the look at it is the entry.
 */
import type { ActPorts } from './acts.ts'
import { type Affected, type AffectedPorts, affectedBy } from './affected.ts'
import type { Caller } from './domain/caller.ts'
import type { Attestation } from './domain/case.ts'
import type { Decision } from './domain/decision.ts'
import type { Inquiry } from './domain/inquiry.ts'
import { hex, type Trace } from './domain/trace.ts'
import type { Observer } from './events.ts'
import { openContent } from './log/content.ts'
import { openParts } from './log/entry.ts'
import { partOf } from './log/parts.ts'
import { turn } from './log/turn.ts'
import type { CaseRegister, HeldCase, InquiryRow } from './ports.ts'
import { type Decided, type DecidePorts, decide, type OnAccountOf, type Walk } from './steps/decide.ts'
import { type RecordPorts, record } from './steps/record.ts'
import { type Missing, missingOf, type Texts } from './steps/respond.ts'

export type EffectPorts = ActPorts &
  DecidePorts &
  RecordPorts &
  AffectedPorts & {
    readonly cases: CaseRegister
    readonly observe: Observer
  }

/** The act that gave or withdrew a judgement, durable before anybody looks at what it does. */
export type Judged = {
  readonly act: string
  readonly attestation: Attestation
  /** The case as it was judged; null for a judgement that speaks for the organisation. */
  readonly held: HeldCase | null
}

type Effect = {
  readonly inquiryId: string
  readonly outcome: Decision['outcome']
  readonly fields: readonly { readonly name: string; readonly treatment: string; readonly waiting: boolean }[]
  readonly missing: readonly Missing[]
}
/** Those that wait for the judgement first. `moreEffects`: more of them wait than could be shown. */
export type Effects = { readonly effects: readonly Effect[]; readonly moreEffects: boolean }

/** `changes`: where it changes the outcome, and what that would be now. `looked`: how many of how many were looked at. */
export type SupposedEffects = Effects & {
  readonly changes: readonly { readonly inquiryId: string; readonly from: Decision['outcome'] }[]
  readonly looked: { readonly inquiries: number; readonly of: number; readonly more: boolean }
}

export const NO_EFFECTS: Effects = { effects: [], moreEffects: false }
export const NO_CHANGES: SupposedEffects = { ...NO_EFFECTS, changes: [], looked: { inquiries: 0, of: 0, more: false } }

/** A judgement as if it were given, or one as if it were taken back. */
export type Supposed = Pick<Judged, 'attestation' | 'held'> & {
  readonly kind: 'attest' | 'withdraw'
  /** The inquiry that it is judged for: where it waits and may be seen, it is looked at before all others. */
  readonly inquiryId?: string | undefined
}

type Change = { readonly effect: Effect; readonly from: Decision['outcome'] }

/**
 * What it would do: decided as it is and as it would be. The inquiry at hand first, then those in which the outcome changes.
 * Nothing is written: who shows it logs the look first. Never throws.
 */
export async function supposedEffectsOf(
  ports: EffectPorts,
  caller: Caller,
  supposed: Supposed,
  trace: Trace,
): Promise<SupposedEffects> {
  const as = { ...ports, cases: supposing(ports.cases, supposed, caller) }
  const { affected, found, more } = await eachOf(ports, caller, supposed, async (row): Promise<Change | null> => {
    const walk = { kind: 'preview', inquiryId: row.id } as const
    const now = await decidedAgain(ports, row, walk, trace)
    const then = now && (await decidedAgain(as, row, walk, trace))
    return then && { effect: effectOf(ports, then.decision), from: now.decision.outcome }
  })
  const place = ({ effect, from }: Change) =>
    effect.inquiryId === supposed.inquiryId ? 0 : effect.outcome === from ? 2 : 1
  const ordered = found.toSorted((a, b) => place(a) - place(b))
  return {
    effects: ordered.map(({ effect }) => effect),
    moreEffects: more,
    changes: ordered.flatMap(({ effect: { inquiryId, outcome }, from }) =>
      outcome === from ? [] : [{ inquiryId, from }],
    ),
    looked: { inquiries: found.length, of: affected.of, more: affected.more },
  }
}

/** The register as it would be. What the asker takes away themselves still stands against them (RegisterFacts). */
function supposing(cases: CaseRegister, { kind, attestation }: Supposed, by: Caller): CaseRegister {
  return {
    ...cases,
    async factsFor(oin, caseId, subjects, source, person) {
      const facts = await cases.factsFor(oin, caseId, subjects, source, person)
      if (attestation.caseId !== null && attestation.caseId !== caseId) return facts
      if (kind === 'attest') return { ...facts, attestations: [...facts.attestations, attestation] }
      const attestations = facts.attestations.flatMap((one) => {
        if (one.id !== attestation.id) return [one]
        return person === by.person ? [{ ...one, withdrawnBy: by.person }] : []
      })
      return { ...facts, attestations }
    },
  }
}

/** Never throws: the judgement stands, and an effect that could not be logged is not shown. */
export async function effectsOf(ports: EffectPorts, caller: Caller, judged: Judged, trace: Trace): Promise<Effects> {
  const account = { act: judged.act, attestation: judged.attestation.id }
  const { found, more } = await eachOf(ports, caller, judged, (row) => preview(ports, row, account, trace))
  return { effects: found, moreEffects: more }
}

type Each<T> = { readonly affected: Affected; readonly found: readonly T[]; readonly more: boolean }

async function eachOf<T>(
  ports: EffectPorts,
  caller: Caller,
  judged: Omit<Judged, 'act'> & Pick<Supposed, 'inquiryId'>,
  effect: (row: InquiryRow) => Promise<T | null>,
): Promise<Each<T>> {
  try {
    const affected = await affectedBy(ports, caller, judged)
    // One inquiry a turn, so that others are answered meanwhile; not one wait for the log each: it commits them together.
    const previewing: Promise<T | null>[] = []
    for (const row of affected.rows) {
      await turn()
      previewing.push(effect(row).catch(() => unreadable(ports)))
    }
    const found = (await Promise.all(previewing)).filter((one) => one !== null)
    return { affected, found, more: affected.more || found.length < affected.of }
  } catch {
    unreadable(ports)
    return { affected: { rows: [], of: 0, more: true }, found: [], more: true }
  }
}

/** null: the preview could not be made or logged. */
async function preview(
  ports: EffectPorts,
  row: InquiryRow,
  onAccountOf: OnAccountOf,
  trace: Trace,
): Promise<Effect | null> {
  const decided = await decidedAgain(ports, row, { kind: 'preview', inquiryId: row.id, onAccountOf }, trace)
  const recorded = decided && (await record(ports, decided))
  if (!recorded) return null
  if (recorded.ok) return effectOf(ports, recorded.value.decision)
  ports.observe({ type: 'fault', where: 'effects', code: recorded.problem.code })
  return null
}

/** null: who asked or what was asked is erased, or it could not be decided. */
async function decidedAgain(ports: EffectPorts, row: InquiryRow, walk: Walk, trace: Trace): Promise<Decided | null> {
  const inquiry = (await openContent(ports, `inquiry:${row.id}`, row.question)) as Inquiry | undefined
  const asker = await askerOf(ports, row)
  if (!inquiry || !asker) return null
  const span = { ...trace, spanId: hex(ports.crypto.random(8)), parentSpanId: trace.spanId }
  const decided = await decide(ports, asker, inquiry, walk, span)
  if (decided.ok) return decided.value
  ports.observe({ type: 'fault', where: 'effects', code: decided.problem.code })
  return null
}

function unreadable({ observe }: EffectPorts): null {
  observe({ type: 'fault', where: 'effects', code: 'unreadable' })
  return null
}

/** As they were when they last asked; whether they still are, their next token says. */
async function askerOf(ports: EffectPorts, row: InquiryRow): Promise<Caller | undefined> {
  const last = row.decisions.at(-1)
  const entry = last === undefined ? undefined : await ports.ledger.entry(last)
  return entry && partOf(await openParts(ports, entry), 'caller')
}

/** No reasons: the norms of a decision are for its asker and for the officers of the log. */
function effectOf(texts: Texts, { inquiryId, outcome, fields, findings, missing }: Decision): Effect {
  return {
    inquiryId,
    outcome,
    fields: fields.map(({ name, treatment, waiting }) => ({ name, treatment, waiting })),
    missing: findings.some((finding) => finding.discreet) ? [] : missingOf(texts, missing),
  }
}
