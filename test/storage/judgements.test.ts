/** A judgement is read once, and given as it stands: withdrawn or not, and only while its key is there. */
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Vault } from '../../src/log/entry.ts'
import type { Change } from '../../src/ports.ts'
import { MIGRATIONS } from '../../src/storage/migrations.ts'
import { createCaseRegister, type DroppingRegister } from '../../src/storage/sql/case-register.ts'
import { changeSteps } from '../../src/storage/sql/change-sql.ts'
import { AT, attestationChange, attestationOf, type MemoryKeys, memoryKeys, OIN, vaultOf } from './fixtures.ts'

let database: Database.Database
let keys: MemoryKeys
let vault: Vault
let cases: DroppingRegister
let contentsRead: number
beforeEach(() => {
  database = new Database(':memory:')
  for (const sql of MIGRATIONS.flatMap(({ statements }) => statements)) database.exec(sql)
  keys = memoryKeys()
  vault = vaultOf(keys)
  contentsRead = 0
  const read = async (steps: readonly { sql: string; values: readonly unknown[] }[]) => {
    const rows = steps.map(({ sql, values }) => database.prepare<unknown[], object>(sql).all(...values))
    contentsRead += rows.flat().filter((row) => 'content' in row).length
    return rows as never
  }
  cases = createCaseRegister({ read, write: async () => [] }, vault)
})
afterEach(() => void database.close())

function put(change: Change): void {
  for (const { sql, values } of changeSteps(change)) database.prepare(sql).run(...values)
}

async function given(change: Parameters<typeof attestationOf>[0] = {}) {
  const judgement = attestationOf(change)
  put(await attestationChange(vault, judgement))
  return judgement
}

describe('a judgement', () => {
  it('is read once, and a new one beside it when it comes', async () => {
    const first = await given()
    expect(await cases.organisationAttestations(OIN)).toEqual([first])
    expect(await cases.organisationAttestations(OIN)).toEqual([first])
    expect(contentsRead).toBe(1)
    const second = await given({ type: 'DPIA' })
    expect(await cases.organisationAttestations(OIN)).toEqual([first, second])
    expect(contentsRead).toBe(2)
  })

  it('that was read before is withdrawn all the same', async () => {
    const judgement = await given()
    await cases.organisationAttestations(OIN)
    put({ kind: 'attestation-withdrawn', id: judgement.id, by: 'p-3', at: AT })
    expect(await cases.organisationAttestations(OIN)).toEqual([])
    expect(await cases.attestation(OIN, judgement.id)).toEqual({ ...judgement, withdrawnBy: 'p-3' })
    const asked = (person: string) => cases.factsFor(OIN, null, [], 'A', person)
    expect((await asked('p-3')).attestations).toEqual([{ ...judgement, withdrawnBy: 'p-3' }])
    expect((await asked('p-4')).attestations).toEqual([])
  })

  it('is absent once its key is destroyed, however often it was read', async () => {
    const caseId = 'case-1'
    const [ofCase, ofOrganisation] = [await given({ caseId }), await given()]
    const asked = async () => (await cases.factsFor(OIN, caseId, [], 'A')).attestations
    expect(await asked()).toEqual([ofOrganisation, ofCase])
    keys.destroy(`case:${caseId}`)
    expect([await asked(), await asked()]).toEqual([[ofOrganisation], [ofOrganisation]])
    expect(await cases.attestation(OIN, ofCase.id)).toBeUndefined()
  })

  it('is not in memory any more once its key is dropped: it is read anew', async () => {
    const judgement = await given()
    await cases.organisationAttestations(OIN)
    database.exec('DROP TRIGGER attestations_fixed')
    database.prepare('UPDATE attestations SET content = zeroblob(64) WHERE id = ?').run(judgement.id)
    expect(await cases.organisationAttestations(OIN)).toEqual([judgement])
    cases.drop(new Set([(await keys.sealing(`org:${OIN}`)).id]))
    await expect(cases.organisationAttestations(OIN)).rejects.toThrow()
  })

  it('whose sealed content was altered before it was read stops the question', async () => {
    const judgement = await given()
    database.exec('DROP TRIGGER attestations_fixed')
    database.prepare('UPDATE attestations SET content = zeroblob(64) WHERE id = ?').run(judgement.id)
    await expect(cases.organisationAttestations(OIN)).rejects.toThrow()
  })
})
