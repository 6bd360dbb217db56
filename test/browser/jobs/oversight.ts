/** For the person whom it is about, and for who oversees: what was disclosed (AVG 15), and how the broker fares. */
import assert from 'node:assert/strict'
import { statementDocumentSchema } from '../../../src/api/documents-statement.ts'
import { BSN } from '../../../src/cli/demo/people.ts'
import { type Desk, sitDown } from '../../support/desk.ts'
import { readPdf } from '../../support/pdf.ts'
import { entered, personOf, type Stage } from '../../support/stage.ts'
import type { Job } from './job.ts'

const OFFICER = 'privacyfunctionaris'

export const oversightJobs: readonly Job[] = [
  { as: OFFICER, does: 'makes a statement for a person, on the screen, as PDF and as JSON', run: states },
  { as: OFFICER, does: 'sees how the broker fares, and enters nothing in the log by it', run: looks },
]

/** For whom: the officer, or the person. */
export async function stated(desk: Desk, bsn: string, reader: 'Voor mij' | 'Om aan de betrokkene'): Promise<void> {
  await desk.menu('Betrokkene')
  await desk.write('Nummer', bsn)
  await desk.tick(new RegExp(`^${reader}`))
  await desk.press('Overzicht maken')
}

async function states(stage: Stage): Promise<void> {
  const desk = await sitDown(stage, personOf(OFFICER).person)
  await stated(desk, '12', 'Voor mij')
  await desk.says('Dit is geen geldig nummer van deze soort.')
  await stated(desk, BSN.garagehouder, 'Voor mij')
  await desk.says('Achtergehouden', 'Wat is verstrekt', 'Dit is de versie voor de functionaris.')
  await desk.silent(BSN.garagehouder)
  await desk.press('Versie voor de betrokkene')
  await desk.says('Voor de betrokkene.', 'Wat is verstrekt')
  await desk.silent('Achtergehouden', BSN.garagehouder)
  await desk.accessible()
  await desk.unfold('Alles op een rij')
  const shown = await desk.rows('Alle verstrekkingen').count()
  const json = await desk.taken(() => desk.page.getByRole('button', { name: 'JSON downloaden' }).click())
  const statement = statementDocumentSchema.parse(JSON.parse(json.text))
  assert.deepEqual([statement.for, statement.disclosures.length], ['subject', shown])
  assert.ok(shown > 0)
  const pdf = readPdf((await desk.taken(() => desk.page.getByRole('button', { name: 'PDF downloaden' }).click())).bytes)
  assert.deepEqual([pdf.title, pdf.tagged], ['Overzicht van verstrekte gegevens', true])
  assert.ok(pdf.text.includes(`Verstrekking ${shown}`))
  assert.ok(!pdf.text.includes('Achtergehouden'))
  await desk.leave()
}

async function looks(stage: Stage): Promise<void> {
  const { ledger } = stage.world.node.ports
  const desk = await sitDown(stage, personOf(OFFICER).person)
  const before = await ledger.size()
  await desk.menu('Toestand')
  for (const part of ['Logboek', 'Getuigen', 'Bronnen', 'Bewaren en wissen', 'Mislukte aanmeldingen', 'Stops']) {
    const row = desk.rows('Onderdelen van Sluis').filter({ hasText: part }).first()
    assert.match((await row.textContent()) ?? '', /goed|let op|alarm/)
  }
  await desk.unfold('Het controlepunt dat anderen nu zien')
  await desk.says('sluis.example/test', 'Beleidsversie')
  assert.deepEqual(await entered(stage, before), [])
  await desk.leave()
}
