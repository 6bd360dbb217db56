/** One decision, as who controls it reads it: why, what left, that it stands in the log, and why a field did not go. */
import assert from 'node:assert/strict'
import { caseReference } from '../../../src/cases/reference.ts'
import { JUDGEMENTS, municipal } from '../../../src/cli/demo/questions.ts'
import { type Desk, sitDown } from '../../support/desk.ts'
import { openGarage, permitted } from '../../support/garage.ts'
import { personOf, type Stage } from '../../support/stage.ts'
import type { Job } from './job.ts'

const ROWS = /Besluiten, het nieuwste eerst/
const NORM = /\b[A-Z]{2,}-\d\d\b/
const OFFICER = 'privacyfunctionaris'

export const decisionJobs: readonly Job[] = [
  { as: OFFICER, does: 'reads a decision, sees its proof computed, and has it judged again', run: reads },
  { as: OFFICER, does: 'asks of each field that did not go why not', run: whyNot },
  { as: OFFICER, does: 'goes from an earlier time that something was asked to a later one, and back', run: walks },
]

/** The first decision of the list under these filters, opened. */
async function opened(stage: Stage, chosen: Readonly<Record<string, string | RegExp>>): Promise<Desk> {
  const desk = await sitDown(stage, personOf(OFFICER).person)
  await desk.menu('Besluiten')
  await desk.unfold('Filteren')
  for (const [label, option] of Object.entries(chosen)) await desk.choose(label, option)
  await desk.press('Tonen')
  await desk.follow(/\d{4}, \d\d:\d\d/, desk.rows(ROWS).first())
  return desk
}

async function reads(stage: Stage): Promise<void> {
  const desk = await opened(stage, { Uitkomst: 'Toegestaan', Bron: /^Vergunningen/ })
  await desk.says('Wat is gevraagd', 'Oordelen die meetelden', 'De normen die spraken', 'Wat is verstrekt')
  await desk.says('Nagerekend: dit besluit staat ongewijzigd in het ondertekende logboek.')
  await desk.press('Opnieuw beoordelen')
  await desk.says('Er komt precies hetzelfde uit.')
  const proof = await desk.taken(() => desk.page.getByRole('link', { name: 'Bewijs downloaden' }).click())
  const checkpoint = await desk.taken(() => desk.page.getByRole('link', { name: 'Controlepunt downloaden' }).click())
  assert.match(proof.text, /^c2sp\.org\/tlog-proof@v1\n/)
  // Of the same log, and perhaps a later one: each look makes it grow.
  assert.match(checkpoint.text, /^sluis\.example\/test\n\d+\n/)
  const norm = desk.page.locator('main').getByRole('link', { name: NORM }).first()
  const [id = ''] = NORM.exec((await norm.textContent()) ?? '') ?? []
  await desk.follow(NORM)
  assert.ok((await desk.heading()).includes(id))
  await desk.leave()
}

/** Newest decision of this case, opened. */
export async function ofCase(desk: Desk, caseId: string): Promise<void> {
  await desk.menu('Besluiten')
  await desk.unfold('Filteren')
  await desk.fill('Nummer van de zaak', caseReference(caseId))
  await desk.press('Tonen')
  await desk.follow(/\d{4}, \d\d:\d\d/, desk.rows(ROWS).first())
}

async function whyNot(stage: Stage): Promise<void> {
  const { caseId, cast } = await openGarage(stage.world, 'B3')
  const check = { ...JUDGEMENTS.pc1('VERG/vergunningen'), outcome: 'refused' }
  await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, check))
  const question = municipal(caseId, 'VERG/vergunningen', 'DETAIL', ['zaaknr', 'besluit'])
  assert.equal((await cast.asker.post('/v1/inquiries', question)).body.outcome, 'deny')
  const desk = await sitDown(stage, personOf(OFFICER).person)
  await ofCase(desk, caseId)
  const fields = await desk.page.getByLabel('Wat ging niet').locator('option').allInnerTexts()
  assert.equal(fields.length, 2)
  for (const field of fields) {
    await desk.choose('Wat ging niet', field)
    await desk.press(/[Zz]oek/)
    await desk.says(new RegExp(`${field}: `), /keer beoordeeld met het beleid van nu/)
  }
  await desk.accessible()
  await desk.leave()
}

async function walks(stage: Stage): Promise<void> {
  const { caseId, cast } = await openGarage(stage.world, 'B3')
  const { body } = await cast.asker.post('/v1/inquiries', municipal(caseId, 'TH/controles', 'HITNOHIT'))
  await cast.asker.post(`/v1/inquiries/${String(body.id)}/disclosures`)
  const desk = await sitDown(stage, personOf(OFFICER).person)
  await ofCase(desk, caseId)
  const [later, times] = [desk.page.url(), desk.rows(/Alle keren dat dit is gevraagd/)]
  await desk.says('(dit besluit)')
  await desk.follow(/\d{4}, \d\d:\d\d/, times.first())
  assert.notEqual(desk.page.url(), later)
  await desk.follow(/\d{4}, \d\d:\d\d/, times.last())
  assert.equal(desk.page.url(), later)
  await desk.leave()
}
