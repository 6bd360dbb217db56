/**
 * Sessions of the console, in the memory of the one broker that serves it: a start signs everybody out, and what is here
 * is in no database and in no backup. The browser has a random id; here lies only its digest. Pure but for what is injected.
 */
import { hex } from '../../domain/trace.ts'
import { LIMITS } from '../../limits.ts'
import type { Clock, Crypto } from '../../ports.ts'
import type { Sendings } from './once.ts'

/** What the provider gave at login or at a renewal. Never leaves memory. */
export type Grant = {
  readonly accessToken: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  readonly refreshToken?: string
  /** `sub` and `sid` of the provider: which sessions a logout there ends (OpenID Connect Back-Channel Logout 1.0). */
  readonly subject: string
  readonly providerSession?: string
}

export type Session = {
  readonly key: string
  readonly csrf: string
  readonly startedAt: number
  seenAt: number
  grant: Grant
  /** Why the log is read in this visit; chosen once, and on each entry of a read. */
  readingPurpose: string | null
  /** Forms that were sent, so that none counts twice. */
  readonly sendings: Sendings
  /** Questions whose data were shown, by the key in their form: since when, and the page of the request, which has none. */
  readonly shown: Map<string, { readonly since: number; readonly own: string }>
}

export type SessionLimits = { readonly idleMs: number; readonly absoluteMs: number; readonly most: number }
type Ports = { readonly clock: Clock; readonly crypto: Crypto }

const utf8 = new TextEncoder()

export class Sessions {
  readonly #held = new Map<string, Session>()
  readonly #ports: Ports
  readonly #limits: SessionLimits

  constructor(ports: Ports, limits: SessionLimits) {
    this.#ports = ports
    this.#limits = limits
  }

  /** A new one, under a new id: nobody else can have known it before the login. */
  start(grant: Grant): { readonly id: string; readonly session: Session } {
    const id = this.#word()
    const now = this.#now()
    const session: Session = {
      key: this.#keyOf(id),
      csrf: this.#word(),
      startedAt: now,
      seenAt: now,
      grant,
      readingPurpose: null,
      sendings: new Map(),
      shown: new Map(),
    }
    this.#tidy()
    this.#roomFor(grant.subject)
    this.#held.set(session.key, session)
    return { id, session }
  }

  /** undefined: unknown, left alone for too long, or as old as a session may become. */
  find(id: string): Session | undefined {
    const session = this.#held.get(this.#keyOf(id))
    if (!session) return undefined
    if (this.#isOver(session)) {
      this.#held.delete(session.key)
      return undefined
    }
    session.seenAt = this.#now()
    return session
  }

  end(session: Session): void {
    this.#held.delete(session.key)
  }

  /** All of which the provider says so: those of one of its sessions, or else of a person. */
  endAll(of: { readonly subject?: string; readonly providerSession?: string }): number {
    const ended = [...this.#held.values()].filter(({ grant }) =>
      of.providerSession === undefined || grant.providerSession === undefined
        ? of.subject !== undefined && grant.subject === of.subject
        : grant.providerSession === of.providerSession,
    )
    for (const session of ended) this.#held.delete(session.key)
    return ended.length
  }

  #isOver(session: Session): boolean {
    const now = this.#now()
    return now - session.seenAt > this.#limits.idleMs || now - session.startedAt > this.#limits.absoluteMs
  }

  /** Those that are over go; were there still too many, the one that was left alone for longest goes. */
  #tidy(): void {
    for (const session of this.#held.values()) if (this.#isOver(session)) this.#held.delete(session.key)
    while (this.#held.size >= this.#limits.most) {
      const [oldest] = [...this.#held.values()].sort((a, b) => a.seenAt - b.seenAt)
      if (!oldest) return
      this.#held.delete(oldest.key)
    }
  }

  /** Who signs in again and again pushes out themselves, and nobody else. */
  #roomFor(subject: string): void {
    const own = [...this.#held.values()].filter(({ grant }) => grant.subject === subject)
    own.sort((a, b) => b.seenAt - a.seenAt)
    for (const { key } of own.slice(LIMITS.sessionsPerPerson - 1)) this.#held.delete(key)
  }

  #now(): number {
    return this.#ports.clock().getTime()
  }

  #keyOf(id: string): string {
    return this.#ports.crypto.sha256Hex(utf8.encode(id))
  }

  /** 256 bits. */
  #word(): string {
    return hex(this.#ports.crypto.random(32))
  }
}
