/** What a row and a record of the log say beside what is in them: what was done in an act, and all walks of an inquiry. */
import type { z } from 'zod'
import { ACT_KINDS } from '../domain/codes.ts'
import { LIMITS } from '../limits.ts'
import type { DecisionRow } from '../log/decision-index.ts'
import { openParts } from '../log/entry.ts'
import { partOf } from '../log/parts.ts'
import type { Entry } from '../ports.ts'
import type { AppPorts } from './context.ts'
import type { decisionRecordSchema } from './documents.ts'

type Kind = (typeof ACT_KINDS)[number]
type Walks = z.infer<typeof decisionRecordSchema>['walks']
type Ports = Pick<AppPorts, 'crypto' | 'keys' | 'ledger' | 'inquiries' | 'observe'>

/** Only an act says what was done; null: that is erased. One that cannot be read hides no other row. */
export async function withAct(ports: Ports, row: DecisionRow): Promise<DecisionRow & { readonly act?: Kind | null }> {
  return row.type === 'act' ? { ...row, act: await doneIn(ports, row.id) } : row
}

async function doneIn(ports: Ports, id: string): Promise<Kind | null> {
  try {
    const entry = await ports.ledger.entry(id)
    const kind = entry && partOf(await openParts(ports, entry, ['act']), 'act')?.kind
    return ACT_KINDS.find((one) => one === kind) ?? null
  } catch {
    ports.observe({ type: 'fault', where: 'decisions', code: 'altered' })
    return null
  }
}

/** None for what is no inquiry, and once who asked is forgotten: then nothing leads from one walk to the other. */
export async function walksOf(ports: Ports, entry: Entry): Promise<Walks> {
  if (entry.type !== 'decision') return []
  const parts = await openParts(ports, entry, ['caller', 'decision'])
  const caller = partOf(parts, 'caller')
  const decision = partOf(parts, 'decision')
  if (!caller || !decision) return []
  const inquiry = await ports.inquiries.find(entry.oin, caller.person, decision.inquiryId)
  const ids = (inquiry?.decisions ?? []).slice(-LIMITS.pageItems)
  const entries = await Promise.all(ids.map((id) => ports.ledger.entry(id)))
  return Promise.all(entries.filter((one) => one !== undefined).map((one) => walkOf(ports, one)))
}

async function walkOf(ports: Ports, entry: Entry): Promise<Walks[number]> {
  const opened = await openParts(ports, entry, ['decision'])
  return { id: entry.id, at: entry.at, outcome: partOf(opened, 'decision')?.outcome ?? null }
}
