/** Sealed parts, their salts and their keys, and the index that is searched: exchanged, taken away or added, each is found. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Framed, frame, unframe } from '../../src/log/frame.ts'
import { SALT_BYTES } from '../../src/log/leaf.ts'
import { joinBytes } from '../../src/log/tree/hash.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { asked, openWorkshop, sql, type Workshop } from './workshop.ts'

let shop: Workshop
beforeAll(async () => {
  shop = await openWorkshop(600)
})
afterAll(() => shop?.close())
const touched: Workshop['touched'] = (...work) => shop.touched(...work)

describe('sealed parts', () => {
  const two = `SELECT a.entry_idx AS one, b.entry_idx AS two, a.key_id AS key FROM parts a JOIN parts b
    ON a.key_id = b.key_id AND a.entry_idx < b.entry_idx LIMIT 1 OFFSET 40`
  type Two = { one: number; two: number; key: string }

  it('exchanged between two entries under one key are found, in both', async () => {
    let places: Two = { one: 0, two: 0, key: '' }
    const { code, found } = await touched((database) => {
      places = asked<Two>(database, two)
      const { one, two: other, key } = places
      sql(
        `UPDATE parts SET entry_idx = -1 WHERE entry_idx = ${one} AND key_id = '${key}'`,
        `UPDATE parts SET entry_idx = ${one} WHERE entry_idx = ${other} AND key_id = '${key}'`,
        `UPDATE parts SET entry_idx = ${other} WHERE entry_idx = -1`,
      )(database)
    })
    expect([code, found]).toEqual([
      1,
      expect.arrayContaining([`part-altered ${places.one}`, `part-altered ${places.two}`]),
    ])
  })

  type Pair = { at: number; a: string; b: string }
  const pair = `SELECT a.entry_idx AS at, a.key_id AS a, b.key_id AS b FROM parts a JOIN parts b
    ON a.entry_idx = b.entry_idx AND a.key_id < b.key_id LIMIT 1 OFFSET 40`

  it.each<[string, (two: Pair) => string, string]>([
    [
      'exchanged within an entry',
      ({ at, a, b }) => `UPDATE parts SET key_id = 'x' WHERE entry_idx = ${at} AND key_id = '${a}';
        UPDATE parts SET key_id = '${a}' WHERE entry_idx = ${at} AND key_id = '${b}';
        UPDATE parts SET key_id = '${b}' WHERE entry_idx = ${at} AND key_id = 'x'`,
      'part-altered',
    ],
    ['taken away', ({ at, a }) => `DELETE FROM parts WHERE entry_idx = ${at} AND key_id = '${a}'`, 'part-altered'],
    ['taken away altogether', ({ at }) => `DELETE FROM parts WHERE entry_idx = ${at}`, 'part-missing'],
    [
      'under a key that never was',
      ({ at, a }) => `UPDATE parts SET key_id = 'x' WHERE entry_idx = ${at} AND key_id = '${a}'`,
      'key-wrong',
    ],
    ['added', ({ at }) => `INSERT INTO parts VALUES (${at}, 'x', x'00')`, 'key-wrong'],
  ])('%s are found', async (_, statement, code) => {
    let at = -1
    const result = await touched((database) => {
      const one = asked<Pair>(database, pair)
      at = one.at
      sql(statement(one))(database)
    })
    expect([result.code, result.found]).toEqual([1, expect.arrayContaining([`${code} ${at}`])])
  })

  it('whose salts were exchanged and sealed again, by who has the keys, are found', async () => {
    const { crypto, keys } = { crypto: createCrypto(), keys: shop.keys }
    let at = -1
    const result = await touched(async (database) => {
      const row = asked<{ idx: number; id: string; key_id: string; bytes: Uint8Array }>(
        database,
        `SELECT idx, id, key_id, bytes FROM entries JOIN parts ON entry_idx = idx
          WHERE type = 'decision' ORDER BY length(bytes) DESC LIMIT 1`,
      )
      at = row.idx
      const key = await keys.opening(row.key_id)
      if (!key) throw new Error('erased')
      const place = `entry:${row.id}:${row.key_id}`
      const parts = unframe(crypto.open(key, row.bytes, place))
      const [one, two, ...others] = parts
      if (!one || !two) throw new Error('one part is not two')
      const salted = (salt: Framed, of: Framed) => ({
        ...of,
        salted: joinBytes([salt.salted.subarray(0, SALT_BYTES), of.salted.subarray(SALT_BYTES)]),
      })
      const bytes = crypto.seal(key, frame([salted(two, one), salted(one, two), ...others]), place)
      database.prepare('UPDATE parts SET bytes = ? WHERE entry_idx = ? AND key_id = ?').run(bytes, at, row.key_id)
    })
    expect([result.code, result.found]).toEqual([1, [`part-altered ${at}`]])
  })

  it('that stand open are found when they say the same in other bytes', async () => {
    let at = -1
    const result = await touched((database) => {
      const tally = asked<{ idx: number; bytes: Buffer }>(
        database,
        `SELECT idx, bytes FROM entries JOIN parts ON entry_idx = idx WHERE type = 'tally'`,
      )
      at = tally.idx
      const longer = tally.bytes.toString('latin1').replace(/"tally",\d/, '"tally",9')
      database.prepare('UPDATE parts SET bytes = ? WHERE entry_idx = ?').run(Buffer.from(longer, 'latin1'), at)
    })
    expect([result.code, result.found]).toEqual([
      1,
      expect.arrayContaining([`part-altered ${at}`, `tally-wrong ${at}`]),
    ])
  })

  it('that are erased do not hide that their entry was put under another organisation', async () => {
    let at = -1
    const result = await touched((database) => {
      const all = database
        .prepare<[], { idx: number; key_id: string }>(
          `SELECT idx, key_id FROM entries JOIN parts ON entry_idx = idx WHERE type = 'read' ORDER BY idx DESC`,
        )
        .all()
      at = all.find(({ key_id }) => shop.keys.record(key_id)?.destroyed)?.idx ?? -1
      sql(`UPDATE entries SET oin = '00000099000000009000' WHERE idx = ${at}`)(database)
    })
    expect([result.code, result.found]).toEqual([1, [`owner-wrong ${at}`]])
  })
})

describe('the index that is searched', () => {
  it.each([
    [
      'says something else',
      [
        "UPDATE decision_index SET outcome = CASE outcome WHEN 'deny' THEN 'permit' ELSE 'deny' END WHERE idx = (SELECT max(idx) FROM decision_index)",
      ],
      'index-altered',
    ],
    [
      'leaves a decision out',
      ['DELETE FROM decision_index WHERE idx = (SELECT max(idx) FROM decision_index)'],
      'index-missing',
    ],
    [
      'leaves a norm out',
      ['DELETE FROM decision_norms WHERE idx = (SELECT max(idx) FROM decision_norms)'],
      'index-altered',
    ],
    ['has a norm more', [`INSERT INTO decision_norms VALUES ('X-99', 3)`], 'index-unexpected'],
    [
      'has a decision more',
      [
        `INSERT INTO decision_index SELECT 9999, id, oin, at, type, outcome, department, purpose, case_id,
      source, regime, subject, legal_basis, norms, holder FROM decision_index LIMIT 1`,
      ],
      'index-unexpected',
    ],
    ['stands still', ['UPDATE index_position SET position = 10'], 'index-unexpected'],
    [
      'still has what was erased',
      [
        `INSERT INTO decision_index SELECT idx, id, oin, at, type, 'deny', NULL, NULL, NULL, NULL,
      NULL, NULL, '[]', '[]', NULL FROM entries WHERE type = 'decision' AND idx NOT IN (SELECT idx FROM decision_index) LIMIT 1`,
      ],
      'index-unexpected',
    ],
  ])('and %s is found', async (_, statements, code) => {
    const result = await touched(sql(...statements))
    expect([result.code, result.codes]).toEqual([1, expect.arrayContaining([code])])
  })
})
