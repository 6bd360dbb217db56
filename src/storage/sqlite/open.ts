/** Everything that is stored, in one SQLite file: the embedded default. */
import type { Observer } from '../../events.ts'
import { LIMITS } from '../../limits.ts'
import type { Vault } from '../../log/entry.ts'
import type { Clock } from '../../ports.ts'
import { type Counting, createCounting } from '../counting.ts'
import { conflict, StorageFailure } from '../failure.ts'
import { createCaseRegister } from '../sql/case-register.ts'
import { createDecisionIndex } from '../sql/decision-index.ts'
import { createDuties } from '../sql/duties.ts'
import { createErasures } from '../sql/erasures.ts'
import { createInquiries } from '../sql/inquiries.ts'
import { newestKeyIds } from '../sql/key-ids.ts'
import { createPolicyArchive } from '../sql/policies.ts'
import { createReviews } from '../sql/reviews.ts'
import type { Engine, ReadRows, Step } from '../sql/statement.ts'
import { createTreeStore } from '../sql/tree-store.ts'
import type { Stores } from '../stores.ts'
import { scheduleCheckpoints } from './checkpoint.ts'
import { type Connection, connect } from './connect.ts'
import { createGroupCommit, type Served } from './group-commit.ts'
import { type Commits, createLedger } from './ledger.ts'
import { createStore, type Outcome, type Store, type Unit } from './store.ts'

export type Storage = Stores & {
  /** Ids of the keys that what was stored last is sealed under: whoever lacks one of them has older keys. */
  newestKeyIds(): Promise<readonly string[]>
  close(): void
}
type Ports = Vault & { readonly clock: Clock; readonly observer: Observer }

/** Throws StorageFailure: 'locked', 'unsafe', 'newer' or 'unwritable'. */
export function openSqlite(path: string, ports: Ports): Storage {
  return storageOver(connect(path, ports.clock), ports)
}

/** `connection` is the only writer, and this its only user. */
export function storageOver(connection: Connection, { observer, ...vault }: Ports): Storage {
  const store = createStore(connection.database)
  const checkpoints = scheduleCheckpoints(() => observed(observer, () => store.checkpoint()))
  const counting = createCounting()
  const commits: Commits = createGroupCommit<Unit, Outcome>({
    limits: { entries: LIMITS.commitEntries, waitMs: LIMITS.commitWaitMs, queueEntries: LIMITS.commitQueueEntries },
    commit(units) {
      const started = performance.now()
      const outcomes = commitObserved(store, counting, observer, units)
      checkpoints.committed(units.length)
      observer({ type: 'commit', entries: units.length, milliseconds: performance.now() - started })
      return outcomes.map((value): Served<Outcome> => ({ value }))
    },
  })
  const engine = engineOver(store, commits)
  const cases = createCaseRegister(engine, vault)
  return {
    ledger: createLedger(engine, commits, counting),
    cases,
    inquiries: createInquiries(engine),
    duties: createDuties(engine),
    reviews: createReviews(engine),
    erasures: createErasures({ engine, register: cases, scrub: async () => store.truncate() }),
    decisionIndex: createDecisionIndex(engine),
    policies: createPolicyArchive(engine),
    tree: createTreeStore(engine),
    newestKeyIds: () => newestKeyIds(engine),
    close() {
      checkpoints.stop()
      commits.close()
      connection.close()
    },
  }
}

function engineOver(store: Store, commits: Commits): Engine {
  return {
    async read<const Steps extends readonly Step[]>(steps: Steps) {
      // The one place where rows get their type: each statement names the row that its own columns give.
      return store.read(steps) as ReadRows<Steps>
    },
    async write(steps) {
      const outcome = await commits.submit({ steps, counts: null }, false)
      if (!outcome.done) throw conflict(outcome.cause)
      return outcome.changes
    },
  }
}

function commitObserved(
  store: Store,
  counting: Counting,
  observer: Observer,
  units: readonly Unit[],
): readonly Outcome[] {
  const unlogged = counting.take()
  try {
    return store.commit(units, unlogged)
  } catch (error) {
    counting.giveBack(unlogged)
    observer({ type: 'fault', where: 'log', code: error instanceof StorageFailure ? error.kind : 'unknown' })
    throw error
  }
}

function observed(observer: Observer, work: () => void): void {
  try {
    work()
  } catch (error) {
    observer({ type: 'fault', where: 'checkpoint', code: error instanceof StorageFailure ? error.kind : 'unknown' })
  }
}
