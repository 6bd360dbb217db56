/** A world of which the key of pseudonyms was rotated between two lives of its broker. */
import { createNode } from '../../src/node.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { rotatePseudonyms } from '../../src/storage/node/key-rotation.ts'
import { callsTo, type World } from './world.ts'

/** Stops the broker, rotates, and starts another one in its folder; tokens go on as they are. `close` the world afterwards. */
export async function rotated(world: World): Promise<World> {
  await world.stop()
  const { keysDir, dataDir } = world.options
  rotatePseudonyms({ dir: keysDir, dataDir, crypto: createCrypto() })
  const node = await createNode(world.options)
  const call = callsTo(node.app)
  let running = true
  const stop = async () => {
    if (running) await node.close()
    running = false
  }
  return {
    ...world,
    node,
    call,
    async as(person, claims) {
      const bearer = await world.token(person, claims)
      return { post: (path, body) => call(bearer, 'POST', path, body), get: (path) => call(bearer, 'GET', path) }
    },
    stop,
    async close() {
      await stop()
      await world.close()
    },
  }
}
