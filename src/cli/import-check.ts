/**
 * What is looked at before a log is taken over, and what of it is to stay out: an export of before an erasure still holds what
 * was erased since. Its own entries say what was erased before; what was erased later stands in the ledger of the anchor that
 * the log has now, or in a newer export, which whoever imports gives along. Writes nothing.
 */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Order } from '../erasure/order.ts'
import { createExportCheck, type ExportReport } from '../log/export/check.ts'
import { erasuresIn } from '../log/export/erasures.ts'
import { isComplete } from '../log/export/format.ts'
import { isTaken, namesIn } from '../log/export/names.ts'
import type { LogTrust } from '../log/succession.ts'
import { createCrypto } from '../storage/node/crypto.ts'
import { ERASURES_FILE, readErasures } from '../storage/node/erasure-ledger.ts'
import { readKept } from '../storage/node/kept-head.ts'
import { KeyFolderError } from '../storage/node/key-folder.ts'
import { beginsWith, linesOf } from '../storage/node/lines.ts'

const { sha256 } = createCrypto()

/** `erased`: anchor folders, ledgers of erasures, or newer exports of the same log. */
export type Given = { readonly file: string; readonly log: LogTrust; readonly erased: readonly string[] }
export type Looked =
  | { readonly ok: true; readonly erased: readonly Order[] }
  | { readonly ok: false; readonly why: string }

/** Everything that can be known before anything is written. */
export async function lookedAt(config: Config, { file, log, erased }: Given): Promise<Looked> {
  if (existsSync(join(config.dataDir, 'sluis.db'))) return refused(NOT_EMPTY)
  const read = readExport(file, log, { origin: config.origin, sought: await namesKept(erased) })
  if (read.taken) return refused(OWN_ORIGIN)
  const fault = faultIn(read.report) ?? (await anchored(config))
  if (fault !== null) return refused(fault)
  const orders = [...read.orders]
  for (const path of erased) {
    const found = await erasedIn(path, { log, names: read.names, size: read.report.size })
    if (!found.ok) return refused(`${path}: ${found.why}`)
    orders.push(...found.erased)
  }
  return { ok: true, erased: orders }
}

/** The export that is taken over; it was checked. `names`: those of its log that were sought. */
type Of = { readonly log: LogTrust; readonly names: ReadonlySet<string>; readonly size: number }

type Read = Pick<Of, 'names'> & {
  readonly taken: boolean
  readonly orders: readonly Order[]
  readonly report: ExportReport
}
/** `origin`: the name that none of its log may have. */
type Names = { readonly origin: string | null; readonly sought: ReadonlySet<string> }

/** No other name is kept than what is sought: nobody signed for them yet, and they may be many. */
function readExport(file: string, log: LogTrust, { origin, sought }: Names): Read {
  const check = createExportCheck({ sha256, log, witnesses: [] })
  const names = new Set<string>()
  let taken = false
  const orders: Order[] = []
  for (const line of linesOf(file)) {
    const read = check.take(line)
    if (!read) continue
    const own = namesIn(read)
    taken ||= origin !== null && isTaken(own, origin)
    for (const name of own) if (sought.has(name)) names.add(name)
    orders.push(...erasuresIn(read))
  }
  return { taken, orders, names, report: check.end() }
}

/** Whatever is wrong with it refuses: who gives it along counts on it. */
async function erasedIn(path: string, of: Of): Promise<Looked> {
  if (!existsSync(path)) return refused(ABSENT)
  if (statSync(path).isDirectory()) return inAnchor(path, of)
  if (!beginsWith(path, '{"sluisExport"')) return inLedger(path)
  const { orders, report } = readExport(path, of.log, { origin: null, sought: new Set() })
  const fault = faultIn(report)
  if (fault !== null) return refused(fault)
  return report.size < of.size ? refused(OLDER) : { ok: true, erased: orders }
}

/** A ledger names no log; the checkpoint beside it in the anchor does. */
async function inAnchor(dir: string, of: Of): Promise<Looked> {
  const kept = await readKept(dir)
  if (!kept) return refused(NO_ANCHOR)
  if (!kept.keys.some((key) => of.names.has(nameIn(key)))) return refused(OTHER_LOG)
  return inLedger(join(dir, ERASURES_FILE))
}

/** What the logs of the anchors among these are called: few, so that the export is read once for all of them. */
async function namesKept(paths: readonly string[]): Promise<ReadonlySet<string>> {
  const folders = paths.filter((path) => existsSync(path) && statSync(path).isDirectory())
  const kept = await Promise.all(folders.map((dir) => readKept(dir)))
  return new Set(kept.flatMap((one) => one?.keys.map(nameIn) ?? []))
}

const nameIn = (key: string) => key.split('+')[0] ?? ''

function inLedger(path: string): Looked {
  try {
    return { ok: true, erased: readErasures(path) }
  } catch (error) {
    if (error instanceof KeyFolderError) return refused(NO_LEDGER)
    throw error
  }
}

/**
 * An anchor that keeps another log would refuse this one at its start, and rightly so; what another one forgot is not what
 * this one has to forget, unless that is said.
 */
export async function anchored({ anchorDir }: Pick<Config, 'anchorDir'>): Promise<string | null> {
  const forgotten = readErasures(join(anchorDir, ERASURES_FILE))
  return forgotten.length > 0 || (await readKept(anchorDir)) ? OTHER_ANCHOR : null
}

export function faultIn({ header, counts, findings, entries, size }: ExportReport): string | null {
  if (!header) return 'dit is geen export / this is no export'
  if (counts.some(({ fails }) => fails > 0))
    return `de export klopt niet / the export does not hold: ${findings.map(({ claim, at }) => `${claim} ${at}`).join(', ')}`
  return isComplete(header) && entries === size ? null : PARTIAL
}

function refused(why: string): { readonly ok: false; readonly why: string } {
  return { ok: false, why }
}

export const NOT_EMPTY =
  'er is al een database: een logboek komt alleen in een sluis die nog geen heeft / there is a database: a log only goes into a broker without one'
export const PARTIAL =
  'de export is een deel van een logboek; alleen een geheel (sluis log export --all) kan erin / the export is a part of a log; only a whole one can go in'
export const OTHER_ANCHOR =
  'het anker bewaart al een logboek, of wat een logboek wiste: neem een ander SLUIS_ANCHOR_DIR, en geef dit mee met --erased als het van hetzelfde logboek is / the anchor keeps a log already, or what a log erased: take another SLUIS_ANCHOR_DIR, and give this one with --erased where it is of the same log'
const OWN_ORIGIN =
  'deze sluis heet zoals het logboek van de export heet, ooit heette of kan gaan heten: geef haar een eigen SLUIS_ORIGIN / this broker is named as the log of the export is, once was or may come to be: give it a SLUIS_ORIGIN of its own'
const ABSENT = 'is er niet / is not there'
const OLDER =
  'deze export is ouder dan die van --verify, en zegt niets van wat daarna werd gewist / this export is older than that of --verify, and says nothing of what was erased since'
const NO_ANCHOR = 'dit is geen anker: er is geen log.json / this is no anchor: there is no log.json'
const OTHER_LOG = 'dit is het anker van een ander logboek / this is the anchor of another log'
const NO_LEDGER = 'dit is geen lijst van wat werd gewist / this is no ledger of erasures'
