/**
 * A start under other rules than before is an entry of the log: from here on this policy decides. The revision itself is
 * kept first, so that no decision ever names one that nobody has.
 */
import type { KeptPolicy, PolicyArchive } from '../policy/archive.ts'
import type { Bundle, BundleFiles } from '../policy/bundle.ts'
import { digestSchema } from '../policy/manifest.ts'
import type { Clock, Ledger, NewId } from '../ports.ts'
import { leafFrom, type Vault } from './entry.ts'
import { ownEntry } from './own-entry.ts'

type Ports = Vault & {
  readonly ledger: Pick<Ledger, 'size' | 'range' | 'append'>
  readonly policies: Pick<PolicyArchive, 'keep'>
  readonly clock: Clock
  readonly newId: NewId
}

/** At a start, before the first decision. Resolves with whether the policy is another than that of the last entry. */
export async function activate(
  ports: Ports,
  files: BundleFiles & { readonly wasm: Uint8Array },
  { policy, settings }: Pick<Bundle, 'policy' | 'settings'>,
): Promise<boolean> {
  const at = ports.clock().toISOString()
  const kept: KeptPolicy = { digest: policy.digest, at, files, settings: JSON.stringify(settings) }
  await ports.policies.keep(kept)
  const last = (await ports.ledger.range((await ports.ledger.size()) - 1, 1))[0]
  const previous = last ? leafFrom(ports.crypto, last).policy : null
  if (previous?.digest === policy.digest) return false
  const { parts } = digestSchema.parse(JSON.parse(files.digest))
  const entry = await ownEntry(ports, {
    type: 'activation',
    id: ports.newId(),
    at,
    policy,
    parts: { activation: { policy, parts, previous } },
  })
  await ports.ledger.append({ entry, changes: [], guard: null })
  return true
}
