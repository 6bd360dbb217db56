/** A look at a list whose words are not for everybody: decided by policy, and logged before anything is shown. */
import type { Context } from 'hono'
import { act } from '../acts.ts'
import type { Caller } from '../domain/caller.ts'
import { ok, type Result } from '../errors.ts'
import { type AppPorts, traceOf } from './context.ts'

/** Whether the caller may see the words; a refused look is logged as well, and codes and dates remain. */
export async function looking(
  ports: AppPorts,
  c: Context,
  caller: Caller,
  resource: 'attestations' | 'processing-types',
): Promise<Result<boolean>> {
  const request = {
    entry: 'read',
    held: null,
    input: { kind: 'read', resource },
    content: { listed: resource },
    changes: async () => [],
  } as const
  const acted = await act(ports, caller, request, traceOf(ports, c))
  if (!acted.ok) return acted
  ports.observe({ type: 'act', kind: 'read', outcome: acted.value.decision.outcome })
  return ok(acted.value.permitted)
}
