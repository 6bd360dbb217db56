/**
 * What a caller's own inquiries wait for, and what came of it since they asked last: by type, place and moment. Of a case in which
 * they have no part any more nothing came: what is judged in it is not for them.
 */
import { type ActPorts, hasPart } from '../acts.ts'
import type { Awaiting } from '../domain/awaited.ts'
import type { Caller } from '../domain/caller.ts'
import { canonicalText } from '../domain/canonical.ts'
import type { Scope } from '../domain/case.ts'
import type { AwaitingOf } from '../inquiry-port.ts'
import { LIMITS } from '../limits.ts'
import { openParts } from '../log/entry.ts'
import { partOf } from '../log/parts.ts'
import { missingOf } from '../steps/respond.ts'
import type { AppPorts } from './context.ts'
import type { AwaitedSince } from './documents.ts'

/** By the id of the inquiry; one that waits for nothing, or not any more, is not there. */
export type OwnWaiting = ReadonlyMap<string, readonly AwaitedSince[]>

export async function ownWaiting(ports: AppPorts, caller: Caller, of: AwaitingOf): Promise<OwnWaiting> {
  const { oin, person } = caller
  const now = ports.clock().toISOString()
  const found = new Map<string, AwaitedSince[]>()
  const isOpen = openCases(ports, caller)
  for (const one of await ports.inquiries.awaiting(oin, person, of, now)) {
    const hears = one.judged.length === 0 || (await isOpen(one.caseId))
    const since = await sinceOf(ports, oin, person, hears ? one : { ...one, judged: [] })
    found.set(one.inquiryId, [...(found.get(one.inquiryId) ?? []), since])
  }
  return found
}

/** Whether the caller has a part in a case; looked at once for each, and only where something was judged. */
function openCases(ports: ActPorts & Pick<AppPorts, 'cases'>, caller: Caller) {
  const known = new Map<string, boolean>()
  return async (caseId: string | null): Promise<boolean> => {
    if (caseId === null) return true
    const before = known.get(caseId)
    if (before !== undefined) return before
    const held = await ports.cases.find(caller.oin, caseId)
    const open = held !== undefined && hasPart(ports, caller, held)
    known.set(caseId, open)
    return open
  }
}

/** Those that can go on, of the newest hundred: looked at for each page, so only what was judged is looked at closer. */
export async function ownReady(ports: AppPorts, caller: Caller): Promise<readonly string[]> {
  const { oin, person } = caller
  const ids = await ports.inquiries.judgedSince(oin, person, LIMITS.pageItems, ports.clock().toISOString())
  if (ids.length === 0) return []
  return [...(await ownWaiting(ports, caller, { ids }))].flatMap(([id, missing]) => (isReady(missing) ? [id] : []))
}

/** One refusal decides, and else it takes all of them. */
export function isReady(missing: readonly AwaitedSince[]): boolean {
  const answered = missing.every(({ givenAt }) => givenAt !== null)
  return missing.length > 0 && (answered || missing.some(({ refusedAt }) => refusedAt !== null))
}

async function sinceOf(ports: AppPorts, oin: string, person: string, one: Awaiting): Promise<AwaitedSince> {
  const { attestation, about, roles } = one
  const type = ports.facts.attestations[attestation]
  const wanted = await scopeOf(ports, oin, person, one)
  const alike = one.judged.filter(({ scope }) => wanted && canonicalText(scope) === canonicalText(wanted))
  const last = (verdict: string) =>
    alike
      .filter(({ outcome }) => type?.outcomes[outcome] === verdict)
      .map(({ at }) => at)
      .sort()
      .at(-1) ?? null
  const [worded] = missingOf(ports, [{ attestation, scope: about, roles: [...roles], norm: type?.norm ?? '' }])
  const named = { nl: attestation, en: attestation }
  return {
    attestation,
    scope: about,
    title: worded?.title ?? named,
    givenBy: worded?.givenBy ?? named,
    givenAt: last('met'),
    refusedAt: last('refused'),
  }
}

/**
 * Whom it is about stands in no index, only in the decision: that is opened where a judgement about somebody was given at all.
 * undefined: it is erased.
 */
async function scopeOf(ports: AppPorts, oin: string, person: string, one: Awaiting): Promise<Scope | undefined> {
  const keys = ports.facts.attestations[one.attestation]?.scope ?? []
  if (!keys.includes('subject') && !keys.includes('person')) return one.about
  if (one.judged.length === 0) return undefined
  const row = await ports.inquiries.find(oin, person, one.inquiryId)
  const entry = row && (await ports.ledger.entry(row.decisions.at(-1) ?? row.id))
  const decision = entry && partOf(await openParts(ports, entry, ['decision']), 'decision')
  const missing = decision?.missing[one.place]
  return missing?.attestation === one.attestation ? missing.scope : undefined
}
