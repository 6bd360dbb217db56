/** A policy revision as an export carries it: whether it is the one it is called after. Pure. */
import { z } from 'zod'
import { canonicalText } from '../../domain/canonical.ts'
import { digestOf, digestSchema } from '../../policy/manifest.ts'
import { unbase64 } from '../tree/base64.ts'
import type { Sha256 } from '../tree/hash.ts'
import type { PolicyLine } from './format.ts'

const settingsSchema = z.record(z.string(), z.unknown())

/** null: module, tables, manifest and local settings together have the digest that entries name. */
export function policyFault(sha256: Sha256, policy: PolicyLine['policy']): 'unreadable' | 'other' | null {
  try {
    const wasm = unbase64(policy.wasm)
    const { parts } = digestSchema.parse(JSON.parse(policy.parts))
    const settings = settingsSchema.parse(JSON.parse(policy.settings))
    if (!wasm) return 'unreadable'
    const same =
      digestOf(sha256, wasm) === parts.wasm &&
      digestOf(sha256, policy.data) === parts.data &&
      digestOf(sha256, policy.manifest) === parts.manifest
    const named = digestOf(sha256, canonicalText({ ...parts, settings: digestOf(sha256, canonicalText(settings)) }))
    return same && named === policy.digest ? null : 'other'
  } catch {
    return 'unreadable'
  }
}
