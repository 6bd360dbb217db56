/**
 * Follows the log and feeds the index that privacy officers search: off the request path, never ahead of the log. The
 * index holds nothing that the log does not, so a crash costs at most the same work again.
 */
import { normsOf } from '../domain/decision.ts'
import type { Observer } from '../events.ts'
import type { Entry, Ledger } from '../ports.ts'
import { COUNTED, COUNTED_PARTS, countedOf } from './counted.ts'
import type { Counted } from './decision-counts.ts'
import type { DecisionIndex, DecisionRow } from './decision-index.ts'
import { type OpenedParts, openParts, type Vault } from './entry.ts'
import { createFollower } from './follower.ts'
import { partOf } from './parts.ts'
import { turn } from './turn.ts'

export type Indexer = {
  /** Resolves when everything that was in the log at the call is in the index. */
  catchUp(): Promise<void>
  start(everyMs?: number): void
  /** Stops the timer and waits for work under way. */
  stop(): Promise<void>
}

type Ports = Vault & {
  readonly ledger: Pick<Ledger, 'range' | 'size'>
  readonly decisionIndex: Pick<DecisionIndex, 'position' | 'add'>
  readonly observer: Observer
}

/** One transaction of the index. */
const BATCH_ENTRIES = 128
/** Read at a stretch; then whoever waits goes first. */
const STRETCH_ENTRIES = 8
const EVERY_MS = 2_000
/** Of the log, what the index has rows of. */
export const INDEXED: readonly string[] = ['decision', 'preview', 'act']
const INDEXED_PARTS = ['caller', 'request', 'subject', 'act', 'decision'] as const

export function createIndexer(ports: Ports): Indexer {
  const follower = createFollower(
    async () => {
      // As far as the log goes now, and no further: whoever follows a log that grows is never done, and each of its
      // small transactions joins the commit of somebody who waits for an answer.
      const end = await ports.ledger.size()
      while (await advance(ports, end)) {
        // until it is there
      }
    },
    () => ports.observer({ type: 'fault', where: 'indexer', code: 'failed' }),
  )
  return { ...follower, start: (everyMs = EVERY_MS) => follower.start(everyMs) }
}

async function advance(ports: Ports, end: number): Promise<boolean> {
  const position = await ports.decisionIndex.position()
  const entries = position < end ? await ports.ledger.range(position, BATCH_ENTRIES) : []
  const last = entries.at(-1)
  if (!last) return false
  const rows: DecisionRow[] = []
  const counted: Counted[] = []
  for (const [i, entry] of entries.entries()) {
    if (i % STRETCH_ENTRIES === STRETCH_ENTRIES - 1) await turn()
    if (!INDEXED.includes(entry.type) && !COUNTED.includes(entry.type)) continue
    const found = await indexed(ports, entry)
    if (found?.row) rows.push(found.row)
    if (found) counted.push(...countedOf(entry, found.parts, found.row))
  }
  // A crash before this is durable: the position is where it was, and the same rows are made again.
  await ports.decisionIndex.add(rows, last.index + 1, counted)
  return true
}

type Indexed = { readonly parts: OpenedParts; readonly row?: DecisionRow }

/** An entry that cannot be read is skipped and reported: one changed byte must not hide every later decision. */
async function indexed(ports: Ports, entry: Entry): Promise<Indexed | undefined> {
  try {
    if (COUNTED.includes(entry.type)) return { parts: await openParts(ports, entry, COUNTED_PARTS) }
    const parts = await openParts(ports, entry, INDEXED_PARTS)
    if (parts.decision === 'erased') return undefined
    const row = rowOf(entry, parts)
    if (row) return { parts, row }
    ports.observer({ type: 'fault', where: 'indexer', code: 'unreadable' })
  } catch {
    ports.observer({ type: 'fault', where: 'indexer', code: 'altered' })
  }
  return undefined
}

/** undefined: an entry of an older shape, or erased. */
export function rowOf(entry: Entry, parts: OpenedParts): DecisionRow | undefined {
  const decision = partOf(parts, 'decision')
  const request = partOf(parts, 'request')
  const act = partOf(parts, 'act')
  if (!decision || !(request ?? act)) return undefined
  // A preview asks nothing of a supplier.
  const holder = (entry.type === 'decision' && request?.holder) || entry.oin
  // Only a case that was there: what an asker calls a case may be anything, and the index is not sealed.
  const asked = decision.caseVersion === null ? null : request?.caseId
  return {
    index: entry.index,
    id: entry.id,
    oin: entry.oin,
    at: entry.at,
    type: entry.type,
    outcome: decision.outcome,
    department: partOf(parts, 'caller')?.department ?? null,
    purpose: request?.purpose ?? null,
    caseId: asked ?? act?.caseId ?? null,
    source: request?.source ?? null,
    regime: request?.regime ?? null,
    subject: partOf(parts, 'subject')?.key ?? null,
    legalBasis: [...new Set(request?.legalBasis)].sort(),
    norms: normsOf(decision),
    holder: holder === entry.oin ? null : holder,
  }
}
