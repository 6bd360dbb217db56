/** Asking in the console: the steps, what is fitting, the answer that leaves again, own requests, and nothing of it in an address. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assets } from '../../src/cli/console/assets.ts'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import { type Browser, consoleOf, type Shown, signedIn } from '../support/console.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const CLERK = { person: 'demo-baliemedewerker', organ: 'COL', department: 'BZ', roles: [] }
const WORDS = {
  necessity: 'Is het pand nog in gebruik?',
  proportionality: 'Wij bereiden een besluit voor.',
  subsidiarity: 'Wij hebben het zelf niet.',
}

let world: World
let garage: Garage
let browser: Browser
let now = new Date()
/** Nobody fills in forms as fast as a test: between two of them some seconds pass, or one asks more than a caller may. */
let passed = 0
beforeEach(() => {
  passed += 4_000
})
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date(Date.now() + passed) })
  garage = await openGarage(world, 'B3')
  browser = await signedIn(
    consoleOf(world, [PEOPLE.asker, CLERK], () => now),
    PEOPLE.asker,
  )
})
afterAll(() => world.close())

type Answers = Readonly<Record<string, string>>
const answers = (): readonly Answers[] => [
  WORDS,
  { track: `BGP:${garage.caseId}` },
  { purpose: 'P-BGP-AANPAK' },
  { task: 'Opiumwet:13b', legalBasis: 'LB-6E' },
  { source: 'VERG/vergunningen', mode: 'DETAIL', level: 'OPS' },
  { fields: 'besluit', type: 'bsn', value: BSN.garagehouder },
]

/** Through so many steps, each answered as above but for `changes`. */
async function through(steps: number, changes: Readonly<Record<number, Answers>> = {}, by = browser): Promise<Shown> {
  let shown = await by.get('/console/ask')
  for (const [i, given] of answers().slice(0, steps).entries()) {
    shown = await by.submit(shown, '/console/ask', { ...given, ...changes[i], go: 'next' })
  }
  return shown
}
const ledger = () => world.node.ports.ledger.size()
const entriesSince = async (size: number) => (await world.node.ports.ledger.range(size, 50)).map(({ type }) => type)

describe('the form', () => {
  it('begins with the three base questions, and stops where one has no answer', async () => {
    const start = await browser.get('/console/ask')
    expect(start.text).toContain('Stap 1 van 7')
    expect(start.text).toContain('Wie over uw vraag oordeelt, leest wat u hier schrijft.')
    const wrong = await browser.submit(start, '/console/ask', { ...WORDS, proportionality: ' ', go: 'next' })
    expect(wrong.text).toContain('Stap 1 van 7')
    expect(wrong.html).toContain('href="#proportionality"')
    expect(wrong.html).toContain('id="proportionality-error"')
    expect(wrong.html).not.toContain('id="necessity-error"')
    expect(wrong.html).toContain(WORDS.necessity)
    const long = await browser.submit(start, '/console/ask', { ...WORDS, necessity: 'x'.repeat(4_001), go: 'next' })
    expect(long.html).toContain('id="necessity-error"')
  })

  it('offers only purposes, tasks and bases of their organ and department', async () => {
    const purposes = await through(2)
    expect(purposes.html).toContain('value="P-BGP-AANPAK"')
    expect(purposes.html).not.toContain('value="P-WMO"')
    // Of this track and department as well, but not of this case.
    expect(purposes.html).not.toContain('value="P-BGP-SIG"')
    expect(purposes.html).not.toContain('value="P-RIEC-F"')
    const basis = await browser.submit(purposes, '/console/ask', { purpose: 'P-BGP-AANPAK', go: 'next' })
    expect(basis.html).toContain('value="Opiumwet:13b"')
    expect(basis.html).not.toContain('value="Politiewet:11"')
    expect(basis.html).not.toContain('value="LB-WGS15"')
    // What was not on offer is not taken either.
    const forged = await browser.submit(basis, '/console/ask', {
      task: 'Politiewet:11',
      legalBasis: 'LB-WGS15',
      go: 'next',
    })
    expect(forged.html).toContain('id="task-error"')
    expect(forged.html).toContain('id="legalBasis-error"')
  })

  it('has its fields by kind with how sensitive each is, and checks the number at its own place', async () => {
    const data = await through(5)
    expect(data.text).toContain('Vergunningen: gewone persoonsgegevens (K2)')
    expect(data.html).toMatch(/gewone persoonsgegevens\s*<span class="sluis-small">\(K2\)<\/span>/)
    expect(data.text).not.toContain('C-VERG')
    expect(data.text).toContain('Alle velden van Vergunningen')
    const wrong = await through(6, { 5: { value: '123456789' } })
    expect(wrong.html).toContain('id="value-error"')
    expect(wrong.html).toContain('value="123456789"')
  })

  it('groups what can be chosen, says what each is for, and how far one is', async () => {
    let shown = await browser.get('/console/ask')
    const pages = [shown]
    for (const given of answers().slice(0, 5)) {
      shown = await browser.submit(shown, '/console/ask', { ...given, go: 'next' })
      pages.push(shown)
    }
    const [first, track, purpose, basis, source, data] = pages
    expect(first?.text).not.toContain('Wat u al invulde')
    expect(track?.text).toContain('Gemeentelijke zaken waaraan u werkt')
    expect(track?.text).toContain('Zonder zaak')
    expect(track?.text).toMatch(/Zaak Z-\d{8}-[0-9A-F]{6}, geopend op [^.]* Doelen: [^.]*\. Stap: /)
    expect(purpose?.text).toContain('Voor een taak van uw afdeling')
    // What alone fits is chosen beforehand, and nothing else is.
    const fitting = [...(purpose?.html.matchAll(/name="purpose"[^>]*>/g) ?? [])]
    expect(/name="purpose"[^>]* checked/.test(purpose?.html ?? '')).toBe(fitting.length === 1)
    expect(basis?.text).toMatch(/Opiumwet .* Opiumwet 13b/)
    expect(basis?.text).toContain('Voor alle soorten gegevens')
    expect(basis?.text).toMatch(/AVG 6 lid 1 c.* AVG 6 lid 1 e.* AVG 6 lid 4/)
    expect(basis?.text).toContain('Voor: Gemeentelijke belastingen.')
    expect(source?.html).toContain('<optgroup label="Burgemeester">')
    expect(source?.html).toContain('<progress class="sluis-progress" value="5" max="7"')
    expect(source?.text).toContain('Wat u al invulde (4)')
    expect(source?.text).toContain(WORDS.necessity)
    expect(source?.text).toContain('Wijzigen: Wat is uw doel?')
    expect(source?.text).not.toContain('Meteen naar nakijken')

    // One mark takes a whole kind; of another source it takes nothing.
    const mark = (whole: string, go: string) =>
      browser.submit(data as Shown, '/console/ask', { whole, type: 'bsn', value: BSN.garagehouder, go })
    const check = await mark('C-VERG', 'next')
    const { fields } = world.node.ports.facts.sources['VERG/vergunningen'] ?? { fields: {} }
    const taken = [...check.html.matchAll(/name="fields" value="([^"]*)"/g)].map(([, name]) => name)
    expect(new Set(taken)).toEqual(new Set(Object.keys(fields)))
    expect((await browser.submit(check, '/console/ask#', { go: 'data' })).html).toMatch(/value="besluit" checked/)
    expect((await mark('C-JGD', 'next')).html).toContain('id="fields-error"')

    // What was filled in is changed from the last step, and one goes straight back there.
    const back = await browser.submit(check, '/console/ask#', { go: 'questions' })
    expect(back.text).toContain('Meteen naar nakijken')
    const again = await browser.submit(back, '/console/ask', { ...WORDS, necessity: 'Nog eens.', go: 'check' })
    expect([again.text.includes('Stap 7 van 7'), again.text.includes('Nog eens.')]).toEqual([true, true])
    const other = await browser.submit(source as Shown, '/console/ask', { mode: 'BULK', level: 'ALL', go: 'next' })
    expect([other.html.includes('id="mode-error"'), other.html.includes('id="level-error"')]).toEqual([true, true])
  })

  it('goes back without losing what was filled in, also by a name that the last step gives', async () => {
    const data = await through(5)
    const back = await browser.submit(data, '/console/ask', { fields: 'besluit', value: BSN.garagehouder, go: 'back' })
    expect(back.text).toContain('Stap 5 van 7')
    expect(back.html).toMatch(/<option value="VERG\/vergunningen" selected/)
    const check = await through(6)
    const first = await browser.submit(check, '/console/ask#', { go: 'questions' })
    expect(first.text).toContain('Stap 1 van 7')
    for (const words of Object.values(WORDS)) expect(first.html).toContain(words)
    expect(first.html).toContain(`value="${BSN.garagehouder}"`)
  })

  it('has nothing for who has no task, and says so', async () => {
    const apart = { ...CLERK, organ: 'KAD', department: null }
    const clerk = await signedIn(consoleOf(world, [apart]), apart)
    const shown = await clerk.submit(await clerk.get('/console/ask'), '/console/ask', { ...WORDS, go: 'next' })
    expect(shown.text).toContain('geen wettelijke taak')
  })
})

describe('asking', () => {
  it('shows beforehand what it waits for, waits, and is answered once another judged', async () => {
    const check = await through(6)
    expect(check.text).toContain('Wacht op een oordeel')
    const before = await ledger()
    const waiting = await browser.submit(check, '/console/ask/answer')
    expect(await entriesSince(before)).toEqual(['decision'])
    expect([waiting.at, waiting.headers.get('refresh')]).toEqual(['/console/ask/answer', null])
    expect(waiting.text).toContain('Oordelen die er nog niet zijn')
    expect(waiting.text).toContain('Is het oordeel er, dan ziet u dat bij Mijn verzoeken.')
    expect(check.text + waiting.text).not.toContain('Informeer de betrokkene')
    expect((await browser.get('/console/inquiries?status=withdrawn')).text).toContain('geen verzoek met deze stand')
    const list = await browser.get('/console/inquiries?status=waiting')
    expect(list.text).toContain('Wacht op een oordeel')
    const [, id = ''] = /\/console\/inquiries\/([0-9a-f-]{36})/.exec(list.html) ?? []
    const detail = await browser.get(`/console/inquiries/${id}`)
    expect(detail.text).toContain('Opnieuw vragen')

    await permitted(garage.cast.team.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.w4))
    await permitted(
      garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc1('VERG/vergunningen')),
    )
    const grounds = { to: 'B4', grounds: 'x' }
    await permitted(garage.cast.asker.post(`/v1/cases/${garage.caseId}/transitions`, grounds))
    await permitted(
      garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-VERG')),
    )
    const answer = await browser.submit(await browser.get(detail.at), `${detail.at}/again`)
    expect(answer.text).toContain('verleend')
    expect(answer.text).toContain('Informeer de betrokkene')
    expect(answer.text).toMatch(/Uw vraag Bron Vergunningen [^.]* Zaak Z-\d{8}-/)
  })

  it('gives the data once: gone from the screen in time, in no cache, and in no address', async () => {
    const check = await through(6)
    const answer = await browser.submit(check, '/console/ask/answer')
    expect(answer.text).toContain('verleend')
    const [, id = ''] = /\/console\/inquiries\/([0-9a-f-]{36})/.exec(answer.html) ?? []
    expect(answer.headers.get('refresh')).toBe(`${LIMITS.answerShownSeconds}; url=/console/inquiries/${id}`)
    expect(answer.text).toContain(`na ${LIMITS.answerShownSeconds / 60} minuten`)
    // On paper nothing leaves, and nothing can be clicked.
    const printed = answer.html.replace(/<(div|p) class="[^"]*sluis-screen-only">[\s\S]*?<\/\1>(\s*<\/div>)*/g, '')
    expect(printed).not.toMatch(/minuten van uw scherm|bewijs-|Naar dit verzoek/)
    expect(printed).toContain('verleend')
    const sheet = (await assets()('console.css'))?.body ?? ''
    const onPaper = sheet.slice(sheet.indexOf('@media print'))
    expect(onPaper).toMatch(/\.sluis-screen-only,[^{}]*\{\s*display:\s*none/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.at).toBe('/console/ask/answer')
    const after = await browser.get(`/console/inquiries/${id}`)
    expect(after.text).not.toContain('verleend')
    // What was asked and why is on both, as it was filled in.
    const told = [...Object.values(WORDS), 'Wat u wilde weten de gegevens zelf Velden Besluit']
    expect([answer, after].map(({ text }) => told.filter((words) => !text.includes(words)))).toEqual([[], []])
    for (const shown of [check, answer, after]) {
      const addresses = [...shown.html.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, to = '']) => to)
      const personal = addresses.filter((to) => to.includes(BSN.garagehouder) || to.includes('pand%20nog'))
      expect(personal).toEqual([])
    }
    const [, receipt = ''] = /href="data:application\/json,([^"]*)"/.exec(answer.html) ?? []
    expect(JSON.parse(decodeURIComponent(receipt))).toMatchObject({
      version: 1,
      settlement: { index: expect.any(Number) },
    })
  })

  it('asks once, however often its page is sent again, and not at all once its key is no longer remembered', async () => {
    const check = await through(6)
    const before = await ledger()
    await browser.submit(check, '/console/ask/answer')
    const once = (await entriesSince(before)).filter((type) => type === 'decision')
    const again = await browser.submit(check, '/console/ask/answer')
    expect(again.text).toContain('verleend')
    expect((await entriesSince(before)).filter((type) => type === 'decision')).toEqual(once)
    // Clicked twice the data stay no longer than they would have; sent again later they are not shown, and nothing is asked.
    const shownAt = now.getTime()
    now = new Date(shownAt + LIMITS.answerAgainSeconds * 1_000)
    const refresh = (await browser.submit(check, '/console/ask/answer')).headers.get('refresh') ?? ''
    expect(Number.parseInt(refresh, 10)).toBeGreaterThan(LIMITS.answerShownSeconds / 2)
    const asked = await ledger()
    for (const later of [LIMITS.answerAgainSeconds * 1_000 + 1, LIMITS.answerShownSeconds * 1_000]) {
      now = new Date(shownAt + later)
      const gone = await browser.submit(check, '/console/ask/answer')
      expect([gone.at, gone.text.includes('verleend')]).toEqual([expect.stringContaining('/console/inquiries/'), false])
    }
    expect(await ledger()).toBe(asked)
    now = new Date(Date.now() + LIMITS.idempotencyMinutes * 60_000 + 60_000)
    const late = await browser.submit(check, '/console/ask/answer')
    now = new Date()
    expect(late.text).toContain('Er is nu niets gevraagd')
    expect((await entriesSince(before)).filter((type) => type === 'decision')).toEqual(once)
  })
})

describe('own requests', () => {
  it('are withdrawn by who asked, and are not there for anybody else', async () => {
    const care = await through(6, { 4: { source: 'WMO/voorzieningen', mode: 'HITNOHIT' } })
    const asked = await browser.submit(care, '/console/ask/answer')
    const [, refused = ''] = /\/console\/inquiries\/([0-9a-f-]{36})/.exec(asked.html) ?? []
    const own = await browser.get(`/console/inquiries/${refused}`)
    expect(own.text).not.toContain('Intrekken')
    // Which norm it is comes first, then what is open, then the rest; asking again is the last thing.
    const order = ['Waarom niet: de normen die dit tegenhouden', 'Wat u wel kunt doen', 'Velden en wat ermee gebeurt']
    const places = (page: Shown, ...words: string[]) => words.map((word) => page.text.indexOf(word))
    for (const found of [
      places(care, ...order),
      places(asked, ...order, 'Uw vraag Bron Wmo-voorzieningen'),
      places(own, ...order, 'Opnieuw vragen'),
    ]) {
      expect(found).not.toContain(-1)
      expect(found).toEqual([...found].sort((a, b) => a - b))
    }
    // The register owes nothing for what was not received: so no page says otherwise.
    expect(asked.text).toContain('U krijgt geen gegevens.')
    expect(asked.text).not.toContain('Informeer de betrokkene')
    const waits = await through(6, { 4: { source: 'TH/controles', mode: 'HITNOHIT' } })
    const waiting = await browser.submit(waits, '/console/ask/answer')
    const [, id = ''] = /\/console\/inquiries\/([0-9a-f-]{36})/.exec(waiting.html) ?? []
    const clerk = await signedIn(
      consoleOf(world, [CLERK], () => now),
      CLERK,
    )
    expect((await clerk.get(`/console/inquiries/${id}`)).status).toBe(404)
    const detail = await browser.get(`/console/inquiries/${id}`)
    const withdrawn = await browser.submit(detail, `/console/inquiries/${id}/withdraw`)
    expect([withdrawn.at, withdrawn.text]).toEqual([`/console/inquiries/${id}`, expect.stringContaining('Ingetrokken')])
  })
})
