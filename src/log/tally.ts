/**
 * The tally: now and then the log says about itself what was received, answered, refused and failed until here, and the last
 * number of each organisation and each source. Requests that have no entry of their own are entered here, in bulk. It is
 * in the tree as every entry is, and stands open: `sluis log verify` counts again, and finds who renumbers.
 */
import { NONE_UNLOGGED, type Standing, UNLOGGED, type Unlogged } from '../domain/counters.ts'
import type { PolicyEngine } from '../policy-port.ts'
import type { Clock, Ledger, NewEntry, NewId } from '../ports.ts'
import { openParts, type Vault } from './entry.ts'
import { ownEntry } from './own-entry.ts'
import { type Part, partOf } from './parts.ts'

export type TallyPorts = Vault & {
  readonly ledger: Pick<Ledger, 'flush' | 'newest' | 'standing' | 'append'>
  readonly engine: Pick<PolicyEngine, 'policy'>
  readonly clock: Clock
  readonly newId: NewId
}
type Tally = Part<'tally'>
type Before = { readonly index: number; readonly tally: Tally }

/**
 * Resolves with whether there is a new one: not when nothing happened since the last. Entries that come in between the
 * snapshot and the tally are for the next one. Of two at once one lands. Throws when the log cannot be read or written; a
 * crash loses nothing but the tally, which the next one makes good.
 */
export async function tally(ports: TallyPorts): Promise<boolean> {
  await ports.ledger.flush()
  const before = await lastOf(ports)
  const standing = await ports.ledger.standing(before?.tally.upTo ?? 0)
  if (isQuiet(standing, before)) return false
  const entry = await entryOf(ports, tallyOf(standing, before))
  const appended = await ports.ledger.append({
    entry,
    changes: [],
    guard: { newest: 'tally', index: before?.index ?? null },
  })
  return appended.appended
}

async function lastOf(ports: TallyPorts): Promise<Before | null> {
  const entry = await ports.ledger.newest('tally')
  if (!entry) return null
  const tally = partOf(await openParts(ports, entry), 'tally')
  if (!tally) throw new Error(`log entry ${entry.id} is no tally`)
  return { index: entry.index, tally }
}

/** Nothing but the last tally came since what it counts. */
function isQuiet({ size, counters }: Standing, before: Before | null): boolean {
  const unlogged = before?.tally.unlogged ?? NONE_UNLOGGED
  const refused = UNLOGGED.some((kind) => counters.unlogged[kind] !== unlogged[kind])
  const counted = before ? size === before.index + 1 && before.tally.upTo === before.index : size === 0
  return counted && !refused
}

function tallyOf({ size, counters, organisations, sources }: Standing, before: Before | null): Tally {
  const earlier = before?.tally.unlogged ?? NONE_UNLOGGED
  const { since, counts, unlogged } = counters
  const refusals = Object.fromEntries(UNLOGGED.map((kind) => [kind, unlogged[kind] - earlier[kind]])) as Unlogged
  const previous = before?.index ?? null
  const last = { organisations: [...organisations], sources: [...sources] }
  return { upTo: size, since, previous, counters: counts, unlogged, refusals, ...last }
}

function entryOf(ports: TallyPorts, tally: Tally): Promise<NewEntry> {
  return ownEntry(ports, {
    type: 'tally',
    id: ports.newId(),
    at: ports.clock().toISOString(),
    policy: ports.engine.policy(),
    parts: { tally },
  })
}
