/**
 * /v1/policy/examples: the cases that came with the installation, as facts to begin a try-out with. They are about nobody, so
 * looking is no entry of the log. Those that bring settings of their own, or fetched records, cannot be tried out as they are.
 */
import { Hono } from 'hono'
import { z } from 'zod'
import { ok } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { turn } from '../log/turn.ts'
import { laidOver } from '../policy/given.ts'
import { oneAtATime } from './alone.ts'
import { type AppPorts, answer, callerOf } from './context.ts'
import type { PolicyExample } from './documents-policy.ts'
import { json } from './http.ts'
import { onPage } from './pages.ts'

const part = z.record(z.string(), z.unknown())
const caseSchema = z.looseObject({
  title: z.object({ nl: z.string(), en: z.string() }),
  given: part,
  each: z.array(part).min(1).optional(),
  settings: z.undefined().optional(),
})

export function exampleRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  const alone = oneAtATime()

  app.get('/examples', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const page = onPage(ports, caller.value, 'policy')
      if (!page.ok) return page
      const items = await alone(c, caller.value, listed)
      return items.ok ? ok(json(c, 200, { items: items.value, next: null })) : items
    }),
  )

  async function listed(): Promise<readonly PolicyExample[]> {
    const found: PolicyExample[] = []
    for await (const [path, text] of ports.workbook.cases()) {
      if (found.length >= LIMITS.policyExamples) break
      if (!path.startsWith('cases/norms/')) found.push(...exampleOf(path, text))
      await turn()
    }
    return found
  }

  return app
}

/** None of a file that is no such case. Of a case with variations the first. */
function exampleOf(path: string, text: string): readonly PolicyExample[] {
  const read = caseSchema.safeParse(parsed(text)).data
  if (!read || 'records' in read.given) return []
  const { title, given, each } = read
  return [{ code: path.replace(/^cases\/|\.json$/g, ''), ...title, given: laidOver(given, each?.[0]) }]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
