/**
 * Text in lines that fit a width: broken after a space, else after a hyphen between letters, and within a word only where that
 * alone is wider. A space at the end of a line stays: readers aloud find the words by it. Pure but for how wide a text is.
 */
const BREAKS = /(?<=[ ])(?! )|(?<=[\p{L}\p{N}][-–/_])(?=\p{L})/u

export function linesOf(text: string, width: number, widthOf: (text: string) => number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => linesIn(paragraph, width, widthOf))
}

function linesIn(paragraph: string, width: number, widthOf: (text: string) => number): readonly string[] {
  const done: string[] = []
  let line = ''
  let used = 0
  const next = () => {
    done.push(line)
    line = ''
    used = 0
  }
  const add = (piece: string) => {
    line += piece
    used += widthOf(piece)
  }
  for (const piece of paragraph.split(BREAKS)) {
    const needed = widthOf(piece.trimEnd())
    if (line !== '' && used + needed > width) next()
    if (needed <= width) {
      add(piece)
      continue
    }
    for (const letter of piece) {
      if (line !== '' && used + widthOf(letter) > width) next()
      add(letter)
    }
  }
  if (line !== '' || done.length === 0) next()
  return done
}
