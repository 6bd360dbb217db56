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
import type { decisionRecordSchema } from './documents-decision.ts'

type Kind = (typeof ACT_KINDS)[number]
type Walks = z.infer<typeof decisionRecordSchema>['walks']
type Ports = Pick<AppPorts, 'crypto' | 'keys' | 'ledger' | 'inquiries' | 'observe'>

/** Read together: those of one judgement stand side by side in the log. */
const RUN_ENTRIES = 32

type ToldRow = DecisionRow & { readonly act?: Kind | null; readonly onAccountOf?: string | null }

/** Only an act says what was done; null: that is erased. One that cannot be read hides no other row. */
export async function withAct(ports: Ports, row: ToldRow): Promise<ToldRow> {
  if (row.type !== 'act') return row
  const entry = await readable(ports, ports.ledger.entry(row.id))
  const kind = (await openedOf(ports, entry, 'act'))?.kind
  return { ...row, act: ACT_KINDS.find((one) => one === kind) ?? null }
}

/**
 * Only a preview says on account of which act; null: of none, its asker made it. One that cannot be read says nothing, and hides
 * no other row.
 */
export async function withAccounts(ports: Ports, rows: readonly DecisionRow[]): Promise<readonly ToldRow[]> {
  const accounts = new Map<string, string | null>()
  for (const { first, count } of runsOf(rows)) {
    await turn()
    const entries = (await readable(ports, ports.ledger.range(first, count))) ?? []
    const requests = await Promise.all(entries.map((entry) => openedOf(ports, entry, 'request')))
    for (const [i, { id }] of entries.entries()) {
      const request = requests[i]
      if (request) accounts.set(id, request.onAccountOf?.act ?? null)
    }
  }
  return rows.map((row) => {
    const onAccountOf = accounts.get(row.id)
    return onAccountOf === undefined ? row : { ...row, onAccountOf }
  })
}

/** Where in the log the previews among these rows stand, those side by side together. */
function runsOf(rows: readonly DecisionRow[]): readonly { readonly first: number; readonly count: number }[] {
  const runs: { first: number; count: number }[] = []
  const indexes = rows.filter(({ type }) => type === 'preview').map(({ index }) => index)
  for (const index of indexes.sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && index === last.first + last.count && last.count < RUN_ENTRIES) last.count += 1
    else runs.push({ first: index, count: 1 })
  }
  return runs
}

/** undefined: not there, erased, or altered. */
async function openedOf<Name extends PartName>(
  ports: Ports,
  entry: Entry | undefined,
  name: Name,
): Promise<Part<Name> | undefined> {
  const opened = entry && (await readable(ports, openParts(ports, entry, [name])))
  return opened && partOf(opened, name)
}

/** undefined: it cannot be read, which is told. */
async function readable<T>({ observe }: Ports, reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch {
    observe({ type: 'fault', where: 'decisions', code: 'altered' })
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
