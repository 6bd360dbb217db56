/** The table of facts: it is up to date, and every hole in it is found. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseModules } from '../../../src/cli/policy/check.ts'
import { type FactTable, factTable } from '../../../src/cli/policy/fact-table.ts'
import { factsPage } from '../../../src/cli/policy/facts-page.ts'
import { type Owners, readOwners } from '../../../src/cli/policy/owners.ts'
import type { Modules } from '../../../src/cli/policy/rules.ts'
import { readSources } from '../../../src/cli/policy/sources.ts'
import { FACTS_FILE } from '../../../src/policy/fact-names.ts'
import { opaAtHand, POLICIES } from '../../policy/opa.ts'
import { parsedFiles } from '../../policy/parsed.ts'
import { facts } from '../../policy/tables.ts'

const opa = opaAtHand()
describe.runIf(opa !== undefined)('the table of facts', () => {
  if (!opa) return
  const owners = readOwners(POLICIES)
  let modules: Modules
  let table: FactTable
  beforeAll(() => {
    modules = parseModules(opa, readSources(POLICIES))
    table = factTable({ modules, owners, facts })
  })

  const row = (path: string) => table.rows.find((one) => one.path === path)
  const without = (path: string): Owners => {
    const { [path]: _, ...rest } = owners.facts
    return { ...owners, facts: rest }
  }
  /** Holes that one change makes. */
  const holesOf = (change: Partial<Parameters<typeof factTable>[0]>) =>
    factTable({ modules, owners, facts, ...change }).holes.filter((hole) => !table.holes.includes(hole))

  it('is what `sluis policy build` writes', () => {
    expect(readFileSync(join(POLICIES, FACTS_FILE), 'utf8')).toBe(factsPage(table.rows))
  })

  it('says whose a fact is, who writes it, where it comes in and who reads it', () => {
    expect(row('caller.screened')).toEqual({
      path: 'caller.screened',
      nl: 'Vrager is gescreend',
      en: 'The caller is screened',
      owner: owners.owners.token,
      writer: owners.writers.issuer,
      wire: ['claim screened'],
      readers: ['BGS-08'],
    })
    expect(row('now')?.readers).toEqual(['MN-06', 'precedence'])
    expect(row('case.purposes')?.readers).toEqual(['AVG-01', 'WGS-24', 'acts/read'])
    expect(row('act.attestation.scope.source')?.readers).toEqual(['acts/attest', 'acts/read', 'acts/withdraw'])
  })

  it('has a row for each judgement, with its roles and who reads it by name or through a basis', () => {
    expect(row('attestations[].type PC1')).toMatchObject({
      owner: owners.owners.attestation,
      writer: { nl: 'R-PRIV', en: 'R-PRIV' },
      wire: ['POST /v1/cases/{id}/attestations'],
      readers: ['AVG-03', 'BGP-05'],
    })
    expect(row('attestations[].type DOC_ORDINANCE')).toMatchObject({ wire: ['POST /v1/attestations'] })
    expect(row('attestations[].type DOC_ORDINANCE')?.readers).toContain('BRP-03')
    expect(row('attestations[].type DOC_ORDINANCE')?.readers).not.toContain('AWR-02')
    // Whether any basis holds at all is asked by AVG-01.
    expect(row('attestations[].type CONSENT')?.readers).toContain('AVG-01')
  })

  it('finds a fact of the input without a row, and the norms that read it', () => {
    expect(holesOf({ owners: without('caller.screened') })).toEqual([
      'owners.json: caller.screened of the policy input has no row; write who owns it, or take it out of the input',
      'norms/bgs/bgs_08.rego: reads caller.screened, which has no row in owners.json; write who owns it',
    ])
  })
  it('finds a table or a setting that a norm reads without a row', () => {
    expect(holesOf({ owners: without('data.facts.sources.*.lawful') })).toEqual([
      'norms/bgs/bgs_02.rego: reads data.facts.sources.*.lawful, which has no row in owners.json; write who owns it',
    ])
    expect(holesOf({ owners: without('data.settings.*.bgp.maxAgeDays') })).toEqual([
      'norms/bgp/bgp_07.rego: reads data.settings.*.bgp.maxAgeDays, which has no row in owners.json; write who owns it',
    ])
  })
  it('finds a row that is no fact', () => {
    const { now } = owners.facts
    if (!now) throw new Error('no row')
    expect(holesOf({ owners: { ...owners, facts: { ...owners.facts, 'case.colour': now, case: now } } })).toEqual(
      ['case.colour', 'case'].map(
        (path) => `owners.json: ${path} is no fact of input, tables or settings; mend the path, or take the row out`,
      ),
    )
  })
  it('finds a row that nobody reads', () => {
    const { 'norms/bgs/bgs_08.rego': _, ...rest } = modules
    expect(holesOf({ modules: rest })).toEqual(
      ['caller.screened', 'caller.trained'].map(
        (path) => `owners.json: no norm reads ${path}; let one read it, or take the fact and its row out`,
      ),
    )
  })
  it('finds a norm that reads what is in no schema', () => {
    const norm = `package norms.awb.awb_99

findings contains {"norm": "AWB-99"} if {
	some record in input.records
	record.age > 9
}
`
    const more = parsedFiles(opa, { 'norms/awb/awb_99.rego': norm })
    expect(holesOf({ modules: { ...modules, ...more } })).toEqual([
      'norms/awb/awb_99.rego: reads records[].age, which is in no schema; mend the reference',
    ])
  })
  it('finds a judgement that nobody reads', () => {
    const { W1 } = facts.attestations
    if (!W1) throw new Error('no judgement')
    expect(holesOf({ facts: { ...facts, attestations: { ...facts.attestations, W9: W1 } } })).toEqual([
      'facts/attestations.json: no norm reads attestations[].type W9; let one read it, or take the row out',
    ])
  })
})
