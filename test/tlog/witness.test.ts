/** Witnesses of others cosign our log, and refuse a second one; and others verify what our witness cosigned. */

import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tlogRoutes } from '../../src/api/tlog.ts'
import { witnessApp } from '../../src/cli/witness/serve.ts'
import { openCheckpoint } from '../../src/log/tree/checkpoint.ts'
import { witnessedSizes } from '../../src/log/witness/ask.ts'
import { createCollector } from '../../src/log/witness/collect.ts'
import { witnessesOf } from '../../src/log/witness/config.ts'
import { publishedTree } from '../../src/log/witness/published.ts'
import { undiciExchanger } from '../../src/sources/undici.ts'
import { sha256 } from '../log/tree/naive.ts'
import { LOG, NOTE_CRYPTO, ORIGIN } from '../log/tree/signers.ts'
import { logOf } from '../log/witness/collecting.ts'
import { FORKED, memory, noteOf, witness, witnessKey } from '../log/witness/logs.ts'
import { type Listening, listen } from '../support/listen.ts'
import { checkerAtHand } from './at-hand.ts'
import { type Litewitness, litewitnessAtHand } from './litewitness.ts'

const checker = checkerAtHand()
const programs = litewitnessAtHand()
afterAll(() => {
  checker?.remove()
  programs?.remove()
})

describe.runIf(checker !== undefined && programs !== undefined)('a witness of others beside one of ours', () => {
  let theirs: Litewitness
  let ours: Listening
  const exchanger = undiciExchanger(async () => ({}))
  const log = logOf(0)
  const faults: string[] = []
  beforeAll(async () => {
    if (!programs) throw new Error('no programs')
    theirs = await programs.start('witness.example/theirs')
    ours = await listen(witnessApp(witness(1), () => undefined))
  })
  afterAll(async () => {
    await exchanger.close()
    await ours.close()
    await theirs.stop()
  })

  const witnesses = () =>
    witnessesOf(NOTE_CRYPTO, {
      quorum: 2,
      witnesses: [
        { key: witnessKey(1).verifierKey, url: ours.origin },
        { key: theirs.key, url: theirs.url },
      ],
    })
  const collector = () =>
    createCollector({
      tree: log,
      crypto: NOTE_CRYPTO,
      log: LOG,
      witnesses: witnesses(),
      exchanger,
      clock: () => new Date(faults.length * 100_000),
      observer: (event) => void (event.type === 'fault' && faults.push(event.code)),
    })
  const seen = () => {
    const opened = openCheckpoint(
      log.kept ?? '',
      LOG,
      witnesses().asked.map(({ verifier }) => verifier),
    )
    return opened.ok ? [opened.value.size, ...opened.signatures.slice(1).map(({ name }) => name)] : opened.reason
  }
  const BOTH = ['witness.example/w1', 'witness.example/theirs']

  it('refuses a log that it does not know', async () => {
    await collector().catchUp()
    expect([log.kept, faults]).toEqual([undefined, ['refused']])
    theirs.trust(ORIGIN, LOG.verifierKey)
  })

  it('cosigns each checkpoint that goes on from the one before, and says where it was to who forgot', async () => {
    const one = collector()
    for (const size of [5, 300, 301, 512]) {
      log.size = size
      await one.catchUp()
      expect(seen()).toEqual([size, ...BOTH])
    }
    log.size = 513
    await collector().catchUp()
    expect(seen()).toEqual([513, ...BOTH])
    expect(faults).toEqual(['refused'])
    const { sizes } = await witnessedSizes({ witnesses: witnesses(), exchanger, sha256, log: LOG })
    expect(sizes.map(({ size }) => size)).toEqual([513, 513])
  })

  it('and what ours cosigned beside it is verified by code of others', async () => {
    const tree = publishedTree(log, LOG, witnesses())
    const server = await listen(
      new Hono().route('/v1/log', tlogRoutes({ tree, log: LOG, chain: { steps: [], successions: [] } })),
    )
    try {
      const found = async (note: string, key: string) =>
        checker?.check({ base: `${server.origin}/v1/log`, key: LOG.verifierKey, cosigned: { note, key } })
      const [note, key] = [log.kept ?? '', witnessKey(1).verifierKey]
      expect((await found(note, key))?.Failures).toBeNull()
      expect((await found(note, theirs.key))?.Failures).toBeNull()
      expect((await found(note, witnessKey(2).verifierKey))?.Failures).toEqual([
        expect.stringMatching(/^cosignature: /),
      ])
    } finally {
      await server.close()
    }
  })

  it('and ours takes what a client with proofs of others submits, and refuses what does not go on', async () => {
    const tree = { ...log, checkpoint: async () => noteOf(513) }
    const server = await listen(
      new Hono().route('/v1/log', tlogRoutes({ tree, log: LOG, chain: { steps: [], successions: [] } })),
    )
    try {
      const failures = async (old: number) => {
        const submit = { url: `${ours.origin}/add-checkpoint`, key: witnessKey(1).verifierKey, old }
        const base = `${server.origin}/v1/log`
        return (await checker?.check({ base, key: LOG.verifierKey, submit }))?.Failures
      }
      expect(await failures(5)).toEqual([expect.stringMatching(/^submission: 409 Conflict: 513$/m)])
      await ours.close()
      ours = await listen(witnessApp(witness(1), () => undefined))
      for (const old of [0, 513]) expect(await failures(old)).toBeNull()
      const store = memory()
      store.keep(ORIGIN, noteOf(300))
      await ours.close()
      ours = await listen(witnessApp(witness(1, store), () => undefined))
      expect(await failures(300)).toBeNull()
      expect(store.latest(ORIGIN)).toBe(noteOf(513))
      store.keep(ORIGIN, noteOf(350, LOG, FORKED))
      expect(await failures(350)).toEqual([expect.stringMatching(/^submission: 422/)])
      store.keep(ORIGIN, noteOf(513))
    } finally {
      await server.close()
    }
  })

  it('refuses another tree and one that went back, which is an alarm', async () => {
    faults.length = 0
    log.all = [...FORKED, ...FORKED]
    log.size = 520
    await collector().catchUp()
    expect(faults).toEqual(['witness-differs', 'witness-differs'])
    faults.length = 0
    log.all = logOf(0).all
    log.size = 400
    await collector().catchUp()
    expect(faults).toEqual(['witness-ahead', 'witness-ahead'])
    expect(seen()).toEqual([513, ...BOTH])
  })
})
