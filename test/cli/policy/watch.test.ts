/** Doing something again at every change: once a burst, for the files that count, until it is told to stop. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onChange } from '../../../src/cli/policy/watch.ts'
import { type Folder, folder } from './run.ts'

let times: number
let place: Folder
let stop: AbortController
const count = () => {
  times += 1
}
beforeEach(() => {
  times = 0
  place = folder()
  stop = new AbortController()
})
afterEach(() => place.remove())

describe('onChange', () => {
  it('works once for a burst, also in a folder below, and not for other files; and ends when told', async () => {
    place.write('norms/a.rego', 'before')
    const done = onChange(place.path, (file) => file.endsWith('.rego'), count, stop.signal)
    await wait(50)
    place.write('norms/a.txt', 'x')
    await wait(400)
    expect(times).toBe(0)
    for (const text of ['x', 'y', 'z']) place.write('norms/a.rego', text)
    await expect.poll(() => times).toBe(1)
    await wait(400)
    expect(times).toBe(1)
    place.write('norms/a.rego', 'again')
    await expect.poll(() => times).toBe(2)
    stop.abort()
    await done
    place.write('norms/a.rego', 'too late')
    await wait(400)
    expect(times).toBe(2)
  })
  it('does not begin when it was told to stop', async () => {
    stop.abort()
    await onChange(place.path, () => true, count, stop.signal)
    place.write('a.rego', 'x')
    await wait(400)
    expect(times).toBe(0)
  })
})
