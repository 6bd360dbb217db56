/** A witness that is killed while two trees are shown to it: what it signed it remembers, and it never signs both. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseSize } from '../../src/log/witness/wire.ts'
import { LOG } from '../log/tree/signers.ts'
import { FORKED, submission } from '../log/witness/logs.ts'
import { bundled } from '../support/bundled.ts'

const ROUNDS = 4
/** Where the two trees part. */
const SHARED = 299

let dir: string
let child: ChildProcess | undefined
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluis-witness-'))
})
afterEach(() => {
  child?.kill('SIGKILL')
  rmSync(dir, { recursive: true })
})

async function start(): Promise<string> {
  const args = ['witness', 'serve', '--create', '--dir', dir, '--name', 'w.example', '--log', LOG.verifierKey]
  const program = await bundled('src/cli.ts')
  child = spawn(process.execPath, [program, ...args, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (!child.stdout) throw new Error('no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const [base] = line.match(/http:\S+/) ?? []
    if (base) return `${base}/add-checkpoint`
  }
  throw new Error('it stopped')
}

/** Everything that was signed, by size: which of the two trees. */
const signed = new Map<number, Set<'one' | 'other'>>()

/** Signatures until it is killed. */
let left = 0

/** Shows one of the trees, from what the witness says that it has, until it is gone or refuses. */
async function show(url: string, tree: 'one' | 'other', known: number): Promise<void> {
  let old = known
  try {
    for (;;) {
      const size = old + 1
      const body = tree === 'one' ? submission(old, size) : submission(old, size, LOG, FORKED)
      const answer = await fetch(url, { method: 'POST', body })
      const text = await answer.text()
      if (answer.status === 200) {
        signed.set(size, (signed.get(size) ?? new Set()).add(tree))
        old = size
        left -= 1
        // The others are asking all the while: it is gone at whatever point they are.
        if (left === 0) child?.kill('SIGKILL')
      } else if (answer.status === 409) old = parseSize(text) ?? old
      // The other tree has won here: nothing of this one will be signed again.
      else return
    }
  } catch {
    // Killed: whatever was on its way was not signed as far as anybody knows.
  }
}

it('never signs two trees, and knows after each kill at least what it signed', async () => {
  let killedAt: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const url = await start()
    const empty = await fetch(url, { method: 'POST', body: submission(0, 0) })
    const known = empty.status === 409 ? (parseSize(await empty.text()) ?? 0) : 0
    const most = Math.max(0, ...signed.keys())
    expect(known).toBeGreaterThanOrEqual(most)
    if (known < SHARED - 2) {
      const jump = await fetch(url, { method: 'POST', body: submission(known, SHARED - 2) })
      expect(jump.status).toBe(200)
    }
    left = 3 + round
    const from = Math.max(known, SHARED - 2)
    const gone = child && once(child, 'exit')
    await Promise.all([show(url, 'one', from), show(url, 'other', from), show(url, 'one', from)])
    await gone
    killedAt = [...killedAt, Math.max(...signed.keys())]
  }
  expect(killedAt.at(-1)).toBeGreaterThan(SHARED + 1)
  const parted = [...signed].filter(([size]) => size > SHARED).map(([, trees]) => [...trees].join(' '))
  expect(new Set(parted).size).toBe(1)
  expect(parted[0]).toMatch(/^(one|other)$/)
})
