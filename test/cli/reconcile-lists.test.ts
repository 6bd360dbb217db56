/** `sluis log reconcile` says what it compared, and passes nothing by: not what lies deep, nor what was bent, nor what the rows hide. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/help.ts'
import { LIMITS } from '../../src/limits.ts'
import { leafHash } from '../../src/log/leaf.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { type CountedLog, HOLDER, openCountedLog } from '../log/counted-log.ts'
import { OIN, OTHER_OIN } from '../storage/fixtures.ts'

let log: CountedLog
let files = 0
beforeAll(async () => {
  log = await openCountedLog()
})
afterAll(() => log.remove())

function folder(): string {
  const path = join(log.folder, `lists-${files++}`)
  mkdirSync(path)
  return path
}
function written(text: string): string {
  const path = join(folder(), 'list')
  writeFileSync(path, text)
  return path
}
const lines = (all: readonly unknown[]) => all.map((one) => `${JSON.stringify(one)}\n`).join('')

type Span = { of: string; first: number; last: number; compared: [number, number] | null; outside: number }
async function reconciled(kind: '--receipts' | '--calls', path: string, dataDir?: string) {
  const { code, out } = await log.run(['reconcile', kind, path, '--json'], dataDir)
  const all = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const { ok, listed, findings, notes, spans } = all.pop()
  const codes = new Set(all.filter(({ finding }) => finding).map((told) => told.code))
  const none = all.filter((told) => told.code === 'receipt-none').length
  expect([ok, code]).toEqual(findings === 0 && listed > 0 ? [true, EXIT.ok] : [false, EXIT.refused])
  return { listed, findings, notes, spans: spans as Span[], codes: [...codes], none, all }
}
/** Every receipt says another number than was signed. */
const forged = () => log.receipts.map((receipt) => ({ ...receipt, number: 999 }))

describe('a folder', () => {
  it('is read with the folders in it, and what links lead to, once', async () => {
    const path = folder()
    mkdirSync(join(path, '2026', '11'), { recursive: true })
    writeFileSync(join(path, '2026', '11', 'a.ndjson'), lines(forged()))
    symlinkSync(path, join(path, '2026', 'round'))
    const deep = await reconciled('--receipts', path)
    expect([deep.listed, deep.codes]).toEqual([log.receipts.length, ['signature-wrong', 'number-differs']])
    const linked = folder()
    symlinkSync(written(lines(forged())), join(linked, 'a'))
    expect((await reconciled('--receipts', linked)).listed).toBe(log.receipts.length)
    symlinkSync(join(linked, 'nowhere'), join(linked, 'b'))
    expect((await reconciled('--receipts', linked)).codes).toContain('line-unreadable')
    const calls = folder()
    writeFileSync(join(calls, 'a.ndjson'), lines(log.calls))
    expect(await reconciled('--calls', calls)).toMatchObject({ listed: log.calls.length, findings: 0 })
  })
})

describe('something that was bent', () => {
  const bent: Readonly<Record<string, (receipt: object) => unknown>> = {
    'a member too many': (receipt) => ({ ...receipt, extra: 1 }),
    'a number as text': (receipt) => ({ ...receipt, number: '1' }),
    'a missing member': ({ ...receipt }) => ({ receipt: { ...receipt, origin: undefined } }),
    'a later version': (receipt) => ({ receipt: { ...receipt, version: 2 } }),
    'a wrapper': (receipt) => ({ body: { Receipt: receipt } }),
    'an array in an array': (receipt) => [[receipt]],
    'a text': (receipt) => JSON.stringify(receipt),
    null: () => null,
  }
  it.each(Object.entries(bent))('%s is unreadable, each of them', async (_, bend) => {
    const { codes, findings } = await reconciled('--receipts', written(lines(log.receipts.map(bend))))
    expect([codes, findings]).toEqual([['line-unreadable'], log.receipts.length])
  })

  it('in an array is found among those that are whole; an answer without a receipt is none of these', async () => {
    const [first] = log.receipts
    const problem = { title: 'Not found', status: 404 }
    const list = [...log.receipts, problem, { ...first, number: '1' }, 'x', null]
    const { all, codes, findings, listed, none } = await reconciled('--receipts', written(JSON.stringify(list)))
    expect([codes, findings, listed, none]).toEqual([['line-unreadable'], 3, log.receipts.length, 1])
    expect(all.some(({ at }) => at.endsWith(`list:1[${list.length - 1}]`))).toBe(true)
  })

  it('is unreadable however deep it lies, and is no fault of the program', async () => {
    const deep = (inner: string, times = 200_000) => `${'['.repeat(times)}${inner}${']'.repeat(times)}\n`
    const text = `${deep('')}{"a":${deep('{"leafHash":1}')}}\n${lines(log.receipts)}`
    const { codes, findings, listed } = await reconciled('--receipts', written(text.replace(/\n\}/, '}')))
    expect([codes, findings, listed]).toEqual([['line-unreadable'], 2, log.receipts.length])
  })
})

describe('a list of nothing', () => {
  it.each([
    ['--receipts', ''],
    ['--receipts', '[]\n'],
    ['--receipts', '{"title":"Not found"}\n'],
    ['--calls', ''],
    ['--calls', 'decision,number,time\n'],
  ] as const)('is refused: %s %j', async (kind, text) => {
    expect(await reconciled(kind, written(text))).toMatchObject({ listed: 0, findings: 0 })
    const { code, out } = await log.run(['reconcile', kind, written(text)])
    expect([code, out]).toEqual([EXIT.refused, expect.stringContaining('nothing was compared')])
  })
})

describe('a table of calls', () => {
  const rows = () => log.calls.map(({ decision, number, time }) => `${decision},${number},${time}`)
  const table = (all: readonly string[], header = 'decision,number,time') => written([header, ...all].join('\n'))

  it('of which a quote is not closed hides none of the lines after it', async () => {
    const [first, ...rest] = rows()
    const swallowed = rest.map((row) => row.replace(',', 'x,'))
    const path = table([`${first?.split(',', 2).join(',')},"`, ...swallowed, '"'])
    const { codes, listed } = await reconciled('--calls', path)
    expect(listed).toBe(rest.length)
    expect(codes).toEqual(['line-unreadable', 'log-missing'])
    const quoted = table(rows().map((row) => `"${row.split(',').join('";"')}"`))
    expect(await reconciled('--calls', quoted)).toMatchObject({ findings: 0, listed: rows().length })
  })

  it('must say once which column is which; without a header it says nothing', async () => {
    const double = rows().map((row, i) => `forged-${i},${row.split(',').slice(1).join(',')},${row.split(',')[0]}`)
    for (const path of [
      table(double, 'decision,number,time,Sluis-Decision'),
      table(rows(), 'decision,number,Sluis-Number'),
      table(rows(), 'number,time'),
      written(rows().join('\n')),
      written(JSON.stringify(log.calls)),
    ])
      expect(await reconciled('--calls', path)).toMatchObject({ codes: ['header-wrong'], findings: 1, listed: 0 })
    expect(await reconciled('--calls', table(rows(), '\uFEFFSluis-Decision;Sluis-Number;Time'))).toMatchObject({
      findings: 0,
    })
  })

  it('has numbers in digits', async () => {
    const [{ decision } = { decision: '' }] = log.calls
    for (const number of ['0x1', '1e0', '01', '1.0', '-1', '0', ''])
      expect((await reconciled('--calls', table([`${decision},${number},t`]))).codes).toEqual(['line-unreadable'])
    for (const number of [true, [1], null, 1.5, 0, '9'.repeat(16)])
      expect((await reconciled('--calls', written(lines([{ decision, number }])))).codes).toEqual(['line-unreadable'])
    const long = `${decision},"${'9'.repeat(LIMITS.bodyBytes)}",t`
    expect((await reconciled('--calls', table([long]))).codes).toEqual(['line-unreadable'])
  })
})

describe('what was compared', () => {
  const spanOf = (of: string, spans: readonly Span[]) => spans.find((span) => span.of === of)
  const own = () => log.receipts.filter((_, i) => i > 5)

  it('is said for each organisation: where the list begins and ends, and what the log has outside', async () => {
    const whole = await reconciled('--receipts', written(lines(log.receipts)))
    expect(spanOf(OIN, whole.spans)).toMatchObject({ first: 1, last: 40, outside: 0 })
    const { spans, findings } = await reconciled('--receipts', written(lines(own())))
    expect(findings).toBe(0)
    const [from, to] = spanOf(OIN, spans)?.compared ?? [0, 0]
    expect(from).toBeGreaterThan(1)
    expect(spanOf(OIN, spans)).toMatchObject({ first: 1, last: 40, outside: from - 1 + (40 - to) })
  })

  it('also for an organisation and for a source of the holder of which the list has nothing', async () => {
    const [one] = log.receipts.filter((receipt) => receipt.number === 2)
    const { spans } = await reconciled('--receipts', written(lines([one])))
    expect(spans.map(({ of }) => of).sort()).toEqual([OIN, OTHER_OIN].sort())
    for (const { of, compared, outside } of spans) {
      const given = of === OIN ? 40 : 20
      expect([compared, outside]).toEqual(compared ? [[2, 2], given - 1] : [null, given])
    }
    expect(spans.filter(({ compared }) => compared)).toHaveLength(1)
    const onlyA = log.calls.filter(({ source }) => source === 'A')
    const path = written(lines(onlyA))
    const last = log.calls.length - onlyA.length
    expect((await reconciled('--calls', path)).spans).toEqual([
      { of: `${HOLDER} A`, first: 1, last: onlyA.length, compared: [1, onlyA.length], outside: 0 },
      { of: `${HOLDER} B`, first: 1, last, compared: null, outside: last },
    ])
    const { out } = await log.run(['reconcile', '--calls', path])
    const words = `logboek / log: 1 - ${last}; niet vergeleken / not compared: ${last}`
    expect(out).toContain(`nummers / numbers ${HOLDER} B: -; ${words}\n`)
  })
})

describe('rows that were written to please the list', () => {
  const id = (place: number) => log.receipts[place]?.decision.id
  const whole = () => written(lines(log.receipts))

  it('do not stand for a leaf that is another, of a decision or of its settlement', async () => {
    const found = { codes: ['entry-altered'], findings: 1 }
    for (const change of [`leaf = x'7b7d'`, `at = '2020-01-01T00:00:00.000Z'`, `type = 'act'`]) {
      const data = log.touched([`UPDATE entries SET ${change} WHERE id = '${id(0)}'`])
      expect(await reconciled('--receipts', whole(), data)).toMatchObject(found)
    }
    const settled = log.receipts.find(({ settlement }) => settlement !== null)
    const data = log.touched([`UPDATE entries SET leaf = x'7b7d' WHERE id = '${settled?.settlement?.id}'`])
    expect(await reconciled('--receipts', whole(), data)).toMatchObject(found)
    const call = log.touched([`UPDATE entries SET leaf = x'7b7d' WHERE id = '${log.calls[0]?.decision}'`])
    expect(await reconciled('--calls', written(lines(log.calls)), call)).toMatchObject(found)
  })

  it('nor for one that has a fitting hash beside it and is not what is in the tree, or is no longer in it', async () => {
    const database = new Database(join(log.folder, 'data', 'sluis.db'), { readonly: true })
    const stored = database.prepare<[string], Buffer>('SELECT leaf FROM entries WHERE id = ?').pluck()
    const leaf = Buffer.from(String(stored.get(id(10) ?? '')).replace('"type":"decision"', '"type":"preview"'))
    database.close()
    expect(String(leaf)).toContain('"type":"preview"')
    const hash = leafHash(createCrypto(), leaf)
    const columns = `type = 'preview', leaf = x'${leaf.toString('hex')}', leaf_hash = '${hash}'`
    const list = written(lines(log.receipts.toSpliced(10, 1)))
    const preview = log.touched([`UPDATE entries SET ${columns} WHERE id = '${id(10)}'`])
    const codes = ['entry-altered', 'list-missing']
    expect(await reconciled('--receipts', list, preview)).toMatchObject({ codes, findings: 2 })
    const cut = log.touched(['UPDATE tree_tiles SET hashes = substr(hashes, 1, 320) WHERE level = 0'])
    // Nor does what is no longer in it say that something was aborted.
    expect((await reconciled('--receipts', whole(), cut)).codes).toEqual(codes)
    // What was not integrated yet is in no tile, and is whole.
    const fresh = [`DELETE FROM tree_tiles`, 'DELETE FROM tree_checkpoint']
    expect(await reconciled('--receipts', whole(), log.touched(fresh))).toMatchObject({ findings: 0 })
  })

  it('do not excuse what the list lacks: a decision made a preview, a settlement made an abortion', async () => {
    const list = (place: number) => written(lines(log.receipts.toSpliced(place, 1)))
    const preview = log.touched([`UPDATE entries SET type = 'preview' WHERE id = '${id(10)}'`])
    const codes = ['entry-altered', 'list-missing']
    expect(await reconciled('--receipts', list(10), preview)).toMatchObject({ codes })
    const place = log.receipts.findIndex(({ settlement }, i) => i > 5 && settlement !== null)
    const settlement = log.receipts[place]?.settlement?.id
    const leaf = `CAST(replace(CAST(leaf AS TEXT), '"disclosure"', '"undisclosed"') AS BLOB)`
    const aborted = log.touched([`UPDATE entries SET leaf = ${leaf} WHERE id = '${settlement}'`])
    expect(await reconciled('--receipts', list(place), aborted)).toMatchObject({ codes })
  })
})
