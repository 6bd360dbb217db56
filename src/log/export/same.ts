/** Whether two JSON values are the same, whatever the order of their members; a member that is undefined is not there. Pure. */

export function sameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [one, other] = [membersOf(a), membersOf(b)]
  const keys = Object.keys(one).filter((key) => one[key] !== undefined)
  const others = Object.keys(other).filter((key) => other[key] !== undefined)
  return (
    keys.length === others.length && keys.every((key) => Object.hasOwn(other, key) && sameJson(one[key], other[key]))
  )
}

function membersOf(value: object): Readonly<Record<string, unknown>> {
  return value as Readonly<Record<string, unknown>>
}
