/** The port of the policy engine. */
import type { PolicyRef } from './domain/decision.ts'
import type { PolicyInput } from './policy/input.ts'
import type { Entrypoint } from './policy/output.ts'

/** The policy engine: CPU only, no I/O. */
export type PolicyEngine = {
  /** Digest of rules, tables and local settings in force. */
  policy(): PolicyRef
  /** One evaluation; the raw result, to be validated by schema. Throws PolicyFault; the instance is then discarded. */
  evaluate(entrypoint: Entrypoint, input: PolicyInput): unknown
}

export class PolicyFault extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'PolicyFault'
  }
}
