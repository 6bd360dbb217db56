/** A log that somebody touched is found out, by one bit as by a whole history; one that nobody touched is not. */
import { beforeAll, describe, expect, it } from 'vitest'
import { receiptSchema } from '../../src/domain/receipt.ts'
import { type AuditedEntry, audit } from '../../src/log/audit.ts'
import { checkReceipt, signReceipt } from '../../src/log/receipt.ts'
import { cosignatureVerifier } from '../../src/log/tree/cosignature.ts'
import { noteKey, parseNote, signatureLine } from '../../src/log/tree/note.ts'
import { type Contents, entriesOf, flipped, flippedText, integrate, storedLog } from './stored-log.ts'
import { LOG, NOTE_CRYPTO, ORIGIN, seed } from './tree/signers.ts'
import { witnessKey } from './witness/logs.ts'

const COUNT = 300
let entries: AuditedEntry[]
beforeAll(async () => {
  entries = await entriesOf(COUNT)
})

function found(contents: Contents, kept: readonly string[] = [], log = LOG): string[] {
  const findings: string[] = []
  const told = ({ code, at }: { readonly code: string; readonly at: string }) => void findings.push(`${code} ${at}`)
  const report = audit({ stored: storedLog(contents), crypto: NOTE_CRYPTO, log, kept, found: told })
  expect(report.findings).toBe(findings.length)
  return findings
}
const noteOf = (contents: Contents) => contents.checkpoint?.note ?? ''

/** Every so many bits of `bits`, and the first and the last. */
const sampled = (bits: number, count: number) =>
  Array.from({ length: count }, (_, i) => Math.round((i * (bits - 1)) / (count - 1)))

describe('an untouched log', () => {
  it.each([0, 1, 255, 256, 257, COUNT])(
    'of %i entries, the last of them not integrated yet, gives no finding',
    (size) => {
      const contents = integrate(entries, size)
      const kept = [0, 1, size].map((earlier) => noteOf(integrate(entries, Math.min(earlier, size))))
      expect(found(contents, kept)).toEqual([])
    },
  )

  it('reports how far it goes, and how far the tree does', () => {
    const stored = storedLog(integrate(entries, 290))
    const report = audit({ stored, crypto: NOTE_CRYPTO, log: LOG, kept: [], found: () => undefined })
    expect(report).toEqual({ entries: COUNT, integrated: 290, findings: 0 })
  })

  it('without entries needs no checkpoint', () => {
    expect(found({ entries: [], tiles: [], checkpoint: undefined })).toEqual([])
  })

  it('may begin with receipts from before there were numbers', () => {
    const shift = (entry: AuditedEntry) =>
      entry.oin === entries[0]?.oin && entry.number !== null ? entry.number - 2 : entry.number
    const older = entries.map((entry) => ({ ...entry, number: (shift(entry) ?? 1) < 1 ? null : shift(entry) }))
    expect(found(integrate(older))).toEqual([])
  })
})

describe('one bit', () => {
  it('of any leaf is found', () => {
    const contents = integrate(entries)
    for (const index of [0, 1, 255, 256, COUNT - 1]) {
      const entry = entries[index]
      if (!entry) throw new Error('no entry')
      for (const bit of sampled(entry.leaf.length * 8, 60)) {
        const altered = entries.with(index, { ...entry, leaf: flipped(entry.leaf, bit) })
        expect(found({ ...contents, entries: altered }), `${index} ${bit}`).toContain(`entry-altered ${index}`)
      }
    }
  })

  it('of any tile is found', () => {
    const contents = integrate(entries)
    for (const [i, tile] of contents.tiles.entries())
      for (const bit of sampled(tile.bytes.length * 8, 60)) {
        const tiles = contents.tiles.with(i, { ...tile, bytes: flipped(tile.bytes, bit) })
        expect(found({ ...contents, tiles }), `${i} ${bit}`).toEqual([expect.stringContaining('tile-altered')])
      }
  })

  it('of the checkpoint is found, every one of them', () => {
    const contents = integrate(entries.slice(0, 3))
    const note = noteOf(contents)
    const bits = new TextEncoder().encode(note).length * 8
    for (let bit = 0; bit < bits; bit += 1) {
      const checkpoint = { size: 3, note: flippedText(note, bit) }
      expect(found({ ...contents, checkpoint }), `${bit}`).toContain('checkpoint-forged 3')
      expect(found(contents, [flippedText(note, bit)]), `${bit}`).toEqual(['kept-forged 0'])
    }
  })

  it('of a receipt is found, every one of them', () => {
    const [one, two] = entries
    if (!one || !two) throw new Error('no entries')
    const place = ({ id, index, leafHash }: AuditedEntry) => ({ id, index, leafHash })
    const [decision, settlement] = [place(one), place(two)]
    const disclosure = { salt: '01'.repeat(32), commitment: '02'.repeat(32) }
    const receipt = signReceipt(LOG, { version: 1, time: one.at, decision, settlement, disclosure, number: 7 })
    const text = JSON.stringify(receipt)
    const holds = (altered: string) => {
      try {
        return checkReceipt(LOG, receiptSchema.parse(JSON.parse(altered))) === 'signed'
      } catch {
        return false
      }
    }
    expect(holds(text)).toBe(true)
    const bits = new TextEncoder().encode(text).length * 8
    const missed = Array.from({ length: bits }, (_, bit) => bit).filter((bit) => holds(flippedText(text, bit)))
    expect(missed).toEqual([])
  })
})

describe('what stands beside a leaf', () => {
  it.each<[string, Partial<AuditedEntry>]>([
    ['hash', { leafHash: 'ab'.repeat(32) }],
    ['id', { id: '0190aaaa-0000-7000-8000-000000000001' }],
    ['type', { type: 'act' }],
    ['time', { at: '2026-03-02T09:30:00.001Z' }],
    ['settled decision', { settles: '0190aaaa-0000-7000-8000-000000000001' }],
  ])('is checked against it: the %s', (_, change) => {
    const entry = entries[2]
    if (!entry) throw new Error('no entry')
    expect(found({ ...integrate(entries), entries: entries.with(2, { ...entry, ...change }) })).toContain(
      'entry-altered 2',
    )
  })

  it('as an organisation is that of the decision it settles, which is there', () => {
    const settlement = entries[4]
    if (!settlement?.settles) throw new Error('no settlement')
    const elsewhere = { ...settlement, oin: '00000099000000009000' }
    expect(found({ ...integrate(entries), entries: entries.with(4, elsewhere) })).toEqual(['owner-wrong 4'])
    const contents = integrate(entries.slice(4).map((entry, index) => ({ ...entry, index })))
    expect(found(contents)).toContain('owner-wrong 0')
  })

  it('as a number has no gap, no repetition, and none where none belongs', () => {
    for (const [index, number] of [
      [6, 1],
      [6, 99],
      [6, null],
      [4, 3],
    ] as const) {
      const entry = entries[index]
      if (!entry) throw new Error('no entry')
      const altered = entries.with(index, { ...entry, number })
      expect(found({ ...integrate(entries), entries: altered }), `${index}`).toContain(`number-wrong ${index}`)
    }
  })
})

describe('entries', () => {
  it('taken out, in the middle or at the beginning, are missed', () => {
    const contents = integrate(entries)
    expect(found({ ...contents, entries: entries.toSpliced(7, 1) })).toContain('entry-missing 7')
    expect(found({ ...contents, entries: entries.slice(1) })).toContain('entry-missing 0')
  })

  it('taken out and numbered anew differ from what was signed', () => {
    const closed = entries.toSpliced(7, 1).map((entry, index) => ({ ...entry, index }))
    expect(found({ ...integrate(entries, 290), entries: closed })).toContain('checkpoint-differs 290')
  })

  it('that changed places differ from what was signed', () => {
    const [one, two] = [entries[3], entries[6]]
    if (!one || !two) throw new Error('no entries')
    const swapped = entries.with(3, { ...two, index: 3 }).with(6, { ...one, index: 6 })
    expect(found({ ...integrate(entries), entries: swapped })).toEqual(
      expect.arrayContaining([`checkpoint-differs ${COUNT}`, 'tile-altered 0/000']),
    )
  })

  it('cut off at the end are missed by the checkpoint', () => {
    expect(found({ ...integrate(entries), entries: entries.slice(0, -1) })).toContain(`checkpoint-ahead ${COUNT}`)
  })

  it('cut off together with tiles and checkpoint are missed by a checkpoint that was kept', () => {
    const kept = noteOf(integrate(entries))
    const cut = integrate(entries.slice(0, 200))
    expect(found(cut)).toEqual([])
    expect(found(cut, [kept])).toEqual([`kept-ahead ${COUNT}`])
  })

  it('written anew by who holds the key are not those of a checkpoint that was kept', async () => {
    const kept = noteOf(integrate(entries, 200))
    const other = integrate(await entriesOf(COUNT))
    expect(found(other)).toEqual([])
    expect(found(other, [kept])).toEqual(['kept-differs 200'])
  })
})

describe('the tree', () => {
  it('has all of its tiles, and no other', () => {
    const contents = integrate(entries)
    for (const [i, { level }] of contents.tiles.entries())
      expect(found({ ...contents, tiles: contents.tiles.toSpliced(i, 1) })).toEqual([
        expect.stringContaining(`tile-missing ${level}/`),
      ])
    const more = { level: 0, index: 9, width: 1, bytes: new Uint8Array(32) }
    expect(found({ ...contents, tiles: [...contents.tiles, more] })).toEqual(['tile-unexpected 1'])
  })

  it('has nothing that the checkpoint does not cover', () => {
    const { tiles } = integrate(entries)
    expect(found({ ...integrate(entries, 299), tiles })).toEqual(['tile-altered 0/001.p/43'])
  })

  it('that is signed by another key, or is not signed at all, is none', () => {
    expect(found(integrate(entries), [], noteKey(NOTE_CRYPTO, ORIGIN, seed(2)))).toContain(`checkpoint-forged ${COUNT}`)
    expect(found({ ...integrate(entries), checkpoint: undefined })).toContain('checkpoint-missing 0')
  })
})

describe('a checkpoint that witnesses cosigned', () => {
  const verifiers = [1, 2, 3].map((n) => {
    const verifier = cosignatureVerifier(NOTE_CRYPTO, witnessKey(n).verifierKey)
    if (!verifier) throw new Error('no key')
    return verifier
  })
  const cosignedBy = (names: readonly number[], of: Contents) => {
    const { text = '' } = parseNote(noteOf(of)) ?? {}
    const lines = names.map((n) => signatureLine({ ...witnessKey(n), signature: witnessKey(n).sign(text) }))
    return { size: of.checkpoint?.size ?? 0, note: noteOf(of) + lines.join('') }
  }
  const foundBy = (contents: Contents, quorum: number) => {
    const findings: string[] = []
    const told = ({ code, at }: { readonly code: string; readonly at: string }) => void findings.push(`${code} ${at}`)
    const witnesses = { verifiers, quorum }
    audit({ stored: storedLog(contents), crypto: NOTE_CRYPTO, log: LOG, kept: [], witnesses, found: told })
    return findings
  }

  it('is of this log, and counted', () => {
    const cosigned = cosignedBy([1, 3], integrate(entries, 200))
    expect(foundBy({ ...integrate(entries), cosigned }, 2)).toEqual([])
    expect(foundBy({ ...integrate(entries), cosigned }, 3)).toEqual(['cosigned-few 200'])
    expect(foundBy(integrate(entries), 1)).toEqual(['cosigned-few 0'])
    expect(foundBy(integrate(entries), 0)).toEqual([])
    const twice = cosignedBy([1, 1], integrate(entries, 200))
    expect(foundBy({ ...integrate(entries), cosigned: twice }, 2)).toEqual(['cosigned-few 200'])
  })

  it('shows a log that the holder of the key replaced by another, consistent in itself', async () => {
    const cosigned = cosignedBy([1, 2], integrate(entries, 200))
    const other = integrate(await entriesOf(COUNT))
    expect(found(other)).toEqual([])
    expect(found({ ...other, cosigned })).toEqual(['cosigned-differs 200'])
    // Nor is it taken for larger than what they signed.
    expect(found({ ...integrate(entries), cosigned: { ...cosigned, size: 201 } })).toEqual(['cosigned-forged 201'])
    // And when the witnessed checkpoint is replaced as well, nobody has cosigned the new one.
    const replaced = { size: COUNT, note: noteOf(other) }
    expect(foundBy({ ...other, cosigned: replaced }, 1)).toEqual([`cosigned-few ${COUNT}`])
  })

  it('shows an end that was cut off, and a signature that is not of the witness', () => {
    const cosigned = cosignedBy([1], integrate(entries, 200))
    expect(found({ ...integrate(entries.slice(0, 150)), cosigned })).toEqual(['cosigned-ahead 200'])
    const bent = { ...cosigned, note: cosignedBy([1], integrate(entries, 100)).note.replace(/^[\s\S]*\n\n/, '') }
    const moved = { size: 200, note: noteOf(integrate(entries, 200)) + bent.note.split('\n').slice(1).join('\n') }
    expect(foundBy({ ...integrate(entries), cosigned: moved }, 1)).toEqual(['cosigned-forged 200'])
    const foreign = cosignedBy([1], integrate(entries, 200, noteKey(NOTE_CRYPTO, ORIGIN, seed(9))))
    expect(found({ ...integrate(entries), cosigned: foreign })).toEqual(['cosigned-forged 200'])
  })
})
