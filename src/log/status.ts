/** What a process knows of how it fares beside what is stored: since its start, and of itself alone. Pure. */
import type { LastLook } from '../erasure/last-look.ts'
import type { TreeStore } from './tree-store.ts'
import type { WitnessStanding } from './witness/collect.ts'
import type { Witnesses } from './witness/config.ts'

/** null: this platform cannot know. */
export type Status = {
  readonly startedAt: string | null
  /** What the log signed last, cosigned or not. */
  readonly signed: Pick<TreeStore, 'checkpoint'>
  readonly witnesses: {
    readonly quorum: number
    readonly names: readonly string[]
    readonly standings: (() => readonly WitnessStanding[]) | null
  }
  readonly lastLook: ((oin: string) => LastLook | null) | null
  /** Whether the tree is too far behind to take new work, or cannot go on. */
  readonly behind: (() => boolean) | null
}

/** Whom the log asks, and how they fare where somebody keeps that; null: nobody is asked. */
export function witnessStatus(
  witnesses: Witnesses | null,
  standings: Status['witnesses']['standings'],
): Status['witnesses'] {
  const names = witnesses?.asked.map(({ verifier }) => verifier.name) ?? []
  return { quorum: witnesses?.quorum ?? 0, names, standings }
}
