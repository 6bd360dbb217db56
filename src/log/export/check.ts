/**
 * Checks an export line by line (format.ts) with nothing but the key of the log, in constant memory: counts per claim, and
 * the first findings. Pure. What was erased, or is another organisation's, is counted as not shown.
 */
import { z } from 'zod'
import { canonicalText } from '../../domain/canonical.ts'
import { hex, unhex } from '../../domain/trace.ts'
import { type Leaf, parseLeaf } from '../leaf.ts'
import type { PartName } from '../parts.ts'
import { type LogTrust, openByAny, signersAt } from '../succession.ts'
import { unbase64 } from '../tree/base64.ts'
import type { Checkpoint } from '../tree/checkpoint.ts'
import { joinBytes, type Sha256 } from '../tree/hash.ts'
import { openNote, type Verifier } from '../tree/note.ts'
import { verifyInclusion } from '../tree/verify.ts'
import { witnessesIn } from '../witness/published.ts'
import { createErasures, isEverErased } from './erasures-entered.ts'
import {
  chained,
  type EntryLine,
  type ExportedEntry,
  endLineSchema,
  endText,
  entryLineSchema,
  type Header,
  headerSchema,
  isComplete,
  NO_LINES,
  type PolicyLine,
  policyLineSchema,
} from './format.ts'
import { createOrder } from './order.ts'
import { policyFault } from './policies.ts'
import { isRecord } from './record.ts'

export const EXPORT_CLAIMS = [
  /** The log signed the checkpoint of the header. */
  'checkpoint-signed',
  /** A witness saw this checkpoint. */
  'witnessed',
  /** As many witnesses did as were asked for; only asked for, so that fewer does not hold. */
  'witnessed-enough',
  /** The line can be read, and is of this form. */
  'line-readable',
  /** The entry is in the tree of that checkpoint. */
  'entry-included',
  /** A part is what the leaf commits to. */
  'part-committed',
  /** The record is what the parts say, and the organisation that of the caller. */
  'record-of-parts',
  /** The settlement is of the decision it stands beside. */
  'settlement-of-decision',
  /** Indexes rise; in a complete export none is left out. */
  'in-order',
  /** A complete export in which something is erased has an entry that it was to be, or a log that was taken over had. */
  'erasure-entered',
  /** The revision is the one it is called after. */
  'policy-of-digest',
  /** Nothing was cut off, put in or changed since it was exported, and the log signed so. */
  'export-whole',
] as const
export type ExportClaim = (typeof EXPORT_CLAIMS)[number]

export type ExportFinding = {
  readonly claim: ExportClaim /** Index of the entry, or number of the line. */
  readonly at: string
}
export type ClaimCount = { readonly claim: ExportClaim; holds: number; fails: number; notShown: number }
export type ExportReport = {
  readonly header: Header | null
  readonly size: number
  readonly root: Uint8Array | null
  readonly entries: number
  readonly counts: readonly ClaimCount[]
  readonly findings: readonly ExportFinding[]
}
export type ExportTrust = {
  readonly sha256: Sha256
  readonly log: LogTrust
  readonly witnesses: readonly Verifier[]
  /** How many of them must have cosigned; absent: whoever reads it judges. */
  readonly quorum?: number
}
export type ReadLine =
  | { readonly kind: 'header'; readonly value: Header }
  | { readonly kind: 'policy'; readonly value: PolicyLine['policy'] }
  | { readonly kind: 'entry'; readonly value: EntryLine }
  | { readonly kind: 'end' }
export type ExportCheck = {
  /** `line` without its newline; gives what it says, as far as that could be read. */
  take(line: Uint8Array): ReadLine | undefined
  end(): ExportReport
}

/** Findings told one by one; of more there is only the number. */
const TOLD = 20
/** Proofs of neighbours share all but their lowest hashes. */
const HELD_HASHES = 512
/** Only its salt is stored. */
const NEVER_KEPT: readonly string[] = ['disclosure'] satisfies readonly PartName[]
const NEWLINE = Uint8Array.of(10)
/** RFC 9162, 2.1.1: the prefix of a leaf. */
const LEAF = Uint8Array.of(0)
const utf8 = new TextEncoder()
const strict = new TextDecoder('utf-8', { fatal: true })
const endOrEntry = z.looseObject({ end: z.unknown() })

export function createExportCheck({ sha256, log, witnesses, quorum }: ExportTrust): ExportCheck {
  const counts = new Map<ExportClaim, ClaimCount>()
  const findings: ExportFinding[] = []
  const order = createOrder()
  const hashes = new Map<string, Uint8Array>()
  let header: Header | null = null
  let head: Checkpoint | null = null
  let digest: Uint8Array = NO_LINES
  let lines = 0
  let entries = 0
  let whole: boolean | null = null
  const erasures = createErasures()

  function claim(name: ExportClaim, at: string | number, holds: boolean | null): void {
    const counted = counts.get(name) ?? { claim: name, holds: 0, fails: 0, notShown: 0 }
    counts.set(name, counted)
    counted[holds === null ? 'notShown' : holds ? 'holds' : 'fails'] += 1
    if (holds === false && findings.length < TOLD) findings.push({ claim: name, at: String(at) })
  }

  function hashOf(text: string): Uint8Array {
    const held = hashes.get(text)
    if (held) return held
    if (hashes.size >= HELD_HASHES) hashes.clear()
    const hash = unbase64(text) ?? new Uint8Array()
    hashes.set(text, hash)
    return hash
  }

  function begin(value: Header): void {
    header = value
    const opened = openByAny(log, value.checkpoint, witnesses)
    const named = opened.ok && opened.value.origin === value.origin
    claim('checkpoint-signed', 1, named)
    if (opened.ok && named) head = opened.value
    const seen = opened.ok ? witnessesIn(opened.signatures, witnesses) : []
    for (const one of witnesses) claim('witnessed', one.name, seen.includes(one) || null)
    if (quorum !== undefined) claim('witnessed-enough', `${seen.length}/${witnesses.length}`, seen.length >= quorum)
  }

  /** The leaf, if it is one. */
  function included({ index, leaf, proof }: ExportedEntry): Leaf | undefined {
    entries += 1
    const bytes = utf8.encode(leaf)
    const hash = sha256(joinBytes([LEAF, bytes]))
    const { size = 0, root = NO_LINES } = head ?? {}
    const holds = verifyInclusion(sha256, { index, size, root, proof: proof.map(hashOf), leafHash: hash })
    claim('entry-included', index, head ? holds : null)
    try {
      return parseLeaf(bytes)
    } catch {
      return undefined
    }
  }

  /** Its open parts. Each part of the leaf is there and no other, so that nothing can be slipped in or kept back unseen. */
  function committed({ index, parts, altered }: ExportedEntry, leaf: Leaf): Record<string, unknown> | undefined {
    const promised = Object.keys(leaf.parts)
    if (!parts) {
      // Nothing is another organisation's where everything was taken.
      claim('part-committed', index, altered || isWhole() ? false : null)
      return undefined
    }
    const content: Record<string, unknown> = {}
    const strange = Object.keys(parts).some((name) => !Object.hasOwn(leaf.parts, name))
    if (strange) claim('part-committed', index, false)
    for (const name of promised) {
      const part = Object.hasOwn(parts, name) ? parts[name] : undefined
      if (part === undefined) claim('part-committed', index, false)
      else if (part === 'erased') {
        content[name] = part
        claim('part-committed', index, isEverErased(name) ? null : false)
      } else if (!('value' in part)) {
        claim('part-committed', index, NEVER_KEPT.includes(name) ? null : false)
      } else {
        const bytes = joinBytes([unhex(part.salt), utf8.encode(canonicalText(part.value))])
        content[name] = part.value
        claim('part-committed', index, hex(sha256(bytes)) === leaf.parts[name])
      }
    }
    erasures.entry(leaf.type, content)
    return content
  }

  function isWhole(): boolean {
    return header !== null && isComplete(header)
  }

  function takeEntry({ entry, settlement, record, supplied }: EntryLine): void {
    const leaf = included(entry)
    claim('in-order', entry.index, order.entry(entry.index, isWhole()))
    if (!leaf) {
      claim('line-readable', entry.index, false)
      return
    }
    const content = committed(entry, leaf)
    if (content) claim('record-of-parts', entry.index, isRecord(leaf, content, record, entry.oin))
    else if (record || (supplied && supplied.id !== leaf.id)) claim('record-of-parts', entry.index, false)
    if (settlement) takeSettlement(settlement, leaf, entry)
    else if (leaf.type === 'settlement') claim('settlement-of-decision', entry.index, false)
  }

  function takeSettlement(settlement: ExportedEntry, decision: Leaf, { index, oin }: ExportedEntry): void {
    const leaf = included(settlement)
    claim('in-order', settlement.index, order.beside(settlement.index))
    if (!leaf) {
      claim('line-readable', settlement.index, false)
      return
    }
    committed(settlement, leaf)
    const own = leaf.type === 'settlement' && leaf.settles === decision.id && decision.type === 'decision'
    claim('settlement-of-decision', settlement.index, own && settlement.index > index && settlement.oin === oin)
  }

  /** Signed by the log over exactly these lines, and the last of them. */
  function takeEnd(value: unknown): void {
    const parsed = endLineSchema.safeParse(value)
    if (!parsed.success) {
      claim('line-readable', `regel ${lines + 1}`, false)
      return
    }
    const { end } = parsed.data
    const opened = openNote(end.signature, signersAt(log, head?.size ?? 0))
    const signed = opened.ok && opened.text === endText(end)
    whole = signed && end.entries === entries && end.lines === lines && end.digest === hex(digest)
  }

  function takeValue(value: unknown): ReadLine | undefined {
    if (!header) {
      const parsed = headerSchema.safeParse(value)
      if (parsed.success) begin(parsed.data)
      return parsed.success ? { kind: 'header', value: parsed.data } : undefined
    }
    const entry = entryLineSchema.safeParse(value)
    if (entry.success) {
      takeEntry(entry.data)
      return { kind: 'entry', value: entry.data }
    }
    const policy = policyLineSchema.safeParse(value)
    if (!policy.success) return undefined
    claim('policy-of-digest', policy.data.policy.digest, policyFault(sha256, policy.data.policy) === null)
    return { kind: 'policy', value: policy.data.policy }
  }

  /** What is no text of its kind (a lone half of a character, say) is no line of an export. */
  function taken(value: unknown): ReadLine | undefined {
    try {
      return takeValue(value)
    } catch {
      return undefined
    }
  }

  return {
    take(line) {
      const value = jsonIn(line)
      const isEnd = endOrEntry.safeParse(value).success
      // What comes behind the end was not part of what was exported, another end neither.
      if (whole !== null) whole = false
      else if (isEnd) takeEnd(value)
      if (isEnd) return { kind: 'end' }
      const read = taken(value)
      lines += 1
      claim('line-readable', `regel ${lines}`, read !== undefined)
      digest = chained(sha256, digest, joinBytes([line, NEWLINE]))
      return read
    },
    end() {
      claim('export-whole', `regel ${lines + 1}`, whole === true)
      const missing = isWhole() && head ? order.missing(head.size) : null
      if (missing !== null) claim('in-order', missing, false)
      const entered = isWhole() ? erasures.entered() : null
      if (entered !== null) claim('erasure-entered', `regel ${lines + 1}`, entered)
      return {
        header,
        size: head?.size ?? 0,
        root: head?.root ?? null,
        entries,
        counts: EXPORT_CLAIMS.flatMap((name) => counts.get(name) ?? []),
        findings,
      }
    },
  }
}

function jsonIn(line: Uint8Array): unknown {
  try {
    return JSON.parse(strict.decode(line))
  } catch {
    return undefined
  }
}
