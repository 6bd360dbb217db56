/** `sluis log`: checks the log in the database, and prints the key that others check it with. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { type AuditedBy, type AuditReport, audit, type Finding, type FindingCode } from '../log/audit.ts'
import { auditParts } from '../log/audit-parts.ts'
import { cosignatureVerifier } from '../log/tree/cosignature.ts'
import { type NoteKey, noteKey, noteVerifier } from '../log/tree/note.ts'
import { logSeedFrom } from '../storage/d1/keys.ts'
import { createCrypto } from '../storage/node/crypto.ts'
import { ed25519 } from '../storage/node/ed25519.ts'
import { createKeys, type NodeKeys } from '../storage/node/keys.ts'
import { openReadOnly, type ReadOnlyLog } from '../storage/sqlite/read-only.ts'
import { configured } from './configured.ts'
import { type CommandIo, EXIT, EXIT_HELP, PROCESS, UsageError } from './help.ts'

export const LOG_HELP = `sluis log verify [--key <sleutel>] [--kept <bestand>]... [--witness <sleutel>]... [--quorum <n>] [--parts]
sluis log key [--worker <bestand>]
sluis log export --to <bestand> ... | sluis log import --verify <bestand> --key <sleutel>

  verify   rekent het hele logboek na: regels, volgorde, boom, controlepunt; ook naast een draaiende server
           checks the whole log: entries, sequence, tree, checkpoint; also beside a running server
  key      de sleutel waarmee anderen het logboek controleren / the key that others check the log with

  --key <sleutel>    in plaats van die uit SLUIS_KEYS_DIR / instead of the one in SLUIS_KEYS_DIR
  --kept <bestand>   een eerder bewaard controlepunt: vindt ook een afgeknipt of vervangen logboek
                     a checkpoint that was kept: also finds a log that was cut off or replaced
  --witness <sleutel>, --quorum <n>
                     zoveel van deze getuigen (anders alle) moeten het laatst medeondertekende controlepunt hebben gezien
                     so many of these witnesses (otherwise all) must have seen the checkpoint that was cosigned last
  --parts            opent ook alle verzegelde delen; vraagt de sleutels en meer tijd
                     opens all sealed parts as well; takes the keys, and more time
  --worker <bestand> de sleutel van een Worker: het bestand bevat SLUIS_MASTER_KEY
                     the key of a Worker: the file holds SLUIS_MASTER_KEY

  export   regels met hun bewijs, voor sluis-verify: NDJSON, ADL 1.0.0; zelf ook een regel van het logboek
           entries with their proofs, for sluis-verify: NDJSON, ADL 1.0.0; an entry of the log itself

  --to <bestand>           een nieuw bestand / a new file
  --token-file <bestand>   token van wie leest / token of who reads; --purpose <doel> (P-AUDIT)
  --url <adres>            van een server die draait / of a server that runs
  --data-dir <map>         of de data van een gestopte server / or the data of one that is stopped; --keys-dir <map>
  --from, --until <moment> 2026-11-01T00:00:00Z
  --department <code>      wie vroeg / who asked
  --subject-file <bestand> {"type":"NATURAL","identifier":{"type":"bsn","value":"..."}}
  --all                    alles, door de beheerder van een gestopte server (SLUIS_DATA_DIR, SLUIS_KEYS_DIR): zonder token
                           everything, by who runs a server that is stopped: without a token

  import   een geheel (--all) in een sluis die nog geen logboek heeft; alles wordt eerst gecontroleerd
           a whole one (--all) into a broker without a log; all of it is checked first

  --verify <bestand>       de export / the export
  --key <sleutel>          van het logboek waar het uit komt, langs een andere weg gekregen
                           of the log it comes from, had by another way

${EXIT_HELP}`

const CRYPTO = createCrypto()
const NOTE_CRYPTO = { sha256: CRYPTO.sha256, ed25519 }
const UNSEEN =
  'zonder bewaard controlepunt of getuigen: een logboek dat met de sleutel is vervangen, blijft onopgemerkt / without a checkpoint that was kept, or witnesses, a log that was replaced by who holds the key is not noticed'
/** Told one by one; of more there is only the number. */
const TOLD = 100

export async function logCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  const [name, ...others] = args
  if (name === 'export') return (await import('./export.ts')).exportCommand(others, io)
  if (name === 'import') return (await import('./import.ts')).importCommand(others, io)
  const options = {
    key: { type: 'string' },
    kept: { type: 'string', multiple: true },
    witness: { type: 'string', multiple: true },
    quorum: { type: 'string' },
    parts: { type: 'boolean' },
    worker: { type: 'string' },
  } as const
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [command, ...rest] = positionals
  if (rest.length > 0 || (command !== 'verify' && command !== 'key'))
    throw new UsageError('sluis log verify | key | export | import')
  const config = configured(io)
  if (!config) return EXIT.configuration
  if (command === 'verify') return verify(config, values, io)
  const log = values.worker === undefined ? keyOf(config) : workerKey(config, readFileSync(values.worker, 'utf8'))
  io.out(`${log.verifierKey}\n`)
  return EXIT.ok
}

function keysOf({ keysDir, dataDir }: Config): NodeKeys {
  return createKeys({ dir: keysDir, dataDir, create: false, crypto: CRYPTO })
}

function keyOf(config: Config): NoteKey {
  const keys = keysOf(config)
  keys.close()
  return noteKey(NOTE_CRYPTO, config.origin, keys.logSeed)
}

/** On Workers the signing key is derived from the master key. */
function workerKey({ origin }: Config, masterKey: string): NoteKey {
  return noteKey(NOTE_CRYPTO, origin, logSeedFrom(masterKey.trim(), CRYPTO))
}

type Asked = {
  readonly key?: string | undefined
  readonly kept?: string[] | undefined
  readonly witness?: string[] | undefined
  readonly quorum?: string | undefined
  readonly parts?: boolean | undefined
}

async function verify(
  config: Config,
  { key, kept = [], witness, quorum, parts }: Asked,
  io: CommandIo,
): Promise<number> {
  const log = key === undefined ? keyOf(config) : noteVerifier(NOTE_CRYPTO, key)
  if (!log) throw new UsageError('--key is not a verifier key: <name>+<id>+<key>')
  const witnesses = witnessesIn(witness, quorum)
  const notes = kept.map((path) => readFileSync(path, 'utf8'))
  const stored = openReadOnly(join(config.dataDir, 'sluis.db'))
  let told = 0
  const found = ({ code, at }: Finding) => {
    told += 1
    if (told <= TOLD) io.out(`${code.padEnd(20)} ${at.padEnd(12)} ${SAID[code]}\n`)
  }
  try {
    const report = audit({ stored, crypto: NOTE_CRYPTO, log, kept: notes, witnesses, found })
    if (parts) await openAll(config, stored, found)
    io.out(summary({ ...report, findings: told }, kept.length, witnesses, parts === true))
    return told === 0 ? EXIT.ok : EXIT.refused
  } finally {
    stored.close()
  }
}

function witnessesIn(keys: readonly string[] = [], quorum = String(keys.length)): AuditedBy {
  const verifiers = keys.map((key) => {
    const verifier = cosignatureVerifier(NOTE_CRYPTO, key.trim())
    if (!verifier) throw new UsageError(`--witness: geen sleutel van een getuige / no key of a witness: ${key}`)
    return verifier
  })
  const enough = /^\d{1,3}$/.test(quorum) ? Number(quorum) : Number.NaN
  // Of nobody nothing is asked; of somebody, at least one.
  if (!(enough <= keys.length) || (enough === 0 && keys.length > 0)) throw new UsageError(`--quorum: ${quorum}`)
  return { verifiers, quorum: enough }
}

async function openAll(config: Config, stored: ReadOnlyLog, found: (finding: Finding) => void): Promise<void> {
  const keys = keysOf(config)
  try {
    await auditParts({ crypto: CRYPTO, keys }, stored.sealed(), found)
  } finally {
    keys.close()
  }
}

function summary(
  { entries, integrated, findings }: AuditReport,
  kept: number,
  { verifiers, quorum }: AuditedBy,
  parts: boolean,
): string {
  const lines = [
    `regels / entries: ${entries}, waarvan in de boom / of which in the tree: ${integrated}`,
    ...(quorum > 0 ? [`getuigen / witnesses: ${verifiers.length}, genoeg is / enough are: ${quorum}`] : []),
    ...(kept > 0 ? [`bewaarde controlepunten / checkpoints kept: ${kept}`] : []),
    ...(kept === 0 && quorum === 0 ? [UNSEEN] : []),
    parts
      ? 'verzegelde delen: geopend / sealed parts: opened'
      : 'verzegelde delen: niet bekeken / sealed parts: not looked at',
    findings === 0 ? 'niets gevonden / nothing found' : `afwijkingen / findings: ${findings}`,
  ]
  return `${lines.join('\n')}\n`
}

const SAID: Readonly<Record<FindingCode, string>> = {
  'entry-altered': 'regel is veranderd / entry was altered',
  'part-altered': 'verzegeld deel is veranderd / sealed part was altered',
  'entry-missing': 'regel ontbreekt of is verplaatst / entry is missing or was moved',
  'number-wrong': 'volgnummer van een organisatie klopt niet / running number of an organisation is wrong',
  'tile-missing': 'tegel van de boom ontbreekt / tile of the tree is missing',
  'tile-altered': 'tegel van de boom is veranderd / tile of the tree was altered',
  'tile-unexpected': 'tegels die bij geen regel horen / tiles that no entry stands for',
  'checkpoint-missing': 'controlepunt ontbreekt / checkpoint is missing',
  'checkpoint-forged': 'controlepunt is niet door dit logboek ondertekend / checkpoint is not signed by this log',
  'checkpoint-differs': 'de regels zijn niet die ondertekend zijn / the entries are not those that were signed',
  'checkpoint-ahead': 'het einde is afgeknipt / the end was cut off',
  'kept-forged': 'bewaard controlepunt is niet van dit logboek / checkpoint kept is not of this log',
  'kept-differs': 'het logboek is een ander dan toen / the log is another than it was',
  'kept-ahead': 'het einde is afgeknipt sinds toen / the end was cut off since then',
  'cosigned-forged':
    'medeondertekend controlepunt is niet van dit logboek of deze getuige / cosigned checkpoint is not of this log or this witness',
  'cosigned-differs': 'het logboek is een ander dan getuigen zagen / the log is another than witnesses saw',
  'cosigned-ahead': 'het einde is afgeknipt sinds getuigen het zagen / the end was cut off since witnesses saw it',
  'cosigned-few': 'te weinig getuigen hebben het gezien / too few witnesses saw it',
}
