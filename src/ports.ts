/**
 * What the path needs from outside, with the guarantees it relies on. Adapters implement these; only entries import
 * adapters. Each adapter passes the contract suite of its port (test/storage, test/sources).
 */
import type { Awaits } from './domain/awaited.ts'
import type { Attestation, Case, CaseAttestation, CaseFacts, CaseSubject } from './domain/case.ts'
import type { EntryType, Outcome, Relation, Status } from './domain/codes.ts'
import type { Counts, SourceCall, Standing, UnloggedKind } from './domain/counters.ts'
import type { Duty, DutyEnd } from './domain/duty.ts'
import type { Finding, FindingAction } from './domain/finding.ts'
import type { Holding, HoldingContent } from './domain/holding.ts'
import type { ProcessingType } from './domain/processing.ts'
import type { Sample } from './domain/sample.ts'
import type { Order } from './erasure/order.ts'

/** Injected, so that every decision replays byte for byte. */
export type Clock = () => Date
export type Random = (bytes: number) => Uint8Array
export type NewId = () => string

/** Synchronous; `sha256Hex` writes lower-case hex, `hmac` is HMAC-SHA-256, `seal` AES-256-GCM with a fresh nonce in front. */
export type Crypto = {
  readonly random: Random
  sha256(bytes: Uint8Array): Uint8Array
  sha256Hex(bytes: Uint8Array): string
  hmac(key: Uint8Array, text: string): Uint8Array
  seal(key: Uint8Array, bytes: Uint8Array, associated: string): Uint8Array
  /** Throws when key, bytes or associated text do not belong together. */
  open(key: Uint8Array, sealed: Uint8Array, associated: string): Uint8Array
  /** Whether they are equal, in a time that does not tell where they differ. */
  same(a: string, b: string): boolean
}

/** One part of an entry: sealed for storage, committed to in the leaf. All parts of one key are sealed together. */
export type SealedParts = { readonly keyId: string; readonly bytes: Uint8Array }

export type NewEntry = {
  /** UUIDv7. */
  readonly id: string
  readonly type: EntryType
  readonly oin: string
  /** The decision that a settlement settles; null for others. At most one settlement per decision. */
  readonly settles: string | null
  readonly at: string
  /** Canonical leaf bytes (RFC 8785) and their RFC 9162 leaf hash, lower-case hex. */
  readonly leaf: Uint8Array
  readonly leafHash: string
  readonly parts: readonly SealedParts[]
  /** What it adds to the counters, in its own transaction; absent: nothing. */
  readonly counts?: Counts
}
export type Entry = Omit<NewEntry, 'counts'> & { readonly index: number }
export type Place = Pick<Entry, 'id' | 'index' | 'leafHash'>

export type InquiryRow = {
  /** Id of the first decision. */
  readonly id: string
  readonly oin: string
  readonly person: string
  readonly department: string | null
  readonly caseId: string | null
  readonly source: string
  readonly purpose: string | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly expiresAt: string | null
  readonly outcome: Outcome
  /** 'open' while a permitted inquiry is on its way; never shown. */
  readonly status: Status | 'open'
  /** All decisions of this inquiry, first walk first. */
  readonly decisions: readonly string[]
  /** The question itself, sealed: needed to walk again. */
  readonly question: SealedParts
}

/** A change that lands in the same transaction as the entry that decided it. */
export type Change =
  /** `awaits`: judgements that it waits for; absent: none. They are forgotten as soon as it waits no longer, or is walked again. */
  | { readonly kind: 'inquiry'; readonly row: InquiryRow; readonly awaits?: readonly Awaits[] }
  | {
      readonly kind: 'inquiry-status'
      readonly id: string
      readonly status: Status | 'open'
      readonly at: string
      readonly expiresAt: string | null
    }
  | {
      readonly kind: 'hit'
      readonly caseId: string
      readonly subject: string
      readonly source: string
      readonly hit: boolean
      readonly decisionId: string
      readonly at: string
    }
  | { readonly kind: 'case'; readonly value: Case; readonly sealed: SealedParts }
  | {
      readonly kind: 'case-subject'
      readonly caseId: string
      readonly subject: string
      readonly relation: Relation
      /** Pseudonym of who says so: for their own questions it is no relation. */
      readonly by: string
      readonly sealed: SealedParts
    }
  | { readonly kind: 'holding'; readonly value: Holding; readonly sealed: SealedParts }
  | { readonly kind: 'attestation'; readonly value: Attestation; readonly sealed: SealedParts }
  | { readonly kind: 'attestation-withdrawn'; readonly id: string; readonly by: string; readonly at: string }
  /** When one like it is open (see Duty.once) that one stands, with its day: who obliges to it again is added to it. */
  | { readonly kind: 'duty'; readonly value: Duty }
  | { readonly kind: 'duty-ended'; readonly end: DutyEnd }
  | { readonly kind: 'processing-type'; readonly value: ProcessingType; readonly sealed: SealedParts }
  | { readonly kind: 'sample'; readonly value: Sample }
  | { readonly kind: 'finding'; readonly value: Finding; readonly sealed: SealedParts }
  /** Lands while the finding is open; with `closes` it is closed by it. */
  | { readonly kind: 'finding-action'; readonly value: FindingAction; readonly sealed: SealedParts }
  /**
   * `entryId` null: ordered, to be carried out after, by the act of the entry `actId`. One target is ordered once; of two that
   * begin it, one is refused.
   */
  | {
      readonly kind: 'erasure'
      readonly order: Order
      readonly at: string
      readonly entryId: string | null
      readonly actId?: string
      /**
       * With the entry that begins it: which keys go, and how far the log was looked through for parts under them. It lands only
       * if none came since ('erasure-moved'), and nothing is appended under these keys any more ('case-changed').
       */
      readonly standing?: readonly KeyStanding[]
    }
  | { readonly kind: 'idempotency'; readonly row: IdempotencyRow }
  | { readonly kind: 'idempotency-answer'; readonly keyHash: string; readonly answer: Uint8Array }

/** `until`: an index, the first that was not looked at. */
export type KeyStanding = { readonly keyId: string; readonly until: number }

export type IdempotencyRow = {
  /** Hash of key, caller and route: the key itself is never stored. */
  readonly keyHash: string
  /** Keyed with the sealing key of what was asked. */
  readonly bodyHash: string
  /** Of that key; null: from before there was one, and nothing is kept of it. */
  readonly keyId: string | null
  readonly inquiryId: string
  readonly caseId: string | null
  readonly caseVersion: number | null
  readonly expiresAt: string
  /** Sealed under that key and the Idempotency-Key in one; null until answered, and again after it expired. */
  readonly answer: Uint8Array | null
}

/**
 * The write lands only if this still holds at commit time: the case has this version (versions rise by one with each guarded
 * change), the holding has (of one in a case, that of the case says as much), or the inquiry can still end so. What is on its
 * way or has ended cannot; 'expired' must be due before `at`. Or the newest entry of this type is still this one, or no
 * LEGAL_HOLD stands on a case of the organisation `holdsOf` but those that are `known`, by their ids.
 */
export type Guard =
  | { readonly caseId: string; readonly version: number }
  | { readonly holdingId: string; readonly version: number }
  | { readonly inquiryId: string; readonly ends: 'withdrawn' | 'expired'; readonly at: string }
  | { readonly newest: 'tally' | 'activation'; readonly index: number | null }
  | { readonly holdsOf: string; readonly known: readonly string[] }

/** How many judgements spoke for the organisation ever, and how many of these were withdrawn: both only rise. */
export type JudgementCount = { readonly oin: string; readonly given: number; readonly withdrawn: number }

export type Write = {
  readonly entry: NewEntry
  readonly changes: readonly Change[]
  readonly guard: Guard | null
  /** The write lands only if no judgement of the organisation was given or withdrawn since this was read. */
  readonly judgements?: JudgementCount
  /** The source that is called under this decision: its call gets the next number of that source for its holder. */
  readonly call?: Pick<SourceCall, 'holder' | 'source'>
}
/** Why a write did not land that was judged on what is no longer so. */
export const WRITE_REFUSALS = [
  'case-changed',
  'inquiry-moved',
  'duty-ended',
  'judgement-changed',
  'processing-type-known',
  'finding-closed',
  'tally-moved',
  'activation-moved',
  'erasure-moved',
] as const
export type WriteRefusal = (typeof WRITE_REFUSALS)[number]
export type Appended =
  | { readonly appended: true; readonly place: Place; readonly number: number | null; readonly call: number | null }
  | { readonly appended: false; readonly reason: WriteRefusal }

/** The decision log. There is no update and no delete of an entry; the database forbids it as well. */
export type Ledger = {
  /**
   * Appends the entry with its changes, all or nothing, and returns when they are durable (fsync, not page cache).
   * Index numbers rise by one without gaps. Calls may run concurrently and share one commit. After a throw the caller must
   * assume that the entry may or may not be there, and release nothing.
   */
  append(write: Write): Promise<Appended>
  /** Marks a stretch of work that will append again: lets a busy log wait for company without delaying a lone caller. */
  enter(): void
  leave(): void
  entry(id: string): Promise<Entry | undefined>
  /** Entries from `from` upwards, at most `count`. */
  range(from: number, count: number): Promise<readonly Entry[]>
  size(): Promise<number>
  /** Entries of this organisation with a decision, of which the id (UUIDv7) lies between these, oldest first. */
  decided(oin: string, after: string, before: string, count: number): Promise<readonly Entry[]>
  /** Throws when the next entry could not be written, as far as that can be known beforehand. Writes nothing. */
  ready(): Promise<void>
  settlementOf(decisionId: string): Promise<Entry | undefined>
  /** The numbered call to a source that this decision permitted. */
  callOf(decisionId: string): Promise<SourceCall | undefined>
  /** Counts a request without an entry, or so many, in memory: durable with the next commit. */
  count(kind: UnloggedKind, times?: number): void
  /** Makes durable what is counted in memory only. Writes nothing when that is nothing. */
  flush(): Promise<void>
  /** One snapshot. Last numbers of those that were given one at the index `from` or later. */
  standing(from: number): Promise<Standing>
  newest(type: 'tally' | 'activation'): Promise<Entry | undefined>
  /** Permit decisions whose inquiry is still 'open': a crash lies between decision and settlement. */
  unsettled(): Promise<readonly { readonly decisionId: string; readonly inquiryId: string; readonly oin: string }[]>
  /** Changes without an entry: bookkeeping that is no decision, or what one in the log turns out to oblige to. */
  note(changes: readonly Change[]): Promise<void>
}

export type HeldHolding = { readonly value: Holding; readonly content: HoldingContent }

export type HeldCase = {
  readonly value: Case
  readonly subjects: readonly (CaseSubject & { readonly key: string })[]
  readonly attestations: readonly Attestation[]
}

/** The case register. Reads are one consistent snapshot each; writes go through Ledger.append. */
export type CaseRegister = {
  /** undefined also for a case of another organisation. */
  find(oin: string, caseId: string): Promise<HeldCase | undefined>
  list(oin: string, after: string | null, count: number): Promise<readonly Case[]>
  /**
   * Cases of all organisations, oldest first, of the next `count` behind `after`: those whose key was destroyed are not
   * there. `next` is where to go on; null: that was the last.
   */
  every(after: string | null, count: number): Promise<{ readonly cases: readonly Case[]; readonly next: string | null }>
  attestation(oin: string, id: string): Promise<Attestation | undefined>
  /** Judgements that speak for the organisation, not withdrawn. */
  organisationAttestations(oin: string): Promise<readonly Attestation[]>
  /** Judgements of this type about its cases that are there, not withdrawn, each with the moment its case was opened. */
  caseAttestations(oin: string, type: string): Promise<readonly CaseAttestation[]>
  /** To be read before these: what comes in between is then seen, or refused by the append. */
  judgementCount(oin: string): Promise<JudgementCount>
  /** undefined also for a holding of another organisation, and once its key is destroyed. */
  holding(oin: string, id: string): Promise<HeldHolding | undefined>
  /** Holdings of the case, or those of no case; newest first, without their content. Those whose key is destroyed are not there. */
  holdings(oin: string, caseId: string | null, after: string | null, count: number): Promise<readonly Holding[]>
  /** Kinds of processing that this organisation recorded, by code. */
  processingTypes(oin: string): Promise<readonly ProcessingType[]>
  /** What an inquiry needs, in one snapshot: no names, no identifiers. */
  factsFor(
    oin: string,
    caseId: string | null,
    /** All pseudonyms of one subject, the current one first; none: a question about nobody. */
    subjects: readonly string[],
    source: string,
    /** Who asks: what they withdrew themselves is given as well, for a refusal stands against who took it away. */
    person?: string,
  ): Promise<RegisterFacts>
}
export type RegisterFacts = {
  readonly case: { readonly version: number; readonly facts: CaseFacts } | null
  /** null also where the person who asks recorded it: nobody widens their own question (WGS 2.22 lid 1, I). */
  readonly relation: Relation | null
  /** Under which of its pseudonyms the case has this subject, whoever recorded it; null: it does not have it. */
  readonly recordedAs: string | null
  readonly hit: boolean | null
  /** Of the case and of the organisation: not withdrawn, or withdrawn by the person who asks. */
  readonly attestations: readonly Attestation[]
  /** The holding that was asked, if it belongs to the case that was named, or to no case and none was named. */
  readonly holding: Holding | null
  /** Relation of every subject of the case, by pseudonym, but of those that the person who asks recorded: for persons inside records. */
  readonly relations: ReadonlyMap<string, Relation>
}
