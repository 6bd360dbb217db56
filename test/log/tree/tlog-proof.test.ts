/** Proofs for offline verification are read and written as c2sp.org/tlog-proof@v1 says. */
import { describe, expect, it } from 'vitest'
import { parseProof, writeProof } from '../../../src/log/tree/tlog-proof.ts'
import { leaves } from './naive.ts'

const hashes = leaves(2)
const CHECKPOINT = 'example.com/log\n3\nAAAA\n\n— example.com/log AAAA\n'
const PROOF = { extra: Uint8Array.of(1, 2, 3), index: 2, proof: hashes, checkpoint: CHECKPOINT }
const TEXT = writeProof(PROOF)

describe('a proof', () => {
  it('is written line by line, and read back', () => {
    const [one, two] = hashes.map((hash) => Buffer.from(hash).toString('base64'))
    expect(TEXT).toBe(`c2sp.org/tlog-proof@v1\nextra AQID\nindex 2\n${one}\n${two}\n\n${CHECKPOINT}`)
    expect(parseProof(TEXT)).toEqual(PROOF)
  })

  it('needs no extra data, and no hashes for a tree of one leaf', () => {
    const least = { extra: null, index: 0, proof: [], checkpoint: CHECKPOINT }
    expect(writeProof(least)).toBe(`c2sp.org/tlog-proof@v1\nindex 0\n\n${CHECKPOINT}`)
    expect(parseProof(writeProof(least))).toEqual(least)
  })

  it.each([
    ['with another first line', TEXT.replace('@v1', '@v2')],
    ['with extra data that are not base64', TEXT.replace('AQID', 'AQI')],
    ['with an index that has a leading zero', TEXT.replace('index 2', 'index 02')],
    ['without an index', TEXT.replace('index 2\n', '')],
    ['with the index before the extra data', TEXT.replace('extra AQID\nindex 2', 'index 2\nextra AQID')],
    ['with a hash of another length', TEXT.replace('\n\n', '\nAAAA\n\n')],
    ['with more hashes than a tree is deep', writeProof({ ...PROOF, proof: leaves(54) })],
    ['without a checkpoint', 'c2sp.org/tlog-proof@v1\nindex 0\n'],
  ])('is none %s', (_, text) => {
    expect(parseProof(text)).toBeUndefined()
  })
})
