/**
 * Sluis on Workers: composes D1, secrets and the imported bundle into the application. An isolate has no start and no end
 * of its own: what a process does at its start or by a timer, `tend` does when the platform's clock calls it.
 */
import type { Hono } from 'hono'
import { v7 as uuidv7 } from 'uuid'
import type { AppPorts } from '../api/context.ts'
import { createApp } from '../app.ts'
import { trustIssuers } from '../auth/key-sets.ts'
import { createRateLimiter } from '../auth/rate-limit.ts'
import { createTokenCache } from '../auth/token-cache.ts'
import { carryOut } from '../erasure/carry-out.ts'
import { heldNow } from '../erasure/due.ts'
import { erase } from '../erasure/erase.ts'
import { createForgetting } from '../erasure/forgetting.ts'
import { parseRetention, RETENTION_FILE, type RetentionTable } from '../erasure/retention.ts'
import { createTrustedClock, lastByPerson } from '../erasure/trusted-clock.ts'
import type { Observer } from '../events.ts'
import { LIMITS } from '../limits.ts'
import { activate } from '../log/activation.ts'
import { createIndexer } from '../log/indexer.ts'
import { createIntegrator } from '../log/integrator.ts'
import { witnessStatus } from '../log/status.ts'
import { noteKey } from '../log/tree/note.ts'
import type { TreeStore } from '../log/tree-store.ts'
import { createCollector } from '../log/witness/collect.ts'
import { witnessesOf } from '../log/witness/config.ts'
import { publishedTree } from '../log/witness/published.ts'
import { actsOr } from '../policy/acts.ts'
import { engineOf } from '../policy/archive.ts'
import { createEngine } from '../policy/engine.ts'
import { parseShown } from '../policy/shown.ts'
import { NO_WORKBOOK } from '../policy/workbook.ts'
import type { Clock } from '../ports.ts'
import { parseSourcesConfig } from '../sources/config.ts'
import { fetchExchanger } from '../sources/platform-fetch.ts'
import { buildWorkerSources } from '../sources/workers.ts'
import { type D1Binding, isD1 } from '../storage/d1/binding.ts'
import { createD1Keys } from '../storage/d1/keys.ts'
import { openD1 } from '../storage/d1/open.ts'
import { createCrypto } from '../storage/node/crypto.ts'
import { ed25519 } from '../storage/node/ed25519.ts'
import { readiness, StartFailure, tidyUp } from '../upkeep.ts'
import { readWorkerConfig, type WorkerConfig } from './config.ts'
import { loadWorkerBundle, type WorkerBundleFiles } from './policy.ts'
import { refuseOtherTree, startLog } from './start.ts'
import { codeOf, createTreeWatch } from './tree-watch.ts'

export type WorkerOptions = {
  /** Vars, secrets and bindings, as the platform gives them. */
  readonly env: Readonly<Record<string, unknown>>
  readonly bundle: WorkerBundleFiles
  /** Text of policies/shown.json, where it was imported. */
  readonly shown?: string
  /** Text of policies/acts.json, likewise. */
  readonly acts?: string
  /** Text of policies/retention.json. */
  readonly retention: string
  readonly observe: Observer
  readonly clock: Clock
}
export type SluisWorker = {
  readonly app: Hono
  readonly mode: WorkerConfig['mode']
  /** Settles what a crash cut off, lets things expire, and follows the log. Never throws: what failed is observed. */
  tend(): Promise<void>
  /** After an answer: what was counted in memory becomes durable, at most once in LIMITS.countsHeldMs. Never throws. */
  settleCounts(): Promise<void>
}

/** Throws StartFailure with everything that is wrong, BundleFault, StorageFailure, or what D1 throws. */
export async function createWorker({
  env,
  bundle: deployed,
  shown,
  acts,
  retention,
  observe,
  clock,
}: WorkerOptions): Promise<SluisWorker> {
  const config = configOf(env)
  const { LOG, KEYS, SLUIS_MASTER_KEY: _, ...others } = env
  const crypto = createCrypto()
  const { bundle, files, compiled } = loadWorkerBundle(deployed, config.settings, crypto.sha256)
  const engine = createEngine(bundle)
  const table = retentionIn(retention)
  const sources = sourcesOf(config, others, bundle.facts.sources, { clock, observe })
  const keys = await createD1Keys({
    database: databaseOf('KEYS', KEYS),
    masterKey: config.masterKey,
    crypto,
    clock,
  })
  const noteCrypto = { sha256: crypto.sha256, ed25519 }
  const log = noteKey(noteCrypto, config.origin, keys.logSeed)
  const over = (tree: TreeStore) => createIntegrator({ tree, crypto, log, observer: observe })
  const storage = await openD1(databaseOf('LOG', LOG), { crypto, keys, clock }, (tree) => refuseOtherTree(over(tree)))
  const newId = () => uuidv7({ msecs: clock().getTime() })
  const vault = { crypto, keys, clock, newId, observer: observe, ledger: storage.ledger }
  const witnesses = config.witnesses && witnessesOf(noteCrypto, config.witnesses)
  const collect = async () => {
    if (!witnesses) return
    const ports = { tree: storage.tree, crypto, log, witnesses, exchanger: fetchExchanger(), clock, observer: observe }
    await createCollector(ports).catchUp()
  }
  const integrate = () => over(storage.tree).catchUp()
  // An indexer for each call: who waited for another request's work would wait for ever if that request were cut off.
  const catchUp = () => createIndexer({ ...vault, decisionIndex: storage.decisionIndex }).catchUp()

  await startLog({ ...storage, keys, integrator: over(storage.tree) })
  await activate({ ...vault, policies: storage.policies }, files, bundle)
  const watch = createTreeWatch({
    // On the machine of a developer no clock calls: there who looks integrates first.
    check: async () => {
      if (config.mode === 'development') await integrate()
      return over(storage.tree).check()
    },
    ledger: storage.ledger,
    clock,
    observe,
  })

  const { erasures } = storage
  // There is no folder apart from the databases here, so what an older copy brings back nobody is told of.
  // The timers of the platform are its clock once more: nothing else says what went by, so only people are believed.
  const believes = createTrustedClock(
    () => lastByPerson(storage.ledger),
    () => 0,
  )
  const held = heldNow({ cases: storage.cases, facts: bundle.facts }, clock, believes)
  const erasing = { ...vault, erasures, erasureLedger: null, policy: () => engine.policy(), held, catchUp }

  const ports: AppPorts = {
    ...storage,
    tree: witnesses ? publishedTree(storage.tree, log, witnesses) : storage.tree,
    clock,
    newId,
    crypto,
    keys,
    engine,
    // A Worker cannot compile what it did not come with: what another module decided is evaluated elsewhere.
    engineOf: engineOf(engine, storage.policies, crypto.sha256, compiled),
    facts: bundle.facts,
    settings: bundle.settings,
    retention: table,
    norms: new Map(bundle.manifest.norms.map((norm) => [norm.id, norm])),
    shown: parseShown(shown ?? '{}') ?? new Map(),
    acts: actsOr(acts ?? ''),
    workbook: NO_WORKBOOK,
    log,
    // The key is derived from the master key, and has no other after it.
    chain: { steps: [], successions: [] },
    sources,
    issuers: trustIssuers(config.issuers, clock, null),
    tokenCache: createTokenCache(),
    rateLimiter: createRateLimiter(clock),
    treeBehind: watch.behind,
    inFlight: new Set(),
    observe,
    corsOrigins: config.corsOrigins,
    catchUp,
    integrate,
    status: {
      startedAt: null,
      signed: storage.tree,
      witnesses: witnessStatus(witnesses, null),
      lastLook: null,
      behind: null,
    },
    carryOut: () => carryOut(erasing),
    // Who answered is cut off: the clock of the platform does it.
    eraseSoon: () => undefined,
    ready: async () => [...(await readiness(storage)), ...((await watch.behind()) ? ['tree'] : [])],
  }
  const forgetting = createForgetting({
    ...ports,
    keys,
    believes,
    erase: (order, looked) => erase(erasing, order, looked),
  })
  let flushed = clock().getTime()
  return {
    app: createApp(ports),
    mode: config.mode,
    async settleCounts() {
      const now = clock().getTime()
      if (now - flushed < LIMITS.countsHeldMs) return
      flushed = now
      await storage.ledger.flush().catch(() => observe({ type: 'fault', where: 'counters', code: 'log-unavailable' }))
    },
    async tend() {
      await tidyUp(ports, forgetting)
      await catchUp().catch(() => observe({ type: 'fault', where: 'indexer', code: 'failed' }))
      await integrate().catch((error) => {
        observe({ type: 'fault', where: 'integrator', code: codeOf(error) })
        watch.lookAgain()
      })
      await collect().catch(() => observe({ type: 'fault', where: 'witness', code: 'failed' }))
    },
  }
}

function retentionIn(text: string): RetentionTable {
  const read = parseRetention(text)
  if (read.ok) return read.table
  throw new StartFailure(`${RETENTION_FILE}: ${read.problems.join('; ')}`)
}

function configOf(env: WorkerOptions['env']): WorkerConfig {
  const config = readWorkerConfig(env)
  if (config.ok) return config.value
  throw new StartFailure(config.problems.map(({ setting, message }) => `${setting} ${message}`).join('; '))
}

function databaseOf(name: string, binding: unknown): D1Binding {
  if (!isD1(binding)) throw new StartFailure(`${name} is not a D1 binding of this Worker`)
  return binding
}

/** `others`: without the log, the keys and the master key, which are no source and no secret of one. */
function sourcesOf(
  { sources }: WorkerConfig,
  others: WorkerOptions['env'],
  catalogue: Parameters<typeof parseSourcesConfig>[1],
  parts: { readonly clock: Clock; readonly observe: Observer },
) {
  const parsed = parseSourcesConfig(sources, catalogue, 'workers')
  if (!parsed.ok) {
    const problems = parsed.problems.map(({ pointer, message }) => `${pointer || '/'} ${message}`)
    throw new StartFailure(`SLUIS_SOURCES ${problems.join('; ')}`)
  }
  try {
    return buildWorkerSources({ ...parts, config: parsed.value, catalogue, env: others })
  } catch (error) {
    throw new StartFailure(`SLUIS_SOURCES ${error instanceof Error ? error.message : 'cannot be connected'}`, {
      cause: error,
    })
  }
}
