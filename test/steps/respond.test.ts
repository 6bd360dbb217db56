/** respond: what decided is what the asker reads, also where a treatment withholds all that a permit would give. */
import { describe, expect, it } from 'vitest'
import type { Decision, FieldDecision, Finding } from '../../src/domain/decision.ts'
import { decisionDocument } from '../../src/steps/respond.ts'
import { bundle } from '../policy/committed.ts'

const { facts, manifest } = bundle()
const texts = { norms: new Map(manifest.norms.map((norm) => [norm.id, norm])), facts }

const permit: Finding = { norm: 'BGP-09', effect: 'permit' }
const withheld: Finding = { norm: 'AVG-02', effect: 'treat', treatment: 'withhold', fields: ['bsn'] }
const field = (name: string, norm: string, waiting = false): FieldDecision => ({
  name,
  treatment: 'withhold',
  waiting,
  norms: [norm],
})
const decision = (changes: Partial<Decision>): Decision => ({
  ...{
    id: '-',
    inquiryId: '-',
    at: '2026-11-24T10:00:00.000Z',
    policy: { revision: '-', digest: '-' },
    caseVersion: null,
  },
  ...{ outcome: 'deny', fields: [field('bsn', 'AVG-02')], findings: [permit, withheld], missing: [], obligations: [] },
  ...changes,
})
const said = (changes: Partial<Decision>) => {
  const { reasons, remedies } = decisionDocument(texts, decision(changes), null)
  const norms = Array.isArray(reasons) ? reasons.map((one) => `${one.norm} ${one.effect}`) : []
  return { norms, remedies: Array.isArray(remedies) ? remedies.map((one) => one.code) : [] }
}

describe('the reasons of a decision', () => {
  it('of a refusal by a treatment are that treatment, with its routes', () => {
    const routes = manifest.norms.find(({ id }) => id === 'AVG-02')?.remedies
    expect(routes?.length).toBeGreaterThan(0)
    expect(said({})).toEqual({ norms: ['AVG-02 treat'], remedies: routes?.toSorted() })
  })

  it('of what waits are what it waits for, and what withholds the rest', () => {
    const require: Finding = { norm: 'GEM-01', effect: 'require', attestation: 'COLLEGE_67', scope: {} }
    const fields = [field('bsn', 'AVG-02'), field('aanslag_ozb', 'GEM-01', true)]
    const { norms } = said({ outcome: 'review', fields, findings: [permit, require, withheld] })
    expect(norms).toEqual(['GEM-01 require', 'AVG-02 treat'])
  })

  it('of a refusal by a deny are not a treatment that decided nothing', () => {
    const deny: Finding = { norm: 'GEM-01', effect: 'deny' }
    expect(said({ fields: [field('bsn', 'GEM-01')], findings: [deny, withheld] }).norms).toEqual(['GEM-01 deny'])
  })
})
