/**
 * A form counts once. Each carries a word of its own, and what came of the first sending is the answer to each other one: who
 * clicks twice, reloads or goes back does not act twice. In memory, with the session: a start takes the session as well, and then
 * no form of before is taken. Pure but for what is injected.
 */
import type { Context } from 'hono'
import { LIMITS } from '../../limits.ts'
import type { Crypto } from '../../ports.ts'

/** `shown`: nothing came of it but a page, so a second sending is as the first; `unknown`: a fault came in between. */
export type Came = { readonly kind: 'done'; readonly at: string } | { readonly kind: 'shown' | 'unknown' }
type Sending = { readonly digest: string; readonly came: Promise<Came> }
/** By word, oldest first. */
export type Sendings = Map<string, Sending>
type Form = { readonly word: string; readonly digest: string }

const utf8 = new TextEncoder()
/** As our pages give them; of what somebody made up nothing is remembered. */
const WORD = /^[0-9a-f]{32}$/

/** What this form is, whatever the order of its fields; null: it carries no word. */
export async function formOf(c: Context, crypto: Pick<Crypto, 'sha256Hex'>): Promise<Form | null> {
  const { _once: word, ...fields } = await c.req.parseBody({ all: true })
  if (typeof word !== 'string' || !WORD.test(word)) return null
  const { pathname, search } = new URL(c.req.url)
  const text = JSON.stringify([pathname, search, Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))])
  return { word, digest: crypto.sha256Hex(utf8.encode(text)) }
}

/**
 * Runs it if it is the first; otherwise what came of that one, or `other` when its word went with something else before. What
 * `run` does not tell is unknown. Between looking and taking its place nothing is waited for: of two at one moment one runs.
 */
export async function once<T>(
  sendings: Sendings,
  { word, digest }: Form,
  run: (tell: (came: Came) => void) => Promise<T>,
): Promise<{ readonly answer: T } | { readonly before: Came | { readonly kind: 'other' } }> {
  for (let before = sendings.get(word); before; before = sendings.get(word)) {
    // Of a preview that is still on its way nothing comes either: who meanwhile chooses to record is not refused for it.
    const came = await before.came
    if (came.kind !== 'shown') return { before: before.digest === digest ? came : { kind: 'other' } }
  }
  let told: (came: Came) => void = () => undefined
  remember(sendings, word, { digest, came: new Promise((resolve) => (told = resolve)) })
  let came: Came = { kind: 'unknown' }
  const tell = (what: Came) => {
    came = what
  }
  return run(tell)
    .then((answer) => ({ answer }))
    .finally(() => {
      if (came.kind === 'shown') sendings.delete(word)
      told(came)
    })
}

function remember(sendings: Sendings, word: string, sending: Sending): void {
  for (const [oldest] of sendings) {
    if (sendings.size < LIMITS.formsRemembered) break
    sendings.delete(oldest)
  }
  sendings.set(word, sending)
}
