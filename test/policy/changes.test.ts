/** What could be otherwise: every vocabulary is there, nothing that is so already, and each change changes one thing. */
import { describe, expect, it } from 'vitest'
import { readDefault } from '../../src/cli/policy/given.ts'
import { readCases } from '../../src/cli/policy/read-cases.ts'
import { canonicalText } from '../../src/domain/canonical.ts'
import { MODES, RELATIONS } from '../../src/domain/codes.ts'
import type { Change } from '../../src/policy/change.ts'
import { possibleChanges } from '../../src/policy/changes.ts'
import type { PolicyInput } from '../../src/policy/input.ts'
import { asked } from './committed.ts'
import { POLICIES } from './opa.ts'
import { facts } from './tables.ts'

const held: NonNullable<PolicyInput['case']> = {
  regime: 'BGP',
  state: 'B4',
  purposes: ['P-BGP-AANPAK'],
  activity: null,
  crimeForm: null,
  involved: [],
  members: [],
  firstProcessedDay: 1,
  closedDay: null,
  rejectedDay: null,
  signalOutcome: null,
  signal: null,
  control: null,
}
const input: PolicyInput = { ...asked(), case: held, caller: { ...asked().caller, trained: false, roles: ['R-CAS'] } }
const all = possibleChanges(facts, input)
const committedCases = readCases(POLICIES, readDefault(POLICIES), facts)
const codes = (kind: Change['kind'], of: readonly Change[] = all) =>
  of.filter((one) => one.kind === kind).map((one) => one.to)
const apply = (kind: Change['kind'], to: string, from = input) => {
  const found = possibleChanges(facts, from).find((one) => one.kind === kind && one.to === to)
  if (!found) throw new Error(`no ${kind} ${to}`)
  return found.apply(from)
}

describe('possible changes', () => {
  it.each([
    ['flag', ['trained']],
    ['role', Object.keys(facts.roles).filter((role) => role !== 'R-CAS')],
    ['state', Object.keys(facts.states.BGP ?? {}).filter((state) => state !== 'B4')],
    ['mode', MODES.filter((mode) => mode !== 'DETAIL')],
    ['purpose', Object.keys(facts.purposes).filter((purpose) => purpose !== 'P-BGP-AANPAK')],
    ['task', Object.keys(facts.tasks).filter((task) => task !== 'Opiumwet:13b')],
    ['basis', Object.keys(facts.legal_bases).filter((basis) => basis !== 'LB-6E')],
    ['relation', RELATIONS.filter((relation) => relation !== 'SIGNAL')],
    ['hit', ['true', 'false']],
  ] as const)('of kind %s are all codes but the present one', (kind, expected) => {
    expect(codes(kind).toSorted()).toEqual(expected.toSorted())
  })
  it('of the recipient are every organ and every department that acts for it, but the present one', () => {
    const departments = Object.entries(facts.departments).flatMap(([name, { organs }]) =>
      organs.map((organ) => `${organ}/${name}`),
    )
    const expected = [...departments, ...Object.keys(facts.organs)].filter((one) => one !== 'BGM/ONDM')
    expect(codes('recipient').toSorted()).toEqual(expected.toSorted())
  })
  it('of judgement are each positive outcome of each type, about this question, by another person than the asker', () => {
    const outcomes = Object.entries(facts.attestations).flatMap(([type, row]) =>
      Object.keys(row.outcomes)
        .filter((outcome) => row.outcomes[outcome] === 'met')
        .map((outcome) => `${type}:${outcome}`),
    )
    expect(new Set(codes('judgement'))).toEqual(new Set(outcomes))
    const [given] = apply('judgement', 'PC2A:granted').attestations
    expect(given).toMatchObject({
      type: 'PC2A',
      outcome: 'granted',
      scope: { department: 'ONDM', category: 'C-BEL-G' },
    })
    expect(given?.by).not.toBe(input.caller.person)
  })
  it('gives a judgement once for each category that is asked', () => {
    const two: PolicyInput = {
      ...input,
      inquiry: input.inquiry && { ...input.inquiry, source: 'BD/inkomen', fields: [] },
    }
    const categories = new Set(Object.values(facts.sources['BD/inkomen']?.fields ?? {}).map((field) => field.category))
    expect(categories.size).toBeGreaterThan(1)
    expect(codes('judgement', possibleChanges(facts, two)).filter((to) => to === 'PC2A:granted')).toHaveLength(
      categories.size,
    )
  })
  it('leaves out a judgement that stands already, and offers to withdraw it', () => {
    const judged = apply('judgement', 'W1:positive')
    const then = possibleChanges(facts, judged)
    expect([codes('judgement', then).includes('W1:positive'), codes('withdrawal', then)]).toEqual([false, ['W1']])
    expect(apply('withdrawal', 'W1', judged)).toEqual(input)
  })
  it.each([
    ['the asker gave it', { by: 'p-1' }],
    ['it has expired', { validUntilDay: 1 }],
    ['it said no', { outcome: 'negative' }],
  ])('offers a judgement again, in the place of the other, when %s', (_, change) => {
    const judged = apply('judgement', 'W1:positive')
    const stale = { ...judged, attestations: judged.attestations.map((one) => ({ ...one, ...change })) }
    expect(apply('judgement', 'W1:positive', stale)).toEqual(judged)
  })
  it('fits a judgement to the question as a change before it made it', () => {
    const elsewhere = apply('purpose', 'P-OO')
    const register = all.find((one) => one.to === 'REGISTER:recorded')
    expect(register?.apply(elsewhere).attestations[0]?.scope.purpose).toBe('P-OO')
  })
  it('keeps what another change of the subject made', () => {
    const both = all.find((one) => one.kind === 'hit' && one.to === 'true')?.apply(apply('relation', 'OTHER'))
    expect(both?.inquiry?.subject).toMatchObject({ relation: 'OTHER', hit: true })
  })
  it('has no state without a case, and no relation without a subject', () => {
    const alone: PolicyInput = { ...input, case: null, inquiry: input.inquiry && { ...input.inquiry, subject: null } }
    const found = possibleChanges(facts, alone)
    expect([codes('state', found), codes('relation', found), codes('hit', found)]).toEqual([[], [], []])
  })
  it('of an act on a municipal case are the asker, the case and judgements only', () => {
    const kinds = new Set(possibleChanges(facts, { ...input, inquiry: null }).map((one) => one.kind))
    expect([...kinds].sort()).toEqual(['flag', 'judgement', 'role', 'state'])
  })
  it('of a signal on the RIEC track are each claim that does not hold, all at once, and the forms of crime', () => {
    const claims = { objective: true, necessary: false, several: true, region: false }
    const riec: PolicyInput = { ...input, case: { ...held, regime: 'WGS', state: 'R2', signal: claims } }
    const found = possibleChanges(facts, riec)
    expect(codes('claim', found)).toEqual(['necessary', 'region', 'all'])
    expect(apply('claim', 'region', apply('claim', 'necessary', riec)).case?.signal).toEqual(
      apply('claim', 'all', riec).case?.signal,
    )
    expect(codes('crimeForm', found).toSorted()).toEqual(Object.keys(facts.crime_forms).toSorted())
    expect(apply('crimeForm', 'DRUGS', riec).case).toEqual({ ...riec.case, crimeForm: 'DRUGS' })
    const two = found.filter((one) => ['necessary', 'region'].includes(one.to))
    expect(new Set(two.map((one) => one.slot)).size).toBe(2)
    expect(codes('claim', possibleChanges(facts, { ...riec, case: { ...held, regime: 'WGS' } }))).toEqual(['all'])
  })
  it('of a signal that was not taken up is that its assessment is not negative', () => {
    const rejected: PolicyInput = { ...input, case: { ...held, regime: 'WGS', signalOutcome: 'GEEN_AANWIJZING' } }
    expect(apply('assessment', 'not negative', rejected).case).toEqual({ ...rejected.case, signalOutcome: null })
    expect(codes('assessment', possibleChanges(facts, { ...input, case: { ...held, regime: 'WGS' } }))).toEqual([])
  })
  it('of a signal that is about to be reported are about the act, and not about a case', () => {
    const [opening] = committedCases.filter(({ name }) => name === 's12-rumour-is-not-reported#3')
    if (!opening) throw new Error('no such case')
    const reported = apply('claim', 'all', opening.input)
    expect([opening.input.act?.signal, reported.case]).toEqual([null, null])
    expect(reported.act?.signal).toEqual({ objective: true, necessary: true, several: true, region: true })
  })
  const organs = (type: string, of: PolicyInput) =>
    possibleChanges(facts, of)
      .filter((one) => one.to.startsWith(`${type}:`))
      .map((one) => one.apply(of).attestations.find((given) => given.type === type)?.scope.organ)
  it('of a judgement about an organ are about who holds, receives, asks for or contributed to the data, each once', () => {
    const [waiting] = committedCases.filter(({ name }) => name === 's20d-with-consent')
    if (!waiting) throw new Error('no such case')
    const fresh = { ...waiting.input, attestations: [] }
    const contributors = Object.values(fresh.holding?.parts ?? {}).flatMap((part) => part.contributors)
    const expected = new Set(['COL', fresh.inquiry?.recipient.organ, ...contributors])
    expect(organs('PROVIDER_CONSENT', fresh).toSorted()).toEqual([...expected].toSorted())
    expect(organs('AUTHORITY_AGREED', input)).toEqual(['HEF', 'BGM'])
  })
  it('of a judgement that is for one recipient, one task or one kind of processing are for that of the question', () => {
    const details = (to: string) => apply('judgement', to).attestations[0]?.details
    expect(details('BIBOB_EXCHANGE:agreed')).toEqual({ recipient: 'BGM' })
    expect(details('DOC_AGREEMENT:recorded')).toMatchObject({ statute: 'Opiumwet:13b', designated: true })
  })
  it('say of a judgement after another change what it is about then', () => {
    const check = all.find((one) => one.to === 'PC2A:granted')
    expect(check?.words.nl).toContain(', ONDM, C-BEL-G, door R-PRIV')
    expect(check?.wordsAfter?.(apply('recipient', 'COL/BWT')).nl).toContain(', BWT, C-BEL-G, door R-PRIV')
  })
  it('are in one order, change something each, and leave the input as it was', () => {
    const before = canonicalText(input)
    for (const change of all) expect(canonicalText(change.apply(input))).not.toBe(before)
    expect(canonicalText(input)).toBe(before)
    expect(possibleChanges(facts, input).map(({ slot, to }) => [slot, to])).toEqual(
      all.map(({ slot, to }) => [slot, to]),
    )
  })
  it('say in Dutch and English what would be so, with the name of the code', () => {
    expect(all.find((one) => one.to === 'B3')?.words).toEqual({
      nl: 'de zaak is in B3 (Bronnenonderzoek)',
      en: 'the case is in B3 (Source research)',
    })
  })
})
