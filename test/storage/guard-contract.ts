/** What every storage engine must do so that a write lands only on what it was judged on. */
import { describe, expect, it } from 'vitest'
import {
  AT,
  attestationChange,
  attestationOf,
  bareWrite,
  caseChange,
  caseOf,
  holdingChange,
  holdingOf,
  inquiryRow,
  newId,
  OIN,
  OTHER_OIN,
} from './fixtures.ts'
import { type Factory, useStored } from './stored.ts'

export function guardContract(name: string, open: Factory): void {
  const under = useStored(open)

  describe(`${name}: guards`, () => {
    it('writes nothing when the case is no longer at the version that was judged', async () => {
      const value = caseOf()
      await under.stored.ledger.append(bareWrite([await caseChange(under.vault, value)]))
      await under.stored.ledger.append({
        ...bareWrite([await caseChange(under.vault, { ...value, version: 2 })]),
        guard: { caseId: value.id, version: 1 },
      })
      const late = {
        ...bareWrite([{ kind: 'inquiry', row: inquiryRow({ id: 'late' }) }]),
        guard: { caseId: value.id, version: 1 },
      }
      expect(await under.stored.ledger.append(late)).toEqual({ appended: false, reason: 'case-changed' })
      expect(await under.stored.ledger.entry(late.entry.id)).toBeUndefined()
      expect(await under.stored.inquiries.find(OIN, 'p-1', 'late')).toBeUndefined()
      const right = { ...bareWrite(), guard: { caseId: value.id, version: 2 } }
      expect(await under.stored.ledger.append(right)).toMatchObject({ appended: true, place: { index: 2 } })
    })

    it('refuses a write about what is held once it was corrected', async () => {
      const value = holdingOf()
      await under.stored.ledger.append(bareWrite([await holdingChange(under.vault, value)]))
      const guarded = (version: number, holdingId = value.id) => ({ ...bareWrite(), guard: { holdingId, version } })
      expect(await under.stored.ledger.append(guarded(1))).toMatchObject({ appended: true })
      await under.stored.ledger.append(bareWrite([await holdingChange(under.vault, { ...value, version: 2 })]))
      const late = guarded(1)
      expect(await under.stored.ledger.append(late)).toEqual({ appended: false, reason: 'case-changed' })
      expect(await under.stored.ledger.entry(late.entry.id)).toBeUndefined()
      expect(await under.stored.ledger.append(guarded(2))).toMatchObject({ appended: true })
      const nowhere = guarded(1, newId())
      expect(await under.stored.ledger.append(nowhere)).toEqual({ appended: false, reason: 'case-changed' })
    })

    it('refuses a write once a judgement of the organisation came or went since they were counted', async () => {
      const { cases, ledger } = under.stored
      const guarded = async () => ({ ...bareWrite(), judgements: await cases.judgementCount(OIN) })
      const value = attestationOf({ caseId: null })
      const withdrawn = { kind: 'attestation-withdrawn', id: value.id, by: 'p-1', at: AT } as const
      const ofCase = attestationOf({ caseId: newId() })
      const ofOther = attestationOf({ caseId: null, oin: OTHER_OIN })
      const changes = [
        [await attestationChange(under.vault, value), false],
        [withdrawn, false],
        [await attestationChange(under.vault, ofCase), true],
        [await attestationChange(under.vault, ofOther), true],
      ] as const
      for (const [change, lands] of changes) {
        const late = await guarded()
        await ledger.append(bareWrite([change]))
        const result = await ledger.append(late)
        expect(result).toMatchObject(lands ? { appended: true } : { appended: false, reason: 'judgement-changed' })
        expect((await ledger.entry(late.entry.id)) !== undefined).toBe(lands)
        expect(await ledger.append(await guarded())).toMatchObject({ appended: true })
      }
      expect(await cases.judgementCount(OIN)).toEqual({ oin: OIN, given: 1, withdrawn: 1 })
      expect(await cases.judgementCount(newId())).toMatchObject({ given: 0, withdrawn: 0 })
    })

    it('refuses a write once a hold came on a case of the organisation that was not known', async () => {
      const { ledger } = under.stored
      const caseId = newId()
      const hold = attestationOf({ type: 'LEGAL_HOLD', caseId })
      const guarded = (...known: string[]) => ({ ...bareWrite(), guard: { holdsOf: OIN, known } })
      const others = [
        attestationOf({ type: 'LEGAL_HOLD', caseId: null }),
        attestationOf({ type: 'LEGAL_HOLD', caseId, oin: OTHER_OIN }),
        attestationOf({ type: 'SELECTIELIJST', caseId }),
      ]
      for (const one of others) await ledger.append(bareWrite([await attestationChange(under.vault, one)]))
      expect(await ledger.append(guarded())).toMatchObject({ appended: true, place: { index: 3 } })
      await ledger.append(bareWrite([await attestationChange(under.vault, hold)]))
      const late = guarded()
      expect(await ledger.append(late)).toEqual({ appended: false, reason: 'case-changed' })
      expect(await ledger.entry(late.entry.id)).toBeUndefined()
      expect(await ledger.append(guarded(hold.id))).toMatchObject({ appended: true })
      await ledger.append(bareWrite([{ kind: 'attestation-withdrawn', id: hold.id, by: 'p-1', at: AT }]))
      expect(await ledger.append(guarded())).toMatchObject({ appended: true })
    })

    it('names its place next to a guard of the case', async () => {
      const value = caseOf()
      await under.stored.ledger.append(bareWrite([await caseChange(under.vault, value)]))
      const judgements = await under.stored.cases.judgementCount(OIN)
      const both = { ...bareWrite(), guard: { caseId: value.id, version: 1 }, judgements }
      expect(await under.stored.ledger.append(both)).toMatchObject({ appended: true, place: { index: 1 } })
    })

    it('refuses a guard on a case that is not there', async () => {
      const write = { ...bareWrite(), guard: { caseId: newId(), version: 1 } }
      expect(await under.stored.ledger.append(write)).toEqual({ appended: false, reason: 'case-changed' })
    })

    it('lets exactly one of two changes of the same version through, and others go on beside them', async () => {
      const value = caseOf()
      await under.stored.ledger.append(bareWrite([await caseChange(under.vault, value)]))
      const next = async () => ({
        ...bareWrite([await caseChange(under.vault, { ...value, version: 2 })]),
        guard: { caseId: value.id, version: 1 },
      })
      const writes = [await next(), bareWrite(), await next(), bareWrite()]
      const results = await Promise.all(writes.map((write) => under.stored.ledger.append(write)))
      expect(results.map((result) => result.appended)).toEqual([true, true, false, true])
      expect((await under.stored.cases.find(OIN, value.id))?.value.version).toBe(2)
    })

    it('refuses a case change without a guard that skips or repeats a version', async () => {
      const value = caseOf()
      await under.stored.ledger.append(bareWrite([await caseChange(under.vault, value)]))
      for (const version of [1, 3]) {
        const write = bareWrite([await caseChange(under.vault, { ...value, version })])
        expect(await under.stored.ledger.append(write)).toEqual({ appended: false, reason: 'case-changed' })
      }
      expect(await under.stored.ledger.size()).toBe(1)
    })
  })
}
