/** Review in the console: samples that anybody can draw again, findings until closed, obligations, stops; each for its role. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { obligationDocumentSchema, pageOf } from '../../src/api/documents.ts'
import { PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import type { Visit } from '../../src/console/page.ts'
import { obligationGroups } from '../../src/console/pages/reviewing/duties.tsx'
import { tongue } from '../../src/console/words.ts'
import { dutchDay } from '../../src/erasure/calendar.ts'
import { type Browser, browse, consoleOf, consoleWith, signedIn } from '../support/console.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const TAXES = 'BEL/heffingen'
const FG: Person = { person: 'demo-fg', organ: 'COL', department: 'FG', roles: ['R-FG'] }
const CLERK: Person = { person: 'demo-balie', organ: 'COL', department: 'BZ', roles: [] }
const BOTH: Person = { ...PEOPLE.asker, person: 'demo-beide', roles: ['R-CAS', 'R-PRIV'] }

let world: World
let garage: Garage
let now = Date.now()
let officer: Browser
let asker: Browser
let own: string
const ask = async (api = garage.cast.asker) =>
  String(
    (await permitted(api.post('/v1/inquiries', municipal(garage.caseId, TAXES, 'DETAIL', ['aanslag_ozb'])))).decisionId,
  )
const entered = (person: Person) => signedIn(consoleOf(world, [PEOPLE.officer, PEOPLE.asker, FG, CLERK, BOTH]), person)
const today = () => dutchDay(new Date(now))
const DRAW = () => ({ from: '2020-01-01', until: today(), size: '200', grounds: 'Kwartaalcontrole.' })

beforeAll(async () => {
  world = await openWorld({ clock: () => new Date(now) })
  garage = await openGarage(world, 'B4')
  const { officer: privacy } = garage.cast
  await permitted(privacy.post('/v1/attestations', JUDGEMENTS.college67))
  await permitted(privacy.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
  await ask()
  own = await ask(await world.as(BOTH))
  officer = await entered(PEOPLE.officer)
  asker = await entered(PEOPLE.asker)
})
afterAll(() => world.close())

async function drawn(fields: Record<string, string> = {}) {
  const page = await officer.get('/console/review/samples')
  return officer.submit(page, '/console/review/samples', { ...DRAW(), ...fields })
}

describe('a sample', () => {
  it('is drawn with its seed recorded, stands in the list, and comes out the same when it is drawn again', async () => {
    const seed = '00112233445566778899aabbccddeeff'
    const shown = await drawn({ seed, department: 'ONDM' })
    expect(shown.at).toMatch(/^\/console\/review\/samples\/[0-9a-f-]{36}\?done=drawn$/)
    expect(shown.text).toContain(seed)
    expect(shown.html).toMatch(/href="\/console\/decisions\/[0-9a-f-]{36}"/)
    const again = await officer.submit(shown, `${shown.at.split('?')[0]}/redraw`)
    expect(again.text).toContain('Er kwam precies dezelfde steekproef uit')
    const list = await officer.get('/console/review/samples')
    expect(list.html).toContain(shown.at.split('?')[0])
  })

  it('is not drawn with a fault in the form, which stands by its field', async () => {
    const wrong = await drawn({ size: '201', seed: 'xyz', from: today(), until: '2020-01-01' })
    expect(wrong.at).toBe('/console/review/samples')
    for (const field of ['size', 'seed']) expect(wrong.html).toContain(`id="${field}-error"`)
    expect(wrong.html).toContain('Kwartaalcontrole.')
    const reversed = await drawn({ from: today(), until: '2020-01-01' })
    expect(reversed.html).toMatch(/id="until-error"[^>]*>het einde moet na het begin liggen/)
  })

  it('is for who controls the log: to another role a sentence stands in its place', async () => {
    // Whether they said why they look in the log, or not: then they are not asked it for nothing.
    const unasked = browse(consoleOf(world, [PEOPLE.asker]))
    await unasked.submit(await unasked.get('/console/login'), '/console/login', { person: PEOPLE.asker.person })
    for (const browser of [asker, unasked]) {
      const shown = await browser.get('/console/review/samples')
      expect([shown.at, shown.status]).toEqual(['/console/review/samples', 200])
      expect(shown.text).toContain('Uw rol kan ze niet inzien')
      expect(shown.html).not.toContain('name="seed"')
    }
    expect((await (await entered(FG)).get('/console/review/samples')).text).toContain('Een steekproef trekken')
    expect((await (await entered(CLERK)).get('/console/review')).status).toBe(403)
  })
})

describe('a finding', () => {
  it('is written about a decision of a sample, followed up by its role, and closed by who reviews', async () => {
    const sample = await drawn()
    const link = /href="(\/console\/review\/findings\/new\?[^"]*)"/.exec(sample.html)?.[1] ?? ''
    const page = await officer.get(link.replaceAll('&amp;', '&'))
    const words = {
      ...{ severity: 'HIGH', finding: 'De noodzaak ontbreekt.', followUp: 'Bespreken.', owner: 'R-CAS', due: today() },
    }
    const wrong = await officer.submit(page, '/console/review/findings/new', { ...words, due: '2020-01-01' })
    expect(wrong.html).toMatch(/id="due-error"[^>]*>deze dag is voorbij/)
    const foreign = await officer.submit(page, '/console/review/findings/new', { ...words, severity: 'NONE' })
    expect(foreign.html).toContain('id="followUp-error"')
    const done = await officer.submit(wrong, '/console/review/findings/new', words)
    expect(done.at).toMatch(/^\/console\/review\/samples\/[0-9a-f-]{36}\?done=finding$/)

    const mine = await asker.get('/console/review/findings')
    const at = /href="(\/console\/review\/findings\/[0-9a-f-]{36})"/.exec(mine.html)?.[1] ?? ''
    const finding = await asker.get(at)
    expect(finding.text).toContain('De noodzaak ontbreekt.')
    const followed = await asker.submit(finding, at, { words: 'Besproken.' })
    expect(followed.text).toContain('De opvolging is vastgelegd')
    const refused = await asker.submit(followed, at, { words: 'Klaar.', close: 'yes' })
    expect(refused.text).toContain('Dit mag niet')
    const closed = await officer.submit(await officer.get(at), at, { words: 'Gezien.', close: 'yes' })
    expect(closed.text).toContain('De bevinding is gesloten')
    expect(closed.html).not.toContain('name="words"')
    expect((await officer.get('/console/review/findings?status=open')).html).not.toContain(at)
  })

  it('is not written about one’s own question', async () => {
    const both = await entered(BOTH)
    const page = await both.get(`/console/review/findings/new?decision=${own}`)
    const refused = await both.submit(page, '/console/review/findings/new', { severity: 'NONE', finding: 'Goed.' })
    expect(refused.text).toContain('Dit mag niet')
    const page2 = await officer.get(`/console/review/findings/new?decision=${own}`)
    const done = await officer.submit(page2, '/console/review/findings/new', { severity: 'NONE', finding: 'Goed.' })
    expect(done.at).toBe('/console/review/findings?done=finding')
  })
})

describe('an obligation', () => {
  it('is for its role, is done with grounds, and is then ended', async () => {
    const list = await asker.get('/console/review/obligations')
    const at = /href="(\/console\/review\/obligations\/[0-9a-f-]{36})"/.exec(list.html)?.[1] ?? ''
    expect(at).not.toBe('')
    const page = await asker.get(at)
    const empty = await asker.submit(page, at, { how: 'DONE', grounds: '' })
    expect(empty.html).toMatch(/id="grounds-error"[^>]*>vul dit in/)
    const waived = await asker.submit(page, at, { how: 'WAIVED', grounds: 'Niet nodig.' })
    expect(waived.text).toContain('Dit mag niet')
    const ended = await officer.submit(await officer.get(at), at, { how: 'WAIVED', grounds: 'Vervalt.' })
    expect(ended.at).toBe('/console/review/obligations?done=ended')
    expect(ended.html).not.toContain(at)
    expect((await officer.get('/console/review/obligations?status=waived')).html).toContain(at)
    expect((await officer.get(at)).html).not.toContain('name="how"')
  })

  it('says once what is to be done and by which article, with each time beneath it, overdue first', async () => {
    await ask()
    const { text, html } = await officer.get('/console/review/obligations')
    const sentence = world.node.ports.facts.obligations.INFORM_SUBJECT?.nl ?? ''
    expect(html).toContain(`>${sentence}</h3>`)
    expect(text).toContain('Te doen door')
    expect(text).not.toContain('INFORM_SUBJECT')

    const { body } = await world.call(await world.token(PEOPLE.officer), 'GET', '/v1/obligations?status=open')
    const [one] = pageOf(obligationDocumentSchema).parse(body).items
    if (!one) return expect.unreachable()
    const items = [
      { ...one, id: 'tijdig', obligation: 'A', text: { nl: 'Doe A.', en: 'Do A.' } },
      { ...one, id: 'ruim', due: '2099-02-01', overdue: false },
      { ...one, id: 'laat', due: '2026-01-01', overdue: true },
    ]
    const v = { language: 'nl', t: tongue('nl'), vocabulary: async () => ({ items: [], next: null }) }
    const shown = String(await obligationGroups(v as unknown as Visit, items, ''))
    expect(shown.split(`>${sentence}</h3>`).length).toBe(2)
    const order = [...shown.matchAll(/<h3[^>]*>([^<]*)|obligations\/(\w+)"/g)].map(([, heading, id]) => heading ?? id)
    expect(order).toEqual([sentence, 'laat', 'ruim', 'Doe A.', 'tijdig'])
    expect(shown).toContain('2 keer, 1 te laat')
  })

  it('of another role is not there', async () => {
    const lawyer = { ...FG, person: 'demo-jz', department: 'JZ', roles: ['R-JZ'] }
    const browser = await signedIn(consoleOf(world, [lawyer]), lawyer)
    expect((await browser.get('/console/review/obligations')).text).toContain('Er zijn geen verplichtingen')
  })

  it('is marked once it is overdue, in the list and in the overview', async () => {
    await ask()
    const before = now
    now += 800 * 86_400_000
    const expiresAt = Math.floor(now / 1_000) + 3_600
    const late = consoleWith(world, {
      kind: 'development',
      people: [{ id: PEOPLE.officer.person, nl: 'x', en: 'x' }],
      grant: async () => ({
        accessToken: await world.token(PEOPLE.officer, {}, { expiresAt }),
        expiresAt: expiresAt * 1_000,
        subject: 'officer',
      }),
    })
    const browser = await signedIn(late, PEOPLE.officer)
    const shown = [await browser.get('/console/review/obligations'), await browser.get('/console/review')]
    now = before
    for (const { text } of shown) expect(text).toContain('te laat')
    expect((await officer.get('/console/review/obligations')).text).not.toContain('te laat')
  })
})

describe('a stop', () => {
  it('is given with grounds after what it changes was seen, stops, is shown, and is lifted', async () => {
    const start = await officer.get('/console/review/stops')
    expect(start.text).toContain('Er is niets stopgezet')
    const page = await officer.get('/console/review/stops/new?type=STOP_SOURCE')
    const order = { 'scope-source': TAXES, outcome: 'stopped', grounds: 'Vermoeden van misbruik.' }
    const preview = await officer.submit(page, '/console/review/stops/new', { ...order, act: 'preview' })
    expect(preview.text).toContain('Dit zou het veranderen')
    await ask()
    const stopped = await officer.submit(preview, '/console/review/stops/new', { ...order, act: 'give' })
    expect([stopped.at, stopped.text]).toEqual([
      '/console/review/stops?done=stopped',
      expect.stringContaining('Verzoeken aan deze bron zijn stopgezet'),
    ])
    await expect(ask()).rejects.toThrow('AVG-06')
    expect((await asker.get('/console/review')).text).toContain('Verzoeken aan deze bron zijn stopgezet')
    expect(stopped.text).toContain('kan haar daar ook opheffen')
    const at = /href="(\/console\/review\/stops\/[0-9a-f-]{36})"/.exec(stopped.html)?.[1] ?? ''
    const lifted = await officer.submit(await officer.get(at), at, { grounds: 'Onderzocht.', act: 'give' })
    expect(lifted.text).toContain('De stop is opgeheven')
    expect(lifted.text).toContain('Er is niets stopgezet')
    await ask()
  })

  it('of who asked, and of the source, begins at a decision: its form is filled in, and nothing of it is in an address', async () => {
    const at = `/console/decisions/${await ask()}`
    const shown = await officer.get(at)
    const [, person = ''] = /name="scope-person" value="(p-[0-9a-f]{32})"/.exec(shown.html) ?? []
    expect(shown.text).toContain('Houd deze vrager tegen')
    expect(shown.html).not.toMatch(new RegExp(`(href|action)="[^"]*${person}`))
    const stops = async () => (await officer.get('/console/review/stops')).text
    const begun = await officer.submit(shown, '/console/review/stops/new?type=STOP_CALLER', { act: 'begin' })
    expect([begun.status, begun.at]).toEqual([200, '/console/review/stops/new?type=STOP_CALLER'])
    expect(begun.html).toMatch(new RegExp(`<input[^>]*id="scope-person"[^>]*value="${person}"`))
    expect(begun.html).not.toContain('aria-invalid')
    expect(begun.html).toMatch(/<input[^>]*value="stopped"[^>]*checked/)
    expect(await stops()).toContain('Er is niets stopgezet')
    const order = { 'scope-person': person, outcome: 'stopped', grounds: 'Onderzoek.', act: 'give' }
    const stopped = await officer.submit(begun, '/console/review/stops/new', order)
    expect(stopped.at).toBe('/console/review/stops?done=stopped')
    expect(stopped.text).toContain('Verzoeken van deze vrager zijn stopgezet')
    await expect(ask()).rejects.toThrow('AVG-06')
    const stop = /href="(\/console\/review\/stops\/[0-9a-f-]{36})"/.exec(stopped.html)?.[1] ?? ''
    await officer.submit(await officer.get(stop), stop, { grounds: 'Onderzocht.', act: 'give' })
    await ask()

    const source = await officer.submit(shown, '/console/review/stops/new?type=STOP_SOURCE', { act: 'begin' })
    expect(source.html).toMatch(new RegExp(`<option value="${TAXES}" selected`))
    expect(await stops()).toContain('Er is niets stopgezet')
  })

  it('is offered at a decision to nobody whose role cannot give it, and the policy refuses who sends it all the same', async () => {
    const supervisor = await entered(FG)
    const shown = await supervisor.get(`/console/decisions/${own}`)
    expect(shown.status).toBe(200)
    expect(shown.text).not.toMatch(/Houd deze (vrager|bron) tegen/)
    const page = await supervisor.get('/console/review/stops/new?type=STOP_CALLER')
    const refused = await supervisor.submit(page, '/console/review/stops/new', {
      ...{ 'scope-person': `p-${'0'.repeat(32)}`, outcome: 'stopped', grounds: 'x', act: 'give' },
    })
    expect(refused.text).toContain('Dit mag niet')
  })

  it('is not another role’s to give or lift', async () => {
    expect((await asker.get('/console/review/stops')).text).toContain('Uw rol kan niets stopzetten')
    const page = await asker.get('/console/review/stops/new?type=STOP_ALL')
    const refused = await asker.submit(page, '/console/review/stops/new', {
      ...{ outcome: 'stopped', grounds: 'x', act: 'give' },
    })
    expect(refused.text).toContain('Dit mag niet')
    await ask()
    expect((await officer.get('/console/review/stops/new?type=DPIA')).status).toBe(404)
  })
})

it('and judging speak English where that was chosen, in all that is no word of others', async () => {
  const browser = await entered(PEOPLE.officer)
  await browser.submit(await browser.get('/console/review'), '/console/language', { language: 'en' })
  for (const path of [
    ...[
      'judgements',
      'judgements/standing',
      'judgements/new',
      'judgements/new?type=PC2A',
      'judgements/new?type=UAVG41',
    ],
    ...['review', 'review/samples', 'review/findings', 'review/obligations', 'review/stops'],
    ...['review/stops/new?type=STOP_CALLER', `review/findings/new?decision=${own}`],
  ]) {
    const { status, text } = await browser.get(`/console/${path}`)
    expect([path, status]).toEqual([path, 200])
    expect([path, / (het|een|voor|niet|wordt|wacht|geldt|oordeel\w*|bevinding\w*) /i.exec(text)?.[0]]).toEqual([
      path,
      undefined,
    ])
  }
})
