/** /v1/log: where an entry stands, and proofs out of the tree. The tree itself is read over C2SP paths (tlog.ts). */
import { Hono } from 'hono'
import { no, ok, type Result } from '../errors.ts'
import { BROKER } from '../log/own-entry.ts'
import { consistencyOf, finalReceipt, type Head, headOf, inclusionIn } from '../log/proving.ts'
import { base64 } from '../log/tree/base64.ts'
import { type AppPorts, answer, callerOf, notFound, queryOf } from './context.ts'
import { json } from './http.ts'
import { consistencyQuerySchema, inclusionQuerySchema } from './queries.ts'

export function logRoutes(ports: AppPorts): Hono {
  const app = new Hono()

  app.get('/entries/:id', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      // Nothing of its content is shown, so whoever belongs to the organisation may have it, as they may keep its receipt.
      const entry = await ports.ledger.entry(c.req.param('id'))
      // What the broker itself entered, such as another policy, is about everybody who asks here.
      if (!entry || ![caller.value.oin, BROKER].includes(entry.oin)) return notFound()
      const { id, type, at, index, leafHash } = entry
      const proof = (await finalReceipt(ports, entry)) ?? null
      return ok(json(c, 200, { id, type, at, index, leafHash, state: proof ? 'integrated' : 'sequenced', proof }))
    }),
  )

  app.get('/inclusion', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, inclusionQuerySchema)
      if (!query.ok) return query
      const head = await headOf(ports)
      if (!head) return notFound()
      const { index, size = head.value.size } = query.value
      const within = bounded(head, size)
      if (!within.ok) return within
      if (index >= size) return tooLarge('index', size - 1)
      const proof = (await inclusionIn(ports, index, size)).map(base64)
      return ok(json(c, 200, { index, size, proof, checkpoint: head.note }))
    }),
  )

  app.get('/consistency', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, consistencyQuerySchema)
      if (!query.ok) return query
      const head = await headOf(ports)
      if (!head) return notFound()
      const { first, second = head.value.size } = query.value
      const within = bounded(head, second, 'second')
      if (!within.ok) return within
      if (first > second) return tooLarge('first', second)
      const proof = (await consistencyOf(ports, first, second)).map(base64)
      return ok(json(c, 200, { first, second, proof, checkpoint: head.note }))
    }),
  )

  return app
}

/** Beyond the checkpoint nothing can be shown yet. */
function bounded(head: Head, size: number, name = 'size'): Result<number> {
  return size <= head.value.size ? ok(size) : tooLarge(name, head.value.size)
}

function tooLarge(name: string, most: number) {
  return no('invalid-input', { problems: [{ pointer: `/${name}`, message: `must be at most ${most}` }] })
}
