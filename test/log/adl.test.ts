/** A decision in the shape of the Authorization Decision Log 1.0.0, level 4. */
import { describe, expect, it } from 'vitest'
import { adlRecord } from '../../src/log/adl.ts'
import { buildEntry, type EntrySpec, openParts } from '../../src/log/entry.ts'
import {
  AT,
  CALLER,
  CALLER_DAY,
  DECISION,
  decisionSpec,
  memoryKeys,
  POLICY,
  settlementSpec,
  TRACE,
  vaultOf,
} from '../storage/fixtures.ts'

/** Who asked, as norms read it. */
const { assurance: _, ...ASKER } = CALLER

async function recordOf(spec: EntrySpec, erase?: string) {
  const keys = memoryKeys()
  const vault = vaultOf(keys)
  const entry = { ...(await buildEntry(vault, spec)), index: 0 }
  if (erase) keys.destroy(erase)
  return adlRecord(entry, await openParts(vault, entry))
}

describe('adlRecord', () => {
  it('has trace, event, time in milliseconds and status of the decision', async () => {
    expect(await recordOf(decisionSpec())).toMatchObject({
      trace_id: TRACE.traceId,
      span_id: TRACE.spanId,
      event_name: 'adl.access_evaluation',
      timestamp: Date.parse(AT),
      status: 'Ok',
    })
  })

  it('has a parent span only when a traceparent came in', async () => {
    expect(await recordOf(decisionSpec())).not.toHaveProperty('parent_span_id')
    const trace = { ...TRACE, parentSpanId: 'c'.repeat(16) }
    expect(await recordOf(decisionSpec({ trace }))).toMatchObject({ parent_span_id: 'c'.repeat(16) })
  })

  it('has request and response as AuthZEN shapes them', async () => {
    const record = await recordOf(decisionSpec())
    const { person, ...properties } = CALLER
    expect(record?.body['adl.core.request']).toMatchObject({
      subject: { type: 'user', id: person, properties },
      action: { name: 'inquiry.DETAIL' },
      resource: { type: 'source', id: 'BEL/heffingen', properties: { fields: ['aanslag_ozb'], subject: 's-1' } },
      context: { time: AT, purpose: 'P-BGP-AANPAK', legalBasis: ['LB-6E'] },
    })
    expect(record?.body['adl.core.response']).toMatchObject({ decision: true, context: { outcome: 'permit' } })
  })

  it.each(['review', 'deny'])('answers decision false for %s, and still status Ok', async (outcome) => {
    const spec = decisionSpec()
    const record = await recordOf({
      ...spec,
      parts: { ...spec.parts, decision: { ...DECISION, id: spec.id, inquiryId: spec.id, outcome } },
    })
    expect(record?.status).toBe('Ok')
    expect(record?.body['adl.core.response']).toMatchObject({ decision: false, context: { outcome } })
  })

  it('has what a replay needs: policies by digest, the input, the evaluator', async () => {
    const record = await recordOf(decisionSpec())
    expect(record?.attributes['adl.core.policies']).toEqual({ sluis: `${POLICY.digest}@${POLICY.revision}` })
    expect(record?.attributes['adl.core.configuration']).toMatchObject({ evaluator: 'opa-wasm' })
    expect(record?.body['adl.core.information']).toEqual({ input: { any: 'input', caller: ASKER } })
    expect(record?.attributes['dpl.core.data_subject_id']).toBe('s-1')
  })

  it('has each key in the body or in the attributes, never in both', async () => {
    const record = await recordOf(decisionSpec())
    const shared = Object.keys(record?.body ?? {}).filter((key) => Object.hasOwn(record?.attributes ?? {}, key))
    expect(shared).toEqual([])
  })

  it('shows an act on a case as access to that case', async () => {
    const spec = decisionSpec({ type: 'act' })
    const decision = { ...DECISION, id: spec.id, inquiryId: spec.id, fields: [] }
    const record = await recordOf({
      ...spec,
      parts: { caller: CALLER, act: { kind: 'attest', caseId: 'c1' }, decision },
    })
    expect(record?.body['adl.core.request']).toMatchObject({
      action: { name: 'act.attest' },
      resource: { type: 'case', id: 'c1' },
    })
  })

  it('is there without the asker once only the asker is erased', async () => {
    const record = await recordOf(decisionSpec({ about: { caseId: 'c1', keptBy: null } }), CALLER_DAY)
    expect(record?.body['adl.core.request']).toMatchObject({ subject: { type: 'user', id: 'erased' } })
    expect(record?.body['adl.core.information']).toEqual({ input: { any: 'input', caller: 'erased' } })
    expect(JSON.stringify(record)).not.toContain(CALLER.person)
  })

  it('has the asker as the facts of an older entry have it, whatever became of the part of the asker', async () => {
    const spec = decisionSpec()
    const facts = { any: 'input', caller: { ...ASKER, roles: ['R-TEAM'] } }
    const older = { ...spec, parts: { ...spec.parts, facts } }
    for (const erase of [undefined, CALLER_DAY])
      expect((await recordOf(older, erase))?.body['adl.core.information']).toEqual({ input: facts })
  })

  it('has no facts once they are erased, also while who asked is there', async () => {
    const record = await recordOf(decisionSpec({ about: { caseId: 'c1', keptBy: 'BRP-04' } }), 'case:c1:case')
    expect(record?.body).not.toHaveProperty('adl.core.information')
    expect(record?.body['adl.core.request']).toMatchObject({ subject: { id: CALLER.person } })
  })

  it('is null once the decision is erased, and for an entry that is no decision', async () => {
    expect(await recordOf(decisionSpec({ about: { caseId: 'c2', keptBy: null } }), 'case:c2:case')).toBeNull()
    expect(await recordOf(settlementSpec('d1'))).toBeNull()
  })
})
