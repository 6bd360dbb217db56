/** `sluis-verify` whose reader goes away, as `head` does once it has what it wanted. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signReceipt } from '../src/log/receipt.ts'
import { LOG } from './log/tree/signers.ts'
import { AT } from './storage/fixtures.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const DECISION = { id: 'd', index: 3, leafHash: 'f'.repeat(64) }

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluis-verify-'))
  execFileSync('npm', ['run', '-s', 'build:verify', '--', `--outfile=${join(folder, 'sluis-verify.mjs')}`], {
    cwd: ROOT,
  })
  const fields = { time: AT, decision: DECISION, settlement: null, disclosure: null, number: 1 }
  writeFileSync(join(folder, 'answer'), JSON.stringify({ receipt: signReceipt(LOG, { version: 1, ...fields }) }))
})
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  ['--help', '--help', /^sluis-verify --key/],
  ['a receipt', '--key "$1" answer', /^\+ /],
])('%s ends quietly', (_, args, read) => {
  // The reader is gone before anything is written.
  const script = `{ sleep 1; "$0" "$2" ${args}; echo "exit $?" >&2; } | :`
  const given = ['-c', script, process.execPath, LOG.verifierKey, join(folder, 'sluis-verify.mjs')]
  const gone = spawnSync('sh', given, { cwd: folder, encoding: 'utf8' })
  expect(gone.stderr).toBe('exit 4\n')
  const whole = spawnSync('sh', ['-c', `"$0" "$2" ${args}`, ...given.slice(2)], { cwd: folder, encoding: 'utf8' })
  expect(whole.stdout).toMatch(read)
})
