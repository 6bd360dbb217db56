/** Asking, cases, norms and policy in a real browser, by who has that job; refused to who has not; and the whole way of a question. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { openStage, type Stage } from '../support/stage.ts'
import { WORK } from './jobs/all.ts'

const QUESTIONS = 60

describe.skipIf(!hasChromium)('the console at work', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage(QUESTIONS)
  })
  afterAll(() => stage?.close())

  it.each(WORK.map((job) => [`${job.as} ${job.does}`, job] as const))('%s', async (_, { run }) => {
    await expect(run(stage)).resolves.toBeUndefined()
  })
})
