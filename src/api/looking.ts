/** A look: decided by policy, and logged before anything is shown, a refused one as well. */
import type { Context } from 'hono'
import { type Act, type Acted, act } from '../acts.ts'
import type { Caller } from '../domain/caller.ts'
import { ok, type Result } from '../errors.ts'
import { type AppPorts, entered, traceOf } from './context.ts'

/** At what: beside the words of the policy, what exactly is looked at stands sealed in the log. */
export type Look = Omit<Act, 'entry' | 'changes' | 'recipients'>

export async function look(ports: AppPorts, c: Context, caller: Caller, at: Look): Promise<Result<Acted>> {
  const acted = entered(
    c,
    await act(ports, caller, { ...at, entry: 'read', changes: async () => [] }, traceOf(ports, c)),
  )
  if (acted.ok) ports.observe({ type: 'act', kind: 'read', outcome: acted.value.decision.outcome })
  return acted
}

/** At a list whose words are not for everybody: whether the caller may see the words; codes and dates remain. */
export async function lookAtWords(
  ports: AppPorts,
  c: Context,
  caller: Caller,
  resource: 'attestations' | 'processing-types',
): Promise<Result<boolean>> {
  const at: Look = { held: null, input: { kind: 'read', resource }, content: { listed: resource } }
  const seen = await look(ports, c, caller, at)
  return seen.ok ? ok(seen.value.permitted) : seen
}
