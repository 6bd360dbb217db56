/** What every storage engine must do for cases. */
import { describe, expect, it } from 'vitest'
import { processingPlace } from '../../src/domain/processing.ts'
import { sealContent } from '../../src/log/content.ts'
import {
  AT,
  attestationChange,
  attestationOf,
  bareWrite,
  CASE_FACTS,
  caseChange,
  caseOf,
  OIN,
  OTHER_OIN,
  SUBJECT,
  subjectChange,
} from './fixtures.ts'
import { type Factory, useStored } from './stored.ts'

export function registerContract(name: string, open: Factory): void {
  const under = useStored(open)

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

    it('gives the cases of all organisations, oldest first and page by page, but those whose key is destroyed', async () => {
      const values = [caseOf(), caseOf({ oin: OTHER_OIN }), caseOf(), caseOf({ oin: OTHER_OIN }), caseOf()]
      for (const value of values) await under.stored.ledger.append(bareWrite([await caseChange(under.vault, value)]))
      const gone = values[1]?.id ?? ''
      under.keys.destroy(`case:${gone}`)
      const { cases } = under.stored
      const seen: string[] = []
      const pages: number[] = []
      for (let after: string | null | undefined; after !== null; ) {
        const page = await cases.every(after ?? null, 2)
        pages.push(page.cases.length)
        seen.push(...page.cases.map(({ id }) => id))
        after = page.next
      }
      expect(seen).toEqual(values.map(({ id }) => id).filter((id) => id !== gone))
      expect(pages).toEqual([1, 2, 1])
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
      const facts = await under.stored.cases.factsFor(OIN, value.id, ['s-1'], 'BEL/heffingen')
      expect(facts.case).toEqual({ version: 1, facts: value.facts })
      expect([facts.relation, facts.hit, [...facts.relations]]).toEqual(['DIRECT', true, [['s-1', 'DIRECT']]])
      expect(facts.attestations).toEqual([ofOrganisation, standing])
      // And, to who withdrew it, what they withdrew.
      const own = await under.stored.cases.factsFor(OIN, value.id, ['s-1'], 'BEL/heffingen', 'p-3')
      expect(own.attestations).toEqual([ofOrganisation, standing, { ...withdrawn, withdrawnBy: 'p-3' }])
      expect(await under.stored.cases.organisationAttestations(OIN)).toEqual([ofOrganisation])
      // A relation is none for who recorded it.
      const recorder = await under.stored.cases.factsFor(OIN, value.id, ['s-1'], 'BEL/heffingen', 'p-0')
      expect([recorder.relation, recorder.relations.size, own.relation]).toEqual([null, 0, 'DIRECT'])
    })

    it('gives judgements of one type about cases of one organisation that are there, with when each was opened', async () => {
      const { cases, ledger } = under.stored
      const [value, other, gone] = [
        caseOf({ openedAt: '2026-01-05T10:00:00.000Z' }),
        caseOf({ oin: OTHER_OIN }),
        caseOf({ openedAt: '2026-01-06T10:00:00.000Z' }),
      ]
      const of = (caseId: string | null, change: Partial<Parameters<typeof attestationOf>[0]> = {}) =>
        attestationOf({ type: 'LEGAL_HOLD', caseId, ...change })
      const [hold, again, withdrawn] = [of(value.id), of(value.id), of(value.id)]
      const given = [hold, again, withdrawn, of(null), of(value.id, { type: 'DPIA' }), of(gone.id)]
      const theirs = of(other.id, { oin: OTHER_OIN })
      const changes = await Promise.all([
        ...[value, other, gone].map((one) => caseChange(under.vault, one)),
        ...[...given, theirs].map((one) => attestationChange(under.vault, one)),
      ])
      const end = { kind: 'attestation-withdrawn', id: withdrawn.id, by: 'p-3', at: AT } as const
      await ledger.append(bareWrite([...changes, end]))
      under.keys.destroy(`case:${gone.id}`)
      const openedAt = value.openedAt
      expect(await cases.caseAttestations(OIN, 'LEGAL_HOLD')).toEqual([
        { openedAt, value: hold },
        { openedAt, value: again },
      ])
      expect(await cases.caseAttestations(OTHER_OIN, 'LEGAL_HOLD')).toEqual([
        { openedAt: other.openedAt, value: theirs },
      ])
      expect(await cases.caseAttestations(OIN, 'VETO')).toEqual([])
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
      expect((await under.stored.cases.factsFor(OIN, value.id, ['s-1'], 'A')).hit).toBe(false)
      expect((await under.stored.cases.factsFor(OIN, value.id, ['s-1'], 'B')).hit).toBeNull()
      expect((await under.stored.cases.factsFor(OIN, value.id, ['s-2'], 'A')).relation).toBeNull()
      const foreign = {
        case: null,
        relation: null,
        recordedAs: null,
        hit: null,
        holding: null,
        attestations: [],
        relations: new Map(),
      }
      expect(await under.stored.cases.factsFor(OTHER_OIN, value.id, ['s-1'], 'A')).toEqual(foreign)
      expect(await under.stored.cases.factsFor(OIN, null, [], 'A')).toEqual(foreign)
    })

    it('finds relation and hit under each pseudonym of a subject, and goes by the latest of them', async () => {
      const value = caseOf()
      const hit = { kind: 'hit', caseId: value.id, source: 'A', decisionId: 'd', at: AT } as const
      await under.stored.ledger.append(
        bareWrite([
          await caseChange(under.vault, value),
          await subjectChange(under.vault, value.id, 's-first'),
          { ...hit, subject: 's-first', hit: true },
          { ...hit, subject: 's-second', hit: false },
        ]),
      )
      const asked = (subjects: string[]) => under.stored.cases.factsFor(OIN, value.id, subjects, 'A')
      const { relation, recordedAs, hit: latest } = await asked(['s-third', 's-second', 's-first'])
      expect([relation, recordedAs, latest]).toEqual(['DIRECT', 's-first', false])
      expect((await asked(['s-third', 's-first'])).hit).toBe(true)
      expect((await asked(['s-third', 's-second'])).recordedAs).toBeNull()
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
      expect((await under.stored.cases.factsFor(OIN, value.id, ['s-1'], 'A')).hit).toBe(false)
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

    it('keeps kinds of processing within their organisation, by code, their words sealed', async () => {
      const facts = { regime: 'WGS', changed: false, acrossCases: true, automated: false } as const
      const words = { title: 'Overzicht van zaken', description: 'Alle zaken op een scherm' }
      const kind = (oin: string, code: string) => ({ oin, code, at: AT, by: 'p-1', facts, words })
      const put = async (value: ReturnType<typeof kind>) => {
        const sealed = await sealContent(under.vault, `org:${value.oin}`, processingPlace(value), words)
        return under.stored.ledger.append(bareWrite([{ kind: 'processing-type', value, sealed }]))
      }
      for (const code of ['KAART', 'DASHBOARD']) await put(kind(OIN, code))
      await put(kind(OTHER_OIN, 'KAART'))
      expect(await under.stored.cases.processingTypes(OIN)).toEqual([kind(OIN, 'DASHBOARD'), kind(OIN, 'KAART')])
      expect(await put(kind(OIN, 'KAART'))).toEqual({ appended: false, reason: 'processing-type-known' })
      await expect(under.stored.execute(`UPDATE processing_types SET facts = '{}'`)).rejects.toThrow(
        'processing-type-fixed',
      )
      expect(await under.stored.execute(`SELECT 1 FROM processing_types WHERE instr(content, 'scherm') > 0`)).toEqual(
        [],
      )
      under.keys.destroy(`org:${OIN}`)
      expect(await under.stored.cases.processingTypes(OIN)).toEqual([])
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
      const facts = await under.stored.cases.factsFor(OIN, value.id, [], 'A')
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
