/** What the workbench reads from files: JSON, and the default that parts of an input are laid over. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Default, defaultSchema, parsed } from '../../policy/given.ts'
import { PolicyProblems } from '../../policy/problems.ts'

/** `policies` is the folder of the rules. Throws PolicyProblems. */
export function readDefault(policies: string): Default {
  return parsed(defaultSchema, 'default.json', readJson(join(policies, 'default.json'), 'default.json'))
}

/** Throws PolicyProblems that name the file, and the line and column where it stops being JSON. */
export function readJson(path: string, name: string = path): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new PolicyProblems([`${name}: cannot be read`])
  }
  return parseJson(text, name)
}

/** `line` is where in the file the text begins. */
export function parseJson(text: string, name: string, line = 1): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const before = text.slice(0, endOfSense(text)).split('\n')
    throw new PolicyProblems([`${name}:${line + before.length - 1}:${(before.at(-1)?.length ?? 0) + 1}: not JSON`])
  }
}

/** Where it stops being JSON. The engine does not always say, and its message repeats content of the file. */
function endOfSense(text: string): number {
  let [good, bad] = [0, text.length + 1]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (canGoOn(text.slice(0, middle))) good = middle
    else bad = middle
  }
  return good
}

/** Whether JSON can begin like this: it is whole, or the only fault is that it ends here. */
function canGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning)
    return true
  } catch (error) {
    const message = String(error)
    return message.includes('end of JSON input') || message.includes(`position ${beginning.length}`)
  }
}
