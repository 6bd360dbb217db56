/** A receipt is what the log signed, to the last member; anything else is not. */
import { describe, expect, it } from 'vitest'
import { type Receipt, receiptSchema } from '../../src/domain/receipt.ts'
import { checkReceipt, receiptText, signReceipt } from '../../src/log/receipt.ts'
import { parseCheckpoint } from '../../src/log/tree/checkpoint.ts'
import { noteKey } from '../../src/log/tree/note.ts'
import { LOG, NOTE_CRYPTO, ORIGIN, seed } from './tree/signers.ts'

const place = { id: '0190aaaa-0000-7000-8000-000000000001', index: 4, leafHash: 'ab'.repeat(32) }
const receipt = signReceipt(LOG, {
  version: 1,
  time: '2026-03-02T09:30:00.000Z',
  decision: place,
  settlement: { ...place, index: 5 },
  disclosure: { salt: '01'.repeat(32), commitment: '02'.repeat(32) },
  number: 7,
})

describe('a receipt', () => {
  it('has the shape of receipts, names its log, and is signed by it', () => {
    expect(receiptSchema.parse(receipt)).toEqual(receipt)
    expect(receipt.origin).toBe(ORIGIN)
    expect(checkReceipt(LOG, receipt)).toBe('signed')
  })

  it('is signed as a text of two lines, which no checkpoint is', () => {
    const [head, json, end] = receiptText(receipt).split('\n')
    expect([head, end]).toEqual(['sluis receipt v1', ''])
    const { signature: _, ...rest } = receipt
    expect(JSON.parse(json ?? '')).toEqual(rest)
    expect(parseCheckpoint(receiptText(receipt))).toBeUndefined()
  })

  it.each<[string, Partial<Receipt>]>([
    ['origin', { origin: 'sluis.example/other' }],
    ['time', { time: '2026-03-02T09:30:00.001Z' }],
    ['decision', { decision: { ...place, index: 5 } }],
    ['settlement', { settlement: null }],
    ['disclosure', { disclosure: null }],
    ['number', { number: 8 }],
  ])('with another %s is another receipt', (_, change) => {
    expect(checkReceipt(LOG, { ...receipt, ...change })).toBe('other-receipt')
  })

  it('of another key is by nobody known, also under the same name', () => {
    expect(checkReceipt(noteKey(NOTE_CRYPTO, ORIGIN, seed(2)), receipt)).toBe('unsigned')
  })

  it('from before the log had a key is not signed', () => {
    expect(checkReceipt(LOG, { ...receipt, signature: null })).toBe('not-signed')
  })
})
