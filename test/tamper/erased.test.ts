/** What is erased can be read by nobody: so whatever else cannot be read must not pass for erased. What does is tried here. */
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logCommand } from '../../src/cli/log.ts'
import { dutchDay } from '../../src/erasure/calendar.ts'
import { IMPORTED_ERASED } from '../../src/log/export/reseal.ts'
import { frame } from '../../src/log/frame.ts'
import { parseLeaf, SALT_BYTES } from '../../src/log/leaf.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { run } from '../cli/policy/run.ts'
import { openUnguarded, verified } from './database.ts'
import { asked, openWorkshop, sql, type Workshop } from './workshop.ts'

let shop: Workshop
beforeAll(async () => {
  shop = await openWorkshop(400)
})
afterAll(() => shop?.close())
const touched: Workshop['touched'] = (...work) => shop.touched(...work)

describe('parts that only look erased', () => {
  type Place = {
    idx: number
    at: string
    oin: string
    type: string
    settles: string | null
    settled: number
    key: string
  }
  const every = `SELECT idx, at, oin, type, settles, key_id AS key,
    EXISTS (SELECT 1 FROM entries s WHERE s.settles = e.id) AS settled FROM entries e JOIN parts ON entry_idx = idx`
  const scopeOf = ({ key }: Place) => shop.keys.record(key) ?? { scope: '', destroyed: false }
  /** The first place after some others under a living key of this kind, and the key of the case that was forgotten. */
  function placeIn(database: Database.Database, kind: RegExp, is: (place: Place, gone: Place) => boolean) {
    const places = database.prepare<[], Place>(every).all()
    const gone = places.find((one) => scopeOf(one).destroyed && OF_CASE.test(scopeOf(one).scope))
    const place = places
      .filter((one) => gone && !scopeOf(one).destroyed && kind.test(scopeOf(one).scope) && is(one, gone))
      .at(-1)
    if (!place || !gone) throw new Error('no such part')
    return { place, gone }
  }
  const under = (key: string, { idx, key: old }: Place) =>
    sql(
      `UPDATE parts SET key_id = '${key}', bytes = x'' WHERE entry_idx = ${idx} AND key_id = '${old}'`,
      ...['index', 'norms', 'bases'].map((table) => `DELETE FROM decision_${table} WHERE idx = ${idx}`),
    )
  /** Destroyed before anything lay under it. */
  async function destroyed(scope: string): Promise<string> {
    if (await shop.keys.destroy(scope)) throw new Error('something lay under it')
    return (await shop.keys.idsOf(scope)).at(-1) ?? ''
  }
  const OF_CASE = /^case:.+:case$/
  const OF_CALLER = /^day:.+:caller$/

  it('under the key of a case of another organisation, are found', async () => {
    const { code, codes } = await touched((database) => {
      const { place, gone } = placeIn(database, OF_CASE, (one, other) => one.oin !== other.oin)
      under(gone.key, place)(database)
    })
    expect([code, codes]).toEqual([1, expect.arrayContaining(['owner-wrong'])])
  })

  it.each<[string, (place: Place) => boolean]>([
    ['a decision', ({ type, settled }) => type === 'decision' && settled === 1],
    ['a settlement', ({ settles }) => settles !== null],
  ])('of %s that ended, under the key of another case, are found by the other of the two', async (_, is) => {
    let settlement = -1
    const { code, found } = await touched((database) => {
      // In a case of the one organisation; that it is of another than the erased one is not what is looked at here.
      const { place, gone } = placeIn(database, OF_CASE, is)
      const decision = `SELECT id FROM entries WHERE idx = ${place.idx}`
      settlement = asked<{ idx: number }>(
        database,
        `SELECT idx FROM entries WHERE idx = ${place.idx} AND settles IS NOT NULL OR settles = (${decision})`,
      ).idx
      under(gone.key, place)(database)
    })
    expect([code, found]).toEqual([1, expect.arrayContaining([`key-wrong ${settlement}`])])
  })

  it.each<[string, RegExp, (place: Place) => string, readonly string[]]>([
    ['who asked, of another day', OF_CALLER, ({ oin }) => `day:${oin}:2020-02-29:caller`, ['key-wrong']],
    ['what is of no case, of another day', OF_CASE, ({ oin }) => `day:${oin}:2020-02-29:case`, ['key-wrong']],
    ['what a norm kept, beside facts that no norm keeps', OF_CASE, dayOf('BRP-04'), ['part-missing']],
    ['what a register has of its case', OF_CASE, () => 'case:x', ['part-missing', 'key-wrong']],
    ['what an organisation says of itself', OF_CASE, () => 'org:x', ['part-missing', 'key-wrong']],
    ['what is about nobody', OF_CASE, () => 'org:x:log', ['part-missing', 'key-wrong']],
    [
      'what was erased elsewhere, in a log that was taken over',
      OF_CASE,
      () => IMPORTED_ERASED,
      ['part-missing', 'key-wrong'],
    ],
  ])('under a key of %s, are found', async (_, kind, scope, codes) => {
    let at = -1
    const { code, found } = await touched(async (database) => {
      const { place } = placeIn(database, kind, ({ type }) => type === 'decision')
      at = place.idx
      under(await destroyed(scope(place)), place)(database)
    })
    expect([code, found]).toEqual([1, expect.arrayContaining(codes.map((one) => `${one} ${at}`))])
  })
  function dayOf(norm: string) {
    return ({ oin, at }: Place) => `day:${oin}:${dutchDay(new Date(at))}:${norm}`
  }

  it('though they stand open, and nothing of that is ever erased, are found', async () => {
    let at = -1
    const { code, found } = await touched(async (database) => {
      const tally = asked<Place>(database, `${every} WHERE type = 'tally'`)
      at = tally.idx
      under(await destroyed('org:y:log'), tally)(database)
    })
    expect([code, found]).toEqual([1, expect.arrayContaining([`tally-wrong ${at}`, `part-missing ${at}`])])
  })

  it('because they were replaced by what was committed to, by who has the keys, are found', async () => {
    const crypto = createCrypto()
    let at = -1
    const { code, found } = await touched(async (database) => {
      const { place } = placeIn(database, OF_CASE, ({ type }) => type === 'decision')
      at = place.idx
      const { id, leaf } = asked<{ id: string; leaf: Uint8Array }>(
        database,
        `SELECT id, leaf FROM entries WHERE idx = ${at}`,
      )
      const key = await shop.keys.opening(place.key)
      if (!key) throw new Error('erased')
      const { parts } = parseLeaf(leaf)
      const names = Object.keys(parts).filter((name) => name !== 'caller')
      const framed = names.map((name) => ({
        name,
        salted: new Uint8Array(SALT_BYTES),
        commitment: parts[name] ?? null,
      }))
      const bytes = crypto.seal(key, frame(framed), `entry:${id}:${place.key}`)
      database.prepare('UPDATE parts SET bytes = ? WHERE entry_idx = ? AND key_id = ?').run(bytes, at, place.key)
    })
    expect([code, found]).toEqual([1, expect.arrayContaining([`part-missing ${at}`])])
  })

  it('under the key of another case of the organisation, where nothing that is left contradicts it, are found by what stood there', async () => {
    let scope = ''
    const { code, found } = await touched((database) => {
      const { place, gone } = placeIn(
        database,
        OF_CASE,
        (one, other) => one.oin === other.oin && one.settles === null && one.settled === 0,
      )
      scope = scopeOf(gone).scope
      under(gone.key, place)(database)
    })
    // Of the keys that were destroyed here by hand no entry says so, which is found as well.
    const others = found.filter((one) => !one.startsWith('erased-unordered '))
    expect([code, others]).toEqual([1, [`erased-differs ${scope}`]])
  })
})

describe('a log that was taken over', () => {
  it('has no more erased than came: of what came, and of what was written since', async () => {
    const at = (name: string) => join(shop.folder, name)
    const { dataDir, keysDir, origin, folder } = shop.built
    const env = {
      SLUIS_DATA_DIR: dataDir,
      SLUIS_KEYS_DIR: keysDir,
      SLUIS_ANCHOR_DIR: join(folder, 'anchor'),
      SLUIS_ORIGIN: origin,
    }
    const there = { keysDir: at('there-keys'), origin: 'sluis.example/there', witnesses: [] }
    expect(await run(logCommand, ['export', '--all', '--to', at('all')], env)).toMatchObject({ code: 0 })
    const taken = await run(logCommand, ['import', '--verify', at('all'), '--key', shop.log.verifierKey], {
      ...env,
      SLUIS_DATA_DIR: at('there'),
      SLUIS_KEYS_DIR: there.keysDir,
      SLUIS_ANCHOR_DIR: at('there-anchor'),
      SLUIS_ORIGIN: there.origin,
    })
    expect(taken).toMatchObject({ code: 0, err: '' })
    expect(await verified(there, at('there'))).toEqual({ code: 0, found: [] })

    const keys = createKeys({ dir: there.keysDir, create: false, crypto: createCrypto() })
    const [tombstone = ''] = await keys.idsOf(IMPORTED_ERASED)
    keys.close()
    const { database, close } = openUnguarded(at('there'))
    const { last } = asked<{ last: number }>(database, 'SELECT max(idx) AS last FROM entries')
    const one = asked<{ idx: number }>(
      database,
      `SELECT idx FROM entries WHERE type = 'read' AND
        NOT EXISTS (SELECT 1 FROM parts WHERE entry_idx = idx AND key_id = '${tombstone}') LIMIT 1`,
    )
    expect(
      asked<{ parts: number }>(database, `SELECT count(*) AS parts FROM parts WHERE key_id = '${tombstone}'`).parts,
    ).toBeGreaterThan(3)
    const looksErased = (idx: number) =>
      sql(
        `DELETE FROM parts WHERE entry_idx = ${idx}`,
        `INSERT INTO parts VALUES (${idx}, '${tombstone}', x'')`,
        ...['index', 'norms', 'bases'].map((table) => `DELETE FROM decision_${table} WHERE idx = ${idx}`),
      )(database)
    looksErased(one.idx)
    expect(await verified(there, at('there'))).toEqual({ code: 1, found: [`key-wrong ${last}`] })
    looksErased(last)
    close()
    const { code, found } = await verified(there, at('there'))
    expect([code, found]).toEqual([1, expect.arrayContaining([`part-missing ${last}`, `key-wrong ${last}`])])
  })
})
