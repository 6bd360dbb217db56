/** `sluis source check`: what it prints, and the exit codes that scripts rely on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SOURCE_HELP, sourceCommand } from '../../src/cli/source.ts'
import { ANNA, OIN } from '../sources/fixtures.ts'

const ID = 'BZ/nationaliteiten'
let folder: string
let config: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sluis-source-'))
  config = path.join(folder, 'sources.json')
  const database = new Database(path.join(folder, 'bz.db'))
  database.exec(`CREATE TABLE persoon (bsn, nationaliteit, geheim); INSERT INTO persoon VALUES ('${ANNA}', '[]', 0)`)
  database.close()
})
afterEach(() => rmSync(folder, { recursive: true }))

const connector = (file: string) => ({
  kind: 'sql',
  file,
  queries: { bsn: 'SELECT * FROM persoon WHERE bsn = :value' },
  mapping: { bsn: 'bsn', nationaliteit: 'nationaliteit', indicatie_geheim: 'geheim' },
})
const write = (document: unknown) => writeFileSync(config, JSON.stringify(document))

async function run(args: readonly string[], env: Record<string, string> = { SLUIS_SOURCES_FILE: config }) {
  const out: string[] = []
  const err: string[] = []
  const code = await sourceCommand(args, { env, out: (text) => out.push(text), err: (text) => err.push(text) })
  return { code, out: out.join(''), err: err.join('') }
}

describe('sluis source check', () => {
  it('exits with 0 when the source was reached', async () => {
    write({ [OIN]: { [ID]: connector('bz.db') } })
    expect(await run(['check', ID])).toEqual({ code: 0, out: `${ID} (sql, ${OIN}): bereikt / reached\n`, err: '' })
  })

  it('exits with 1 when one of them was not, and says why', async () => {
    const other = '00000099000000002000'
    write({ [OIN]: { [ID]: connector('bz.db') }, [other]: { [ID]: connector('weg.db') } })
    const both = await run(['check', '--json'])
    expect(both.code).toBe(1)
    expect(JSON.parse(both.out)).toEqual([
      { oin: OIN, source: ID, kind: 'sql', reached: true, failure: null },
      { oin: other, source: ID, kind: 'sql', reached: false, failure: 'unreachable' },
    ])
    expect((await run(['check', ID, '--oin', OIN])).code).toBe(0)
    const down = await run(['check', ID, '--oin', other])
    expect(down).toMatchObject({ code: 1, out: `${ID} (sql, ${other}): geen verbinding / no connection\n` })
  })

  it('prints nothing of what stands in the source', async () => {
    write({ [OIN]: { [ID]: connector('bz.db') } })
    const { out, err } = await run(['check', '--json'])
    expect(out + err).not.toContain(ANNA)
  })

  it('exits with 3 and every place that is wrong in the configuration', async () => {
    write({ [OIN]: { [ID]: { ...connector('bz.db'), file: '', extra: 1 } } })
    const { code, err } = await run(['check'])
    expect(code).toBe(3)
    expect(err).toContain(`/${OIN}/BZ~1nationaliteiten/file: `)
    expect(err).toContain(`/${OIN}/BZ~1nationaliteiten/extra: `)
  })

  it.each([
    ['an unknown source', ['check', 'BEL/heffingen']],
    ['no verb', []],
    ['an unknown verb', ['open', ID]],
    ['two sources', ['check', ID, ID]],
    ['an unknown option', ['check', '--alles']],
  ])('exits with 2 on %s', async (_, args) => {
    write({ [OIN]: { [ID]: connector('bz.db') } })
    const { code, out, err } = await run(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).not.toBe('')
  })

  it('exits with 3 when no configuration is named', async () => {
    expect(await run(['check'], {})).toMatchObject({ code: 3, err: 'SLUIS_SOURCES_FILE ontbreekt / is missing\n' })
  })

  it('explains itself', async () => {
    expect(await run(['--help'], {})).toEqual({ code: 0, out: SOURCE_HELP, err: '' })
    expect(SOURCE_HELP).toMatch(/Exit: 0 [\s\S]*4 [^\n]*\n$/)
  })
})
