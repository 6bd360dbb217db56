/** Files line by line: wherever the reads end, with and without a newline at the end, and never a line without bound. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/limits.ts'
import { beginsWith, linesOf } from '../../../src/storage/node/lines.ts'

const MB = 1024 * 1024
const folder = mkdtempSync(join(tmpdir(), 'sluis-lines-'))
afterAll(() => rmSync(folder, { recursive: true }))
const fileOf = (text: string) => {
  const path = join(folder, 'file')
  writeFileSync(path, text)
  return path
}
/** Each is read before the next is asked for. */
function linesIn(text: string): string[] {
  const lines: string[] = []
  for (const line of linesOf(fileOf(text))) lines.push(Buffer.from(line).toString())
  return lines
}

describe('linesOf', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a\nb\n', ['a', 'b']],
    ['\n\nb', ['', '', 'b']],
  ])('%j', (text, lines) => expect(linesIn(text)).toEqual(lines))

  it('puts a line together that several reads brought, and splits exactly where one ends', () => {
    const lengths = [MB - 1, MB, MB + 1, 3, 2 * MB + 7]
    const lines = lengths.map((length, i) => String(i).repeat(length))
    expect(linesIn(`${lines.join('\n')}\n`).map((line) => [line[0], line.length])).toEqual(
      lengths.map((length, i) => [String(i), length]),
    )
  })

  it('gives up a line that goes on for ever', () => {
    const path = fileOf('')
    truncateSync(path, LIMITS.exportLineBytes + 1)
    expect(() => [...linesOf(path)]).toThrow('longer than any line')
  })

  it('takes the longest that there may be, and no longer one, also where it ends', () => {
    const longest = 'a'.repeat(LIMITS.exportLineBytes)
    expect(linesIn(`${longest}\nb\n`).map((line) => line.length)).toEqual([LIMITS.exportLineBytes, 1])
    expect(() => linesIn(`${longest}a\nb\n`)).toThrow('longer than any line')
  })
})

describe('beginsWith', () => {
  it('looks at the beginning and at nothing else', () => {
    const path = fileOf('{"a":1}')
    expect([beginsWith(path, '{"a":'), beginsWith(path, '"a"'), beginsWith(path, '{"a":1}more')]).toEqual([
      true,
      false,
      false,
    ])
  })
})
