/**
 * Letters that a font has. What it lacks is written as its base letter where it has one, and else as a question mark, which is
 * counted: what is shown is never another word, and who reads is told. Pure but for that count.
 */
const ALIKE: Readonly<Record<string, string>> = {
  '\t': ' ',
  '\u2011': '-',
  '\u202f': '\u00a0',
  '→': '->',
  '≤': '<=',
  '≥': '>=',
}

export type Letters = {
  /** As it can be shown. */
  of(text: string): string
  /** What could not be, in the order in which it came. */
  lost(): readonly string[]
}

/** `has`: whether the font has something for a code point. */
export function lettersIn(has: (codePoint: number) => boolean): Letters {
  const lost = new Set<string>()
  const isKnown = (one: string) => one === '\n' || (!/\p{C}/u.test(one) && has(one.codePointAt(0) ?? 0))

  function letter(one: string): string {
    if (isKnown(one)) return one
    const alike = ALIKE[one] ?? one.normalize('NFKD').replace(/\p{M}/gu, '')
    if (alike !== '' && [...alike].every(isKnown)) return alike
    lost.add(one)
    return '?'
  }

  return { of: (text) => [...text.normalize('NFC')].map(letter).join(''), lost: () => [...lost] }
}
