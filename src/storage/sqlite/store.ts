/**
 * One connection, used by one caller at a time: transactions of many units, each all or nothing, made durable by one sync.
 * It knows when it may no longer be believed.
 */
import type Database from 'better-sqlite3'
import {
  addCounts,
  type Counts,
  countsOfUnlogged,
  NO_COUNTS,
  NONE_UNLOGGED,
  type Unlogged,
} from '../../domain/counters.ts'
import { StorageFailure } from '../failure.ts'
import { countStep } from '../sql/count-sql.ts'
import type { Step } from '../sql/statement.ts'
import { BUSY_MS, codeOf } from './connect.ts'

/** What a unit gave: first rows of statements that return some, and how many rows each changed. Or why it was refused. */
export type Outcome =
  | { readonly done: true; readonly rows: readonly unknown[]; readonly changes: readonly number[] }
  | { readonly done: false; readonly cause: unknown }

/** All or nothing. `counts`: what it adds to the counters. */
export type Unit = { readonly steps: readonly Step[]; readonly counts: Counts | null }

export type Store = {
  /**
   * Throws StorageFailure when no unit is durable. A unit that breaks a rule of the database is refused alone. What the
   * others add to the counters lands with them, in one statement, and so does what is `unlogged`.
   */
  commit(units: readonly Unit[], unlogged?: Unlogged): readonly Outcome[]
  /** All steps in one snapshot. */
  read(steps: readonly Step[]): readonly (readonly unknown[])[]
  /** Copies what is committed from the write-ahead log to the database file. Never inside a commit. */
  checkpoint(): void
  /**
   * As that, and leaves nothing of the write-ahead log: pages as they were before rows were deleted and overwritten are gone.
   * false: somebody still reads an earlier state; nothing waits for them.
   */
  truncate(): boolean
}

export function createStore(database: Database.Database): Store {
  const prepared = new Map<string, Database.Statement<unknown[], unknown>>()
  const size = database.prepare<[], number>('SELECT coalesce(max(idx), -1) + 1 FROM entries').pluck()
  let trust: 'sound' | 'suspect' | 'poisoned' = 'sound'
  /** Entries that are known to be durable. */
  let durable = size.get() ?? 0

  function statementOf(sql: string): Database.Statement<unknown[], unknown> {
    const known = prepared.get(sql)
    if (known) return known
    const made = database.prepare<unknown[], unknown>(sql)
    prepared.set(sql, made)
    return made
  }

  function runSteps(steps: readonly Step[]): Outcome {
    const rows: unknown[] = []
    const changes: number[] = []
    for (const { sql, values } of steps) {
      const statement = statementOf(sql)
      if (statement.reader) rows.push(statement.get(...values))
      else changes.push(statement.run(...values).changes)
    }
    return { done: true, rows, changes }
  }

  function runUnit({ steps }: Unit): Outcome {
    statementOf('SAVEPOINT unit').run()
    try {
      const outcome = runSteps(steps)
      statementOf('RELEASE unit').run()
      return outcome
    } catch (error) {
      if (!isRefused(error)) throw error
      statementOf('ROLLBACK TO unit').run()
      statementOf('RELEASE unit').run()
      return { done: false, cause: error }
    }
  }

  /** Hardly ever is a unit refused: the savepoints that keep the others are made only once one was. */
  function runUnits(units: readonly Unit[]): readonly Outcome[] {
    statementOf('BEGIN IMMEDIATE').run()
    try {
      return units.map(({ steps }) => runSteps(steps))
    } catch (error) {
      if (!isRefused(error)) throw error
      statementOf('ROLLBACK').run()
      statementOf('BEGIN IMMEDIATE').run()
      return units.map(runUnit)
    }
  }

  /** After a failure: nothing half-done may be left, and the log must be exactly what was promised before it. */
  function distrust(error: unknown): StorageFailure {
    trust = doubtful(codeOf(error)) ? 'poisoned' : 'suspect'
    try {
      if (database.inTransaction) database.exec('ROLLBACK')
    } catch {
      trust = 'poisoned'
    }
    return trust === 'poisoned' ? poisoned(error) : unwritable(error)
  }

  function assertUsable(): void {
    if (trust === 'poisoned') throw poisoned()
    if (trust === 'sound') return
    try {
      if (database.inTransaction || size.get() !== durable) trust = 'poisoned'
      else trust = 'sound'
    } catch (error) {
      throw unwritable(error)
    }
    if (trust === 'poisoned') throw poisoned()
  }

  return {
    commit(units, unlogged = NONE_UNLOGGED) {
      assertUsable()
      try {
        // A crash before COMMIT returns: every unit is there or none is, and nobody was told. After it: all are there.
        const outcomes = runUnits(units)
        const counted = countStep(countsIn(units, outcomes, unlogged), unlogged)
        if (counted) runSteps([counted])
        const total = size.get() ?? 0
        statementOf('COMMIT').run()
        durable = total
        return outcomes
      } catch (error) {
        throw distrust(error)
      }
    },
    read(steps) {
      // One statement is a snapshot of its own.
      if (steps.length === 1) return steps.map(({ sql, values }) => statementOf(sql).all(...values))
      statementOf('BEGIN').run()
      try {
        return steps.map(({ sql, values }) => statementOf(sql).all(...values))
      } finally {
        statementOf('COMMIT').run()
      }
    },
    checkpoint() {
      if (trust === 'poisoned') return
      try {
        database.pragma('wal_checkpoint(PASSIVE)')
      } catch (error) {
        throw distrust(error)
      }
    },
    truncate() {
      assertUsable()
      try {
        database.pragma('busy_timeout = 0')
        const [result] = database.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[]
        return result?.busy === 0
      } catch (error) {
        throw distrust(error)
      } finally {
        database.pragma(`busy_timeout = ${BUSY_MS}`)
      }
    },
  }
}

/** Of the units that landed, and of what has no entry. */
function countsIn(units: readonly Unit[], outcomes: readonly Outcome[], unlogged: Unlogged): Counts {
  const landed = units.map(({ counts }, i) => (outcomes[i]?.done && counts) || NO_COUNTS)
  return landed.reduce(addCounts, countsOfUnlogged(unlogged))
}

/**
 * A failed sync may be reported once and then forgotten by the kernel, with the pages marked clean: a later sync that
 * succeeds proves nothing. Damage, and errors that SQLite does not name, are no better. The rest can be looked into.
 */
function doubtful(code: string): boolean {
  return code === '' || code.endsWith('FSYNC') || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB'
}

/** Only a broken rule concerns its own unit alone; a disk that fails concerns all of them. */
function isRefused(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_CONSTRAINT')
}

function poisoned(cause?: unknown): StorageFailure {
  const message = 'the log cannot show what is on the disk; it accepts nothing until it is started again'
  return new StorageFailure('poisoned', message, { cause })
}

function unwritable(cause: unknown): StorageFailure {
  return new StorageFailure('unwritable', `the log cannot be written (${codeOf(cause)})`, { cause })
}
