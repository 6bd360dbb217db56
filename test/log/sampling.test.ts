/** Drawing: by the seed and nothing else, the same in any order and in any stretches; and what drawing again can tell. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Sample } from '../../src/domain/sample.ts'
import { LIMITS } from '../../src/limits.ts'
import type { DecisionPlace } from '../../src/log/decision-index.ts'
import { drawSample, redraw, type SamplingPorts } from '../../src/log/sampling.ts'
import type { Entry, Ledger } from '../../src/ports.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'

const SEED = 'a1'.repeat(16)
const ALL = { oin: 'o', from: 'a', until: 'b', department: null, upTo: 9_999 }
const drawOf = (id: string) => createHash('sha256').update(`${SEED}:${id}`).digest('hex')
const placesOf = (count: number): DecisionPlace[] =>
  Array.from({ length: count }, (_, index) => ({ index, id: `id-${index}`, at: String(index).padStart(6, '0') }))

/** `log`: what was there; `left`: what the index has of it now. */
function portsOf(log: readonly DecisionPlace[], left = log) {
  const asked: number[] = []
  const ports: SamplingPorts = {
    crypto: createCrypto(),
    ledger: {
      range: (async (from: number) =>
        log.filter(({ index }) => index === from) as unknown as Entry[]) as Ledger['range'],
    },
    decisionIndex: {
      async decisions(_, after, count) {
        asked.push(count)
        return left.filter(({ at }) => after === null || at > after.at).slice(0, count)
      },
    },
  }
  return { ports, asked }
}
async function drawn(log: readonly DecisionPlace[], size: number): Promise<Sample> {
  const found = await drawSample(portsOf(log).ports, ALL, { seed: SEED, size }, 9_999)
  const chosen = found?.chosen.map(({ index }) => index) ?? []
  const of = { ...ALL, id: 's', at: 'now', seed: SEED, seedGiven: true, size }
  return { ...of, population: found?.population ?? -1, drawn: chosen }
}
const smallest = (log: readonly DecisionPlace[], size: number) =>
  [...log].sort((a, b) => (drawOf(a.id) < drawOf(b.id) ? -1 : 1)).slice(0, size)

describe('drawing', () => {
  it.each([0, 1, 499, 500, 501, 1_700])(
    'takes the smallest draws of %d decisions, stretch by stretch',
    async (count) => {
      const log = placesOf(count)
      const sample = await drawn(log, 7)
      expect(sample.drawn).toEqual(smallest(log, 7).map(({ index }) => index))
      expect(sample.population).toBe(count)
      const { ports, asked } = portsOf(log)
      await drawSample(ports, ALL, { seed: SEED, size: 7 }, 9_999)
      expect(asked).toEqual(Array.from({ length: Math.floor(count / 500) + 1 }, () => 500))
    },
  )

  it('gives another sample for another seed', async () => {
    const log = placesOf(400)
    const other = await drawSample(portsOf(log).ports, ALL, { seed: 'b2'.repeat(16), size: 7 }, 9_999)
    expect(other?.chosen.map(({ index }) => index)).not.toEqual((await drawn(log, 7)).drawn)
  })

  it('does not draw from more than it may', async () => {
    const { ports } = portsOf(placesOf(700))
    expect(await drawSample(ports, ALL, { seed: SEED, size: 1 }, 700)).toMatchObject({ population: 700 })
    expect(await drawSample(ports, ALL, { seed: SEED, size: 1 }, 699)).toBeNull()
    expect(LIMITS.samplePopulation).toBeGreaterThan(1_000_000)
  })

  it('leaves room for others between two stretches', async () => {
    let turns = 0
    const count = () => {
      turns += 1
      ticking = setImmediate(count)
    }
    let ticking = setImmediate(count)
    await drawn(placesOf(2_000), 5)
    clearImmediate(ticking)
    expect(turns).toBeGreaterThanOrEqual(4)
  })
})

describe('drawing again', () => {
  const log = placesOf(600)
  const without = (...gone: readonly number[]) => log.filter(({ index }) => !gone.includes(index))
  const again = (sample: Sample, left = log) => redraw(portsOf(log, left).ports, sample, 9_999)

  it('gives the same', async () => {
    expect(await again(await drawn(log, 5))).toBe('same')
    expect(await again(await drawn(log, 600))).toBe('same')
  })

  it('knows what was erased since, in the sample and beside it', async () => {
    const sample = await drawn(log, 5)
    const [first, second] = sample.drawn
    const next = smallest(log, 6)[5]?.index ?? -1
    expect(await again(sample, without(first ?? -1))).toBe('erased')
    expect(await again(sample, without(first ?? -1, second ?? -1, next))).toBe('erased')
    expect(await again(sample, without(next))).toBe('erased')
    expect(await again(sample, [])).toBe('erased')
    expect(await again(await drawn(log, 600), without(7))).toBe('erased')
  })

  it('tells when something else was put in, taken out or turned round', async () => {
    const sample = await drawn(log, 5)
    const next = smallest(log, 6)[5]?.index ?? -1
    const { drawn: chosen } = sample
    const swapped = [...chosen.slice(0, 4), next]
    expect(await again({ ...sample, drawn: swapped })).toBe('differs')
    expect(await again({ ...sample, drawn: [...chosen].reverse() })).toBe('differs')
    expect(await again({ ...sample, drawn: chosen.slice(0, 4) })).toBe('differs')
    expect(await again({ ...sample, seed: 'b2'.repeat(16) })).toBe('differs')
    // More than there was; and fewer, where what is left is not what was drawn.
    expect(await again({ ...sample, population: 599 })).toBe('differs')
    for (const wrong of [swapped, [...chosen].reverse(), [9_999, ...chosen.slice(1)], []]) {
      expect(await again({ ...sample, drawn: wrong }, without(chosen[0] ?? -1))).toBe('differs')
    }
    expect(await redraw(portsOf(log).ports, sample, 599)).toBe('differs')
  })
})
