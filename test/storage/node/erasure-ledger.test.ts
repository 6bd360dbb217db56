/** The ledger of erasures: durable lines apart from data and keys; what a crash cut off is written again, what is damaged is told. */
import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Order } from '../../../src/erasure/order.ts'
import { createCrypto } from '../../../src/storage/node/crypto.ts'
import { lineMac, openErasureLedger, readErasures } from '../../../src/storage/node/erasure-ledger.ts'
import { AT, memoryKeys, OIN, OTHER_OIN } from '../fixtures.ts'
import { temporaryFolder } from '../sqlite/temporary.ts'

const OF_CASE: Order = { target: { kind: 'case', oin: OIN, caseId: 'c1' }, ground: 'WGS-26' }
const OF_DAY: Order = { target: { kind: 'day', oin: OIN, day: '2026-03-02', of: 'caller' }, ground: 'DUE' }

let folder: ReturnType<typeof temporaryFolder>
let path: string
beforeEach(() => {
  folder = temporaryFolder()
  path = folder.path('erasures.ndjson')
})
afterEach(() => folder.remove())
const mac = lineMac(memoryKeys(), createCrypto(), 'x')
const open = (macOf = mac) => openErasureLedger(folder.path('.'), macOf)

describe('the ledger of erasures', () => {
  it('has every target once, in order, for who opens it later; its file is closed to others', async () => {
    const ledger = open()
    expect(await ledger.all()).toEqual([])
    for (const orders of [[OF_CASE], [OF_DAY, OF_CASE, OF_DAY], []]) await ledger.add(orders, AT)
    expect(await ledger.all()).toEqual([OF_CASE, OF_DAY])
    const again = open()
    expect(await again.all()).toEqual([OF_CASE, OF_DAY])
    await again.add([OF_CASE], AT)
    expect(
      readFileSync(path, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { ...OF_CASE, at: AT, mac: mac({ order: OF_CASE, at: AT }) },
      { ...OF_DAY, at: AT, mac: mac({ order: OF_DAY, at: AT }) },
    ])
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it.each([1, 20, 60])('writes over a line that was cut off after %i bytes', async (bytes) => {
    await open().add([OF_CASE], AT)
    appendFileSync(path, readFileSync(path).subarray(0, bytes))
    const ledger = open()
    expect(await ledger.all()).toEqual([OF_CASE])
    await ledger.add([OF_DAY], AT)
    expect(await open().all()).toEqual([OF_CASE, OF_DAY])
  })

  it.each([
    ['is no JSON', '{"target"\n'],
    ['names no target', `{"target":{"kind":"person"},"ground":"x","at":"${AT}","mac":""}\n`],
    ['is empty', '\n'],
  ])('refuses to open when a whole line %s', async (_, line) => {
    await open().add([OF_CASE], AT)
    const before = readFileSync(path)
    writeFileSync(path, Buffer.concat([Buffer.from(line), before]))
    expect(open).toThrow('erasures.ndjson in the anchor folder is damaged')
  })

  it('has a last line that lost its newline, and writes the next one behind it', async () => {
    await open().add([OF_CASE, OF_DAY], AT)
    truncateSync(path, statSync(path).size - 1)
    expect(readErasures(path)).toEqual([OF_CASE, OF_DAY])
    const ledger = open()
    expect(await ledger.all()).toEqual([OF_CASE, OF_DAY])
    for (const caseId of ['c2', 'c3'])
      await ledger.add([{ target: { kind: 'case', oin: OIN, caseId }, ground: 'x' }], AT)
    expect((await open().all()).map(({ target }) => 'caseId' in target && target.caseId)).toEqual([
      'c1',
      false,
      'c2',
      'c3',
    ])
  })

  it.each<[string, () => void]>([
    ['under other keys', () => undefined],
    ['of another log', () => undefined],
    ['that somebody added', () => appendFileSync(path, readFileSync(path, 'utf8').replace('"c1"', '"c2"'))],
    ['from before lines had a MAC', () => appendFileSync(path, `${JSON.stringify({ ...OF_DAY, at: AT })}\n`)],
    ['of another organisation', () => changed(OIN, OTHER_OIN)],
    ['of another rule', () => changed('WGS-26', 'WGS-27')],
    ['of another time', () => changed(AT, '2026-01-01T00:00:00.000Z')],
    [
      'that somebody added without a newline',
      () => appendFileSync(path, readFileSync(path, 'utf8').replace('"c1"', '"c2"').trimEnd()),
    ],
  ])('refuses a line %s', async (which, change) => {
    await open().add([OF_CASE], AT)
    change()
    const others = { pseudonym: () => new Uint8Array(32).fill(7) }
    const mine = which === 'under other keys' ? others : memoryKeys()
    const macOf = lineMac(mine, createCrypto(), which === 'of another log' ? 'y' : 'x')
    expect(() => open(macOf)).toThrow('has a line that was not written under these keys')
  })
})

function changed(from: string, to: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
}
