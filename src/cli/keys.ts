/** `sluis keys create`: makes the key folder that production requires. What is there already stays as it is. */

import { openAnchorFolder } from '../storage/node/anchor.ts'
import { createCrypto } from '../storage/node/crypto.ts'
import { createKeys } from '../storage/node/keys.ts'
import { configured } from './configured.ts'
import { type CommandIo, EXIT, EXIT_HELP, PROCESS, UsageError } from './help.ts'

export const KEYS_HELP = `sluis keys create

Maakt de map met sleutels (SLUIS_KEYS_DIR) en het anker (SLUIS_ANCHOR_DIR). Wat er al is, blijft zoals het is. Maak van de
sleutels een reservekopie, apart van de data; het anker wordt nooit teruggezet.
Makes the key folder (SLUIS_KEYS_DIR) and the anchor (SLUIS_ANCHOR_DIR). What is there already stays as it is. Back up the
keys, apart from the data; the anchor is never put back.

${EXIT_HELP}`

export async function keysCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  if (args.length !== 1 || args[0] !== 'create') throw new UsageError('sluis keys create')
  const config = configured(io)
  if (!config) return EXIT.configuration
  openAnchorFolder(config.anchorDir, config, true)
  createKeys({ dir: config.keysDir, dataDir: config.dataDir, create: true, crypto: createCrypto() }).close()
  io.out(`${config.keysDir}\n${config.anchorDir}\n`)
  return EXIT.ok
}
