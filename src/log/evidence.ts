/**
 * What somebody who received something can show with what they kept, without asking the log: a receipt, proofs
 * (c2sp.org/tlog-proof@v1), the disclosure itself, checkpoints. Each claim holds, does not, or is not shown. Pure.
 */
import { canonicalText } from '../domain/canonical.ts'
import type { Receipt } from '../domain/receipt.ts'
import { hex, unhex } from '../domain/trace.ts'
import { type Leaf, leafHash, parseLeaf } from './leaf.ts'
import { checkByAny, endlessKeys, isTrusted, type LogTrust, openByAny, type Step } from './succession.ts'
import type { Checkpoint } from './tree/checkpoint.ts'
import { joinBytes, type Sha256, sameBytes } from './tree/hash.ts'
import type { Verifier } from './tree/note.ts'
import type { TlogProof } from './tree/tlog-proof.ts'
import { verifyConsistency, verifyInclusion } from './tree/verify.ts'
import { witnessesIn } from './witness/published.ts'

export type Evidence = {
  readonly receipt: Receipt | null
  readonly proofs: readonly TlogProof[]
  /** The disclosure as it was received; undefined: not given. */
  readonly disclosure: unknown
  /** Signed checkpoints, from whatever time. */
  readonly checkpoints: readonly string[]
  readonly consistency: readonly ConsistencyProof[]
  /** How keys of the log came after one another; undefined: a statement that is not by both keys. */
  readonly successions?: readonly (Step | undefined)[]
}
export type ConsistencyProof = {
  readonly first: number
  readonly second: number
  readonly proof: readonly Uint8Array[]
}

export type Claim = {
  readonly code: ClaimCode
  /** Which receipt, entry, or sizes it is about. */
  readonly about: string
  /** null: nothing was given that shows it. */
  readonly holds: boolean | null
}
export type ClaimCode =
  /** The log promised this, under this number and time. */
  | 'receipt-signed'
  /** The log signed a checkpoint of this size. */
  | 'checkpoint-signed'
  /** The entry is in the tree that the checkpoint covers. */
  | 'entry-included'
  /** The leaf in the tree is of that entry, and a settlement is of that decision. */
  | 'leaf-of-entry'
  /** The settlement commits to the disclosure that the receipt names. */
  | 'disclosure-committed'
  /** What was received is that disclosure, to the byte. */
  | 'disclosure-received'
  /** The witness saw this checkpoint, and nothing that contradicts it. */
  | 'witnessed'
  /** As many witnesses did as were asked for; only asked for, so that fewer does not hold. */
  | 'witnessed-enough'
  /** Of two checkpoints, the later goes on from the earlier. */
  | 'consistent'
  /** A key that is trusted names the next, or the one before it. */
  | 'key-succeeded'
  /** The same, of a log that was put back to before what it had signed: under its new name a part of it is gone. */
  | 'origin-succeeded'

type Trusted = {
  readonly sha256: Sha256
  readonly log: LogTrust
  readonly witnesses: readonly Verifier[]
  /** How many of them must have cosigned; absent: whoever reads it judges. */
  readonly quorum?: number
}
type Place = Receipt['decision']
type Head = Checkpoint & { /** Who cosigned it. */ readonly witnesses: readonly Verifier[] }

export function claimsOf(trusted: Trusted, evidence: Evidence): Claim[] {
  const { receipt, proofs } = evidence
  const places = receipt ? [receipt.decision, ...(receipt.settlement ? [receipt.settlement] : [])] : []
  const others = proofs.filter(({ index }) => !places.some((place) => place.index === index))
  const claims = [
    ...successionClaims(trusted, evidence),
    ...(receipt ? [signedClaim(trusted, receipt, proofs)] : []),
    ...places.flatMap((place) => placeClaims(trusted, place, proofs, receipt)),
    ...others.flatMap((proof) => proofClaims(trusted, proof, null)),
    ...(receipt ? disclosureClaims(trusted, receipt, evidence) : []),
    ...checkpointClaims(trusted, evidence),
  ]
  // Asked for, and nothing that was given is under a checkpoint that anybody could have seen.
  const unseen = trusted.quorum !== undefined && !claims.some(({ code }) => code === 'witnessed-enough')
  return unseen ? [...claims, claim('witnessed-enough', `- 0/${trusted.witnesses.length}`, false)] : claims
}

function successionClaims({ log }: Trusted, { successions = [] }: Evidence): Claim[] {
  const endless = endlessKeys(log)
  // Each could be one that another took the place of, and what it signed since.
  const apart = endless > 1 ? [claim('key-succeeded', `${endless} --key`, null)] : []
  const given = successions.map((step, i) => {
    if (!step) return claim('key-succeeded', `nr. ${i + 1}`, false)
    const { kind, head } = step.statement
    return claim(`${kind}-succeeded`, String(head.size), isTrusted(log, step.from) || null)
  })
  return [...given, ...apart]
}

/** One from before the log had a key is only worth what a proof shows of its decision; without one, nobody vouches for it. */
function signedClaim(trusted: Trusted, receipt: Receipt, proofs: readonly TlogProof[]): Claim {
  const check = checkByAny(trusted.log, receipt)
  const unsigned = check === 'not-signed' && isIncluded(trusted, receipt.decision, proofs)
  return claim('receipt-signed', `nr. ${receipt.number ?? '-'}`, unsigned ? null : check === 'signed')
}

/** The entry of this place is in a tree that the log signed. */
function isIncluded(trusted: Trusted, place: Place, proofs: readonly TlogProof[]): boolean {
  return proofs.some((proof) => includes(trusted, place, proof))
}

function includes(trusted: Trusted, place: Place, { index, proof, checkpoint }: TlogProof): boolean {
  const head = index === place.index ? headOf(trusted, checkpoint) : undefined
  if (!head) return false
  return verifyInclusion(trusted.sha256, { ...head, index, proof, leafHash: unhex(place.leafHash) })
}

/** Of an entry that is known to stand there, such as one that was read: what a proof of it shows. */
export function entryClaims(trusted: Trusted, place: Place, proof: TlogProof): Claim[] {
  return placeClaims(trusted, place, [proof], null)
}

/** Each proof of this place, for one that holds says nothing of another: a log that was written anew proves something else. */
function placeClaims(trusted: Trusted, place: Place, proofs: readonly TlogProof[], receipt: Receipt | null): Claim[] {
  const own = proofs.filter(({ index }) => index === place.index)
  if (own.length === 0) return [claim('entry-included', String(place.index), null)]
  return own.flatMap((proof) => {
    const leaf = leafIn(trusted, proof, place)
    const same = leaf && leaf.id === place.id && (place !== receipt?.settlement || leaf.settles === receipt.decision.id)
    return [
      ...proofClaims(trusted, proof, place),
      claim('leaf-of-entry', String(place.index), proof.extra === null ? null : same === true),
    ]
  })
}

/** Without a place, the leaf that came along says what is included. */
function proofClaims(trusted: Trusted, { index, proof, extra, checkpoint }: TlogProof, place: Place | null): Claim[] {
  const { sha256 } = trusted
  const head = headOf(trusted, checkpoint)
  const hash = place ? place.leafHash : extra && leafHash({ sha256 }, extra)
  const about = String(index)
  if (!head) return [claim('checkpoint-signed', about, false), claim('entry-included', about, null)]
  const included = hash === null ? null : verifyInclusion(sha256, { ...head, index, proof, leafHash: unhex(hash) })
  return [
    claim('checkpoint-signed', String(head.size), true),
    claim('entry-included', about, included),
    ...witnessClaims(trusted, head),
  ]
}

/** Who did not cosign may not have been asked: that is not shown, and no contradiction. */
function witnessClaims({ witnesses, quorum }: Trusted, head: Head): Claim[] {
  const seen = head.witnesses.length
  return [
    ...witnesses.map((one) => claim('witnessed', `${head.size} ${one.name}`, head.witnesses.includes(one) || null)),
    ...(quorum === undefined
      ? []
      : [claim('witnessed-enough', `${head.size} ${seen}/${witnesses.length}`, seen >= quorum)]),
  ]
}

function disclosureClaims(trusted: Trusted, receipt: Receipt, { proofs, disclosure }: Evidence): Claim[] {
  const { settlement, disclosure: named } = receipt
  if (!named || !settlement) return disclosure === undefined ? [] : [claim('disclosure-received', '-', false)]
  const proof = proofs.find((one) => one.extra && includes(trusted, settlement, one))
  const leaf = proof ? leafIn(trusted, proof, settlement) : null
  const committed = leaf === null ? null : leaf?.parts.disclosure === named.commitment
  // What nobody vouches for would only be compared with itself.
  const vouched = committed === true || checkByAny(trusted.log, receipt) === 'signed'
  const received = disclosure === undefined ? null : opens(trusted, named, disclosure) && (vouched || null)
  const about = String(settlement.index)
  return [claim('disclosure-committed', about, committed), claim('disclosure-received', about, received)]
}

function opens({ sha256 }: Trusted, { salt, commitment }: NonNullable<Receipt['disclosure']>, value: unknown): boolean {
  const bytes = new TextEncoder().encode(canonicalText(value))
  return hex(sha256(joinBytes([unhex(salt), bytes]))) === commitment
}

/** Of all checkpoints that came along, in order of size: each goes on from the one before it. */
function checkpointClaims(trusted: Trusted, { proofs, checkpoints, consistency }: Evidence): Claim[] {
  const given = checkpoints.map((note) => headOf(trusted, note))
  const claims = given.flatMap((head, i) => [
    claim('checkpoint-signed', head ? String(head.size) : `nr. ${i + 1}`, head !== undefined),
    ...(head ? witnessClaims(trusted, head) : []),
  ])
  const heads = [...given, ...proofs.map(({ checkpoint }) => headOf(trusted, checkpoint))].flatMap((head) => head ?? [])
  return [...claims, ...consistencyClaims(trusted, headsInOrder(heads), consistency)]
}

/** Each tree once. */
function headsInOrder(heads: readonly Head[]): readonly Head[] {
  const sorted = [...heads].sort((a, b) => a.size - b.size)
  return sorted.filter((head, i) => sorted.findIndex((one) => isSameTree(one, head)) === i)
}

/** Between neighbours, shown or not; and each proof that is given, also one between others. */
function consistencyClaims(
  { sha256 }: Trusted,
  heads: readonly Head[],
  proofs: readonly ConsistencyProof[],
): readonly Claim[] {
  const between = (first: number, second: number, holds: boolean | null) =>
    claim('consistent', `${first} - ${second}`, holds)
  const neighbours = heads.slice(1).flatMap((later, i) => {
    const first = heads[i]?.size ?? 0
    const second = later.size
    if (first === second) return [between(first, second, false)]
    return proofs.some((one) => one.first === first && one.second === second) ? [] : [between(first, second, null)]
  })
  const given = proofs.flatMap(({ first, second, proof }) => {
    // Between a tree and itself there is nothing to prove, nor between two of one size.
    if (first === second) return []
    const [earlier, later] = [first, second].map((size) => heads.filter((head) => head.size === size))
    const pairs = (earlier ?? []).flatMap((a) => (later ?? []).map((b) => [a, b] as const))
    if (pairs.length === 0) return [between(first, second, null)]
    return pairs.map(([a, b]) =>
      between(
        first,
        second,
        verifyConsistency(sha256, { first, firstRoot: a.root, second, secondRoot: b.root, proof }),
      ),
    )
  })
  return [...neighbours, ...given]
}

function isSameTree(a: Checkpoint, b: Checkpoint): boolean {
  return a.size === b.size && sameBytes(a.root, b.root)
}

function headOf({ log, witnesses }: Trusted, note: string): Head | undefined {
  const opened = openByAny(log, note, witnesses)
  if (!opened.ok) return undefined
  return { ...opened.value, witnesses: witnessesIn(opened.signatures, witnesses) }
}

/** The leaf that came along with a proof, if it is the one whose hash stands at this place. */
function leafIn({ sha256 }: Trusted, { extra }: TlogProof, place: Place): Leaf | undefined {
  if (!extra || leafHash({ sha256 }, extra) !== place.leafHash) return undefined
  try {
    return parseLeaf(extra)
  } catch {
    return undefined
  }
}

function claim(code: ClaimCode, about: string, holds: boolean | null): Claim {
  return { code, about, holds }
}
