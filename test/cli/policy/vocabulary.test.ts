/** The words that rules may compare with: of the tables, and of what the schemas close. */
import { describe, expect, it } from 'vitest'
import { NULLABLE, wordsOf } from '../../../src/cli/policy/vocabulary.ts'
import { ACT_KINDS, HOLDING_KINDS, MODES, REGIMES, SUBJECT_TYPES } from '../../../src/domain/codes.ts'
import { FIELD_TYPES } from '../../../src/policy/facts.ts'
import { facts } from '../../policy/tables.ts'

describe('words', () => {
  const words = wordsOf(facts)

  it('are the codes of each table, under its name', () => {
    expect(words.purposes).toEqual(Object.keys(facts.purposes).sort())
    expect(words.attestations).toContain('PC2A')
    expect(words.states).toEqual(expect.arrayContaining(['B4', 'R6']))
    expect(words.outcomes).toEqual(expect.arrayContaining(['met', 'granted', 'CASUSOVERLEG']))
  })

  it('are what a schema closes, under the name of the member; of two members of one name both', () => {
    expect(words.mode).toEqual([...MODES].sort())
    expect(words.regimes).toEqual([...REGIMES].sort())
    expect(words.type).toEqual([...new Set([...SUBJECT_TYPES, ...FIELD_TYPES])].sort())
    expect(words.kind).toEqual(expect.arrayContaining([...ACT_KINDS, ...HOLDING_KINDS, 'MUNICIPAL']))
  })

  it('are not there for what takes any text', () => {
    expect(Object.keys(words)).toEqual(expect.not.arrayContaining(['now', 'key', 'fields', 'by', 'nl']))
  })
})

describe('places that may be null', () => {
  it('are those with places below them', () => {
    expect(NULLABLE).toEqual(expect.arrayContaining(['inquiry', 'inquiry.subject', 'act', 'case', 'case.signal']))
    expect(NULLABLE).not.toContain('case.crimeForm')
    expect(NULLABLE).not.toContain('caller')
  })
})
