/** The facts behind a reason: what a norm reads, how it stood, and nothing of a person. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { factLines } from '../../../src/cli/policy/fact-lines.ts'
import { factsPage } from '../../../src/cli/policy/facts-page.ts'
import { readDefault } from '../../../src/cli/policy/given.ts'
import { factsIn } from '../../../src/policy/fact-names.ts'
import { factsRead } from '../../../src/policy/facts-read.ts'
import { inputFrom } from '../../../src/policy/given.ts'
import { bundle } from '../../policy/committed.ts'
import { POLICIES } from '../../policy/opa.ts'

const page = readFileSync(join(POLICIES, 'FACTS.md'), 'utf8')
const { facts } = bundle()
const read = (norm: string, given: unknown) => {
  const [found] = factsRead(page, [norm], inputFrom(given, 'in.json', readDefault(POLICIES), facts))
  if (!found) throw new Error(`nothing read by ${norm}`)
  return found
}
const values = (norm: string, given: unknown) =>
  Object.fromEntries(read(norm, given).facts.map(({ path, values }) => [path, values]))

describe('the page of facts', () => {
  it('is read back as it was written, bars and all', () => {
    const row = {
      path: 'case.state',
      nl: 'Staat | van de casus',
      en: 'State of the case',
      owner: { nl: 'x', en: 'y' },
      writer: { nl: 'x | y', en: 'z' },
      wire: ['POST /v1/cases'],
      readers: ['BGP-02', 'acts/read'],
    }
    const { path, nl, en, readers } = row
    expect(factsIn(factsPage([row, { ...row, readers: [] }]))).toEqual([
      { path, nl, en, readers },
      { path, nl, en, readers: [] },
    ])
  })
})

describe('the facts that a norm read', () => {
  it('are those of its rules, as they stood, by their names', () => {
    const { facts: found, tables } = read('BGP-02', { case: { state: 'B3' }, attestations: [{ type: 'W2A' }] })
    expect(found).toContainEqual({
      path: 'case.state',
      nl: 'Staat van de zaak',
      en: 'State of the case',
      values: ['B3'],
    })
    expect(tables).toContain('facts/attestations.json')
    expect(found.some(({ path }) => path.startsWith('data.'))).toBe(false)
  })
  it('are judgements by type: as they were given, or that they are not there; and none that it does not read', () => {
    const found = values('BGP-02', { attestations: [{ type: 'W2A', outcome: 'negative' }, { type: 'W3' }] })
    expect([found['attestations[].type W2A'], found['attestations[].type W2B']]).toEqual([['negative'], []])
    expect(Object.keys(found)).not.toContain('attestations[].type W3')
    expect(Object.keys(found)).not.toContain('attestations[].outcome')
  })
  it('say of a judgement why it may not count', () => {
    const scope = { department: 'ONDM', category: 'C-BEL-G' }
    const given = [
      { type: 'PC2A', scope, by: 'p-asker', validUntilDay: 1, details: { basis: false, necessity: true } },
      { type: 'PC2A', scope, outcome: 'refused', withdrawnByCaller: true },
    ]
    expect(values('BGP-09', { attestations: given })['attestations[].type PC2A']).toEqual([
      'granted (ONDM, C-BEL-G, basis: nee / no, door de aanvrager zelf / by the asker, verlopen / expired)',
      'refused (ONDM, C-BEL-G, ingetrokken door de aanvrager / withdrawn by the asker)',
    ])
  })
  it('hold no pseudonym of a person', () => {
    const given = {
      case: { members: ['p-member'] },
      attestations: [{ type: 'CONSENT', scope: { source: 'WI/uitkeringen', subject: 's-1' } }],
    }
    const text = JSON.stringify(
      factsRead(
        page,
        bundle().manifest.norms.map(({ id }) => id),
        inputFrom(given, 'in.json', readDefault(POLICIES), facts),
      ),
    )
    expect(text).toContain('WI/uitkeringen')
    for (const pseudonym of ['p-asker', 'p-member', 'p-judge', 's-1']) expect(text).not.toContain(`"${pseudonym}`)
  })
  it('leave out what the question is not about: an act where something is asked, a question where something is done', () => {
    const asked = Object.keys(values('BGP-02', {}))
    const done = Object.keys(values('BGP-02', { act: { kind: 'transition', to: 'B2' }, inquiry: null }))
    expect([asked.some((path) => path.startsWith('act.')), done.includes('act.to')]).toEqual([false, true])
    expect(done.some((path) => path.startsWith('inquiry.'))).toBe(false)
  })
  it('are each value of a list and of a holding', () => {
    const part = { category: 'C-TOEZ', contributors: ['COL'], origin: 'COL', originRegime: null, receivedFor: ['P-OO'] }
    const rest = {
      derivedFrom: [],
      secrecy: null,
      verified: true,
      disputed: false,
      lawful: true,
      wpgArticle: null,
      flags: [],
    }
    const holding = { kind: 'RESULT', organ: 'COL', department: null, fields: {} }
    const parts = { a: { ...part, ...rest }, b: { ...part, ...rest, verified: false } }
    expect(values('BGS-03', { holding: { ...holding, parts } })['holding.parts.*.verified']).toEqual([true, false])
  })
  it('are told in words, with what is not there as such', () => {
    const lines = factLines(read('BGP-02', { attestations: [{ type: 'W2A' }] }))
    expect(lines[0]).toBe('  gelezen / read:')
    expect(lines).toContain('    case.state = B4: Staat van de zaak / State of the case')
    expect(lines.find((line) => line.includes('W2B'))).toContain(' = niet aanwezig / not there: Weging 2B')
    expect(lines.at(-1)).toMatch(/^ {4}tabellen \/ tables: facts\//)
    expect(factLines({ facts: [], tables: [] })).toEqual([])
  })
})
