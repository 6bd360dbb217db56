/** What a witness cosigns, and each answer of c2sp.org/tlog-witness, from one change to a valid submission. */
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/limits.ts'
import { checkpointText, openCheckpoint } from '../../../src/log/tree/checkpoint.ts'
import { cosignatureVerifier } from '../../../src/log/tree/cosignature.ts'
import { noteKey, signNote } from '../../../src/log/tree/note.ts'
import { parseSize, parseSubmission, writeSubmission } from '../../../src/log/witness/wire.ts'
import { leaves, root, sha256, subproof } from '../tree/naive.ts'
import { LOG, NOTE_CRYPTO, ORIGIN, seed } from '../tree/signers.ts'
import { FORKED, memory, noteOf, submission, witness, witnessKey } from './logs.ts'

const OTHER_KEY = noteKey(NOTE_CRYPTO, ORIGIN, seed(2))

describe('a submission', () => {
  it('is read as it was written', () => {
    const text = submission(5, 300)
    const parsed = parseSubmission(text)
    expect(parsed?.old).toBe(5)
    expect(parsed?.checkpoint).toBe(noteOf(300))
    expect(parsed && writeSubmission(parsed)).toBe(text)
  })

  it.each([
    ['no size', (text: string) => text.replace('old 5', 'old')],
    ['a size with a zero in front', (text: string) => text.replace('old 5', 'old 05')],
    ['a size below zero', (text: string) => text.replace('old 5', 'old -5')],
    ['a size that no number holds', (text: string) => text.replace('old 5', `old ${2 ** 53}`)],
    ['a hash that is none', (text: string) => text.replace(/\n[^\n]+/, '\nAAAA')],
    ['a hash with spaces', (text: string) => text.replace(/\n([^\n]+)/, '\n $1')],
    ['no empty line', (text: string) => text.replaceAll('\n\n', '\n')],
    ['nothing', () => ''],
  ])('with %s is none', (_, change) => {
    expect(parseSubmission(change(submission(5, 300)))).toBeUndefined()
    expect(witness().add(change(submission(5, 300)))).toEqual({ status: 400 })
  })

  it('has as many hashes as the protocol allows, and no more', () => {
    const checkpoint = noteOf(300)
    const of = (count: number) =>
      writeSubmission({ old: 0, proof: Array.from({ length: count }, () => sha256(Uint8Array.of(1))), checkpoint })
    expect(parseSubmission(of(LIMITS.witnessProofLines))?.proof).toHaveLength(63)
    expect(parseSubmission(of(LIMITS.witnessProofLines + 1))).toBeUndefined()
  })

  it('is no longer than a note with its signatures can be', () => {
    const text = submission(0, 3)
    expect(parseSubmission(text + 'x'.repeat(LIMITS.witnessRequestBytes - text.length))).toBeDefined()
    expect(parseSubmission(text + 'x'.repeat(LIMITS.witnessRequestBytes - text.length + 1))).toBeUndefined()
  })
})

it.each([
  ['0\n', 0],
  ['12\n', 12],
  ['12', undefined],
  ['012\n', undefined],
  ['-1\n', undefined],
  ['12\n\n', undefined],
  ['', undefined],
])('the body %j of a conflict says %j', (text, size) => {
  expect(parseSize(text)).toBe(size)
})

describe('a witness', () => {
  it('cosigns the first checkpoint of a log, and each that goes on from it', () => {
    const store = memory()
    const one = witness(1, store)
    const verifier = cosignatureVerifier(NOTE_CRYPTO, witnessKey(1).verifierKey)
    for (const [old, size] of [
      [0, 5],
      [5, 300],
      [300, 300],
      [300, 512],
    ] as const) {
      const answer = one.add(submission(old, size))
      if (answer.status !== 200 || !verifier) throw new Error(`answered ${answer.status}`)
      const opened = openCheckpoint(noteOf(size) + answer.body, LOG, [verifier])
      expect(opened.ok && opened.signatures.map(({ name }) => name)).toEqual([ORIGIN, 'witness.example/w1'])
      expect(store.kept.get(ORIGIN)).toBe(noteOf(size))
    }
  })

  it('cosigns a log without entries, and then what comes', () => {
    const one = witness()
    expect(one.add(submission(0, 0)).status).toBe(200)
    expect(one.add(submission(0, 5)).status).toBe(200)
  })

  it('keeps logs apart', () => {
    const other = noteKey(NOTE_CRYPTO, 'other.example/log', seed(7))
    const one = witness(1, memory(), [LOG, other])
    expect(one.add(submission(0, 300)).status).toBe(200)
    expect(one.add(submission(0, 399, other, FORKED)).status).toBe(200)
  })

  it('takes each key of a log that changed keys, and no signature that is not by its key', () => {
    const one = witness(1, memory(), [LOG, OTHER_KEY])
    expect(one.add(submission(0, 5)).status).toBe(200)
    expect(one.add(submission(5, 9, OTHER_KEY)).status).toBe(200)
  })

  it('takes nothing of a key once it cosigned under a later one, though who stole it has all that is public', () => {
    const store = memory()
    const one = witness(1, store, [LOG, OTHER_KEY])
    one.add(submission(0, 5))
    // Until then both may sign: the last of the old key may be on its way.
    expect(one.add(submission(5, 6)).status).toBe(200)
    expect(one.add(submission(6, 7, OTHER_KEY)).status).toBe(200)
    const mine = [...leaves(7), ...leaves(900).slice(700, 793)]
    const stolen = signNote(checkpointText({ origin: ORIGIN, size: 100, root: root(mine) }), [LOG])
    const proof = subproof(7, mine)
    expect(one.add(writeSubmission({ old: 7, proof, checkpoint: stolen }))).toEqual({ status: 403 })
    expect(one.add(submission(7, 9))).toEqual({ status: 403 })
    expect(store.refused).toEqual([])
    expect(one.add(submission(7, 9, OTHER_KEY)).status).toBe(200)
    // After another start as well; and where the new key alone is known, or was given first by mistake.
    expect(witness(1, store, [LOG, OTHER_KEY]).add(submission(9, 10)).status).toBe(403)
    expect(witness(1, store, [OTHER_KEY]).add(submission(9, 10, OTHER_KEY)).status).toBe(200)
    const early = memory()
    witness(1, early).add(submission(0, 5))
    expect(witness(1, early, [OTHER_KEY, LOG]).add(submission(5, 6, OTHER_KEY)).status).toBe(403)
  })

  const judged: readonly (readonly [string, string, object])[] = [
    ['a log that it does not know', submission(300, 512, noteKey(NOTE_CRYPTO, 'x.example', seed(1))), { status: 404 }],
    ['another key', submission(300, 512, OTHER_KEY), { status: 403 }],
    ['a signature of something else', submission(300, 512).replace('\n512\n', '\n511\n'), { status: 403 }],
    ['a note without signature', submission(300, 512).replace(/\n\n—.*\n$/u, '\n\n'), { status: 400 }],
    ['an old size above the new one', submission(513, 512), { status: 400 }],
    ['an old size below what it has', submission(5, 512), { status: 409, size: 300 }],
    ['an old size above what it has', submission(301, 512), { status: 409, size: 300 }],
    ['a smaller tree', submission(5, 299), { status: 409, size: 300 }],
    ['a proof of another tree', submission(300, 399, LOG, FORKED), { status: 422 }],
    ['no proof', submission(300, 512).replace(/^old 300\n[^—]*?\n\n/u, 'old 300\n\n'), { status: 422 }],
    ['another tree of the same size', submission(300, 300, LOG, FORKED), { status: 409, size: 300 }],
  ]
  it.each(judged)('refuses %s, and keeps what it had', (_, body, answer) => {
    const store = memory()
    const one = witness(1, store)
    one.add(submission(0, 300))
    expect(one.add(body)).toEqual(answer)
    expect(store.kept.get(ORIGIN)).toBe(noteOf(300))
    expect(one.add(submission(300, 512)).status).toBe(200)
  })

  it('refuses a proof where there is nothing to go on from', () => {
    const body = writeSubmission({ old: 0, proof: [sha256(Uint8Array.of(1))], checkpoint: noteOf(5) })
    expect(witness().add(body)).toEqual({ status: 422 })
  })

  it('keeps what a log signed beside what it signed before, and nothing else', () => {
    const store = memory()
    const one = witness(1, store)
    one.add(submission(0, 300))
    for (const [, body] of judged) one.add(body)
    expect(store.refused.map(({ kind, size, cosigned }) => [kind, size, cosigned])).toEqual([
      ['unproven', 399, 300],
      ['unproven', 512, 300],
      ['forked', 300, 300],
    ])
    const two = [submission(300, 399, LOG, FORKED), submission(300, 300, LOG, FORKED)]
    expect(store.refused.map((one) => one.submission)).toEqual(expect.arrayContaining(two))
  })

  it('knows a fork of the size that it has whatever size is sent along, and suspects nobody of what follows nothing', () => {
    const store = memory()
    const one = witness(1, store)
    expect(one.add(submission(0, 5).replace('old 0\n', `old 0\n${'A'.repeat(43)}=\n`))).toEqual({ status: 422 })
    expect(store.refused).toEqual([])
    one.add(submission(0, 300))
    expect(one.add(submission(5, 300, LOG, FORKED))).toEqual({ status: 409, size: 300 })
    expect(store.refused.map(({ kind }) => kind)).toEqual(['forked'])
  })

  it('says of what it cosigned that it is proven, once that is kept', () => {
    const store = memory()
    const said: (string | undefined)[] = []
    const watched = { ...store, proven: () => void said.push(store.kept.get(ORIGIN)) }
    witness(1, watched).add(submission(0, 5))
    expect(said).toEqual([noteOf(5)])
    witness(1, store).add(submission(5, 300))
    witness(1, store).add(submission(5, 300))
    expect(store.sizes).toEqual([300])
  })

  it.each([
    ['failed', false],
    ['failed, but stored', true],
  ])('signs nothing after a write that %s, and the same tree afterwards', (_, stored) => {
    const store = memory()
    let broken = true
    const failing = {
      ...store,
      keep(origin: string, checkpoint: string) {
        if (!broken || stored) store.keep(origin, checkpoint)
        if (broken) throw new Error('disk')
      },
    }
    const one = witness(1, failing)
    expect(() => one.add(submission(0, 300))).toThrow('disk')
    broken = false
    const again = one.add(submission(0, 300))
    expect(again).toEqual(stored ? { status: 409, size: 300 } : { status: 200, body: expect.any(String) })
    const writes: string[] = []
    const watched = witness(1, { ...store, keep: (_origin, checkpoint) => void writes.push(checkpoint) })
    expect(watched.add(submission(300, 300)).status).toBe(200)
    expect(writes).toEqual([noteOf(300)])
  })

  it('signs nothing while what it cosigned cannot be read', () => {
    const store = memory()
    store.kept.set(ORIGIN, 'half a checkp')
    expect(() => witness(1, store).add(submission(0, 300))).toThrow('cannot be read')
    store.kept.set(ORIGIN, noteOf(3, noteKey(NOTE_CRYPTO, 'x.example', seed(1))))
    expect(() => witness(1, store).add(submission(0, 300))).toThrow('cannot be read')
  })
})
