/** How each witness fares: what it cosigned last, and why it last did not. */
import { expect, it } from 'vitest'
import { gone, sceneOf } from './collecting.ts'

it('is known since the start, in the order of the configuration', async () => {
  const scene = sceneOf(2, 2)
  const standings = () => scene.collector.standings().map(({ size, fault }) => [size, fault?.code ?? null])
  expect(standings()).toEqual([
    [0, null],
    [0, null],
  ])
  scene.behind[1] = gone
  await scene.collector.catchUp()
  const [first, second] = scene.collector.standings()
  expect([first?.name, first?.size, first?.fault]).toEqual(['witness.example/w1', 300, null])
  expect(Date.parse(first?.cosignedAt ?? '')).not.toBeNaN()
  expect([second?.size, second?.cosignedAt, second?.fault?.code]).toEqual([0, null, 'unreachable'])
})
