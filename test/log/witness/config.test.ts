/** Which witnesses the log asks: each once, at a safe address, and not more of them needed than there are. */
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/limits.ts'
import { cosigner } from '../../../src/log/tree/cosignature.ts'
import { witnessesOf, witnessesSchema } from '../../../src/log/witness/config.ts'
import { LOG, NOTE_CRYPTO, seed } from '../tree/signers.ts'
import { witnessKey } from './logs.ts'

const one = (n: number, change: object = {}) => ({
  key: witnessKey(n).verifierKey,
  url: `https://w${n}.example/log`,
  ...change,
})
/** The key of a witness under another name, with the id that belongs to it. */
const renamed = (n: number, name: string) => cosigner(NOTE_CRYPTO, name, seed(100 + n), () => 0).verifierKey
const issuesOf = (document: unknown) =>
  witnessesSchema.safeParse(document).error?.issues.map(({ path }) => `/${path.join('/')}`) ?? []

describe('the document', () => {
  it('names witnesses and how many are enough', () => {
    const document = { quorum: 2, witnesses: [one(1), one(2), one(3)] }
    expect(issuesOf(document)).toEqual([])
    const { quorum, asked } = witnessesOf(NOTE_CRYPTO, witnessesSchema.parse(document))
    expect([quorum, ...asked.map(({ verifier, url }) => `${verifier.name} ${url.href}`)]).toEqual([
      2,
      'witness.example/w1 https://w1.example/log/add-checkpoint',
      'witness.example/w2 https://w2.example/log/add-checkpoint',
      'witness.example/w3 https://w3.example/log/add-checkpoint',
    ])
  })

  it.each([
    ['https://w.example/', 'https://w.example/add-checkpoint'],
    ['https://w.example', 'https://w.example/add-checkpoint'],
    ['http://127.0.0.1:7380/a/', 'http://127.0.0.1:7380/a/add-checkpoint'],
  ])('may give the address %s', (url, at) => {
    const document = witnessesSchema.parse({ quorum: 1, witnesses: [one(1, { url })] })
    expect(witnessesOf(NOTE_CRYPTO, document).asked[0]?.url.href).toBe(at)
  })

  it.each<readonly [string, object, string]>([
    ['more than there are', { quorum: 2, witnesses: [one(1)] }, '/quorum'],
    ['none', { quorum: 0, witnesses: [one(1)] }, '/quorum'],
    ['half of one', { quorum: 0.5, witnesses: [one(1)] }, '/quorum'],
    ['nobody', { quorum: 1, witnesses: [] }, '/witnesses'],
    ['one twice', { quorum: 1, witnesses: [one(1), one(1, { url: 'https://other.example' })] }, '/witnesses/1'],
    [
      'one address twice',
      { quorum: 1, witnesses: [one(1), one(2, { url: 'https://w1.example/log/' })] },
      '/witnesses/1',
    ],
    [
      'one key under two names',
      { quorum: 1, witnesses: [one(1), one(2, { key: renamed(1, 'witness.example/other') })] },
      '/witnesses/1',
    ],
    [
      'one address in two ways',
      { quorum: 1, witnesses: [one(1), one(2, { url: 'https://W1.example:443/x/../log/' })] },
      '/witnesses/1',
    ],
    ['no key', { quorum: 1, witnesses: [one(1, { key: 'w1' })] }, '/witnesses/0/key'],
    ['http', { quorum: 1, witnesses: [one(1, { url: 'http://w.example' })] }, '/witnesses/0/url'],
    ['a password', { quorum: 1, witnesses: [one(1, { url: 'https://a:b@w.example' })] }, '/witnesses/0/url'],
    ['a query', { quorum: 1, witnesses: [one(1, { url: 'https://w.example?token=x' })] }, '/witnesses/0/url'],
    ['a fragment', { quorum: 1, witnesses: [one(1, { url: 'https://w.example#x' })] }, '/witnesses/0/url'],
    ['something else', { quorum: 1, witnesses: [one(1)], more: 1 }, '/'],
  ])('is refused where it names %s', (_, document, at) => {
    expect(issuesOf(document)).toContain(at)
  })

  it('names as many as are asked at once, and no more', () => {
    const witnesses = Array.from({ length: LIMITS.witnesses }, (_, i) => one(i + 1))
    expect(issuesOf({ quorum: 1, witnesses })).toEqual([])
    expect(issuesOf({ quorum: 1, witnesses: [...witnesses, one(LIMITS.witnesses + 1)] })).toEqual(['/witnesses'])
  })

  it.each([
    ['of a log', LOG.verifierKey],
    ['with the name of another', witnessKey(1).verifierKey.replace('/w1', '/w2')],
  ])('with a key %s does not start', (_, key) => {
    const document = witnessesSchema.parse({ quorum: 1, witnesses: [one(1, { key })] })
    expect(() => witnessesOf(NOTE_CRYPTO, document)).toThrow('/witnesses/0/key')
  })
})
