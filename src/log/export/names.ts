/**
 * The names that a log in an export goes by, and ever went by: before a rollback that was acknowledged, and in a log that was
 * taken over. None of them may be signed under by who takes it over. Pure.
 */
import { LIMITS } from '../../limits.ts'
import { partOf } from '../parts.ts'
import type { ReadLine } from './check.ts'

/** As far as this line says; nobody signed it yet. What is longer than the name of any log is none. */
export function namesIn(line: ReadLine): readonly string[] {
  if (line.kind === 'header') return [line.value.origin]
  if (line.kind !== 'entry') return []
  const succession = partIn(line, 'succession')
  const taken = partIn(line, 'import')
  const names = [...(succession ? [succession.from, succession.to].map(nameOf) : []), ...(taken ? [taken.origin] : [])]
  return names.filter((name) => name.length <= LIMITS.exportNameChars)
}

/**
 * Whether a log called `own` would sign under one of these names: now, or once a rollback is acknowledged, which makes
 * `<name>/2` of a name, `<name>/3` after that.
 */
export function isTaken(names: Iterable<string>, own: string): boolean {
  for (const name of names) if (name === own || follows(name, own) || follows(own, name)) return true
  return false
}

function follows(name: string, next: string): boolean {
  return next.startsWith(`${name}/`) && /^\d+$/.test(next.slice(name.length + 1))
}

/** undefined: the entry has no such part, or it is erased. */
export function partIn<P extends 'succession' | 'import' | 'erasure'>(
  { value }: ReadLine & { kind: 'entry' },
  name: P,
) {
  const part = value.entry.parts?.[name]
  return part === undefined || part === 'erased' ? undefined : partOf({ [name]: part.value }, name)
}

function nameOf(verifierKey: string): string {
  return verifierKey.split('+')[0] ?? ''
}
