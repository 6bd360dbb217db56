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
import { eraseAll } from '../erasure/erase.ts'
import type { Order } from '../erasure/order.ts'
import { LIMITS } from '../limits.ts'
import { leafFrom } from '../log/entry.ts'
import { createExportCheck, type ReadLine } from '../log/export/check.ts'
import { scopesGone, withoutGone } from '../log/export/erasures.ts'
import type { ExportedEntry, Header } from '../log/export/format.ts'
import { IMPORTED_ERASED, resealed } from '../log/export/reseal.ts'
import { createIndexer } from '../log/indexer.ts'
import { createIntegrator } from '../log/integrator.ts'
import { ownEntry } from '../log/own-entry.ts'
import { type Part, partOf } from '../log/parts.ts'
import { headOf } from '../log/proving.ts'
import { trustedKeys } from '../log/succession.ts'
import { unbase64 } from '../log/tree/base64.ts'
import { sameBytes } from '../log/tree/hash.ts'
import { type NoteKey, noteVerifier } from '../log/tree/note.ts'
import { lockAnchor, openAnchorFolder } from '../storage/node/anchor.ts'
import { refuseOtherAnchor, takeToAnchor } from '../storage/node/anchor-binding.ts'
import { createCrypto } from '../storage/node/crypto.ts'
import { ed25519 } from '../storage/node/ed25519.ts'
import { writeKept } from '../storage/node/kept-head.ts'
import { syncFolder } from '../storage/node/key-folder.ts'
import { createKeys, type NodeKeys } from '../storage/node/keys.ts'
import { linesOf } from '../storage/node/lines.ts'
import { keysFor, keysOf } from '../storage/node/log-start.ts'
import { lockDatabase } from '../storage/sqlite/connect.ts'
import { openSqlite, type Storage } from '../storage/sqlite/open.ts'
import { configured } from './configured.ts'
import { type CommandIo, EXIT, UsageError } from './help.ts'
import { anchored, faultIn, type Given, lookedAt, NOT_EMPTY, OTHER_ANCHOR, PARTIAL } from './import-check.ts'

const CRYPTO = createCrypto()
const NOTE_CRYPTO = { sha256: CRYPTO.sha256, ed25519 }
const BATCH_ENTRIES = 256
const NEEDS = 'sluis log import --verify <bestand> --key <sleutel>... [--erased <pad>]...'

export async function importCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const options = {
    key: { type: 'string', multiple: true },
    verify: { type: 'string' },
    erased: { type: 'string', multiple: true },
  } as const
  const { values } = parseArgs({ args: [...args], options })
  if (values.verify === undefined || values.key === undefined) throw new UsageError(NEEDS)
  const known = values.key.flatMap((key) => noteVerifier(NOTE_CRYPTO, key.trim()) ?? [])
  if (known.length < values.key.length) throw new UsageError('--key is not a verifier key: <name>+<id>+<key>')
  const config = configured(io)
  if (!config) return EXIT.configuration
  const given = { file: values.verify, log: trustedKeys(known, []), erased: values.erased ?? [] }
  const looked = await lookedAt(config, given)
  if (!looked.ok) {
    io.err(`sluis log import: ${looked.why}\n`)
    return EXIT.refused
  }
  const { size, out } = await imported(config, given, looked.erased)
  io.out(
    `${size} regels overgenomen; het logboek heet nu ${config.origin} / entries taken over; the log is now ${config.origin}\n`,
  )
  io.out(`niet overgenomen, want gewist / not taken over, for it was erased: ${out}\n`)
  if (given.erased.length === 0) io.out(`${UNKNOWN}\n`)
  return EXIT.ok
}

const UNKNOWN =
  'wat het oude logboek na deze export wiste, is hier niet bekend: daarvoor is --erased / what the old log erased after this export is not known here: that is what --erased is for'
const UNCOUNTABLE =
  'de tellers van dit logboek kunnen niet: daarmee kan niet verder worden geteld / the counters of this log cannot be: nothing can count on from them'

async function imported(config: Config, given: Given, erased: readonly Order[]) {
  const { dataDir, keysDir, anchorDir, mode } = config
  const keys = createKeys({ dir: keysDir, dataDir, create: mode === 'development', crypto: CRYPTO })
  try {
    openAnchorFolder(anchorDir, config, mode === 'development')
    const anchor = lockAnchor(anchorDir)
    try {
      await refuseOtherAnchor(config)
      // It was looked at a moment ago: somebody began a log here.
      if ((await anchored(config)) !== null) throw new Error(OTHER_ANCHOR)
      return await putThere(config, keys, given, erased)
    } finally {
      anchor.close()
    }
  } finally {
    keys.close()
  }
}

async function putThere(config: Config, keys: NodeKeys, given: Given, erased: readonly Order[]) {
  const { dataDir } = config
  const path = join(dataDir, 'sluis.db')
  const aside = `${path}.importing`
  // Nobody starts a broker here meanwhile.
  const lock = lockDatabase(path)
  try {
    // What a crash left of an earlier import.
    for (const ending of ENDINGS) rmSync(`${aside}${ending}`, { force: true })
    const own = await keysFor({ ...config, seed: keys.logSeed, crypto: CRYPTO })
    const { size, note, out } = await filled(own.key, keys, aside, given, erased)
    if (existsSync(path)) throw new Error(NOT_EMPTY)
    // A crash before this: there is no log, only what lies aside. After it: there is all of it.
    renameSync(aside, path)
    syncFolder(dataDir)
    // A crash before this: a start asks for "sluis log anchor adopt".
    await writeKept(config.anchorDir, { keys: keysOf(own), checkpoint: note })
    await takeToAnchor({ ...config, crypto: CRYPTO, clock })
    for (const ending of ENDINGS) rmSync(`${aside}${ending}`, { force: true })
    return { size, out }
  } finally {
    lock.close()
  }
}

const ENDINGS = ['', '-wal', '-shm', '.lock', '.lock-journal']
const clock = () => new Date()
const observer = () => undefined
const newId = () => uuidv7({ msecs: clock().getTime(), random: CRYPTO.random(16) })

async function filled(own: NoteKey, keys: NodeKeys, aside: string, { file, log }: Given, orders: readonly Order[]) {
  const storage = openSqlite(aside, { crypto: CRYPTO, keys, clock, observer })
  try {
    const check = createExportCheck({ sha256: CRYPTO.sha256, log, witnesses: [] })
    // A key that was destroyed before anything could lie under it.
    await keys.destroy(IMPORTED_ERASED)
    const [erased] = await keys.idsOf(IMPORTED_ERASED)
    if (erased === undefined) throw new Error(PARTIAL)
    const put = appender(storage, keys, erased, scopesGone(orders))
    for (const line of linesOf(file)) await put(check.take(line))
    const report = check.end()
    const fault = faultIn(report)
    // It was verified a moment ago: somebody writes the file.
    if (fault !== null || !report.header || !report.root) throw new Error(fault ?? PARTIAL)
    const { size, counted, gone, out } = await put.done()
    if (size !== report.size) throw new Error(PARTIAL)
    const integrator = createIntegrator({ tree: storage.tree, crypto: CRYPTO, log: own, observer })
    await integrator.catchUp()
    const head = await headOf({ tree: storage.tree, crypto: CRYPTO, log: own })
    if (!head || !sameBytes(head.value.root, report.root)) throw new Error('the tree is not the one that was signed')
    const entry = await importEntry(storage, keys, report.header, { size: report.size, erased: gone })
    await storage.ledger.append({ entry: { ...entry, counts: countsFrom(storage, counted) }, changes: [], guard: null })
    await forgotten(storage, keys, out)
    await integrator.catchUp()
    return { size: report.size, note: (await storage.tree.checkpoint()) ?? null, out: out.length }
  } finally {
    storage.close()
  }
}

/**
 * Of what stayed out the log says here as well that it was erased, and its names never get a key. The first start puts them in
 * the ledger of the anchor, which must keep nothing before there is a log.
 */
async function forgotten(storage: Storage, keys: NodeKeys, orders: readonly Order[]): Promise<void> {
  const indexer = createIndexer({ ...storage, crypto: CRYPTO, keys, observer })
  await indexer.catchUp()
  const [last] = await storage.ledger.range((await storage.ledger.size()) - 1, 1)
  if (!last) throw new Error(PARTIAL)
  const { policy } = leafFrom(CRYPTO, last)
  const ports = { ...storage, crypto: CRYPTO, keys, clock, newId, observer, erasureLedger: null, policy: () => policy }
  await eraseAll({ ...ports, catchUp: () => indexer.catchUp() }, orders)
}

/** The counters go on from those of the other log: what its last tally says is counted with the entry that takes it over. */
function countsFrom({ ledger }: Storage, tally: Part<'tally'> | undefined): Counts {
  if (!tally) return NO_COUNTS
  const all = [...Object.values(tally.counters), ...Object.values(tally.unlogged)]
  if (all.some((count) => count > LIMITS.importedCount)) throw new Error(UNCOUNTABLE)
  for (const kind of UNLOGGED) ledger.count(kind, tally.unlogged[kind])
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
function appender(storage: Storage, keys: NodeKeys, erased: string, goneScopes: ReadonlyMap<string, Order>) {
  const waiting = new Map<number, ExportedEntry>()
  let batch: Promise<unknown>[] = []
  let next = 0
  let gone = 0
  const out = new Set<Order>()
  /** The last tally that came by. */
  let counted: Part<'tally'> | undefined

  async function flush(): Promise<void> {
    await Promise.all(batch)
    batch = []
  }

  async function append(found: ExportedEntry): Promise<void> {
    const { left: exported, by } = withoutGone(found, goneScopes)
    for (const order of by) out.add(order)
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
  /** Resolves with how many landed, what was counted of them, how many of their parts are erased, and what stayed out. */
  const done = async () => {
    await flush()
    return { size: next, counted, gone, out: [...out] }
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
      id: newId(),
      at: now.toISOString(),
      policy: leafFrom(CRYPTO, last).policy,
      parts: { import: { origin, size, checkpoint, erased } },
    },
  )
}
