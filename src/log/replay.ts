/**
 * Evaluating again: the facts that an entry recorded, under the policy that it names, must give the decision that it
 * recorded, byte for byte (RFC 8785). Nothing of today comes in: no clock, no register, no present rules.
 */
import { canonicalText } from '../domain/canonical.ts'
import type { EntryType, ReplayResult } from '../domain/codes.ts'
import type { Decision } from '../domain/decision.ts'
import type { EngineOf } from '../policy/archive.ts'
import { actVerdict, decideVerdict } from '../policy/evaluate.ts'
import type { Entry } from '../ports.ts'
import { leafFrom, openParts, type Vault } from './entry.ts'
import { inputOf } from './facts.ts'
import { DECIDED, partOf } from './parts.ts'

export type Replay = {
  readonly id: string
  readonly index: number
  readonly type: Entry['type']
  readonly at: string
  /** Short name of the policy revision that decided. */
  readonly policy: string
  /**
   * 'erased': its facts are gone, or who asked is, as they must be in the end. 'policy-unknown': that revision is not kept
   * here. 'altered': the entry or the kept policy is not what was recorded.
   */
  readonly result: ReplayResult
  /** What was decided, and what the same facts give now; only where they differ. */
  readonly recorded?: Decision
  readonly evaluated?: Decision
}

const TYPES: readonly EntryType[] = DECIDED

export function isDecided(type: EntryType): boolean {
  return TYPES.includes(type)
}

export async function replay(ports: Vault & { readonly engineOf: EngineOf }, entry: Entry): Promise<Replay> {
  const place = { id: entry.id, index: entry.index, type: entry.type, at: entry.at }
  try {
    const { policy } = leafFrom(ports.crypto, entry)
    return { ...place, policy: policy.revision, ...(await evaluatedAgain(ports, entry, policy.digest)) }
  } catch {
    return { ...place, policy: '', result: 'altered' }
  }
}

async function evaluatedAgain(
  ports: Vault & { readonly engineOf: EngineOf },
  entry: Entry,
  digest: string,
): Promise<Pick<Replay, 'result' | 'recorded' | 'evaluated'>> {
  const parts = await openParts(ports, entry, ['caller', 'facts', 'decision'])
  const input = inputOf(parts)
  if (input === 'erased' || parts.decision === 'erased') return { result: 'erased' }
  const recorded = partOf(parts, 'decision')
  const engine = await ports.engineOf(digest)
  if (!engine || !input || !recorded) return { result: 'policy-unknown' }
  const verdict = (input.act ? actVerdict : decideVerdict)(engine, input)
  const evaluated = { ...recorded, ...verdict }
  return canonicalText(evaluated) === canonicalText(parts.decision)
    ? { result: 'same' }
    : { result: 'differs', recorded, evaluated }
}
