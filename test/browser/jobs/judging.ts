/** Judgements, as who may give them does: beside the grounds of the asker, looked at before, given, refused, taken back. */
import assert from 'node:assert/strict'
import { caseReference } from '../../../src/cases/reference.ts'
import { municipal } from '../../../src/cli/demo/questions.ts'
import { type Desk, sitDown, type Words } from '../../support/desk.ts'
import { openGarage } from '../../support/garage.ts'
import { BOTH, personOf, type Stage } from '../../support/stage.ts'
import type { Job } from './job.ts'

const OFFICER = 'privacyfunctionaris'
const GROUNDS = 'De toetsen zijn een voor een gedaan.'

export const judgingJobs: readonly Job[] = [
  { as: OFFICER, does: 'gives a judgement that a question waits for, seen beforehand', run: gives },
  { as: OFFICER, does: 'refuses one, and nothing opens', run: refuses },
  { as: OFFICER, does: 'takes one back that is in force, seen beforehand', run: withdraws },
  { as: OFFICER, does: 'finds nothing of their own to judge, under any role', run: neverOwn },
]

/** A question that waits for a privacy check of this source, in a case of its own; and what comes of it asked again, or anew. */
async function waiting(stage: Stage, source: string) {
  const { caseId, cast } = await openGarage(stage.world, 'B3')
  const ask = async () => (await cast.asker.post('/v1/inquiries', municipal(caseId, source, 'HITNOHIT'))).body
  const { id } = await ask()
  const again = async () => (await cast.asker.post(`/v1/inquiries/${String(id)}/disclosures`)).body.outcome
  return { caseId, again, anew: async () => (await ask()).outcome }
}

/** From the list to the form about this case, however far down it stands. */
export async function toWaiting(desk: Desk, caseId: string): Promise<void> {
  await desk.menu('Oordelen')
  for (;;) {
    const row = desk.page
      .locator('main tbody tr')
      .filter({ hasText: caseReference(caseId) })
      .first()
    if (await row.isVisible()) return desk.follow(/\S/, row)
    await desk.follow('Volgende bladzijde')
  }
}

/** Each of the tests answered alike. */
export async function answered(desk: Desk, outcome: Words, tests: 'Ja' | 'Nee', grounds: string): Promise<void> {
  await desk.tick(outcome, 'Uitkomst')
  const groups = await desk.page.locator('main fieldset').all()
  for (const group of groups) {
    const one = group.getByLabel(tests, { exact: true })
    if (await one.isVisible()) await one.check()
  }
  await desk.write(/uw motivering/, grounds)
}

async function gives(stage: Stage): Promise<void> {
  const { caseId, again } = await waiting(stage, 'VERG/vergunningen')
  const desk = await sitDown(stage, personOf(OFFICER).person)
  await toWaiting(desk, caseId)
  await desk.says('Waarom de vrager dit nodig vindt', 'Nodig om te bepalen of de bestuurlijke aanpak kan beginnen')
  await desk.silent(/99999\d{4}/)
  // What is missing stands at its field, and what was filled in stays.
  await answered(desk, 'Toegestaan', 'Nee', GROUNDS)
  await desk.press('Vastleggen')
  await desk.says('Dit kon niet worden verwerkt', /moet dit waar zijn/)
  await desk.accessible()
  await answered(desk, 'Toegestaan', 'Ja', GROUNDS)
  await desk.press('Bekijk wat dit verandert')
  await desk.says('Dit zou het veranderen', 'Er is nog niets vastgelegd.', 'Deze vraag Toegestaan')
  await desk.accessible()
  assert.equal(await again(), 'review')
  await desk.press('Vastleggen')
  await desk.says('Uw oordeel is vastgelegd')
  assert.equal(await again(), 'permit')
  await desk.leave()
}

async function refuses(stage: Stage): Promise<void> {
  const { caseId, again } = await waiting(stage, 'TH/controles')
  const desk = await sitDown(stage, personOf(OFFICER).person)
  await toWaiting(desk, caseId)
  await answered(desk, /^Geweigerd|^Niet/, 'Nee', GROUNDS)
  await desk.press('Bekijk wat dit verandert')
  await desk.says('Dit zou het veranderen', 'Deze vraag Geweigerd')
  await desk.press('Vastleggen')
  await desk.says('Uw oordeel is vastgelegd')
  assert.equal(await again(), 'deny')
  await desk.leave()
}

async function withdraws(stage: Stage): Promise<void> {
  const { caseId, anew } = await waiting(stage, 'VERG/vergunningen')
  const desk = await sitDown(stage, personOf(OFFICER).person)
  await toWaiting(desk, caseId)
  await answered(desk, 'Toegestaan', 'Ja', GROUNDS)
  await desk.press('Vastleggen')
  assert.equal(await anew(), 'permit')
  await desk.follow('Oordelen die gelden')
  await desk.fill('Nummer van de zaak', caseReference(caseId))
  await desk.press('Tonen')
  await desk.follow(/Privacycheck 1/, desk.rows(/Oordelen die gelden/))
  await desk.says(GROUNDS)
  await desk.write(/uw motivering/, 'Er zijn nieuwe feiten bekend geworden.')
  await desk.press('Bekijk wat dit verandert')
  await desk.says('Dit zou het veranderen')
  await desk.press('Intrekken')
  await desk.says('Het oordeel is ingetrokken')
  assert.equal(await anew(), 'review')
  await desk.leave()
}

async function neverOwn(stage: Stage): Promise<void> {
  const { caseId } = await openGarage(stage.world, 'B3')
  const own = await stage.world.as(BOTH)
  const { body } = await own.post('/v1/inquiries', municipal(caseId, 'VERG/vergunningen', 'HITNOHIT'))
  const desk = await sitDown(stage, BOTH.person)
  await desk.menu('Oordelen')
  await desk.silent(caseReference(caseId))
  assert.equal(await desk.visit(`/console/judgements/waiting/${String(body.id)}/0`), 404)
  await desk.silent('Uw oordeel', 'Nodig om te bepalen')
  await desk.leave()
}
