/** `sluis log key rotate`, `acknowledge-rollback` and `anchor adopt`: what an operator decides, on a server that is stopped. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { Config } from '../config.ts'
import { StorageFailure } from '../storage/failure.ts'
import { adoptBegun } from '../storage/node/adopt-begun.ts'
import { lockAnchor, openAnchorFolder } from '../storage/node/anchor.ts'
import { createCrypto } from '../storage/node/crypto.ts'
import { erasingStopped, resumeErasing } from '../storage/node/erasing-stopped.ts'
import { lineMac, openErasureLedger } from '../storage/node/erasure-ledger.ts'
import { createKeys } from '../storage/node/keys.ts'
import { adoptDatabase } from '../storage/node/log-start.ts'
import { acknowledgeRollback, rotate, type SucceedPorts, type SucceedStep } from '../storage/node/succeed.ts'
import { openSqlite } from '../storage/sqlite/open.ts'
import { type CommandIo, EXIT } from './help.ts'

export async function rotateKey(config: Config, io: CommandIo): Promise<number> {
  const { key } = await stopped(config, io, DATABASE, rotate)
  io.out(`${key.verifierKey}\n${ROTATED}\n`)
  return EXIT.ok
}

/** `close`: the name of the log, as the operator typed it; `kept`: a file with a checkpoint that somebody kept. */
export async function acknowledge(
  config: Config,
  { close, kept }: { close: string; kept: string | undefined },
  io: CommandIo,
): Promise<number> {
  const given = kept === undefined ? undefined : readFileSync(kept, 'utf8')
  // All of the data may be gone: what then begins says so as well.
  const { key } = await stopped(config, io, null, (ports) =>
    withoutErasing(ports, () => acknowledgeRollback(ports, close, given)),
  )
  io.out(`${key.verifierKey}\n${CLOSED}\n`)
  return EXIT.ok
}

export async function adoptAnchor(config: Config, io: CommandIo): Promise<number> {
  const said = await stopped(config, io, DATABASE, (ports) =>
    withoutErasing(ports, async () => {
      const begun = await adoptBegun(ports)
      if (begun) return BEGUN[begun]
      return `controlepunt bewaard / checkpoint kept: ${await adoptDatabase(ports)}\n${ADOPTED}`
    }),
  )
  io.out(`${said}\n`)
  return EXIT.ok
}

/** Says that holds were looked at: what is due goes again, also of a server that runs beside this. */
export async function resumeErasingIn({ anchorDir }: Config, io: CommandIo): Promise<number> {
  io.out(`${(await resumeErasing(anchorDir)) ? RESUMED : NOT_STOPPED}\n`)
  return EXIT.ok
}

/** Nothing of an anchor is gone on with whose ledger is of another log; and what is lost may be a hold. */
async function withoutErasing<T>(ports: SucceedPorts, work: () => Promise<T>): Promise<T> {
  const { anchorDir, keys, crypto, origin, clock } = ports
  openErasureLedger(anchorDir, lineMac(keys, crypto, origin))
  return erasingStopped(anchorDir, clock().toISOString(), work)
}

/** Told as it is done, so that who sees it cut off knows how far it came. */
const STEP: Readonly<Record<SucceedStep, string>> = {
  planned: 'vastgelegd wat er gaat gebeuren / what is to be done is set down',
  entered: 'het staat als regel in het logboek / it is an entry of the log',
  signed: 'de oude sleutel heeft voor het laatst getekend / the old key has signed for the last time',
  anchored: 'het anker kent de nieuwe sleutel / the anchor knows the new key',
  chain: 'de overgang staat in de map met sleutels / the transition is in the key folder',
  replaced: 'de nieuwe sleutel staat op de plaats van de oude / the new key is in the place of the old one',
  installed: 'de oude sleutel is overschreven / the old key is overwritten',
  integrated: 'de nieuwe sleutel heeft getekend / the new key has signed',
  done: 'klaar / done',
}
const DATABASE = 'sluis.db'
const ROTATED =
  'Geef deze sleutel op dezelfde weg uit als de vorige, ook aan elke getuige, en maak een reservekopie van SLUIS_KEYS_DIR. / Hand this key out the way the one before it was, also to each witness, and back up SLUIS_KEYS_DIR.'
const ADOPTED =
  'Wat eerder verloren ging, vindt een start nu niet meer. Start de server: "sluis serve". Gewist wordt er pas weer na "sluis log erasing resume": ook een bewaarplicht (LEGAL_HOLD) kan verloren zijn. / What was lost before this is not found by a start any more. Start the server: "sluis serve". Nothing is erased until "sluis log erasing resume": a legal hold may be lost as well.'
const RESUMED = 'Er wordt weer gewist wat moet. / What is due is erased again.'
const NOT_STOPPED = 'Het wissen stond niet stil. / Erasing did not stand still.'
const again = (command: string) =>
  `Het anker bewaart weer wat er was toen het vervangen van de sleutel werd afgebroken. Maak dat nu af: "${command}". / The anchor keeps again what there was when the change of the key was cut off. Finish that now: "${command}".`
const BEGUN = {
  key: again('sluis log key rotate'),
  origin: again('sluis log acknowledge-rollback --close <naam / name>'),
} as const
const CLOSED =
  'Het logboek gaat verder onder een nieuwe naam. Meld wat verloren ging, geef deze sleutel uit, en maak een reservekopie van SLUIS_KEYS_DIR. Ook wat bewaard moest blijven (LEGAL_HOLD) kan verloren zijn: er wordt niets gewist tot "sluis log erasing resume". / The log goes on under a new name. Legal holds may be lost as well: nothing is erased until "sluis log erasing resume". Report what was lost, hand this key out, and back up SLUIS_KEYS_DIR.'

/** `needs`: a file of the data folder that must be there, for opening would make a new one. Throws as a server does at its start. */
async function stopped<T>(
  config: Config,
  io: CommandIo,
  needs: string | null,
  work: (ports: SucceedPorts) => Promise<T>,
): Promise<T> {
  const { dataDir, keysDir, anchorDir } = config
  if (needs !== null && !existsSync(join(dataDir, needs)))
    throw new StorageFailure('unwritable', `no log lies in ${dataDir}`)
  openAnchorFolder(anchorDir, { dataDir, keysDir }, false)
  const anchor = lockAnchor(anchorDir)
  try {
    return await under(config, io, work)
  } finally {
    anchor.close()
  }
}

async function under<T>(
  { dataDir, keysDir, anchorDir, origin }: Config,
  io: CommandIo,
  work: (ports: SucceedPorts) => Promise<T>,
): Promise<T> {
  const crypto = createCrypto()
  const clock = () => new Date()
  const observer = () => undefined
  const keys = createKeys({ dir: keysDir, dataDir, create: false, crypto })
  try {
    const storage = openSqlite(join(dataDir, DATABASE), { crypto, keys, clock, observer })
    try {
      return await work({
        keysDir,
        anchorDir,
        origin,
        seed: keys.logSeed,
        isUsed: keys.isUsed,
        tree: storage.tree,
        ledger: storage.ledger,
        crypto,
        keys,
        observer,
        clock,
        newId: () => uuidv7({ msecs: clock().getTime() }),
        reached: (step) => io.err(`${STEP[step]}\n`),
      })
    } finally {
      storage.close()
    }
  } finally {
    keys.close()
  }
}
