/** Obligations over the API, by people whose tokens outlive every clock that a test turns. */
import { expect } from 'vitest'
import type { Api, Reply } from '../../src/cli/demo/client.ts'
import type { Person } from '../../src/cli/demo/people.ts'
import type { World } from './world.ts'

export type Item = {
  readonly id: string
  readonly decisionId: string
  readonly caseId: string | null
  readonly norm: string
  readonly obligation: string
  readonly owners: readonly string[]
  readonly due: string | null
  readonly overdue: boolean
  readonly status: string
}

/** The data protection officer, and somebody who owes nothing that these tests make. */
export const FG: Person = { person: 'demo-fg', organ: 'COL', department: 'FG', roles: ['R-FG'] }
export const STRANGER: Person = { person: 'demo-eigenaar', organ: 'HEF', department: 'BEL', roles: ['R-OWN'] }

export async function speaking(world: World, person: Person, now: number): Promise<Api> {
  const token = await world.token(person, {}, { expiresAt: Math.floor(now / 1000) + 3_600 })
  return {
    post: (path, body) => world.call(token, 'POST', path, body),
    get: (path) => world.call(token, 'GET', path),
  }
}

export async function listed(who: Api, query = ''): Promise<Item[]> {
  const reply = await who.get(`/v1/obligations?${query}`)
  expect(reply.status).toBe(200)
  return reply.body.items as Item[]
}

export const ofCase = (caseId: string) => `caseId=${caseId}&limit=100`

export async function one(who: Api, caseId: string, obligation: string): Promise<Item> {
  const found = (await listed(who, ofCase(caseId))).filter((item) => item.obligation === obligation)
  expect(found).toHaveLength(1)
  return found[0] as Item
}

export function end(who: Api, id: string, how: 'DONE' | 'WAIVED' = 'DONE'): Promise<Reply> {
  return who.post(`/v1/obligations/${id}/discharges`, { how, grounds: 'Gedaan, of niet meer nodig.' })
}
