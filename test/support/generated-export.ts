/**
 * An export of any length, made as it is read: each entry comes out of its index alone, so that nothing is kept but the
 * hashes of the tree. Complete: pairs of a decision and its settlement.
 */
import { unhex } from '../../src/domain/trace.ts'
import { buildEntry, type EntrySpec } from '../../src/log/entry.ts'
import { exportLines } from '../../src/log/export/write.ts'
import { checkpointText } from '../../src/log/tree/checkpoint.ts'
import { growTree } from '../../src/log/tree/grow.ts'
import { type NoteKey, signNote } from '../../src/log/tree/note.ts'
import type { Tile } from '../../src/log/tree/tile.ts'
import type { Entry } from '../../src/ports.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { LOG, NOTE_CRYPTO } from '../log/tree/signers.ts'
import { decisionSpec, memoryKeys, settlementSpec } from '../storage/fixtures.ts'

/** Content of each decision and settlement; that of the fixtures where a test does not care. */
export type Contents = { readonly decision?: EntrySpec['parts']; readonly settlement?: EntrySpec['parts'] }

export async function* generatedExport(
  count: number,
  contents: Contents = {},
  log: NoteKey = LOG,
): AsyncGenerator<Uint8Array> {
  const keys = memoryKeys()
  let counter = 0
  let seed = 0
  /** Never for what is to stay secret: it repeats. */
  const crypto = createCrypto((bytes) => {
    counter += 1
    return Buffer.alloc(bytes, `${seed}-${counter};`)
  })
  const idOf = (index: number) =>
    `0190${String(index).padStart(4, '0').slice(0, 4)}-0000-7000-8000-${String(index).padStart(12, '0')}`
  const indexOf = (id: string) => Number(id.slice(-12))
  async function entry(index: number): Promise<Entry> {
    counter = 0
    seed = index
    const id = idOf(index)
    const { decision: parts, settlement } = contents
    const spec =
      index % 2 === 0
        ? decisionSpec({ id, ...(parts ? { parts } : {}) })
        : settlementSpec(idOf(index - 1), { id, ...(settlement ? { parts: settlement } : {}) })
    return { ...(await buildEntry({ crypto, keys }, spec)), index }
  }
  const tree = growTree(NOTE_CRYPTO.sha256)
  const tiles = new Map<string, Uint8Array>()
  const put = ({ level, index, bytes }: Tile) => void tiles.set(`${level}/${index}`, bytes)
  for (let index = 0; index < count; index += 1) tree.add(unhex((await entry(index)).leafHash)).forEach(put)
  tree.edge().forEach(put)
  const value = { origin: log.name, size: count, root: tree.root() }
  async function* decisions() {
    for (let index = 0; index < count; index += 2) yield { entry: await entry(index), supplied: false }
  }
  yield* exportLines(
    {
      crypto,
      keys,
      log,
      clock: () => new Date(0),
      ledger: { callOf: async () => undefined, settlementOf: (id) => entry(indexOf(id) + 1) },
      tree: { tile: async (level, index) => tiles.get(`${level}/${index}`) },
      policies: { find: async () => undefined },
    },
    {
      asked: { oin: null, from: null, until: null, department: null, subject: null },
      head: { note: signNote(checkpointText(value), [log]), value },
      sequenced: count,
      selected: decisions(),
    },
  )
}

export async function generatedText(count: number, contents?: Contents): Promise<string> {
  const lines: string[] = []
  for await (const line of generatedExport(count, contents)) lines.push(new TextDecoder().decode(line))
  return lines.join('')
}
