/** A log that grows by hand, in memory, and witnesses that are asked without a network. */
import type { Event } from '../../../src/events.ts'
import { cosignatureVerifier } from '../../../src/log/tree/cosignature.ts'
import type { NoteKey } from '../../../src/log/tree/note.ts'
import type { TreeStore } from '../../../src/log/tree-store.ts'
import { type Collector, createCollector } from '../../../src/log/witness/collect.ts'
import type { AskedWitness } from '../../../src/log/witness/config.ts'
import type { Witness } from '../../../src/log/witness/witness.ts'
import { SourceFailure } from '../../../src/source-port.ts'
import type { Exchange, Exchanger, Reply } from '../../../src/sources/exchange.ts'
import { grown, leaves } from '../tree/naive.ts'
import { LOG, NOTE_CRYPTO } from '../tree/signers.ts'
import { noteOf, witness, witnessKey } from './logs.ts'

/** `size` and `all` may be changed: then it is another database. */
export type Log = TreeStore & { size: number; all: readonly Uint8Array[]; kept: string | undefined; broken: boolean }

export function logOf(size: number, log: NoteKey = LOG): Log {
  const store: Log = {
    size,
    all: leaves(600),
    kept: undefined,
    broken: false,
    checkpoint: async () => noteOf(store.size, log, [...store.all]),
    tile: async (level, index) =>
      [...grown(store.all.slice(0, store.size)).tiles.values()].find((t) => t.level === level && t.index === index)
        ?.bytes,
    leafHashes: async () => [],
    advance: async () => false,
    cosigned: async () => store.kept,
    async putCosigned({ note }) {
      if (store.broken) throw new Error('disk')
      store.kept = note
      return true
    },
  }
  return store
}

export type Answering = (body: string) => { readonly status: number; readonly text: string } | Promise<never>

export const answerOf =
  (one: Witness): Answering =>
  (body) => {
    const answer = one.add(body)
    return { status: answer.status, text: 'body' in answer ? answer.body : 'size' in answer ? `${answer.size}\n` : '' }
  }
export const gone: Answering = () => {
  throw new SourceFailure('unreachable')
}

export type Scene = {
  readonly log: Log
  readonly collector: Collector
  /** What stands behind each address; may be changed. */
  readonly behind: Answering[]
  /** Sizes that were sent as old, per witness. */
  readonly sent: number[][]
  readonly faults: string[]
  now: number
}

export const askedOf = (count: number): AskedWitness[] =>
  Array.from({ length: count }, (_, i) => {
    const verifier = cosignatureVerifier(NOTE_CRYPTO, witnessKey(i + 1).verifierKey)
    if (!verifier) throw new Error('no key')
    return { verifier, url: new URL(`https://w${i + 1}.example/add-checkpoint`) }
  })

export function exchangerOf(behind: readonly Answering[], saw: (i: number, body: string) => void = () => undefined) {
  const send = async ({ url, body = '', signal }: Exchange): Promise<Reply> => {
    const i = Number(url.hostname.match(/\d+/)?.[0]) - 1
    saw(i, body)
    const stopped = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new SourceFailure('timeout')))
    })
    // Long after the answer there is nobody left to hear it.
    stopped.catch(() => undefined)
    const answer = await Promise.race([behind[i]?.(body) ?? Promise.reject(new Error('nobody')), stopped])
    return {
      status: answer.status,
      text: async () => answer.text,
      json: async () => null,
      discard: async () => undefined,
    }
  }
  return { send, close: async () => undefined } satisfies Exchanger
}

export function sceneOf(count: number, quorum: number, size = 300): Scene {
  const log = logOf(size)
  const behind = Array.from({ length: count }, (_, i) => answerOf(witness(i + 1)))
  const sent: number[][] = behind.map(() => [])
  const faults: string[] = []
  const exchanger = exchangerOf(behind, (i, body) => sent[i]?.push(Number(body.match(/^old (\d+)/)?.[1])))
  const collector = createCollector({
    tree: log,
    crypto: NOTE_CRYPTO,
    log: LOG,
    witnesses: { quorum, asked: askedOf(count) },
    exchanger,
    clock: () => new Date(scene.now),
    observer: (event: Event) => void (event.type === 'fault' && faults.push(`${event.where} ${event.code}`)),
  })
  const scene: Scene = { log, collector, behind, sent, faults, now: 0 }
  return scene
}
