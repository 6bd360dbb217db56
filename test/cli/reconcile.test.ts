/** `sluis log reconcile`: what a caller or the holder of a source kept, against what the log has. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/help.ts'
import { openSqlite } from '../../src/storage/sqlite/open.ts'
import { type CountedLog, HOLDER, openCountedLog } from '../log/counted-log.ts'
import { newId, OIN, vaultOf } from '../storage/fixtures.ts'

let log: CountedLog
let files = 0
beforeAll(async () => {
  log = await openCountedLog()
})
afterAll(() => log.remove())

function written(text: string, name = 'list'): string {
  const folder = join(log.folder, `lists-${files++}`)
  mkdirSync(folder)
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const lines = (all: readonly unknown[]) => all.map((one) => `${JSON.stringify(one)}\n`).join('')
const csv = (rows: readonly (readonly unknown[])[]) =>
  ['decision,number,time', ...rows.map((row) => row.join(','))].join('\n')

async function reconciled(kind: '--receipts' | '--calls', path: string) {
  const { code, out } = await log.run(['reconcile', kind, path, '--json'])
  const all = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const summary = all.pop()
  const told = all.map(({ code: said, number }) => [said, number])
  return { code, summary, told, all, notes: told.filter(([said]) => said === 'aborted-unlisted').length }
}
const findings = async (kind: '--receipts' | '--calls', path: string) => {
  const { code, all } = await reconciled(kind, path)
  const found = all.filter(({ finding }) => finding).map(({ code: said, number }) => [said, number])
  expect(code).toBe(found.length === 0 ? EXIT.ok : EXIT.refused)
  return found
}

describe('receipts of callers', () => {
  const receipts = () => log.receipts
  const list = (change: (all: readonly unknown[]) => readonly unknown[]) => written(lines(change(receipts())))

  it('that are all of them give no finding; what was aborted has no receipt, and is told as such', async () => {
    const { code, summary, notes } = await reconciled(
      '--receipts',
      list((all) => all),
    )
    expect([code, summary.ok, summary.listed, summary.findings]).toEqual([EXIT.ok, true, receipts().length, 0])
    expect(notes).toBeGreaterThan(0)
    expect(summary.notes).toBe(notes)
  })

  it('are read from a line each, from whole answers, and from a folder of both', async () => {
    const folder = join(log.folder, 'answers')
    mkdirSync(folder)
    const [first, second, ...rest] = receipts()
    writeFileSync(join(folder, 'a.json'), JSON.stringify({ status: 'settled', receipt: first }, null, 2))
    writeFileSync(join(folder, 'b.json'), JSON.stringify([{ receipt: second }], null, 2))
    writeFileSync(join(folder, 'c.ndjson'), `${lines(rest.map((receipt) => ({ receipt })))}\n`)
    writeFileSync(join(folder, 'd.json'), JSON.stringify({ title: 'Not found' }, null, 2))
    const { summary, told } = await reconciled('--receipts', folder)
    expect([summary.listed, summary.findings]).toEqual([receipts().length, 0])
    expect(told).toContainEqual(['receipt-none', null])
  })

  it('of which one is missing within what the list spans: the log has it', async () => {
    const missing = receipts()[10]
    expect(
      await findings(
        '--receipts',
        list((all) => all.toSpliced(10, 1)),
      ),
    ).toEqual([['list-missing', missing?.number]])
    expect(
      await findings(
        '--receipts',
        list((all) => all.slice(0, -20)),
      ),
    ).toEqual([])
  })

  it('of which the log lacks one, has another, or gave another number', async () => {
    const [one] = receipts()
    if (!one) throw new Error('no receipt')
    const other = { ...one, decision: { ...one.decision, id: newId() } }
    expect(
      await findings(
        '--receipts',
        list((all) => [...all, other]),
      ),
    ).toEqual([
      ['signature-wrong', one.number],
      ['log-missing', one.number],
    ])
    const moved = { ...one, decision: { ...one.decision, index: 7 } }
    expect(
      await findings(
        '--receipts',
        list((all) => all.with(0, moved)),
      ),
    ).toEqual([
      ['signature-wrong', one.number],
      ['entry-differs', one.number],
    ])
    const settled = { ...one, settlement: one.settlement && { ...one.settlement, leafHash: '0'.repeat(64) } }
    expect(
      (
        await findings(
          '--receipts',
          list((all) => all.with(0, settled)),
        )
      ).at(-1),
    ).toEqual(['entry-differs', one.number])
    expect(
      await findings(
        '--receipts',
        list((all) => all.with(0, { ...one, number: 999 })),
      ),
    ).toEqual([
      ['signature-wrong', 999],
      ['number-differs', 999],
    ])
  })

  it('that the log itself renumbered: each receipt contradicts it', async () => {
    const path = list((all) => all)
    const dataDir = log.touched([`UPDATE entries SET number = number + 1 WHERE oin = '${OIN}' AND number > 5`])
    const { code, found } = await log.run(['reconcile', '--receipts', path], dataDir)
    expect([code, found]).toEqual([EXIT.refused, expect.arrayContaining(['number-differs 6', 'number-differs 40'])])
    expect(found).not.toContain('number-differs 5')
  })

  it('twice the same are none, for a repeat gets it again; a line that is no JSON is', async () => {
    const { told, summary } = await reconciled(
      '--receipts',
      list((all) => [...all, all[0]]),
    )
    expect([summary.findings, told[0]]).toEqual([0, ['receipt-again', receipts()[0]?.number]])
    expect(await findings('--receipts', written(`${lines(receipts())}{"half`))).toEqual([['line-unreadable', null]])
  })
})

describe('calls that a source got', () => {
  const rows = () => log.calls.map(({ decision, number, time }) => [decision, number, time])

  it('that are all of them give no finding, as CSV and as NDJSON', async () => {
    const { code, summary } = await reconciled('--calls', written(csv(rows())))
    const spans = ['A', 'B'].map((source) => {
      const last = log.calls.filter((call) => call.source === source).length
      return { of: `${HOLDER} ${source}`, first: 1, last, compared: [1, last], outside: 0 }
    })
    expect([code, summary]).toEqual([EXIT.ok, { ok: true, listed: rows().length, findings: 0, notes: 0, spans }])
    expect(await findings('--calls', written(lines(log.calls)))).toEqual([])
    expect(
      await findings('--calls', written(csv(rows()).replaceAll(',', ';').replace('decision', 'Sluis-Decision'))),
    ).toEqual([])
  })

  it('missing here or there, double, or under another number', async () => {
    const [id = '', number = 0, time = ''] = rows()[3] ?? []
    const missing = log.calls[12]
    const aborted = log.calls.findIndex(({ decision }) => !log.receipts.some((one) => one.decision.id === decision))
    expect(await findings('--calls', written(csv(rows().toSpliced(12, 1))))).toEqual([
      ['list-missing', missing?.number],
    ])
    expect(await findings('--calls', written(csv([...rows(), [newId(), 4, time]])))).toEqual([['log-missing', 4]])
    expect(await findings('--calls', written(csv([...rows(), [id, number, time]])))).toEqual([['list-double', number]])
    expect(await findings('--calls', written(csv(rows().with(3, [id, 77, time]))))).toEqual([['number-differs', 77]])
    expect(await findings('--calls', written(csv([...rows(), ['x'], [id, 'veel', time]])))).toEqual([
      ['line-unreadable', null],
      ['line-unreadable', null],
    ])
    const { summary, notes } = await reconciled('--calls', written(csv(rows().toSpliced(aborted, 1))))
    expect([summary.findings, notes]).toEqual([0, 1])
  })

  it('say whose numbers they are, in Dutch and English, on a line each', async () => {
    const { code, out } = await log.run(['reconcile', '--calls', written(csv(rows().toSpliced(12, 1)))])
    const { decision, number, source } = log.calls[12] ?? {}
    const words = 'staat in het logboek en niet in de lijst / is in the log and not in the list'
    expect([code, out.split('\n')]).toEqual([
      EXIT.refused,
      [
        `list-missing      ${String(number).padEnd(8)} ${decision} ${HOLDER} ${source}: ${words}`,
        ...['A', 'B'].map((one) => {
          const last = log.calls.filter((call) => call.source === one).length
          const log_ = `logboek / log: 1 - ${last}; niet vergeleken / not compared: 0`
          return `nummers / numbers ${HOLDER} ${one}: 1 - ${last}; ${log_}`
        }),
        `vergeleken / compared: ${rows().length - 1}, afwijkingen / findings: 1, opmerkingen / notes: 0`,
        '',
      ],
    ])
  })
})

it('reads beside a process that writes, and needs exactly one list', async () => {
  const list = written(lines(log.receipts))
  const observer = () => undefined
  const path = join(log.folder, 'data', 'sluis.db')
  const storage = openSqlite(path, { ...vaultOf(), clock: () => new Date(0), observer })
  expect((await log.run(['reconcile', '--receipts', list])).code).toBe(EXIT.ok)
  storage.close()
  await expect(log.run(['reconcile'])).rejects.toThrow('--receipts')
  await expect(log.run(['reconcile', '--receipts', list, '--calls', list])).rejects.toThrow('--receipts')
  await expect(log.run(['reconcile', '--receipts', join(log.folder, 'nothing')])).rejects.toThrow('ENOENT')
})
