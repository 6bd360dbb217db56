/**
 * Collects cosignatures: each new checkpoint of the log goes to the witnesses, and once enough of them cosigned it, it is
 * kept with their signatures for others to be shown. Beside integration, which never waits for it: a witness that is slow or
 * gone costs others nothing, and one that contradicts is an alarm.
 *
 * What a witness has is only remembered here: after another start it says so itself. A crash at any point leaves the
 * cosigned checkpoint that was kept; witnesses that are ahead of it are caught up with by the next one.
 */
import type { Observer } from '../../events.ts'
import { LIMITS } from '../../limits.ts'
import type { Clock, Crypto } from '../../ports.ts'
import type { Exchanger } from '../../sources/exchange.ts'
import { createFollower, type Follower } from '../follower.ts'
import { consistencyOf } from '../proving.ts'
import { openCheckpoint } from '../tree/checkpoint.ts'
import { openNote, signatureLine, type Verifier } from '../tree/note.ts'
import type { TreeStore } from '../tree-store.ts'
import { ask, type Said } from './ask.ts'
import type { AskedWitness, Witnesses } from './config.ts'

export type CollectorPorts = {
  readonly tree: TreeStore
  readonly crypto: Pick<Crypto, 'sha256'>
  readonly log: Verifier
  readonly witnesses: Witnesses
  readonly exchanger: Exchanger
  readonly clock: Clock
  readonly observer: Observer
}
/** `catchUp`: the checkpoint of the call has its quorum, or everybody who could be asked has answered. */
export type Collector = Pick<Follower, 'catchUp' | 'stop'> & {
  start(everyMs?: number): void
  /** In the order of the configuration. */
  standings(): readonly WitnessStanding[]
}

/** Since the start: of what a witness cosigned last, and why it last did not. `size` 0: nothing yet. */
export type WitnessStanding = {
  readonly name: string
  readonly size: number
  readonly cosignedAt: string | null
  readonly fault: { readonly code: string; readonly at: string } | null
}

/**
 * 'witness-ahead', 'witness-differs': alarms. The database went back, or the log shows two trees. 'invalid': a signature that
 * is not its own. 'failed': our own storage.
 */
type Code = 'witness-ahead' | 'witness-differs' | 'invalid' | 'failed' | Extract<Said, { kind: 'failed' }>['code']

/** What is asked to be cosigned; `lines` are the signatures so far. */
type Head = {
  readonly note: string
  readonly text: string
  readonly size: number
  readonly lines: Map<AskedWitness, string>
}
/** `size`: of what the witness cosigned last, as far as is known. `asking`: a submission is on its way. */
type Standing = {
  size: number
  asking: boolean
  failures: number
  notBefore: number
  cosigned: Pick<WitnessStanding, 'size' | 'cosignedAt'>
  fault: WitnessStanding['fault']
}

/** Within a second of integration, which looks five times as often. */
const EVERY_MS = 1_000
/** It says its size once; a second time somebody else was first. More is no conversation. */
const MOST_TRIES = 3

export function createCollector(ports: CollectorPorts): Collector {
  const { tree, log, witnesses, clock, observer } = ports
  const standings = new Map(
    witnesses.asked.map((one): [AskedWitness, Standing] => [
      one,
      { size: 0, asking: false, failures: 0, notBefore: 0, cosigned: { size: 0, cosignedAt: null }, fault: null },
    ]),
  )
  const underWay = new Set<Promise<void>>()
  const stopping = new AbortController()
  let head: Head | undefined
  let kept: Promise<unknown> = Promise.resolve()

  async function newest(): Promise<Omit<Head, 'lines'> | undefined> {
    const note = await tree.checkpoint()
    const opened = note === undefined ? undefined : openCheckpoint(note, log)
    // Of another key: integration says so, and stops.
    if (note === undefined || !opened?.ok) return undefined
    return { note, text: note.slice(0, note.lastIndexOf('\n\n') + 1), size: opened.value.size }
  }

  /** One after the other, so that fewer signatures never take the place of more. */
  function keep({ note, size, lines }: Head): Promise<unknown> {
    const cosigned = () => note + witnesses.asked.map((witness) => lines.get(witness) ?? '').join('')
    const write = kept.then(() => tree.putCosigned({ size, note: cosigned() }))
    kept = write.catch(() => undefined)
    return write
  }

  function failed(standing: Standing, code: Code): void {
    const wait = Math.min(LIMITS.witnessRetryMs * 2 ** standing.failures, LIMITS.witnessRetryMostMs)
    standing.failures += 1
    standing.notBefore = clock().getTime() + wait
    standing.fault = { code, at: clock().toISOString() }
    observer({ type: 'fault', where: 'witness', code })
  }

  /** Another broker over the same database may have been further: then there is nothing wrong. */
  async function ahead(standing: Standing, size: number): Promise<void> {
    if (((await newest())?.size ?? 0) < size) failed(standing, 'witness-ahead')
  }

  async function submit(
    witness: AskedWitness,
    standing: Standing,
    { note, text, size, lines }: Head,
  ): Promise<boolean> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      // There is no proof from a larger tree: asked anew, it says what it has.
      const old = standing.size > size ? 0 : standing.size
      const proof = await consistencyOf(ports, old, size)
      const said = await ask(ports.exchanger, witness, { old, proof, checkpoint: note }, stopping.signal)
      if (stopping.signal.aborted) return false
      if (said.kind === 'lines') {
        const opened = openNote(`${text}\n${said.body}`, [witness.verifier])
        const [signature] = opened.ok ? opened.signatures : []
        if (!signature) failed(standing, 'invalid')
        else {
          lines.set(witness, signatureLine(signature))
          const cosigned = { size, cosignedAt: clock().toISOString() }
          Object.assign(standing, { size, failures: 0, cosigned })
        }
        return signature !== undefined
      }
      // Of the size that was sent there is no other tree, unless the log signed two.
      if (said.kind === 'differs' || (said.kind === 'size' && said.size === old)) {
        failed(standing, old === size || said.kind === 'differs' ? 'witness-differs' : 'malformed')
        return false
      }
      if (said.kind === 'failed') {
        failed(standing, said.code)
        return false
      }
      if (said.size > size) {
        await ahead(standing, said.size)
        return false
      }
      standing.size = said.size
    }
    failed(standing, 'malformed')
    return false
  }

  /** Never rejects. `enough`: called when this signature made the quorum. */
  async function one(witness: AskedWitness, standing: Standing, of: Head, enough: () => void): Promise<void> {
    standing.asking = true
    try {
      const signed = await submit(witness, standing, of)
      standing.asking = false
      if (!signed || of.lines.size < witnesses.quorum) return
      await keep(of)
      enough()
    } catch {
      // Our own storage: the tiles cannot be read, or the signatures not be kept.
      of.lines.delete(witness)
      failed(standing, 'failed')
    } finally {
      standing.asking = false
    }
  }

  async function round(): Promise<void> {
    const found = await newest()
    if (!found) return
    if (head?.note !== found.note) head = { ...found, lines: new Map() }
    const of = head
    const now = clock().getTime()
    const free = [...standings].filter(
      ([witness, { asking, notBefore }]) => !asking && notBefore <= now && !of.lines.has(witness),
    )
    await new Promise<void>((resolve) => {
      const work = free.map(([witness, standing]) => one(witness, standing, of, resolve))
      for (const each of work) {
        underWay.add(each)
        void each.finally(() => underWay.delete(each))
      }
      void Promise.all(work).then(() => resolve())
    })
  }

  const follower = createFollower(round, () => observer({ type: 'fault', where: 'witness', code: 'failed' }))
  return {
    catchUp: follower.catchUp,
    start: (everyMs = EVERY_MS) => follower.start(everyMs),
    standings: () =>
      [...standings].map(([{ verifier }, { cosigned, fault }]) => ({ name: verifier.name, ...cosigned, fault })),
    async stop() {
      stopping.abort()
      await follower.stop()
      await Promise.all(underWay)
      await kept
    },
  }
}
