/** The folder of a witness: durable in the right order, open once, its key to nobody else, and never without what it signed. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/limits.ts'
import { writeSubmission } from '../../../src/log/witness/wire.ts'
import type { Refused } from '../../../src/log/witness/witness.ts'
import { createCrypto } from '../../../src/storage/node/crypto.ts'
import { openWitnessFolder, witnessSeed } from '../../../src/storage/node/witness-folder.ts'
import { LOG } from '../../log/tree/signers.ts'
import { FORKED, noteOf, submission, witness } from '../../log/witness/logs.ts'
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

  describe('keeps what was refused', () => {
    const refusal = (size: number, change: Partial<Refused> = {}): Refused => ({
      kind: 'unproven',
      ...{ text: `tree of ${size}`, size, submission: `submission of ${size}`, cosigned: 5 },
      ...change,
    })
    const refused = (kind = '') =>
      readdirSync(dir)
        .filter((name) => name.includes(`.refused-${kind}`))
        .map((name) => readFileSync(join(dir, name), 'utf8'))
        .sort()

    it('once for each checkpoint, whatever was sent along with it', () => {
      const open = openWitnessFolder(dir)
      open.keepRefused('log.example', refusal(9))
      open.keepRefused('log.example', refusal(9, { submission: 'the same, with other hashes' }))
      open.keepRefused('log.example', refusal(9, { kind: 'forked', submission: 'the same, of another kind' }))
      expect(refused()).toEqual(['submission of 9'])
      open.keepRefused('other.example', refusal(9))
      expect(refused()).toHaveLength(2)
      expect(existsSync(join(dir, 'lock'))).toBe(true)
      open.close()
    })

    it('so many of each kind: a fork has its place whatever else was sent', () => {
      const open = openWitnessFolder(dir)
      const most = LIMITS.witnessRefusalsKept
      for (let i = 0; i < most + 3; i += 1) open.keepRefused('log.example', refusal(100 + i))
      expect(refused('unproven')).toHaveLength(most)
      for (let i = 0; i < most + 3; i += 1)
        open.keepRefused('log.example', refusal(5, { kind: 'forked', text: `fork ${i}` }))
      expect([refused('unproven').length, refused('forked').length]).toEqual([most, most])
      open.close()
    })

    it('and lets the oldest that the log went past give way to another; no fork, and none that is still ahead', () => {
      const open = openWitnessFolder(dir)
      const most = LIMITS.witnessRefusalsKept
      for (let i = 0; i < most; i += 1) open.keepRefused('log.example', refusal(100 + i))
      open.keepRefused('log.example', refusal(900, { cosigned: 99 }))
      expect(refused()).not.toContain('submission of 900')
      open.keepRefused('log.example', refusal(900, { cosigned: 100 }))
      expect([refused().includes('submission of 900'), refused().includes('submission of 100')]).toEqual([true, false])
      expect(refused()).toHaveLength(most)
      open.close()
    })

    it('until it was proven; another of the same size is then a fork', () => {
      const open = openWitnessFolder(dir)
      open.keepRefused('log.example', refusal(9))
      open.keepRefused('log.example', refusal(9, { text: 'another tree of 9', submission: 'the fork' }))
      open.keepRefused('log.example', refusal(10))
      open.proven('log.example', { text: 'tree of 9', size: 9 })
      expect([refused('unproven'), refused('forked')]).toEqual([['submission of 10'], ['the fork']])
      open.close()
    })

    it('so that who has no key crowds out nothing', () => {
      const open = openWitnessFolder(dir)
      const one = witness(1, open)
      one.add(submission(0, 5))
      for (let i = 0; i < LIMITS.witnessRefusalsKept + 6; i += 1) {
        const proof = [new Uint8Array(32).fill(i)]
        const checkpoint = `${noteOf(300)}— junk.example/${i} AAAAAAAAAAAA\n`
        expect(one.add(writeSubmission({ old: 5, proof, checkpoint })).status).toBe(422)
      }
      expect(refused()).toHaveLength(1)
      expect(one.add(submission(5, 300)).status).toBe(200)
      expect(refused()).toEqual([])
      const fork = submission(300, 399, LOG, FORKED)
      expect(one.add(fork)).toEqual({ status: 422 })
      expect(refused()).toEqual([fork])
      open.close()
    })
  })
})
