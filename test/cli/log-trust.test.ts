/** With which keys `sluis log verify` checks: a chain that is given adds nothing to what the key folder knows better. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { trustedIn } from '../../src/cli/log-trust.ts'
import type { Config } from '../../src/config.ts'
import { openByAny, signSuccession } from '../../src/log/succession.ts'
import { base64 } from '../../src/log/tree/base64.ts'
import { checkpointText } from '../../src/log/tree/checkpoint.ts'
import { type NoteKey, noteKey, signNote } from '../../src/log/tree/note.ts'
import { rotate } from '../../src/storage/node/succeed.ts'
import { NOTE_CRYPTO, ORIGIN, seed } from '../log/tree/signers.ts'
import { AT } from '../storage/fixtures.ts'
import { type LogFolder, logFolder } from '../support/log-folder.ts'

const THIEF = noteKey(NOTE_CRYPTO, ORIGIN, seed(66))
const root = new Uint8Array(32)

let log: LogFolder
let old: NoteKey
let config: Config
beforeEach(async () => {
  log = logFolder()
  mkdirSync(log.path('anchor'))
  await log.grow(5)
  old = (await log.start()).key
  const opened = log.open()
  await rotate(opened)
  opened.close()
  config = { keysDir: log.path('keys'), dataDir: log.path('data'), origin: ORIGIN } as Config
})
afterEach(() => log.remove())

/** A document with a statement of the key that was replaced, which leads to the key of who stole it. */
function forgedKeys(): string {
  const head = { size: 5, root: base64(root) }
  const [from, to] = [old.verifierKey, THIEF.verifierKey]
  const note = signSuccession({ version: 1, kind: 'key', at: AT, from, to, entry: 'e', head, kept: null }, old, THIEF)
  const path = log.path('keys.json')
  writeFileSync(path, JSON.stringify({ keys: [], successions: [note] }))
  return path
}
const checkpoint = (key: NoteKey, size: number) => signNote(checkpointText({ origin: ORIGIN, size, root }), [key])

it('refuses a chain that contradicts the key folder, or leads beside a key that was given', async () => {
  const keys = forgedKeys()
  await expect(trustedIn(config, { keys })).rejects.toThrow('contradicts')
  const { verifierKey } = (await log.start()).key
  await expect(trustedIn(config, { key: [old.verifierKey, verifierKey], keys })).rejects.toThrow('contradicts')
})

it('opens what each key of the folder signed, no further than it went, and nothing of a thief', async () => {
  const trust = await trustedIn(config, {})
  expect(openByAny(trust, checkpoint(old, 6)).ok).toBe(true)
  expect(openByAny(trust, checkpoint(old, 7)).ok).toBe(false)
  expect(openByAny(trust, checkpoint((await log.start()).key, 500)).ok).toBe(true)
  expect(openByAny(trust, checkpoint(THIEF, 5)).ok).toBe(false)
})
