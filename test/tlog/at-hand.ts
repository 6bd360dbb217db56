/**
 * The checker that is made of code of others (main.go), built by Go where Go is: at hand, or one line that says why not. In
 * CI its absence is a failure, never a skip.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const MODULE = fileURLToPath(new URL('.', import.meta.url))
const OUTPUT_BYTES = 64 * 1024 * 1024

/** What a log handed out; names as main.go has them, hashes in base64. */
export type Asked = {
  readonly base: string
  readonly key: string
  readonly notes?: readonly string[]
  readonly proofs?: readonly string[]
  readonly kept?: readonly string[]
  readonly former?: readonly string[]
  readonly successions?: readonly string[]
  readonly inclusion?: readonly { index: number; size: number; proof: readonly string[] }[]
  readonly consistency?: readonly { first: number; second: number; proof: readonly string[] }[]
  readonly cosigned?: { readonly note: string; readonly key: string }
  readonly submit?: { readonly url: string; readonly key: string; readonly old: number }
}
const foundSchema = z.object({
  Size: z.number(),
  LeafHashes: z.array(z.string()).nullable(),
  Failures: z.array(z.string()).nullable(),
  Cosigned: z.object({ Note: z.string(), Key: z.string() }),
})
export type Found = z.infer<typeof foundSchema>
export type Checker = { check(asked: Asked): Promise<Found>; remove(): void }

export function checkerAtHand(): Checker | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-tlog-'))
  const program = join(folder, 'tlog')
  // An older Go must say so, and not fetch a newer one by itself.
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly' }
  const built = spawnSync('go', ['build', '-trimpath', '-o', program], { cwd: MODULE, env, encoding: 'utf8' })
  if (built.status === 0)
    return { check: (asked) => check(program, asked), remove: () => rmSync(folder, { recursive: true }) }
  rmSync(folder, { recursive: true })
  const why = built.error
    ? 'install Go, which builds it'
    : `Go could not build it: ${built.stderr.trim().split('\n').at(-1)}`
  if (process.env.CI === 'true') throw new Error(why)
  process.stderr.write(`The log is not checked by code of others in this run: ${why}\n`)
  return undefined
}

async function check(program: string, asked: Asked): Promise<Found> {
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(asked))
  let text = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += chunk
    if (text.length > OUTPUT_BYTES) throw new Error('the checker says too much')
  }
  return foundSchema.parse(JSON.parse(text))
}
