/** An answer that goes out while it is made, as fast as it is read. */
import type { Observer } from '../events.ts'
import { later, turn } from '../log/turn.ts'

/** Lines go out together up to this size: each chunk costs a turn of the event loop. */
const CHUNK_BYTES = 64 * 1024
/** A chunk is made in a moment. Where one is not done after this, who made it is gone (a platform may end it halfway). */
const GONE_MS = 5_000
/** How often who waits looks whether it is their turn: not told by who went before, whose request may have ended (Workers). */
const LOOK_MS = 2

/** One answer: `where` names it for who operates the broker. */
export type Streaming = (lines: AsyncGenerator<Uint8Array>) => ReadableStream<Uint8Array>

/**
 * Who does not read on stops the work; work that fails cuts the answer off: what would end it is not there. Of all these answers
 * one chunk is made at a time, and where more of them wait the thread is left alone for as long as that took: however many are
 * asked for at once, others get half of it.
 */
export function streaming(where: string, observe: Observer): Streaming {
  let since: number | null = null
  let restsUntil = 0
  let waiting = 0

  const isTaken = (now: number) => now < restsUntil || (since !== null && now - since < GONE_MS)

  async function place(): Promise<number> {
    waiting += 1
    // Whoever waits for an answer goes first: a reader that is fast must not keep the thread.
    await turn()
    while (isTaken(performance.now())) await later(LOOK_MS)
    waiting -= 1
    since = performance.now()
    return since
  }

  function leave(mine: number): void {
    if (since !== mine) return
    const now = performance.now()
    since = null
    if (waiting > 0) restsUntil = now + (now - mine)
  }

  return (lines) => {
    let isLeft = false
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        const mine = await place()
        try {
          let bytes = 0
          while (!isLeft && bytes < CHUNK_BYTES) {
            const { value, done } = await lines.next()
            // Who hangs up in between is no fault of ours, and must not look like one.
            if (isLeft) return
            if (done) return controller.close()
            controller.enqueue(value)
            bytes += value.length
          }
        } catch (error) {
          observe({ type: 'fault', where, code: error instanceof Error ? error.name : 'unknown' })
          controller.error(error)
        } finally {
          leave(mine)
        }
      },
      async cancel() {
        isLeft = true
        await lines.return(undefined)
      },
    })
  }
}
