/**
 * Logins under way: each lies in the browser that began it, sealed, so that no number of others can push it out. What was used
 * is remembered until it would be too old. Pure but for what is injected.
 */
import { LIMITS } from '../../limits.ts'
import type { Clock, Crypto } from '../../ports.ts'
import type { Begun } from './sign-in.ts'

type Ports = { readonly clock: Clock; readonly crypto: Crypto }
type Sealed = Begun & { readonly until: number }

const PURPOSE = 'sluis console login'
const utf8 = new TextEncoder()

export class Logins {
  readonly #ports: Ports
  readonly #remembered: number
  /** Of this process: a start ends every login that was under way. */
  readonly #key: Uint8Array
  readonly #used = new Map<string, number>()

  constructor(ports: Ports, remembered: number = LIMITS.loginsRemembered) {
    this.#ports = ports
    this.#remembered = remembered
    this.#key = ports.crypto.random(32)
  }

  /** For the cookie. */
  keep(begun: Begun): string {
    const sealed: Sealed = { ...begun, until: this.#now() + LIMITS.loginMs }
    const bytes = this.#ports.crypto.seal(this.#key, utf8.encode(JSON.stringify(sealed)), PURPOSE)
    return btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '')
  }

  /** Without using it. undefined: not of ours, too late, or used. */
  look(cookie: string): Begun | undefined {
    const sealed = this.#opened(cookie)
    if (!sealed || sealed.until < this.#now() || this.#used.has(sealed.state)) return undefined
    const { until: _, ...begun } = sealed
    return begun
  }

  /** undefined: not of ours, too late, or used. */
  take(cookie: string): Begun | undefined {
    const sealed = this.#opened(cookie)
    if (!sealed || sealed.until < this.#now() || !this.#isFirst(sealed)) return undefined
    const { until: _, ...begun } = sealed
    return begun
  }

  #opened(cookie: string): Sealed | undefined {
    try {
      const bytes = Uint8Array.from(atob(cookie.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
      // Whatever opens was sealed here.
      return JSON.parse(new TextDecoder().decode(this.#ports.crypto.open(this.#key, bytes, PURPOSE))) as Sealed
    } catch {
      return undefined
    }
  }

  /**
   * Were there more than are remembered, the one that ends first is let go: to use it again takes the cookie of that browser, and
   * the code with it was used at the provider.
   */
  #isFirst({ state, until }: Sealed): boolean {
    if (this.#used.has(state)) return false
    for (const [seen, end] of this.#used) {
      if (end >= this.#now() && this.#used.size < this.#remembered) break
      this.#used.delete(seen)
    }
    this.#used.set(state, until)
    return true
  }

  #now(): number {
    return this.#ports.clock().getTime()
  }
}
