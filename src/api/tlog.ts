/**
 * The tree as others read it (C2SP tlog-tiles): the signed checkpoint, tiles of hashes, and the keys that signed. Nothing of it says what an entry
 * is about, so it asks for no token; entries themselves are not served here. Its paths and its media types are those of
 * C2SP, which is why it has a description of its own.
 */
import { type Context, Hono } from 'hono'
import { tileBytes } from '../log/proving.ts'
import { type Chain, keysDocument } from '../log/succession.ts'
import type { NoteKey } from '../log/tree/note.ts'
import { parseTilePath } from '../log/tree/tile.ts'
import type { TreeStore } from '../log/tree-store.ts'
import { json, problemResponse } from './http.ts'
import { TILE_PREFIX, tlogDocument } from './tlog-openapi.ts'

const OPEN = { 'access-control-allow-origin': '*' }
/** A tile never changes, nor does what a narrower one begins with. */
const FOR_EVER = { 'cache-control': 'public, max-age=31536000, immutable' }

type Ports = {
  readonly tree: Pick<TreeStore, 'checkpoint' | 'tile'>
  readonly log: Pick<NoteKey, 'verifierKey'>
  readonly chain: Chain
}

export function tlogRoutes(ports: Ports): Hono {
  const app = new Hono()

  app.get('/openapi.json', (c) => json(c, 200, tlogDocument(), OPEN))

  app.get('/keys', (c) => json(c, 200, keysDocument(ports.log.verifierKey, ports.chain), OPEN))

  app.get('/checkpoint', async (c) => {
    const note = await ports.tree.checkpoint()
    return note === undefined ? nothing(c) : c.body(note, 200, { 'content-type': 'text/plain; charset=utf-8', ...OPEN })
  })

  app.get('/tile/*', async (c) => {
    const at = parseTilePath(c.req.path.slice(TILE_PREFIX.length))
    const bytes = at && (await tileBytes(ports.tree, at))
    if (!bytes) return nothing(c)
    return c.body(new Uint8Array(bytes).buffer, 200, {
      'content-type': 'application/octet-stream',
      ...OPEN,
      ...FOR_EVER,
    })
  })

  return app
}

function nothing(c: Context): Response {
  return problemResponse(c, { code: 'not-found' })
}
