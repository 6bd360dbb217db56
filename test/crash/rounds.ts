/**
 * SIGKILL at random moments, round after round on one log: while it starts, while it answers a crowd, while it integrates.
 * What was answered and what was signed before each kill is looked for after it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { type Receipt, receiptSchema } from '../../src/domain/receipt.ts'
import { bundled } from '../support/bundled.ts'
import { type Random, seeded } from '../support/random.ts'
import { kept, type Seen } from './kept.ts'
import { prepare, type Stage } from './stage.ts'

const CROWD = 8
/** One kill in so many comes before it listens. */
const EARLY = 6
const STARTING_MS = 700
/** After so many answers at the most, and a while: a busy machine is killed no less deep in its work than an idle one. */
const ANSWERS = 48
const A_WHILE_MS = 40
const LOOK_MS = 15
/** All parts are opened after one round in so many, and after the last. */
const PARTS = 10

export type Rounds = {
  readonly rounds: number
  readonly early: number
  readonly answered: number
  readonly entries: number
  readonly checkpoints: number
  /** Longest that integration took to cover what a start found, in milliseconds. */
  readonly slowest: number
  readonly wrong: readonly string[]
}

export async function killRounds(seed: number, rounds: number, told: (line: string) => void): Promise<Rounds> {
  const random = seeded(seed)
  const stage = await prepare()
  const program = await bundled('test/crash/serving.ts')
  const totals = { early: 0, answered: 0, entries: 0, checkpoints: 0, slowest: 0 }
  const wrong: string[] = []
  let seen: Seen = { receipts: [], checkpoints: [] }
  const known = new Map<number, string>()
  try {
    const options = join(stage.world.folder, 'options.json')
    const { env: _, observe: __, clock: ___, ...given } = stage.world.options
    writeFileSync(options, JSON.stringify(given))
    for (let round = 1; round <= rounds + 1; round += 1) {
      const last = round > rounds
      const child = spawn(process.execPath, [program, options], { stdio: ['ignore', 'pipe', 'pipe'] })
      if (!last && random.below(EARLY) === 0) {
        totals.early += 1
        await killed(child, random.below(STARTING_MS))
        continue
      }
      const origin = await listening(child)
      const after = await kept(stage, seen, known, origin, last || round % PARTS === 0)
      wrong.push(...after.wrong.map((line) => `round ${round}: ${line}`))
      totals.answered += seen.receipts.length
      totals.checkpoints += seen.checkpoints.length
      totals.entries = after.entries
      totals.slowest = Math.max(totals.slowest, after.milliseconds)
      told(`round ${round}: ${after.entries} entries, ${seen.receipts.length} answers before the kill`)
      seen = last ? seen : await loaded(stage, child, origin, random)
      if (last) await killed(child, 0)
      if (wrong.length > 0) break
    }
    return { rounds, ...totals, wrong }
  } finally {
    await stage.world.close()
  }
}

async function listening(child: ChildProcess): Promise<string> {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ended = once(child, 'exit').then(() => undefined)
  const line = await Promise.race([once(child.stdout ?? child, 'data'), ended])
  if (!line) throw new Error(`it does not start again: ${said}`)
  return String(line[0]).trim()
}

async function killed(child: ChildProcess, afterMs: number): Promise<void> {
  const gone = once(child, 'exit')
  setTimeout(() => child.kill('SIGKILL'), afterMs)
  await gone
}

/** A crowd that asks until the process is gone, and somebody who looks at the checkpoint all the while. */
async function loaded({ world, questions }: Stage, child: ChildProcess, origin: string, random: Random): Promise<Seen> {
  const token = await world.token(PEOPLE.asker)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const receipts: Receipt[] = []
  const checkpoints = new Set<string>()
  const answers = random.below(ANSWERS)
  let gone = false
  let enough: () => void = () => undefined
  const answered = new Promise<void>((resolve) => {
    enough = resolve
  })
  const until = async (work: () => Promise<void>) => {
    // A connection that breaks off is a question without an answer: nothing was promised.
    while (!gone) await work().catch(() => undefined)
  }
  const ask = (question: unknown) => async () => {
    const init = { method: 'POST', headers, body: JSON.stringify(question) }
    const { receipt } = (await (await fetch(`${origin}/v1/inquiries`, init)).json()) as { receipt: unknown }
    receipts.push(receiptSchema.parse(receipt))
    if (receipts.length >= answers) enough()
  }
  const look = async () => {
    checkpoints.add(await (await fetch(`${origin}/v1/log/checkpoint`)).text())
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  const crowd = Array.from({ length: CROWD }, (_, i) => until(ask(questions[i % questions.length])))
  crowd.push(until(look))
  if (answers > 0) await Promise.race([answered, once(child, 'exit')])
  if (child.exitCode !== null) throw new Error('it ended before it was killed')
  await killed(child, random.below(A_WHILE_MS))
  gone = true
  await Promise.all(crowd)
  return { receipts, checkpoints: [...checkpoints] }
}
