/** What every storage engine must do for information that is held. */
import { describe, expect, it } from 'vitest'
import { sourceOfHolding } from '../../src/domain/holding.ts'
import {
  bareWrite,
  CASELESS_DAY,
  caseOf,
  HOLDING_CONTENT,
  holdingChange,
  holdingOf,
  OIN,
  OTHER_OIN,
} from './fixtures.ts'
import { type Factory, useStored } from './stored.ts'

export function holdingContract(name: string, open: Factory): void {
  const under = useStored(open)

  describe(`${name}: what is held`, () => {
    it('keeps what is held with its content sealed, in its place and within its organisation', async () => {
      const value = caseOf()
      const [ofCase, later, ofOrgan] = [holdingOf({ caseId: value.id }), holdingOf({ caseId: value.id }), holdingOf()]
      for (const one of [ofCase, later, ofOrgan])
        await under.stored.ledger.append(bareWrite([await holdingChange(under.vault, one)]))
      const { cases } = under.stored
      expect(await cases.holding(OIN, ofCase.id)).toEqual({ value: ofCase, content: HOLDING_CONTENT })
      expect(await cases.holding(OTHER_OIN, ofCase.id)).toBeUndefined()
      expect(await cases.holdings(OIN, value.id, null, 9)).toEqual([later, ofCase])
      expect(await cases.holdings(OIN, value.id, later.id, 9)).toEqual([ofCase])
      expect(await cases.holdings(OIN, null, null, 9)).toEqual([ofOrgan])
      expect(await cases.holdings(OTHER_OIN, null, null, 9)).toEqual([])
    })

    it('seals what parts and fields of a holding are called, and has none whose key was destroyed', async () => {
      const called = { part: 'melding', name: 'jan_de_vries', category: 'C-TOEZ', type: 'boolean' } as const
      const fields = { 'melding/jan_de_vries': { ...called, format: null, flags: [], person: null } }
      const [ofCase, ofOrgan] = [caseOf().id, null].map((caseId) =>
        holdingOf({ caseId, facts: { ...holdingOf().facts, fields } }),
      )
      if (!ofCase || !ofOrgan) throw new Error('no holdings')
      for (const one of [ofCase, ofOrgan])
        await under.stored.ledger.append(bareWrite([await holdingChange(under.vault, one)]))
      const { cases, execute } = under.stored
      const [row] = await execute('SELECT * FROM holdings')
      expect(Object.keys(row ?? {}).toSorted()).toEqual([
        'at',
        'case_id',
        'content',
        'given_by',
        'id',
        'key_id',
        'oin',
        'version',
      ])
      expect(await execute(`SELECT 1 FROM holdings WHERE instr(content, 'jan_de_vries') > 0`)).toEqual([])
      const inSight = async ({ id, caseId }: typeof ofCase) => [
        (await cases.holding(OIN, id))?.value,
        ...(await cases.holdings(OIN, caseId, null, 9)),
        (await cases.factsFor(OIN, caseId, [], sourceOfHolding(id))).holding,
      ]
      for (const [one, scope] of [
        [ofCase, `case:${ofCase.caseId}`],
        [ofOrgan, CASELESS_DAY],
      ] as const) {
        expect(await inSight(one)).toEqual([one, one, one])
        under.keys.destroy(scope)
        expect(await inSight(one)).toEqual([undefined, null])
      }
    })

    it('gives a holding that is asked only where it is: in its case, or without one', async () => {
      const value = caseOf()
      const [ofCase, ofOrgan] = [holdingOf({ caseId: value.id }), holdingOf()]
      for (const one of [ofCase, ofOrgan])
        await under.stored.ledger.append(bareWrite([await holdingChange(under.vault, one)]))
      const asked = async (oin: string, caseId: string | null, id: string) =>
        (await under.stored.cases.factsFor(oin, caseId, [], sourceOfHolding(id))).holding
      expect(await asked(OIN, value.id, ofCase.id)).toEqual(ofCase)
      expect(await asked(OIN, null, ofCase.id)).toBeNull()
      expect(await asked(OIN, caseOf().id, ofCase.id)).toBeNull()
      expect(await asked(OIN, null, ofOrgan.id)).toEqual(ofOrgan)
      expect(await asked(OIN, value.id, ofOrgan.id)).toBeNull()
      expect(await asked(OTHER_OIN, null, ofOrgan.id)).toBeNull()
    })

    it('corrects a holding one version at a time, and never moves it', async () => {
      const value = holdingOf()
      const put = async (change: Partial<typeof value>) =>
        under.stored.ledger.append(bareWrite([await holdingChange(under.vault, { ...value, ...change })]))
      await put({})
      const refused = { appended: false, reason: 'case-changed' }
      expect(await put({ version: 3 })).toEqual(refused)
      expect(await put({ version: 2, caseId: caseOf().id })).toEqual(refused)
      await put({ version: 2 })
      expect((await under.stored.cases.holding(OIN, value.id))?.value.version).toBe(2)
    })
  })
}
