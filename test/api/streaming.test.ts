/** Answers that go out while they are made: however many at once, one piece of work at a time, and none waits for who does not read. */
import { setTimeout } from 'node:timers/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { streaming } from '../../src/api/streaming.ts'
import type { Event } from '../../src/events.ts'

const LINE = new Uint8Array(16 * 1024)
const LINES = 40

afterEach(() => vi.restoreAllMocks())

function watched() {
  const events: Event[] = []
  const work = { busy: 0, most: 0, ended: 0 }
  async function* lines(breaks = LINES) {
    try {
      for (let i = 0; i < LINES; i += 1) {
        if (i === breaks) throw new RangeError('of this line')
        work.busy += 1
        work.most = Math.max(work.most, work.busy)
        // A read of the log: others could go on meanwhile.
        await new Promise((resolve) => setImmediate(resolve))
        work.busy -= 1
        yield LINE
      }
    } finally {
      work.ended += 1
    }
  }
  return { events, work, lines, stream: streaming('export', (event) => events.push(event)) }
}

const sizeOf = async (stream: ReadableStream<Uint8Array>) => (await new Response(stream).arrayBuffer()).byteLength

it('are each whole, and worked at one at a time', async () => {
  const { stream, lines, work, events } = watched()
  const sizes = await Promise.all(Array.from({ length: 20 }, () => sizeOf(stream(lines()))))
  expect(new Set(sizes)).toEqual(new Set([LINES * LINE.length]))
  expect(work).toEqual({ busy: 0, most: 1, ended: 20 })
  expect(events).toEqual([])
})

it('do not wait for one that nobody reads, that was given up or that failed', async () => {
  const { stream, lines, work, events } = watched()
  const unread = stream(lines())
  const left = stream(lines()).getReader()
  await left.read()
  await left.cancel()
  await expect(sizeOf(stream(lines(2)))).rejects.toThrow()
  expect(await sizeOf(stream(lines()))).toBe(LINES * LINE.length)
  expect(events).toEqual([{ type: 'fault', where: 'export', code: 'RangeError' }])
  await unread.cancel()
  expect(work.ended).toBe(4)
})

it('do not wait for ever for a piece that never ends', async () => {
  const { stream, lines } = watched()
  async function* hangs(): AsyncGenerator<Uint8Array> {
    await new Promise(() => undefined)
    yield LINE
  }
  const now = vi.spyOn(performance, 'now')
  now.mockReturnValue(0)
  stream(hangs())
  await setTimeout(20)
  const size = sizeOf(stream(lines()))
  await setTimeout(20)
  now.mockReturnValue(5_001)
  expect(await size).toBe(LINES * LINE.length)
})

it('leave the thread to others for as long as they work, where several wait', async () => {
  const { stream } = watched()
  let worked = 0
  async function* heavy() {
    for (let i = 0; i < 8; i += 1) {
      const begun = performance.now()
      while (performance.now() - begun < 5) Math.sqrt(begun)
      worked += performance.now() - begun
      // A chunk of its own.
      yield new Uint8Array(64 * 1024)
    }
  }
  const begun = performance.now()
  await Promise.all([1, 2, 3, 4].map(() => sizeOf(stream(heavy()))))
  expect(performance.now() - begun).toBeGreaterThan(1.7 * worked)
})
