/** An export, checked by who has only the key: what somebody hides who holds that key, and what no witness saw. */
import { describe, expect, it } from 'vitest'
import { createExportCheck } from '../../../src/log/export/check.ts'
import { cosignatureVerifier, cosigner } from '../../../src/log/tree/cosignature.ts'
import { parseNote, type Signer, signatureLine } from '../../../src/log/tree/note.ts'
import { broken, checked, counted, type Line, resigned } from '../../support/exports.ts'
import { generatedText } from '../../support/generated-export.ts'
import { LOG, NOTE_CRYPTO, seed } from '../tree/signers.ts'

const KEY = LOG.verifierKey
const COUNT = 60
const text = await generatedText(COUNT)
const lines = text.trimEnd().split('\n')
const joined = (all: readonly string[]) => `${all.join('\n')}\n`

describe('as many witnesses as are asked for', () => {
  const witness = (name: string, n: number) => cosigner(NOTE_CRYPTO, name, seed(n), () => 1_800_000_000)
  const [one, other] = [witness('witness.example/w1', 3), witness('witness.example/w2', 4)]
  const witnesses = [one, other].flatMap(({ verifierKey }) => cosignatureVerifier(NOTE_CRYPTO, verifierKey) ?? [])
  /** Of an export whose checkpoint these cosigned. */
  const seen = (by: readonly Signer[], quorum?: number) => {
    const check = createExportCheck({
      ...{ sha256: NOTE_CRYPTO.sha256, log: LOG, witnesses },
      ...(quorum === undefined ? {} : { quorum }),
    })
    const cosigned = (line: string) => {
      const header = JSON.parse(line) as { checkpoint: string }
      const signed = parseNote(header.checkpoint)?.text ?? ''
      const signatures = by.map((signer) => signatureLine({ ...signer, signature: signer.sign(signed) }))
      return JSON.stringify({ ...header, checkpoint: header.checkpoint + signatures.join('') })
    }
    const all = resigned(text, (line) => (line.startsWith('{"sluisExport"') ? cosigned(line) : line))
    for (const line of all.trimEnd().split('\n')) check.take(new TextEncoder().encode(line))
    return check.end()
  }

  it('must have cosigned its checkpoint, each under its own key', () => {
    expect(counted(seen([one]), 'witnessed-enough')).toEqual([0, 0, 0])
    expect([
      broken(seen([], 1)),
      broken(seen([one], 1)),
      broken(seen([one], 2)),
      broken(seen([one, other], 2)),
    ]).toEqual([['witnessed-enough'], [], ['witnessed-enough'], []])
    expect(broken(seen([one, one], 2))).toEqual(['witnessed-enough'])
    const impostor = witness('witness.example/w2', 9)
    expect(counted(seen([one, impostor], 2), 'witnessed')).toEqual([1, 0, 1])
    expect(broken(seen([one, impostor], 2))).toEqual(['witnessed-enough'])
  })
})

describe('who holds the key of the log and signs again what they changed', () => {
  type Parts = Record<string, unknown>
  const changed = (change: (parts: Parts, entry: Line['entry']) => void, of = text) =>
    checked(
      resigned(of, (line) => {
        if (!line.startsWith('{"entry":')) return line
        const value = JSON.parse(line) as Line
        for (const entry of [value.entry, ...(value.settlement ? [value.settlement] : [])])
          change(entry.parts ?? {}, entry)
        // Without its decision there is nothing to make a record of.
        if (!Object.hasOwn(Object(value.entry.parts?.decision), 'value')) value.record = null
        return JSON.stringify(value)
      }),
      KEY,
    )

  const saltOf = (part: unknown) => ({ salt: (part as { salt: string }).salt })

  it('is believed where nothing was changed', () => {
    expect(
      broken(
        checked(
          resigned(text, (line) => line),
          KEY,
        ),
      ),
    ).toEqual([])
  })

  it('cannot say that what was kept never was: that is so of a disclosure alone', () => {
    const report = changed((parts) => {
      for (const name of Object.keys(parts)) parts[name] = saltOf(parts[name])
    })
    expect(broken(report)).toEqual(['part-committed'])
    expect(counted(report, 'part-committed')).toEqual([0, (COUNT / 2) * 7, 0])
  })

  it('may show of a disclosure its salt alone', async () => {
    const settlement = { settlement: { decisionId: 'd', result: 'settled' }, disclosure: { hit: true } }
    const report = changed(
      (parts) => {
        if (parts.disclosure) parts.disclosure = saltOf(parts.disclosure)
      },
      await generatedText(6, { settlement }),
    )
    expect([broken(report), counted(report, 'part-committed')]).toEqual([[], [3 * 7, 0, 3]])
  })

  it('cannot give the record another evaluator', () => {
    const report = checked(
      resigned(text, (line) => line.replace('"evaluator":"opa-wasm"', '"evaluator":"a clerk"')),
      KEY,
    )
    expect(broken(report)).toEqual(['record-of-parts'])
  })

  it('cannot call it erased in a complete export where the log ordered no erasure', () => {
    const report = changed((parts) => {
      for (const name of Object.keys(parts)) parts[name] = 'erased'
    })
    expect(broken(report)).toEqual(['erasure-entered'])
  })

  it('cannot call erased what the log says of itself, an erasure above all', () => {
    const called = (name: string) =>
      changed((parts, entry) => {
        if (!parts.grounds) return
        Object.assign(parts, { grounds: undefined, [name]: 'erased' })
        entry.leaf = entry.leaf.replace('"grounds"', JSON.stringify(name))
      })
    expect(counted(called('repeat'), 'part-committed')).toEqual([COUNT * 3, 0, COUNT / 2])
    for (const name of ['erasure', 'import', 'succession', 'tally', 'activation'])
      expect(counted(called(name), 'part-committed')).toEqual([COUNT * 3, COUNT / 2, 0])
  })

  it('cannot keep back the parts of an entry as those of another organisation, where everything was taken', () => {
    const report = changed((_, entry) => Object.assign(entry, { parts: null }))
    expect(broken(report)).toContain('part-committed')
  })

  it('cannot end it before its end, or twice', () => {
    const end = lines.at(-1) ?? ''
    expect(broken(checked(joined([...lines, end]), KEY))).toEqual(['export-whole'])
    expect(broken(checked(joined(lines.toSpliced(3, 0, end)), KEY))).toEqual(['export-whole'])
  })
})
