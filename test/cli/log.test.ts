/** `sluis log`: the key that others check with, and what verify says of a database that somebody had open. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/help.ts'
import { logCommand } from '../../src/cli/log.ts'
import { createIntegrator } from '../../src/log/integrator.ts'
import { noteKey, noteVerifier, parseNote, signatureLine } from '../../src/log/tree/note.ts'
import { createD1Keys } from '../../src/storage/d1/keys.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { openSqlite } from '../../src/storage/sqlite/open.ts'
import { NOTE_CRYPTO, ORIGIN } from '../log/tree/signers.ts'
import { witnessKey } from '../log/witness/logs.ts'
import { fakeD1 } from '../storage/d1/fake.ts'
import { decisionSpec, realWrite, settlementSpec, vaultOf } from '../storage/fixtures.ts'

const COUNT = 300
let folder: string
let kept: string
let runs = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluis-log-'))
  kept = join(folder, 'kept')
  const crypto = createCrypto()
  const keys = createKeys({ dir: join(folder, 'keys'), create: true, crypto })
  const log = noteKey(NOTE_CRYPTO, ORIGIN, keys.logSeed)
  await fill(join(folder, 'data'), COUNT)
  keys.close()

  async function fill(dataDir: string, count: number): Promise<void> {
    const vault = { crypto, keys }
    const observer = () => undefined
    const storage = openSqlite(join(dataDir, 'sluis.db'), { ...vault, clock: () => new Date(0), observer })
    const integrator = createIntegrator({ tree: storage.tree, crypto, log, observer })
    for (let i = 0; i < count; i += 2) {
      const decision = decisionSpec()
      await storage.ledger.append(await realWrite(vault, decision))
      await storage.ledger.append(await realWrite(vault, settlementSpec(decision.id)))
      if (i === 200) await integrator.catchUp()
    }
    await integrator.catchUp()
    writeFileSync(kept, (await storage.tree.checkpoint()) ?? '')
    storage.close()
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

async function run(args: readonly string[], dataDir = join(folder, 'data'), env: Record<string, string> = {}) {
  const [out, err]: [string[], string[]] = [[], []]
  const io = {
    env: { SLUIS_KEYS_DIR: join(folder, 'keys'), SLUIS_DATA_DIR: dataDir, SLUIS_ORIGIN: ORIGIN, ...env },
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
  }
  const code = await logCommand(args, io)
  return { code, out: out.join(''), err: err.join('') }
}

/** A copy of the data, after SQL by somebody who first takes the guards of the database away. */
async function touched(statements: readonly string[], args: readonly string[] = ['verify']) {
  const dataDir = join(folder, `data-${runs++}`)
  cpSync(join(folder, 'data'), dataDir, { recursive: true })
  const database = new Database(join(dataDir, 'sluis.db'))
  database.pragma('foreign_keys = OFF')
  const guards = database.prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).pluck().all()
  for (const guard of guards) database.exec(`DROP TRIGGER ${guard}`)
  for (const statement of statements) database.exec(statement)
  database.close()
  const { code, out } = await run(args, dataDir)
  return {
    code,
    found: out.split('\n').flatMap((line) => line.match(/^[a-z]+-[a-z]+ +\S+/)?.[0].replace(/ +/, ' ') ?? []),
  }
}

describe('sluis log key', () => {
  it('prints a verifier key under the name of the log, the same every time', async () => {
    const { code, out } = await run(['key'])
    expect([code, (await run(['key'])).out]).toEqual([EXIT.ok, out])
    expect(noteVerifier(NOTE_CRYPTO, out.trim())?.name).toBe(ORIGIN)
  })
})

describe('sluis log key --worker', () => {
  it('prints the key that a Worker signs with, out of its master key', async () => {
    const file = join(folder, 'master')
    writeFileSync(file, `${'ab'.repeat(32)}\n`)
    const { code, out } = await run(['key', '--worker', file])
    const crypto = createCrypto()
    const clock = () => new Date(0)
    const { logSeed } = await createD1Keys({ database: fakeD1(), masterKey: 'ab'.repeat(32), crypto, clock })
    expect([code, out]).toEqual([EXIT.ok, `${noteKey(NOTE_CRYPTO, ORIGIN, logSeed).verifierKey}\n`])
    writeFileSync(file, 'abc')
    await expect(run(['key', '--worker', file])).rejects.toThrow('64 hex digits')
  })
})

describe('sluis log verify', () => {
  it('finds nothing in a log that nobody touched, also with a checkpoint that was kept', async () => {
    const { code, out } = await run(['verify', '--kept', kept])
    expect(code).toBe(EXIT.ok)
    expect(out).toContain(`entries: ${COUNT}, waarvan in de boom / of which in the tree: ${COUNT}\n`)
    expect(out).toContain('niets gevonden / nothing found')
    expect(await touched([])).toEqual({ code: EXIT.ok, found: [] })
  })

  it('reads beside a process that writes', async () => {
    const observer = () => undefined
    const storage = openSqlite(join(folder, 'data', 'sluis.db'), { ...vaultOf(), clock: () => new Date(0), observer })
    expect((await run(['verify'])).code).toBe(EXIT.ok)
    storage.close()
  })

  it('needs no key folder when it is given the key', async () => {
    const { out } = await run(['key'])
    const nowhere = { SLUIS_KEYS_DIR: join(folder, 'nowhere') }
    expect((await run(['verify', '--key', out.trim()], undefined, nowhere)).code).toBe(EXIT.ok)
    const other = out.trim().replace(ORIGIN, 'sluis.example/other')
    await expect(run(['verify', '--key', other])).rejects.toThrow('not a verifier key')
  })

  it.each([
    ['a row that is deleted', ['DELETE FROM entries WHERE idx = 100'], 'entry-missing 100'],
    [
      'a row that is deleted, and the rest moved up',
      ['DELETE FROM entries WHERE idx = 100', 'UPDATE entries SET idx = idx - 1 WHERE idx > 100'],
      'tile-altered 0/000',
    ],
    [
      'two rows that change places',
      [
        'UPDATE entries SET idx = -1 WHERE idx = 10',
        'UPDATE entries SET idx = 10 WHERE idx = 20',
        'UPDATE entries SET idx = 20 WHERE idx = -1',
      ],
      'tile-altered 0/000',
    ],
    ['an end that is cut off', ['DELETE FROM entries WHERE idx >= 290'], `checkpoint-ahead ${COUNT}`],
    [
      'a leaf that is rewritten with its hash',
      [`UPDATE entries SET (leaf, leaf_hash) = (SELECT leaf, leaf_hash FROM entries WHERE idx = 2) WHERE idx = 4`],
      'entry-altered 4',
    ],
    ['a tile that is cut', ['UPDATE tree_tiles SET hashes = substr(hashes, 33) WHERE level = 0'], 'tile-altered 0/000'],
    ['a tile that is deleted', ['DELETE FROM tree_tiles WHERE level = 1'], 'tile-missing 1/000.p/1'],
    ['a checkpoint of another size', ['UPDATE tree_checkpoint SET size = 299'], 'checkpoint-forged 299'],
    ['a checkpoint that is gone', ['DELETE FROM tree_checkpoint'], 'checkpoint-missing 0'],
    [
      'a number that is given twice',
      ['DROP INDEX entries_number', 'UPDATE entries SET number = 1 WHERE idx = 8'],
      'number-wrong 8',
    ],
    [
      'an entry of another organisation',
      [`UPDATE entries SET oin = '00000099000000009000' WHERE idx = 8`],
      'number-wrong 8',
    ],
  ])('finds %s', async (_, statements, finding) => {
    const { code, found } = await touched(statements)
    expect([code, found]).toEqual([EXIT.refused, expect.arrayContaining([finding])])
  })

  it('finds a sealed part that is not what its leaf commits to, when it opens them', async () => {
    expect(await touched([], ['verify', '--parts'])).toEqual({ code: EXIT.ok, found: [] })
    const swapped = [`UPDATE parts SET bytes = (SELECT bytes FROM parts WHERE entry_idx = 6) WHERE entry_idx = 4`]
    expect(await touched(swapped)).toEqual({ code: EXIT.ok, found: [] })
    expect(await touched(swapped, ['verify', '--parts'])).toEqual({ code: EXIT.refused, found: ['part-altered 4'] })
  })

  it('finds with a checkpoint that was kept what the log itself no longer shows', async () => {
    const tables = ['source_calls', 'tree_tiles', 'tree_checkpoint', 'entries']
    const zero = 'UPDATE counters SET received = 0, answered = 0, refused = 0, failed = 0'
    const cut = [...tables.map((table) => `DELETE FROM ${table}`), zero]
    expect((await touched(cut.slice(0, -1))).found).toEqual(['counters-wrong 0'])
    expect(await touched(cut)).toEqual({ code: EXIT.ok, found: [] })
    expect(await touched(cut, ['verify', '--kept', kept])).toEqual({
      code: EXIT.refused,
      found: [`kept-ahead ${COUNT}`],
    })
  })

  it('counts the witnesses of the checkpoint that was cosigned, and finds another tree than they saw', async () => {
    const [one, two] = [witnessKey(1), witnessKey(2)]
    const note = readFileSync(kept, 'utf8')
    const line = signatureLine({ ...one, signature: one.sign(parseNote(note)?.text ?? '') })
    const cosigned = [`INSERT INTO tree_cosigned VALUES (1, ${COUNT}, '${note}${line}')`]
    const args = ['verify', '--witness', one.verifierKey, '--witness', two.verifierKey]
    expect(await touched(cosigned, [...args, '--quorum', '1'])).toEqual({ code: EXIT.ok, found: [] })
    expect(await touched(cosigned, args)).toEqual({ code: EXIT.refused, found: [`cosigned-few ${COUNT}`] })
    expect(await touched([], args)).toEqual({ code: EXIT.refused, found: ['cosigned-few 0'] })
    const cut = [...cosigned, 'DELETE FROM entries', 'DELETE FROM tree_tiles', 'DELETE FROM tree_checkpoint']
    expect(await touched(cut)).toEqual({ code: EXIT.refused, found: ['counters-wrong 0', `cosigned-ahead ${COUNT}`] })
    expect((await run([...args, '--quorum', '1'])).out).toContain('witnesses: 2, genoeg is / enough are: 1')
    for (const quorum of ['0', '3', 'x'])
      await expect(run([...args, '--quorum', quorum])).rejects.toThrow(`--quorum: ${quorum}`)
    await expect(run(['verify', '--quorum', '1'])).rejects.toThrow('--quorum: 1')
    const twice = ['verify', '--witness', one.verifierKey, '--witness', one.verifierKey]
    expect((await run(twice)).out).toContain('witnesses: 1, genoeg is / enough are: 1')
    await expect(run([...twice, '--quorum', '2'])).rejects.toThrow('--quorum')
    await expect(run(['verify', '--witness', 'x'])).rejects.toThrow('--witness')
  })

  it('tells a hundred findings, and the number of all of them', async () => {
    const dataDir = join(folder, 'other')
    cpSync(join(folder, 'data'), dataDir, { recursive: true })
    const database = new Database(join(dataDir, 'sluis.db'))
    database.exec('DROP TRIGGER entries_no_update')
    database.exec(`UPDATE entries SET at = '2020-01-01T00:00:00.000Z'`)
    database.close()
    const { code, out } = await run(['verify'], dataDir)
    expect([code, out.split('\n').filter((line) => line.startsWith('entry-altered')).length]).toEqual([
      EXIT.refused,
      100,
    ])
    expect(out).toContain(`findings: ${COUNT}`)
  })

  it('says so when there is no log', async () => {
    await expect(run(['verify'], join(folder, 'nothing'))).rejects.toMatchObject({ kind: 'unwritable' })
    await expect(run(['verify', 'more'])).rejects.toThrow('sluis log verify')
    await expect(run([])).rejects.toThrow('sluis log verify')
  })
})

describe('sluis log --help', () => {
  const COMMANDS = ['verify', 'reconcile', 'key', 'export', 'import', 'key rotate']
  const all = [...COMMANDS, 'acknowledge-rollback', 'anchor adopt', 'erasing resume']
  const help = (...args: string[]) => run([...args, '--help'], folder, { SLUIS_PORT: 'wrong' })

  it('is a short list of the commands, in both languages, that fits a screen', async () => {
    const { code, out } = await help()
    expect([code, out.split('\n').length < 30]).toEqual([EXIT.ok, true])
    expect(out.match(/^ {2}[a-z].*? {2}/gm)?.map((name) => name.trim())).toEqual(all)
    expect(out).not.toContain('--kept')
    expect(await help('nothing')).toEqual({ code, out, err: '' })
    expect(await help('anchor')).toEqual({ code, out, err: '' })
  })

  it.each(all)('is asked of %s, which tells its own options and the exit codes', async (name) => {
    const { code, out } = await help(...name.split(' '))
    expect(code).toBe(EXIT.ok)
    expect(out).toMatch(new RegExp(`^sluis log ${name}( [-[].*)?\n\n\\S[^\n]*\n\\S`))
    expect(out).toMatch(/Exit: 0 [\s\S]*4 [^\n]*\n$/)
    expect(out.includes('--kept')).toBe(['verify', 'acknowledge-rollback'].includes(name))
    expect(out.includes('--calls')).toBe(name === 'reconcile')
    // Nothing is done meanwhile, whatever the configuration.
    expect((await help('-x', ...name.split(' '))).out).toBe(out)
  })

  it('is pointed to by what is no command', async () => {
    await expect(run(['frob'])).rejects.toMatchObject({ name: 'UsageError', message: `sluis log ${all.join(' | ')}` })
  })
})
