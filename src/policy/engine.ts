/**
 * The policy engine: compiled rules in WebAssembly, one instance that answers one question at a time. Pure.
 *
 * Any throw poisons an instance: it may decide on other data, or never again (pitfalls 1 to 3). So it is dropped, and
 * the next question opens a fresh one from the compiled module. Nothing comes out of a doubtful evaluation.
 */
import { LIMITS } from '../limits.ts'
import { type PolicyEngine, PolicyFault } from '../policy-port.ts'
import { type Bundle, encode } from './bundle.ts'
import { speaksSense } from './canary.ts'
import { type Guest, openGuest } from './guest.ts'
import { type PolicyInput, policyInputSchema } from './input.ts'
import { ENTRYPOINTS, type Entrypoint } from './output.ts'

export type SwappableEngine = PolicyEngine & {
  readonly bundle: () => Bundle
  /** Loads, asks the canary, then replaces. Throws PolicyFault and keeps the old bundle serving if the new one fails. */
  swap(next: Bundle): void
  /** For metrics: instances opened since the start, and guest memory of the present one (0: none open). */
  usage(): { readonly instances: number; readonly memoryBytes: number }
}

export type EngineLimits = { readonly policyInputBytes: number; readonly policyMemoryBytes: number }

/** Throws PolicyFault if the bundle does not answer its canary. */
export function createEngine(first: Bundle, limits: EngineLimits = LIMITS): SwappableEngine {
  let instances = 0
  let busy = false
  let bundle = first
  let guest: Guest | undefined = open(first)

  function open(from: Bundle): Guest {
    instances += 1
    // The hard maximum lies above the ceiling: one evaluation may cross the ceiling, none may grow without end.
    const fresh = openGuest(from.module, from.data, 2 * limits.policyMemoryBytes)
    const ask = (entrypoint: Entrypoint, input: PolicyInput) => only(fresh.evaluate(entrypoint, serialise(input)))
    if (!speaksSense(from.facts, ask)) throw new PolicyFault('the policy does not answer its canary')
    return fresh
  }

  function serialise(input: PolicyInput): ArrayBuffer {
    // Parsed again here, because whatever is no plain object of this shape reaches the guest as *no input* (pitfall 6).
    const plain = policyInputSchema.safeParse(input)
    if (!plain.success) throw new PolicyFault('the policy input does not have its shape')
    const bytes = encode(JSON.stringify(plain.data))
    if (bytes.byteLength > limits.policyInputBytes) throw new PolicyFault('the policy input is too large')
    return bytes
  }

  function evaluate(entrypoint: Entrypoint, input: ArrayBuffer): unknown {
    try {
      guest ??= open(bundle)
      const result = only(guest.evaluate(entrypoint, input))
      // Memory grows and never shrinks (pitfall 9): above the ceiling this instance has answered its last question.
      if (guest.memoryBytes() > limits.policyMemoryBytes) guest = undefined
      return result
    } catch (error) {
      guest = undefined
      throw faultOf(error)
    }
  }

  /** Instances are not re-entrant (pitfall 10), and nothing may swap one away under a running evaluation. */
  function alone<T>(work: () => T): T {
    if (busy) throw new PolicyFault('the policy engine is evaluating already')
    busy = true
    try {
      return work()
    } finally {
      busy = false
    }
  }

  return {
    policy: () => bundle.policy,
    bundle: () => bundle,
    evaluate: (entrypoint, input) => alone(() => evaluate(named(entrypoint), serialise(input))),
    swap: (next) =>
      alone(() => {
        guest = orFault(() => open(next))
        bundle = next
      }),
    usage: () => ({ instances, memoryBytes: guest?.memoryBytes() ?? 0 }),
  }
}

/** Without a name the guest answers with entrypoint 0, whatever that is (pitfall 5). */
function named(entrypoint: Entrypoint): Entrypoint {
  if (!ENTRYPOINTS.includes(entrypoint)) throw new PolicyFault('the policy has no such entrypoint')
  return entrypoint
}

/** `[]` is undefined: no rule gave an answer. More than one answer is none either. */
function only(results: unknown): unknown {
  const [first, ...others]: unknown[] = Array.isArray(results) ? results : []
  if (others.length > 0 || typeof first !== 'object' || first === null || !('result' in first)) {
    throw new PolicyFault('the policy gave no answer')
  }
  return first.result
}

function orFault<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw faultOf(error)
  }
}

/** The guest throws strings and plain objects as well as errors (pitfalls 3 and 8). */
function faultOf(error: unknown): PolicyFault {
  return error instanceof PolicyFault ? error : new PolicyFault('the policy could not be evaluated', { cause: error })
}
