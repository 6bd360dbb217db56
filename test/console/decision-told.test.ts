/** What one decision tells to who oversees: why it was asked, what each norm said, and what one can do about it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { GROUNDS, municipal } from '../../src/cli/demo/questions.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { type Browser, consoleOf, signedIn } from '../support/console.ts'
import { openGarage } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let browser: Browser
let refused = ''
beforeAll(async () => {
  world = await openWorld()
  const { caseId, cast } = await openGarage(world, 'B3')
  const asked = await cast.asker.post('/v1/inquiries', municipal(caseId, 'WMO/voorzieningen', 'HITNOHIT'))
  refused = String(asked.body.decisionId)
  browser = await signedIn(consoleOf(world, [PEOPLE.officer]), PEOPLE.officer)
  const page = await browser.get('/console/purpose')
  await browser.submit(page, '/console/purpose', { purpose: 'P-AUDIT' })
})
afterAll(() => world.close())

it('says why it was asked in the words of who asked, and of an act nothing of the kind', async () => {
  const page = await browser.get(`/console/decisions/${refused}`)
  expect(page.text).toContain('Soort vraag alleen of er iets bekend is')
  expect(page.text).toContain(`Waarom de vrager dit nodig vond Noodzaak ${GROUNDS.necessity}`)
  expect(page.text).toContain(`Het kan niet lichter ${GROUNDS.subsidiarity}`)
  const list = await world.call(await world.token(PEOPLE.officer), 'GET', '/v1/decisions?readingPurpose=P-AUDIT')
  const act = (list.body.items as DecisionRow[]).find(({ type }) => type === 'act')
  const done = await browser.get(`/console/decisions/${act?.id}`)
  expect(done.text).toContain('Wat is gedaan')
  expect(done.text).not.toMatch(/Waarom de vrager dit nodig vond|Soort vraag/)
})

it('says what each norm said, and folds those that did not decide', async () => {
  const page = await browser.get(`/console/decisions/${refused}`)
  const [, spoke = ''] = page.text.split('De normen die spraken')
  const [decided = '', others = ''] = spoke.split('Normen die ook spraken, maar niet beslisten')
  expect(decided).toMatch(/AVG-04 [^:]+: weigert het/)
  expect(decided).toMatch(/WMO-01 [^:]+: weigert het/)
  expect(decided).not.toContain('verplicht tot iets')
  expect(others).toMatch(/AVG-05 De betrokkene informeren\s*: verplicht tot iets/)
})

it('keeps together what one can do about it', async () => {
  const page = await browser.get(`/console/decisions/${refused}`)
  const ways = 'Een bevinding over dit besluit schrijven Houd deze vrager tegen Houd deze bron tegen'
  expect(page.text).toContain(`Verder met dit besluit ${ways}`)
})
