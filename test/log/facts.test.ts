/** The facts of an entry, recorded without who asked and put together again with the part that says it. */
import { describe, expect, it } from 'vitest'
import { callerSchema } from '../../src/domain/caller.ts'
import { canonicalText } from '../../src/domain/canonical.ts'
import { factsToRecord, inputOf, recordedInput } from '../../src/log/facts.ts'
import { actPolicyInput } from '../../src/policy/assemble.ts'
import { policyInputSchema } from '../../src/policy/input.ts'
import { AT, CALLER } from '../storage/fixtures.ts'

const INPUT = actPolicyInput(CALLER, { kind: 'read', purpose: 'P-AUDIT' }, null, [], null, new Date(AT))
const PARTS = { caller: CALLER, facts: factsToRecord(INPUT) }
const OLDER = { caller: CALLER, facts: INPUT }

describe('the facts of an entry', () => {
  it('hold nothing of who asked, and with the caller are the input to the byte', () => {
    expect(PARTS.facts).not.toHaveProperty('caller')
    expect(canonicalText(recordedInput(PARTS))).toBe(canonicalText(INPUT))
    expect(canonicalText(inputOf(PARTS))).toBe(canonicalText(INPUT))
  })

  it('lack of the caller what norms do not read, and nothing else: what was recorded must go on being that', () => {
    const read = Object.keys(policyInputSchema.shape.caller.shape)
    expect(read).toEqual(Object.keys(callerSchema.shape).filter((name) => name !== 'assurance'))
  })

  it('are as they were in an entry from before, with who asked in them, also once the part that says it is gone', () => {
    const facts = { ...INPUT, caller: { ...INPUT.caller, roles: ['R-TEAM'] } }
    for (const caller of [CALLER, 'erased']) {
      expect(recordedInput({ caller, facts })).toBe(facts)
      expect(inputOf({ caller, facts })).toEqual(facts)
    }
    expect(inputOf(OLDER)).toEqual(INPUT)
  })

  it('are erased when either part is: of the one that is left it shows what there is', () => {
    const askerless = { ...PARTS, caller: 'erased' }
    expect([inputOf(askerless), recordedInput(askerless)]).toEqual(['erased', { ...PARTS.facts, caller: 'erased' }])
    const factless = { ...PARTS, facts: 'erased' }
    expect([inputOf(factless), recordedInput(factless)]).toEqual(['erased', 'erased'])
  })

  it('are none where none were recorded, and of an older shape they are shown and not evaluated', () => {
    expect([inputOf({ caller: CALLER }), recordedInput({ caller: CALLER })]).toEqual([undefined, undefined])
    expect([inputOf({ facts: PARTS.facts }), recordedInput({ facts: PARTS.facts })]).toEqual([undefined, PARTS.facts])
    const { person: _, ...strange } = CALLER
    for (const parts of [
      { ...PARTS, facts: { any: 'input' } },
      { ...PARTS, caller: strange },
    ])
      expect([inputOf(parts), recordedInput(parts)]).toEqual([undefined, expect.any(Object)])
  })
})
