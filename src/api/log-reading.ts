/** Looking in the log: for a stated purpose, decided by policy, and logged itself, also when it is refused. */
import type { Context } from 'hono'
import { type Acted, act } from '../acts.ts'
import type { Caller } from '../domain/caller.ts'
import { normalise } from '../domain/identifier.ts'
import type { Subject } from '../domain/inquiry.ts'
import type { Pseudonyms } from '../domain/pseudonyms.ts'
import { no, ok, type Result } from '../errors.ts'
import type { Part } from '../log/parts.ts'
import { pseudonymsOf } from '../steps/decide.ts'
import { type AppPorts, entered, traceOf } from './context.ts'
import { problemResponse } from './http.ts'
import { look } from './looking.ts'

/** The pseudonyms under which this organisation has a person or thing in the log, the present one first. */
export function subjectKeys(
  ports: Pick<AppPorts, 'crypto' | 'keys'>,
  caller: Caller,
  { identifier }: Subject,
): Result<Pseudonyms> {
  const { type } = identifier
  const value = normalise(identifier)
  if (value !== null) return ok(pseudonymsOf(ports, caller.oin, { type, value }))
  const message = `is not a valid ${type}`
  return no('invalid-input', { problems: [{ pointer: '/subject/identifier/value', message }] })
}

/** Taking out of the log what may be read in it: decided as reading is, and an entry of its own kind. */
export async function exportingLog(
  ports: AppPorts,
  c: Context,
  caller: Caller,
  purpose: string,
  asked: Part<'export'>,
): Promise<Response | null> {
  const acted = entered(
    c,
    await act(
      ports,
      caller,
      {
        entry: 'export',
        held: null,
        input: { kind: 'read', purpose, resource: 'export' },
        export: asked,
        content: {},
        changes: async () => [],
      },
      traceOf(ports, c),
    ),
  )
  if (acted.ok) ports.observe({ type: 'act', kind: 'export', outcome: acted.value.decision.outcome })
  return refusalOf(c, acted)
}

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
  return refusalOf(c, acted)
}

function refusalOf(c: Context, acted: Result<Acted>): Response | null {
  if (!acted.ok) return problemResponse(c, acted.problem)
  if (acted.value.permitted) return null
  const norms = [...new Set(acted.value.decision.findings.filter((f) => f.effect === 'deny').map((f) => f.norm))]
  return problemResponse(c, {
    code: 'forbidden',
    detail: {
      nl: `Het logboek voor dit doel lezen wordt geweigerd door ${norms.join(', ')}`,
      en: `Reading the log for this purpose is refused by ${norms.join(', ')}`,
    },
  })
}
