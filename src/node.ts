/** Sluis on Node: composes the embedded default (SQLite, key folder, bundle on disk) into the application. */
import { join } from 'node:path'
import type { Hono } from 'hono'
import { v7 as uuidv7 } from 'uuid'
import type { AppPorts } from './api/context.ts'
import { createApp } from './app.ts'
import type { Issuer } from './auth/issuers.ts'
import { keysInFile } from './auth/key-files.ts'
import { trustIssuers } from './auth/key-sets.ts'
import { createRateLimiter } from './auth/rate-limit.ts'
import { createTokenCache } from './auth/token-cache.ts'
import { applyLedger, carryOut } from './erasure/carry-out.ts'
import { heldNow } from './erasure/due.ts'
import { erase } from './erasure/erase.ts'
import { createForgetting } from './erasure/forgetting.ts'
import { createLookKeeper } from './erasure/last-look.ts'
import { createTrustedClock, lastByPerson } from './erasure/trusted-clock.ts'
import type { Observer } from './events.ts'
import { LIMITS } from './limits.ts'
import { activate } from './log/activation.ts'
import { createFollower } from './log/follower.ts'
import { createIndexer } from './log/indexer.ts'
import { headOf } from './log/proving.ts'
import { recover } from './log/recover.ts'
import { witnessStatus } from './log/status.ts'
import { shownKeys } from './log/succession.ts'
import { within } from './log/turn.ts'
import { witnessedSizes } from './log/witness/ask.ts'
import { createCollector } from './log/witness/collect.ts'
import { type WitnessesConfig, witnessesOf } from './log/witness/config.ts'
import { publishedTree } from './log/witness/published.ts'
import { createMetrics } from './metrics.ts'
import { engineOf } from './policy/archive.ts'
import { loadBundle } from './policy/bundle.ts'
import { createEngine } from './policy/engine.ts'
import type { Clock } from './ports.ts'
import { buildSources, loadSourcesConfig } from './sources/registry.ts'
import { undiciExchanger } from './sources/undici.ts'
import { lockAnchor, openAnchorFolder, openUnder } from './storage/node/anchor.ts'
import { createCrypto } from './storage/node/crypto.ts'
import { ed25519 } from './storage/node/ed25519.ts'
import { isErasingStopped } from './storage/node/erasing-stopped.ts'
import { lineMac, openErasureLedger } from './storage/node/erasure-ledger.ts'
import { anchorGenerations } from './storage/node/generation-anchor.ts'
import { createKeys, refuseOlderKeys } from './storage/node/keys.ts'
import { startLog } from './storage/node/log-start.ts'
import { actsBeside, bundleFiles, retentionBeside, shownBeside, workbookBeside } from './storage/node/policy-files.ts'
import { openSqlite } from './storage/sqlite/open.ts'
import { readiness, StartFailure, tallyUp, tidyUp } from './upkeep.ts'

export type NodeOptions = {
  readonly dataDir: string
  readonly keysDir: string
  /** Development makes keys that are missing; production refuses without them. */
  readonly createKeys: boolean
  /** Apart from both: what must never go back. null: a log that is only read; it is added to, and nothing is signed. */
  readonly anchorDir: string | null
  readonly bundleDir: string
  readonly settings: unknown
  /** null: no connections; every permitted question then ends as a source that is not available. */
  readonly sourcesFile: string | null
  readonly issuers: readonly Issuer[]
  readonly origin: string
  /** null: nobody cosigns, and others are shown what the log signed. */
  readonly witnesses: WitnessesConfig | null
  readonly corsOrigins: readonly string[]
  /** Whether /metrics answers. */
  readonly metrics: boolean
  readonly env: Readonly<Record<string, string | undefined>>
  readonly observe?: Observer
  readonly clock?: Clock
  /** Milliseconds that went by, of a clock that nobody can set. */
  readonly elapsed?: () => number
}

export type SluisNode = { readonly app: Hono; readonly ports: AppPorts; close(): Promise<void> }

const SWEEP_MS = 60_000

/** Throws StartFailure, KeyFolderError, StorageFailure or BundleFault; nothing is left open then. */
export async function createNode(options: NodeOptions): Promise<SluisNode> {
  const { anchorDir } = options
  if (anchorDir === null) return opened(options)
  openAnchorFolder(anchorDir, options, options.createKeys)
  return openUnder(lockAnchor(anchorDir), () => opened(options))
}

async function opened(options: NodeOptions): Promise<SluisNode> {
  const { anchorDir } = options
  const clock = options.clock ?? (() => new Date())
  const metrics = createMetrics()
  const observe: Observer = (event) => {
    metrics.observe(event)
    options.observe?.(event)
  }
  const crypto = createCrypto()
  const noteCrypto = { sha256: crypto.sha256, ed25519 }
  const witnesses = options.witnesses && witnessesOf(noteCrypto, options.witnesses)
  const files = await bundleFiles(options.bundleDir)
  const bundle = loadBundle(files, options.settings, crypto.sha256)
  const engine = createEngine(bundle)
  const retention = await retentionBeside(options.bundleDir)
  const config =
    options.sourcesFile === null ? null : await loadSourcesConfig(options.sourcesFile, bundle.facts.sources)
  if (config && !config.ok) {
    throw new StartFailure(`sources: ${config.problems.map((p) => `${p.pointer || '/'} ${p.message}`).join('; ')}`)
  }
  const keys = createKeys({ dir: options.keysDir, create: options.createKeys, dataDir: options.dataDir, crypto })
  const { storage, erasureLedger } = openOrClose(keys, () => {
    if (anchorDir !== null) anchorGenerations(anchorDir, keys.generations)
    const told = anchorDir === null ? null : openErasureLedger(anchorDir, lineMac(keys, crypto, options.origin))
    const storage = openSqlite(join(options.dataDir, 'sluis.db'), { crypto, keys, clock, observer: observe })
    return { storage, erasureLedger: told }
  })
  const { ledger, tree } = storage
  const parts = { ...options, clock, seed: keys.logSeed, ledger, tree, crypto, observer: observe, isUsed: keys.isUsed }
  const exchanger = undiciExchanger(async () => ({}))
  const started = startLog(parts, {
    adopt: options.createKeys,
    ...(witnesses && options.anchorDir !== null
      ? { witnessed: (key) => witnessedSizes({ witnesses, exchanger, sha256: crypto.sha256, log: key }) }
      : {}),
  }).then(async (found) => {
    refuseOlderKeys(keys, await storage.newestKeyIds())
    return found
  })
  const {
    key: log,
    successions,
    steps,
    integrator,
  } = await started.catch((error: unknown) => {
    void exchanger.close()
    storage.close()
    keys.close()
    throw error
  })
  const sources = buildSources({
    config: config?.value ?? {},
    catalogue: bundle.facts.sources,
    folder: config?.folder ?? '.',
    env: options.env,
    clock,
    observe,
  })
  const asking = { tree: storage.tree, crypto, log, exchanger, clock, observer: observe }
  const collector = witnesses && createCollector({ ...asking, witnesses })
  const newId = () => uuidv7({ msecs: clock().getTime(), random: crypto.random(16) })
  const indexer = createIndexer({ ledger, decisionIndex: storage.decisionIndex, crypto, keys, observer: observe })
  const vault = { ledger, crypto, keys, clock, newId, observer: observe }
  await recover(vault)
  await activate({ ...vault, policies: storage.policies }, files, bundle)
  const { erasures } = storage
  const policy = () => engine.policy()
  const { elapsed = () => performance.now() } = options
  const believes = createTrustedClock(() => lastByPerson(ledger), elapsed)
  const held = heldNow({ cases: storage.cases, facts: bundle.facts }, clock, believes)
  const stopped = () => anchorDir !== null && isErasingStopped(anchorDir)
  if (stopped()) observe({ type: 'fault', where: 'retention', code: 'stopped' })
  const catchUp = () => indexer.catchUp()
  const erasing = { ...vault, erasures, erasureLedger, policy, held, stopped, catchUp }
  // Who only reads a log forgets nothing of it: that is for who keeps it.
  const forgetting = createFollower(
    async () => (erasureLedger === null ? undefined : carryOut(erasing)),
    () => observe({ type: 'fault', where: 'erasure', code: 'not-done' }),
  )
  if (erasureLedger !== null)
    await applied(erasing, () => {
      storage.close()
      keys.close()
    })

  const looks = createLookKeeper()
  const ports: AppPorts = {
    clock,
    newId,
    crypto,
    keys,
    ledger,
    cases: storage.cases,
    inquiries: storage.inquiries,
    duties: storage.duties,
    reviews: storage.reviews,
    decisionIndex: storage.decisionIndex,
    engine,
    engineOf: engineOf(engine, storage.policies, crypto.sha256),
    facts: bundle.facts,
    settings: bundle.settings,
    retention,
    norms: new Map(bundle.manifest.norms.map((norm) => [norm.id, norm])),
    shown: await shownBeside(options.bundleDir),
    acts: await actsBeside(options.bundleDir),
    workbook: await workbookBeside(options.bundleDir),
    log,
    chain: { successions, steps },
    tree: witnesses ? publishedTree(tree, shownKeys(log, steps), witnesses) : tree,
    sources,
    issuers: trustIssuers(options.issuers, clock, keysInFile),
    tokenCache: createTokenCache(),
    rateLimiter: createRateLimiter(clock),
    treeBehind: () => integrator.behind(),
    inFlight: new Set(),
    observe,
    corsOrigins: options.corsOrigins,
    catchUp,
    integrate: async () => {
      if (options.anchorDir !== null) await integrator.catchUp()
    },
    policies: storage.policies,
    status: {
      startedAt: clock().toISOString(),
      signed: storage.tree,
      witnesses: witnessStatus(witnesses, collector?.standings ?? null),
      lastLook: looks.last,
      behind: () => integrator.behind(),
    },
    carryOut: forgetting.catchUp,
    eraseSoon: () => void forgetting.catchUp(),
    ready: async () => [...(await readiness(ports)), ...(integrator.failing() ? ['tree'] : [])],
    ...(options.metrics
      ? {
          metrics: async () => {
            const { size: sequenced, counters } = await ledger.standing(Number.MAX_SAFE_INTEGER)
            return metrics.text({
              overdue: await storage.duties.overdue(clock().toISOString().slice(0, 10)),
              sequenced,
              erasingStopped: stopped(),
              counts: counters.counts,
              integrated: (await headOf({ ...ports, tree: storage.tree }))?.value.size ?? 0,
              witnessed: witnesses && ((await headOf(ports))?.value.size ?? 0),
            })
          },
        }
      : {}),
  }
  indexer.start()
  if (options.anchorDir !== null) {
    integrator.start()
    collector?.start()
  }
  const onTime = createForgetting({
    ...ports,
    keys,
    believes,
    stopped,
    found: looks.found,
    erase: (order, looked) => erase(erasing, order, looked),
  })
  // What is only read is not tended either.
  const sweep = options.anchorDir === null ? undefined : setInterval(() => void tidyUp(ports, onTime), SWEEP_MS)
  sweep?.unref()
  // A log that takes nothing at the moment is heard of by who asks; what is counted stays held until it does.
  const counted = setInterval(() => ledger.flush().catch(() => undefined), LIMITS.countsHeldMs)
  counted.unref()
  return {
    app: createApp(ports),
    ports,
    async close() {
      clearInterval(sweep)
      clearInterval(counted)
      await forgetting.stop()
      if (options.anchorDir !== null) {
        await tallyUp(ports)
        // The last entries are in the tree as well when it stops; were they not, the next start would see to it.
        const last = integrator.catchUp().catch(() => observe({ type: 'fault', where: 'integrator', code: 'failed' }))
        await within(LIMITS.integrationBehindMs, last)
      }
      await Promise.all([indexer.stop(), integrator.stop(), collector?.stop()])
      await Promise.all([sources.close(), asking.exchanger.close()])
      storage.close()
      keys.close()
    },
  }
}

/** What was forgotten and came back with an older copy goes again before anybody is served. */
async function applied(ports: Parameters<typeof applyLedger>[0], close: () => void): Promise<void> {
  try {
    await applyLedger(ports)
  } catch (error) {
    close()
    throw new StartFailure('what was erased came back and cannot be erased again: see the disks', { cause: error })
  }
}

function openOrClose<T>(keys: { close(): void }, open: () => T): T {
  try {
    return open()
  } catch (error) {
    keys.close()
    throw error
  }
}
