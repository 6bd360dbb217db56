/** Pseudonyms of a subject: one for each key there was, at one HMAC each; and those that leave, whatever is rotated. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { underAny } from '../../src/domain/pseudonyms.ts'
import { pseudonymsOf } from '../../src/steps/decide.ts'
import { redact } from '../../src/steps/redact.ts'
import { decidedTreatments } from '../../src/steps/screen.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { rotateMaster, rotatePseudonyms } from '../../src/storage/node/key-rotation.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { ANNA, BRAM, OIN, permits, record } from '../sources/fixtures.ts'
import { temporaryFolder } from '../storage/sqlite/temporary.ts'
import { field, permit } from './fixtures.ts'

const anna = { type: 'bsn', value: ANNA } as const
const crypto = createCrypto()

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())
const options = () => ({ dir: folder.path('keys'), dataDir: folder.path('data'), crypto })

/** What the keys of the folder give now. */
function withKeys<T>(work: (keys: ReturnType<typeof createKeys>) => T): T {
  const keys = createKeys({ ...options(), create: true })
  try {
    return work(keys)
  } finally {
    keys.close()
  }
}

describe('the pseudonyms of a subject', () => {
  it('are the current one and all that were before it, at one HMAC each', () => {
    const seen: (readonly string[])[] = []
    for (let generation = 1; generation <= 3; generation += 1) {
      withKeys((keys) => {
        let count = 0
        const hmac: typeof crypto.hmac = (...args) => {
          count += 1
          return crypto.hmac(...args)
        }
        seen.push(pseudonymsOf({ crypto: { ...crypto, hmac }, keys }, OIN, anna))
        expect(count).toBe(generation)
      })
      rotatePseudonyms(options())
    }
    const [first, second, third] = seen
    expect([third?.slice(1), second?.slice(1)]).toEqual([second, first])
    expect(new Set(third).size).toBe(3)
    expect(third?.every((one) => /^s-[0-9a-f]{32}$/.test(one))).toBe(true)
  })

  it('are other ones for another person and another organisation', () => {
    withKeys((keys) => {
      const of = (oin: string, value: string) => pseudonymsOf({ crypto, keys }, oin, { type: 'bsn', value })[0]
      expect(new Set([of(OIN, ANNA), of(OIN, BRAM), of('00000099000000002000', ANNA)]).size).toBe(3)
    })
  })

  it('find what is known under any of them, the latest first', () => {
    const known = new Map([
      ['s-1', false],
      ['s-2', true],
    ])
    expect(underAny(known, ['s-3', 's-1', 's-2'])).toBe(false)
    expect(underAny(known, ['s-2', 's-1'])).toBe(true)
    expect([underAny(known, ['s-3']), underAny(known, [])]).toEqual([null, null])
  })
})

it.each(['case-1', null])('a pseudonym that is released (case %s) stays what it was, whatever is rotated', (caseId) => {
  const released = () =>
    withKeys((keys) => {
      const made = permit({ fields: [field('bsn', 'pseudonymise')], caseId })
      const treatments = [
        { index: 0, released: true, treatments: Object.fromEntries(decidedTreatments(made.decision)), dropped: [] },
      ]
      const screened = { permit: made, source: permits, records: [record], treatments, obligations: [], norms: [] }
      const redacted = redact({ crypto, keys }, screened)
      return redacted.ok ? JSON.stringify(redacted.value.disclosure) : redacted.problem.code
    })
  const before = released()
  rotatePseudonyms(options())
  rotateMaster(options())
  expect(before).toMatch(/"bsn":"p-[0-9a-f]{32}"/)
  expect(released()).toBe(before)
})
