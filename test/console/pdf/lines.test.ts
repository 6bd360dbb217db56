/** Text in lines: here each letter is one wide. */
import { describe, expect, it } from 'vitest'
import { linesOf } from '../../../src/console/pdf/lines.ts'

const broken = (text: string, width: number) => linesOf(text, width, (part) => [...part].length)

describe('a text in lines', () => {
  it.each([
    ['a b c', 9, ['a b c']],
    ['een twee drie', 8, ['een twee ', 'drie']],
    ['een twee drie', 7, ['een ', 'twee ', 'drie']],
    ['een\ntwee', 9, ['een', 'twee']],
    ['vraag-antwoord', 10, ['vraag-', 'antwoord']],
    ['en/of', 3, ['en/', 'of']],
    ['aanslag_ozb', 9, ['aanslag_', 'ozb']],
    ['2026-01-02', 8, ['2026-01-', '02']],
    ['op abcdefgh', 5, ['op ', 'abcde', 'fgh']],
    ['a\u00a0b c', 3, ['a\u00a0b ', 'c']],
    ['', 5, ['']],
  ])('%j, %i wide', (text, width, lines) => {
    expect(broken(text, width)).toEqual(lines)
  })

  it('loses nothing of it, however narrow', () => {
    const text = 'Zoë woont in ’s-Gravenhage; vorige keer\u00a0niet.'
    for (let width = 1; width < 50; width += 1) expect(broken(text, width).join('')).toBe(text)
  })
})
