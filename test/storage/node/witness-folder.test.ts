/** The folder of a witness: durable in the right order, open once, its key to nobody else, and never without what it signed. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/limits.ts'
import { createCrypto } from '../../../src/storage/node/crypto.ts'
import { openWitnessFolder, witnessSeed } from '../../../src/storage/node/witness-folder.ts'
import { submission, witness } from '../../log/witness/logs.ts'
import { temporaryFolder } from '../sqlite/temporary.ts'

const { random } = createCrypto()
let folder: ReturnType<typeof temporaryFolder>
let dir: string
beforeEach(() => {
  folder = temporaryFolder()
  dir = folder.path('witness')
})
afterEach(() => folder.remove())

describe('the key', () => {
  it('is made when asked, closed to others, and the same every time', () => {
    expect(() => witnessSeed(dir, false, random)).toThrow('--create')
    const seed = witnessSeed(dir, true, random)
    expect(witnessSeed(dir, false, random)).toEqual(seed)
    expect(witnessSeed(dir, true, random)).toEqual(seed)
    expect(statSync(join(dir, 'witness.key')).mode & 0o777).toBe(0o600)
    expect(statSync(dir).mode & 0o777).toBe(0o700)
  })

  it('is not taken when others can read it, or made in a folder without one unless asked', () => {
    mkdirSync(dir)
    expect(() => witnessSeed(dir, false, random)).toThrow('witness.key')
    witnessSeed(dir, true, random)
    chmodSync(join(dir, 'witness.key'), 0o644)
    expect(() => witnessSeed(dir, false, random)).toThrow('open to every user')
  })

  it('is not made anew beside what was cosigned with another', () => {
    witnessSeed(dir, true, random)
    const open = openWitnessFolder(dir)
    open.keep('log.example', 'note')
    open.close()
    rmSync(join(dir, 'witness.key'))
    expect(() => witnessSeed(dir, true, random)).toThrow('has lost')
  })
})

describe('what was cosigned', () => {
  beforeEach(() => void witnessSeed(dir, true, random))

  it('is there after another start, per origin, whatever the origin is called', () => {
    const first = openWitnessFolder(dir)
    first.keep('a.example/../../etc', 'one')
    first.keep('b.example', 'two')
    first.keep('b.example', 'three')
    first.close()
    const second = openWitnessFolder(dir)
    expect([second.latest('a.example/../../etc'), second.latest('b.example'), second.latest('c')]).toEqual([
      'one',
      'three',
      undefined,
    ])
    expect(readdirSync(dir).filter((name) => name.endsWith('.new'))).toEqual([])
    second.close()
  })

  it('is what a witness goes on from after another start', () => {
    const first = openWitnessFolder(dir)
    expect(witness(1, first).add(submission(0, 300)).status).toBe(200)
    first.close()
    const second = openWitnessFolder(dir)
    expect(witness(1, second).add(submission(0, 5))).toEqual({ status: 409, size: 300 })
    expect(witness(1, second).add(submission(300, 512)).status).toBe(200)
    second.close()
  })

  it('stays whole where a crash left half of the next one aside', () => {
    const open = openWitnessFolder(dir)
    open.keep('log.example', 'whole')
    const [file = ''] = readdirSync(dir).filter((name) => name.endsWith('.checkpoint'))
    writeFileSync(join(dir, `${file}.new`), 'ha')
    expect(open.latest('log.example')).toBe('whole')
    open.keep('log.example', 'next')
    expect(open.latest('log.example')).toBe('next')
    open.close()
  })

  it('is open to one witness at a time', () => {
    const first = openWitnessFolder(dir)
    expect(() => openWitnessFolder(dir)).toThrow('another witness')
    first.close()
    openWitnessFolder(dir).close()
  })

  it('keeps what was refused, each once, and so many', () => {
    const open = openWitnessFolder(dir)
    const refused = () => readdirSync(dir).filter((name) => name.includes('.refused-'))
    open.keepRefused('log.example', 'second tree')
    open.keepRefused('log.example', 'second tree')
    expect(refused().map((name) => readFileSync(join(dir, name), 'utf8'))).toEqual(['second tree'])
    for (let i = 0; i < LIMITS.witnessRefusalsKept + 3; i += 1) open.keepRefused('log.example', `tree ${i}`)
    expect(refused()).toHaveLength(LIMITS.witnessRefusalsKept)
    open.keepRefused('other.example', 'second tree')
    expect(refused()).toHaveLength(LIMITS.witnessRefusalsKept + 1)
    expect(existsSync(join(dir, 'lock'))).toBe(true)
    open.close()
  })
})
