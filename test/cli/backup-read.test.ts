/** A backup is not looked into where it lies: reading a log adds to it, and what was added to is no backup any more. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/help.ts'
import { logCommand } from '../../src/cli/log.ts'
import { replayCommand } from '../../src/cli/replay.ts'
import { run } from './policy/run.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-backup-read-'))
afterAll(() => rmSync(folder, { recursive: true }))
for (const name of ['backup.json', 'sluis.db']) writeFileSync(join(folder, name), name)
const token = join(folder, '..', `${folder.split('/').at(-1)}-token`)
writeFileSync(token, 'token')
afterAll(() => rmSync(token))

const reading = ['--data-dir', folder, '--keys-dir', join(folder, 'keys'), '--token-file', token]
const to = ['--to', join(folder, 'export')]

describe('a folder with a backup.json', () => {
  it.each([
    ['replay', replayCommand, ['--from', '2026-01-01T00:00:00Z', ...reading]],
    ['log export', logCommand, ['export', ...reading, ...to]],
    ['log export --all', logCommand, ['export', '--all', '--data-dir', folder, ...to]],
  ] as const)('is refused by sluis %s, and is left as it is', async (_, command, args) => {
    const { code, err } = await run(command, args, {})
    expect([code, err]).toEqual([EXIT.refused, expect.stringContaining('copy the folder first')])
    expect(readdirSync(folder)).toEqual(['backup.json', 'sluis.db'])
    expect(readFileSync(join(folder, 'sluis.db'), 'utf8')).toBe('sluis.db')
  })
})
