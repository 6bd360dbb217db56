/** The same addresses, typed by who has no role in them: each says that it is not theirs, and shows nothing of it. */
import assert from 'node:assert/strict'
import { municipal } from '../../../src/cli/demo/questions.ts'
import { type Desk, sitDown } from '../../support/desk.ts'
import { openGarage } from '../../support/garage.ts'
import { personOf, type Stage } from '../../support/stage.ts'
import type { Job } from './job.ts'

const LOG = ['/decisions', '/decisions/table', '/decisions/report', '/decisions/report/pdf', '/statements', '/health']
const REVIEW = ['', '/samples', '/findings', '/obligations', '/stops', '/stops/new?type=STOP_ALL']
const JUDGING = ['', '/standing', '/new', '/new?type=DPIA']

export const closedJobs: readonly Job[] = [
  { as: 'baliemedewerker', does: 'is refused on every page that their roles do not open', run: clerk },
  { as: 'casusregisseur', does: 'is refused what belongs to who controls the log', run: asker },
  { as: 'jurist', does: 'is refused the log, and cases', run: jurist },
  { as: 'fg', does: 'is refused statements and judging, and may look at all else', run: officer },
]

async function refused(desk: Desk, path: string): Promise<void> {
  const status = await desk.visit(`/console${path}`)
  assert.ok(status === 403 || status === 404, `${path} gave ${status}`)
  assert.match(await desk.heading(), /^Dit is niet voor u$|^Deze bladzijde is er niet, of niet voor u$/)
  const main = desk.page.locator('main')
  assert.deepEqual([await main.locator('table').count(), await main.locator('form').count()], [0, 0], path)
}

/** A case with a question that waits for a judgement, and the pages of each. */
async function pages(stage: Stage) {
  const { caseId, cast } = await openGarage(stage.world, 'B3')
  const { body } = await cast.asker.post('/v1/inquiries', municipal(caseId, 'VERG/vergunningen', 'HITNOHIT'))
  const { id, decisionId } = body as { id: string; decisionId: string }
  return {
    decision: [`/decisions/${decisionId}`, `/decisions/${decisionId}/proof`],
    waiting: `/judgements/waiting/${id}/0`,
    inquiry: `/inquiries/${id}`,
    held: `/cases/${caseId}`,
  }
}

async function clerk(stage: Stage): Promise<void> {
  const { decision, waiting, inquiry, held } = await pages(stage)
  const desk = await sitDown(stage, personOf('baliemedewerker').person)
  const menu = await desk.page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link').allInnerTexts()
  assert.deepEqual(menu, ['Vragen', 'Mijn verzoeken', 'Normen en beleid'])
  const judging = JUDGING.map((path) => `/judgements${path}`)
  const review = REVIEW.map((path) => `/review${path}`)
  for (const path of [...LOG, ...decision, ...judging, waiting, ...review, '/cases', held, inquiry]) {
    await refused(desk, path)
  }
  await desk.leave()
}

async function asker(stage: Stage): Promise<void> {
  const { decision, waiting } = await pages(stage)
  const desk = await sitDown(stage, personOf('casusregisseur').person)
  for (const path of [...LOG, ...decision, waiting]) await refused(desk, path)
  await desk.menu('Nacontrole')
  await desk.follow('Steekproeven')
  await desk.says('Uw rol kan ze niet inzien')
  await desk.follow('Stops')
  await desk.says('Uw rol kan niets stopzetten')
  await desk.leave()
}

async function jurist(stage: Stage): Promise<void> {
  const { decision, waiting, inquiry, held } = await pages(stage)
  const desk = await sitDown(stage, personOf('jurist').person)
  for (const path of [...LOG, ...decision, waiting, '/cases', held, inquiry]) await refused(desk, path)
  await desk.leave()
}

async function officer(stage: Stage): Promise<void> {
  const { waiting, held } = await pages(stage)
  const desk = await sitDown(stage, personOf('fg').person)
  for (const path of ['/statements', '/judgements', waiting, '/cases', held]) await refused(desk, path)
  await desk.menu('Besluiten')
  await desk.says('Aantallen')
  await desk.leave()
}
