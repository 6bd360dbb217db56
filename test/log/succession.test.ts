/** Keys that come after one another: who trusts one can follow the chain, and no further than each key went. */
import { describe, expect, it } from 'vitest'
import type { Receipt } from '../../src/domain/receipt.ts'
import { signReceipt } from '../../src/log/receipt.ts'
import {
  chainOf,
  checkByAny,
  contradictions,
  formerKeys,
  keysDocument,
  keysDocumentSchema,
  openByAny,
  readSuccession,
  type Step,
  type Succession,
  shownKeys,
  signSuccession,
  successionText,
  trustedKeys,
} from '../../src/log/succession.ts'
import { base64 } from '../../src/log/tree/base64.ts'
import { checkpointText, parseCheckpoint } from '../../src/log/tree/checkpoint.ts'
import { type NoteKey, noteKey, noteVerifier, signNote, type Verifier } from '../../src/log/tree/note.ts'
import { AT } from '../storage/fixtures.ts'
import { LOG, NOTE_CRYPTO, ORIGIN, seed } from './tree/signers.ts'

const SECOND = noteKey(NOTE_CRYPTO, ORIGIN, seed(2))
const THIRD = noteKey(NOTE_CRYPTO, `${ORIGIN}/2`, seed(3))
const STRANGER = noteKey(NOTE_CRYPTO, ORIGIN, seed(4))
const ELSEWHERE = noteKey(NOTE_CRYPTO, `${ORIGIN}/3`, seed(6))
const root = new Uint8Array(32)

const checkpoint = (key: NoteKey, size: number) => signNote(checkpointText({ origin: key.name, size, root }), [key])
const byKey: Succession = {
  version: 1,
  kind: 'key',
  at: AT,
  from: LOG.verifierKey,
  to: SECOND.verifierKey,
  entry: 'e-1',
  head: { size: 10, root: base64(root) },
  kept: null,
}
const byOrigin: Succession = {
  version: 1,
  kind: 'origin',
  at: AT,
  from: SECOND.verifierKey,
  to: THIRD.verifierKey,
  entry: 'e-2',
  head: { size: 20, root: base64(root) },
  kept: checkpoint(SECOND, 30),
}
const NOTES = [signSuccession(byKey, LOG, SECOND), signSuccession(byOrigin, SECOND, THIRD)]
const steps = (notes: readonly string[] = NOTES): readonly Step[] => {
  const chain = chainOf(NOTE_CRYPTO, notes)
  if (!chain) throw new Error('no chain')
  return chain
}
const verifierOf = (key: NoteKey): Verifier => {
  const made = noteVerifier(NOTE_CRYPTO, key.verifierKey)
  if (!made) throw new Error('no key')
  return made
}
const names = (given: NoteKey, notes?: readonly string[]) =>
  trustedKeys([verifierOf(given)], steps(notes)).map(({ verifier, until }) => [
    [LOG, SECOND, THIRD, STRANGER].findIndex(
      (one) => one.verifierKey.includes(Buffer.from(verifier.keyId).toString('hex')) && one.name === verifier.name,
    ),
    until,
  ])

describe('a statement', () => {
  it('is read when both signed it, and says what they signed', () => {
    expect(NOTES.map((note) => readSuccession(NOTE_CRYPTO, note)?.statement)).toEqual([byKey, byOrigin])
  })

  it.each<[string, string]>([
    ['by the old key alone', signNote(successionText(byKey), [LOG])],
    ['by the new key alone', signNote(successionText(byKey), [SECOND])],
    ['by a stranger', signSuccession(byKey, STRANGER, SECOND)],
    ['of a key to itself', signSuccession({ ...byKey, to: LOG.verifierKey }, LOG, LOG)],
    ['of a key under another name', signSuccession({ ...byKey, to: THIRD.verifierKey }, LOG, THIRD)],
    ['of a key, with something lost', signSuccession({ ...byKey, kept: checkpoint(LOG, 30) }, LOG, SECOND)],
    [
      'of a name that does not go on from it',
      signSuccession({ ...byOrigin, to: ELSEWHERE.verifierKey }, SECOND, ELSEWHERE),
    ],
    ['of a name that stays', signSuccession({ ...byOrigin, to: STRANGER.verifierKey }, SECOND, STRANGER)],
    ['of a name, with nothing lost', signSuccession({ ...byOrigin, kept: checkpoint(SECOND, 20) }, SECOND, THIRD)],
    ['of a name, with no checkpoint', signSuccession({ ...byOrigin, kept: null }, SECOND, THIRD)],
    [
      'of a name, with a checkpoint of others',
      signSuccession({ ...byOrigin, kept: checkpoint(LOG, 30) }, SECOND, THIRD),
    ],
    ['of no hash', signSuccession({ ...byKey, head: { size: 1, root: 'x' } }, LOG, SECOND)],
    ['written otherwise', signNote(successionText(byKey).replace('{', '{ '), [LOG, SECOND])],
    ['that is a checkpoint', checkpoint(LOG, 10)],
  ])('%s is none', (_, note) => {
    expect(readSuccession(NOTE_CRYPTO, note)).toBeUndefined()
    expect(chainOf(NOTE_CRYPTO, [note])).toBeUndefined()
  })

  it('is never a checkpoint, and a chain has no gap', () => {
    for (const note of NOTES) expect(parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1))).toBeUndefined()
    expect(chainOf(NOTE_CRYPTO, [...NOTES].reverse())).toBeUndefined()
    expect(chainOf(NOTE_CRYPTO, [])).toEqual([])
  })
})

describe('who trusts one key', () => {
  const all = [
    [0, 11],
    [1, 30],
    [2, Number.POSITIVE_INFINITY],
  ]
  it.each([LOG, SECOND, THIRD])('of the chain is led to the others: %#', (given) => {
    expect(names(given).sort()).toEqual(all)
  })

  it('of another log, or without the chain, is led nowhere', () => {
    expect(names(STRANGER)).toEqual([[3, Number.POSITIVE_INFINITY]])
    expect(names(LOG, [])).toEqual([[0, Number.POSITIVE_INFINITY]])
    expect(names(THIRD, NOTES.slice(0, 1))).toEqual([[2, Number.POSITIVE_INFINITY]])
  })

  it('reads a checkpoint of each, up to where it went', () => {
    const keys = trustedKeys([verifierOf(THIRD)], steps())
    const opens = (key: NoteKey, size: number) => openByAny(keys, checkpoint(key, size)).ok
    expect([opens(LOG, 11), opens(LOG, 12)]).toEqual([true, false])
    expect([opens(SECOND, 30), opens(SECOND, 31)]).toEqual([true, false])
    expect([opens(THIRD, 1_000), opens(STRANGER, 1)]).toEqual([true, false])
    const bent = checkpoint(LOG, 5).replace('\n5\n', '\n6\n')
    expect(openByAny(keys, bent)).toEqual({ ok: false, reason: 'forged' })
  })

  it('reads a receipt of each; of a key that was followed, of no entry after that', () => {
    const keys = trustedKeys([verifierOf(THIRD)], steps())
    const place = (index: number) => ({ id: 'a', index, leafHash: 'f'.repeat(64) })
    const receipt = (key: NoteKey, index: number, settled: number | null = null): Receipt =>
      signReceipt(key, {
        version: 1,
        time: AT,
        decision: place(index),
        settlement: settled === null ? null : place(settled),
        disclosure: null,
        number: 1,
      })
    expect(checkByAny(keys, receipt(LOG, 8, 9))).toBe('signed')
    expect(checkByAny(keys, receipt(LOG, 10))).toBe('other-receipt')
    expect(checkByAny(keys, receipt(LOG, 9, 10))).toBe('other-receipt')
    // Promised, and lost before it was integrated: the log does not deny it.
    expect(checkByAny(keys, receipt(SECOND, 35))).toBe('signed')
    expect(checkByAny(keys, receipt(THIRD, 35))).toBe('signed')
    expect(checkByAny(keys, receipt(STRANGER, 1))).toBe('unsigned')
    expect(checkByAny(LOG, receipt(LOG, 1_000))).toBe('signed')
  })
})

/** Whose key was stolen after it was replaced: LOG. STRANGER is the key of the thief. */
describe('the thief of a key that was replaced', () => {
  const forged = (change: Partial<Succession> = {}): string =>
    signSuccession({ ...byKey, to: STRANGER.verifierKey, ...change }, LOG, STRANGER)
  const read = (...notes: readonly string[]) => notes.flatMap((note) => readSuccession(NOTE_CRYPTO, note) ?? [])
  const trusts = (given: readonly NoteKey[], all: readonly Step[]) =>
    trustedKeys(given.map(verifierOf), all).map(({ verifier, until, promised }) => [
      KEYS.findIndex(({ publicKey }) => Buffer.compare(publicKey, verifier.publicKey) === 0),
      until,
      promised,
    ])
  const KEYS = [LOG, SECOND, THIRD, STRANGER]
  const ENDLESS = Number.POSITIVE_INFINITY

  it('leads nobody to a key of his own: two statements of one key contradict, in whatever order', () => {
    const [good, evil] = [NOTES[0] ?? '', forged()]
    for (const all of [read(good, evil), read(evil, good)]) {
      expect(trusts([SECOND], all)).toEqual([[1, ENDLESS, ENDLESS]])
      expect(contradictions([verifierOf(SECOND)], all)).toHaveLength(2)
    }
    const twice = read(good, good)
    expect(contradictions([verifierOf(SECOND)], twice)).toEqual([])
    expect(trusts([SECOND], twice)).toEqual(trusts([SECOND], read(good)))
  })

  it('does not make the old key go on: of two ends the first counts', () => {
    const late = forged({ head: { size: 10_000_000, root: base64(root) } })
    expect(trusts([LOG], read(late, NOTES[0] ?? ''))).toEqual([[0, 11, 10]])
    expect(trusts([SECOND, LOG], read(late, NOTES[0] ?? ''))).toEqual([
      [1, ENDLESS, ENDLESS],
      [0, 11, 10],
    ])
  })

  it('leads nobody who was given both keys beside the other one', () => {
    const all = read(forged())
    expect(trusts([LOG, SECOND], all).map(([key]) => key)).toEqual([0, 1])
    expect(contradictions([LOG, SECOND].map(verifierOf), all)).toEqual(all)
    expect(contradictions([LOG, THIRD].map(verifierOf), steps())).toEqual([])
  })

  it('is led to as what was before it, and no further than the key that he stole', () => {
    const head = { size: 10_000_000, root: base64(root) }
    const before = signSuccession({ ...byKey, from: STRANGER.verifierKey, to: LOG.verifierKey, head }, STRANGER, LOG)
    expect(trusts([SECOND], read(before, NOTES[0] ?? ''))).toEqual([
      [1, ENDLESS, ENDLESS],
      [0, 11, 10],
      [3, 11, 10],
    ])
  })

  it('makes no key that passes for another: they are compared whole, not by the four bytes of their id', () => {
    const lookalike = { ...verifierOf(STRANGER), keyId: SECOND.keyId }
    const step = { statement: { ...byKey, from: STRANGER.verifierKey }, from: lookalike, to: verifierOf(LOG) }
    expect(trusts([SECOND], [step]).map(([key]) => key)).toEqual([1])
  })
})

describe('a start', () => {
  it('goes on from a former checkpoint, and of a name that was left only from what was not lost', () => {
    const keys = formerKeys(steps())
    const opens = (key: NoteKey, size: number) => openByAny(keys, checkpoint(key, size)).ok
    expect([opens(LOG, 11), opens(LOG, 12)]).toEqual([true, false])
    expect([opens(SECOND, 20), opens(SECOND, 21)]).toEqual([true, false])
    expect(opens(THIRD, 1)).toBe(false)
  })
})

describe('what others are shown', () => {
  it('is of the key that signs, or of one before it under the same name, no further than that one went', () => {
    const shown = (key: NoteKey, size: number, signs = SECOND, notes = NOTES.slice(0, 1)) =>
      openByAny(shownKeys(signs, steps(notes)), checkpoint(key, size)).ok
    expect([shown(SECOND, 1_000), shown(LOG, 11), shown(LOG, 12), shown(STRANGER, 1)]).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect([shown(THIRD, 21, THIRD, NOTES), shown(SECOND, 20, THIRD, NOTES)]).toEqual([true, false])
  })
})

describe('the document of keys', () => {
  it('has them in order, and the statements between them', () => {
    const document = keysDocument(THIRD.verifierKey, { steps: steps(), successions: NOTES })
    expect(keysDocumentSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual({
      keys: [
        { key: LOG.verifierKey, until: 11 },
        { key: SECOND.verifierKey, until: 30 },
        { key: THIRD.verifierKey, until: null },
      ],
      successions: NOTES,
    })
  })
})
