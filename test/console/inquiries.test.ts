/** Own requests in the console: that what was missing has come is seen at once, and asking again is one button away. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { GROUNDS, JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import type { ErasableKeys } from '../../src/key-port.ts'
import { type Browser, consoleOf, signedIn } from '../support/console.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'
const WORDS = 'Woorden van de rechter die niemand anders aangaan.'
let world: World
let garage: Garage
let asker: Browser
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  garage = await openGarage(world, 'B3')
  const person = { ...PEOPLE.asker, person: `demo-vrager-${garage.caseId.slice(-6)}` }
  garage = { ...garage, cast: { ...garage.cast, asker: await world.as(person) } }
  asker = await signedIn(consoleOf(world, [person]), person)
})
afterAll(() => world.close())

async function ask(source = SOURCE): Promise<string> {
  const { body } = await garage.cast.asker.post('/v1/inquiries', municipal(garage.caseId, source, 'HITNOHIT'))
  expect(body.status).toBe('waiting')
  return String(body.id)
}
const judge = (outcome = 'granted', source = SOURCE) =>
  permitted(
    garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, {
      ...JUDGEMENTS.pc1(source),
      outcome,
      grounds: WORDS,
    }),
  )
const menuOf = (html: string) => /<nav class="sluis-menu"[\s\S]*?<\/nav>/.exec(html)?.[0].replace(/<[^>]*>/g, ' ') ?? ''

it('says on each page how many can go on, and in the list what came and when; none of it in the words of who judged', async () => {
  const [id, other] = [await ask(), await ask('TH/controles')]
  const before = await asker.get('/console/inquiries')
  expect(menuOf(before.html)).not.toContain('verder')
  expect(before.html).not.toContain(`/console/inquiries/${id}/again`)
  expect(before.text).toContain('Privacycheck 1: mag deze bron worden bevraagd? (Privacyfunctionaris)')
  expect(before.html).toMatch(/<span class="nl-data-badge sluis-badge--warning">Wacht op een oordeel</)
  expect(before.html).toMatch(new RegExp(`data-column="Zaak">\\s*<a[^>]*href="/console/cases/${garage.caseId}"`))
  await judge()
  const list = await asker.get('/console/inquiries')
  expect(menuOf(list.html)).toMatch(/Mijn verzoeken\s+1 kan verder/)
  expect(menuOf((await asker.get('/console/cases')).html)).toContain('1 kan verder')
  expect(list.text).toContain('1 verzoek kan verder')
  expect(list.text).toMatch(/gegeven op \d+ \w+ \d{4}/)
  expect(list.html).toContain(`/console/inquiries/${id}/again`)
  expect(list.html).not.toContain(`/console/inquiries/${other}/again`)
  const able = await asker.get('/console/inquiries?ready=true')
  expect([able.html.includes(id), able.html.includes(other)]).toEqual([true, false])
  expect(list.html + able.html).not.toContain(WORDS)
})

it('offers to ask again first, and then the answer is there and nothing can go on any more', async () => {
  const id = await ask()
  const before = await asker.get(`/console/inquiries/${id}`)
  expect(before.text).toContain('Vraag de privacyfunctionaris om de privacycheck')
  expect(before.text).toMatch(/Of de bron iemand kent wacht op een oordeel/)
  expect(before.text).toContain('Bron: Vergunningen')
  await judge()
  const page = await asker.get(`/console/inquiries/${id}`)
  expect(page.text).toContain('Dit verzoek kan verder')
  // Nor what one could do before it came.
  expect(page.text).not.toContain('Vraag de privacyfunctionaris')
  expect(page.text).not.toMatch(/wacht op een oordeel/i)
  expect(page.text).toContain('Of de bron iemand kent er is nu een oordeel')
  expect(page.html).toMatch(/<h1[^>]*>[^<]*<\/h1>\s*<p[^>]*>\s*<[^>]*>Kan verder</)
  expect(page.text).not.toContain('Oordelen die er nog niet zijn')
  expect(page.html).not.toContain(WORDS)
  const answer = await asker.submit(page, `/console/inquiries/${id}/again`)
  expect(answer.text).toContain('Antwoord op uw vraag')
  expect(menuOf((await asker.get('/console/inquiries')).html)).not.toContain('verder')
  expect((await asker.get('/console/inquiries?ready=true')).text).toContain('Er is nu geen verzoek dat verder kan.')
})

it('asks again from the list as well', async () => {
  const id = await ask()
  await judge()
  const list = await asker.get('/console/inquiries?ready=true')
  expect((await asker.submit(list, `/console/inquiries/${id}/again`)).text).toContain('Antwoord op uw vraag')
})

it('says that a judgement was refused, and does not call that going on', async () => {
  const id = await ask()
  await judge('refused')
  const list = await asker.get('/console/inquiries')
  expect(list.text).toContain('Oordeel geweigerd')
  expect(list.text).toMatch(/geweigerd op \d+ \w+ \d{4}/)
  const page = await asker.get(`/console/inquiries/${id}`)
  expect(page.text).toContain('Een oordeel is geweigerd')
  expect(page.html).not.toContain(WORDS)
  expect(page.text).toContain('Intrekken')
})

it('says what was asked and why in the words of the asker, never about whom, and that it is forgotten once it is', async () => {
  const question = municipal(garage.caseId, SOURCE, 'DETAIL', ['zaaknr'])
  const { id } = (await garage.cast.asker.post('/v1/inquiries', question)).body
  const page = await asker.get(`/console/inquiries/${String(id)}`)
  for (const [name, value] of [
    ['Hoort bij', 'gemeentelijke zaak'],
    ['Wat u wilde weten', 'de gegevens zelf'],
    ['Velden', 'Zaaknr'],
    ['Grondslag', 'AVG'],
    ['Niveau', 'operationeel'],
    ['Ontvanger', 'Burgemeester'],
  ]) {
    expect(page.text).toContain(`${name} ${value}`)
  }
  for (const words of Object.values(GROUNDS)) expect(page.text).toContain(words)
  expect(page.html).not.toContain(BSN.garagehouder)
  await (world.node.ports.keys as ErasableKeys).destroy(`case:${garage.caseId}`)
  const forgotten = await asker.get(`/console/inquiries/${String(id)}`)
  expect(forgotten.text).toContain('Wat u precies vroeg, en waarom, is vergeten')
  expect(forgotten.text).not.toContain(GROUNDS.necessity)
})

it('shows an amount of money as one, by what the catalogue says of its field', async () => {
  const { caseId, cast } = await openGarage(world, 'B4')
  const { body } = await garage.cast.asker.post(
    '/v1/inquiries',
    municipal(caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb', 'kwijtschelding']),
  )
  await permitted(cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
  await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
  const at = `/console/inquiries/${String(body.id)}`
  const answer = await asker.submit(await asker.get(at), `${at}/again`)
  expect(answer.text).toContain('Aanslag OZB 1.250,50 Kwijtschelding nee')
})
