/**
 * More than a bit: rows, tiles and checkpoints that somebody takes away, adds or exchanges, with the signing key or without.
 * Each is found under its name; what takes something that was kept elsewhere says so.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unhex } from '../../src/domain/trace.ts'
import { unframe } from '../../src/log/frame.ts'
import { SALT_BYTES } from '../../src/log/leaf.ts'
import { checkReceipt } from '../../src/log/receipt.ts'
import { checkpointText } from '../../src/log/tree/checkpoint.ts'
import { growTree } from '../../src/log/tree/grow.ts'
import { signNote } from '../../src/log/tree/note.ts'
import { NOTE_CRYPTO } from '../log/tree/signers.ts'
import { openUnguarded, seenBy, verified } from './database.ts'
import { buildLog } from './log.ts'
import { asked, openWorkshop, sql, type Workshop } from './workshop.ts'

let shop: Workshop
beforeAll(async () => {
  shop = await openWorkshop(600)
})
afterAll(() => shop?.close())
const touched: Workshop['touched'] = (...work) => shop.touched(...work)

/** Everything signed again over the entries as they now are, by who holds the key. */
function signedAgain(database: Database.Database): void {
  const hashes = database.prepare<[], string>('SELECT leaf_hash FROM entries ORDER BY idx').pluck().all()
  const tree = growTree(NOTE_CRYPTO.sha256)
  const tiles = [...hashes.flatMap((hash) => tree.add(unhex(hash))), ...tree.edge()]
  const note = signNote(checkpointText({ origin: shop.log.name, size: tree.size(), root: tree.root() }), [shop.log])
  // What witnesses cosigned of what was there before cannot be had again.
  database.exec('DELETE FROM tree_cosigned')
  database.exec('DELETE FROM tree_tiles')
  for (const { level, index, bytes } of tiles)
    database.prepare('INSERT INTO tree_tiles (level, idx, hashes) VALUES (?, ?, ?)').run(level, index, bytes)
  database.prepare('UPDATE tree_checkpoint SET size = ?, note = ?').run(tree.size(), note)
}

const swapEntries = [
  'UPDATE entries SET idx = -1 WHERE idx = 100',
  'UPDATE entries SET idx = 100 WHERE idx = 101',
  'UPDATE entries SET idx = 101 WHERE idx = -1',
]
/** Behind a tally, so that the counters can be put back to what it says. */
function cut(database: Database.Database): void {
  const { idx, bytes } = asked<{ idx: number; bytes: Uint8Array }>(
    database,
    `SELECT idx, bytes FROM entries JOIN parts ON entry_idx = idx WHERE type = 'tally' ORDER BY idx DESC LIMIT 1 OFFSET 1`,
  )
  const [part] = unframe(bytes)
  const { counters, unlogged } = JSON.parse(new TextDecoder().decode(part?.salted.subarray(SALT_BYTES)))
  const counted = [...Object.entries(counters), ...Object.entries(unlogged).map(([kind, count]) => [`s${kind}`, count])]
  sql(
    `DELETE FROM entries WHERE idx > ${idx}`,
    `UPDATE index_position SET position = min(position, ${idx + 1})`,
    `UPDATE counters SET ${counted.map(([column, count]) => `${column} = ${count}`).join(', ')}`,
    ...['parts', 'source_calls'].map((table) => `DELETE FROM ${table} WHERE entry_idx > ${idx}`),
    ...['index', 'norms', 'bases'].map((table) => `DELETE FROM decision_${table} WHERE idx > ${idx}`),
  )(database)
}

describe('entries', () => {
  it('that nobody touched give no finding, also with what was kept', async () => {
    const args = ['--parts', ...seenBy(shop.built), ...shop.kept.flatMap((file) => ['--kept', file])]
    expect(await touched(() => undefined, args)).toMatchObject({ code: 0, found: [] })
  })

  it.each([
    ['deleted', ['DELETE FROM entries WHERE idx = 100'], 'entry-missing'],
    [
      'deleted, and the others moved up',
      ['DELETE FROM entries WHERE idx = 100', 'UPDATE entries SET idx = idx - 1 WHERE idx > 100'],
      'checkpoint-ahead',
    ],
    ['swapped', swapEntries, 'checkpoint-differs'],
  ])('that were %s are found', async (_, statements, code) => {
    const result = await touched(sql(...statements))
    expect(result.code).toBe(1)
    expect(result.codes).toContain(code)
  })

  it('that were cut off are found, also when what was counted is put back with them', async () => {
    const { code, codes } = await touched(cut)
    expect([code, codes]).toEqual([1, expect.arrayContaining(['checkpoint-ahead'])])
    expect(codes).not.toEqual(expect.arrayContaining(['counters-wrong']))
  })

  it('cut off and signed again are found by a checkpoint that was kept, by witnesses, and by no other', async () => {
    const work = (database: Database.Database) => {
      cut(database)
      signedAgain(database)
    }
    // What was forgotten behind the cut has no entry any more: that alone is seen, and only with the keys.
    expect(new Set((await touched(work)).codes)).toEqual(new Set(['erased-unordered']))
    const late = await touched(work, ['--kept', shop.kept[1]])
    expect([late.code, late.codes]).toEqual([1, ['kept-ahead']])
    const seen = await touched(work, seenBy(shop.built))
    expect([seen.code, seen.codes]).toEqual([1, ['cosigned-few']])
    // It was kept before what was cut off: it says nothing about that.
    expect(await touched(work, ['--kept', shop.kept[0]])).toMatchObject({ code: 0, found: [] })
  })

  it('swapped and signed again are found by any checkpoint that was kept', async () => {
    const work = (database: Database.Database) => {
      sql(
        ...swapEntries,
        'UPDATE parts SET entry_idx = -1 WHERE entry_idx = 100',
        'UPDATE parts SET entry_idx = 100 WHERE entry_idx = 101',
        'UPDATE parts SET entry_idx = 101 WHERE entry_idx = -1',
      )(database)
      signedAgain(database)
    }
    for (const file of shop.kept) {
      const { code, codes } = await touched(work, ['--kept', file])
      expect([code, codes]).toEqual([1, expect.arrayContaining(['kept-differs'])])
    }
  })
})

describe('running numbers', () => {
  it('that begin one later, and end one lower, as if the first receipt were older than numbers, are found', async () => {
    const shifted = sql(`UPDATE entries SET number = nullif(number - 1, 0) WHERE oin = '00000099000000001000'`)
    const { code, codes } = await touched(shifted, [])
    expect([code, codes]).toEqual([1, ['number-wrong', 'tally-wrong']])
  })
})

describe('the tree', () => {
  it('of another consistent log, signed with the same key, is found by a checkpoint that was kept', async () => {
    const other = await buildLog(300)
    const dataDir = join(shop.folder, 'other')
    mkdirSync(dataDir)
    copyFileSync(join(other.dataDir, 'sluis.db'), join(dataDir, 'sluis.db'))
    await other.remove()
    const { database, close } = openUnguarded(dataDir)
    signedAgain(database)
    close()
    expect(await verified(shop.built, dataDir, [])).toEqual({ code: 0, found: [] })
    const { code, found } = await verified(
      shop.built,
      dataDir,
      shop.kept.flatMap((file) => ['--kept', file]),
    )
    expect([code, found.map((one) => one.split(' ')[0]).sort()]).toEqual([1, ['kept-ahead', 'kept-differs']])
  })

  it.each([
    ['tile that is deleted', ['DELETE FROM tree_tiles WHERE level = 0 AND idx = 1'], 'tile-missing'],
    ['tile that is added', [`INSERT INTO tree_tiles (level, idx, hashes) VALUES (0, 9, x'00')`], 'tile-unexpected'],
    [
      'tile that is exchanged',
      ['UPDATE tree_tiles SET hashes = (SELECT hashes FROM tree_tiles WHERE idx = 1 AND level = 0) WHERE idx = 0'],
      'tile-altered',
    ],
    ['checkpoint that is deleted', ['DELETE FROM tree_checkpoint'], 'checkpoint-missing'],
  ])('with a %s is found', async (_, statements, code) => {
    const result = await touched(sql(...statements))
    expect(result.code).toBe(1)
    expect(result.codes).toContain(code)
  })

  it('with an older checkpoint of its own is found: its tiles go further', async () => {
    const [early] = shop.built.kept
    const size = Number(early.split('\n')[1])
    const older = (database: Database.Database) =>
      void database.prepare('UPDATE tree_checkpoint SET size = ?, note = ?').run(size, early)
    const { code, codes } = await touched(older)
    expect([code, codes]).toEqual([1, expect.arrayContaining(['tile-altered', 'tile-unexpected'])])
  })
})

describe('the file itself', () => {
  /** A bit flipped behind the back of SQLite. */
  async function damaged(at: (file: Buffer) => number, args?: readonly string[]) {
    const dataDir = mkdtempSync(join(shop.folder, 'raw-'))
    const file = readFileSync(join(shop.built.dataDir, 'sluis.db'))
    const place = at(file)
    file[place] = (file[place] ?? 0) ^ 1
    writeFileSync(join(dataDir, 'sluis.db'), file)
    return verified(shop.built, dataDir, args)
  }
  const rootOf = (table: string) => {
    const database = new Database(join(shop.built.dataDir, 'sluis.db'))
    database.pragma('wal_checkpoint(TRUNCATE)')
    const question = database.prepare<[string], number>('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck()
    const page = question.get(table) ?? 0
    const bytes = Number(database.pragma('page_size', { simple: true }))
    database.close()
    return (page - 1) * bytes
  }

  it('that cannot be read everywhere is a finding, and no fault', async () => {
    expect(await damaged(() => rootOf('entries'), [])).toEqual({ code: 1, found: ['storage-damaged sluis.db'] })
  })

  it('whose indexes are damaged, so that somebody is not found, is a finding as well', async () => {
    const { code, found } = await damaged(() => rootOf('decision_index_subject') + 3)
    expect([code, found]).toEqual([1, ['storage-damaged sluis.db']])
  })
})

describe('a receipt', () => {
  it('with a field of another one is not what the log signed', () => {
    const settled = shop.built.receipts.filter(({ settlement }) => settlement !== null)
    const [one, two] = [settled.at(0), settled.at(-1)]
    if (!one || !two) throw new Error('no receipts')
    expect([one, two].map((receipt) => checkReceipt(shop.log, receipt))).toEqual(['signed', 'signed'])
    for (const field of ['time', 'decision', 'settlement', 'disclosure', 'number', 'signature'] as const)
      expect(checkReceipt(shop.log, { ...one, [field]: two[field] }), field).toBe('other-receipt')
  })
})
