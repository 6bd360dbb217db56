/** A module without its custom sections is the same module; bytes that are no whole sections are refused. */
import { describe, expect, it } from 'vitest'
import { withoutCustomSections } from '../../../src/cli/policy/sections.ts'

const PREAMBLE = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
/** A section of a kind, with a body of so many bytes: 200 needs a size of two. */
const section = (kind: number, length: number) => [
  kind,
  ...(length < 128 ? [length] : [(length % 128) + 128, length >> 7]),
  ...Array.from({ length }, (_, at) => at % 7),
]
const without = (...bytes: number[]) => [...withoutCustomSections(new Uint8Array(bytes))]

describe('custom sections', () => {
  it('go, wherever they stand, and everything else stays byte for byte', () => {
    const [type, code] = [section(1, 3), section(10, 200)]
    expect(without(...PREAMBLE, ...section(0, 4), ...type, ...section(0, 300), ...code, ...section(0, 1))).toEqual([
      ...PREAMBLE,
      ...type,
      ...code,
    ])
    expect(without(...PREAMBLE, ...type)).toEqual([...PREAMBLE, ...type])
    expect(without(...PREAMBLE)).toEqual(PREAMBLE)
  })
  it.each([
    ['goes on beyond the module', [...PREAMBLE, 1, 4, 0, 0, 0]],
    ['has a size without an end', [...PREAMBLE, 1, 0x80]],
    ['has no size', [...PREAMBLE, 1]],
  ])('a section that %s is an error', (_, bytes) => {
    expect(() => without(...bytes)).toThrow(RangeError)
  })
})
