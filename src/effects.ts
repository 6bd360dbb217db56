/**
 * What a judgement does, shown to the judge: each inquiry that waits is decided again for its recorded caller, as a
 * preview. Nothing is fetched and nothing moves: the inquiry waits until its asker asks again with a fresh token. The judge
 * sees names and treatments, never a value. Every preview is an entry of the log, on account of the act that caused it. Of a
 * judgement that is only supposed none is: it is no fact, and the look at it is the entry.
 */
import { type ActPorts, mayRead } from './acts.ts'
import type { Caller } from './domain/caller.ts'
import type { Attestation } from './domain/case.ts'
import type { Decision } from './domain/decision.ts'
import type { Inquiry } from './domain/inquiry.ts'
import { hex, type Trace } from './domain/trace.ts'
import type { Observer } from './events.ts'
import type { Inquiries, WaitingFilter } from './inquiry-port.ts'
import { LIMITS } from './limits.ts'
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
  RecordPorts & {
    readonly cases: CaseRegister
    readonly inquiries: Pick<Inquiries, 'waiting'>
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
/** Oldest inquiry first. `moreEffects`: more of them wait than could be shown. */
export type Effects = { readonly effects: readonly Effect[]; readonly moreEffects: boolean }

export const NO_EFFECTS: Effects = { effects: [], moreEffects: false }

/** A judgement as if it were given, or one as if it were taken back. */
export type Supposed = Pick<Judged, 'attestation' | 'held'> & { readonly kind: 'attest' | 'withdraw' }

/** What it would do. Nothing is written: who shows it logs the look first. Never throws. */
export async function supposedEffectsOf(
  ports: EffectPorts,
  caller: Caller,
  supposed: Supposed,
  trace: Trace,
): Promise<Effects> {
  const as = { ...ports, cases: supposing(ports.cases, supposed, caller) }
  return eachOf(ports, caller, supposed, async (row) => {
    const decided = await decidedAgain(as, row, { kind: 'preview', inquiryId: row.id }, trace)
    return decided && effectOf(ports, decided.decision)
  })
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
  return eachOf(ports, caller, judged, (row) => preview(ports, row, account, trace))
}

async function eachOf(
  ports: EffectPorts,
  caller: Caller,
  judged: Omit<Judged, 'act'>,
  effect: (row: InquiryRow) => Promise<Effect | null>,
): Promise<Effects> {
  try {
    const filter = filterFor(ports, caller, judged)
    if (!filter) return NO_EFFECTS
    const now = ports.clock().toISOString()
    const most = LIMITS.effectsPerJudgement
    const rows = await ports.inquiries.waiting(caller.oin, filter, now, most + 1)
    const visible = await readable(ports, caller, judged, rows.slice(0, most))
    // One evaluation a turn, so that others are answered meanwhile; not one wait for the log each: it commits them together.
    const previewing: Promise<Effect | null>[] = []
    for (const row of visible) {
      await turn()
      previewing.push(effect(row).catch(() => unreadable(ports)))
    }
    const previews = await Promise.all(previewing)
    const effects = previews.filter((one) => one !== null)
    return { effects, moreEffects: rows.length > most || effects.length < visible.length }
  } catch {
    unreadable(ports)
    return { effects: [], moreEffects: true }
  }
}

/**
 * Who may read the case sees all of it that waits. Others judge without a part in it (the owner of a dataset, an organ with
 * a veto): they see what waits for the source they judged about, and nothing else of the case.
 */
function filterFor(
  ports: EffectPorts,
  caller: Caller,
  { attestation, held }: Omit<Judged, 'act'>,
): WaitingFilter | null {
  if (!held) return {}
  const caseId = held.value.id
  if (mayRead(ports, caller, held)) return { caseId }
  const { source } = attestation.scope
  return source === undefined ? null : { caseId, source }
}

/** A judgement of the organisation may bear on every case, also on those in which the judge has no part. */
async function readable(
  ports: EffectPorts,
  caller: Caller,
  judged: Omit<Judged, 'act'>,
  rows: readonly InquiryRow[],
): Promise<readonly InquiryRow[]> {
  if (judged.held) return rows
  const open = new Set<string | null>([null])
  for (const caseId of new Set(rows.map((row) => row.caseId))) {
    const held = caseId === null ? undefined : await ports.cases.find(caller.oin, caseId)
    if (held && mayRead(ports, caller, held)) open.add(caseId)
  }
  return rows.filter((row) => open.has(row.caseId))
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
