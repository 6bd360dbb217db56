/** SQL on Cloudflare D1: every read one snapshot, every write one transaction, both as a batch. */
import { conflict, StorageFailure } from '../failure.ts'
import type { Engine, ReadRows, Step } from '../sql/statement.ts'
import { bound, type D1Binding, type D1Result } from './binding.ts'

export type D1Engine = Engine & {
  /** As `write`, with the rows that statements return. Throws what D1 throws. */
  batch(steps: readonly Step[]): Promise<readonly D1Result[]>
}

export function createD1Engine(database: D1Binding): D1Engine {
  // D1 answers after the commit is stored by its primary. A connection lost before the answer leaves open whether it is:
  // the caller hears a failure and releases nothing, which is the contract of the log.
  const batch = async (steps: readonly Step[]) => {
    // D1 refuses a batch of nothing.
    if (steps.length === 0) return []
    return database.batch(steps.map(({ sql, values }) => database.prepare(sql).bind(...values.map(bound))))
  }
  return {
    batch,
    async read<const Steps extends readonly Step[]>(steps: Steps) {
      const results = await batch(steps)
      // The one place where rows get their type: each statement names the row that its own columns give.
      return results.map((result) => result.results) as unknown as ReadRows<Steps>
    },
    async write(steps) {
      try {
        return (await batch(steps)).map((result) => result.meta.changes)
      } catch (error) {
        throw failureOf(error)
      }
    },
  }
}

/** D1 names SQLite's code in the text of its error; there is no other place. */
export function failureOf(error: unknown): StorageFailure {
  const broken = error instanceof Error && /SQLITE_CONSTRAINT|constraint failed/.test(error.message)
  return broken ? conflict(error) : new StorageFailure('unwritable', 'the log cannot be written (D1)', { cause: error })
}
