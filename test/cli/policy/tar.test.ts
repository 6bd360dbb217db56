/** Reading the archive of `opa build`: whole files by name, and nothing from an archive that was cut short. */
import { describe, expect, it } from 'vitest'
import { untar } from '../../../src/cli/policy/tar.ts'

const BLOCK = 512

/** One ustar entry: name at 0, size in octal at 124, then the content in whole blocks. */
function entry(name: string, content: string): Uint8Array {
  const body = new TextEncoder().encode(content)
  const bytes = new Uint8Array(BLOCK + Math.ceil(body.length / BLOCK) * BLOCK)
  bytes.set(new TextEncoder().encode(name), 0)
  bytes.set(new TextEncoder().encode(body.length.toString(8).padStart(11, '0')), 124)
  bytes.set(body, BLOCK)
  return bytes
}
const archive = (...entries: Uint8Array[]) =>
  new Uint8Array([...entries, new Uint8Array(2 * BLOCK)].flatMap((e) => [...e]))
const contents = (bytes: Uint8Array) => [...untar(bytes)].map(([name, body]) => [name, new TextDecoder().decode(body)])

describe('untar', () => {
  it('gives every file by name, without the leading slash', () => {
    expect(contents(archive(entry('/a', 'one'), entry('dir/b', 'two')))).toEqual([
      ['a', 'one'],
      ['dir/b', 'two'],
    ])
  })

  it.each([0, 1, BLOCK - 1, BLOCK, BLOCK + 1])('gives a file of %i bytes whole, and the one after it', (size) => {
    expect(contents(archive(entry('a', 'x'.repeat(size)), entry('b', 'y')))).toEqual([
      ['a', 'x'.repeat(size)],
      ['b', 'y'],
    ])
  })

  it('gives nothing from an empty archive', () => {
    expect(contents(archive())).toEqual([])
  })

  it('throws when the content is cut short, and when the size is no number', () => {
    const whole = entry('a', 'x'.repeat(600))
    expect(() => untar(whole.subarray(0, BLOCK + 599))).toThrow('cut short')
    expect(contents(whole.subarray(0, BLOCK + 600))).toHaveLength(1)
    whole.fill(120, 124, 136)
    expect(() => untar(whole)).toThrow('cut short')
  })
})
