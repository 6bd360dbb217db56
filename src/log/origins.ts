/**
 * Names that a log had, by number: it began under the first, and each rollback that is acknowledged ends one and begins the
 * next. What each may show of the tree. Pure.
 */
import type { Step } from './succession.ts'
import { TILE_WIDTH, type TileAt } from './tree/tile.ts'

type Steps = readonly Pick<Step, 'statement'>[]

/** Sizes of the tree where names ended, in order. */
function ends(steps: Steps): readonly number[] {
  return steps.flatMap(({ statement }) => (statement.kind === 'origin' ? [statement.head.size] : []))
}

/** Number of the name that signs now. */
export function currentOrigin(steps: Steps): number {
  return ends(steps).length + 1
}

/**
 * Whether the tile that there is now is the one that was signed under that name, and will be for ever. Of a name that ended it
 * is as far as the tree still had what was signed, then and each time after it.
 */
export function isTileOf(steps: Steps, origin: number, { level, index, width }: TileAt): boolean {
  if (origin > currentOrigin(steps)) return false
  const whole = Math.min(Number.POSITIVE_INFINITY, ...ends(steps).slice(origin - 1))
  return (index * TILE_WIDTH + width) * TILE_WIDTH ** level <= whole
}
