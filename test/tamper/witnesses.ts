/** Two witnesses over HTTP, of a log that is only known once it was opened. */
import { witnessApp } from '../../src/cli/witness/serve.ts'
import { noteVerifier } from '../../src/log/tree/note.ts'
import { createWitness, type Witness } from '../../src/log/witness/witness.ts'
import { NOTE_CRYPTO } from '../log/tree/signers.ts'
import { memory, witnessKey } from '../log/witness/logs.ts'
import { listen } from '../support/listen.ts'

const KEYS = [witnessKey(1), witnessKey(2)]

export async function openWitnesses() {
  let behind: readonly Witness[] = []
  const add = (i: number) => (body: string) => behind[i]?.add(body) ?? ({ status: 404 } as const)
  const apps = await Promise.all(KEYS.map((_, i) => listen(witnessApp({ add: add(i) }, () => undefined))))
  return {
    witnesses: {
      quorum: KEYS.length,
      witnesses: KEYS.map(({ verifierKey: key }, i) => ({ key, url: apps[i]?.origin ?? '' })),
    },
    follow(verifierKey: string): void {
      const log = noteVerifier(NOTE_CRYPTO, verifierKey)
      if (!log) throw new Error('no key of a log')
      const { sha256 } = NOTE_CRYPTO
      behind = KEYS.map((signer) => createWitness({ sha256, logs: [log], signer, store: memory() }))
    },
    close: async () => void (await Promise.all(apps.map((app) => app.close()))),
  }
}
