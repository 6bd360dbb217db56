/** Parts stand together as bytes, and come apart as they were. */
import { describe, expect, it } from 'vitest'
import { type Framed, frame, unframe } from '../../src/log/frame.ts'

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
})
