/** /v1/decisions/_export: what the search would find, taken out of the log with proofs. Streams as fast as it is read. */
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Caller } from '../domain/caller.ts'
import type { Pseudonyms } from '../domain/pseudonyms.ts'
import { no, ok, type Result } from '../errors.ts'
import { searched } from '../log/export/select.ts'
import { exportLines } from '../log/export/write.ts'
import { headOf } from '../log/proving.ts'
import { type AppPorts, answer, bodyOf, callerOf } from './context.ts'
import { exportingLog, subjectKeys } from './log-reading.ts'
import { decisionExportSchema } from './queries.ts'
import { momentOf } from './queries-reports.ts'
import { streaming } from './streaming.ts'

export function exportRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  const stream = streaming('export', ports.observe)

  app.post('/_export', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const body = await bodyOf(c, decisionExportSchema)
      if (!body.ok) return body
      const { subject } = body.value
      const keys = subject ? subjectKeys(ports, caller.value, subject) : ok(null)
      return keys.ok ? exported(c, caller.value, body.value, keys.value) : keys
    }),
  )

  async function exported(
    c: Context,
    { oin, ...caller }: Caller,
    { readingPurpose, from, until, department }: z.infer<typeof decisionExportSchema>,
    subjects: Pseudonyms | null,
  ): Promise<Result<Response>> {
    const period = { from: momentOf(from), until: momentOf(until) }
    const asked = { oin, ...period, department: department ?? null, subject: subjects?.[0] ?? null }
    const refused = await exportingLog(ports, c, { oin, ...caller }, readingPurpose, asked)
    if (refused) return ok(refused)
    await ports.integrate()
    await ports.catchUp()
    const head = await headOf(ports)
    if (!head) return no('log-unavailable')
    const filter = {
      ...(period.from === null ? {} : { from: period.from }),
      ...(period.until === null ? {} : { until: period.until }),
      ...(department === undefined ? {} : { department }),
      ...(subjects === null ? {} : { subjects }),
    }
    const selected = searched(ports, oin, filter, head.value.size)
    const sequenced = await ports.ledger.size()
    return ok(
      c.body(stream(exportLines(ports, { asked, head, sequenced, selected })), 200, {
        'content-type': 'application/x-ndjson',
      }),
    )
  }

  return app
}
