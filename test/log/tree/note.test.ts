/** Signed notes verify as C2SP signed-note says, and what is not one is no note. */
import { describe, expect, it } from 'vitest'
import {
  noteKey,
  noteVerifier,
  openNote,
  parseNote,
  parseVerifierKey,
  type Signer,
  signNote,
  type Verifier,
} from '../../../src/log/tree/note.ts'
import { NOTE_CRYPTO, seed } from './signers.ts'

/** From the specification. */
const VKEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`
const signer = (name: string, n = 1): Signer => noteKey(NOTE_CRYPTO, name, seed(n))
const verifierOf = (key: string): Verifier => {
  const verifier = noteVerifier(NOTE_CRYPTO, key)
  if (!verifier) throw new Error('no verifier key')
  return verifier
}

describe('a signed note', () => {
  it('of the specification verifies with the key of the specification', () => {
    expect(openNote(NOTE, [verifierOf(VKEY)])).toMatchObject({ ok: true, text: 'This is an example message.\n' })
  })

  it('that is signed here verifies with its key, also beside signatures of others', () => {
    const [one, two] = [signer('example.com/a'), signer('example.com/b', 2)]
    const note = signNote('a\n\nb\n', [two, one])
    expect(openNote(note, [verifierOf(one.verifierKey)])).toMatchObject({
      ok: true,
      text: 'a\n\nb\n',
      signatures: [{ name: 'example.com/a' }],
    })
  })

  it('is by nobody known when only the name or only the key is known', () => {
    const note = signNote('a\n', [signer('example.com/a')])
    for (const other of [signer('example.com/b'), signer('example.com/a', 2)])
      expect(openNote(note, [verifierOf(other.verifierKey)])).toEqual({ ok: false, reason: 'unsigned' })
  })

  it('is refused as a whole when one signature of a known key is not by it', () => {
    const [one, two] = [signer('example.com/a'), signer('example.com/b', 2)]
    const forged = { ...two, sign: () => one.sign('a\n') }
    const known = [one, two].map(({ verifierKey }) => verifierOf(verifierKey))
    expect(openNote(signNote('a\n', [one, forged]), known)).toEqual({ ok: false, reason: 'forged' })
  })

  it('may have sixteen signatures, and not a hundred', () => {
    const signers = (count: number) => Array.from({ length: count }, (_, i) => signer(`example.com/${i}`))
    expect(parseNote(signNote('a\n', signers(16)))?.signatures.length).toBe(16)
    expect(parseNote(signNote('a\n', signers(100)))).toBeUndefined()
  })

  it.each([
    ['without a signature', 'a\n\n'],
    ['without an empty line', NOTE.replace('\n\n', '\n')],
    ['with a signature line of another form', NOTE.replace('— ', '- ')],
    ['with two spaces in a signature line', NOTE.replace('— ', '—  ')],
    ['with a signature that is not base64', NOTE.replace('Uw2Q', 'Uw2-')],
    ['with a signature without padding', NOTE.replace('M=\n', 'M\n')],
    ['that does not end in a newline', NOTE.slice(0, -1)],
    ['with a control character', NOTE.replace('This', 'Thi\ts')],
    ['with a carriage return', NOTE.replace('\n', '\r\n')],
  ])('is none %s', (_, note) => {
    expect(openNote(note, [verifierOf(VKEY)])).toEqual({ ok: false, reason: 'malformed' })
  })

  it('is not made of a text that is none', () => {
    for (const text of ['', 'a', 'a\tb\n', 'a\ud800\n'])
      expect(() => signNote(text, [signer('example.com/a')])).toThrow('text of a note')
  })

  it('is not signed by a name that cannot be one', () => {
    for (const name of ['', 'a b', 'a+b']) expect(() => signer(name)).toThrow('name of a key')
  })
})

describe('a verifier key', () => {
  it('of the specification is read, and written the same', () => {
    expect(parseVerifierKey(NOTE_CRYPTO.sha256, VKEY, 1)?.name).toBe('example.com/foo')
    const { verifierKey } = signer('example.com/a')
    expect(parseVerifierKey(NOTE_CRYPTO.sha256, verifierKey, 1)?.keyId).toEqual(signer('example.com/a').keyId)
  })

  it.each([
    ['of another type', VKEY, 4],
    ['whose id belongs to another key', VKEY.replace('530d903a', '530d903b'), 1],
    ['without a name', VKEY.replace('example.com/foo', ''), 1],
    ['of too few bytes', VKEY.slice(0, -4), 1],
    ['that is not base64', `${VKEY.slice(0, -1)}*`, 1],
    ['of nothing', '', 1],
  ])('%s is refused', (_, key, type) => {
    expect(parseVerifierKey(NOTE_CRYPTO.sha256, key, type)).toBeUndefined()
  })
})
