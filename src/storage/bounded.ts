/**
 * A map that forgets what was not used for longest, so that a cache cannot grow without bound. Pure. Two generations: what
 * is used comes to the young one, and when that is full the old one is dropped whole, so that a hit costs one look-up.
 */

export class Bounded<Value> {
  #young = new Map<string, Value>()
  #old = new Map<string, Value>()
  readonly #most: number

  /** Holds at most `most` entries, and what was used among the last half as many. */
  constructor(most: number) {
    this.#most = Math.max(1, Math.floor(most / 2))
  }

  get(key: string): Value | undefined {
    const value = this.#young.get(key)
    if (value !== undefined) return value
    const old = this.#old.get(key)
    if (old !== undefined) this.set(key, old)
    return old
  }

  set(key: string, value: Value): void {
    this.#old.delete(key)
    this.#young.set(key, value)
    if (this.#young.size < this.#most) return
    this.#old = this.#young
    this.#young = new Map()
  }

  delete(key: string): void {
    this.#young.delete(key)
    this.#old.delete(key)
  }

  /** Forgets every value of which this holds. */
  deleteWhere(is: (value: Value) => boolean): void {
    for (const generation of [this.#young, this.#old]) {
      for (const [key, value] of generation) if (is(value)) generation.delete(key)
    }
  }

  clear(): void {
    this.#young.clear()
    this.#old.clear()
  }
}
