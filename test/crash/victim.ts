/** The process under test: the real broker on a prepared folder, killed or watched at a named point of the path. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createNode, type NodeOptions } from '../../src/node.ts'

export type Point =
  | 'before-record'
  | 'after-record'
  | 'during-fetch'
  | 'before-settle'
  | 'after-settle'
  | 'before-integrate'
  | 'after-integrate'
  | 'none'
export type Task = {
  readonly options: Omit<NodeOptions, 'env'>
  readonly token: string
  readonly question: unknown
  readonly point: Point
  /** Inquiries of a round, and at once. */
  readonly count: number
  readonly concurrent: number
  /**
   * Rounds, in the middle of each of which the tree moves: as often on a fast machine as on a slow one. null: one round, and the
   * tree moves by its timer alone.
   */
  readonly moves: number | null
  /** Created at this moment, to make the preloaded library fail calls from then on. */
  readonly failFrom?: { readonly moment: 'record' | 'settle' | 'integrate'; readonly file: string }
  /** Appended to when a fetch starts: survives the kill. */
  readonly fetchedFile: string
}
export type Answered = { readonly at: string; readonly status: number; readonly body: Record<string, unknown> }
export type Report = {
  readonly askedAt: string
  readonly fetchedAt: readonly string[]
  readonly answers: readonly Answered[]
  /** Each from the moment that it could be seen. */
  readonly checkpoints: readonly { readonly at: string; readonly note: string }[]
  /** Of a failure while it integrates: what came of a question after it, and whether all is integrated since. */
  readonly after: { readonly failures: number; readonly status: number; readonly covered: boolean } | null
}

const task: Task = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const node = await createNode({ ...task.options, env: {}, elapsed: () => 0 })
const { ports } = node
const fetchedAt: string[] = []
const instant = (): string => String(process.hrtime.bigint())

async function die(point: Point): Promise<void> {
  if (task.point !== point) return
  process.kill(process.pid, 'SIGKILL')
  await new Promise(() => undefined)
}

const { append } = ports.ledger
Object.assign(ports.ledger, {
  append: async (write: Parameters<typeof append>[0]) => {
    const settling = write.entry.type === 'settlement'
    await die(settling ? 'before-settle' : 'before-record')
    const appended = await append(write)
    await die(settling ? 'after-settle' : 'after-record')
    return appended
  },
})
let answered: () => void = () => undefined
const everybody = new Promise<void>((resolve) => {
  answered = resolve
})
const checkpoints: { at: string; note: string }[] = []
const { advance } = ports.tree
const waits = task.point.endsWith('-integrate') || task.failFrom?.moment === 'integrate'
let failures = 0
Object.assign(ports.tree, {
  advance: async (...write: Parameters<typeof advance>) => {
    // The tree waits for the answers, so that there is something to integrate when it goes on.
    if (waits) await everybody
    await die('before-integrate')
    const landed = await failing(() => advance(...write))
    await die('after-integrate')
    if (landed) checkpoints.push({ at: instant(), note: write[1].note })
    return landed
  },
})

/** The first time, when that was asked for, in the very write of the tree. */
async function failing(work: () => Promise<boolean>): Promise<boolean> {
  if (task.failFrom?.moment !== 'integrate' || failures > 0) return work()
  writeFileSync(task.failFrom.file, '')
  try {
    return await work()
  } catch (error) {
    failures += 1
    throw error
  } finally {
    rmSync(task.failFrom.file)
  }
}
const find = ports.sources.find.bind(ports.sources)
Object.assign(ports.sources, {
  find: (oin: string, source: string) => {
    const inner = find(oin, source)
    return (
      inner && {
        ...inner,
        fetch: async (query: Parameters<typeof inner.fetch>[0]) => {
          fetchedAt.push(instant())
          writeFileSync(task.fetchedFile, 'x', { flag: 'a' })
          const records = await inner.fetch(query)
          await die('during-fetch')
          if (task.failFrom?.moment === 'settle') writeFileSync(task.failFrom.file, '')
          return records
        },
      }
    )
  },
})
// The caller's allowance is not what is tested here.
Object.assign(ports.rateLimiter, { take: () => ({ allowed: true }) })

if (task.failFrom?.moment === 'record') writeFileSync(task.failFrom.file, '')
const askedAt = instant()
const answers: Answered[] = []
async function ask(): Promise<number> {
  const response = await node.app.request('/v1/inquiries', {
    method: 'POST',
    headers: { authorization: `Bearer ${task.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(task.question),
  })
  answers.push({ at: instant(), status: response.status, body: (await response.json()) as Answered['body'] })
  return response.status
}
async function round(): Promise<void> {
  let left = task.count
  let move: Promise<void> | undefined
  const one = async () => {
    for (; left > 0; await ask()) {
      left -= 1
      if (task.moves !== null && left < task.count / 2) move ??= ports.integrate()
    }
  }
  await Promise.all(Array.from({ length: task.concurrent }, one))
  await move
}
for (let i = 0; i < (task.moves ?? 1); i += 1) await round()
answered()

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
/** Whether all that is in the log comes into the tree, once that is asked for. */
async function covered(): Promise<boolean> {
  const size = await ports.ledger.size()
  return ports.integrate().then(
    async () => (await ports.tree.checkpoint())?.includes(`\n${size}\n`) ?? false,
    () => false,
  )
}
async function afterFailure(): Promise<Report['after']> {
  // The run that the failure is put into may be one that its timer began.
  while (failures === 0) await covered()
  return { failures, status: await ask(), covered: await covered() }
}
// Long enough for the tree to be looked at, and for the end that was asked for.
if (task.point.endsWith('-integrate')) await pause(20_000)
const after = task.failFrom?.moment === 'integrate' ? await afterFailure() : null
if (task.count > 1) await covered()
const report: Report = { askedAt, fetchedAt, answers, checkpoints, after }
// Not before it is written: what does not fit the buffer of the pipe would be lost.
process.stdout.write(JSON.stringify(report), () => process.exit(0))
