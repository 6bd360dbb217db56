/** Review afterwards, by each role that has a part in it: samples, findings until closed, obligations until done, stops. */
import assert from 'node:assert/strict'
import { caseReference } from '../../../src/cases/reference.ts'
import { BSN } from '../../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../../src/cli/demo/questions.ts'
import { dutchDay } from '../../../src/erasure/calendar.ts'
import { type Desk, sitDown } from '../../support/desk.ts'
import { openGarage, permitted } from '../../support/garage.ts'
import { personOf, type Stage } from '../../support/stage.ts'
import { ofCase } from './decision.ts'
import type { Job } from './job.ts'

const OFFICER = 'privacyfunctionaris'
const ASKER = 'casusregisseur'

export const reviewJobs: readonly Job[] = [
  { as: OFFICER, does: 'draws a sample, draws it again, and writes a finding that its role follows up', run: finds },
  { as: ASKER, does: 'ends an obligation of their role, and cannot waive it', run: discharges },
  { as: OFFICER, does: 'stops a source at once, and lifts the stop', run: stopsSource },
  { as: OFFICER, does: 'stops a caller by the pseudonym of the log, and lifts the stop', run: stopsCaller },
]

const today = (stage: Stage) => dutchDay(stage.world.node.ports.clock())

/** Over all that there is; with what must be chosen filled in. */
export async function drawn(stage: Stage, desk: Desk, { seed, size }: { seed?: string; size: string }): Promise<void> {
  await desk.menu('Nacontrole')
  await desk.follow('Steekproeven')
  await desk.unfold('Een steekproef trekken')
  await desk.fill('Van', '2020-01-01')
  await desk.fill('Tot en met', today(stage))
  await desk.fill('Hoeveel besluiten', size)
  await desk.choose('Afdeling', /Ondermijning/)
  if (seed) await desk.fill(/seed/, seed)
  await desk.write(/Waarom deze steekproef/, 'Controle over het kwartaal, zoals in het jaarplan staat.')
  await desk.press('Steekproef trekken')
  await desk.says('De steekproef is getrokken')
}

async function finds(stage: Stage): Promise<void> {
  const desk = await sitDown(stage, personOf(OFFICER).person)
  await desk.menu('Besluiten')
  await drawn(stage, desk, { size: '20' })
  const rows = desk.rows(/Besluiten in deze steekproef/)
  assert.ok((await rows.count()) > 0)
  await desk.press('Opnieuw trekken en vergelijken')
  await desk.says('Er kwam precies dezelfde steekproef uit')
  await desk.follow(/^Schrijven bij/, rows.first())
  const found = 'De noodzaak is niet goed onderbouwd in deze vraag.'
  await desk.tick('Ernstig', 'Ernst')
  await desk.write('Wat u heeft gezien', found)
  await desk.write('Wat moet gebeuren', 'Bespreken met de vrager.')
  await desk.choose('Wie het moet doen', /[Cc]asusregisseur/)
  await desk.fill('Uiterlijk op', '2020-01-01')
  await desk.press('Vastleggen')
  await desk.says('deze dag is voorbij')
  await desk.fill('Uiterlijk op', today(stage))
  await desk.press('Vastleggen')
  await desk.says('De bevinding is vastgelegd')
  const asker = await sitDown(stage, personOf(ASKER).person)
  await asker.menu('Nacontrole')
  await asker.follow('Bevindingen')
  await asker.follow(/\d{4}, \d\d:\d\d/, asker.rows('Bevindingen').first())
  await asker.says(found)
  const address = asker.page.url().replace(stage.origin, '').replace(/\?.*/, '')
  await asker.write('Wat is gedaan', 'Besproken in het overleg.')
  await asker.press('Vastleggen')
  await asker.says('De opvolging is vastgelegd')
  await asker.write('Wat is gedaan', 'Volgens mij is het nu klaar.')
  await asker.tick(/bevinding gesloten/)
  await asker.press('Vastleggen')
  await asker.says('Dit mag niet')
  await asker.leave()
  await desk.menu('Nacontrole')
  await desk.follow('Bevindingen')
  await desk.choose('Stand', 'open')
  await desk.press('Tonen')
  await desk.page.locator(`main a[href="${address}"]`).click()
  await desk.page.waitForURL(`**${address}`)
  await desk.says('Besproken in het overleg.')
  await desk.write('Wat is gedaan', 'Gezien dat het is besproken.')
  await desk.tick(/bevinding gesloten/)
  await desk.press('Vastleggen')
  await desk.says('De bevinding is gesloten')
  await desk.leave()
}

/** Tax data of a person, permitted and given; who asks is told what must be done next. */
async function taxCase(stage: Stage) {
  const { caseId, cast } = await openGarage(stage.world, 'B4')
  await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
  const question = municipal(caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb'], BSN.garagehouder)
  return { caseId, ask: async () => (await cast.asker.post('/v1/inquiries', question)).body }
}

async function discharges(stage: Stage): Promise<void> {
  const { caseId, ask } = await taxCase(stage)
  assert.equal((await ask()).outcome, 'permit')
  const desk = await sitDown(stage, personOf(ASKER).person)
  await desk.menu('Nacontrole')
  await desk.follow('Verplichtingen')
  await desk.fill('Nummer van de zaak', caseReference(caseId))
  await desk.press('Tonen')
  const left = await desk.rows(/\d keer/).count()
  assert.ok(left > 0)
  await desk.follow(/\S/, desk.rows(/\d keer/).first())
  await desk.tick(/^Het vervalt/)
  await desk.write(/^Wat is gedaan/, 'Dat hoeft hier niet meer.')
  await desk.press('Vastleggen')
  await desk.says('Dit mag niet')
  await desk.tick(/^Het is gedaan/)
  await desk.write(/^Wat is gedaan/, 'De brief is verstuurd.')
  await desk.press('Vastleggen')
  await desk.says('De verplichting is afgedaan')
  await desk.fill('Nummer van de zaak', caseReference(caseId))
  await desk.press('Tonen')
  assert.equal(await desk.rows(/\d keer/).count(), left - 1)
  await desk.leave()
}

async function stopsSource(stage: Stage): Promise<void> {
  const { ask } = await taxCase(stage)
  assert.equal((await ask()).outcome, 'permit')
  const desk = await sitDown(stage, personOf(OFFICER).person)
  await stop(desk, 'Een bron stopzetten', () => desk.choose(/^Bron/, /belasting/i))
  assert.equal((await ask()).outcome, 'deny')
  await desk.menu('Toestand')
  await desk.says(/bron .*stopgezet/)
  await lift(desk)
  assert.equal((await ask()).outcome, 'permit')
  await desk.leave()
}

async function stopsCaller(stage: Stage): Promise<void> {
  const { caseId, ask } = await taxCase(stage)
  assert.equal((await ask()).outcome, 'permit')
  const desk = await sitDown(stage, personOf(OFFICER).person)
  await ofCase(desk, caseId)
  const caller = /Wie \(pseudoniem\) (p-[0-9a-f]{32})/.exec(await desk.read())?.[1] ?? ''
  await stop(desk, 'Een vrager stopzetten', () => desk.write(/pseudoniem|[Pp]ersoon|[Vv]rager/, caller))
  assert.equal((await ask()).outcome, 'deny')
  await lift(desk)
  assert.equal((await ask()).outcome, 'permit')
  await desk.leave()
}

async function stop(desk: Desk, which: string, about: () => Promise<void>): Promise<void> {
  await desk.menu('Nacontrole')
  await desk.follow('Stops')
  await desk.says('Er is niets stopgezet')
  await desk.follow(which)
  await about()
  await desk.write(/uw motivering/, 'Er is een vermoeden van misbruik.')
  await desk.press('Bekijk wat dit verandert')
  await desk.says('Dit zou het veranderen')
  await desk.press('Vastleggen')
  await desk.says('De stop geldt vanaf nu')
}

async function lift(desk: Desk): Promise<void> {
  await desk.menu('Nacontrole')
  await desk.follow('Stops')
  await desk.follow(/\S/, desk.rows(/Stops die gelden/).first())
  await desk.write(/uw motivering/, 'Het is onderzocht en in orde.')
  await desk.press('Opheffen')
  await desk.says('De stop is opgeheven', 'Er is niets stopgezet')
}
