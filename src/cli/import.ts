/**
 * `sluis log import`: a whole log out of an export, into a broker that has none yet. All of it is verified first, and again
 * while it is put in a database aside; only when that is complete, and its tree has the root that was signed, it gets the
 * name of the database. A crash before that leaves no log, and the next import begins anew.
 */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { v7 as uuidv7 } from 'uuid'
import type { Config } from '../config.ts'
import { type Counter, type Counts, countsOfUnlogged, NO_COUNTS, UNLOGGED } from '../domain/counters.ts'
import { leafFrom } from '../log/entry.ts'
import { createExportCheck, type ExportReport, type ReadLine } from '../log/export/check.ts'
import { type ExportedEntry, type Header, isComplete } from '../log/export/format.ts'
import { isTaken, namesIn } from '../log/export/names.ts'
import { IMPORTED_ERASED, resealed } from '../log/export/reseal.ts'
import { createIndexer } from '../log/indexer.ts'
import { createIntegrator } from '../log/integrator.ts'
import { ownEntry } from '../log/own-entry.ts'
import { type Part, partOf } from '../log/parts.ts'
import { headOf } from '../log/proving.ts'
import { unbase64 } from '../log/tree/base64.ts'
import { sameBytes } from '../log/tree/hash.ts'
import { type NoteKey, noteVerifier, type Verifier } from '../log/tree/note.ts'
import { lockAnchor, openAnchorFolder } from '../storage/node/anchor.ts'
import { createCrypto } from '../storage/node/crypto.ts'
import { ed25519 } from '../storage/node/ed25519.ts'
import { openErasureLedger } from '../storage/node/erasure-ledger.ts'
import { readKept, writeKept } from '../storage/node/kept-head.ts'
import { syncFolder } from '../storage/node/key-folder.ts'
import { createKeys, type NodeKeys } from '../storage/node/keys.ts'
import { linesOf } from '../storage/node/lines.ts'
import { keysFor, keysOf } from '../storage/node/log-start.ts'
import { lockDatabase } from '../storage/sqlite/connect.ts'
import { openSqlite, type Storage } from '../storage/sqlite/open.ts'
import { configured } from './configured.ts'
import { type CommandIo, EXIT, UsageError } from './help.ts'

const CRYPTO = createCrypto()
const NOTE_CRYPTO = { sha256: CRYPTO.sha256, ed25519 }
const BATCH_ENTRIES = 256
const NEEDS = 'sluis log import --verify <bestand> --key <sleutel>'

export async function importCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const options = { key: { type: 'string' }, verify: { type: 'string' } } as const
  const { values } = parseArgs({ args: [...args], options })
  if (values.verify === undefined || values.key === undefined) throw new UsageError(NEEDS)
  const log = noteVerifier(NOTE_CRYPTO, values.key.trim())
  if (!log) throw new UsageError('--key is not a verifier key: <name>+<id>+<key>')
  const config = configured(io)
  if (!config) return EXIT.configuration
  const why = refusalOf(config, values.verify, log) ?? (await anchored(config))
  if (why !== null) {
    io.err(`sluis log import: ${why}\n`)
    return EXIT.refused
  }
  const size = await imported(config, values.verify, log)
  io.out(
    `${size} regels overgenomen; het logboek heet nu ${config.origin} / entries taken over; the log is now ${config.origin}\n`,
  )
  return EXIT.ok
}

/** Everything that can be known before anything is written; null: nothing is in the way. */
function refusalOf({ dataDir, origin }: Config, file: string, log: Verifier): string | null {
  if (existsSync(join(dataDir, 'sluis.db'))) return NOT_EMPTY
  const check = createExportCheck({ sha256: CRYPTO.sha256, log, witnesses: [] })
  const names = new Set<string>()
  for (const line of linesOf(file)) {
    const read = check.take(line)
    for (const name of read ? namesIn(read) : []) names.add(name)
  }
  return isTaken(names, origin) ? OWN_ORIGIN : faultIn(check.end())
}

/**
 * An anchor that keeps another log would refuse this one at its start, and rightly so; what another one forgot is not what
 * this one has to forget.
 */
async function anchored({ anchorDir }: Config): Promise<string | null> {
  const forgotten = await openErasureLedger(anchorDir).all()
  return forgotten.length > 0 || (await readKept(anchorDir)) ? OTHER_ANCHOR : null
}

function faultIn({ header, counts, findings, entries, size }: ExportReport): string | null {
  if (!header) return 'dit is geen export / this is no export'
  if (counts.some(({ fails }) => fails > 0))
    return `de export klopt niet / the export does not hold: ${findings.map(({ claim, at }) => `${claim} ${at}`).join(', ')}`
  return isComplete(header) && entries === size ? null : PARTIAL
}

const NOT_EMPTY =
  'er is al een database: een logboek komt alleen in een sluis die nog geen heeft / there is a database: a log only goes into a broker without one'
const OWN_ORIGIN =
  'deze sluis heet zoals het logboek van de export heet, ooit heette of kan gaan heten: geef haar een eigen SLUIS_ORIGIN / this broker is named as the log of the export is, once was or may come to be: give it a SLUIS_ORIGIN of its own'
const OTHER_ANCHOR =
  'het anker bewaart al een logboek: neem een ander SLUIS_ANCHOR_DIR / the anchor keeps a log already: take another SLUIS_ANCHOR_DIR'
const PARTIAL =
  'de export is een deel van een logboek; alleen een geheel (sluis log export --all) kan erin / the export is a part of a log; only a whole one can go in'

async function imported(config: Config, file: string, log: Verifier): Promise<number> {
  const { dataDir, keysDir, anchorDir, mode } = config
  const keys = createKeys({ dir: keysDir, dataDir, create: mode === 'development', crypto: CRYPTO })
  try {
    openAnchorFolder(anchorDir, config, mode === 'development')
    const anchor = lockAnchor(anchorDir)
    try {
      // It was looked at a moment ago: somebody began a log here.
      if ((await anchored(config)) !== null) throw new Error(OTHER_ANCHOR)
      return await putThere(config, keys, file, log)
    } finally {
      anchor.close()
    }
  } finally {
    keys.close()
  }
}

async function putThere(config: Config, keys: NodeKeys, file: string, log: Verifier): Promise<number> {
  const { dataDir } = config
  const path = join(dataDir, 'sluis.db')
  const aside = `${path}.importing`
  // Nobody starts a broker here meanwhile.
  const lock = lockDatabase(path)
  try {
    // What a crash left of an earlier import.
    for (const ending of ENDINGS) rmSync(`${aside}${ending}`, { force: true })
    const own = await keysFor({ ...config, seed: keys.logSeed, crypto: CRYPTO })
    const { size, note } = await filled(own.key, keys, aside, file, log)
    if (existsSync(path)) throw new Error(NOT_EMPTY)
    // A crash before this: there is no log, only what lies aside. After it: there is all of it.
    renameSync(aside, path)
    syncFolder(dataDir)
    // A crash before this: a start asks for "sluis log anchor adopt".
    await writeKept(config.anchorDir, { keys: keysOf(own), checkpoint: note })
    for (const ending of ENDINGS) rmSync(`${aside}${ending}`, { force: true })
    return size
  } finally {
    lock.close()
  }
}

const ENDINGS = ['', '-wal', '-shm', '.lock', '.lock-journal']
const clock = () => new Date()
const observer = () => undefined

async function filled(own: NoteKey, keys: NodeKeys, aside: string, file: string, log: Verifier) {
  const storage = openSqlite(aside, { crypto: CRYPTO, keys, clock, observer })
  try {
    const check = createExportCheck({ sha256: CRYPTO.sha256, log, witnesses: [] })
    // A key that was destroyed before anything could lie under it.
    await keys.destroy(IMPORTED_ERASED)
    const [erased] = await keys.idsOf(IMPORTED_ERASED)
    if (erased === undefined) throw new Error(PARTIAL)
    const put = appender(storage, keys, erased)
    for (const line of linesOf(file)) await put(check.take(line))
    const report = check.end()
    const fault = faultIn(report)
    // It was verified a moment ago: somebody writes the file.
    if (fault !== null || !report.header || !report.root) throw new Error(fault ?? PARTIAL)
    const { size, counted, gone } = await put.done()
    if (size !== report.size) throw new Error(PARTIAL)
    const integrator = createIntegrator({ tree: storage.tree, crypto: CRYPTO, log: own, observer })
    await integrator.catchUp()
    const head = await headOf({ tree: storage.tree, crypto: CRYPTO, log: own })
    if (!head || !sameBytes(head.value.root, report.root)) throw new Error('the tree is not the one that was signed')
    const entry = await importEntry(storage, keys, report.header, { size: report.size, erased: gone })
    await storage.ledger.append({ entry: { ...entry, counts: countsFrom(storage, counted) }, changes: [], guard: null })
    await integrator.catchUp()
    await createIndexer({ ...storage, crypto: CRYPTO, keys, observer }).catchUp()
    return { size: report.size, note: (await storage.tree.checkpoint()) ?? null }
  } finally {
    storage.close()
  }
}

/** The counters go on from those of the other log: what its last tally says is counted with the entry that takes it over. */
function countsFrom({ ledger }: Storage, tally: Part<'tally'> | undefined): Counts {
  if (!tally) return NO_COUNTS
  for (const kind of UNLOGGED) for (let i = 0; i < tally.unlogged[kind]; i += 1) ledger.count(kind)
  const without = countsOfUnlogged(tally.unlogged)
  const entered = (counter: Counter) => tally.counters[counter] - without[counter]
  return {
    received: entered('received'),
    answered: entered('answered'),
    refused: entered('refused'),
    failed: entered('failed'),
  }
}

/** Appends entries in order of index, a batch a commit; settlements wait for their turn. */
function appender(storage: Storage, keys: NodeKeys, erased: string) {
  const waiting = new Map<number, ExportedEntry>()
  let batch: Promise<unknown>[] = []
  let next = 0
  let gone = 0
  /** The last tally that came by. */
  let counted: Part<'tally'> | undefined

  async function flush(): Promise<void> {
    await Promise.all(batch)
    batch = []
  }

  async function append(exported: ExportedEntry): Promise<void> {
    const { index } = exported
    const entry = await resealed({ crypto: CRYPTO, keys }, erased, exported)
    const { call } = exported
    const landed = storage.ledger.append({ entry, changes: [], guard: null, ...(call ? { call } : {}) }).then((at) => {
      if (!at.appended || at.place.index !== index || at.call !== (call?.number ?? null))
        throw new Error(`entry ${index} did not land in its place`)
    })
    const { parts = null } = exported
    gone += Object.values(parts ?? {}).filter((part) => part === 'erased').length
    const { tally = 'erased' } = parts ?? {}
    if (tally !== 'erased') counted = partOf({ tally: tally.value }, 'tally') ?? counted
    // Whoever waits for the batch hears of it.
    landed.catch(() => undefined)
    batch.push(landed)
    if (batch.length >= BATCH_ENTRIES) await flush()
  }

  async function put(line: ReadLine | undefined): Promise<void> {
    if (line?.kind === 'policy') {
      const { digest, at, settings, wasm, data, manifest, parts } = line.value
      const files = { wasm: unbase64(wasm) ?? new Uint8Array(), data, manifest, digest: parts }
      await storage.policies.keep({ digest, at, settings, files })
    }
    if (line?.kind !== 'entry') return
    const { entry, settlement } = line.value
    for (const one of [entry, ...(settlement ? [settlement] : [])]) waiting.set(one.index, one)
    for (let one = waiting.get(next); one; one = waiting.get(next)) {
      waiting.delete(next)
      next += 1
      await append(one)
    }
  }
  /** Resolves with how many landed, what was counted of them, and how many of their parts are erased. */
  const done = async () => {
    await flush()
    return { size: next, counted, gone }
  }
  return Object.assign(put, { done })
}

/** Where the entries before it came from, with the checkpoint that the other log signed: under the policy of the last one. */
async function importEntry(
  storage: Storage,
  keys: NodeKeys,
  { origin, checkpoint }: Header,
  { size, erased }: Pick<Part<'import'>, 'size' | 'erased'>,
) {
  const [last] = await storage.ledger.range(size - 1, 1)
  if (!last) throw new Error(PARTIAL)
  const now = clock()
  return ownEntry(
    { crypto: CRYPTO, keys },
    {
      type: 'import',
      id: uuidv7({ msecs: now.getTime(), random: CRYPTO.random(16) }),
      at: now.toISOString(),
      policy: leafFrom(CRYPTO, last).policy,
      parts: { import: { origin, size, checkpoint, erased } },
    },
  )
}
