/** What a backup is beside its database, and whether a copy of the database is one: both sides of backup and restore. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { audit } from '../log/audit.ts'
import { isSound } from '../storage/sqlite/backup.ts'
import { openReadOnly } from '../storage/sqlite/read-only.ts'
import { NOTE_CRYPTO, trustedIn } from './log-trust.ts'

export const MANIFEST = 'backup.json'
/** `entries` are sequenced; `integrated` of them are covered by the signed checkpoint. */
export const manifestSchema = z.strictObject({
  sluisBackup: z.literal(1),
  takenAt: z.iso.datetime(),
  origin: z.string(),
  entries: z.number().int(),
  integrated: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  checkpoint: z.string(),
})
export type Manifest = z.infer<typeof manifestSchema>

export type CheckedCopy = Pick<Manifest, 'origin' | 'checkpoint' | 'entries' | 'integrated'> & {
  /** What does not hold; the first few. */
  readonly findings: readonly string[]
}

const TOLD = 10

/**
 * The whole log of the copy, under the keys that this broker has or had, each as far as it came. `kept`: a checkpoint that
 * must be of the same log.
 */
export async function checkedCopy(config: Config, path: string, kept: readonly string[]): Promise<CheckedCopy> {
  const log = await trustedIn(config, {})
  const findings: string[] = isSound(path) ? [] : ['database']
  const stored = openReadOnly(path)
  try {
    const found = ({ code, at }: { code: string; at: string }) => {
      if (findings.length < TOLD) findings.push(`${code} ${at}`)
    }
    const { entries, integrated } = audit({ stored, crypto: NOTE_CRYPTO, log, kept, found })
    const checkpoint = stored.checkpoint()?.note ?? ''
    return { origin: checkpoint.split('\n')[0] ?? '', checkpoint, entries, integrated, findings }
  } finally {
    stored.close()
  }
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
