/**
 * repeat: an Idempotency-Key asks for the answer that was given before. The key binds caller, route and body digest;
 * answers are sealed under a key derived from the Idempotency-Key itself, which is kept only as a hash.
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

const utf8 = new TextEncoder()

/** Runs `answer` once per key. A repeat logs its own entry, fetches nothing, and gives the same answer. */
export async function once(
  ports: RepeatPorts,
  caller: Caller,
  repeat: RepeatKey | null,
  trace: Trace,
  answer: (row: IdempotencyRow | null) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  if (!repeat) return answer(null)
  const row = rowOf(ports, caller, repeat)
  if (ports.inFlight.has(row.keyHash)) return no('idempotency-in-flight')
  ports.inFlight.add(row.keyHash)
  try {
    const earlier = await ports.inquiries.idempotent(row.keyHash)
    if (earlier) return await again(ports, caller, repeat, row, earlier, trace)
    const given = await answer(row)
    if (given.ok) await keep(ports, caller, row.keyHash, repeat.key, given.value)
    return given
  } finally {
    ports.inFlight.delete(row.keyHash)
  }
}

async function again(
  ports: RepeatPorts,
  caller: Caller,
  repeat: RepeatKey,
  row: IdempotencyRow,
  earlier: IdempotencyRow,
  trace: Trace,
): Promise<Result<Answer>> {
  if (earlier.bodyHash !== row.bodyHash) return no('idempotency-mismatch')
  const { inquiryId } = earlier
  const now = ports.clock().toISOString()
  if (!earlier.answer || earlier.expiresAt <= now) {
    const inquiry = await ports.inquiries.find(caller.oin, caller.person, inquiryId)
    return no(inquiry?.status === 'aborted' ? 'inquiry-aborted' : 'idempotency-expired', { inquiryId })
  }
  if (earlier.caseId !== null) {
    const register = await ports.cases.factsFor(caller.oin, earlier.caseId, [], '')
    if (register.case?.version !== earlier.caseVersion) return no('case-changed', { inquiryId })
  }
  const key = answerKey(ports, caller, repeat.key)
  const answer = JSON.parse(new TextDecoder().decode(ports.crypto.open(key, earlier.answer, row.keyHash))) as Answer
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
async function keep(ports: RepeatPorts, caller: Caller, keyHash: string, key: string, answer: Answer): Promise<void> {
  const sealed = ports.crypto.seal(answerKey(ports, caller, key), utf8.encode(JSON.stringify(answer)), keyHash)
  await ports.ledger.note([{ kind: 'idempotency-answer', keyHash, answer: sealed }]).catch(() => undefined)
}

/**
 * The whole caller is bound: whoever comes back with another role or department, or without an authorisation, asks anew.
 * Hashed with the organisation's key, so that a short key cannot be guessed from the data alone.
 */
function rowOf(ports: RepeatPorts, caller: Caller, repeat: RepeatKey): IdempotencyRow {
  const { roles, ...rest } = caller
  const binding = canonicalText([{ ...rest, roles: [...roles].sort() }, repeat.route, repeat.key])
  return {
    keyHash: hex(ports.crypto.hmac(ports.keys.pseudonym(caller.oin), `sluis idempotency v1 ${binding}`)),
    bodyHash: ports.crypto.sha256Hex(repeat.body),
    inquiryId: '',
    caseId: null,
    caseVersion: null,
    expiresAt: new Date(ports.clock().getTime() + LIMITS.idempotencyMinutes * 60_000).toISOString(),
    answer: null,
  }
}

function answerKey(ports: RepeatPorts, caller: Caller, key: string): Uint8Array {
  return ports.crypto.hmac(ports.keys.pseudonym(caller.oin), `sluis idempotency answer v1 ${key}`)
}
