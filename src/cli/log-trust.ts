/** The keys that a log is checked with: its own from the key folder, or those that were given, and the chain between them. */
import { readFileSync } from 'node:fs'
import type { Config } from '../config.ts'
import {
  chainOf,
  contradictions,
  keysDocument,
  keysDocumentSchema,
  type LogKey,
  type Step,
  trustedKeys,
} from '../log/succession.ts'
import { type NoteKey, noteKey, noteVerifier, type Verifier } from '../log/tree/note.ts'
import { logSeedFrom } from '../storage/d1/keys.ts'
import { createCrypto } from '../storage/node/crypto.ts'
import { ed25519 } from '../storage/node/ed25519.ts'
import { createKeys, type NodeKeys } from '../storage/node/keys.ts'
import type { LogKeys } from '../storage/node/log-keys.ts'
import { keysFor } from '../storage/node/log-start.ts'
import { UsageError } from './help.ts'

export const CRYPTO = createCrypto()
export const NOTE_CRYPTO = { sha256: CRYPTO.sha256, ed25519 }

export function keysOf({ keysDir, dataDir }: Config): NodeKeys {
  return createKeys({ dir: keysDir, dataDir, create: false, crypto: CRYPTO })
}

/** Throws KeyFolderError or StartFailure when the files of the key folder are not those of this log, and whole. */
function logKeys(config: Config): Promise<LogKeys> {
  const keys = keysOf(config)
  keys.close()
  return keysFor({ ...config, seed: keys.logSeed, crypto: CRYPTO })
}

/** The verifier key as a line; with `all`, every key there was, as `GET /v1/log/keys` gives them. */
export async function keyText(
  config: Config,
  { worker, all }: { worker?: string | undefined; all?: boolean | undefined },
) {
  if (worker !== undefined) return `${workerKey(config, readFileSync(worker, 'utf8')).verifierKey}\n`
  const keys = await logKeys(config)
  const { verifierKey } = keys.key
  return all ? `${JSON.stringify(keysDocument(verifierKey, keys), null, 2)}\n` : `${verifierKey}\n`
}

/** On Workers the signing key is derived from the master key. */
function workerKey({ origin }: Config, masterKey: string): NoteKey {
  return noteKey(NOTE_CRYPTO, origin, logSeedFrom(masterKey.trim(), CRYPTO))
}

export type GivenKeys = { readonly key?: string[] | undefined; readonly keys?: string | undefined }

/** Keys that are given need no key folder; the chain to others comes along, or stands in the key folder. */
export async function trustedIn(config: Config, { key, keys }: GivenKeys): Promise<readonly LogKey[]> {
  const chain = keys === undefined ? [] : stepsIn(readFileSync(keys, 'utf8'))
  if (key === undefined) {
    const own = await logKeys(config)
    return linked([own.key], [...own.steps, ...chain])
  }
  const given = key.map((text) => {
    const verifier = noteVerifier(NOTE_CRYPTO, text.trim())
    if (!verifier) throw new UsageError('--key is not a verifier key: <name>+<id>+<key>')
    return verifier
  })
  return linked(given, chain)
}

function linked(given: readonly Verifier[], steps: readonly Step[]): readonly LogKey[] {
  if (contradictions(given, steps).length > 0)
    throw new UsageError(
      '--keys: een overgang spreekt een andere of een eigen of gegeven sleutel tegen / a transition contradicts another, or a key of your own or one that was given',
    )
  return trustedKeys(given, steps)
}

function stepsIn(document: string): readonly Step[] {
  const { successions } = keysDocumentSchema.parse(JSON.parse(document))
  const steps = chainOf(NOTE_CRYPTO, successions)
  if (!steps)
    throw new UsageError(
      '--keys: een overgang is niet door beide sleutels ondertekend / a transition is not signed by both keys',
    )
  return steps
}
