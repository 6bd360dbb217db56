/**
 * `sluis keys create`: makes the key folder that production requires; what is there already stays as it is.
 * `sluis keys rotate`: a new key of pseudonyms, or a new master key, while no broker runs on the data, or on a copy of them.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { lockAnchor, openAnchorFolder } from '../storage/node/anchor.ts'
import { anchorOf, takeToAnchor } from '../storage/node/anchor-binding.ts'
import { createCrypto } from '../storage/node/crypto.ts'
import { anchorGenerations } from '../storage/node/generation-anchor.ts'
import { isKept } from '../storage/node/kept-head.ts'
import { rotateMaster, rotatePseudonyms } from '../storage/node/key-rotation.ts'
import { createKeys } from '../storage/node/keys.ts'
import { lockDatabase } from '../storage/sqlite/connect.ts'
import { configured } from './configured.ts'
import { type CommandIo, EXIT, EXIT_HELP, PROCESS, UsageError } from './help.ts'

export const KEYS_HELP = `sluis keys create | rotate pseudonym | rotate master

Maakt de map met sleutels (SLUIS_KEYS_DIR) en het anker (SLUIS_ANCHOR_DIR), of vernieuwt er sleutels in.
Makes the key folder (SLUIS_KEYS_DIR) and the anchor (SLUIS_ANCHOR_DIR), or rotates keys in it.

  create             laat wat er al is zoals het is; de sleutels tekenen voortaan alleen met dit anker. Maak van de
                     sleutels een reservekopie, apart van de data; het anker wordt nooit teruggezet
                     / leaves what is there as it is; from then on the keys sign with this anchor only. Back up the keys,
                     apart from the data; the anchor is never put back
  rotate pseudonym   nieuwe pseudoniemen voor wie bevraagd wordt; onder alle eerdere blijft die vindbaar
                     / new pseudonyms for subjects; they are still found under all earlier ones
  rotate master      verpakt alle sleutels opnieuw; de oude hoofdsleutel is daarna weg
                     / wraps all keys anew; the old master key is gone afterwards

Stop eerst de server: zolang die draait, ook op een kopie van de data, wordt vernieuwen geweigerd. Wordt het afgebroken,
dan maakt de volgende start het af of ongedaan. Maak daarna een nieuwe reservekopie van de sleutels.
Stop the server first: while it runs, also on a copy of the data, rotating is refused. If it is cut off, the next start
finishes it or takes it back. Back up the keys anew afterwards.

${EXIT_HELP}`

const CRYPTO = createCrypto()

export async function keysCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  const work = workOf(args)
  const config = configured(io)
  if (!config) return EXIT.configuration
  io.out(await work(config))
  return EXIT.ok
}

function workOf([verb, which, ...more]: readonly string[]): (config: Config) => string | Promise<string> {
  if (verb === 'create' && which === undefined) return create
  if (verb === 'rotate' && more.length === 0 && (which === 'pseudonym' || which === 'master'))
    return (config) => rotate(config, which)
  throw new UsageError('sluis keys create | rotate pseudonym | rotate master')
}

async function create(config: Config): Promise<string> {
  openAnchorFolder(config.anchorDir, config, true)
  createKeys({ dir: config.keysDir, dataDir: config.dataDir, create: true, crypto: CRYPTO }).close()
  // Keys that sign with an anchor already stay with it.
  if ((await anchorOf(config)) === 'none') await takeToAnchor({ ...config, crypto: CRYPTO, clock: () => new Date() })
  const isLost = existsSync(join(config.dataDir, 'sluis.db')) && !isKept(config.anchorDir)
  return `${config.keysDir}\n${config.anchorDir}\n${isLost ? ADOPT : ''}`
}

const ADOPT = `Er is een logboek waarvan dit anker niets bewaart. Is dat het anker dat verloren was, zie dan wat "sluis log verify" zegt en geef
"sluis log anchor adopt". / There is a log, and this anchor keeps nothing of it. If it is the anchor that was lost, see
what "sluis log verify" says, then run "sluis log anchor adopt".
`

/**
 * Throws StorageFailure 'locked' while a broker runs: it would go on with keys that are no longer these. One that runs on a
 * copy of the data has these keys as well, and is known by the anchor that it holds.
 */
function rotate(config: Config, which: 'pseudonym' | 'master'): string {
  openAnchorFolder(config.anchorDir, config, false)
  const anchor = lockAnchor(config.anchorDir)
  try {
    const database = lockDatabase(join(config.dataDir, 'sluis.db'))
    try {
      return rotated(config, which)
    } finally {
      database.close()
    }
  } finally {
    anchor.close()
  }
}

function rotated(config: Config, which: 'pseudonym' | 'master'): string {
  const { keysDir: dir, dataDir, anchorDir } = config
  // An older key folder is no folder to go on with: a new key would take the place of the one that it lacks.
  anchorGenerations(anchorDir, generationsIn(config))
  if (which === 'master')
    return `sleutels opnieuw verpakt / keys wrapped anew: ${rotateMaster({ dir, dataDir, crypto: CRYPTO })}\n`
  const count = rotatePseudonyms({ dir, dataDir, crypto: CRYPTO })
  anchorGenerations(anchorDir, generationsIn(config))
  return `pseudoniemsleutels / pseudonym keys: ${count}\n`
}

function generationsIn({ keysDir: dir, dataDir }: Config): readonly string[] {
  const keys = createKeys({ dir, dataDir, create: false, crypto: CRYPTO })
  keys.close()
  return keys.generations
}
