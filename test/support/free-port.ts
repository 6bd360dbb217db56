/**
 * A port for who must know it before it listens. Below those that a system gives to who connects, so that no connection of another
 * test has taken it when it is used; which of them is by chance, so that two tests hardly ever choose the same.
 */
import { once } from 'node:events'
import { createServer } from 'node:net'

const FIRST = 12_000
const PORTS = 18_000

export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * PORTS)
    const probe = createServer().listen(port, '127.0.0.1')
    const listens = await once(probe, 'listening').then(
      () => true,
      () => false,
    )
    if (!listens) continue
    probe.close()
    await once(probe, 'close')
    return port
  }
}
