/**
 * A start under other rules than before is an entry of the log: from here on this policy decides. The revision itself is
 * kept first, so that no decision ever names one that nobody has.
 */
import type { KeptPolicy, PolicyArchive } from '../policy/archive.ts'
import type { Bundle, BundleFiles } from '../policy/bundle.ts'
import { digestSchema } from '../policy/manifest.ts'
import type { Clock, Entry, Ledger, NewId } from '../ports.ts'
import { leafFrom, type Vault } from './entry.ts'
import { ownEntry } from './own-entry.ts'

type Ports = Vault & {
  readonly ledger: Pick<Ledger, 'size' | 'range' | 'newest' | 'append'>
  readonly policies: Pick<PolicyArchive, 'keep'>
  readonly clock: Clock
  readonly newId: NewId
}

/**
 * At a start, before the first decision. Resolves with whether it was entered: not where the newest activation is of this
 * policy already. Of two that start at once under one policy one enters it.
 */
export async function activate(
  ports: Ports,
  files: BundleFiles & { readonly wasm: Uint8Array },
  { policy, settings }: Pick<Bundle, 'policy' | 'settings'>,
): Promise<boolean> {
  const at = ports.clock().toISOString()
  const kept: KeptPolicy = { digest: policy.digest, at, files, settings: JSON.stringify(settings) }
  await ports.policies.keep(kept)
  const { parts } = digestSchema.parse(JSON.parse(files.digest))
  for (;;) {
    const newest = await ports.ledger.newest('activation')
    const before = newest ?? (await lastOf(ports.ledger))
    const previous = before ? leafFrom(ports.crypto, before).policy : null
    if (newest && previous?.digest === policy.digest) return false
    const entry = await ownEntry(ports, {
      type: 'activation',
      id: ports.newId(),
      at,
      policy,
      parts: { activation: { policy, parts, previous } },
    })
    const guard = { newest: 'activation', index: newest?.index ?? null } as const
    if ((await ports.ledger.append({ entry, changes: [], guard })).appended) return true
    // Somebody else was first: perhaps with this very policy.
  }
}

/** A log of before activations were entered has the policy of its last entry. */
async function lastOf(ledger: Pick<Ledger, 'size' | 'range'>): Promise<Entry | undefined> {
  return (await ledger.range((await ledger.size()) - 1, 1))[0]
}
