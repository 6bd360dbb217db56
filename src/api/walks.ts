/**
 * What a row and a record of the log say beside what is in them: what was done in an act, on account of which act a preview was
 * made, and all walks of an inquiry.
 */
import type { z } from 'zod'
import { ACT_KINDS } from '../domain/codes.ts'
import { LIMITS } from '../limits.ts'
import type { DecisionRow } from '../log/decision-index.ts'
import { openParts } from '../log/entry.ts'
import { type Part, type PartName, partOf } from '../log/parts.ts'
import { turn } from '../log/turn.ts'
import type { Entry } from '../ports.ts'
import type { AppPorts } from './context.ts'
import type { decisionRecordSchema } from './documents.ts'

type Kind = (typeof ACT_KINDS)[number]
type Walks = z.infer<typeof decisionRecordSchema>['walks']
type Ports = Pick<AppPorts, 'crypto' | 'keys' | 'ledger' | 'inquiries' | 'observe'>

type ToldRow = DecisionRow & { readonly act?: Kind | null; readonly onAccountOf?: string | null }

/**
 * Only an act says what was done; null: that is erased. Only a preview says on account of which act; null: of none, its asker
 * made it. One that cannot be read says nothing, and hides no other row.
 */
export async function withAct(ports: Ports, row: DecisionRow): Promise<ToldRow> {
  if (row.type === 'act') return { ...row, act: (await doneIn(ports, row.id)) ?? null }
  if (row.type !== 'preview') return row
  const onAccountOf = await accountOf(ports, row.id)
  return onAccountOf === undefined ? row : { ...row, onAccountOf }
}

/** A page of a table at a stretch: of its acts and decisions the row says all, only previews are opened. */
export async function withAccounts(ports: Ports, rows: readonly DecisionRow[]): Promise<readonly ToldRow[]> {
  const told: ToldRow[] = []
  for (const row of rows) {
    if (row.type === 'preview') await turn()
    told.push(row.type === 'preview' ? await withAct(ports, row) : row)
  }
  return told
}

async function doneIn(ports: Ports, id: string): Promise<Kind | undefined> {
  const kind = (await openedIn(ports, id, 'act'))?.kind
  return ACT_KINDS.find((one) => one === kind)
}

async function accountOf(ports: Ports, id: string): Promise<string | null | undefined> {
  const request = await openedIn(ports, id, 'request')
  return request && (request.onAccountOf?.act ?? null)
}

async function openedIn<Name extends PartName>(ports: Ports, id: string, name: Name): Promise<Part<Name> | undefined> {
  try {
    const entry = await ports.ledger.entry(id)
    return entry && partOf(await openParts(ports, entry, [name]), name)
  } catch {
    ports.observe({ type: 'fault', where: 'decisions', code: 'altered' })
    return undefined
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
