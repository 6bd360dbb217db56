/** An export, checked by who has only the key: what was left alone holds, what was touched is found, line by line. */
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/limits.ts'
import { createExportCheck } from '../../../src/log/export/check.ts'
import { cosignatureVerifier, cosigner } from '../../../src/log/tree/cosignature.ts'
import { noteKey } from '../../../src/log/tree/note.ts'
import { broken, checked, counted, type Line } from '../../support/exports.ts'
import { generatedText } from '../../support/generated-export.ts'
import { flippedText } from '../stored-log.ts'
import { LOG, NOTE_CRYPTO, ORIGIN, seed } from '../tree/signers.ts'

const KEY = LOG.verifierKey
const COUNT = 300
const text = await generatedText(COUNT)
const lines = text.trimEnd().split('\n')
const joined = (all: readonly string[]) => `${all.join('\n')}\n`
/** The export with its third line of an entry changed. */
const withLine = (change: (line: Line) => void) => {
  const line = JSON.parse(lines[3] ?? '') as Line
  change(line)
  return joined(lines.map((one, i) => (i === 3 ? JSON.stringify(line) : one)))
}

describe('an export that nobody touched', () => {
  it('holds, claim by claim, with counts', () => {
    const report = checked(text, KEY)
    expect([broken(report), report.findings, report.entries, report.size]).toEqual([[], [], COUNT, COUNT])
    expect(counted(report, 'entry-included')).toEqual([COUNT, 0, 0])
    expect(counted(report, 'settlement-of-decision')).toEqual([COUNT / 2, 0, 0])
    expect(counted(report, 'in-order')).toEqual([COUNT, 0, 0])
    expect(counted(report, 'export-whole')).toEqual([1, 0, 0])
  })
  it('holds nowhere under another key, and a witness that did not see it is not shown', () => {
    const other = checked(text, noteKey(NOTE_CRYPTO, ORIGIN, seed(9)).verifierKey)
    expect(broken(other)).toEqual(['checkpoint-signed', 'export-whole'])
    expect(counted(other, 'entry-included')).toEqual([0, 0, COUNT])
    const { verifierKey } = cosigner(NOTE_CRYPTO, 'witness.example/w1', seed(3), () => 1_800_000_000)
    const witnesses = [cosignatureVerifier(NOTE_CRYPTO, verifierKey)].flatMap((one) => one ?? [])
    const check = createExportCheck({ sha256: NOTE_CRYPTO.sha256, log: LOG, witnesses })
    for (const line of lines) check.take(new TextEncoder().encode(line))
    expect(counted(check.end(), 'witnessed')).toEqual([0, 0, 1])
  })
})

describe('what was touched', () => {
  it.each<[string, string, string, (line: Line) => void]>([
    [
      'a value of a part',
      'part-committed',
      '4',
      ({ entry }) => Object.assign(entry.parts?.grounds as object, { value: {} }),
    ],
    [
      'a salt',
      'part-committed',
      '4',
      ({ entry }) => Object.assign(entry.parts?.caller as object, { salt: 'a'.repeat(64) }),
    ],
    ['a part that is kept back unseen', 'part-committed', '4', ({ entry }) => delete entry.parts?.grounds],
    ['a part too many', 'part-committed', '4', ({ entry }) => Object.assign(entry.parts ?? {}, { act: 'erased' })],
    [
      'a part that is called altered',
      'part-committed',
      '4',
      ({ entry }) => Object.assign(entry, { parts: null, altered: true }),
    ],
    [
      'a leaf',
      'entry-included',
      '4',
      ({ entry }) => Object.assign(entry, { leaf: entry.leaf.replace('decision', 'decisioN') }),
    ],
    ['a proof', 'entry-included', '4', ({ entry }) => entry.proof.pop()],
    ['an index', 'entry-included', '6', ({ entry }) => Object.assign(entry, { index: 6 })],
    ['the record', 'record-of-parts', '4', ({ record }) => Object.assign(record ?? {}, { timestamp: 1 })],
    ['a record that is gone', 'record-of-parts', '4', (line) => Object.assign(line, { record: null })],
    ['the organisation', 'record-of-parts', '4', ({ entry }) => Object.assign(entry, { oin: '0'.repeat(20) })],
    [
      'the settlement of another decision',
      'settlement-of-decision',
      '3',
      (line) => Object.assign(line, { settlement: JSON.parse(lines[2] ?? '').settlement }),
    ],
    ['a settlement that is left out', 'in-order', '6', (line) => Object.assign(line, { settlement: null })],
    ['a member that is none', 'line-readable', 'regel 4', (line) => Object.assign(line, { more: 1 })],
  ])('%s is found', (_, claim, at, change) => {
    const report = checked(withLine(change), KEY)
    expect(report.findings).toContainEqual({ claim, at })
    expect(broken(report)).toContain('export-whole')
  })
  const long = (chars: number) => 'a'.repeat(chars)
  const many = (count: number) => Array.from({ length: count }, (_, i) => `p${i}`)
  it.each<[string, number, (line: Line, length: number) => void]>([
    ['a hash of a proof', 44, ({ entry }, length) => entry.proof.splice(0, 1, `${'A'.repeat(length - 1)}=`)],
    ['a leaf', LIMITS.exportLeafChars, ({ entry }, length) => Object.assign(entry, { leaf: long(length) })],
    ['an organisation', LIMITS.exportNameChars, ({ entry }, length) => Object.assign(entry, { oin: long(length) })],
    [
      'the name of a part',
      LIMITS.exportNameChars,
      ({ entry }, length) => Object.assign(entry.parts ?? {}, { [long(length)]: 'erased' }),
    ],
    [
      'the list of parts',
      LIMITS.exportParts,
      ({ entry }, length) =>
        Object.assign(entry, { parts: Object.fromEntries(many(length).map((p) => [p, 'erased'])) }),
    ],
    [
      'a scope',
      LIMITS.exportNameChars,
      ({ entry }, length) => Object.assign(entry, { sealed: [{ scope: long(length), parts: [] }] }),
    ],
    [
      'the parts under one scope',
      LIMITS.exportParts,
      ({ entry }, length) => Object.assign(entry, { sealed: [{ scope: 's', parts: many(length) }] }),
    ],
    [
      'the name of a source',
      LIMITS.exportNameChars,
      ({ entry }, length) => Object.assign(entry, { call: { holder: 'h', source: long(length), number: 1 } }),
    ],
  ])('%s is never longer than there are any', (_, most, change) => {
    const readable = (length: number) => {
      const check = createExportCheck({ sha256: NOTE_CRYPTO.sha256, log: LOG, witnesses: [] })
      check.take(new TextEncoder().encode(lines[0]))
      const line = JSON.parse(lines[3] ?? '') as Line
      change(line, length)
      return check.take(new TextEncoder().encode(JSON.stringify(line))) !== undefined
    }
    expect([readable(most), readable(most + 1)]).toEqual([true, false])
  })
  it.each<[string, number, (header: Record<string, unknown>, length: number) => void]>([
    ['name', LIMITS.exportNameChars, (header, length) => Object.assign(header, { origin: long(length) })],
    ['checkpoint', LIMITS.exportNoteChars, (header, length) => Object.assign(header, { checkpoint: long(length) })],
    [
      'department that was asked for',
      LIMITS.exportNameChars,
      (header, length) => Object.assign(header.asked as object, { department: long(length) }),
    ],
  ])('nor the %s in its first line', (_, most, change) => {
    const readable = (length: number) => {
      const check = createExportCheck({ sha256: NOTE_CRYPTO.sha256, log: LOG, witnesses: [] })
      const header = JSON.parse(lines[0] ?? '') as Record<string, unknown>
      change(header, length)
      return check.take(new TextEncoder().encode(JSON.stringify(header))) !== undefined
    }
    expect([readable(most), readable(most + 1)]).toEqual([true, false])
  })
  it('one bit anywhere is found', async () => {
    const short = await generatedText(6)
    const bits = new TextEncoder().encode(short).length * 8
    for (let i = 0; i < 2_000; i += 1) {
      const at = (i * 104_729) % bits
      expect([at, broken(checked(flippedText(short, at), KEY)).length > 0]).toEqual([at, true])
    }
  })
  it.each<[string, (all: string[]) => string[], string[]]>([
    ['a line that is taken out', (all) => all.toSpliced(9, 1), ['in-order', 'export-whole']],
    [
      'two lines that change places',
      (all) => all.with(5, all[6] ?? '').with(6, all[5] ?? ''),
      ['in-order', 'export-whole'],
    ],
    ['a line twice', (all) => all.toSpliced(9, 0, all[9] ?? ''), ['in-order', 'export-whole']],
    ['a line behind the end', (all) => [...all, all[9] ?? ''], ['in-order', 'export-whole']],
    ['an end that is cut off', (all) => all.slice(0, -1), ['export-whole']],
    [
      'an end that is cut off halfway a line',
      (all) => [...all.slice(0, 7), (all[7] ?? '').slice(0, 99)],
      ['line-readable', 'in-order', 'export-whole'],
    ],
    ['the line that begins it', (all) => all.slice(1), ['line-readable', 'export-whole']],
  ])('%s is found', (_, change, claims) => {
    expect(broken(checked(joined(change(lines)), KEY))).toEqual(claims)
  })
  it('tells the first findings, and the number of all of them', () => {
    const report = checked(text.replaceAll('nodig', 'onnodig'), KEY)
    expect([report.findings.length, counted(report, 'part-committed')[1]]).toEqual([20, COUNT / 2])
  })
  it('a number that JSON cannot hold, half a character, and no text at all are lines that cannot be read', () => {
    for (const line of [
      '{"entry":',
      '{"policy":1e999}',
      'null',
      '[]',
      JSON.stringify({ ...JSON.parse(lines[2] ?? ''), settlement: '\ud800' }),
    ]) {
      expect(broken(checked(joined(lines.with(3, line)), KEY))).toContain('line-readable')
    }
    const check = createExportCheck({ sha256: NOTE_CRYPTO.sha256, log: LOG, witnesses: [] })
    expect(check.take(Uint8Array.of(0xff, 0xfe))).toBeUndefined()
  })
})
