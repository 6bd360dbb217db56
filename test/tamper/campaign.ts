/** The campaign of flipped bits: how many of each kind were found, what is outside the claim, and what went wrong. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cosignatureVerifier } from '../../src/log/tree/cosignature.ts'
import { noteKey } from '../../src/log/tree/note.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { flipped, flippedText } from '../log/stored-log.ts'
import { NOTE_CRYPTO } from '../log/tree/signers.ts'
import { type Random, seeded } from '../support/random.ts'
import type { Found } from './audited.ts'
import { type Cell, type Opened, openUnguarded, seenBy, verified } from './database.ts'
import { type Flip, OUTSIDE, sampleFlips } from './flips.ts'
import { judged, judgedTiles } from './judged.ts'
import { type Loaded, load } from './loaded.ts'
import type { BuiltLog } from './log.ts'

export type Tally = { flips: number; found: number; outside: number }
export type FlipReport = {
  readonly kinds: ReadonlyMap<string, Tally>
  /** Judged by all of `sluis log verify --parts` as well. */
  readonly whole: number
  /** Flips that are not found and on no list, that are on it and found, or of which the whole audit says something else. */
  readonly wrong: readonly string[]
}

export async function flipCampaign(
  built: BuiltLog,
  { seed, flips: count, whole }: { seed: number; flips: number; whole: number },
): Promise<FlipReport> {
  const random = seeded(seed)
  const crypto = createCrypto()
  const keys = createKeys({ dir: built.keysDir, create: false, crypto })
  const log = noteKey(NOTE_CRYPTO, built.origin, keys.logSeed)
  const copy = join(built.folder, 'copy')
  mkdirSync(copy, { recursive: true })
  copyFileSync(join(built.dataDir, 'sluis.db'), join(copy, 'sluis.db'))
  const verifiers = built.witnesses.flatMap((key) => cosignatureVerifier(NOTE_CRYPTO, key) ?? [])
  const witnesses = { verifiers, quorum: verifiers.length }
  const loaded = await load(join(copy, 'sluis.db'), { crypto, keys }, log, witnesses)
  const opened = openUnguarded(copy)
  try {
    const flips = sampleFlips(loaded, built, opened, random, count)
    const verdicts = await allJudged(loaded, opened, flips)
    const wrong = [...verdicts].flatMap(([flip, found]) => wrongly(loaded, flip, found))
    const sample = sampledWhole(random, flips, whole)
    for (const flip of sample) wrong.push(...(await judgedWhole(built, copy, flip, verdicts.get(flip) ?? [])))
    return { kinds: tallied(loaded, verdicts), whole: sample.length, wrong }
  } finally {
    opened.close()
    keys.close()
  }
}

async function allJudged(loaded: Loaded, opened: Opened, flips: readonly Flip[]): Promise<Map<Flip, Found>> {
  const verdicts = new Map<Flip, Found>()
  const byTile = new Map<string, Flip[]>()
  for (const flip of flips) {
    const tile = flip.cell?.table === 'tree_tiles' ? flip.cell.rowid : undefined
    if (tile === undefined) verdicts.set(flip, await judged(loaded, opened, flip))
    else byTile.set(tile, [...(byTile.get(tile) ?? []), flip])
  }
  for (let i = 0; [...byTile.values()].some((one) => i < one.length); i += 1) {
    const together = [...byTile.values()].flatMap((one) => one[i] ?? [])
    for (const [flip, found] of judgedTiles(loaded, opened, together)) verdicts.set(flip, found)
  }
  return verdicts
}

function wrongly(loaded: Loaded, flip: Flip, found: Found): string[] {
  const outside = OUTSIDE.find(({ is }) => is(loaded, flip))
  if (outside && found.length > 0) return [`${told(flip)}: found (${found.join(', ')}), though ${outside.reason}`]
  return outside || found.length > 0 ? [] : [`${told(flip)}: not found`]
}

/** Those of which `sluis log verify` can be asked, of every kind the same number. */
function sampledWhole(random: Random, flips: readonly Flip[], count: number): Flip[] {
  const kinds = [...new Set(flips.map(({ kind }) => kind))].filter((kind) => kind !== 'receipt')
  return kinds.flatMap((kind) => {
    const ofKind = flips.filter((flip) => flip.kind === kind)
    return Array.from({ length: Math.ceil(count / kinds.length) }, () => random.pick(ofKind))
  })
}

async function judgedWhole(built: BuiltLog, copy: string, flip: Flip, expected: Found): Promise<string[]> {
  const { code, found } = flip.cell
    ? await verifiedWith(built, copy, flip.cell, flip.bit)
    : await verifiedKept(built, copy, flippedText(flip.text, flip.bit))
  // Of an entry that was moved, the whole log names other places as well: what is found is the same, not always where first.
  const codeOf = (one: string) => one.split(' ')[0]
  const codes = found.map(codeOf)
  const agreed = code === (expected.length > 0 ? 1 : 0) && expected.every((one) => codes.includes(codeOf(one)))
  return agreed ? [] : [`${told(flip)}: ${expected.join(', ')} by itself, ${found.join(', ')} as a whole (${code})`]
}

async function verifiedWith(built: BuiltLog, copy: string, cell: Cell, bit: number) {
  const dataDir = join(copy, 'whole')
  mkdirSync(dataDir, { recursive: true })
  copyFileSync(join(copy, 'sluis.db'), join(dataDir, 'sluis.db'))
  const { read, write, close } = openUnguarded(dataDir)
  write(cell, flipped(read(cell) ?? new Uint8Array(), bit))
  close()
  return verified(built, dataDir, ['--parts', ...seenBy(built)])
}

async function verifiedKept(built: BuiltLog, copy: string, text: string) {
  const file = join(copy, 'kept')
  writeFileSync(file, text)
  return verified(built, copy, ['--parts', '--kept', file])
}

function tallied(loaded: Loaded, verdicts: ReadonlyMap<Flip, Found>): Map<string, Tally> {
  const kinds = new Map<string, Tally>()
  for (const [flip, found] of verdicts) {
    const tally = kinds.get(flip.kind) ?? { flips: 0, found: 0, outside: 0 }
    tally.flips += 1
    if (found.length > 0) tally.found += 1
    if (OUTSIDE.some(({ is }) => is(loaded, flip))) tally.outside += 1
    kinds.set(flip.kind, tally)
  }
  return kinds
}

const told = (flip: Flip): string =>
  flip.cell
    ? `bit ${flip.bit} of ${flip.cell.table}.${flip.cell.column} where ${flip.cell.rowid}`
    : `bit ${flip.bit} of a ${flip.kind}`
