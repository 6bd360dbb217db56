/** The committed table of retention, and judgements that stop or allow destroying. */
import { readFileSync } from 'node:fs'
import type { Attestation } from '../../src/domain/case.ts'
import { parseRetention, type RetentionTable } from '../../src/erasure/retention.ts'
import { attestationOf } from '../storage/fixtures.ts'

export const TEXT = readFileSync(new URL('../../policies/retention.json', import.meta.url), 'utf8')

const read = parseRetention(TEXT)
if (!read.ok) throw new Error(read.problems.join('\n'))
export const RETENTION: RetentionTable = read.table

/** Standing, without an end, as the roles of the table give it. */
export function judgement(type: string, outcome: string, change: Partial<Attestation> = {}): Attestation {
  return attestationOf({ type, outcome, scope: {}, details: {}, validUntil: null, ...change })
}
export const MAY_GO = judgement('SELECTIELIJST', 'destroy')
export const FOR_GOOD = judgement('SELECTIELIJST', 'keep')
export const HOLD = judgement('LEGAL_HOLD', 'hold')
export const HOLD_ALL = judgement('LEGAL_HOLD_ALL', 'hold')
