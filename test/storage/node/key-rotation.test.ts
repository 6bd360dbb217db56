/** Rotating keys in a key folder: cut off before every step that a disk sees, it opens with all that was in it. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LIMITS } from '../../../src/limits.ts'
import { createCrypto } from '../../../src/storage/node/crypto.ts'
import { rotateMaster, rotatePseudonyms } from '../../../src/storage/node/key-rotation.ts'
import { createKeys } from '../../../src/storage/node/keys.ts'
import { temporaryFolder } from '../sqlite/temporary.ts'

/** Called before each step on files; set by a test that cuts there. */
const before = vi.hoisted(() => ({ step: (_name: string) => {} }))
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>()
  const cut = <T extends (...args: never[]) => unknown>(step: T) =>
    ((...args) => {
      before.step(step.name)
      return step(...args)
    }) as T
  const { openSync, writeSync, fsyncSync, linkSync, renameSync, rmSync } = real
  return {
    ...real,
    openSync: cut(openSync),
    writeSync: cut(writeSync),
    fsyncSync: cut(fsyncSync),
    linkSync: cut(linkSync),
    renameSync: cut(renameSync),
    rmSync: cut(rmSync),
  }
})

const SCOPES = ['case:1', 'case:2', 'org:1']
const OIN = '00000099000000001000'
const real = createCrypto()

let folder: ReturnType<typeof temporaryFolder>
let dir: string
beforeEach(() => {
  folder = temporaryFolder()
  dir = folder.path('keys')
})
afterEach(() => {
  before.step = () => {}
  folder.remove()
})

const options = (changes: { crypto?: typeof real; dir?: string } = {}) => ({
  dir,
  dataDir: folder.path('data'),
  crypto: real,
  ...changes,
})
const open = (at = dir, create = false) => createKeys({ dir: at, create, crypto: real })
const textOf = (name: string, at = dir) => readFileSync(`${at}/${name}`, 'utf8').trim()
const hex = (bytes: Uint8Array | undefined) => (bytes ? Buffer.from(bytes).toString('hex') : 'none')

/** All that a folder opens: sealing keys by their ids, and the keys of pseudonyms. */
async function contentOf(keys: ReturnType<typeof createKeys>, ids: readonly string[]) {
  const sealing = await Promise.all(ids.map(async (id) => hex(await keys.opening(id))))
  return { sealing, first: hex(keys.pseudonym(OIN)), subjects: keys.subjects(OIN).map(hex) }
}

async function filled() {
  const keys = open(dir, true)
  const ids: string[] = []
  for (const scope of SCOPES) ids.push((await keys.sealing(scope)).id)
  await keys.destroy('case:2')
  const content = await contentOf(keys, ids)
  expect(content.sealing[1]).toBe('none')
  keys.close()
  return { ids, content }
}

/** The folder as a crash before each step would leave it: also before each key that is wrapped, inside the transaction. */
function cuts(work: (crypto: typeof real) => void): readonly { step: string; at: string }[] {
  const images: { step: string; at: string }[] = []
  let copying = false
  const take = (step: string) => {
    if (copying) return
    copying = true
    const at = folder.path(`cut-${images.length}`)
    cpSync(dir, at, { recursive: true })
    images.push({ step, at })
    copying = false
  }
  before.step = take
  const seal: typeof real.seal = (...args) => {
    take('seal')
    return real.seal(...args)
  }
  work({ ...real, seal })
  before.step = () => {}
  take('done')
  return images
}

describe('rotating the master key', () => {
  it('wraps every key anew, and the old master key and what it wrapped are gone', async () => {
    const { ids, content } = await filled()
    const old = textOf('master.key')
    const wrapped = new Database(`${dir}/sealing.db`, { readonly: true })
      .prepare<[], Buffer>('SELECT wrapped FROM keys WHERE wrapped IS NOT NULL')
      .pluck()
      .all()
    expect(rotateMaster(options())).toBe(2)
    expect(readdirSync(dir).sort()).toEqual(['log.key', 'master.key', 'pseudonym.key', 'sealing.db'])
    for (const name of readdirSync(dir)) {
      expect(statSync(`${dir}/${name}`).mode & 0o777).toBe(0o600)
      const bytes = readFileSync(`${dir}/${name}`)
      expect([old, ...wrapped].some((one) => bytes.includes(one))).toBe(false)
    }
    const keys = open()
    expect(await contentOf(keys, ids)).toEqual(content)
    keys.close()
  })

  it('overwrites the old master key where it lay, before the new one takes its name', async () => {
    await filled()
    const old = textOf('master.key')
    let seen: string | undefined
    before.step = (step) => {
      if (step === 'renameSync') seen = textOf('master.key')
    }
    rotateMaster(options())
    expect(seen).toMatch(/^[0-9a-f]{64}$/)
    expect(seen).not.toBe(old)
  })

  it('cut off before any step, opens with all there was, under one master key', async () => {
    const { ids, content } = await filled()
    const images = cuts((crypto) => rotateMaster(options({ crypto })))
    const steps = new Set(images.map(({ step }) => step))
    expect([...steps].sort()).toEqual(
      ['done', 'fsyncSync', 'linkSync', 'openSync', 'renameSync', 'rmSync', 'seal', 'writeSync'].sort(),
    )
    expect(images.length).toBeGreaterThan(12)
    for (const { at } of images) {
      const keys = open(at)
      expect(await contentOf(keys, ids)).toEqual(content)
      // What is sealed from now on can be opened as well.
      const { id } = await keys.sealing('case:3')
      keys.close()
      expect(readdirSync(at).sort()).toEqual(['log.key', 'master.key', 'pseudonym.key', 'sealing.db'])
      expect(rotateMaster(options({ dir: at }))).toBe(3)
      const again = open(at)
      expect([await contentOf(again, ids), hex(await again.opening(id))]).toEqual([
        content,
        expect.not.stringMatching('none'),
      ])
      again.close()
    }
    const masters = images.map(({ at }) => textOf('master.key', at))
    expect(new Set(masters).size).toBe(images.length)
  })

  it('goes through more keys than are read at a stretch', async () => {
    const keys = open(dir, true)
    const ids: string[] = []
    for (let i = 0; i < 3; i += 1) ids.push((await keys.sealing(`case:${i}`)).id)
    const content = await contentOf(keys, ids)
    keys.close()
    const database = new Database(`${dir}/sealing.db`)
    database.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1998)
      INSERT INTO keys (id, scope, wrapped) SELECT 'gone-' || i, 'gone', NULL FROM n`)
    const put = database.prepare('INSERT INTO keys (id, scope, wrapped) VALUES (?, ?, ?)')
    const master = Buffer.from(textOf('master.key'), 'hex')
    database.transaction(() => {
      for (let i = 0; i < 2_000; i += 1)
        put.run(`k-${i}`, `s-${i}`, real.seal(master, real.random(32), `sluis/key/v1/k-${i}/s-${i}`))
    })()
    database.close()
    expect(rotateMaster(options())).toBe(2_003)
    const again = open()
    expect(await contentOf(again, [...ids])).toEqual(content)
    expect(hex(await again.opening('k-1999'))).not.toBe('none')
    again.close()
  })

  it('leaves whoever has the folder open able to read what they know, and to add nothing', async () => {
    await filled()
    const stale = open()
    const known = await stale.sealing('case:1')
    rotateMaster(options())
    expect(hex((await stale.sealing('case:1')).key)).toBe(hex(known.key))
    await expect(stale.sealing('case:new')).rejects.toThrow('start again')
    await expect(stale.sealing('org:1')).rejects.toThrow('was it rotated beside a running broker')
    stale.close()
    const keys = open()
    expect(hex(await keys.opening((await keys.sealing('case:new')).id))).not.toBe('none')
    keys.close()
  })

  it('does nothing to a folder whose keys do not belong together', async () => {
    await filled()
    writeFileSync(`${dir}/master.key`, `${'0a'.repeat(32)}\n`)
    expect(() => rotateMaster(options())).toThrow('master.key does not belong to the sealing keys')
    expect([textOf('master.key'), existsSync(`${dir}/master.next.key`)]).toEqual(['0a'.repeat(32), false])
  })

  it('takes a folder from before it was kept which master key is the one, if its keys fit', async () => {
    const { ids, content } = await filled()
    const forget = () => {
      const database = new Database(`${dir}/sealing.db`)
      database.exec('DROP TABLE key_state')
      database.close()
    }
    forget()
    expect(rotateMaster(options())).toBe(2)
    forget()
    const keys = open()
    expect(await contentOf(keys, ids)).toEqual(content)
    keys.close()
    forget()
    writeFileSync(`${dir}/master.key`, `${'0a'.repeat(32)}\n`)
    expect(() => open()).toThrow('master.key does not belong to the sealing keys')
    expect(() => rotateMaster(options())).toThrow('master.key does not belong to the sealing keys')
  })

  it('refuses a folder that is not there, and one inside the data', () => {
    expect(() => rotateMaster(options())).toThrow('the key folder is missing')
    mkdirSync(dir)
    expect(() => rotateMaster(options())).toThrow('the key folder has no sealing.db')
    expect(() => rotateMaster({ ...options(), dataDir: folder.path('.') })).toThrow('inside the data folder')
  })
})

describe('rotating the key of pseudonyms', () => {
  it('puts a new one first, keeps all that were, and leaves the first one to who acts', async () => {
    const { ids, content } = await filled()
    expect(rotatePseudonyms(options())).toBe(2)
    expect(rotatePseudonyms(options())).toBe(3)
    expect(statSync(`${dir}/pseudonym.3.key`).mode & 0o777).toBe(0o600)
    const keys = open()
    const { sealing, first, subjects } = await contentOf(keys, ids)
    expect([sealing, first, keys.generations.length]).toEqual([content.sealing, content.first, 3])
    expect([subjects.length, new Set(subjects).size, subjects[2]]).toEqual([3, 3, content.first])
    keys.close()
    rotateMaster(options())
    const again = open()
    expect((await contentOf(again, ids)).subjects).toEqual(subjects)
    again.close()
  })

  it('cut off before any step, has happened or not, and never half', async () => {
    const { ids, content } = await filled()
    const images = cuts((crypto) => rotatePseudonyms(options({ crypto })))
    expect(images.length).toBeGreaterThan(5)
    const counts = new Set<number>()
    for (const { at } of images) {
      const keys = open(at)
      const { sealing, subjects } = await contentOf(keys, ids)
      expect([sealing, subjects.at(-1)]).toEqual([content.sealing, content.first])
      counts.add(subjects.length)
      keys.close()
      expect(readdirSync(at).filter((name) => name.endsWith('.new'))).toEqual([])
      expect(rotatePseudonyms(options({ dir: at }))).toBe(subjects.length + 1)
    }
    expect([...counts].sort()).toEqual([1, 2])
  })

  it.each(['pseudonym.key', 'pseudonym.2.key', 'pseudonym.3.key'])(
    'leaves a folder that opens no more without %s: what was recorded under it would be found by nobody',
    async (name) => {
      await filled()
      for (const generation of [2, 3]) expect(rotatePseudonyms(options())).toBe(generation)
      const { rmSync } = await vi.importActual<typeof import('node:fs')>('node:fs')
      rmSync(`${dir}/${name}`)
      expect(() => open()).toThrow(`the key folder has no ${name}: restore it from its backup`)
      expect(() => rotatePseudonyms(options())).toThrow(`the key folder has no ${name}`)
    },
  )

  it('refuses more of them than can be searched', async () => {
    await filled()
    for (let count = 2; count <= LIMITS.pseudonymGenerations; count += 1)
      expect(rotatePseudonyms(options())).toBe(count)
    expect(() => rotatePseudonyms(options())).toThrow('no more can be searched')
    expect(open().subjects(OIN)).toHaveLength(LIMITS.pseudonymGenerations)
  })
})
