/**
 * Where hashes of a tree stand: tiles of height 8 (C2SP tlog-tiles). A tile at level 0 holds leaf hashes, one at a level
 * above holds roots of full tiles of the level below. Pure.
 */

export const TILE_WIDTH = 256

/** `width`: hashes in it, 1 to 256. A tile of 256 is full and final; a narrower one is the beginning of what it becomes. */
export type TileAt = { readonly level: number; readonly index: number; readonly width: number }
/** `bytes`: its hashes one after the other. */
export type Tile = TileAt & { readonly bytes: Uint8Array }

/** How many hashes a tree of `size` leaves has at a level of tiles. */
export function hashesAt(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** level)
}

/** The tile with this index as a tree of `size` leaves has it; undefined: it has none there. */
export function tileIn(size: number, level: number, index: number): TileAt | undefined {
  const width = Math.min(TILE_WIDTH, hashesAt(size, level) - index * TILE_WIDTH)
  return width > 0 ? { level, index, width } : undefined
}

/** The last tile of each level, lowest first, where it is not full: what grows when the tree grows. */
export function partialTiles(size: number): TileAt[] {
  const tiles: TileAt[] = []
  for (let level = 0; hashesAt(size, level) > 0; level += 1) {
    const hashes = hashesAt(size, level)
    const width = hashes % TILE_WIDTH
    if (width > 0) tiles.push({ level, index: (hashes - width) / TILE_WIDTH, width })
  }
  return tiles
}

/** `<L>/<N>[.p/<W>]`, with N in groups of three digits: 1234067 is x001/x234/067. */
export function tilePath({ level, index, width }: TileAt): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? []
  const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
  return `${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

const PATH = /^(\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/

/** undefined: no path of a tile, or not the one way to write it. */
export function parseTilePath(path: string): TileAt | undefined {
  const [, level, name, width] = PATH.exec(path) ?? []
  if (level === undefined || name === undefined) return undefined
  const tile = {
    level: Number(level),
    index: Number(name.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  }
  const sound = tile.level < 64 && tile.width > 0 && Number.isSafeInteger(tile.index)
  return sound && tilePath(tile) === path ? tile : undefined
}
