/** Cases, as who works on them does: opened from a signal, brought on, and knowing whom it is about only where that is needed. */
import assert from 'node:assert/strict'
import { caseReference } from '../../../src/cases/reference.ts'
import { BSN } from '../../../src/cli/demo/people.ts'
import { JUDGEMENTS } from '../../../src/cli/demo/questions.ts'
import { LIMITS } from '../../../src/limits.ts'
import { type Desk, sitDown } from '../../support/desk.ts'
import { openGarage, permitted } from '../../support/garage.ts'
import { personOf, type Stage } from '../../support/stage.ts'
import type { Job } from './job.ts'

export const caseJobs: readonly Job[] = [
  { as: 'regisseur', does: 'opens a case from a signal, and adds whom it is about', run: opens },
  { as: 'casusregisseur', does: 'brings a case on once what it takes is judged', run: bringsOn },
  { as: 'casusregisseur', does: 'sees who a subject is with purpose and grounds, for a while', run: reveals },
]

async function opens(stage: Stage): Promise<void> {
  const desk = await sitDown(stage, personOf('regisseur').person)
  await desk.menu('Zaken')
  await desk.follow('Een signaal binnen de gemeente')
  await desk.tick(/gemeentelijke aanpak/)
  await desk.write('Waarom opent u deze zaak?', 'Een signaal van de balie over een bedrijf.')
  await desk.press('Zaak openen')
  await desk.says('Ontvangst en intake', 'Er is nog niemand in deze zaak.')
  await desk.unfold('Een betrokkene toevoegen')
  await desk.write('Nummer of adres', '123456789')
  await desk.write('Motivering', 'Genoemd door wie het meldde.')
  await desk.press('Toevoegen')
  await desk.says('Nummer of adres: ')
  await desk.write('Nummer of adres', BSN.huisgenoot)
  await desk.press('Toevoegen')
  await desk.says('betrokkene 1', 'genoemd in het signaal', /s-[0-9a-f]{32}/)
  await desk.silent(BSN.huisgenoot)
  await desk.leave()
}

async function toCase(desk: Desk, caseId: string): Promise<void> {
  await desk.menu('Zaken')
  await desk.follow(/\S/, desk.rows('Zaken').filter({ hasText: caseReference(caseId) }))
  assert.ok(desk.page.url().endsWith(caseId))
}

async function bringsOn(stage: Stage): Promise<void> {
  const { caseId, cast } = await openGarage(stage.world, 'B2')
  const desk = await sitDown(stage, personOf('casusregisseur').person)
  await toCase(desk, caseId)
  await desk.says('Zwaarte bepalen', 'Bronnenonderzoek nog niet')
  await permitted(cast.team.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.w3))
  await toCase(desk, caseId)
  await desk.says('Bronnenonderzoek ja', JUDGEMENTS.w3.grounds)
  await desk.unfold('De zaak verder brengen')
  await desk.choose('Volgende stap', 'Bronnenonderzoek')
  await desk.write('Motivering', 'De weging is rond en het signaal is recent.')
  await desk.press('Vastleggen')
  await desk.silent('Bronnenonderzoek ja')
  await desk.leave()
}

async function reveals(stage: Stage): Promise<void> {
  const { caseId } = await openGarage(stage.world, 'B3')
  const desk = await sitDown(stage, personOf('casusregisseur').person)
  await toCase(desk, caseId)
  await desk.silent(...Object.values(BSN))
  await desk.unfold('Zien wie een betrokkene is')
  const answer = desk.page.waitForResponse(/\/reveal$/)
  await desk.write(/Waarom moet u dit nu weten/, 'Nodig voor een brief aan de eigenaar.')
  await desk.press('Tonen')
  await desk.says(/BSN\) 99999\d{4}/, `na ${LIMITS.answerShownSeconds / 60} minuten`)
  await desk.accessible()
  assert.match((await answer).headers().refresh ?? '', new RegExp(`^${LIMITS.answerShownSeconds}; url=`))
  await toCase(desk, caseId)
  await desk.silent(...Object.values(BSN))
  await desk.leave()
}
