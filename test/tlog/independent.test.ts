/** What the log hands out, checked by code of others over HTTP: Go's sumdb, torchwood, and merkle of transparency-dev. */
import { mkdirSync } from 'node:fs'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, describe, expect, it } from 'vitest'
import { consistencyProofSchema, inclusionProofSchema } from '../../src/api/documents.ts'
import { tlogRoutes } from '../../src/api/tlog.ts'
import type { Api } from '../../src/cli/demo/client.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { receiptSchema } from '../../src/domain/receipt.ts'
import { finalReceipt } from '../../src/log/proving.ts'
import { base64 } from '../../src/log/tree/base64.ts'
import { checkpointText, openCheckpoint } from '../../src/log/tree/checkpoint.ts'
import { cosignatureVerifier, cosigner } from '../../src/log/tree/cosignature.ts'
import { noteKey, signNote } from '../../src/log/tree/note.ts'
import { consistencyProof, inclusionProof } from '../../src/log/tree/proof.ts'
import { tilePath } from '../../src/log/tree/tile.ts'
import { keysFor } from '../../src/storage/node/log-start.ts'
import { rotate } from '../../src/storage/node/succeed.ts'
import { flipped } from '../log/stored-log.ts'
import { grown, hexes, leaves, readerOf, sha256 } from '../log/tree/naive.ts'
import { LOG, NOTE_CRYPTO, ORIGIN, seed } from '../log/tree/signers.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { listen } from '../support/listen.ts'
import { logFolder } from '../support/log-folder.ts'
import { openWorld } from '../support/world.ts'
import { type Asked, checkerAtHand } from './at-hand.ts'

const checker = checkerAtHand()
afterAll(() => checker?.remove())

const WITNESS = cosigner(NOTE_CRYPTO, 'witness.example/w1', seed(3), () => 1_800_000_000)

describe.runIf(checker !== undefined)('code of others', () => {
  const found = async (asked: Asked) => {
    if (!checker) throw new Error('no checker')
    const { Size, LeafHashes, Failures, Cosigned } = await checker.check(asked)
    return { size: Size, leafHashes: LeafHashes ?? [], failures: Failures ?? [], cosigned: Cosigned }
  }

  it('verifies a broker: its checkpoint, tiles, receipts and proofs', async () => {
    const world = await openWorld()
    const { origin, close } = await listen(world.node.app)
    try {
      const { caseId, cast } = await openGarage(world, 'B4')
      await permitted(cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
      await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
      const { ledger, log, tree } = world.node.ports
      const covered = async () => Number((await tree.checkpoint())?.split('\n')[1] ?? 0)
      await expect.poll(covered).toBeGreaterThan(2)
      const earlier = (await tree.checkpoint()) ?? ''
      const question = municipal(caseId, 'BEL/heffingen', 'DETAIL', ['kwijtschelding'])
      const answers = [
        await cast.asker.post('/v1/inquiries', question),
        await cast.asker.post('/v1/inquiries', question),
      ]
      const size = await ledger.size()
      await expect.poll(covered).toBe(size)
      const entries = await ledger.range(0, size)
      const asked: Asked = {
        base: `${origin}/v1/log`,
        key: log.verifierKey,
        notes: answers.map(({ body }) => receiptSchema.parse(body.receipt).signature ?? ''),
        kept: [earlier],
        proofs: await all(
          cast.asker,
          entries.map(({ id }) => `/v1/log/entries/${id}`),
          (body) => String(body.proof),
        ),
        inclusion: await all(cast.asker, [`/v1/log/inclusion?index=1`, '/v1/log/inclusion?index=1&size=3'], (body) =>
          inclusionProofSchema.parse(body),
        ),
        consistency: await all(
          cast.asker,
          ['/v1/log/consistency?first=3', '/v1/log/consistency?first=2&second=3'],
          (body) => consistencyProofSchema.parse(body),
        ),
      }
      const { failures, leafHashes } = await found(asked)
      expect(failures).toEqual([])
      expect(leafHashes).toEqual(entries.map(({ leafHash }) => leafHash))
      const [proof = ''] = asked.proofs ?? []
      const touched = {
        ...asked,
        proofs: [proof.replace('index 0', 'index 1')],
        notes: [(asked.notes?.[0] ?? '').replace('2', '3')],
      }
      expect((await found(touched)).failures.map((one) => one.split(':')[0])).toEqual(['note 0', 'proof 0'])
    } finally {
      await close()
      await world.close()
    }
  })

  it('verifies what was signed before the log got another key', async () => {
    const log = logFolder()
    mkdirSync(log.path('anchor'))
    await log.grow(7)
    const opened = log.open()
    try {
      const former = (await keysFor(opened)).key
      const receipt = signNote('sluis receipt v1\n{}\n', [former])
      const kept = (await opened.tree.checkpoint()) ?? ''
      const [entry] = await opened.ledger.range(3, 1)
      const ports = { ...opened, log: former }
      const proof = (entry && (await finalReceipt(ports, entry))) ?? ''
      const { key, steps, successions } = await rotate(opened)
      const server = await listen(
        new Hono().route('/v1/log', tlogRoutes({ ...ports, log: key, chain: { steps, successions } })),
      )
      const asked = { base: `${server.origin}/v1/log`, key: key.verifierKey, kept: [kept], proofs: [proof] }
      const all = { ...asked, notes: [receipt], successions, former: [former.verifierKey] }
      const [whole, without] = [await found(all), await found({ ...asked, successions })]
      await server.close()
      expect([whole.failures, whole.size]).toEqual([[], 8])
      expect(without.failures.map((one) => one.split(':')[0])).toEqual(['proof 0', 'kept 0', 'succession 0'])
    } finally {
      opened.close()
      log.remove()
    }
  })

  describe('verifies a tree over three levels of tiles', () => {
    const SIZE = 66_000
    const all = leaves(SIZE)
    const { tree, tiles } = grown(all)
    const text = checkpointText({ origin: ORIGIN, size: SIZE, root: tree.root() })
    const reader = readerOf(tiles)

    /** Serves the tree, with the tile at `path` changed. */
    async function serving<T>(use: (asked: Asked) => Promise<T>, path = '', note = signNote(text, [LOG])): Promise<T> {
      const bytesOf = (level: number, index: number) => {
        const tile = [...tiles.values()].find((one) => one.level === level && one.index === index)
        return tile && (tilePath(tile) === path ? flipped(tile.bytes, 1_000) : tile.bytes)
      }
      const store = {
        checkpoint: async () => note,
        tile: async (level: number, index: number) => bytesOf(level, index),
      }
      const ports = { tree: store, log: LOG, chain: { steps: [], successions: [] } }
      const server = createAdaptorServer({ fetch: new Hono().route('/v1/log', tlogRoutes(ports)).fetch })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      try {
        const address = server.address()
        const port = typeof address === 'object' && address ? address.port : 0
        return await use({ base: `http://127.0.0.1:${port}/v1/log`, key: LOG.verifierKey })
      } finally {
        server.close()
      }
    }

    it('with proofs of inclusion and consistency, at the edges of tiles', async () => {
      const at = [0, 255, 256, 65_535, 65_536, SIZE - 1]
      const pairs = [0, 1, 255, 256, 257, 65_536, 65_537, SIZE - 1, SIZE]
      const inclusion = at.map(async (index) => {
        return { index, size: SIZE, proof: (await inclusionProof(sha256, reader, index, SIZE)).map(base64) }
      })
      const consistency = pairs.map(async (first) => {
        return { first, second: SIZE, proof: (await consistencyProof(sha256, reader, first, SIZE)).map(base64) }
      })
      const claims = { inclusion: await Promise.all(inclusion), consistency: await Promise.all(consistency) }
      const { failures, size, leafHashes } = await serving((asked) => found({ ...asked, ...claims }))
      expect([failures, size]).toEqual([[], SIZE])
      expect(leafHashes).toEqual(hexes(all))
      const bent = [
        { ...claims.inclusion[0], index: 1 },
        { ...claims.inclusion[1], proof: [] },
      ] as Asked['inclusion']
      const refused = await serving((asked) => found({ ...asked, inclusion: bent ?? [] }))
      expect(refused.failures.map((one) => one.split(':')[0])).toEqual([
        `inclusion 1 in ${SIZE}`,
        `inclusion 255 in ${SIZE}`,
      ])
    })

    it('and finds a tile that was touched, and a checkpoint of another key', async () => {
      const touched = await serving(found, '0/007')
      expect(touched.failures).toEqual([expect.stringMatching(/^leaves: /)])
      const foreign = await serving(found, '', signNote(text, [noteKey(NOTE_CRYPTO, ORIGIN, seed(2))]))
      expect(foreign.failures).toEqual([expect.stringMatching(/^checkpoint: /)])
    })

    it('and its cosignatures, as we verify theirs', async () => {
      const cosigned = { note: signNote(text, [LOG, WITNESS]), key: WITNESS.verifierKey }
      const made = await serving((asked) => found({ ...asked, cosigned }))
      expect(made.failures).toEqual([])
      const verifier = cosignatureVerifier(NOTE_CRYPTO, made.cosigned.Key)
      if (!verifier) throw new Error('no verifier key')
      const opened = openCheckpoint(made.cosigned.Note, LOG, [verifier])
      expect(opened.ok && opened.signatures.map(({ name }) => name)).toEqual([ORIGIN, 'witness.example/go'])
    })
  })
})

async function all<T>(api: Api, paths: readonly string[], take: (body: Record<string, unknown>) => T): Promise<T[]> {
  const replies = await Promise.all(paths.map((path) => api.get(path)))
  return replies.map(({ body }) => take(body))
}
