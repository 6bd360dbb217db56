/** Parts stand together as bytes, and come apart as they were. */
import { describe, expect, it } from 'vitest'
import { type Framed, frame, unframe, unframeOpen } from '../../src/log/frame.ts'

const bytes = (length: number, value: number) => new Uint8Array(length).fill(value)

describe('frame', () => {
  it.each<[string, readonly Framed[]]>([
    ['nothing', []],
    ['one part', [{ name: 'caller', salted: bytes(40, 1), commitment: null }]],
    [
      'parts with newlines in them, empty ones, and one that was never kept',
      [
        { name: 'facts', salted: bytes(100, 10), commitment: null },
        { name: 'request', salted: bytes(0, 0), commitment: null },
        { name: 'disclosure', salted: bytes(32, 7), commitment: 'a'.repeat(64) },
      ],
    ],
  ])('gives back %s', (_, parts) => {
    expect(unframe(frame(parts))).toEqual(parts)
  })

  it('of what stands open is taken to the byte: another way to say the same is not what was framed', () => {
    const text = new TextDecoder().decode(frame([{ name: 'tally', salted: bytes(40, 65), commitment: null }]))
    const opened = (changed: string) => unframeOpen(new TextEncoder().encode(changed))
    expect(opened(text)).toHaveLength(1)
    for (const other of [text.replace('40', '90'), text.replace(',', ', '), `${text}A`, text.slice(0, -1)])
      expect(() => opened(other), other).toThrow()
  })
})
