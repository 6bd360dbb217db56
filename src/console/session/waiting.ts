/** What waits for a browser to come back, in memory, under a random id that only that browser holds; taken once. */
import { hex } from '../../domain/trace.ts'
import type { Clock, Crypto } from '../../ports.ts'

type Ports = { readonly clock: Clock; readonly crypto: Crypto }

export class Waiting<T> {
  readonly #held = new Map<string, { readonly value: T; readonly until: number }>()
  readonly #ports: Ports
  readonly #limits: { readonly ms: number; readonly most: number }

  constructor(ports: Ports, limits: { readonly ms: number; readonly most: number }) {
    this.#ports = ports
    this.#limits = limits
  }

  keep(value: T): string {
    const now = this.#ports.clock().getTime()
    for (const [id, { until }] of this.#held) {
      if (until >= now && this.#held.size < this.#limits.most) break
      this.#held.delete(id)
    }
    const id = hex(this.#ports.crypto.random(32))
    this.#held.set(id, { value, until: now + this.#limits.ms })
    return id
  }

  take(id: string): T | undefined {
    const held = this.#held.get(id)
    this.#held.delete(id)
    return held && held.until >= this.#ports.clock().getTime() ? held.value : undefined
  }
}
