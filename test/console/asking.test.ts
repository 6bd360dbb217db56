/** Asking in the console: the steps, what is fitting, the answer that leaves again, own requests, and nothing of it in an address. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
beforeAll(async () => {
  world = await openWorld()
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

  it('shows the class of each field, and checks the number at its own place', async () => {
    const data = await through(5)
    expect(data.text).toMatch(/besluit \([^)]+, klasse K\d\)/)
    const wrong = await through(6, { 5: { value: '123456789' } })
    expect(wrong.html).toContain('id="value-error"')
    expect(wrong.html).toContain('value="123456789"')
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
  })

  it('gives the data once: gone from the screen in time, in no cache, and in no address', async () => {
    const check = await through(6)
    const answer = await browser.submit(check, '/console/ask/answer')
    expect(answer.text).toContain('verleend')
    const [, id = ''] = /\/console\/inquiries\/([0-9a-f-]{36})/.exec(answer.html) ?? []
    expect(answer.headers.get('refresh')).toBe(`${LIMITS.answerShownSeconds}; url=/console/inquiries/${id}`)
    expect(answer.text).toContain(`na ${LIMITS.answerShownSeconds / 60} minuten`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.at).toBe('/console/ask/answer')
    const after = await browser.get(`/console/inquiries/${id}`)
    expect(after.text).not.toContain('verleend')
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
    expect((await browser.get(`/console/inquiries/${refused}`)).text).not.toContain('Intrekken')
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
