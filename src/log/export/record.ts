/** Whether the ADL record of an exported entry is what its parts say, with nothing else in it. Pure. */
import { adlRecordOf } from '../adl.ts'
import type { Leaf } from '../leaf.ts'
import { DECIDED } from '../parts.ts'
import type { EntryLine } from './format.ts'
import { sameJson } from './same.ts'

const DECIDED_TYPES: readonly string[] = DECIDED

/** null: the decision is erased, and there is no record that says otherwise. */
export function isRecord(
  leaf: Leaf,
  content: Record<string, unknown>,
  record: EntryLine['record'],
  oin: string,
): boolean | null {
  const { caller } = content
  const ofCaller = typeof caller === 'object' && caller !== null && 'oin' in caller ? caller.oin === oin : null
  const expected = adlRecordOf(leaf, content)
  if (!sameJson(expected, record) || ofCaller === false) return false
  return DECIDED_TYPES.includes(leaf.type) ? record !== null || null : ofCaller
}
