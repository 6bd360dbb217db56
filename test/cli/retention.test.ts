/** `sluis retention`: the table as it stands, for people and for machines, and exit codes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/help.ts'
import { retentionCommand } from '../../src/cli/retention.ts'
import { groundsIn } from '../../src/erasure/retention.ts'
import { RETENTION, TEXT } from '../erasure/table.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluis-retention-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function run(args: readonly string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = { env: {}, out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) }
  return { code: await retentionCommand(args, io), out: out.join(''), err: err.join('') }
}

it('tells each row in Dutch and English: how long, from when, by which article, and why', async () => {
  const { code, out, err } = await run([])
  expect([code, err]).toEqual([EXIT.ok, ''])
  const said = out.split('\n\n')
  expect(said).toHaveLength(groundsIn(RETENTION).length)
  for (const [i, row] of groundsIn(RETENTION).entries()) {
    for (const part of [row.code, row.nl, row.en, row.article, row.certainty, row.reason.nl, row.reason.en])
      expect(said[i]).toContain(part)
    expect([row.code, said[i]?.includes('waits for the selection list')]).toEqual([row.code, row.selectionList])
  }
  expect(said[0]).toContain('at most: 5 jaar / years, geteld als / counted as 1826 dagen / days')
  expect(said[1]).toContain('no longer; vanaf / from: meteen / at once')
  expect(out).toContain('at least: 20 jaar / years; vanaf')
  expect(out).toContain('at most: retention.callerYears (lokaal; zonder: geen termijn')
  expect(said.at(-1)).toContain('geen termijn gevonden / no term found')
})

it('gives a machine the table itself', async () => {
  const { code, out } = await run(['--json'])
  expect([code, JSON.parse(out)]).toEqual([EXIT.ok, RETENTION])
})

it('of another folder: says what is wrong with the table, or that it is not there', async () => {
  writeFileSync(join(folder, 'retention.json'), TEXT)
  expect((await run(['--policies', folder])).code).toBe(EXIT.ok)
  writeFileSync(join(folder, 'retention.json'), '{"rows":{}}')
  const wrong = await run(['--policies', folder])
  expect([wrong.code, wrong.out, wrong.err]).toEqual([
    EXIT.refused,
    '',
    expect.stringContaining('retention.json: /about'),
  ])
  expect(await run(['--policies', join(folder, 'none')])).toMatchObject({
    code: EXIT.refused,
    err: 'retention.json: not JSON\n',
  })
})
