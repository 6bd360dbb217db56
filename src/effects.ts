/**
 * What a judgement does, shown to the judge: each inquiry that waits is decided again for its recorded caller, as a
 * preview. Nothing is fetched and nothing moves: the inquiry waits until its asker asks again with a fresh token. The judge
 * sees names and treatments, never a value. Every preview is an entry of the log, on account of the act that caused it.
 */
import { type ActPorts, mayRead } from './acts.ts'
import type { Caller } from './domain/caller.ts'
import type { Attestation } from './domain/case.ts'
import type { Decision } from './domain/decision.ts'
import type { Inquiry } from './domain/inquiry.ts'
import { hex, type Trace } from './domain/trace.ts'
import type { Observer } from './events.ts'
import { LIMITS } from './limits.ts'
import { openContent } from './log/content.ts'
import { openParts } from './log/entry.ts'
import { partOf } from './log/parts.ts'
import { turn } from './log/turn.ts'
import type { CaseRegister, HeldCase, Inquiries, InquiryRow, WaitingFilter } from './ports.ts'
import { type DecidePorts, decide, type OnAccountOf } from './steps/decide.ts'
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

/** Never throws: the judgement stands, and an effect that could not be logged is not shown. */
export async function effectsOf(ports: EffectPorts, caller: Caller, judged: Judged, trace: Trace): Promise<Effects> {
  try {
    const filter = filterFor(ports, caller, judged)
    if (!filter) return NO_EFFECTS
    const now = ports.clock().toISOString()
    const most = LIMITS.effectsPerJudgement
    const rows = await ports.inquiries.waiting(caller.oin, filter, now, most + 1)
    const visible = await readable(ports, caller, judged, rows.slice(0, most))
    const account = { act: judged.act, attestation: judged.attestation.id }
    // One evaluation a turn, so that others are answered meanwhile; not one wait for the log each: it commits them together.
    const previewing: Promise<Effect | null>[] = []
    for (const row of visible) {
      await turn()
      previewing.push(preview(ports, row, account, trace))
    }
    const previews = await Promise.all(previewing)
    const effects = previews.filter((one) => one !== null)
    return { effects, moreEffects: rows.length > most || effects.length < visible.length }
  } catch {
    ports.observe({ type: 'fault', where: 'effects', code: 'unreadable' })
    return { effects: [], moreEffects: true }
  }
}

/**
 * Who may read the case sees all of it that waits. Others judge without a part in it (the owner of a dataset, an organ with
 * a veto): they see what waits for the source they judged about, and nothing else of the case.
 */
function filterFor(ports: EffectPorts, caller: Caller, { attestation, held }: Judged): WaitingFilter | null {
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
  judged: Judged,
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

/** null: who asked or what was asked is erased, or the preview could not be made or logged. */
async function preview(
  ports: EffectPorts,
  row: InquiryRow,
  onAccountOf: OnAccountOf,
  trace: Trace,
): Promise<Effect | null> {
  try {
    const inquiry = (await openContent(ports, `inquiry:${row.id}`, row.question)) as Inquiry | undefined
    const asker = await askerOf(ports, row)
    if (!inquiry || !asker) return null
    const span = { ...trace, spanId: hex(ports.crypto.random(8)), parentSpanId: trace.spanId }
    const decided = await decide(ports, asker, inquiry, { kind: 'preview', inquiryId: row.id, onAccountOf }, span)
    const recorded = decided.ok ? await record(ports, decided.value) : decided
    if (recorded.ok) return effectOf(ports, recorded.value.decision)
    ports.observe({ type: 'fault', where: 'effects', code: recorded.problem.code })
    return null
  } catch {
    ports.observe({ type: 'fault', where: 'effects', code: 'unreadable' })
    return null
  }
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
