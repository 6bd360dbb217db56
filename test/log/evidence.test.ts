/** What somebody kept shows what it shows, and no more: also where the log itself signed something that is not so. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Receipt } from '../../src/domain/receipt.ts'
import type { AuditedEntry } from '../../src/log/audit.ts'
import { type Claim, claimsOf, type Evidence } from '../../src/log/evidence.ts'
import { signReceipt } from '../../src/log/receipt.ts'
import { cosignatureVerifier } from '../../src/log/tree/cosignature.ts'
import { parseNote, signatureLine } from '../../src/log/tree/note.ts'
import { consistencyProof, inclusionProof } from '../../src/log/tree/proof.ts'
import type { TlogProof } from '../../src/log/tree/tlog-proof.ts'
import { writeSubmission } from '../../src/log/witness/wire.ts'
import { type Contents, entriesOf, integrate, storedLog } from './stored-log.ts'
import { sha256 } from './tree/naive.ts'
import { LOG, NOTE_CRYPTO } from './tree/signers.ts'
import { witness, witnessKey } from './witness/logs.ts'

let entries: AuditedEntry[]
let contents: Contents
beforeAll(async () => {
  entries = await entriesOf(12)
  contents = integrate(entries)
})

const NOTHING: Evidence = { receipt: null, proofs: [], disclosure: undefined, checkpoints: [], consistency: [] }
const claims = (evidence: Partial<Evidence>): Claim[] =>
  claimsOf({ sha256: NOTE_CRYPTO.sha256, log: LOG, witnesses: [] }, { ...NOTHING, ...evidence })
const verdict = (evidence: Partial<Evidence>, code: Claim['code']) =>
  claims(evidence).flatMap((claim) => (claim.code === code ? [claim.holds] : []))

const reader = (of: Contents) => async (at: { readonly level: number; readonly index: number }) =>
  storedLog(of).tile(at.level, at.index) ?? new Uint8Array()

function entryAt(index: number): AuditedEntry {
  const entry = entries[index]
  if (!entry) throw new Error('no entry')
  return entry
}
function placeOf(index: number): Receipt['decision'] {
  const { id, leafHash } = entryAt(index)
  return { id, index, leafHash }
}
async function proofOf(index: number, change: Partial<TlogProof> = {}): Promise<TlogProof> {
  const proof = await inclusionProof(sha256, reader(contents), index, entries.length)
  return { extra: entryAt(index).leaf, index, proof, checkpoint: contents.checkpoint?.note ?? '', ...change }
}
/** Index 3 is a decision, index 4 its settlement. */
const receipt = (decision: Receipt['decision'], settlement: Receipt['settlement'] = null): Receipt =>
  signReceipt(LOG, { version: 1, time: entryAt(3).at, decision, settlement, disclosure: null, number: 1 })

describe('a receipt with its proofs', () => {
  it('holds: decision, and settlement of that decision', async () => {
    const evidence = { receipt: receipt(placeOf(3), placeOf(4)), proofs: [await proofOf(3), await proofOf(4)] }
    expect(claims(evidence).map(({ holds }) => holds)).toEqual(Array(7).fill(true))
  })

  it('does not hold with the settlement of another decision, though the log signed it', async () => {
    const evidence = { receipt: receipt(placeOf(2), placeOf(4)), proofs: [await proofOf(2), await proofOf(4)] }
    expect(verdict(evidence, 'receipt-signed')).toEqual([true])
    expect(verdict(evidence, 'entry-included')).toEqual([true, true])
    expect(verdict(evidence, 'leaf-of-entry')).toEqual([true, false])
  })

  it('does not hold with another id for its leaf, though the log signed it', async () => {
    const evidence = { receipt: receipt({ ...placeOf(3), id: placeOf(2).id }), proofs: [await proofOf(3)] }
    expect(verdict(evidence, 'leaf-of-entry')).toEqual([false])
  })

  it('does not hold for a promise that was not kept: another entry stands at its place', async () => {
    const evidence = { receipt: receipt({ ...placeOf(3), leafHash: placeOf(2).leafHash }), proofs: [await proofOf(3)] }
    expect(verdict(evidence, 'receipt-signed')).toEqual([true])
    expect(verdict(evidence, 'entry-included')).toEqual([false])
  })

  it('does not hold where it is invented whole: the disclosure would only be compared with itself', async () => {
    const bytes = new TextEncoder().encode('{"records":[]}')
    const commitment = Buffer.from(sha256(Buffer.concat([Buffer.alloc(32), bytes]))).toString('hex')
    const named = { salt: '00'.repeat(32), commitment }
    const invented = { ...receipt(placeOf(3), placeOf(4)), disclosure: named, signature: null }
    const evidence = { receipt: invented, disclosure: { records: [] } }
    expect(verdict(evidence, 'receipt-signed')).toEqual([false])
    expect(verdict(evidence, 'disclosure-received')).toEqual([null])
    // Beside proofs of the entries that it borrows, their leaves say otherwise.
    const proofs = [await proofOf(3), await proofOf(4)]
    expect(verdict({ ...evidence, proofs }, 'receipt-signed')).toEqual([null])
    expect(verdict({ ...evidence, proofs }, 'disclosure-committed')).toEqual([false])
    expect(verdict({ ...evidence, proofs }, 'disclosure-received')).toEqual([null])
    // Signed, it is what the log promised.
    const signed = signReceipt(LOG, { ...invented, time: entryAt(3).at })
    expect(verdict({ ...evidence, receipt: signed }, 'disclosure-received')).toEqual([true])
  })

  it('shows inclusion without the leaf as well, but not of which entry', async () => {
    const evidence = { receipt: receipt(placeOf(3)), proofs: [await proofOf(3, { extra: null })] }
    expect(verdict(evidence, 'entry-included')).toEqual([true])
    expect(verdict(evidence, 'leaf-of-entry')).toEqual([null])
  })

  it('that disclosed nothing does not hold for a disclosure', () => {
    expect(verdict({ receipt: receipt(placeOf(3)), disclosure: { hit: true } }, 'disclosure-received')).toEqual([false])
  })
})

describe('checkpoints', () => {
  it('of one size with two roots are a log that shows two faces, and no proof mends that', async () => {
    const other = integrate(await entriesOf(12)).checkpoint?.note ?? ''
    const consistency = [{ first: 12, second: 12, proof: [] }]
    expect(verdict({ proofs: [await proofOf(3)], checkpoints: [other], consistency }, 'consistent')).toEqual([false])
  })

  it('of two sizes need the proof between them', async () => {
    const earlier = integrate(entries, 5).checkpoint?.note ?? ''
    const evidence = { proofs: [await proofOf(3)], checkpoints: [earlier] }
    const proof = await consistencyProof(sha256, reader(contents), 5, 12)
    expect(verdict(evidence, 'consistent')).toEqual([null])
    const between = (first: number) => ({ ...evidence, consistency: [{ first, second: 12, proof }] })
    expect(verdict(between(5), 'consistent')).toEqual([true])
    // The one that is needed, and the one that was given: of no checkpoint of 6 entries is anything known.
    expect(verdict(between(6), 'consistent')).toEqual([null, null])
    const cut = { ...evidence, consistency: [{ first: 5, second: 12, proof: proof.slice(1) }] }
    expect(verdict(cut, 'consistent')).toEqual([false])
  })
})

describe('each proof that is given', () => {
  /** As if the log had been written anew, and signed again: another tree, which is larger. */
  const anew = async (size: number) => {
    const other = await entriesOf(size)
    return { other, contents: integrate(other) }
  }

  it('of one entry is looked at, also behind one that holds: in a log written anew it is not included', async () => {
    const held = { receipt: receipt(placeOf(3), placeOf(4)), proofs: [await proofOf(3), await proofOf(4)] }
    const { contents: later } = await anew(20)
    const proof = await inclusionProof(sha256, reader(later), 4, 20)
    const second = await proofOf(4, { proof, checkpoint: later.checkpoint?.note ?? '' })
    for (const proofs of [
      [...held.proofs, second],
      [second, ...held.proofs],
    ]) {
      const found = claims({ ...held, proofs })
      expect(found.filter(({ holds }) => holds === false)).toEqual([
        { code: 'entry-included', about: '4', holds: false },
      ])
      expect(found.filter(({ code }) => code === 'checkpoint-signed').map(({ about }) => about)).toContain('20')
    }
  })

  it('of one entry is looked at where the log did not sign its checkpoint, and another proof still shows what it shows', async () => {
    const bent = await proofOf(4, { checkpoint: (await proofOf(4)).checkpoint.replace('\n12\n', '\n9999\n') })
    const evidence = { receipt: receipt(placeOf(3), placeOf(4)), proofs: [await proofOf(3), bent, await proofOf(4)] }
    expect(verdict(evidence, 'checkpoint-signed')).toEqual([true, false, true])
    expect(verdict(evidence, 'entry-included')).toEqual([true, null, true])
    const leafless = await proofOf(4, { extra: null })
    expect(verdict({ ...evidence, proofs: [leafless, await proofOf(4)] }, 'leaf-of-entry')).toEqual([null, true])
  })

  it('of consistency is looked at, also a second one, and one that is not between neighbours', async () => {
    const [first, middle] = [5, 8].map((size) => integrate(entries, size).checkpoint?.note ?? '')
    const evidence = { proofs: [await proofOf(3)], checkpoints: [first ?? '', middle ?? ''] }
    const between = async (from: number, to: number) => ({
      first: from,
      second: to,
      proof: await consistencyProof(sha256, reader(contents), from, to),
    })
    const all = [await between(5, 8), await between(8, 12), await between(5, 12)]
    expect(verdict({ ...evidence, consistency: all }, 'consistent')).toEqual([true, true, true])
    const cut = all.map((one) => ({ ...one, proof: one.proof.slice(1) }))
    for (const bad of cut)
      expect(verdict({ ...evidence, consistency: [...all, bad] }, 'consistent')).toEqual([true, true, true, false])
  })
})

describe('witnesses', () => {
  const witnesses = [1, 2, 3].map((n) => {
    const verifier = cosignatureVerifier(NOTE_CRYPTO, witnessKey(n).verifierKey)
    if (!verifier) throw new Error('no key')
    return verifier
  })
  const trusted = { sha256: NOTE_CRYPTO.sha256, log: LOG, witnesses }
  const line = (n: number, note: string) => {
    const text = parseNote(note)?.text ?? ''
    return signatureLine({ ...witnessKey(n), signature: witnessKey(n).sign(text) })
  }
  const said = (evidence: Partial<Evidence>, quorum?: number) =>
    claimsOf({ ...trusted, ...(quorum === undefined ? {} : { quorum }) }, { ...NOTHING, ...evidence }).flatMap(
      ({ code, about, holds }) => (code.startsWith('witnessed') ? [`${about}: ${holds}`] : []),
    )

  it('are counted under a proof and under a checkpoint, each by its own key', async () => {
    const note = contents.checkpoint?.note ?? ''
    const checkpoint = note + line(1, note) + line(3, note)
    const expected = ['12 witness.example/w1: true', '12 witness.example/w2: null', '12 witness.example/w3: true']
    expect(said({ proofs: [await proofOf(3, { checkpoint })] })).toEqual(expected)
    expect(said({ checkpoints: [checkpoint] })).toEqual(expected)
    const impostor = { ...witnessKey(9), name: 'witness.example/w2' }
    const forged = signatureLine({ ...impostor, signature: impostor.sign(parseNote(note)?.text ?? '') })
    expect(said({ checkpoints: [checkpoint + forged] })).toEqual(expected)
  })

  it('are enough, or not, only where somebody says how many are', async () => {
    const note = contents.checkpoint?.note ?? ''
    const proofs = [await proofOf(3, { checkpoint: note + line(1, note) + line(1, note) + line(2, note) })]
    expect(said({ proofs }, 2).at(-1)).toBe('12 2/3: true')
    expect(said({ proofs }, 3).at(-1)).toBe('12 2/3: false')
    // Nothing was given that a witness could have seen.
    expect(said({ receipt: receipt(placeOf(3)) }, 1)).toEqual(['- 0/3: false'])
    expect(said({ receipt: receipt(placeOf(3)) })).toEqual([])
    expect(said({ proofs: [await proofOf(3)] }, 1)).toEqual([
      '12 witness.example/w1: null',
      '12 witness.example/w2: null',
      '12 witness.example/w3: null',
      '12 0/3: false',
    ])
  })

  it('see one tree: of two that the holder of the key shows to two people, the second is not shown as witnessed', async () => {
    const shared = entries.slice(0, 6)
    const [one, other] = [integrate(entries), integrate([...shared, ...(await entriesOf(12)).slice(6)])]
    const seeing = witness(1)
    const shown = async (of: Contents) => {
      const note = of.checkpoint?.note ?? ''
      const proof = await consistencyProof(sha256, reader(of), 6, 12)
      const answer = seeing.add(writeSubmission({ old: 6, proof, checkpoint: note }))
      return { status: answer.status, checkpoint: note + ('body' in answer ? answer.body : '') }
    }
    const first = integrate(shared).checkpoint?.note ?? ''
    expect(seeing.add(writeSubmission({ old: 0, proof: [], checkpoint: first })).status).toBe(200)
    const [toOne, toOther] = [await shown(one), await shown(other)]
    expect([toOne.status, toOther.status]).toEqual([200, 409])
    expect(said({ checkpoints: [toOne.checkpoint] })[0]).toBe('12 witness.example/w1: true')
    expect(said({ checkpoints: [toOther.checkpoint] })[0]).toBe('12 witness.example/w1: null')
    expect(said({ checkpoints: [toOther.checkpoint] }, 1).at(-1)).toBe('12 0/3: false')
    // Told the size that it has, the witness still refuses: both trees begin alike, and neither goes on from the other.
    const again = writeSubmission({ old: 12, proof: [], checkpoint: other.checkpoint?.note ?? '' })
    expect(seeing.add(again)).toEqual({ status: 409, size: 12 })
    const alone = claimsOf(trusted, { ...NOTHING, checkpoints: [toOne.checkpoint, toOther.checkpoint] })
    expect(alone.at(-1)).toMatchObject({ code: 'consistent', holds: false })
  })
})
