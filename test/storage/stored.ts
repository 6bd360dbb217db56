/** A storage engine under test: what the contract suites ask of its factory. */
import { afterEach, beforeEach } from 'vitest'
import type { Vault } from '../../src/log/entry.ts'
import type { Stores } from '../../src/storage/stores.ts'
import { type MemoryKeys, memoryKeys, vaultOf } from './fixtures.ts'

export type Stored = Stores & {
  /** Runs SQL as somebody would who has the database open. Rejects as the database does. */
  execute(sql: string): Promise<readonly object[]>
  close(): Promise<void>
}
export type Factory = (vault: Vault) => Promise<Stored>

/** Opened anew for each test; the getters give the one of the test that runs. */
export type Under = { readonly keys: MemoryKeys; readonly vault: Vault; readonly stored: Stored }

export function useStored(open: Factory): Under {
  let keys: MemoryKeys
  let vault: Vault
  let stored: Stored
  beforeEach(async () => {
    keys = memoryKeys()
    vault = vaultOf(keys)
    stored = await open(vault)
  })
  afterEach(() => stored.close())
  return {
    get keys() {
      return keys
    },
    get vault() {
      return vault
    },
    get stored() {
      return stored
    },
  }
}

/** Bytes as arrays: drivers differ in the class they give. */
export function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, one) => (one?.type === 'Buffer' ? one.data : one instanceof Uint8Array ? [...one] : one)),
  )
}
