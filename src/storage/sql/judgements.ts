/**
 * Judgements by their id. Nothing of a judgement ever changes but that it is withdrawn, once (attestations_fixed): so a
 * question reads which ones stand, a few bytes each, and what they say only the first time. A judgement is given only while
 * its key is not destroyed, and then forgotten here as well. Values are shared: nobody changes them. Pure.
 */
import { z } from 'zod'
import { type Attestation, scopeSchema } from '../../domain/case.ts'
import { openContent } from '../../log/content.ts'
import type { Vault } from '../../log/entry.ts'
import { Bounded } from '../bounded.ts'
import { type AttestationRow, CASES, type StandingRow } from './case-sql.ts'
import { bytesOf, type Engine } from './statement.ts'

/** What is sealed of a judgement; its codes and dates are columns. */
const judgementSchema = z.strictObject({
  grounds: z.string(),
  details: z.record(z.string(), z.union([z.boolean(), z.number(), z.string()])),
})

/** As many as the cases of a busy day have. */
const REMEMBERED = 4_096

/** In the order of the rows. One whose key is destroyed no longer speaks: absent, which the norms read as deny or review. */
export type Judgements = {
  (oin: string, rows: readonly StandingRow[]): Promise<readonly Attestation[]>
  /** What was read under these keys is forgotten. */
  drop(keyIds: ReadonlySet<string>): void
}

export function createJudgements(engine: Engine, vault: Vault): Judgements {
  const known = new Bounded<{ readonly value: Attestation; readonly keyId: string }>(REMEMBERED)

  async function read(oin: string, ids: readonly string[]): Promise<ReadonlyMap<string, Attestation>> {
    const [rows] = ids.length > 0 ? await engine.read(CASES.attestations(oin, ids)) : [[]]
    const values = new Map<string, Attestation>()
    for (const row of rows) {
      const value = await opened(vault, row)
      if (value) values.set(row.id, value)
    }
    for (const row of rows) {
      const value = values.get(row.id)
      if (value) known.set(row.id, { value, keyId: row.key_id })
    }
    return values
  }

  /** Withdrawn since it was read: that is what is known of it from now on. */
  function asItStands(value: Attestation, { id, key_id: keyId, withdrawn_by: withdrawnBy }: StandingRow): Attestation {
    if (value.withdrawnBy === withdrawnBy) return value
    const now = { ...value, withdrawnBy }
    known.set(id, { value: now, keyId })
    return now
  }

  async function judgements(oin: string, rows: readonly StandingRow[]): Promise<readonly Attestation[]> {
    const before = rows.map(({ id }) => known.get(id)?.value)
    const unread = rows.flatMap(({ id }, i) => (before[i] ? [] : [id]))
    const fresh = await read(oin, unread)
    const erased = await destroyedKeys(vault, rows)
    return rows.flatMap((row, i) => {
      if (erased.has(row.key_id)) {
        known.delete(row.id)
        return []
      }
      const value = before[i] ?? fresh.get(row.id)
      if (!value) throw new Error('a judgement that stands cannot be read')
      return [asItStands(value, row)]
    })
  }

  return Object.assign(judgements, {
    drop: (keyIds: ReadonlySet<string>) => known.deleteWhere(({ keyId }) => keyIds.has(keyId)),
  })
}

async function destroyedKeys({ keys }: Vault, rows: readonly StandingRow[]): Promise<ReadonlySet<string>> {
  const destroyed = new Set<string>()
  for (const id of new Set(rows.map((row) => row.key_id))) if (!(await keys.opening(id))) destroyed.add(id)
  return destroyed
}

async function opened(vault: Vault, row: AttestationRow): Promise<Attestation | undefined> {
  const content = await openContent(vault, `attestation:${row.id}`, { keyId: row.key_id, bytes: bytesOf(row.content) })
  if (content === undefined) return undefined
  const { grounds, details } = judgementSchema.parse(content)
  return {
    id: row.id,
    oin: row.oin,
    caseId: row.case_id,
    type: row.type,
    outcome: row.outcome,
    scope: scopeSchema.parse(JSON.parse(row.scope)),
    details,
    grounds,
    by: row.given_by,
    role: row.role,
    organ: row.organ,
    department: row.department,
    at: row.at,
    validUntil: row.valid_until,
    withdrawnBy: row.withdrawn_by,
  }
}
