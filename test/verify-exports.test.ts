/** `sluis-verify` on exports: the program as it is built, of one file, in the memory of a few lines. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cosigner } from '../src/log/tree/cosignature.ts'
import { parseNote, signatureLine } from '../src/log/tree/note.ts'
import { LOG, NOTE_CRYPTO, seed } from './log/tree/signers.ts'
import { resigned } from './support/exports.ts'
import { type Contents, generatedExport } from './support/generated-export.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
let folder: string
const program = () => join(folder, 'sluis-verify.mjs')
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluis-verify-'))
  execFileSync('npm', ['run', '-s', 'build:verify', '--', `--outfile=${program()}`], { cwd: ROOT })
})
afterAll(() => rmSync(folder, { recursive: true }))

const PEAK = 'data:text/javascript,process.on("exit",()=>process.stderr.write(String(process.resourceUsage().maxRSS)))'
async function fileOf(count: number, contents: Contents = {}): Promise<string> {
  const file = join(folder, `export-${count}`)
  await pipeline(Readable.from(generatedExport(count, contents)), createWriteStream(file))
  return file
}
const checkedFile = (file: string, more: readonly string[] = [], heap: readonly string[] = []) => {
  const args = [...heap, '--import', PEAK, program(), '--key', LOG.verifierKey, file, ...more]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  return { status, stdout, peak: Number(stderr) }
}

it('is counted claim by claim, and what was touched is told by its index', async () => {
  const file = await fileOf(40)
  const sound = checkedFile(file)
  expect([sound.status, sound.stdout]).toEqual([0, expect.stringMatching(/^\+ entry-included +40 klopt/m)])
  expect(sound.stdout).not.toMatch(/^!/m)
  const touched = join(folder, 'touched')
  writeFileSync(touched, readFileSync(file, 'utf8').replace('nodig', 'onnodig'))
  const found = checkedFile(touched)
  expect([found.status, found.stdout]).toEqual([1, expect.stringMatching(/^! part-committed +0$/m)])
  expect(checkedFile(file, [touched]).status).toBe(1)
  expect(checkedFile(file, [file]).status).toBe(0)
})

it('wants the quorum that is asked for under its own checkpoint; keys that come along want none', async () => {
  const witness = cosigner(NOTE_CRYPTO, 'witness.example/w1', seed(3), () => 1_800_000_000)
  const file = await fileOf(10)
  const [keys, seen] = [join(folder, 'keys'), join(folder, 'seen')]
  writeFileSync(keys, JSON.stringify({ keys: [], successions: [] }))
  const cosigned = (line: string) => {
    const header = JSON.parse(line) as { checkpoint: string }
    const signature = witness.sign(parseNote(header.checkpoint)?.text ?? '')
    return JSON.stringify({ ...header, checkpoint: header.checkpoint + signatureLine({ ...witness, signature }) })
  }
  const again = resigned(readFileSync(file, 'utf8'), (line) =>
    line.startsWith('{"sluisExport"') ? cosigned(line) : line,
  )
  writeFileSync(seen, again)
  const asked = ['--witness', witness.verifierKey, '--quorum', '1']
  const found = checkedFile(file, asked)
  expect([found.status, found.stdout]).toEqual([1, expect.stringMatching(/^! witnessed-enough +0\/1$/m)])
  expect(checkedFile(file, asked.slice(0, 2)).status).toBe(0)
  expect(checkedFile(seen, asked).status).toBe(0)
  expect(checkedFile(seen, [keys, ...asked]).stdout).not.toMatch(/^! /m)
  expect(checkedFile(seen, [file, ...asked]).status).toBe(1)
  // Nothing but keys shows nothing that anybody saw.
  expect(checkedFile(keys, asked).stdout).toMatch(/^! witnessed-enough +- 0\/1 /m)
})

it('of fifty thousand entries takes a heap that is a fraction of it', async () => {
  const decision = { grounds: { necessity: 'nodig', proportionality: 'passend', subsidiarity: 'niet anders' } }
  const file = await fileOf(50_000, { decision })
  const found = checkedFile(file, [], ['--max-old-space-size=24', '--max-semi-space-size=2'])
  expect([found.status, found.stdout]).toEqual([0, expect.stringMatching(/^\+ entry-included +50000 /m)])
  expect(statSync(file).size).toBeGreaterThan(2 * 24 * 1024 * 1024)
  // The process with its code and buffers; what it read is not in it.
  expect(found.peak * 1024).toBeLessThan(140 * 1024 * 1024)
})
