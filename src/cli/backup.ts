/**
 * `sluis backup`: a copy of the database, taken beside the server that writes it, checked before it is called a backup. What
 * is copied holds sealed content only: the keys have a backup of their own, and are never in this one.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { isInside, realPath, syncFile, syncFolder } from '../storage/node/key-folder.ts'
import { copyDatabase } from '../storage/sqlite/backup.ts'
import { checkedCopy, MANIFEST, type Manifest, sha256Of } from './backup-copy.ts'
import { configured } from './configured.ts'
import { type CommandIo, EXIT, EXIT_HELP, PROCESS, UsageError } from './help.ts'

export const BACKUP_HELP = `sluis backup --to <map>

Kopieert de database naar een nieuwe of lege map, ook naast een draaiende server, rekent de kopie na en legt er een
${MANIFEST} bij: omvang, SHA-256, controlepunt en tijdstip. De sleutels (SLUIS_KEYS_DIR) zitten er nooit in: die hebben hun
eigen reservekopie, apart; zonder hen is de kopie niet te lezen. Het anker (SLUIS_ANCHOR_DIR) hoort in geen reservekopie.
Copies the database into a new or empty folder, also beside a running server, checks the copy and puts a ${MANIFEST} beside
it: size, SHA-256, checkpoint and time. The keys (SLUIS_KEYS_DIR) are never in it: they have a backup of their own, apart;
without them the copy cannot be read. The anchor (SLUIS_ANCHOR_DIR) belongs in no backup.

${EXIT_HELP}`

export async function backupCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { to: { type: 'string' } } })
  if (values.to === undefined) throw new UsageError('sluis backup --to <map>')
  const config = configured(io)
  if (!config) return EXIT.configuration
  const why = refusalOf(config, values.to)
  if (why !== null) {
    io.err(`sluis backup: ${why}\n`)
    return EXIT.refused
  }
  return taken(config, values.to, io)
}

function refusalOf({ dataDir, keysDir }: Config, to: string): string | null {
  for (const dir of [dataDir, keysDir]) {
    if (isInside(realPath(to), realPath(dir))) return `${to} ligt in / lies inside ${dir}`
  }
  return existsSync(to) && readdirSync(to).length > 0 ? `${to} is niet leeg / is not empty` : null
}

async function taken(config: Config, to: string, io: CommandIo): Promise<number> {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const part = join(to, 'sluis.db.part')
  const takenAt = new Date().toISOString()
  try {
    copyDatabase(join(config.dataDir, 'sluis.db'), part)
    syncFile(part)
    const copy = await checkedCopy(config, part, [])
    if (copy.findings.length > 0) {
      io.err(
        `sluis backup: de database klopt niet, er is geen reservekopie / the database does not hold, there is no backup: ${copy.findings.join(', ')}\n`,
      )
      return EXIT.refused
    }
    const { origin, checkpoint, entries, integrated } = copy
    const sha256 = await sha256Of(part)
    const { size } = statSync(part)
    const manifest: Manifest = { sluisBackup: 1, takenAt, origin, entries, integrated, bytes: size, sha256, checkpoint }
    renameSync(part, join(to, 'sluis.db'))
    // Without its manifest a copy is no backup: it comes last. A crash before it leaves a folder that restore refuses.
    writeFileSync(join(to, `${MANIFEST}.part`), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    syncFile(join(to, `${MANIFEST}.part`))
    renameSync(join(to, `${MANIFEST}.part`), join(to, MANIFEST))
    syncFolder(to)
    io.out(`${to}: ${entries} regels / entries, ${size} bytes, sha256 ${sha256}\n${KEYS_APART}\n`)
    return EXIT.ok
  } finally {
    for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(`${part}${ending}`, { force: true })
  }
}

const KEYS_APART =
  'de sleutels zitten er niet in: maak daar apart een reservekopie van / the keys are not in it: back them up apart'
