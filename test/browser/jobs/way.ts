/**
 * The whole way of a question: asked in the form, judged by another, asked again, answered, read in the log, drawn in a sample,
 * and told to the person whom it is about. Each by who may; who asked may not judge.
 */
import assert from 'node:assert/strict'
import type { BrowserContextOptions } from 'playwright-core'
import { caseReference } from '../../../src/cases/reference.ts'
import { BSN } from '../../../src/cli/demo/people.ts'
import { type Desk, sitDown } from '../../support/desk.ts'
import { openGarage } from '../../support/garage.ts'
import { seeded } from '../../support/random.ts'
import { BOTH, personOf, type Stage } from '../../support/stage.ts'
import { PERMIT_DATA, toCheck } from './asking.ts'
import type { Job } from './job.ts'
import { answered, toWaiting } from './judging.ts'
import { stated } from './oversight.ts'
import { drawn } from './review.ts'

const LIST = /Besluiten, het nieuwste eerst/

export const wayJobs: readonly Job[] = [
  { as: 'everybody', does: 'goes the whole way of a question', run: (stage) => wholeWay(stage, {}) },
  {
    as: 'everybody',
    does: 'goes the whole way of a question without JavaScript',
    run: (stage) => wholeWay(stage, { javaScriptEnabled: false }),
  },
]

async function wholeWay(stage: Stage, options: BrowserContextOptions): Promise<void> {
  const { caseId } = await openGarage(stage.world, 'B4')
  const asker = await sitDown(stage, BOTH.person, options)
  const inquiry = await waits(asker, caseId)
  // Their other role would let them judge it, were it not their own.
  await asker.menu('Oordelen')
  await asker.silent(caseReference(caseId))
  assert.equal(await asker.visit(`/console/judgements/waiting/${inquiry}/0`), 404)
  const officer = await sitDown(stage, personOf('privacyfunctionaris').person, options)
  await toWaiting(officer, caseId)
  await answered(officer, 'Toegestaan', 'Ja', 'De vrager heeft deze gegevens nodig voor het besluit.')
  await officer.press('Bekijk wat dit verandert')
  await officer.says('Deze vraag Toegestaan')
  await officer.press('Vastleggen')
  await officer.says('Uw oordeel is vastgelegd')
  await asker.visit(`/console/inquiries/${inquiry}`)
  await asker.press('Opnieuw vragen')
  await asker.says('Antwoord op uw vraag', 'verleend')
  await asker.follow(/^Naar dit verzoek/)
  await asker.silent('verleend')
  await asker.leave()
  const decision = await inLog(officer, caseId)
  await inSample(stage, officer, decision)
  await toPerson(officer, decision)
  await officer.leave()
}

/** The inquiry that waits. */
async function waits(desk: Desk, caseId: string): Promise<string> {
  await toCheck(desk, { caseId, ...PERMIT_DATA })
  await desk.says('Wacht op een oordeel', /Privacycheck 2A/)
  await desk.press('Nu vragen')
  await desk.says('Wacht op een oordeel', /Privacycheck 2A/)
  await desk.silent('De gegevens verdwijnen', 'verleend')
  await desk.follow(/^Naar dit verzoek/)
  return idAt(desk)
}

/** Of what stands on the screen: the end of its path. */
function idAt(desk: Desk): string {
  return new URL(desk.page.url()).pathname.split('/').at(-1) ?? ''
}

/** Both times that it was asked, and that something left the second time. The decision of that. */
async function inLog(desk: Desk, caseId: string): Promise<string> {
  await desk.menu('Besluiten')
  await desk.unfold('Filteren')
  await desk.fill('Nummer van de zaak', caseReference(caseId))
  await desk.choose('Bron', PERMIT_DATA.source)
  await desk.choose('Uitkomst', 'Toegestaan')
  await desk.press('Tonen')
  await desk.follow(/\d{4}, \d\d:\d\d/, desk.rows(LIST).first())
  await desk.says('Toegestaan', /Besluit gegeven/, 'Aantal regels van de bron 1', '(dit besluit)')
  assert.equal(await desk.rows(/Alle keren dat dit is gevraagd/).count(), 2)
  await desk.silent('verleend', BSN.garagehouder)
  return idAt(desk)
}

/** Chance may take any: the officer has a seed of their own, by which this one has a small draw, and others have theirs. */
async function inSample(stage: Stage, desk: Desk, decision: string): Promise<void> {
  const { sha256Hex } = stage.world.node.ports.crypto
  const draw = (seed: string) => sha256Hex(new TextEncoder().encode(`${seed}:${decision}`))
  const { below } = seeded(7)
  const seedOf = () => Array.from({ length: 32 }, () => below(16).toString(16)).join('')
  let seed = seedOf()
  while (!draw(seed).startsWith('000')) seed = seedOf()
  await drawn(stage, desk, { seed, size: '25' })
  await desk.says(seed)
  const row = desk.rows(/Besluiten in deze steekproef/).filter({ has: desk.page.locator(`a[href$="${decision}"]`) })
  await desk.follow(/^Schrijven bij/, row)
  await desk.tick('Niets mis', 'Ernst')
  await desk.press('Vastleggen')
  await desk.says('De bevinding is vastgelegd', 'Bekeken 1')
}

async function toPerson(desk: Desk, decision: string): Promise<void> {
  await stated(desk, BSN.garagehouder, 'Om aan de betrokkene')
  await desk.says('Voor de betrokkene.')
  await desk.unfold(/Burgemeester, Ondermijning/)
  await desk.says(decision, /Vergunningen/)
  await desk.silent(BSN.garagehouder, 'verleend')
}
