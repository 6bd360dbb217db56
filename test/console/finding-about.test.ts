/** A finding is written beside what it is about: the decision in short, read from the log as a look of its own. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { tell } from '../../src/cli/demo/story.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { openParts } from '../../src/log/entry.ts'
import { type Browser, consoleOf, signedIn } from '../support/console.ts'
import { SILENT } from '../support/silent.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

const FORM = '/console/review/findings/new'

let world: World
let officer: Browser
let rows: DecisionRow[]
beforeAll(async () => {
  world = await openWorld()
  await tell(await castOf(world), SILENT)
  const list = await world.call(
    await world.token(PEOPLE.officer),
    'GET',
    '/v1/decisions?readingPurpose=P-AUDIT&limit=100',
  )
  rows = list.body.items as DecisionRow[]
  officer = await entered(PEOPLE.officer)
})
afterAll(() => world.close())

const entered = (person: Person) => signedIn(consoleOf(world, [PEOPLE.officer, PEOPLE.asker]), person)
const aboutIn = (html: string) => /aria-label="Over dit besluit"[\s\S]*?<\/section>/.exec(html)?.[0]

it('says of a question what was decided, when, of which source and for which purpose', async () => {
  const row = rows.find(({ type, outcome, source }) => type === 'decision' && outcome === 'deny' && source !== null)
  const size = await world.node.ports.ledger.size()
  const page = await officer.get(`${FORM}?decision=${row?.id}`)
  const about = aboutIn(page.html) ?? ''
  const { sources, purposes } = world.node.ports.facts
  expect(about).toContain(`datetime="${row?.at}"`)
  for (const word of [
    'Informatieverzoek',
    'Geweigerd',
    sources[row?.source ?? '']?.nl,
    purposes[row?.purpose ?? '']?.nl,
  ])
    expect(about).toContain(word)
  expect(about).toContain(`href="/console/decisions/${row?.id}"`)
  const looks = await world.node.ports.ledger.range(size, 9)
  const parts = await Promise.all(looks.map((entry) => openParts(world.node.ports, entry)))
  expect([looks.map(({ type }) => type), parts]).toMatchObject([['read'], [{ act: { decision: row?.id } }]])
  // What is wrong with the form does not hide it.
  const wrong = await officer.submit(page, FORM, { severity: 'HIGH', finding: '' })
  expect(aboutIn(wrong.html)).toContain('Geweigerd')
})

it('says of an act what was done, and of a preview that it was one', async () => {
  const act = rows.find(({ type, outcome }) => type === 'act' && outcome === 'permit')
  const acted = aboutIn((await officer.get(`${FORM}?decision=${act?.id}`)).html) ?? ''
  expect(acted).toContain('Toegestaan')
  expect(acted).not.toMatch(/Bron|Doel|Informatieverzoek/)
  const preview = rows.find(({ type }) => type === 'preview')
  expect(aboutIn((await officer.get(`${FORM}?decision=${preview?.id}`)).html)).toContain('Proefvraag')
})

it('says nothing of it to who may not open it, and knows none that there is not', async () => {
  const asker = await entered(PEOPLE.asker)
  const size = await world.node.ports.ledger.size()
  const page = await asker.get(`${FORM}?decision=${rows[0]?.id}`)
  expect([page.status, aboutIn(page.html)]).toEqual([200, undefined])
  expect(await world.node.ports.ledger.size()).toBe(size)
  expect((await officer.get(`${FORM}?decision=00000000-0000-4000-8000-000000000000`)).status).toBe(404)
})
