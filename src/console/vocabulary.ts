/**
 * Lists that are alike for everybody of an organisation with the same roles (codes and norms), asked of the API once a minute: a page
 * that shows twenty names is not twenty questions more. No personal data in them.
 */
import { z } from 'zod'
import { LIMITS } from '../limits.ts'
import type { Clock } from '../ports.ts'
import type { Api } from './api.ts'
import type { Me } from './page.ts'

export type Vocabularies = {
  /** Throws ApiRefusal. */
  get<S extends z.ZodType>(
    api: Api,
    me: Pick<Me, 'organisation' | 'roles'>,
    path: string,
    answer: S,
  ): Promise<z.output<S>>
}

export function createVocabularies(clock: Clock): Vocabularies {
  const held = new Map<string, { readonly until: number; readonly list: Promise<unknown> }>()
  function listOf(api: Api, key: string, path: string): Promise<unknown> {
    const now = clock().getTime()
    const known = held.get(key)
    if (known && known.until > now) return known.list
    const list = api.get(path, z.unknown())
    if (held.size >= LIMITS.vocabulariesKept) held.clear()
    held.set(key, { until: now + LIMITS.vocabularyKeptMs, list })
    // A refusal is for who asked, not for who asks next.
    list.catch(() => held.delete(key))
    return list
  }
  return {
    async get(api, { organisation, roles }, path, answer) {
      const key = [organisation.oin, ...roles.map(({ code }) => code).sort(), path].join(' ')
      return answer.parse(await listOf(api, key, path))
    },
  }
}
