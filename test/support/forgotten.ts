/** Looking for what was forgotten: every byte of every file of some folders. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { joinTrace } from '../../src/domain/trace.ts'
import type { DayClass } from '../../src/erasure/order.ts'
import type { EntrySpec, Vault } from '../../src/log/entry.ts'
import { buildEntry } from '../../src/log/entry.ts'
import type { Write } from '../../src/ports.ts'
import { decisionSpec } from '../storage/fixtures.ts'
import type { World } from './world.ts'

/** `folder/file: text` for each text that stands in a file, as it is or as JSON has it. */
export function foundIn(folders: readonly string[], texts: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .flatMap((entry) => {
        const bytes = readFileSync(join(entry.parentPath, entry.name))
        return texts.filter((text) => bytes.includes(text)).map((text) => `${entry.name}: ${text}`)
      }),
  )
}

/** Orders a case to be forgotten, and waits until it is. `of`: whose case it is; absent: of the first organisation. */
export async function forget(
  { node, options }: Pick<World, 'node' | 'options'>,
  caseId: string,
  of?: string,
): Promise<void> {
  const { ledger, clock, carryOut } = node.ports
  const oin = of ?? Object.keys(options.settings as object)[0] ?? ''
  await ledger.append(await orderedBy(node.ports, { oin, caseId, at: clock().toISOString() }))
  await carryOut()
}

/** An act that was permitted and orders a case to be destroyed, with its order. `act`: other parts than those of one. */
export async function orderedBy(
  vault: Vault,
  { oin, caseId, at }: { readonly oin: string; readonly caseId: string; readonly at: string },
  act: EntrySpec['parts'] = {},
): Promise<Write> {
  const { id, parts } = decisionSpec()
  const { caller, facts, decision } = parts
  const entry = await buildEntry(
    vault,
    decisionSpec({
      ...{ id, type: 'act', oin, at, about: { caseId, keptBy: null } },
      parts: {
        caller: { ...(caller as object), oin },
        facts,
        decision,
        act: { kind: 'transition', to: 'R8', caseId },
        ...act,
      },
    }),
  )
  const order = { target: { kind: 'case', oin, caseId }, ground: 'WGS-26-R8' } as const
  return { entry, changes: [{ kind: 'erasure', order, at, entryId: null, actId: id }], guard: null }
}

/** Has a day of the first organisation forgotten as the daily job does: an entry says so, and what it began is gone on with. */
export async function forgetDay(
  { node, options }: Pick<World, 'node' | 'options'>,
  day: string,
  of: DayClass,
): Promise<void> {
  const { ports } = node
  const oin = Object.keys(options.settings as object)[0] ?? ''
  const order = { target: { kind: 'day', oin, day, of }, ground: 'TEST' } as const
  const [id, at] = [ports.newId(), ports.clock().toISOString()]
  const entry = await buildEntry(ports, {
    ...{ type: 'erasure', id, oin, settles: null, at, policy: ports.engine.policy() },
    trace: joinTrace(undefined, ports.crypto.random),
    about: { caseId: null, keptBy: null },
    parts: { erasure: { ...order, keys: 1, rows: {} } },
  })
  await ports.ledger.append({ entry, changes: [{ kind: 'erasure', order, at, entryId: id }], guard: null })
  await ports.carryOut()
}
