/** What a supplier is shown of another organisation's decision: exactly this, and only what it supplied. */
import { describe, expect, it } from 'vitest'
import { buildEntry, type EntrySpec, openParts } from '../../src/log/entry.ts'
import { suppliedDecision } from '../../src/log/supplied.ts'
import {
  AT,
  CALLER_DAY,
  DECISION,
  decisionSpec,
  memoryKeys,
  OIN,
  OTHER_OIN,
  REQUEST,
  vaultOf,
} from '../storage/fixtures.ts'

const THIRD = '00000099000000004000'
function supplied(change: Partial<EntrySpec> = {}, request: object = {}): EntrySpec {
  const spec = decisionSpec({ about: { caseId: 'c1', keptBy: null }, ...change })
  return { ...spec, parts: { ...spec.parts, request: { ...REQUEST, caseId: 'c1', holder: OTHER_OIN, ...request } } }
}
async function shown(spec: EntrySpec, oin = OTHER_OIN, settlement: object | null = null, erase?: string) {
  const keys = memoryKeys()
  const vault = vaultOf(keys)
  const entry = { ...(await buildEntry(vault, spec)), index: 0 }
  if (erase) keys.destroy(erase)
  return suppliedDecision(oin, entry, await openParts(vault, entry), settlement && { settlement })
}

describe('suppliedDecision', () => {
  it('has what was asked of the source, by which organisation, why, and what became of it; and nothing else', async () => {
    const spec = supplied()
    expect(await shown(spec)).toEqual({
      id: spec.id,
      at: AT,
      oin: OIN,
      department: 'ONDM',
      purpose: 'P-BGP-AANPAK',
      legalBasis: ['LB-6E'],
      regime: 'BGP',
      source: 'BEL/heffingen',
      outcome: 'permit',
      fields: [{ name: 'aanslag_ozb', treatment: 'release', waiting: false }],
      norms: ['GEM-01'],
      settled: false,
    })
  })

  it.each([
    ['settled', true],
    ['aborted', false],
  ])('of a permit that was %s says settled: %s', async (result, settled) => {
    expect(await shown(supplied(), OTHER_OIN, { decisionId: 'd', result })).toMatchObject({ settled })
  })

  it('is not there for who asked, for a third, or when the source is the asker’s own', async () => {
    expect(await shown(supplied(), OIN)).toBeNull()
    expect(await shown(supplied(), THIRD)).toBeNull()
    expect(await shown(supplied({}, { holder: OIN }), OIN)).toBeNull()
    expect(await shown(supplied({}, { holder: OIN }))).toBeNull()
  })

  it('is not there of a preview, nor of an entry from before holders were recorded', async () => {
    expect(await shown(supplied({ type: 'preview' }))).toBeNull()
    expect(await shown(decisionSpec())).toBeNull()
  })

  it('is there without a department once the asker is erased, and not at all once the case is', async () => {
    expect(await shown(supplied(), OTHER_OIN, null, CALLER_DAY)).toMatchObject({ department: null })
    const spec = supplied({ about: { caseId: 'c2', keptBy: null } })
    const decision = { ...DECISION, id: spec.id, inquiryId: spec.id }
    expect(await shown({ ...spec, parts: { ...spec.parts, decision } }, OTHER_OIN, null, 'case:c2:case')).toBeNull()
  })
})
