/**
 * The tree as others read it (C2SP tlog-tiles): the signed checkpoint, tiles of hashes, and the keys that signed. Nothing of it says what an entry
 * is about, so it asks for no token; entries themselves are not served here. Its paths and its media types are those of
 * C2SP, which is why it has a description of its own.
 */
import { type Context, Hono } from 'hono'
import { currentOrigin, isTileOf } from '../log/origins.ts'
import { tileBytes } from '../log/proving.ts'
import { type Chain, keysDocument } from '../log/succession.ts'
import type { NoteKey } from '../log/tree/note.ts'
import type { TreeStore } from '../log/tree-store.ts'
import { json, problemResponse } from './http.ts'
import { parseTlogPath, tlogDocument } from './tlog-openapi.ts'

const OPEN = { 'access-control-allow-origin': '*' }
/** A tile never changes under its name, nor does what a narrower one begins with. */
const FOR_EVER = { 'cache-control': 'public, max-age=31536000, immutable' }

type Ports = {
  readonly tree: Pick<TreeStore, 'checkpoint' | 'tile'>
  readonly log: Pick<NoteKey, 'verifierKey'>
  readonly chain: Chain
}

/**
 * Each name that the log had has tiles of its own, at `/<number>` from the second on: after a rollback the same places hold
 * other hashes, and who kept the tiles of a name that ended must not take these for them.
 */
export function tlogRoutes(ports: Ports): Hono {
  const app = new Hono()

  const checkpoint = async (c: Context): Promise<Response> => {
    const note = await ports.tree.checkpoint()
    return note === undefined ? nothing(c) : c.body(note, 200, { 'content-type': 'text/plain; charset=utf-8', ...OPEN })
  }

  app.get('/openapi.json', (c) => json(c, 200, tlogDocument(), OPEN))

  app.get('/keys', (c) => json(c, 200, keysDocument(ports.log.verifierKey, ports.chain), OPEN))

  // Whoever asks without a number asks for what is signed now: the note says under which name that is.
  app.get('/checkpoint', checkpoint)

  app.get('/:origin{[0-9]+}/checkpoint', (c) => {
    const asked = parseTlogPath(c.req.path)
    return asked?.origin === currentOrigin(ports.chain.steps) ? checkpoint(c) : nothing(c)
  })

  const tile = async (c: Context): Promise<Response> => {
    const asked = parseTlogPath(c.req.path)
    if (!asked?.tile || !isTileOf(ports.chain.steps, asked.origin, asked.tile)) return nothing(c)
    const bytes = await tileBytes(ports.tree, asked.tile)
    if (!bytes) return nothing(c)
    return c.body(new Uint8Array(bytes).buffer, 200, {
      'content-type': 'application/octet-stream',
      ...OPEN,
      ...FOR_EVER,
    })
  }
  app.get('/tile/*', tile)
  app.get('/:origin{[0-9]+}/tile/*', tile)

  return app
}

function nothing(c: Context): Response {
  return problemResponse(c, { code: 'not-found' })
}
