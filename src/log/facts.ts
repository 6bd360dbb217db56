/**
 * What the norms read, as an entry has it: in two parts, under two keys. Who asked is in `caller` and goes when that day of the
 * asker goes; all else is in `facts` and goes with the case. Nothing is written twice: together they are the policy input to
 * the byte. Entries from before facts were kept apart have the asker in them, and stay as they are. Pure.
 */
import { withoutAssurance } from '../domain/caller.ts'
import { type PolicyInput, policyInputSchema } from '../policy/input.ts'
import type { OpenedParts } from './entry.ts'

/** What is written as `facts`, beside the `caller` that the input was made of (src/policy/assemble.ts). */
export function factsToRecord({ caller: _, ...facts }: PolicyInput): Omit<PolicyInput, 'caller'> {
  return facts
}

/**
 * Both parts put together again, as they were recorded: an input of an older shape is still the input of its decision.
 * 'erased', or with 'erased' in the place of the asker: what is left of it.
 */
export function recordedInput({ facts, caller }: OpenedParts): unknown {
  if (!isObject(facts) || Object.hasOwn(facts, 'caller') || caller === undefined) return facts
  return { ...facts, caller: isObject(caller) ? withoutAssurance(caller) : caller }
}

/** To be evaluated again. 'erased': a key of it is gone. undefined: absent, or of an older shape. */
export function inputOf(parts: OpenedParts): PolicyInput | 'erased' | undefined {
  const input = recordedInput(parts)
  if (input === 'erased' || (isObject(input) && input.caller === 'erased')) return 'erased'
  return policyInputSchema.safeParse(input).data
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
