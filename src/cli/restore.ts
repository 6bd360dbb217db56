/**
 * `sluis restore`: a backup into an empty data folder. It is copied aside and the copy is checked, so that what was checked
 * is what is used; only then it gets the name of the database.
 */
import { constants, copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { lockAnchor } from '../storage/node/anchor.ts'
import { openKept, readKept } from '../storage/node/kept-head.ts'
import { KeyFolderError, syncFile, syncFolder } from '../storage/node/key-folder.ts'
import { nameOf } from '../storage/node/log-start.ts'
import { lockDatabase } from '../storage/sqlite/connect.ts'
import { StartFailure } from '../upkeep.ts'
import { checkedCopy, MANIFEST, type Manifest, manifestSchema, sha256Of } from './backup-copy.ts'
import { configured } from './configured.ts'
import { type CommandIo, EXIT, EXIT_HELP, PROCESS, UsageError } from './help.ts'
import { trustedIn } from './log-trust.ts'

export const RESTORE_HELP = `sluis restore --from <map>

Zet een reservekopie van sluis backup terug in SLUIS_DATA_DIR, die leeg moet zijn, nadat zij helemaal is nagerekend. De
sleutels (SLUIS_KEYS_DIR) moeten er al zijn, uit hun eigen reservekopie; het anker blijft zoals het is, en mag bij geen
draaiende server in gebruik zijn.
Puts a backup of sluis backup back into SLUIS_DATA_DIR, which must be empty, after all of it was checked. The keys
(SLUIS_KEYS_DIR) must be there already, out of their own backup; the anchor stays as it is, and may be in use by no server.

${EXIT_HELP}`

export async function restoreCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { from: { type: 'string' } } })
  if (values.from === undefined) throw new UsageError('sluis restore --from <map>')
  const config = configured(io)
  if (!config) return EXIT.configuration
  const done = await restored(config, values.from)
  if (typeof done !== 'string') {
    io.out(`${config.dataDir}: ${done.entries} regels / entries, van / of ${done.takenAt}\n`)
    io.out(await nextStart(config, done).catch(saidOf))
    return EXIT.ok
  }
  io.err(`sluis restore: ${done}\n`)
  return EXIT.refused
}

/** The manifest of what was put back, or why it was not. */
async function restored(config: Config, from: string): Promise<Manifest | string> {
  const manifest = manifestIn(from)
  if (!manifest)
    return `${from}: geen ${MANIFEST}, of een dat niet klopt; dit is geen reservekopie / none, or not right; this is no backup`
  const { dataDir, anchorDir } = config
  if (existsSync(dataDir) && readdirSync(dataDir).some((name) => !OURS.includes(name)))
    return `${dataDir} is niet leeg; er wordt niets overschreven / is not empty; nothing is overwritten`
  // What is put back is for a server that is stopped; one on other data goes on signing under this anchor. That it is gone
  // stops nobody: then nobody has it.
  const anchor = existsSync(anchorDir) ? lockAnchor(anchorDir) : null
  try {
    return await putBack(config, from, manifest)
  } finally {
    anchor?.close()
  }
}

async function putBack(config: Config, from: string, manifest: Manifest): Promise<Manifest | string> {
  const { dataDir } = config
  const path = join(dataDir, 'sluis.db')
  const aside = `${path}.restoring`
  const lock = lockDatabase(path)
  try {
    // What a crash left of an earlier try.
    rmSync(aside, { force: true })
    copyFileSync(join(from, 'sluis.db'), aside, constants.COPYFILE_EXCL)
    const findings = await faultsOf(config, aside, manifest)
    if (findings.length > 0) return `de reservekopie klopt niet / the backup does not hold: ${findings.join(', ')}`
    syncFile(aside)
    // A crash before this: the folder has no database. After it: it has all of it.
    renameSync(aside, path)
    syncFolder(dataDir)
    return manifest
  } finally {
    for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(`${aside}${ending}`, { force: true })
    lock.close()
  }
}

/** What a start will say of it as far as the anchor tells beforehand: nothing where it has all that was signed. */
async function nextStart(config: Config, { entries }: Manifest): Promise<string> {
  const { anchorDir, mode } = config
  const kept = await readKept(anchorDir)
  if (!kept) return mode === 'development' ? '' : NOTHING_KEPT
  const signed = openKept(kept, await trustedIn(config, {}))?.size ?? 0
  if (signed <= entries) return ''
  const close = `"sluis log acknowledge-rollback --close ${nameOf(kept.keys.at(-1) ?? '')}"`
  return `Deze reservekopie is ouder dan wat ondertekend is: zij heeft ${entries} regels, en het anker kent er ${signed}. De volgende start weigert
haar. Zet een nieuwere terug; alleen als die er niet is, sluit ${close} dit logboek, dat onder een andere naam verdergaat.
This backup is older than what was signed: it has ${entries} entries, and the anchor knows ${signed}. The next start refuses
it. Put back a newer one; only if there is none, ${close} closes this log, which goes on under another name.
`
}

/** It is there, whatever is wrong with the anchor or the keys: that is for the next start to refuse, in these words. */
function saidOf(error: unknown): string {
  if (error instanceof KeyFolderError || error instanceof StartFailure) return `${error.message}\n`
  throw error
}

const NOTHING_KEPT = `Het anker bewaart niets van dit logboek: de volgende start weigert het, en zegt wat dan te doen is.
The anchor keeps nothing of this log: the next start refuses it, and says what to do then.
`

/** The lock of a broker that was here, and what an earlier restore left. */
const OURS = ['sluis.db.lock', 'sluis.db.lock-journal', 'sluis.db.restoring']

async function faultsOf(
  config: Config,
  copy: string,
  { bytes, sha256, entries, checkpoint }: Manifest,
): Promise<string[]> {
  if (statSync(copy).size !== bytes) return ['bytes']
  if ((await sha256Of(copy)) !== sha256) return ['sha256']
  const checked = await checkedCopy(config, copy, checkpoint === '' ? [] : [checkpoint])
  return [...checked.findings, ...(checked.entries === entries ? [] : ['entries'])]
}

function manifestIn(from: string): Manifest | undefined {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(from, MANIFEST), 'utf8')))
  } catch {
    return undefined
  }
}
