/** The first two rows of a new norm, as text in the file of its act: what stands there keeps its form. Pure. */

/** How a file of rows ends: the last norm, the norms, the file. */
const END = '\n  }\n}\n'

/** The file with rows of this norm, or as it was if it has some; undefined: they cannot be added to what stands there. */
export function withRowsOf(norm: string, file: string | undefined): string | undefined {
  if (file === undefined) return `{\n  "norms": {\n${entryOf(norm)}${END}`
  if (hasRows(norm, file)) return file
  const longer = file.endsWith(`}${END}`) ? `${file.slice(0, -END.length)},\n${entryOf(norm)}${END}` : ''
  return hasRows(norm, longer) ? longer : undefined
}

function hasRows(norm: string, file: string): boolean {
  try {
    const { norms } = JSON.parse(file)
    return Object.hasOwn(norms, norm)
  } catch {
    return false
  }
}

/** Without a task nothing is permitted (AVG-01), so that the outcome is known whatever the file gives to all its norms. */
function entryOf(norm: string): string {
  return `    "${norm}": {
      "rows": [
        {
          "nl": "Nog te schrijven: de feiten waarin de norm spreekt.",
          "en": "To be written: the facts in which the norm speaks.",
          "given": { "inquiry": { "task": "${norm}" } },
          "says": { "deny": "all" },
          "outcome": "deny"
        },
        {
          "nl": "Nog te schrijven: één feit anders, en de norm zwijgt.",
          "en": "To be written: one fact apart, and the norm is silent.",
          "given": { "inquiry": { "task": null } },
          "says": "nothing",
          "outcome": "deny"
        }
      ]
    }`
}
