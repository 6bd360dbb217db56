/** The log, decisions, judgements, review, statements and health in a real browser, by who controls what was decided. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { openStage, type Stage } from '../support/stage.ts'
import { CONTROL } from './jobs/all.ts'

const QUESTIONS = 60

describe.skipIf(!hasChromium)('control in the console', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage(QUESTIONS)
  })
  afterAll(() => stage?.close())

  it.each(CONTROL.map((job) => [`${job.as} ${job.does}`, job] as const))('%s', async (_, { run }) => {
    await expect(run(stage)).resolves.toBeUndefined()
  })
})
