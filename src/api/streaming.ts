/** An answer that goes out while it is made, as fast as it is read. */
import type { Observer } from '../events.ts'
import { turn } from '../log/turn.ts'

/** Lines go out together up to this size: each chunk costs a turn of the event loop. */
const CHUNK_BYTES = 64 * 1024

/** Who does not read on stops the work; work that fails cuts the answer off: what would end it is not there. */
export function streamOf(
  lines: AsyncGenerator<Uint8Array>,
  where: string,
  observe: Observer,
): ReadableStream<Uint8Array> {
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
        observe({ type: 'fault', where, code: error instanceof Error ? error.name : 'unknown' })
        controller.error(error)
      }
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
}
