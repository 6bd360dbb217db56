/** Entries of another broker become entries of this one: what is sealed here is not taken in the clear. */
import { expect, it } from 'vitest'
import { hex } from '../../../src/domain/trace.ts'
import { buildEntry, OPEN, openGroups } from '../../../src/log/entry.ts'
import type { ExportedEntry } from '../../../src/log/export/format.ts'
import { resealed } from '../../../src/log/export/reseal.ts'
import { SALT_BYTES } from '../../../src/log/leaf.ts'
import { decisionSpec, memoryKeys, vaultOf } from '../../storage/fixtures.ts'

const vault = vaultOf(memoryKeys())
const text = new TextDecoder()

/** All of its parts under one scope. */
async function exported(scope: string): Promise<ExportedEntry> {
  const entry = await buildEntry(vault, decisionSpec())
  const { groups } = await openGroups(vault, { ...entry, index: 0 })
  const framed = groups.flatMap(({ parts }) => parts)
  const parts = Object.fromEntries(
    framed.map(({ name, salted }) => [
      name,
      { salt: hex(salted.subarray(0, SALT_BYTES)), value: JSON.parse(text.decode(salted.subarray(SALT_BYTES))) },
    ]),
  )
  const sealed = [{ scope, parts: framed.map(({ name }) => name) }]
  const said: Pick<ExportedEntry, 'oin' | 'leaf' | 'parts' | 'sealed'> = {
    oin: entry.oin,
    leaf: text.decode(entry.leaf),
    parts,
    sealed,
  }
  return said as ExportedEntry
}

it('is sealed under a key of its scope', async () => {
  const { parts } = await resealed(vault, 'erased', await exported('case:c1:case'))
  expect(parts.map(({ keyId }) => keyId)).not.toContain(OPEN)
})

it('is refused where an export says that it stands open', async () => {
  await expect(resealed(vault, 'erased', await exported(OPEN))).rejects.toThrow('in the clear')
})
