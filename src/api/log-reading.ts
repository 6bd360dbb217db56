/** Looking in the log: for a stated purpose, decided by policy, and logged itself, also when it is refused. */
import type { Context } from 'hono'
import { act } from '../acts.ts'
import type { Caller } from '../domain/caller.ts'
import { type AppPorts, traceOf } from './context.ts'
import { problemResponse } from './http.ts'

/** null: permitted and logged. A refusal to look is a 403 with the norm, and is logged as well. */
export async function readingLog(
  ports: AppPorts,
  c: Context,
  caller: Caller,
  purpose: string,
  resource: string,
  content: Record<string, unknown>,
): Promise<Response | null> {
  const request = {
    entry: 'read',
    held: null,
    input: { kind: 'read', purpose, resource },
    content,
    changes: async () => [],
  } as const
  const acted = await act(ports, caller, request, traceOf(ports, c))
  if (!acted.ok) return problemResponse(c, acted.problem)
  ports.observe({ type: 'act', kind: 'read', outcome: acted.value.decision.outcome })
  if (acted.value.permitted) return null
  const norms = [...new Set(acted.value.decision.findings.filter((f) => f.effect === 'deny').map((f) => f.norm))]
  return problemResponse(c, {
    code: 'forbidden',
    detail: `Reading the log for this purpose is refused by ${norms.join(', ')}`,
  })
}
