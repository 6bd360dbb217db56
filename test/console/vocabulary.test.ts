/** Lists that are alike for everybody: asked once a minute, per organisation and roles, and a refusal is kept for nobody. */
import { expect, it } from 'vitest'
import { z } from 'zod'
import type { Api } from '../../src/console/api.ts'
import { createVocabularies } from '../../src/console/vocabulary.ts'
import { LIMITS } from '../../src/limits.ts'

const list = z.object({ items: z.array(z.string()) })

function asking() {
  const state = { now: 0, refuses: false, asked: [] as string[] }
  const get = async (path: string) => {
    state.asked.push(path)
    if (state.refuses) throw new Error('refused')
    return { items: [path] }
  }
  const api = { get } as unknown as Api
  const vocabularies = createVocabularies(() => new Date(state.now))
  const look = (oin: string, path: string, role = 'R-CAS') => {
    const me = { organisation: { oin, name: null }, roles: [{ code: role, nl: '', en: '' }] }
    return vocabularies.get(api, me, path, list)
  }
  return { state, look }
}

it('is asked once a minute for each organisation and its roles, and again after a refusal', async () => {
  const { state, look } = asking()
  expect(await look('1', '/roles')).toEqual({ items: ['/roles'] })
  await look('1', '/roles')
  await look('2', '/roles')
  await look('1', '/norms')
  await look('1', '/norms', 'R-PRIV')
  expect(state.asked).toEqual(['/roles', '/roles', '/norms', '/norms'])
  state.now += LIMITS.vocabularyKeptMs
  state.refuses = true
  state.asked = []
  await expect(look('1', '/roles')).rejects.toThrow('refused')
  state.refuses = false
  await look('1', '/roles')
  expect(state.asked).toEqual(['/roles', '/roles'])
})

it('keeps no more of them than it has room for', async () => {
  const { state, look } = asking()
  for (let i = 0; i <= LIMITS.vocabulariesKept; i += 1) await look(String(i), '/roles')
  state.asked = []
  await look('0', '/roles')
  expect(state.asked).toEqual(['/roles'])
})
