/** Whose session a request is in. */
import type { Context } from 'hono'
import type { Observer } from '../../events.ts'
import { LIMITS } from '../../limits.ts'
import type { Clock } from '../../ports.ts'
import { cookieOf } from './cookies.ts'
import { signInFailureOf } from './provider-fetch.ts'
import type { Grant, Session, Sessions } from './sessions.ts'
import type { SignIn } from './sign-in.ts'

type Ports = {
  readonly clock: Clock
  readonly observe: Observer
  readonly signIn: SignIn
  readonly sessions: Sessions
}

/** As it is, whatever its token is still good for. */
export function sessionOf(c: Context, { sessions }: Pick<Ports, 'sessions'>): Session | undefined {
  const id = cookieOf(c, 'session')
  return id === undefined ? undefined : sessions.find(id)
}

/** The session of the cookie, its token renewed where it is about to end; undefined: sign in (again). */
export async function current(c: Context, ports: Ports): Promise<Session | undefined> {
  const session = sessionOf(c, ports)
  if (!session) return undefined
  const left = session.grant.expiresAt - ports.clock().getTime()
  if (left > LIMITS.tokenRenewedMs) return session
  const renewed = await renewedOf(ports, session.grant, left > 0)
  if (renewed) session.grant = renewed
  else ports.sessions.end(session)
  // It may have been ended at the provider in the meantime.
  return sessionOf(c, ports)
}

/** A provider that is away for a moment signs nobody out whose token still counts. */
async function renewedOf({ signIn, observe }: Ports, grant: Grant, counts: boolean): Promise<Grant | null> {
  if (signIn.kind !== 'provider') return null
  try {
    return await signIn.renew(grant)
  } catch (error) {
    const { code, unavailable } = signInFailureOf(error)
    observe({ type: 'fault', where: 'renewal', code })
    return unavailable && counts ? grant : null
  }
}
