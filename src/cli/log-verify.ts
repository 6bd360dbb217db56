/** `sluis log verify`: the whole log of a database, also while a broker writes it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { type AuditedBy, type AuditReport, audit, type Finding } from '../log/audit.ts'
import { auditParts, type PartsReport } from '../log/audit-parts.ts'
import { cosignatureVerifier, onePerKey } from '../log/tree/cosignature.ts'
import { isDamage, openReadOnly, type ReadOnlyLog } from '../storage/sqlite/read-only.ts'
import { type Anchored, anchoredBy } from './erased-since.ts'
import { type CommandIo, EXIT, UsageError } from './help.ts'
import { SAID } from './log-findings.ts'
import { CRYPTO, type GivenKeys, keysOf, NOTE_CRYPTO, trustedIn } from './log-trust.ts'

const UNSEEN =
  'zonder bewaard controlepunt of getuigen: een logboek dat met de sleutel is vervangen, blijft onopgemerkt / without a checkpoint that was kept, or witnesses, a log that was replaced by who holds the key is not noticed'
const UNCOUNTED =
  'wissingen van voordat delen geteld werden; wat onder hun sleutels is gezet en alleen gewist lijkt, blijkt niet / erasures from before parts were counted; what was put under their keys and only looks erased is not shown'
/** Told one by one; of more there is only the number. */
const TOLD = 100

type Asked = GivenKeys & {
  readonly kept?: string[] | undefined
  readonly witness?: string[] | undefined
  readonly quorum?: string | undefined
  readonly parts?: boolean | undefined
}

export async function verify(config: Config, asked: Asked, io: CommandIo): Promise<number> {
  const { kept = [], witness, quorum, parts } = asked
  const log = await trustedIn(config, asked)
  const witnesses = witnessesIn(witness, quorum)
  const notes = kept.map((path) => readFileSync(path, 'utf8'))
  // Before the snapshot of the log: of a key that goes meanwhile no entry could be seen.
  const destroyed = parts === true ? destroyedIn(config) : []
  const anchored = parts === true ? await anchoredBy(config, log) : undefined
  const stored = openReadOnly(join(config.dataDir, 'sluis.db'))
  let told = 0
  let since = 0
  const found = ({ code, at }: Finding) => {
    told += 1
    if (told <= TOLD) io.out(`${code.padEnd(20)} ${at.padEnd(12)} ${SAID[code]}\n`)
  }
  try {
    const report = audit({ stored, crypto: NOTE_CRYPTO, log, kept: notes, witnesses, found })
    if (parts && stored.damaged()) found({ code: 'storage-damaged', at: 'sluis.db' })
    const older = anchored && anchored.signed > report.entries ? anchored : undefined
    const unlessSince = (finding: Finding) => {
      if (finding.code === 'erased-unordered' && older?.scopes.has(finding.at)) since += 1
      else found(finding)
    }
    const opened = parts === true ? await openAll(config, stored, destroyed, unlessSince) : undefined
    if (older) io.out(olderCopy(older, report.entries, since))
    io.out(summary({ ...report, findings: told }, kept.length, witnesses, opened))
    return told === 0 ? EXIT.ok : EXIT.refused
  } catch (error) {
    if (!isDamage(error)) throw error
    // Nothing more can be said: what could not be read may be all that was changed.
    found({ code: 'storage-damaged', at: 'sluis.db' })
    io.out(`afwijkingen / findings: ${told}\n`)
    return EXIT.refused
  } finally {
    stored.close()
  }
}

function witnessesIn(given: readonly string[] = [], asked?: string): AuditedBy {
  const keys = onePerKey(given)
  const quorum = asked ?? String(keys.length)
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

function destroyedIn(config: Config): readonly string[] {
  const keys = keysOf(config)
  try {
    return keys.destroyed()
  } finally {
    keys.close()
  }
}

async function openAll(
  config: Config,
  stored: ReadOnlyLog,
  destroyed: readonly string[],
  found: (finding: Finding) => void,
): Promise<PartsReport> {
  const keys = keysOf(config)
  try {
    return await auditParts({ crypto: CRYPTO, keys }, stored, found, { destroyed, living: () => keys.scopes() })
  } finally {
    keys.close()
  }
}

/** No finding: whether something was lost is for a start to say, which compares it with the anchor. */
function olderCopy({ signed }: Anchored, entries: number, since: number): string {
  return `dit is een oudere kopie: zij heeft ${entries} regels, en het anker kent er ${signed}; de sleutels zijn van nu. Volgens het anker zijn er daarna vernietigd om te wissen: ${since}
this is an older copy: it has ${entries} entries, and the anchor knows ${signed}; the keys are those of now. By the anchor so many of them were destroyed since, to erase: ${since}
`
}

function summary(
  { entries, integrated, findings }: AuditReport,
  kept: number,
  { verifiers, quorum }: AuditedBy,
  opened?: Pick<PartsReport, 'erased' | 'uncounted'>,
): string {
  const lines = [
    `regels / entries: ${entries}, waarvan in de boom / of which in the tree: ${integrated}`,
    ...(quorum > 0 ? [`getuigen / witnesses: ${verifiers.length}, genoeg is / enough are: ${quorum}`] : []),
    ...(kept > 0 ? [`bewaarde controlepunten / checkpoints kept: ${kept}`] : []),
    ...(kept === 0 && quorum === 0 ? [UNSEEN] : []),
    opened === undefined
      ? 'verzegelde delen: niet bekeken / sealed parts: not looked at'
      : `verzegelde delen en zoekindex: bekeken, regels waarvan iets gewist is / sealed parts and index: looked at, entries of which something is erased: ${opened.erased}`,
    ...(opened && opened.uncounted > 0 ? [`${UNCOUNTED}: ${opened.uncounted}`] : []),
    findings === 0 ? 'niets gevonden / nothing found' : `afwijkingen / findings: ${findings}`,
  ]
  return `${lines.join('\n')}\n`
}
