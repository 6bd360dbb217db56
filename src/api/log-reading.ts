/** Looking in the log: for a stated purpose, decided by policy, and logged itself, also when it is refused. */
import type { Context } from 'hono'
import type { Caller } from '../domain/caller.ts'
import type { AppPorts } from './context.ts'
import { problemResponse } from './http.ts'
import { look } from './looking.ts'

/** null: permitted and logged. A refusal to look is a 403 with the norm, and is logged as well. */
export async function readingLog(
  ports: AppPorts,
  c: Context,
  caller: Caller,
  purpose: string,
  resource: string,
  content: Record<string, unknown>,
): Promise<Response | null> {
  const acted = await look(ports, c, caller, { held: null, input: { kind: 'read', purpose, resource }, content })
  if (!acted.ok) return problemResponse(c, acted.problem)
  if (acted.value.permitted) return null
  const norms = [...new Set(acted.value.decision.findings.filter((f) => f.effect === 'deny').map((f) => f.norm))]
  return problemResponse(c, {
    code: 'forbidden',
    detail: `Reading the log for this purpose is refused by ${norms.join(', ')}`,
  })
}
