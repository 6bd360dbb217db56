/** The decision log, as who controls it uses it: narrowed down and shared, counted, taken along, accounted for, searched. */
import assert from 'node:assert/strict'
import { parse } from 'csv-parse/sync'
import { BSN } from '../../../src/cli/demo/people.ts'
import { type Desk, sitDown } from '../../support/desk.ts'
import { broken, checked, counted, linesIn } from '../../support/exports.ts'
import { readPdf } from '../../support/pdf.ts'
import { personOf, type Stage } from '../../support/stage.ts'
import type { Job } from './job.ts'

const ROWS = /Besluiten, het nieuwste eerst/
const PER_OUTCOME = /Informatieverzoeken per uitkomst/
const OFFICER = 'privacyfunctionaris'

export const logJobs: readonly Job[] = [
  { as: OFFICER, does: 'narrows the log down, and shares what is seen by its address', run: filters },
  { as: OFFICER, does: 'counts, and takes the same along as a table and as records with proofs', run: takes },
  { as: OFFICER, does: 'accounts for a period, on the screen and as a PDF', run: accounts },
  { as: OFFICER, does: 'finds what was decided about a person, who stands in no address', run: searches },
]

async function atLog(stage: Stage, who = OFFICER): Promise<Desk> {
  const desk = await sitDown(stage, personOf(who).person)
  await desk.menu('Besluiten')
  return desk
}

async function filters(stage: Stage): Promise<void> {
  const desk = await atLog(stage)
  await desk.unfold('Filteren')
  await desk.choose('Uitkomst', 'Geweigerd')
  await desk.choose('Afdeling', /Ondermijning/)
  await desk.press('Tonen')
  await desk.says('Uitkomst: Geweigerd', /Afdeling: .*[Oo]ndermijning/)
  const rows = await desk.rows(ROWS).allInnerTexts()
  assert.ok(rows.length > 0)
  for (const row of rows) assert.match(row, /Geweigerd[\s\S]*[Oo]ndermijning/)
  // Of today, with the same filters: all that was asked here is.
  await desk.follow('Vandaag')
  await desk.says('Uitkomst: Geweigerd', 'Van: ', 'Tot en met: ')
  assert.deepEqual(await desk.rows(ROWS).allInnerTexts(), rows)
  const other = await atLog(stage, 'fg')
  assert.equal(await other.visit(desk.page.url().replace(stage.origin, '')), 200)
  assert.deepEqual(await other.rows(ROWS).allInnerTexts(), rows)
  await other.leave()
  const onward = desk.page.getByRole('link', { name: 'Volgende bladzijde' })
  if (await onward.isVisible()) {
    await desk.follow('Volgende bladzijde')
    assert.notDeepEqual(await desk.rows(ROWS).allInnerTexts(), rows)
  }
  await each(desk)
  await desk.leave()
}

/** Every other filter in turn, each from what the list itself shows. */
async function each(desk: Desk): Promise<void> {
  const narrowed: readonly (readonly [string, RegExp])[] = [
    ['Doel', /gemeentelijke aanpak/],
    ['Grondslag', /algemeen belang|openbaar gezag|\(e\)/i],
    ['Bron', /[Vv]ergunning/],
    ['Norm', /^AVG-/],
    ['Soort', /^Informatieverzoeken$/],
  ]
  for (const [label, option] of narrowed) {
    await desk.follow('Alle filters weghalen')
    await desk.unfold('Filteren')
    await desk.choose(label, option)
    await desk.press('Tonen')
    await desk.says(new RegExp(`${label}: `))
  }
  await desk.follow('Alle filters weghalen')
  await desk.silent('Alle filters weghalen')
}

async function takes(stage: Stage): Promise<void> {
  const desk = await atLog(stage)
  const shown = await numbers(desk)
  const table = await desk.taken(() => desk.page.getByRole('link', { name: /\(CSV\)/ }).click())
  const rows = parse(table.text, { columns: true }) as Record<string, string>[]
  assert.match(table.name, /\.csv$/)
  for (const bsn of Object.values(BSN)) assert.ok(!table.text.includes(bsn))
  for (const [word, code] of Object.entries({ Toegestaan: 'permit', Geweigerd: 'deny', Wacht: 'review' })) {
    const asked = rows.filter(({ type, outcome }) => type === 'decision' && outcome === code)
    assert.equal(asked.length, shown(word), word)
  }
  const records = await desk.taken(() => desk.page.getByRole('button', { name: 'Regels meenemen' }).click())
  assert.match(records.name, /\.ndjson$/)
  const report = checked(records.text, stage.world.node.ports.log.verifierKey)
  assert.deepEqual(broken(report), [])
  assert.ok((counted(report, 'entry-included')[0] ?? 0) >= rows.length)
  assert.ok(linesIn(records.text).length >= rows.length)
  await desk.leave()
}

/** Numbers of the table beside the chart, by how their row begins. */
async function numbers(desk: Desk): Promise<(word: string) => number> {
  const rows = await desk.rows(PER_OUTCOME).allInnerTexts()
  return (word) => Number(/\d[\d.]*/.exec(rows.find((row) => row.startsWith(word)) ?? '')?.[0].replaceAll('.', ''))
}

async function accounts(stage: Stage): Promise<void> {
  const desk = await atLog(stage)
  const shown = await numbers(desk)
  await desk.follow(/Verantwoording over deze periode/)
  const parts = ['Wat is besloten', 'Welke normen het vaakst weigerden', 'Wie in het logboek keek']
  await desk.says(...parts)
  assert.ok(shown('Geweigerd') > 0)
  const { name, bytes } = await desk.taken(() => desk.page.getByRole('link', { name: /PDF/ }).click())
  assert.match(name, /^verantwoording-\d{4}-\d\d-\d\d-tot-en-met-\d{4}-\d\d-\d\d\.pdf$/)
  const pdf = readPdf(bytes)
  assert.equal(pdf.tagged, true)
  assert.match(pdf.title, /^Verantwoording over het delen van gegevens, van .* tot en met /)
  for (const part of parts) assert.ok(pdf.text.includes(part), part)
  for (const bsn of Object.values(BSN)) assert.ok(!pdf.text.includes(bsn))
  await desk.leave()
}

async function searches(stage: Stage): Promise<void> {
  const desk = await atLog(stage)
  await desk.unfold(/Zoeken op persoon/)
  await desk.write(/^Nummer$/, '12')
  await desk.press('Zoeken')
  await desk.says('Dit is geen geldig nummer van deze soort.')
  await desk.write(/^Nummer$/, BSN.garagehouder)
  await desk.press('Zoeken')
  const rows = await desk.rows(ROWS).allInnerTexts()
  assert.ok(rows.length > 0)
  await desk.silent(BSN.garagehouder)
  await desk.accessible()
  if (await desk.page.getByRole('button', { name: 'Volgende bladzijde' }).isVisible()) {
    await desk.press('Volgende bladzijde')
    assert.notDeepEqual(await desk.rows(ROWS).allInnerTexts(), rows)
  }
  const some = await desk.taken(() => desk.page.getByRole('button', { name: 'Regels meenemen' }).click())
  assert.deepEqual(broken(checked(some.text, stage.world.node.ports.log.verifierKey)), [])
  await desk.rows(ROWS).first().getByRole('link').first().click()
  await desk.page.waitForURL(/decisions\/[0-9a-f-]{36}$/)
  await desk.says('Wat is gevraagd')
  await desk.leave()
}
