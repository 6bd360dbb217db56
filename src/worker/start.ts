/**
 * The log as a Worker finds it: is it the one that it signs, under its keys, or a new one? There is no anchor: what stands in
 * LOG and KEYS is all that can be compared. Both throw StartFailure before anything of the log is signed or written.
 */
import { IntegrationFault, type Integrator } from '../log/integrator.ts'
import type { TreeStore } from '../log/tree-store.ts'
import type { Ledger } from '../ports.ts'
import type { D1Keys } from '../storage/d1/keys.ts'
import { StartFailure } from '../upkeep.ts'

type Ports = {
  readonly tree: Pick<TreeStore, 'checkpoint'>
  readonly ledger: Pick<Ledger, 'size'>
  readonly keys: Pick<D1Keys, 'used' | 'unknown'>
  readonly newestKeyIds: () => Promise<readonly string[]>
  readonly integrator: Pick<Integrator, 'check' | 'catchUp'>
}

/** The tree that is there is of this name and key, and what was signed. */
export async function refuseOtherTree(integrator: Pick<Integrator, 'check'>): Promise<void> {
  await told(integrator.check())
}

/**
 * A log that has no checkpoint gets its first here, before its first entry: whoever starts over it under another name or
 * key finds that. Of two who begin one log under two names one lands, and the other is refused.
 */
export async function startLog({ tree, ledger, keys, newestKeyIds, integrator }: Ports): Promise<void> {
  // Keys are made before what lies under them: read in this order, each that is named must be there.
  const ids = await newestKeyIds()
  const unknown = ids.length === 0 ? 0 : await keys.unknown(ids)
  if (unknown > 0) throw new StartFailure(`${KEYS_OLDER} (${unknown} of ${ids.length})`)
  // In this order as well: a log has its checkpoint before its first key.
  const used = await keys.used()
  const isBegun = (await tree.checkpoint()) !== undefined
  if (!isBegun && used && (await ledger.size()) === 0) throw new StartFailure(LOG_EMPTY)
  // Somebody else may have begun it since it was opened.
  await (isBegun ? refuseOtherTree(integrator) : told(integrator.catchUp()))
}

async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof IntegrationFault)) throw error
    const [dutch, english] = HINT[error.code]
    throw new StartFailure(`${dutch} / ${error.message}: ${english}`, { cause: error })
  }
}

const HINT = {
  foreign: [
    'SLUIS_ORIGIN, SLUIS_MASTER_KEY of de database LOG is die van een ander logboek',
    'SLUIS_ORIGIN, SLUIS_MASTER_KEY or the database LOG is that of another log',
  ],
  altered: [
    'de boom van het logboek is niet wat werd ondertekend: zet een database van dit logboek terug',
    'put back a database of this log',
  ],
  kept: ['iemand anders ondertekent met deze sleutel', 'somebody else signs under this key'],
} as const
const KEYS_OLDER =
  'KEYS is ouder dan LOG: sleutels waaronder de nieuwste regels verzegeld zijn, heeft het nooit gehad. Zet beide databases terug naar hetzelfde moment / KEYS is older than LOG: it never had keys that the newest entries are sealed under. Put both databases back to the same moment'
const LOG_EMPTY =
  'LOG heeft geen regel en geen checkpoint, en KEYS is al gebruikt: LOG is een andere database dan het was, of werd geleegd. Een nieuw logboek begint met een lege KEYS en een eigen SLUIS_ORIGIN / LOG has no entry and no checkpoint, and KEYS was used: LOG is another database than it was, or was emptied. A new log begins with an empty KEYS and a SLUIS_ORIGIN of its own'
