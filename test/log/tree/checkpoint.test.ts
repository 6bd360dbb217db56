/** Checkpoints are read and written as C2SP tlog-checkpoint says, and believed only from the log they name. */
import { describe, expect, it } from 'vitest'
import { checkpointText, openCheckpoint, parseCheckpoint } from '../../../src/log/tree/checkpoint.ts'
import { cosignatureVerifier, cosignedAt, cosigner } from '../../../src/log/tree/cosignature.ts'
import { noteKey, signatureLine, signNote } from '../../../src/log/tree/note.ts'
import { sha256 } from './naive.ts'
import { LOG, NOTE_CRYPTO, ORIGIN, seed } from './signers.ts'

const root = sha256(Uint8Array.of(1))
const TEXT = checkpointText({ origin: ORIGIN, size: 17, root })

describe('the text of a checkpoint', () => {
  it('is origin, size and root, each on a line', () => {
    expect(TEXT).toBe(`${ORIGIN}\n17\n${Buffer.from(root).toString('base64')}\n`)
    expect(parseCheckpoint(TEXT)).toEqual({ origin: ORIGIN, size: 17, root })
  })

  it('of the specification is read', () => {
    const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
    expect(parseCheckpoint(text)).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 })
  })

  it('may have extension lines', () => {
    expect(parseCheckpoint(`${TEXT}more\n`)).toEqual({ origin: ORIGIN, size: 17, root })
  })

  it.each([
    ['without an origin', TEXT.replace(ORIGIN, '')],
    ['with a size that has a leading zero', TEXT.replace('17', '017')],
    ['with a size below zero', TEXT.replace('17', '-1')],
    ['with a size that is no safe integer', TEXT.replace('17', '9007199254740993')],
    ['with a root of 31 bytes', checkpointText({ origin: ORIGIN, size: 1, root: root.slice(1) })],
    ['with an empty extension line', `${TEXT}\nmore\n`],
    ['without its last newline', TEXT.slice(0, -1)],
    ['of two lines', `${ORIGIN}\n17\n`],
  ])('is none %s', (_, text) => {
    expect(parseCheckpoint(text)).toBeUndefined()
  })
})

describe('a checkpoint', () => {
  it('is believed from the log it names', () => {
    expect(openCheckpoint(signNote(TEXT, [LOG]), LOG)).toMatchObject({ ok: true, value: { size: 17 } })
  })

  it('is not believed when another log signed it, or when it names another', () => {
    const other = noteKey(NOTE_CRYPTO, 'sluis.example/other', seed(2))
    expect(openCheckpoint(signNote(TEXT, [other]), LOG)).toEqual({ ok: false, reason: 'unsigned' })
    const foreign = signNote(TEXT.replace(ORIGIN, 'sluis.example/other'), [LOG])
    expect(openCheckpoint(foreign, LOG)).toEqual({ ok: false, reason: 'other-log' })
  })

  it('is not any note that the log signed', () => {
    expect(openCheckpoint(signNote(`${ORIGIN}\n`, [LOG]), LOG)).toEqual({ ok: false, reason: 'malformed' })
  })
})

describe('a cosignature', () => {
  const witness = cosigner(NOTE_CRYPTO, 'witness.example/w1', seed(3), () => 1_679_315_147)
  const verifier = cosignatureVerifier(NOTE_CRYPTO, witness.verifierKey)
  if (!verifier) throw new Error('no verifier key')

  it('comes along with the checkpoint, and says when', () => {
    const opened = openCheckpoint(signNote(TEXT, [LOG, witness]), LOG, [verifier])
    expect(opened.ok && opened.signatures.map(({ name }) => name)).toEqual([ORIGIN, 'witness.example/w1'])
    const [, cosignature] = opened.ok ? opened.signatures : []
    expect(cosignature && cosignedAt(cosignature.signature)).toBe(1_679_315_147n)
  })

  it('does not stand for the log', () => {
    expect(openCheckpoint(signNote(TEXT, [witness]), LOG, [verifier])).toEqual({
      ok: false,
      reason: 'unsigned',
    })
  })

  it('of another time, text or length is a forgery', () => {
    const signature = witness.sign(TEXT)
    const later = Uint8Array.from(signature, (byte, i) => (i === 7 ? byte ^ 1 : byte))
    const note = (bytes: Uint8Array) => signNote(TEXT, [LOG]) + signatureLine({ ...witness, signature: bytes })
    expect(openCheckpoint(note(signature), LOG, [verifier])).toMatchObject({ ok: true })
    for (const bytes of [later, witness.sign(`${TEXT}more\n`), signature.slice(1), LOG.sign(TEXT)])
      expect(openCheckpoint(note(bytes), LOG, [verifier])).toEqual({ ok: false, reason: 'forged' })
  })

  it('is no signature of a log: their keys have other ids', () => {
    expect(cosignatureVerifier(NOTE_CRYPTO, LOG.verifierKey)).toBeUndefined()
    expect(cosignedAt(new Uint8Array(72).fill(255))).toBeUndefined()
  })
})
