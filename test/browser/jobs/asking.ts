/** Asking, as an employee without software of their own does: step by step, looked at before, answered, and gone again. */
import assert from 'node:assert/strict'
import { caseReference } from '../../../src/cases/reference.ts'
import { BSN } from '../../../src/cli/demo/people.ts'
import { JUDGEMENTS } from '../../../src/cli/demo/questions.ts'
import { LIMITS } from '../../../src/limits.ts'
import { type Desk, sitDown } from '../../support/desk.ts'
import { openGarage, permitted } from '../../support/garage.ts'
import { personOf, type Stage } from '../../support/stage.ts'
import type { Job } from './job.ts'

const ASKER = 'casusregisseur'
const WORDS = [
  'Wij weten niet of het pand nog wordt verhuurd.',
  'Wij bereiden een besluit over de vergunning voor.',
  'Wij hebben deze gegevens zelf niet in huis.',
] as const

export const askingJobs: readonly Job[] = [
  { as: ASKER, does: 'asks through all steps, is told why a field is held back, and sees the data once', run: asks },
  { as: ASKER, does: 'asks by keyboard alone', run: byKeyboard },
  { as: ASKER, does: 'is refused, and told what can be done', run: refused },
  { as: ASKER, does: 'finds their questions back without the data, and withdraws one that waits', run: follows },
  { as: ASKER, does: 'prints an answer, which then leaves the screen by itself', run: printed },
]

/** What is asked: fields of a source, or only whether there is anything where none are named. */
export type Question = { readonly caseId: string; readonly source: RegExp; readonly fields: readonly RegExp[] }
export const PERMIT_DATA = { source: /^Vergunningen/, fields: [/^Besluit/, /^Zaaknr|^Zaaknummer/] }

/** From the first question to what would come of it. */
export async function toCheck(desk: Desk, { caseId, source, fields }: Question): Promise<void> {
  await desk.menu('Vragen')
  await threeQuestions(desk)
  await desk.tick(new RegExp(caseReference(caseId)))
  await desk.press('Verder')
  await desk.tick(/gemeentelijke aanpak/)
  await desk.press('Verder')
  await desk.tick(/^Last onder bestuursdwang/)
  await desk.tick(/AVG 6 lid 1 e/)
  await desk.press('Verder')
  await desk.choose('Bron', source)
  await desk.tick(fields.length > 0 ? 'de gegevens zelf' : 'alleen of er iets bekend is')
  await desk.tick(/^operationeel/)
  await desk.press('Verder')
  for (const field of fields) await desk.tick(field)
  await desk.write('Nummer of adres', BSN.garagehouder)
  await desk.press('Verder')
  await desk.says('Stap 7 van 7', ...WORDS)
}

async function threeQuestions(desk: Desk): Promise<void> {
  for (const [i, words] of WORDS.entries()) await desk.write(new RegExp(`^${i + 1}\\.`), words)
  await desk.press('Verder')
}

/** A case in which data of permits and of who somebody is may be given to who asks, and where they live may not. */
async function openCase(stage: Stage): Promise<string> {
  const { caseId, cast } = await openGarage(stage.world, 'B4')
  const judged = (category: string, outcome: string) =>
    permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, { ...JUDGEMENTS.pc2a('ONDM', category), outcome }))
  for (const category of ['C-VERG', 'C-BRP-ID']) await judged(category, 'granted')
  await judged('C-BRP-ADR', 'refused')
  return caseId
}

async function asks(stage: Stage): Promise<void> {
  const caseId = await openCase(stage)
  const desk = await sitDown(stage, personOf(ASKER).person)
  // Who leaves a question open is told which.
  await desk.menu('Vragen')
  await desk.write(/^1\./, WORDS[0])
  await desk.press('Verder')
  await desk.says('Stap 1 van 7', /Vraag 2/)
  await desk.accessible()
  await toCheck(desk, { caseId, source: /^Basisregistratie/, fields: [/^Geslachtsnaam/, /^Geboortedatum/, /^Adres/] })
  await desk.says('Wat er zou gebeuren', 'Toegestaan', 'Wat u zou krijgen', /Adres niet gegeven [^(]*\(BGP-09\)/)
  await desk.silent('Testpersoon', '1980')
  await desk.accessible()
  await desk.press('Nu vragen')
  // The name as it is, of the birth only the year, and of the address only why not and what can be done.
  await desk.says('Antwoord op uw vraag', 'Testpersoon', /Geboortedatum 1980/, /Adres niet gegeven [^(]*\(BGP-09\)/)
  await desk.says('Wat u wel kunt doen', /privacyfunctionaris/)
  await desk.accessible()
  await desk.silent('Voorbeeldkade', '1234')
  const receipt = await desk.taken(() => desk.page.getByRole('link', { name: /^Bewijs downloaden/ }).click())
  assert.deepEqual(Object.keys(JSON.parse(receipt.text)).includes('decision'), true)
  await desk.menu('Mijn verzoeken')
  await notBack(desk, 'Testpersoon')
  await desk.leave()
}

/** Back in the history: what the browser then shows has no data, and it may not show it without asking anew. */
async function notBack(desk: Desk, data: string): Promise<void> {
  const went = desk.page.waitForEvent('framenavigated')
  await desk.page.goBack().catch((error: Error) => assert.match(error.message, /ERR_CACHE_MISS/))
  await went
  await desk.page.waitForLoadState()
  assert.ok(!(await desk.page.locator('body').allInnerTexts()).join().includes(data))
  assert.equal(await desk.visit('/console/inquiries'), 200)
}

async function byKeyboard(stage: Stage): Promise<void> {
  const caseId = await openCase(stage)
  const desk = await sitDown(stage, personOf(ASKER).person)
  const { keyboard } = desk.page
  const main = desk.page.locator('main')
  const onward = async () => {
    await desk.tabTo(main.getByRole('button', { name: 'Verder' }))
    await Promise.all([desk.page.waitForEvent('load'), keyboard.press('Enter')])
  }
  /** Into the group, then down to it: of radio buttons the tab key takes the first. */
  const radio = async (label: RegExp | string) => {
    const wanted = main.getByRole('radio', { name: label })
    const name = await wanted.getAttribute('name')
    const all = main.locator(`input[type=radio][name="${name}"]`)
    await desk.tabTo(all.first())
    for (let i = 0; i < (await all.count()) && !(await wanted.isChecked()); i += 1) {
      await keyboard.press(i === 0 ? 'Space' : 'ArrowDown')
    }
    assert.ok(await wanted.isChecked())
  }
  await desk.tabTo(desk.page.getByRole('link', { name: 'Naar de inhoud' }))
  await keyboard.press('Enter')
  for (const [i, words] of WORDS.entries()) {
    await desk.tabTo(main.getByRole('textbox').nth(i))
    await keyboard.type(words)
  }
  await onward()
  await radio(new RegExp(caseReference(caseId)))
  await onward()
  await radio(/gemeentelijke aanpak/)
  await onward()
  await radio(/^Last onder bestuursdwang/)
  await desk.tabTo(main.getByRole('checkbox', { name: /AVG 6 lid 1 e/ }))
  await keyboard.press('Space')
  await onward()
  await desk.tabTo(main.getByLabel('Bron', { exact: true }))
  await keyboard.type('Vergunningen')
  await radio('alleen of er iets bekend is')
  await radio(/^operationeel/)
  await onward()
  await desk.tabTo(main.getByLabel('Nummer of adres'))
  await keyboard.type(BSN.garagehouder)
  await keyboard.press('Enter')
  await desk.page.getByRole('button', { name: 'Nu vragen' }).waitFor()
  await desk.tabTo(desk.page.getByRole('button', { name: 'Nu vragen' }))
  await Promise.all([desk.page.waitForEvent('load'), keyboard.press('Enter')])
  await desk.says('Antwoord op uw vraag')
  await desk.leave()
}

async function refused(stage: Stage): Promise<void> {
  const caseId = await openCase(stage)
  const desk = await sitDown(stage, personOf(ASKER).person)
  await toCheck(desk, { caseId, source: /^Wmo/, fields: [] })
  await desk.says('Geweigerd', /Wat u wel kunt doen/)
  await desk.press('Nu vragen')
  await desk.says('Geweigerd', 'Waarom niet: de normen die dit tegenhouden', /Wat u wel kunt doen/, /Uw vraag Bron Wmo/)
  await desk.silent('De gegevens verdwijnen')
  await desk.leave()
}

async function follows(stage: Stage): Promise<void> {
  const { caseId } = await openGarage(stage.world, 'B3')
  const desk = await sitDown(stage, personOf(ASKER).person)
  await toCheck(desk, { caseId, source: /^Controles/, fields: [] })
  await desk.says('Wacht op een oordeel')
  await desk.press('Nu vragen')
  await desk.says('Wacht op een oordeel', /Privacycheck 1/)
  await desk.menu('Mijn verzoeken')
  await desk.choose('Stand', 'Wacht op een oordeel')
  await desk.press('Tonen')
  await desk.follow(/\d{4}, \d\d:\d\d/, desk.rows('Mijn verzoeken').first())
  await desk.says(/Controles/)
  await desk.press('Intrekken')
  await desk.says('Ingetrokken')
  await desk.leave()
}

async function printed(stage: Stage): Promise<void> {
  const caseId = await openCase(stage)
  const desk = await sitDown(stage, personOf(ASKER).person)
  const told = await soon(desk)
  await toCheck(desk, { caseId, ...PERMIT_DATA })
  await desk.press('Nu vragen')
  // Of the time, what the answer took on its way is over.
  const [seconds = '', url = ''] = told.join().split('; url=')
  assert.ok(Number(seconds) <= LIMITS.answerShownSeconds && Number(seconds) > LIMITS.answerShownSeconds - 30, seconds)
  assert.match(url, /^\/console\/inquiries\//)
  await desk.says('verleend', `na ${LIMITS.answerShownSeconds / 60} minuten`)
  await desk.page.emulateMedia({ media: 'print' })
  const onPaper = async (what: string) => desk.page.getByText(what, { exact: true }).first().isVisible()
  assert.deepEqual([await onPaper('verleend'), await onPaper('De gegevens')], [true, true])
  assert.deepEqual([await onPaper('Uitloggen'), await onPaper('Mijn verzoeken')], [false, false])
  await desk.page.emulateMedia({ media: null })
  await desk.page.reload()
  assert.equal(told.length, 2)
  await desk.page.waitForURL(/\/console\/inquiries\/[0-9a-f-]{36}$/)
  await desk.says('Mijn verzoek')
  await desk.silent('verleend')
  await notBack(desk, 'verleend')
  await desk.leave()
}

/**
 * What the browser is told about the time that data stay on the screen, each time that the answer is sent. There is all the time
 * to look at it the first time; the second time that passes within a second.
 */
async function soon({ page }: Desk): Promise<readonly string[]> {
  const told: string[] = []
  await page.route('**/console/ask/answer', async (route) => {
    const response = await route.fetch()
    const { refresh = '', ...headers } = response.headers()
    told.push(refresh)
    const soon = told.length > 1 ? refresh.replace(/^\d+/, '1') : refresh
    await route.fulfill({ response, headers: { ...headers, refresh: soon } })
  })
  return told
}
