/** What a start says of a database, keys or an anchor that are not those of the log that was signed: each its own sentence. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readKept } from '../../../src/storage/node/kept-head.ts'
import { startLog } from '../../../src/storage/node/log-start.ts'
import { rotate } from '../../../src/storage/node/succeed.ts'
import { type LogFolder, logFolder } from '../../support/log-folder.ts'
import { decisionSpec, realWrite } from '../fixtures.ts'

const STRICT = { adopt: false }

/** Whether a file that is replaced is there, and the call fails all the same: its folder could not be synced, say. */
const failing = vi.hoisted(() => ({ after: false }))
vi.mock('../../../src/storage/node/replace.ts', async (original) => {
  const real = await original<typeof import('../../../src/storage/node/replace.ts')>()
  return {
    ...real,
    async replaceFile(path: string, text: string) {
      await real.replaceFile(path, text)
      if (failing.after) throw new Error('said to fail')
    },
  }
})

let log: LogFolder
beforeEach(async () => {
  log = logFolder()
  mkdirSync(log.path('anchor'))
  await log.grow(5)
})
afterEach(() => log.remove())

const sizeOf = (note: string | null | undefined) => Number(note?.split('\n')[1])
const kept = () => readKept(log.path('anchor'))
const logJson = () => `${log.path('anchor')}/log.json`
const anchored = () => readFileSync(logJson(), 'utf8')
const checkpoint = async () => {
  const opened = log.open()
  const note = await opened.tree.checkpoint()
  opened.close()
  return note ?? ''
}

describe('the anchor', () => {
  it('keeps what was signed last', async () => {
    expect((await kept())?.checkpoint).toBe(await checkpoint())
    await log.grow(3)
    expect(sizeOf((await kept())?.checkpoint)).toBe(8)
  })

  it('keeps it before anybody can see it, and nothing is seen that could not be kept', async () => {
    await log.grow(2, 2)
    const opened = log.open()
    const { integrator } = await startLog(opened, STRICT)
    const { advance } = opened.tree
    const seen: unknown[] = []
    Object.assign(opened.tree, {
      advance: async (...write: Parameters<typeof advance>) => {
        seen.push((await kept())?.checkpoint === write[1].note)
        return advance(...write)
      },
    })
    await integrator.catchUp()
    expect(seen).toEqual([true])
    const before = await opened.tree.checkpoint()
    await opened.ledger.append(await realWrite(opened, decisionSpec()))
    // Where the next one is written aside, nothing can be written.
    mkdirSync(`${log.path('anchor')}/log.json.new`)
    await expect(integrator.catchUp()).rejects.toThrow('EISDIR')
    expect([await opened.tree.checkpoint(), integrator.failing()]).toEqual([before, true])
    opened.close()
  })

  it.each<[string, (before: string) => string | null]>([
    ['signed on by another', (before) => before],
    ['taken away', () => null],
  ])('that was %s is not written over, and nothing is signed until it is what was kept', async (_, changed) => {
    const before = anchored()
    await log.grow(1)
    const opened = log.open()
    const { integrator } = await startLog(opened, STRICT)
    const append = async () => opened.ledger.append(await realWrite(opened, decisionSpec()))
    await append()
    await integrator.catchUp()
    const [mine, note] = [anchored(), await opened.tree.checkpoint()]
    const other = changed(before)
    if (other === null) rmSync(logJson())
    else writeFileSync(logJson(), other)
    await append()
    await expect(integrator.catchUp()).rejects.toMatchObject({ name: 'IntegrationFault', code: 'kept' })
    expect([existsSync(logJson()) ? anchored() : null, await opened.tree.checkpoint()]).toEqual([other, note])
    expect(integrator.failing()).toBe(true)
    writeFileSync(logJson(), mine)
    await integrator.catchUp()
    expect(sizeOf((await kept())?.checkpoint)).toBe(8)
    opened.close()
  })

  it('that changed between the start and the first signature is not written over either', async () => {
    const before = anchored()
    await log.grow(1)
    const opened = log.open()
    const { integrator } = await startLog(opened, STRICT)
    writeFileSync(logJson(), before)
    await opened.ledger.append(await realWrite(opened, decisionSpec()))
    await expect(integrator.catchUp()).rejects.toMatchObject({ code: 'kept' })
    expect(anchored()).toBe(before)
    opened.close()
  })

  it('whose write landed and was said to fail is still its own', async () => {
    const opened = log.open()
    const { integrator } = await startLog(opened, STRICT)
    const append = async () => opened.ledger.append(await realWrite(opened, decisionSpec()))
    await append()
    failing.after = true
    await expect(integrator.catchUp()).rejects.toThrow('said to fail')
    failing.after = false
    await append()
    await integrator.catchUp()
    expect(sizeOf((await kept())?.checkpoint)).toBe(7)
    opened.close()
  })

  it('with a checkpoint that was kept but never stored is no reason to refuse', async () => {
    await log.grow(4, 4)
    const opened = log.open()
    const { integrator } = await startLog(opened, STRICT)
    Object.assign(opened.tree, { advance: () => Promise.reject(new Error('cut off')) })
    await expect(integrator.catchUp()).rejects.toThrow('cut off')
    opened.close()
    const before = (await kept())?.checkpoint
    expect([sizeOf(before), sizeOf(await checkpoint())]).toEqual([9, 5])
    await log.grow(0)
    expect([await checkpoint(), (await kept())?.checkpoint]).toEqual([before, before])
  })
})

describe('a database', () => {
  it('that is older than what was signed is refused, with what to do', async () => {
    log.copy('data', 'older')
    await log.grow(3)
    log.copy('older', 'data')
    await expect(log.start()).rejects.toThrow(
      /^the database is older than what was signed: it has 5 entries, and the anchor has a checkpoint of 8\..*acknowledge-rollback --close sluis\.example\/test"/,
    )
  })

  it('that is gone is older too, also in development', async () => {
    rmSync(log.path('data'), { recursive: true })
    await expect(log.start({ adopt: true })).rejects.toThrow(/^the database is older .* it has 0 entries/)
  })

  it('that went on otherwise after an older one was put back is refused', async () => {
    log.copy('data', 'older')
    log.copy('anchor', 'before')
    await log.grow(3)
    log.copy('anchor', 'now')
    log.copy('older', 'data')
    log.copy('before', 'anchor')
    await log.grow(6)
    log.copy('now', 'anchor')
    await expect(log.start()).rejects.toThrow(/^the database is not the log that was signed: of its first 8 entries/)
  })

  it('whose end, not integrated yet, is not what was signed is refused as well', async () => {
    log.copy('data', 'older')
    await log.grow(3)
    log.copy('older', 'data')
    const opened = log.open()
    for (let i = 0; i < 4; i += 1) await opened.ledger.append(await realWrite(opened, decisionSpec()))
    opened.close()
    await expect(log.start()).rejects.toThrow(/^the database is not the log that was signed: of its first 8 entries/)
  })

  it('that was put back to before a receipt, but not before a checkpoint, is not found by it', async () => {
    log.copy('data', 'older')
    await log.grow(2, 2)
    log.copy('older', 'data')
    await expect(log.start()).resolves.toMatchObject({ successions: [] })
  })

  it('of another log, or with a tile that is not the one that was signed, is refused', async () => {
    const other = logFolder()
    mkdirSync(other.path('anchor'))
    await other.grow(9)
    log.copy('data', 'own')
    cpSync(other.path('data'), log.path('data'), { recursive: true })
    other.remove()
    await expect(log.start()).rejects.toThrow(/^the checkpoint of the log is not by its key/)
    log.copy('own', 'data')
    const database = new Database(`${log.path('data')}/sluis.db`)
    database.exec('DROP TRIGGER tree_tiles_kept')
    database.exec('UPDATE tree_tiles SET hashes = zeroblob(length(hashes))')
    database.close()
    await expect(log.start()).rejects.toThrow(/^the tree of the log is not the one that was signed/)
  })

  it('is not looked at by the anchor where nothing is signed', async () => {
    log.copy('data', 'older')
    await log.grow(3)
    log.copy('older', 'data')
    await expect(log.start({}, { anchorDir: null })).resolves.toMatchObject({ former: [] })
  })
})

describe('an anchor', () => {
  it('that is gone is said once in production, and taken as it comes in development', async () => {
    rmSync(`${log.path('anchor')}/log.json`)
    const heard: unknown[] = []
    const observer = (event: unknown) => void heard.push(event)
    await expect(log.start({}, { observer })).rejects.toThrow(
      / \/ the database has entries, and the anchor keeps nothing of them/,
    )
    expect(heard).toEqual([])
    await log.start({ adopt: true }, { observer })
    await log.start({ adopt: true }, { observer })
    expect(heard).toEqual([{ type: 'adopted', entries: 5 }])
    expect(sizeOf((await kept())?.checkpoint)).toBe(5)
    await log.start()
  })

  it('of a log that has not begun is made before its first entry', async () => {
    for (const dir of ['data', 'anchor', 'keys']) rmSync(log.path(dir), { recursive: true })
    mkdirSync(log.path('anchor'))
    await log.start()
    expect(await kept()).toMatchObject({ checkpoint: null })
    await log.grow(1)
  })

  it('of another log is refused by both names', async () => {
    await expect(log.start({}, { origin: 'sluis.example/other' })).rejects.toThrow(
      'the anchor is of the log sluis.example/test, and this is sluis.example/other',
    )
  })

  it('does not take the log.key of another log', async () => {
    rmSync(`${log.path('keys')}/log.key`)
    await expect(log.start()).rejects.toThrow('log.key is not the key of sluis.example/test that the anchor knows')
  })

  it('is refused with any bit flipped', async () => {
    const bytes = readFileSync(`${log.path('anchor')}/log.json`)
    const passed: number[] = []
    for (let at = 0; at < bytes.length; at += 1) {
      const bent = Buffer.from(bytes)
      bent[at] = (bent[at] ?? 0) ^ (1 << (at % 8))
      writeFileSync(`${log.path('anchor')}/log.json`, bent)
      await log.start().then(
        () => passed.push(at),
        (error: Error) => expect(error.message).toMatch(/^log\.json in the anchor folder is damaged|^the anchor is of/),
      )
    }
    expect(passed).toEqual([])
  })

  it('that is older than the last key is refused, and so is a key folder that is', async () => {
    log.copy('anchor', 'anchor-before')
    log.copy('keys', 'keys-before')
    const opened = log.open()
    await rotate(opened)
    opened.close()
    log.copy('anchor', 'anchor-after')
    log.copy('anchor-before', 'anchor')
    await expect(log.start()).rejects.toThrow(/^the anchor is older than the key folder/)
    log.copy('anchor-after', 'anchor')
    log.copy('keys', 'keys-after')
    log.copy('keys-before', 'keys')
    await expect(log.start()).rejects.toThrow(/^log\.key is one that was replaced/)
    log.copy('keys-after', 'keys')
    await log.start()
    expect(anchored()).toContain('"keys"')
  })
})
