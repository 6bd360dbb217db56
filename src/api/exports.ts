/** /v1/decisions/_export: what the search would find, taken out of the log with proofs. Streams as fast as it is read. */
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Caller } from '../domain/caller.ts'
import type { Pseudonyms } from '../domain/pseudonyms.ts'
import { no, ok, type Result } from '../errors.ts'
import { searched } from '../log/export/select.ts'
import { exportLines } from '../log/export/write.ts'
import { headOf } from '../log/proving.ts'
import { turn } from '../log/turn.ts'
import { type AppPorts, answer, bodyOf, callerOf } from './context.ts'
import { exportingLog, subjectKeys } from './log-reading.ts'
import { decisionExportSchema } from './queries.ts'

/** Lines go out together up to this size: each chunk costs a turn of the event loop. */
const CHUNK_BYTES = 64 * 1024

export function exportRoutes(ports: AppPorts): Hono {
  const app = new Hono()
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
      c.body(streamOf(exportLines(ports, { asked, head, sequenced, selected })), 200, {
        'content-type': 'application/x-ndjson',
      }),
    )
  }

  /** Who does not read on stops the work; work that fails cuts the answer off, and the line that ends it is not there. */
  function streamOf(lines: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        try {
          // Whoever waits for an answer goes first: a reader that is fast must not keep the thread.
          await turn()
          let bytes = 0
          while (bytes < CHUNK_BYTES) {
            const { value, done } = await lines.next()
            if (done) return controller.close()
            controller.enqueue(value)
            bytes += value.length
          }
        } catch (error) {
          ports.observe({ type: 'fault', where: 'export', code: error instanceof Error ? error.name : 'unknown' })
          controller.error(error)
        }
      },
      async cancel() {
        await lines.return(undefined)
      },
    })
  }

  return app
}

function momentOf(moment: string | undefined): string | null {
  return moment === undefined ? null : new Date(moment).toISOString()
}
