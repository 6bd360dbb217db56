/** What every storage engine must do for policy revisions, and for decisions that are evaluated again. */
import { describe, expect, it } from 'vitest'
import type { KeptPolicy } from '../../src/policy/archive.ts'
import { AT, bareWrite, newId, OIN, OTHER_OIN } from './fixtures.ts'
import { type Factory, plain, useStored } from './stored.ts'

const POLICY: KeptPolicy = {
  digest: `sha256:${'a'.repeat(64)}`,
  at: AT,
  files: { wasm: Uint8Array.of(0, 97, 255), data: '{}', manifest: '{"norms":[]}', digest: '{"bundle":""}' },
  settings: '{"00000001003214345000":{}}',
}

export function archiveContract(name: string, open: Factory): void {
  const under = useStored(open)

  describe(`${name}: policy revisions`, () => {
    it('are given back byte for byte, and stay as they came first', async () => {
      const { policies } = under.stored
      await policies.keep(POLICY)
      await policies.keep({ ...POLICY, at: '2030-01-01T00:00:00.000Z', settings: '{}' })
      expect(plain(await policies.find(POLICY.digest))).toEqual(plain(POLICY))
      expect(await policies.find(`sha256:${'b'.repeat(64)}`)).toBeUndefined()
      await expect(under.stored.execute(`UPDATE policies SET data = '[]'`)).rejects.toThrow('policy-fixed')
    })
  })

  describe(`${name}: entries with a decision`, () => {
    it('of one organisation, between two ids, oldest first, with their parts', async () => {
      const ids = Array.from({ length: 6 }, newId).sort()
      const [a = '', b = '', c = '', d = '', e = '', f = ''] = ids
      const add = (id: string, type: 'decision' | 'read' | 'settlement', oin = OIN) =>
        under.stored.ledger.append(bareWrite([], { id, type, oin }))
      await add(f, 'decision')
      await add(d, 'settlement')
      await add(b, 'read')
      await add(c, 'decision', OTHER_OIN)
      await add(e, 'decision')
      await add(a, 'decision')
      const asked = async (after: string, before: string, count = 10) =>
        (await under.stored.ledger.decided(OIN, after, before, count)).map(({ id, parts }) => [id, parts.length])
      expect(await asked('', 'g')).toEqual([a, b, e, f].map((id) => [id, 1]))
      expect(await asked(a, f)).toEqual([b, e].map((id) => [id, 1]))
      expect(await asked('', 'g', 2)).toEqual([a, b].map((id) => [id, 1]))
    })
  })
}
