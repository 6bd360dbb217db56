/**
 * Letters of the fonts that every reader of PDF has (WinAnsi). What they lack is written as its base letter where it has one,
 * and else as a question mark: what is shown is never another word. Pure.
 */
const BEYOND_LATIN = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
const ALIKE: Readonly<Record<string, string>> = { '→': '->', '≤': '<=', '≥': '>=', '\u2011': '-', '\u202f': '\u00a0' }

export function lettersOf(text: string): string {
  return [...text].map(letter).join('')
}

function letter(one: string): string {
  if (isKnown(one)) return one
  const alike = ALIKE[one] ?? one.normalize('NFKD').replace(/\p{M}/gu, '')
  return alike !== '' && [...alike].every(isKnown) ? alike : '?'
}

function isKnown(one: string): boolean {
  const code = one.codePointAt(0) ?? 0
  return one === '\n' || (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || BEYOND_LATIN.includes(one)
}
