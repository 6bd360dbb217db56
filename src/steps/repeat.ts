/**
 * repeat: an Idempotency-Key asks for the answer that was given before. The key binds caller, route and body; it is kept only
 * as a hash. The answer, and the digest of the body, lie under the sealing key of what was asked, mixed with the
 * Idempotency-Key: erasing destroys them with the question, wherever copies lie, and neither key alone opens them.
 */
import type { Caller } from '../domain/caller.ts'
import { canonicalText } from '../domain/canonical.ts'
import { hex, type Trace } from '../domain/trace.ts'
import { no, ok, type Result } from '../errors.ts'
import type { Inquiries } from '../inquiry-port.ts'
import type { Keys } from '../key-port.ts'
import { LIMITS } from '../limits.ts'
import { buildEntry } from '../log/entry.ts'
import type { PolicyEngine } from '../policy-port.ts'
import type { CaseRegister, Clock, Crypto, IdempotencyRow, Ledger, NewId } from '../ports.ts'
import { isOver, standing } from './decide.ts'
import type { Answer } from './respond.ts'

export type RepeatPorts = {
  readonly clock: Clock
  readonly newId: NewId
  readonly crypto: Crypto
  readonly keys: Keys
  readonly ledger: Ledger
  readonly cases: CaseRegister
  readonly engine: PolicyEngine
  readonly inquiries: Inquiries
  /** Key hashes that are being answered by this process right now. */
  readonly inFlight: Set<string>
}

export type RepeatKey = { readonly key: string; readonly route: string; readonly body: Uint8Array }
/** A request under a key, before it is known under which sealing key its question comes to lie. */
export type Repeatable = { readonly keyHash: string; readonly bodySha256: string; readonly expiresAt: string }

const utf8 = new TextEncoder()

/** Runs `answer` once per key. A repeat logs its own entry, fetches nothing, and gives the same answer. */
export async function once(
  ports: RepeatPorts,
  caller: Caller,
  repeat: RepeatKey | null,
  trace: Trace,
  answer: (asked: Repeatable | null) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  if (!repeat) return answer(null)
  const asked = repeatable(ports, caller, repeat)
  if (ports.inFlight.has(asked.keyHash)) return no('idempotency-in-flight')
  ports.inFlight.add(asked.keyHash)
  try {
    const earlier = await ports.inquiries.idempotent(asked.keyHash)
    if (earlier) return await again(ports, caller, repeat, asked, earlier, trace)
    const given = await answer(asked)
    if (given.ok) await keep(ports, asked.keyHash, repeat.key, given.value)
    return given
  } finally {
    ports.inFlight.delete(asked.keyHash)
  }
}

async function again(
  ports: RepeatPorts,
  caller: Caller,
  repeat: RepeatKey,
  asked: Repeatable,
  earlier: IdempotencyRow,
  trace: Trace,
): Promise<Result<Answer>> {
  const { inquiryId } = earlier
  // null: from before answers lay so. undefined: what was asked was forgotten.
  const sealing = earlier.keyId === null ? undefined : await ports.keys.opening(earlier.keyId)
  if (!sealing) return no('idempotency-expired', { inquiryId })
  if (earlier.bodyHash !== bodyHash(ports, sealing, asked)) return no('idempotency-mismatch')
  const now = ports.clock().toISOString()
  if (!earlier.answer || earlier.expiresAt <= now) {
    const inquiry = await ports.inquiries.find(caller.oin, caller.person, inquiryId)
    return no(inquiry?.status === 'aborted' ? 'inquiry-aborted' : 'idempotency-expired', { inquiryId })
  }
  if (earlier.caseId !== null) {
    const register = await ports.cases.factsFor(caller.oin, earlier.caseId, [], '')
    if (register.case?.version !== earlier.caseVersion) return no('case-changed', { inquiryId })
  }
  const key = answerKey(ports, sealing, repeat.key)
  const answer = JSON.parse(new TextDecoder().decode(ports.crypto.open(key, earlier.answer, asked.keyHash))) as Answer
  const stands = await ports.cases.organisationAttestations(caller.oin)
  if (answer.restsOn !== standing(ports.engine.policy().digest, stands) || isOver(answer.standsUntil, now))
    return no('idempotency-expired', { inquiryId })
  try {
    const entry = await buildEntry(ports, {
      type: 'repeat',
      id: ports.newId(),
      oin: caller.oin,
      settles: null,
      at: now,
      policy: ports.engine.policy(),
      trace,
      about: { caseId: null, keptBy: null },
      parts: { caller, repeat: { inquiryId } },
    })
    await ports.ledger.append({ entry, changes: [], guard: null })
  } catch {
    return no('log-unavailable', { inquiryId })
  }
  return ok(answer)
}

/** Not awaited by durability of the reply: losing it costs a 409 that names the inquiry, never a second fetch. */
async function keep(ports: RepeatPorts, keyHash: string, key: string, answer: Answer): Promise<void> {
  try {
    const sealing = await ports.keys.sealing(answer.scope)
    const bytes = utf8.encode(JSON.stringify(answer))
    const sealed = ports.crypto.seal(answerKey(ports, sealing.key, key), bytes, keyHash)
    await ports.ledger.note([{ kind: 'idempotency-answer', keyHash, answer: sealed }])
  } catch {
    // Also when what was asked was forgotten meanwhile: then nothing of it is kept.
  }
}

/**
 * The whole caller is bound: whoever comes back with another role or department, or without an authorisation, asks anew.
 * Hashed with the organisation's key, so that a short key cannot be guessed from the data alone.
 */
function repeatable(ports: RepeatPorts, caller: Caller, repeat: RepeatKey): Repeatable {
  const { roles, ...rest } = caller
  const binding = canonicalText([{ ...rest, roles: [...roles].sort() }, repeat.route, repeat.key])
  return {
    keyHash: hex(ports.crypto.hmac(ports.keys.pseudonym(caller.oin), `sluis idempotency v1 ${binding}`)),
    bodySha256: ports.crypto.sha256Hex(repeat.body),
    expiresAt: new Date(ports.clock().getTime() + LIMITS.idempotencyMinutes * 60_000).toISOString(),
  }
}

/** `scope`: the key under which what was asked lies. Rejects with KeyDestroyed when that was forgotten. */
export async function boundTo(
  ports: Pick<RepeatPorts, 'crypto' | 'keys'>,
  asked: Repeatable,
  scope: string,
  about: Pick<IdempotencyRow, 'inquiryId' | 'caseId' | 'caseVersion'>,
): Promise<IdempotencyRow> {
  const { id, key } = await ports.keys.sealing(scope)
  const { keyHash, expiresAt } = asked
  return { keyHash, bodyHash: bodyHash(ports, key, asked), keyId: id, ...about, expiresAt, answer: null }
}

/** A question is short and mostly known: its bare digest would tell whom it is about to whoever tries all numbers. */
function bodyHash({ crypto }: Pick<RepeatPorts, 'crypto'>, sealing: Uint8Array, { bodySha256 }: Repeatable): string {
  return hex(crypto.hmac(sealing, `sluis idempotency body v2 ${bodySha256}`))
}

function answerKey({ crypto }: RepeatPorts, sealing: Uint8Array, key: string): Uint8Array {
  return crypto.hmac(sealing, `sluis idempotency answer v2 ${key}`)
}
