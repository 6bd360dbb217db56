/**
 * The whole log, for who runs the broker: every entry of every organisation, with the policies they name and the scopes their
 * parts were sealed under, so that another broker can take it over. Nobody decides about it, for who has the database and the
 * keys has all of it; that it was taken is an entry, and the last one in it.
 */
import type { PolicyEngine } from '../../policy-port.ts'
import type { Ledger, NewId } from '../../ports.ts'
import { ownEntry } from '../own-entry.ts'
import { headOf } from '../proving.ts'
import { type TallyPorts, tally } from '../tally.ts'
import type { TreeStore } from '../tree-store.ts'
import { everything } from './select.ts'
import { type ExportOf, type ExportPorts, exportLines } from './write.ts'

type Ports = Omit<ExportPorts, 'ledger'> & {
  readonly ledger: TallyPorts['ledger'] & Pick<Ledger, 'size' | 'range' | 'entry' | 'settlementOf' | 'callOf'>
  readonly tree: TreeStore
  readonly engine: Pick<PolicyEngine, 'policy'>
  readonly newId: NewId
  readonly integrate: () => Promise<void>
}

export const ALL = { oin: null, from: null, until: null, department: null, subject: null } as const

export async function exportWhole(
  ports: Ports,
  scopeOf: NonNullable<ExportOf['scopeOf']>,
): Promise<AsyncGenerator<Uint8Array>> {
  // The last one counts all that comes before it: what takes the log over goes on counting from there.
  await tally(ports)
  const entry = await ownEntry(ports, {
    type: 'export',
    id: ports.newId(),
    at: ports.clock().toISOString(),
    policy: ports.engine.policy(),
    parts: { export: ALL },
  })
  await ports.ledger.append({ entry, changes: [], guard: null })
  await ports.integrate()
  const head = await headOf(ports)
  const sequenced = await ports.ledger.size()
  if (head?.value.size !== sequenced) throw new Error('the tree does not cover the log yet: export again')
  const selected = everything(ports.ledger, sequenced)
  return exportLines(ports, { asked: ALL, head, sequenced, selected, scopeOf })
}
