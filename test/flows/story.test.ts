/** The story of the demo, against a whole broker. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tell } from '../../src/cli/demo/story.ts'
import { SILENT } from '../support/silent.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

it('goes as it is told: every step gets the outcome that the law gives it', async () => {
  const seen: string[] = []
  const narrator = {
    ...SILENT,
    step: (who: string, what: string, reply: { body: Record<string, unknown> }) => {
      seen.push(`${who} ${what}: ${String(reply.body.outcome)}`)
      if (process.env.STORY) console.error(who, what, JSON.stringify(reply.body).slice(0, 3000))
    },
  }
  const told = await tell(await castOf(world), narrator)
  expect(told.caseId).toMatch(/^[0-9a-f-]{36}$/)
  expect(seen.filter((line) => line.endsWith(': deny'))).toHaveLength(5)
  // No table says what an area is called: whoever opens a case writes it as people read it.
  const { body } = await (await castOf(world)).asker.get(`/v1/cases/${told.caseId}`)
  expect(body.facts).toMatchObject({ region: 'Midden-Nederland' })
})
