/** Where a case or a row stands, as `cases/norms/gem.json:12`, so that who reads what went wrong can go there. Pure but for reading. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** `name` as read: `s22a-no-college-decision#2`, or of a row `norms/gem/GEM-01#1`. */
export function placeOf(policies: string, name: string): string {
  const [path = '', variation] = name.split('#')
  const [, file, norm] = /^(norms\/[^/]+)\/(.+)$/.exec(path) ?? [undefined, path, undefined]
  const shown = `cases/${file}.json`
  const lines = readFileSync(join(policies, shown), 'utf8').split('\n')
  const at = norm === undefined ? lineOf(lines, '"expect"') : rowLine(lines, norm, Number(variation ?? 1))
  return at === undefined ? shown : `${shown}:${at}`
}

function lineOf(lines: readonly string[], text: string, from = 0): number | undefined {
  const at = lines.findIndex((line, index) => index >= from && line.trimStart().startsWith(text))
  return at < 0 ? undefined : at + 1
}

/** A row has one title in Dutch, and nothing else in the file has. */
function rowLine(lines: readonly string[], norm: string, row: number): number | undefined {
  let at = lineOf(lines, `"${norm}"`)
  for (let count = 0; count < row && at !== undefined; count += 1) at = nextTitle(lines, at)
  return at
}

function nextTitle(lines: readonly string[], from: number): number | undefined {
  const at = lines.findIndex((line, index) => index >= from && /"nl"\s*:/.test(line))
  return at < 0 ? undefined : at + 1
}
