/** `sluis-verify` and who stole a key that was replaced: whoever trusts the present key believes nothing of theirs. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signReceipt } from '../src/log/receipt.ts'
import { signSuccession } from '../src/log/succession.ts'
import { base64 } from '../src/log/tree/base64.ts'
import { checkpointText } from '../src/log/tree/checkpoint.ts'
import { type NoteKey, noteKey, signNote } from '../src/log/tree/note.ts'
import { LOG, NOTE_CRYPTO, ORIGIN, seed } from './log/tree/signers.ts'
import { AT } from './storage/fixtures.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** LOG signed 100 entries, and was stolen after NEXT took its place. */
const NEXT = noteKey(NOTE_CRYPTO, ORIGIN, seed(8))
const THIEF = noteKey(NOTE_CRYPTO, ORIGIN, seed(66))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluis-verify-'))
  execFileSync('npm', ['run', '-s', 'build:verify', '--', `--outfile=${join(folder, 'sluis-verify.mjs')}`], {
    cwd: ROOT,
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

function verify(files: Readonly<Record<string, string>>, ...keys: readonly NoteKey[]) {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const args = ['sluis-verify.mjs', ...keys.flatMap((key) => ['--key', key.verifierKey]), ...Object.keys(files)]
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  return { code: status, lines: stdout.split('\n').flatMap((line) => line.match(/^[+!-] \S+/) ?? []) }
}

const root = new Uint8Array(32).fill(7)
const checkpoint = (by: NoteKey, size: number) => signNote(checkpointText({ origin: ORIGIN, size, root }), [by])
const led = (to: NoteKey, size: number) => {
  const head = { size, root: base64(root) }
  const [from, kind] = [LOG.verifierKey, 'key' as const]
  return signSuccession({ version: 1, kind, at: AT, from, to: to.verifierKey, entry: 'e', head, kept: null }, LOG, to)
}
const documentOf = (...successions: string[]) => JSON.stringify({ keys: [], successions })
const receipt = (by: NoteKey, index: number) => {
  const decision = { id: 'd', index, leafHash: 'f'.repeat(64) }
  return JSON.stringify(
    signReceipt(by, { version: 1, time: AT, decision, settlement: null, disclosure: null, number: 1 }),
  )
}
const GOOD = led(NEXT, 99)

describe('a key that was replaced', () => {
  it('counts as far as it went', () => {
    const keys = documentOf(GOOD)
    const before = { keys, receipt: receipt(LOG, 98), checkpoint: checkpoint(LOG, 100) }
    expect(verify(before, NEXT)).toMatchObject({ code: 0, lines: expect.arrayContaining(['+ receipt-signed']) })
    expect(verify({ keys, receipt: receipt(LOG, 99) }, NEXT).lines).toContain('! receipt-signed')
    expect(verify({ keys, checkpoint: checkpoint(LOG, 101) }, NEXT).lines).toContain('! checkpoint-signed')
  })
})

describe('the key of another log', () => {
  it('leads nowhere', () => {
    const other = noteKey(NOTE_CRYPTO, ORIGIN, seed(9))
    expect(verify({ keys: documentOf(GOOD) }, other)).toEqual({ code: 1, lines: ['- key-succeeded'] })
  })
})

describe('who stole it', () => {
  it('leads nobody who trusts the present key to a key of their own, in whatever order', () => {
    const given = { receipt: receipt(THIEF, 12_345), checkpoint: checkpoint(THIEF, 200_000) }
    const alarms = ['! key-succeeded', '! receipt-signed', '! checkpoint-signed']
    for (const keys of [documentOf(GOOD, led(THIEF, 99)), documentOf(led(THIEF, 99), GOOD)]) {
      expect(verify({ ...given, keys }, NEXT)).toMatchObject({ code: 1, lines: expect.arrayContaining(alarms) })
    }
    // Also as two documents, each of them a chain.
    const apart = verify({ ...given, one: documentOf(GOOD), two: documentOf(led(THIEF, 99)) }, NEXT)
    expect(apart.lines.filter((line) => line === '! key-succeeded')).toHaveLength(2)
    expect(apart.lines).toEqual(expect.arrayContaining(alarms))
  })

  it('does not make it go on beyond its end', () => {
    const keys = documentOf(led(THIEF, 10_000_000), GOOD)
    for (const given of [[NEXT], [NEXT, LOG]]) {
      const { code, lines } = verify({ keys, checkpoint: checkpoint(LOG, 200_000) }, ...given)
      expect([code, lines.at(-1)]).toEqual([1, '! checkpoint-signed'])
    }
  })

  it('leads nobody who was given both keys past the one that came after', () => {
    const keys = documentOf(led(THIEF, 99))
    expect(verify({ keys, checkpoint: checkpoint(THIEF, 200_000) }, NEXT, LOG)).toEqual({
      code: 1,
      lines: ['! key-succeeded', '! checkpoint-signed'],
    })
  })
})
