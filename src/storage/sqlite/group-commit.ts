/**
 * Group commit: one sync serves everybody who waits. A busy log waits a moment for company; a lone caller never does.
 *
 * Who is about to append is known (enter and leave), and who came last time is likely to come again: a commit starts as
 * soon as all of the former and as many as the latter wait for it. Otherwise it starts after `waitMs` at the latest.
 */
import { StorageFailure } from '../failure.ts'

export type GroupCommit<Item, Result> = {
  /** Resolves or rejects when the commit that served it has. `expected`: it comes from a stretch of work that entered. */
  submit(item: Item, expected: boolean): Promise<Result>
  enter(): void
  leave(): void
  /** Commits what waits, then refuses whatever comes. */
  close(): void
}

export type Served<Result> = { readonly value: Result } | { readonly error: unknown }

type Options<Item, Result> = {
  /** Synchronous. One answer per item, in order; throws when none of them is durable. */
  readonly commit: (items: readonly Item[]) => readonly Served<Result>[]
  readonly limits: { readonly entries: number; readonly waitMs: number; readonly queueEntries: number }
}

type Waiting<Item, Result> = {
  readonly item: Item
  readonly expected: boolean
  readonly resolve: (value: Result) => void
  readonly reject: (error: unknown) => void
}

export function createGroupCommit<Item, Result>({ commit, limits }: Options<Item, Result>): GroupCommit<Item, Result> {
  let queue: Waiting<Item, Result>[] = []
  /** Stretches of work under way, and how many of them wait in the queue. */
  let active = 0
  let present = 0
  /** How many of them the last commit served: a lone caller after a busy moment waits once, and then no more. */
  let company = 0
  let immediate: NodeJS.Immediate | null = null
  let timer: NodeJS.Timeout | null = null
  let closed = false

  function consider(): void {
    if (queue.length === 0 || immediate) return
    if (present >= Math.max(active, company) || queue.length >= limits.entries) {
      // Not at once: what arrives in the same turn of the event loop joins for nothing.
      immediate = setImmediate(flush)
    } else {
      timer ??= setTimeout(flush, limits.waitMs)
    }
  }

  function flush(): void {
    if (immediate) clearImmediate(immediate)
    if (timer) clearTimeout(timer)
    immediate = null
    timer = null
    const batch = queue.slice(0, limits.entries)
    queue = queue.slice(limits.entries)
    company = batch.filter((one) => one.expected).length
    present -= company
    serve(batch)
    consider()
  }

  function serve(batch: readonly Waiting<Item, Result>[]): void {
    let answers: readonly Served<Result>[]
    try {
      answers = commit(batch.map((one) => one.item))
    } catch (error) {
      for (const one of batch) one.reject(error)
      return
    }
    batch.forEach((one, i) => {
      const answer = answers[i]
      if (answer && 'value' in answer) one.resolve(answer.value)
      else one.reject(answer?.error ?? new StorageFailure('unwritable', 'a commit gave no answer'))
    })
  }

  return {
    submit(item, expected) {
      if (closed) return Promise.reject(new StorageFailure('closed', 'the log is closed'))
      if (queue.length >= limits.queueEntries)
        return Promise.reject(new StorageFailure('busy', 'too many entries wait for the log'))
      return new Promise((resolve, reject) => {
        queue.push({ item, expected, resolve, reject })
        if (expected) present += 1
        consider()
      })
    },
    enter() {
      active += 1
    },
    leave() {
      active = Math.max(0, active - 1)
      consider()
    },
    close() {
      while (queue.length > 0) flush()
      closed = true
    },
  }
}
