/**
 * Which inquiries that wait a judgement may bear on, for who may see them: the one at hand, those that wait for this very
 * judgement, those of the source that it is about, and then the others, oldest first. Only so many are looked at, and how many
 * there are is said beside it.
 */
import { type ActPorts, mayRead } from './acts.ts'
import type { Caller } from './domain/caller.ts'
import { canonicalText } from './domain/canonical.ts'
import type { Attestation } from './domain/case.ts'
import type { Inquiries, WaitingFilter } from './inquiry-port.ts'
import { LIMITS } from './limits.ts'
import { turn } from './log/turn.ts'
import type { CaseRegister, HeldCase, InquiryRow } from './ports.ts'

export type AffectedPorts = ActPorts & {
  readonly cases: CaseRegister
  readonly inquiries: Pick<Inquiries, 'waiting' | 'awaited'>
}

export type Bearing = {
  readonly attestation: Attestation
  /** The case as it was judged; null for a judgement that speaks for the organisation. */
  readonly held: HeldCase | null
  readonly inquiryId?: string | undefined
}

/** `of`: as many of them wait, counted so far as was looked; `more`: there are more than were counted. */
export type Affected = { readonly rows: readonly InquiryRow[]; readonly of: number; readonly more: boolean }

export async function affectedBy(ports: AffectedPorts, caller: Caller, bearing: Bearing): Promise<Affected> {
  const filter = filterFor(ports, caller, bearing)
  if (!filter) return { rows: [], of: 0, more: false }
  const now = ports.clock().toISOString()
  const { oin } = caller
  const most = LIMITS.effectsCounted
  const { inquiryId: id } = bearing
  const atHand = id === undefined ? [] : await ports.inquiries.waiting(oin, { ...filter, id }, now, 1)
  const waiting = await waitingFor(ports, caller, bearing, filter, now)
  const { source } = bearing.attestation.scope
  const ofSource = source === undefined ? [] : await ports.inquiries.waiting(oin, { ...filter, source }, now, most)
  const others = await ports.inquiries.waiting(oin, filter, now, most + 1)
  const found = new Map([...atHand, ...waiting, ...ofSource, ...others.slice(0, most)].map((row) => [row.id, row]))
  const visible = await readable(ports, caller, bearing, [...found.values()])
  return { rows: visible.slice(0, LIMITS.effectsPerJudgement), of: visible.length, more: others.length > most }
}

/** By its codes; whom it is about the index does not know. */
async function waitingFor(
  ports: AffectedPorts,
  { oin }: Caller,
  { attestation: { type, scope } }: Bearing,
  { caseId, source }: WaitingFilter,
  now: string,
): Promise<readonly InquiryRow[]> {
  const { subject: _s, person: _p, ...about } = scope
  const asked = { attestation: type, ...(caseId === undefined ? {} : { caseId }), count: LIMITS.effectsCounted }
  const roles = ports.facts.attestations[type]?.roles ?? []
  const rows = await ports.inquiries.awaited(oin, { roles, notOf: '', ...asked }, now)
  return rows
    .filter((one) => canonicalText(one.about) === canonicalText(about))
    .filter(({ row }) => source === undefined || row.source === source)
    .map(({ row }) => row)
}

/**
 * Who may read the case sees all of it that waits. Others judge without a part in it (the owner of a dataset, an organ with
 * a veto): they see what waits for the source they judged about, and nothing else of the case.
 */
function filterFor(ports: AffectedPorts, caller: Caller, { attestation, held }: Bearing): WaitingFilter | null {
  if (!held) return {}
  const caseId = held.value.id
  if (mayRead(ports, caller, held)) return { caseId }
  const { source } = attestation.scope
  return source === undefined ? null : { caseId, source }
}

/** A judgement of the organisation may bear on every case, also on those in which the judge has no part. */
async function readable(
  ports: AffectedPorts,
  caller: Caller,
  { held: judgedIn }: Bearing,
  rows: readonly InquiryRow[],
): Promise<readonly InquiryRow[]> {
  if (judgedIn) return rows
  const open = new Set<string | null>([null])
  for (const caseId of new Set(rows.map((row) => row.caseId))) {
    await turn()
    const held = caseId === null ? undefined : await ports.cases.find(caller.oin, caseId)
    if (held && mayRead(ports, caller, held)) open.add(caseId)
  }
  return rows.filter((row) => open.has(row.caseId))
}
