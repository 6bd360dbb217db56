/** What every storage engine must do for policy revisions, and for decisions that are evaluated again. */
import { describe, expect, it } from 'vitest'
import { activate } from '../../src/log/activation.ts'
import { buildEntry, openParts } from '../../src/log/entry.ts'
import type { KeptPolicy } from '../../src/policy/archive.ts'
import { AT, bareWrite, decisionSpec, newId, OIN, OTHER_OIN } from './fixtures.ts'
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
    it('are given back byte for byte, stay as they came first, and are listed from the newest on', async () => {
      const { policies } = under.stored
      await policies.keep(POLICY)
      await policies.keep({ ...POLICY, at: '2030-01-01T00:00:00.000Z', settings: '{}' })
      expect(plain(await policies.find(POLICY.digest))).toEqual(plain(POLICY))
      expect(await policies.find(`sha256:${'b'.repeat(64)}`)).toBeUndefined()
      const places = async (after: Parameters<typeof policies.list>[0], count = 10) =>
        (await policies.list(after, count)).map(({ digest, at, norms }) => [digest.at(-1), at, norms])
      const later = { ...POLICY, at: '2031-01-01T00:00:00.000Z' }
      const manifest = '{"norms":[{"id":"A-01"},{"id":"A-02"}]}'
      await policies.keep({ ...later, digest: `sha256:${'c'.repeat(64)}`, files: { ...POLICY.files, manifest } })
      await policies.keep({ ...later, digest: `sha256:${'d'.repeat(64)}` })
      const [d, c, a] = [
        ['d', later.at, 0],
        ['c', later.at, 2],
        ['a', AT, 0],
      ]
      expect(await places(null)).toEqual([d, c, a])
      expect(await places(null, 2)).toEqual([d, c])
      expect(await places({ at: later.at, digest: `sha256:${'c'.repeat(64)}` })).toEqual([a])
      await expect(under.stored.execute(`UPDATE policies SET data = '[]'`)).rejects.toThrow('policy-fixed')
    })
  })

  describe(`${name}: the activation of a policy`, () => {
    const under1 = `sha256:${'1'.repeat(64)}`
    const under2 = `sha256:${'2'.repeat(64)}`
    const refOf = (digest: string) => ({ digest, revision: digest.slice(7, 19) })
    const parts = { wasm: under1, data: under1, manifest: under1 }
    const files = { ...POLICY.files, digest: JSON.stringify({ bundle: under1, parts }) }
    const start = (digest: string) => {
      const { ledger, policies } = under.stored
      const ports = { ...under.vault, ledger, policies, clock: () => new Date(AT), newId }
      return activate(ports, files, { policy: refOf(digest), settings: {} })
    }
    const activations = async () => {
      const entries = (await under.stored.ledger.range(0, 100)).filter(({ type }) => type === 'activation')
      return Promise.all(entries.map(async (entry) => (await openParts(under.vault, entry)).activation))
    }

    it('is entered once, also by two that start at the same time, and names what it replaced', async () => {
      expect((await Promise.all([start(under1), start(under1)])).toSorted()).toEqual([false, true])
      await under.stored.ledger.append(bareWrite())
      expect((await Promise.all([start(under2), start(under2), start(under2)])).filter((one) => one)).toHaveLength(1)
      expect(await start(under2)).toBe(false)
      expect(await start(under1)).toBe(true)
      expect(await activations()).toMatchObject([
        { policy: refOf(under1), previous: null },
        { policy: refOf(under2), previous: refOf(under1) },
        { policy: refOf(under1), previous: refOf(under2) },
      ])
      for (const digest of [under1, under2]) expect(await under.stored.policies.find(digest)).toMatchObject({ digest })
    })

    it('is not entered again because somebody under another policy decided last', async () => {
      await start(under1)
      await under.stored.ledger.append(bareWrite())
      expect(await start(under1)).toBe(false)
    })

    it('names what decided last where no activation was entered yet', async () => {
      const spec = decisionSpec()
      await under.stored.ledger.append({ ...bareWrite(), entry: await buildEntry(under.vault, spec) })
      expect(await start(under1)).toBe(true)
      expect(await activations()).toMatchObject([{ previous: spec.policy }])
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
