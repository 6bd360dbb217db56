/** Decisions read back from the log, as their asker may see them. */
import { decisionSchema } from '../domain/decision.ts'
import { openParts } from '../log/entry.ts'
import { partOf } from '../log/parts.ts'
import type { InquiryRow } from '../ports.ts'
import { decisionDocument } from '../steps/respond.ts'
import type { AppPorts } from './context.ts'

/** The last decision of an inquiry in the words of the first answer, without data; null once it is erased. */
export async function latestDecision(ports: AppPorts, row: InquiryRow): Promise<Record<string, unknown> | null> {
  const last = row.decisions.at(-1)
  const entry = last === undefined ? undefined : await ports.ledger.entry(last)
  if (!entry) return null
  const parts = await openParts(ports, entry)
  const decision = decisionSchema.safeParse(parts.decision)
  const rejectedDay = partOf(parts, 'facts')?.case?.rejectedDay ?? null
  return decision.success ? decisionDocument(ports, decision.data, rejectedDay) : null
}
