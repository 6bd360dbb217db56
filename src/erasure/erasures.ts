/**
 * The ports of erasing: what the database keeps of it, and the ledger apart from it. Adapters of the first pass the contract
 * suite in test/storage. A line of the ledger is JSON; its form is here.
 */
import { z } from 'zod'
import type { DecisionRow } from '../log/decision-index.ts'
import type { Order, Target } from './order.ts'

export type HeldErasure = {
  readonly order: Order
  /** The entry of the act that ordered it; null: none did. */
  readonly actId: string | null
  /** The entry of the log that says so; null: ordered, not begun. */
  readonly entryId: string | null
  /** null: not all of it is gone. */
  readonly doneAt: string | null
}

/** A decision that permitted and was not settled: its walk is under way, or was cut off. */
export type OpenDecision = { readonly decisionId: string; readonly inquiryId: string }

/** `gone`: indexes in the log of entries of which the rows of the index of decisions go as well. */
export type Forgotten = {
  readonly target: Target
  readonly keyIds: readonly string[]
  readonly gone: readonly number[]
}

/** `keyIds`: of the keys of the target, destroyed or not. It is ordered by Change 'erasure' in ports.ts. */
export type Erasures = {
  find(target: Target): Promise<HeldErasure | undefined>
  /** Ordered and not done, first ordered first. */
  pending(): Promise<readonly HeldErasure[]>
  /** Begun, done or not: those that the log has an entry of. */
  begun(): Promise<readonly HeldErasure[]>
  /** How many rows there are of it, also those of which only a part goes, by table; not those of the index of decisions. */
  count(target: Target, keyIds: readonly string[]): Promise<Readonly<Record<string, number>>>
  /** Indices of entries of which a part stands under this key, lowest first: of those from `from` and before `until`. */
  standing(keyId: string, from: number, until: number): Promise<readonly number[]>
  open(target: Target, keyIds: readonly string[]): Promise<readonly OpenDecision[]>
  /** Whose case this is; undefined: there is no row of it. */
  ownerOf(caseId: string): Promise<string | undefined>
  /** Entries of which the index of decisions has a row that may have to go. */
  indexed(target: Target): Promise<readonly Pick<DecisionRow, 'index' | 'id'>[]>
  /** Deletes the rows of all of these, all or nothing; values in memory go too. Safe to repeat. */
  forget(all: readonly Forgotten[]): Promise<void>
  /** Overwrites what deleted rows left behind. false: somebody still reads what was before; to be tried again. */
  scrub(): Promise<boolean>
  /** In one write. */
  done(targets: readonly Target[], at: string): Promise<void>
}

/**
 * What was forgotten, kept apart from the data and from the keys and never restored with them: an older copy of either is
 * brought up to it before anything is served.
 */
export type ErasureLedger = {
  /** First line first. */
  all(): Promise<readonly Order[]>
  /** In one write, durable before it returns. A target that stands there already is not written again. */
  add(orders: readonly Order[], at: string): Promise<void>
}

const lineSchema = z.strictObject({
  target: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('case'), oin: z.string().min(1), caseId: z.string().min(1) }),
    z.strictObject({ kind: z.literal('day'), oin: z.string().min(1), day: z.iso.date(), of: z.string().min(1) }),
  ]),
  ground: z.string(),
  at: z.iso.datetime(),
  mac: z.string().optional(),
})

/** `mac`: over all the rest of it, see the adapter that writes it; undefined: it was written before lines had one. */
export type LedgerLine = { readonly order: Order; readonly at: string; readonly mac: string | undefined }

export function ledgerLine({ order: { target, ground }, at, mac }: LedgerLine): string {
  return `${JSON.stringify({ target, ground, at, mac })}\n`
}

/** Throws when it is no line of the ledger: what was to stay forgotten would not be known. */
export function parseLedgerLine(line: string): LedgerLine {
  const { target, ground, at, mac } = lineSchema.parse(JSON.parse(line))
  return { order: { target, ground }, at, mac }
}
