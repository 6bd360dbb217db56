/** What every storage engine must do for inquiries and cases. */
import { describe, expect, it } from 'vitest'
import {
  AT,
  attestationChange,
  attestationOf,
  bareWrite,
  CASE_FACTS,
  caseChange,
  caseOf,
  inquiryRow,
  OIN,
  OTHER_OIN,
  SUBJECT,
  subjectChange,
} from './fixtures.ts'
import { type Factory, plain, useStored } from './stored.ts'

export function registerContract(name: string, open: Factory): void {
  const under = useStored(open)

  describe(`${name}: inquiries`, () => {
    it('keeps an inquiry with its question, for its own asker only', async () => {
      const row = inquiryRow()
      await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row }]))
      expect(plain(await under.stored.inquiries.find(OIN, 'p-1', row.id))).toEqual(plain(row))
      expect(await under.stored.inquiries.find(OIN, 'p-2', row.id)).toBeUndefined()
      expect(await under.stored.inquiries.find(OTHER_OIN, 'p-1', row.id)).toBeUndefined()
    })

    it('counts a permit as unsettled until its settlement lands', async () => {
      const row = inquiryRow()
      const decision = bareWrite([{ kind: 'inquiry', row }], { id: row.id })
      await under.stored.ledger.append(decision)
      expect(await under.stored.ledger.unsettled()).toEqual([{ decisionId: row.id, inquiryId: row.id, oin: OIN }])
      const change = { kind: 'inquiry-status', id: row.id, status: 'settled', at: AT, expiresAt: null } as const
      await under.stored.ledger.append(bareWrite([change], { type: 'settlement', settles: row.id }))
      expect(await under.stored.ledger.unsettled()).toEqual([])
      expect((await under.stored.inquiries.find(OIN, 'p-1', row.id))?.status).toBe('settled')
    })

    it('names the last decision of an inquiry that was walked again', async () => {
      const row = inquiryRow({ status: 'waiting' })
      await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row }]))
      const again = {
        ...row,
        status: 'open',
        decisions: [row.id, 'second'],
        updatedAt: '2026-03-03T00:00:00.000Z',
      } as const
      await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row: again }]))
      expect(await under.stored.ledger.unsettled()).toEqual([{ decisionId: 'second', inquiryId: row.id, oin: OIN }])
    })

    it('refuses the second of two walks that started from the same state', async () => {
      const row = inquiryRow({ status: 'waiting' })
      await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row }]))
      const walked = (id: string) => bareWrite([{ kind: 'inquiry', row: { ...row, decisions: [row.id, id] } }])
      await under.stored.ledger.append(walked('a'))
      await expect(under.stored.ledger.append(walked('b'))).rejects.toMatchObject({ kind: 'conflict' })
      expect((await under.stored.inquiries.find(OIN, 'p-1', row.id))?.decisions).toEqual([row.id, 'a'])
    })

    it.each([
      ['waiting', 'withdrawn', 'withdrawn'],
      ['waiting', 'expired', 'expired'],
      ['aborted', 'withdrawn', 'withdrawn'],
      ['open', 'aborted', 'aborted'],
      ['open', 'withdrawn', 'open'],
      ['settled', 'withdrawn', 'settled'],
      ['settled', 'expired', 'settled'],
      ['settled', 'aborted', 'settled'],
    ] as const)('an inquiry that is %s and told to be %s is %s', async (before, told, after) => {
      const row = inquiryRow({ status: before })
      await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row }]))
      await under.stored.ledger.note([{ kind: 'inquiry-status', id: row.id, status: told, at: AT, expiresAt: null }])
      expect((await under.stored.inquiries.find(OIN, 'p-1', row.id))?.status).toBe(after)
    })

    it('lists newest first, filtered, from the one after the cursor', async () => {
      const rows = ['BEL/heffingen', 'BEL/heffingen', 'POL/meldingen', 'BEL/heffingen'].map((source) =>
        inquiryRow({ source }),
      )
      for (const row of rows) await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row }]))
      await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row: inquiryRow({ person: 'p-2' }) }]))
      const [a, b, c, d] = rows.map((row) => row.id)
      const ids = async (filter: object) =>
        (await under.stored.inquiries.list(OIN, 'p-1', { count: 10, ...filter })).map((row) => row.id)
      expect(await ids({})).toEqual([d, c, b, a])
      expect(await ids({ after: d, count: 2 })).toEqual([c, b])
      expect(await ids({ source: 'BEL/heffingen' })).toEqual([d, b, a])
      expect(await ids({ status: 'settled' })).toEqual([])
      expect(await ids({ caseId: 'none' })).toEqual([])
    })

    it('finds what is due from the moment after its expiry, but nothing that is on its way', async () => {
      const expiresAt = '2026-03-10T00:00:00.000Z'
      const waiting = inquiryRow({ status: 'waiting', expiresAt })
      for (const row of [waiting, inquiryRow({ status: 'open', expiresAt }), inquiryRow({ status: 'waiting' })])
        await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row }]))
      expect(await under.stored.inquiries.due(expiresAt)).toEqual([])
      expect(await under.stored.inquiries.due('2026-03-10T00:00:00.001Z')).toEqual([{ id: waiting.id, oin: OIN }])
    })

    it('finds what waits, whoever asked, oldest first, until it expires', async () => {
      const expiresAt = '2026-03-10T00:00:00.000Z'
      const row = (change: object) => inquiryRow({ status: 'waiting', caseId: 'c1', expiresAt, ...change })
      const rows = [
        row({}),
        row({ person: 'p-2', source: 'POL/meldingen' }),
        row({ caseId: null, expiresAt: null }),
        row({ caseId: 'c2' }),
        ...(['open', 'settled', 'refused', 'aborted', 'withdrawn', 'expired'] as const).map((status) =>
          row({ status }),
        ),
        row({ oin: OTHER_OIN }),
      ]
      for (const one of rows) await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row: one }]))
      const [a, b, c, d] = rows.map((one) => one.id)
      const ids = async (filter: object, now = AT, count = 10) =>
        (await under.stored.inquiries.waiting(OIN, filter, now, count)).map((one) => one.id)
      expect(await ids({})).toEqual([a, b, c, d])
      expect(await ids({}, AT, 2)).toEqual([a, b])
      expect(await ids({ caseId: 'c1' })).toEqual([a, b])
      expect(await ids({ caseId: 'c1', source: 'POL/meldingen' })).toEqual([b])
      expect(await ids({}, '2026-03-09T23:59:59.999Z')).toEqual([a, b, c, d])
      expect(await ids({}, expiresAt)).toEqual([c])
      expect(plain(await under.stored.inquiries.waiting(OIN, { caseId: 'c2' }, AT, 1))).toEqual([plain(rows[3])])
    })

    it('binds an idempotency key once, and forgets its answer when it expired', async () => {
      const row = {
        keyHash: 'k1',
        bodyHash: 'b1',
        inquiryId: 'i1',
        caseId: null,
        caseVersion: null,
        expiresAt: '2026-03-02T09:40:00.000Z',
        answer: null,
      }
      await under.stored.ledger.append(bareWrite([{ kind: 'idempotency', row }]))
      await expect(under.stored.ledger.append(bareWrite([{ kind: 'idempotency', row }]))).rejects.toMatchObject({
        kind: 'conflict',
      })
      const answer = Uint8Array.of(1, 2, 3)
      await under.stored.ledger.note([{ kind: 'idempotency-answer', keyHash: 'k1', answer }])
      expect(plain(await under.stored.inquiries.idempotent('k1'))).toEqual(plain({ ...row, answer }))
      expect(await under.stored.inquiries.forgetAnswers(row.expiresAt)).toBe(0)
      expect(await under.stored.inquiries.forgetAnswers('2026-03-02T09:40:00.001Z')).toBe(1)
      expect(await under.stored.inquiries.idempotent('k1')).toEqual(row)
      expect(await under.stored.inquiries.idempotent('k2')).toBeUndefined()
    })
  })

  describe(`${name}: the case register`, () => {
    it('keeps a case with its subjects and judgements, within its organisation', async () => {
      const value = caseOf()
      const judgement = attestationOf({ caseId: value.id })
      const changes = [
        await caseChange(under.vault, value),
        await subjectChange(under.vault, value.id, 's-1'),
        await attestationChange(under.vault, judgement),
      ]
      await under.stored.ledger.append(bareWrite(changes))
      const expected = {
        value,
        subjects: [{ subject: SUBJECT, relation: 'DIRECT', key: 's-1' }],
        attestations: [judgement],
      }
      expect(await under.stored.cases.find(OIN, value.id)).toEqual(expected)
      expect(await under.stored.cases.find(OTHER_OIN, value.id)).toBeUndefined()
      expect(await under.stored.cases.attestation(OIN, judgement.id)).toEqual(judgement)
      expect(await under.stored.cases.attestation(OTHER_OIN, judgement.id)).toBeUndefined()
    })

    it('lists the cases of one organisation, newest first', async () => {
      const values = [caseOf(), caseOf(), caseOf()]
      for (const value of [...values, caseOf({ oin: OTHER_OIN })])
        await under.stored.ledger.append(bareWrite([await caseChange(under.vault, value)]))
      const newest = values.toReversed()
      expect(await under.stored.cases.list(OIN, null, 2)).toEqual(newest.slice(0, 2))
      expect(await under.stored.cases.list(OIN, newest[1]?.id ?? null, 2)).toEqual(newest.slice(2))
    })

    it('gives the facts of an inquiry in one read: case, relation, hit, judgements that stand', async () => {
      const value = caseOf()
      const [standing, withdrawn, ofOrganisation] = [
        attestationOf({ caseId: value.id }),
        attestationOf({ caseId: value.id }),
        attestationOf({ type: 'DPIA' }),
      ]
      const changes = [
        await caseChange(under.vault, value),
        await subjectChange(under.vault, value.id, 's-1'),
        ...(await Promise.all([standing, withdrawn, ofOrganisation].map((one) => attestationChange(under.vault, one)))),
        { kind: 'attestation-withdrawn', id: withdrawn.id, by: 'p-3', at: AT },
        { kind: 'hit', caseId: value.id, subject: 's-1', source: 'BEL/heffingen', hit: true, decisionId: 'd', at: AT },
      ] as const
      await under.stored.ledger.append(bareWrite(changes))
      const facts = await under.stored.cases.factsFor(OIN, value.id, 's-1', 'BEL/heffingen')
      expect(facts.case).toEqual({ version: 1, facts: value.facts })
      expect([facts.relation, facts.hit, [...facts.relations]]).toEqual(['DIRECT', true, [['s-1', 'DIRECT']]])
      expect(facts.attestations).toEqual([ofOrganisation, standing])
      expect(await under.stored.cases.organisationAttestations(OIN)).toEqual([ofOrganisation])
    })

    it('knows no hit of another source, no relation of another subject, and no case of another organisation', async () => {
      const value = caseOf()
      const hit = {
        kind: 'hit',
        caseId: value.id,
        subject: 's-1',
        source: 'A',
        hit: false,
        decisionId: 'd',
        at: AT,
      } as const
      await under.stored.ledger.append(
        bareWrite([await caseChange(under.vault, value), await subjectChange(under.vault, value.id, 's-1'), hit]),
      )
      expect((await under.stored.cases.factsFor(OIN, value.id, 's-1', 'A')).hit).toBe(false)
      expect((await under.stored.cases.factsFor(OIN, value.id, 's-1', 'B')).hit).toBeNull()
      expect((await under.stored.cases.factsFor(OIN, value.id, 's-2', 'A')).relation).toBeNull()
      const foreign = { case: null, relation: null, hit: null, attestations: [], relations: new Map() }
      expect(await under.stored.cases.factsFor(OTHER_OIN, value.id, 's-1', 'A')).toEqual(foreign)
      expect(await under.stored.cases.factsFor(OIN, null, null, 'A')).toEqual(foreign)
    })

    it('replaces a hit by a later one', async () => {
      const value = caseOf()
      const hit = {
        kind: 'hit',
        caseId: value.id,
        subject: 's-1',
        source: 'A',
        hit: true,
        decisionId: 'd1',
        at: AT,
      } as const
      await under.stored.ledger.append(bareWrite([await caseChange(under.vault, value), hit]))
      await under.stored.ledger.append(bareWrite([{ ...hit, hit: false, decisionId: 'd2' }]))
      expect((await under.stored.cases.factsFor(OIN, value.id, 's-1', 'A')).hit).toBe(false)
    })

    it('withdraws a judgement once, and changes none', async () => {
      const judgement = attestationOf()
      await under.stored.ledger.append(bareWrite([await attestationChange(under.vault, judgement)]))
      const withdrawal = { kind: 'attestation-withdrawn', id: judgement.id, by: 'p-3', at: AT } as const
      await under.stored.ledger.append(bareWrite([withdrawal]))
      expect((await under.stored.cases.attestation(OIN, judgement.id))?.withdrawnBy).toBe('p-3')
      await expect(under.stored.ledger.append(bareWrite([{ ...withdrawal, by: 'p-4' }]))).rejects.toMatchObject({
        kind: 'conflict',
      })
      await expect(under.stored.execute(`UPDATE attestations SET outcome = 'x'`)).rejects.toThrow('attestation-fixed')
    })

    it('no longer has a case whose key was destroyed', async () => {
      const value = caseOf()
      const changes = [
        await caseChange(under.vault, value),
        await attestationChange(under.vault, attestationOf({ caseId: value.id })),
      ]
      await under.stored.ledger.append(bareWrite(changes))
      under.keys.destroy(`case:${value.id}`)
      expect(await under.stored.cases.find(OIN, value.id)).toBeUndefined()
      expect(await under.stored.cases.list(OIN, null, 10)).toEqual([])
      const facts = await under.stored.cases.factsFor(OIN, value.id, null, 'A')
      expect([facts.case, facts.attestations]).toEqual([null, []])
    })

    it('stores no grounds, details or identifier in the clear', async () => {
      const value = caseOf({ facts: { ...CASE_FACTS, activity: 'ACT-9' } })
      const judgement = attestationOf({ caseId: value.id })
      const changes = [await caseChange(under.vault, value), await subjectChange(under.vault, value.id, 's-1')]
      await under.stored.ledger.append(bareWrite([...changes, await attestationChange(under.vault, judgement)]))
      const lengths = `SELECT length(facts) AS a, length(identifier) AS b, length(content) AS c FROM cases, case_subjects, attestations`
      const [row] = await under.stored.execute(lengths)
      expect(Object.values(row ?? {}).every((length) => Number(length) > 40)).toBe(true)
      const clear = `SELECT 1 FROM cases, case_subjects, attestations WHERE instr(facts, 'ACT-9') > 0
        OR instr(identifier, '999990019') > 0 OR instr(content, 'getoetst') > 0 OR instr(content, 'subsidiarity') > 0`
      expect(await under.stored.execute(clear)).toEqual([])
    })
  })
}
