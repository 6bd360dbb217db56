/**
 * How one key of the log came after another: a statement that both sign, and with it the chain of all keys that the log
 * ever had. Whoever trusts one key of the chain can follow it to the others. Pure but for the signing.
 *
 * 'key': the same log under a new key, because a key does not stay for ever. 'origin': the log was put back to before what
 * it had signed; it goes on under another name, and what was signed under the old one is not taken back.
 */
import { z } from 'zod'
import { canonicalText } from '../domain/canonical.ts'
import type { Receipt } from '../domain/receipt.ts'
import { checkReceipt, type ReceiptCheck } from './receipt.ts'
import { unbase64 } from './tree/base64.ts'
import { type OpenedCheckpoint, openCheckpoint } from './tree/checkpoint.ts'
import { HASH_BYTES, sameBytes } from './tree/hash.ts'
import {
  type NoteCrypto,
  noteVerifier,
  openNote,
  parseNote,
  type Signer,
  signNote,
  type Verifier,
} from './tree/note.ts'

/** A line with spaces, which no origin has: as a receipt, a statement can never be taken for a checkpoint. */
const HEAD = 'sluis succession v1'

export const successionSchema = z.strictObject({
  version: z.literal(1),
  kind: z.enum(['key', 'origin']),
  at: z.iso.datetime(),
  /** Verifier keys: of who signed until here, and of who signs from here on. */
  from: z.string(),
  to: z.string(),
  /** Id of the entry that holds this statement: GET /v1/log/entries/{id} proves where it stands. */
  entry: z.string(),
  /** What the log had; that entry comes next. */
  head: z.strictObject({
    size: z.number().int().nonnegative(),
    root: z.string().refine((text) => unbase64(text)?.length === HASH_BYTES, 'is no hash in base64'),
  }),
  /** 'origin': the last checkpoint that the old name stands for. It is of a larger tree than there is. */
  kept: z.string().nullable(),
})
export type Succession = z.infer<typeof successionSchema>

export function successionText(statement: Succession): string {
  return `${HEAD}\n${canonicalText(statement)}\n`
}

/** All keys of a log in order, and the statements that lead from each to the next: for everybody to read. */
export type Chain = { readonly steps: readonly Step[]; readonly successions: readonly string[] }

export function signSuccession(statement: Succession, from: Signer, to: Signer): string {
  return signNote(successionText(statement), [from, to])
}

export type Step = { readonly statement: Succession; readonly from: Verifier; readonly to: Verifier }

/** undefined: not such a statement, not signed by both, or one that contradicts itself. */
export function readSuccession(crypto: NoteCrypto, note: string): Step | undefined {
  const text = parseNote(note)?.text ?? ''
  const statement = successionSchema.safeParse(jsonIn(text.slice(HEAD.length + 1))).data
  const from = statement && noteVerifier(crypto, statement.from)
  const to = statement && noteVerifier(crypto, statement.to)
  if (!statement || !from || !to || text !== successionText(statement)) return undefined
  const signed = [from, to].every((key) => openNote(note, [key]).ok)
  return signed && isSound(statement, from, to) ? { statement, from, to } : undefined
}

function isSound({ kind, head, kept, from, to }: Succession, old: Verifier, next: Verifier): boolean {
  if (kind === 'key') return kept === null && old.name === next.name && from !== to
  const opened = kept === null ? undefined : openCheckpoint(kept, old)
  return opened?.ok === true && opened.value.size > head.size && nextNames(old.name).includes(next.name)
}

/**
 * Names that a log can go on under. By no other is it led to: a thief would give a log of their own as what it was before.
 * Two, because the first name of a log may end in a number itself.
 */
function nextNames(name: string): readonly string[] {
  const [, base, count] = /^(.+)\/([1-9]\d{0,8})$/.exec(name) ?? []
  return [`${name}/2`, ...(base === undefined ? [] : [`${base}/${Number(count) + 1}`])]
}

/** In order, each from the key that the one before it led to. undefined: no such chain. */
export function chainOf(crypto: NoteCrypto, notes: readonly string[]): readonly Step[] | undefined {
  const steps = notes.flatMap((note) => readSuccession(crypto, note) ?? [])
  const linked = steps.every(({ statement }, i) => i === 0 || steps[i - 1]?.statement.to === statement.from)
  return linked && steps.length === notes.length ? steps : undefined
}

/** A key that verifies what the log signed. Of a former one, no further than it went. */
export type LogKey = {
  readonly verifier: Verifier
  /** Size of the largest tree that it signed. */
  readonly until: number
  /** Its receipts are of entries before this one. */
  readonly promised: number
}

/** One key, or all that are known of a log. */
export type LogTrust = Verifier | readonly LogKey[]

const ENDLESS = { until: Number.POSITIVE_INFINITY, promised: Number.POSITIVE_INFINITY }

/**
 * Keys that the checkpoint in the database may still be of, at a start. Of an old name only what was not lost, for that is
 * what the tree goes on from.
 */
export function formerKeys(steps: readonly Step[]): readonly LogKey[] {
  return steps.map(({ statement, from }) => ({
    verifier: from,
    until: ownSize(statement),
    promised: promisedBy(statement),
  }))
}

/**
 * Keys that what others are shown now may be of: the one that signs, and those before it under the same name. A cosigned
 * checkpoint of a former key stays the one that is shown until witnesses cosign one of the next.
 */
export function shownKeys(log: Verifier, steps: readonly Step[]): readonly LogKey[] {
  const former = formerKeys(steps).filter(({ verifier }) => verifier.name === log.name)
  return [{ verifier: log, ...ENDLESS }, ...former]
}

/**
 * Keys that somebody may verify with who was given one of them or more. Of an old name also what was lost: the log signed
 * it, and does not deny it. Keys that are given are trusted without end where no statement ends them.
 */
export function trustedKeys(given: readonly Verifier[], steps: readonly Step[]): readonly LogKey[] {
  const wrong = contradictions(given, steps)
  const known = reached(
    given,
    steps.filter((step) => !wrong.includes(step)),
  )
  return known.map((verifier) => ({ verifier, ...endOf(verifier, steps) }))
}

/**
 * Statements that lead nowhere. One key leads to one other, and is led to by one: who stole a key that was replaced can sign
 * a second statement, to a key of their own. And keys that are given together are of one chain, or a statement may lead from
 * the one that was stolen beside the others.
 */
export function contradictions(given: readonly Verifier[], steps: readonly Step[]): readonly Step[] {
  const texts = steps.map(({ statement }) => successionText(statement))
  const isForked = ({ from, to }: Step, text: string | undefined) =>
    steps.some((one, i) => texts[i] !== text && (isSame(one.from, from) || isSame(one.to, to)))
  const forked = steps.filter((step, i) => isForked(step, texts[i]))
  const rest = steps.filter((step) => !forked.includes(step))
  const apart = given.flatMap((key) => {
    const chain = reached([key], rest)
    return given.every((one) => has(chain, one)) ? [] : rest.filter(({ from }) => has(chain, from))
  })
  return [...forked, ...apart]
}

/** Everything that statements without a contradiction lead to, in either direction. */
function reached(given: readonly Verifier[], steps: readonly Step[]): readonly Verifier[] {
  const known = [...given]
  for (let before = -1; before !== known.length; ) {
    before = known.length
    for (const { from, to } of steps) {
      if (has(known, from) === has(known, to)) continue
      known.push(has(known, from) ? to : from)
    }
  }
  return known
}

/**
 * Of several statements of one key the one that ends it first. Under one name no key went further than the one that came
 * after it: who stole a key may lead to it from a key of their own as well.
 */
function endOf(verifier: Verifier, steps: readonly Step[]): Omit<LogKey, 'verifier'> {
  let { until, promised } = ENDLESS
  let ways = steps.filter(({ from }) => isSame(from, verifier))
  for (let hops = 0; ways.length > 0 && hops < steps.length; hops += 1) {
    until = Math.min(until, ...ways.map(signedSize))
    promised = Math.min(promised, ...ways.map(({ statement }) => promisedBy(statement)))
    const next = ways.flatMap(({ statement, to }) => (statement.kind === 'key' ? [to] : []))
    ways = steps.filter(({ from }) => has(next, from))
  }
  return { until, promised }
}

export const keysDocumentSchema = z.strictObject({
  /** In order, the one that signs last; `until`: size of the largest tree that an earlier one signed. */
  keys: z.array(z.strictObject({ key: z.string(), until: z.number().int().nullable() })),
  successions: z.array(z.string()),
})
export type KeysDocument = z.infer<typeof keysDocumentSchema>

export function keysDocument(verifierKey: string, { steps, successions }: Chain): KeysDocument {
  const former = steps.map((step) => ({ key: step.statement.from, until: signedSize(step) }))
  return { keys: [...former, { key: verifierKey, until: null }], successions: [...successions] }
}

/** The key's own last act is under the entry that names the next; an old name has no such entry. */
function ownSize({ kind, head }: Succession): number {
  return kind === 'key' ? head.size + 1 : head.size
}

/** Of what was lost with an old name, nobody knows how much was promised before it was integrated. */
function promisedBy({ kind, head }: Succession): number {
  return kind === 'key' ? head.size : Number.POSITIVE_INFINITY
}

function signedSize({ statement, from }: Step): number {
  const kept = statement.kept === null ? undefined : openCheckpoint(statement.kept, from)
  return kept?.ok ? kept.value.size : ownSize(statement)
}

/** As openCheckpoint, by any of these keys. A key that came to its end did not sign what is larger. */
export function openByAny(log: LogTrust, note: string, witnesses: readonly Verifier[] = []): OpenedCheckpoint {
  let opened: OpenedCheckpoint = { ok: false, reason: 'unsigned' }
  for (const { verifier, until } of keysIn(log)) {
    const one = openCheckpoint(note, verifier, witnesses)
    if (one.ok && one.value.size <= until) return one
    if (one.ok || one.reason !== 'unsigned') opened = one.ok ? { ok: false, reason: 'other-log' } : one
  }
  return opened
}

/** As checkReceipt, by any of these keys. A key that came to its end promised nothing after it. */
export function checkByAny(log: LogTrust, receipt: Receipt): ReceiptCheck {
  const last = Math.max(receipt.decision.index, receipt.settlement?.index ?? 0)
  const checks = keysIn(log).map(({ verifier, promised }): ReceiptCheck => {
    const check = checkReceipt(verifier, receipt)
    return check === 'signed' && last >= promised ? 'other-receipt' : check
  })
  return checks.find((one) => one === 'signed') ?? checks.find((one) => one !== 'unsigned') ?? 'unsigned'
}

/** Keys that could sign when the tree was of this size. */
export function signersAt(log: LogTrust, size: number): readonly Verifier[] {
  return keysIn(log).flatMap(({ verifier, until }) => (size <= until ? [verifier] : []))
}

/** How many keys no statement ends. Of one log it is one. */
export function endlessKeys(log: LogTrust): number {
  return keysIn(log).filter(({ until }) => until === ENDLESS.until).length
}

function keysIn(log: LogTrust): readonly LogKey[] {
  return 'verify' in log ? [{ verifier: log, ...ENDLESS }] : log
}

export function isTrusted(log: LogTrust, key: Verifier): boolean {
  return keysIn(log).some(({ verifier }) => isSame(verifier, key))
}

function isSame(a: Verifier, b: Verifier): boolean {
  return a.name === b.name && sameBytes(a.publicKey, b.publicKey)
}

function has(keys: readonly Verifier[], key: Verifier): boolean {
  return keys.some((one) => isSame(one, key))
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
