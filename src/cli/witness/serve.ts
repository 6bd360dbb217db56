/** A witness over HTTP: one path, small bodies, and nothing said to who asks for anything else. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { LIMITS } from '../../limits.ts'
import { SIZE_TYPE } from '../../log/witness/wire.ts'
import type { Witness } from '../../log/witness/witness.ts'
import type { CommandIo } from '../help.ts'
import { listen } from '../listen.ts'

type Serving = {
  readonly witness: Witness
  readonly key: string
  readonly host: string
  readonly port: number
  readonly io: CommandIo
  readonly stopped: Promise<unknown> | undefined
}

/** `failed` hears that the store failed: nothing was signed then. */
export function witnessApp(witness: Witness, failed: () => void): Hono {
  const app = new Hono()
  app.notFound((c) => c.body(null, 404))
  app.onError((_, c) => {
    failed()
    return c.body(null, 500)
  })
  const bounded = bodyLimit({ maxSize: LIMITS.witnessRequestBytes, onError: (c) => c.body(null, 413) })
  app.post('/add-checkpoint', bounded, async (c) => {
    const answer = witness.add(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await c.req.arrayBuffer()))
    if (answer.status === 200) return c.text(answer.body)
    if (answer.status === 409) return c.body(`${answer.size}\n`, 409, { 'content-type': SIZE_TYPE })
    return c.body(null, answer.status)
  })
  return app
}

export async function serveWitness({ witness, key, host, port, io, stopped }: Serving): Promise<void> {
  const app = witnessApp(witness, () =>
    io.err('getuige kan niet opslaan en ondertekent niets / cannot store, signs nothing\n'),
  )
  const serverOptions = { headersTimeout: LIMITS.requestHeadMs, requestTimeout: LIMITS.requestMs }
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions }) as Server
  const told = stopped ?? Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
  await listen(server, { host, port }, '--port')
  const address = server.address() as AddressInfo
  io.out(`${key}\n`)
  io.out(`Getuige luistert op / witness listens on http://${host}:${address.port}\n`)
  await told
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
