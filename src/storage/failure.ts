/** Why the storage did not write, or does not start. Pure. Messages name tables and rules, never content. */

export type StorageFailureKind =
  /** Nothing was written; the rest of the log goes on. */
  | 'conflict'
  | 'busy'
  /** Nothing can be written now: disk full, read-only, I/O error. */
  | 'unwritable'
  /** A sync failed: what the disk holds is unknown, so nothing is accepted until the process starts again. */
  | 'poisoned'
  | 'closed'
  /** Not opened: another process uses it, its writes do not sync, or a newer version made it. */
  | 'locked'
  | 'unsafe'
  | 'newer'

export class StorageFailure extends Error {
  override readonly name = 'StorageFailure'
  readonly kind: StorageFailureKind
  constructor(kind: StorageFailureKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

/** A rule of the database was broken: a second settlement, a key used before, an inquiry walked twice at once. */
export function conflict(cause: unknown): StorageFailure {
  return new StorageFailure('conflict', 'the write contradicts what is stored', { cause })
}
