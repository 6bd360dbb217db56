/** What findings share: the decision that is reviewed, whether the caller asked it, what the policy is told, and how words are sealed. */
import type { Act } from '../acts.ts'
import { judge } from '../acts.ts'
import type { Caller } from '../domain/caller.ts'
import { canonicalText } from '../domain/canonical.ts'
import type { Finding } from '../domain/finding.ts'
import { holdingAsked } from '../domain/holding.ts'
import { hex } from '../domain/trace.ts'
import { scopeOfContent } from '../erasure/scopes.ts'
import { openContent, sealContent } from '../log/content.ts'
import { openParts } from '../log/entry.ts'
import { partOf } from '../log/parts.ts'
import type { ActInput } from '../policy/input.ts'
import type { Change, SealedParts } from '../ports.ts'
import type { AppPorts } from './context.ts'

/** Reviewing is control of what was done, and nothing else is done with what it finds. */
export const REVIEWING = 'P-AUDIT'
const SALT_BYTES = 16

/** `caseId` null: of no case that is there. `by` null: who asked is forgotten. */
export type Reviewed = Pick<Finding, 'decisionId' | 'caseId' | 'source'> & {
  readonly index: number
  readonly at: string
  readonly by: string | null
}

/** undefined: no decision of this organisation, or its content is erased: then there is nothing to review. */
export async function reviewedDecision(ports: AppPorts, { oin }: Caller, id: string): Promise<Reviewed | undefined> {
  const entry = await ports.ledger.entry(id)
  if (entry?.oin !== oin || entry.type !== 'decision') return undefined
  const opened = await openParts(ports, entry, ['caller', 'request', 'facts'])
  const request = partOf(opened, 'request')
  if (!request || !partOf(opened, 'facts')) return undefined
  // Who names a case that is not there has a decision that lies with its day.
  const held = request.caseId === null ? undefined : await ports.cases.find(oin, request.caseId)
  const { index, at } = entry
  const by = partOf(opened, 'caller')?.person ?? null
  return { decisionId: id, index, at, caseId: held?.value.id ?? null, source: request.source, by }
}

/** What a finding is about, for the norms: its case, and what is held where it is about that. */
export async function aboutOf(
  ports: AppPorts,
  { oin }: Caller,
  { caseId, source }: Pick<Finding, 'caseId' | 'source'>,
): Promise<Pick<Act, 'held' | 'holding'>> {
  const held = (caseId === null ? undefined : await ports.cases.find(oin, caseId)) ?? null
  const id = holdingAsked(source ?? '')
  const kept = id === null ? undefined : await ports.cases.holding(oin, id)
  return { held, ...(kept ? { holding: kept.value.facts } : {}) }
}

/** As an obligation of one role: to follow it up. `ofCaller`: the decision was on a question of the caller. */
export function findingInput(
  ports: AppPorts,
  { caseId, source, owner }: Pick<Finding, 'caseId' | 'source' | 'owner'>,
  ofCaller: boolean | null,
): Pick<ActInput, 'purpose' | 'obligation'> {
  const norm = ports.facts.readings[REVIEWING]?.norm ?? ''
  const owners = owner === null ? [] : [owner]
  const obligation = { code: 'FINDING', norm, owners, how: null, source, ofCase: caseId !== null, ofCaller }
  return { purpose: REVIEWING, obligation }
}

export function isFindingReadable(
  ports: AppPorts,
  caller: Caller,
  finding: Pick<Finding, 'caseId' | 'source' | 'owner'>,
  { held, ...about }: Pick<Act, 'held' | 'holding'>,
): boolean {
  const input = { kind: 'read', resource: 'finding', ...findingInput(ports, finding, null) } as const
  const judged = judge(ports, caller, { ...about, input, held: held && { ...held, attestations: [] } })
  return judged.ok && judged.value.decision.outcome === 'permit'
}

type Words = { readonly salt: string }

export function newSalt({ crypto }: AppPorts): string {
  return hex(crypto.random(SALT_BYTES))
}

/** What the log has of the words: with them and their salt anybody can tell that these were entered. */
export function digestOfWords({ crypto }: AppPorts, words: Words): string {
  return `sha256:${hex(crypto.sha256(new TextEncoder().encode(canonicalText(words))))}`
}

/** Under the key of the content of the decision itself: that of its case, or else of its day. */
export function sealWords(
  ports: AppPorts,
  { oin }: Caller,
  { caseId, at }: Pick<Reviewed, 'caseId' | 'at'>,
  place: string,
  words: Words,
): Promise<SealedParts> {
  return sealContent(ports, scopeOfContent(oin, caseId, at), place, words)
}

/** undefined: erased. */
export function openWords(ports: AppPorts, place: string, sealed: SealedParts): Promise<unknown> {
  return openContent(ports, place, sealed)
}

export type ReviewAct = {
  readonly resource: 'decision' | 'follow-up' | 'closing'
  readonly finding: Pick<Finding, 'caseId' | 'source' | 'owner'>
  readonly ofCaller: boolean | null
  readonly content: Act['content']
  readonly changes: (decision: { readonly id: string; readonly at: string }) => Promise<readonly Change[]>
}
