/** Why not in words: what opens it, what goes in part, what only waits, and that there may be more. */
import { describe, expect, it } from 'vitest'
import { whyNotLines } from '../../../src/cli/policy/why-not-lines.ts'
import type { WhyNot } from '../../../src/policy/explained.ts'

const change = (to: string) => ({ kind: 'flag', to, nl: `nl ${to}`, en: `en ${to}` })
const need = { attestation: 'PC1', scope: { source: 'BZ/personen' }, roles: ['R-PRIV'], norm: 'BGP-05' }
const said = (whyNot: Partial<WhyNot>, complete = true) =>
  whyNotLines({ openings: [], lifts: [], ...whyNot }, { evaluations: 9, complete }).join('\n')
const BOUND = 'de grens is bereikt'

describe('why not', () => {
  it('names one change that opens it, and what goes in part as such', () => {
    const openings = [
      { changes: [change('a')], treatment: 'release' as const },
      { changes: [change('b')], treatment: 'mask' as const },
      { changes: [change('c')], treatment: null },
    ]
    const text = said({ openings }, false)
    expect(text).toContain('één van deze wijzigingen zou dit openen')
    expect(text).toContain('    - nl a\n      en a\n    - nl b (deels afgedekt / masked)\n      en b\n    - nl c\n')
    // All single changes were tried before the bound.
    expect(text).not.toContain(BOUND)
  })
  it('names pairs, and that there may be more of them', () => {
    const text = said({ openings: [{ changes: [change('a'), change('b')], treatment: 'release' }] }, false)
    expect(text).toContain('één van deze paren')
    expect(text).toContain('    - nl a; en nl b\n      en a; and en b\n')
    expect(text).toContain(BOUND)
  })
  it('of a no that a change makes wait says so, and for what, never that it opens', () => {
    const text = said({ lifts: [{ changes: [change('a')], missing: [need, need] }] })
    expect(text).toContain('geen één of twee wijzigingen openen dit')
    expect(text).toContain('na één van deze wijzigingen is het geen nee meer, maar wacht het')
    expect(text).toContain('wacht dan op / then waits for: PC1 (BZ/personen), R-PRIV, BGP-05; PC1 (')
    expect(said({ lifts: [{ changes: [change('a'), change('b')], missing: [need] }] })).toContain(
      'na één van deze paren',
    )
  })
  it('of what waits already names all judgements with which it opens', () => {
    expect(said({ lifts: [{ changes: [], missing: [need] }] })).toBe(
      '  waarom niet: het wacht, en opent pas met al deze vaststellingen / why not: it waits, and opens only with all these judgements\n    - PC1 (BZ/personen), R-PRIV, BGP-05',
    )
  })
  it('says when nothing was found, and counts what it does not show', () => {
    expect(said({}, false)).toMatch(/geen één of twee wijzigingen openen dit .*\(9 beoordelingen .*\n.*de grens/)
    const many = Array.from({ length: 25 }, (_, at) => ({ changes: [change(`c${at}`)], treatment: null }))
    expect(said({ openings: many })).toMatch(/nl c19\n.*\n {4}en nog \/ and 5 \(--json\)$/)
  })
})
