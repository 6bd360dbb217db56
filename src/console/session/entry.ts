/** Whether a request gets in: it comes from a page of ours, it is in a session, and a form bears the token of that session. */
import type { Context } from 'hono'
import { current } from './current.ts'
import { crossSite, embedded, genuine } from './genuine.ts'
import type { Session } from './sessions.ts'

type Ports = Parameters<typeof current>[1] & Parameters<typeof genuine>[1]

/** `new`: nobody is in yet; `ended`: somebody was, as a page of ours has it. Of a form: `stale`, it is not of this session; `over`, that ended. */
export type KeptOut = 'embedded' | 'new' | 'ended' | 'stale' | 'over'
export type Entry = { readonly session: Session } | { readonly keptOut: KeptOut }

export async function entryOf(c: Context, ports: Ports): Promise<Entry> {
  const isPost = c.req.method === 'POST'
  // Before its session is looked at: what others send keeps none alive that was left alone.
  if (!isPost && embedded(c)) return { keptOut: 'embedded' }
  if (isPost && crossSite(c, ports.url)) return { keptOut: 'stale' }
  const session = await current(c, ports)
  if (!session) return { keptOut: isPost ? 'over' : c.req.header('sec-fetch-site') === 'same-origin' ? 'ended' : 'new' }
  return isPost && !(await genuine(c, ports, session)) ? { keptOut: 'stale' } : { session }
}
