/**
 * A random sample of decisions that anybody with the seed and the log can draw again.
 *
 * The population: the decisions (entries of type `decision`, each walk of an inquiry one) of the organisation with
 * `from` <= at < `until`, of the department if one is named, with an index in the log below `upTo`. Each gets a draw:
 * SHA-256 over the seed, a colon and its id (ASCII: the seed in lower-case hex, the id as the log has it), in lower-case hex.
 * The sample is the `size` decisions with the smallest draws, in that order; all of them where there are not more. By hand:
 *
 *     printf %s <seed>:<id> | sha256sum
 *
 * The draw of a decision depends on no other one. So when some were erased since, those that are left still come out, and
 * whatever takes a free place has a larger draw than everything that was drawn.
 *
 * Pure but for reading: in order of time, a stretch at once, with no more in memory than the sample and that stretch.
 */
import type { RedrawResult } from '../domain/codes.ts'
import type { Population, Sample } from '../domain/sample.ts'
import type { Crypto, Ledger } from '../ports.ts'
import type { DecisionIndex, DecisionPlace } from './decision-index.ts'
import { turn } from './turn.ts'

export type SamplingPorts = {
  readonly decisionIndex: Pick<DecisionIndex, 'decisions'>
  readonly crypto: Pick<Crypto, 'sha256Hex'>
  readonly ledger: Pick<Ledger, 'range'>
}

export type Drawn = {
  /** How many decisions it was drawn from. */
  readonly population: number
  /** Smallest draw first. */
  readonly chosen: readonly { readonly index: number; readonly id: string; readonly draw: string }[]
}

/** Read and drawn at a stretch, a few milliseconds; then whoever waits goes first. */
const STRETCH_ROWS = 500

/** null: there are more than `most` decisions to draw from. */
export async function drawSample(
  { decisionIndex, crypto }: Pick<SamplingPorts, 'decisionIndex' | 'crypto'>,
  population: Population,
  { seed, size }: Pick<Sample, 'seed' | 'size'>,
  most: number,
): Promise<Drawn | null> {
  let chosen: Drawn['chosen'] = []
  let count = 0
  let after: DecisionPlace | null = null
  for (;;) {
    const stretch: readonly DecisionPlace[] = await decisionIndex.decisions(population, after, STRETCH_ROWS)
    count += stretch.length
    if (count > most) return null
    const bound = chosen.length === size ? chosen.at(-1)?.draw : undefined
    const closer = stretch
      .map(({ index, id }) => ({ index, id, draw: drawOf(crypto, seed, id) }))
      .filter(({ draw }) => bound === undefined || draw < bound)
    if (closer.length > 0) chosen = [...chosen, ...closer].sort(byDraw).slice(0, size)
    after = stretch.at(-1) ?? null
    if (stretch.length < STRETCH_ROWS) return { population: count, chosen }
    await turn()
  }
}

/**
 * Draws a sample again. 'same': the same came out, of as many decisions. 'erased': some decisions of the period are no longer
 * in the index, as they must go in the end; all that is left agrees with what was drawn. 'differs': it does not.
 */
export async function redraw(ports: SamplingPorts, sample: Sample, most: number): Promise<RedrawResult> {
  const again = await drawSample(ports, sample, sample, most)
  if (!again) return 'differs'
  const indexes = again.chosen.map(({ index }) => index)
  if (again.population === sample.population) return isEqual(indexes, sample.drawn) ? 'same' : 'differs'
  if (again.population > sample.population || sample.drawn.length === 0) return 'differs'
  return (await isLeftOf(ports, sample, again)) ? 'erased' : 'differs'
}

/** An entry stays when its content is erased, and with it the id: also the draws of what is gone can be told. */
async function isLeftOf({ ledger, crypto }: SamplingPorts, sample: Sample, again: Drawn): Promise<boolean> {
  const draws: string[] = []
  for (const index of sample.drawn) {
    const [entry] = await ledger.range(index, 1)
    if (!entry) return false
    draws.push(drawOf(crypto, sample.seed, entry.id))
  }
  const last = draws.at(-1) ?? ''
  const left = again.chosen.filter(({ draw }) => draw <= last)
  const others = again.chosen.slice(left.length)
  const gone = sample.drawn.length - left.length
  return (
    isEqual(draws, [...draws].sort()) &&
    left.every(({ index, draw }) => sample.drawn[draws.indexOf(draw)] === index) &&
    others.length <= Math.min(gone, sample.population - sample.drawn.length) &&
    gone <= sample.population - again.population
  )
}

const utf8 = new TextEncoder()

function drawOf({ sha256Hex }: SamplingPorts['crypto'], seed: string, id: string): string {
  return sha256Hex(utf8.encode(`${seed}:${id}`))
}

function byDraw(one: { readonly draw: string }, other: { readonly draw: string }): number {
  return one.draw < other.draw ? -1 : 1
}

function isEqual<T>(some: readonly T[], others: readonly T[]): boolean {
  return some.length === others.length && some.every((one, i) => one === others[i])
}
