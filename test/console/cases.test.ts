/** Cases in the console: who works on them brings them on, sees who a subject is and says why; others do not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, subjectOf } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import { openParts } from '../../src/log/entry.ts'
import { type Browser, consoleOf, signedIn } from '../support/console.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const CLERK = { person: 'demo-baliemedewerker', organ: 'COL', department: 'BZ', roles: [] }

let world: World
let garage: Garage
let at: string
const browsers: Partial<Record<'asker' | 'regisseur' | 'officer' | 'riec', Browser>> = {}
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B2')
  at = `/console/cases/${garage.caseId}`
  const app = consoleOf(world, [PEOPLE.asker, PEOPLE.regisseur, PEOPLE.officer, PEOPLE.riec])
  for (const name of ['asker', 'regisseur', 'officer', 'riec'] as const) {
    browsers[name] = await signedIn(app, PEOPLE[name])
  }
})
afterAll(() => world.close())
const by = (name: keyof typeof browsers): Browser => browsers[name] as Browser

describe('a case', () => {
  it('is in the list of who works on it, and shows where it stands, what it takes to go on, and when it goes', async () => {
    const list = await by('asker').get('/console/cases')
    expect(list.html).toContain(`href="${at}"`)
    const shown = await by('asker').get(at)
    expect(shown.text).toContain('Zwaarte bepalen')
    expect(shown.text).toContain('Bronnenonderzoek nog niet')
    expect(shown.text).toMatch(/Gaat weg op/)
    expect(shown.text).toContain('Deze zaak heeft geen stukken.')
    expect(shown.text).toContain('U vroeg in deze zaak nog niets.')
    expect(shown.html).not.toContain('href="/console/decisions?caseId')
    for (const bsn of [BSN.garagehouder, BSN.pgbHouder]) expect(shown.html).not.toContain(bsn)
  })

  it('is not there for who has no role in any, nor for who has none in this one', async () => {
    const clerk = await signedIn(consoleOf(world, [CLERK]), CLERK)
    expect((await clerk.get('/console/cases')).status).toBe(403)
    expect((await clerk.get(at)).status).toBe(403)
    const elsewhere = { person: 'demo-elders', organ: 'UWV', department: null, roles: ['R-RIEC-D'] }
    expect((await (await signedIn(consoleOf(world, [elsewhere]), elsewhere)).get(at)).status).toBe(404)
  })

  it('is brought on with grounds once what it takes is judged, and the judgement stands in its timeline', async () => {
    const before = await by('asker').get(at)
    expect(before.html).not.toMatch(/<option value="B3"/)
    await permitted(garage.cast.team.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.w3))
    const ready = await by('asker').get(at)
    expect(ready.html).toMatch(/<option value="B3"/)
    expect(ready.text).toContain(JUDGEMENTS.w3.grounds)
    expect(ready.html).toMatch(/data-column="Uitkomst"><span[^>]*>Verder met het signaal/)
    const open = await by('asker').get(at)
    const moved = await by('asker').submit(ready, `${at}/transitions`, { to: 'B3', moveGrounds: 'De weging is rond.' })
    expect([moved.at, moved.text]).toEqual([at, expect.stringContaining('Bronnenonderzoek')])
    // A form of before it was moved says why it no longer can.
    const late = await by('asker').submit(open, `${at}/transitions`, { to: 'B3', moveGrounds: 'Nog eens.' })
    expect(late.text).toContain('Er is niets veranderd')
  })

  it('gets a subject, and says at its field what is wrong with a number', async () => {
    const page = await by('regisseur').get(at)
    const given = { type: 'bsn', relation: 'OTHER', addGrounds: 'Woont er ook.' }
    const wrong = await by('regisseur').submit(page, `${at}/subjects`, { ...given, value: '123456789' })
    expect(wrong.html).toContain('href="#value"')
    expect(wrong.html).toContain('id="value-error"')
    // What was filled in is still there, and who has to look for it finds the form open.
    expect(wrong.html).toContain('Woont er ook.')
    expect(wrong.at).toBe(`${at}/subjects`)
    const added = await by('regisseur').submit(page, `${at}/subjects`, { ...given, value: BSN.huisgenoot })
    expect([added.at, added.text]).toEqual([at, expect.stringContaining('op een andere manier betrokken')])
    expect(added.html).not.toContain(BSN.huisgenoot)
  })
})

it('shows what a case holds by part, with where each came from, and never what it says', async () => {
  const provenance = { receivedFor: ['P-BGP-AANPAK'], verified: true, lawful: true, date: '2026-11-01' }
  const fields = [{ name: 'plaats', value: 'achter de loods' }]
  const part = { name: 'controle', category: 'C-TOEZ', origin: 'COL', ...provenance, fields }
  const subjects = [subjectOf(BSN.garagehouder)]
  const held = { caseId: garage.caseId, kind: 'DOCUMENT', title: 'x', subjects, parts: [part], grounds: 'x' }
  await permitted(garage.cast.asker.post('/v1/holdings', held))
  const shown = await by('asker').get(at)
  expect(shown.text).toMatch(/document …[0-9a-f]{6}, controle .*College.* 1 nov 2026 nagekeken/)
  expect(shown.html).not.toContain('achter de loods')
})

describe('who a subject is', () => {
  const asked = { purpose: 'P-BGP-AANPAK', revealGrounds: 'Nodig voor de brief aan de eigenaar.' }

  it('is shown to who works on the case, leaves the screen, and stands in the log with purpose and grounds', async () => {
    const { ports } = world.node
    const page = await by('asker').get(at)
    const [, subject = ''] = /<option value="(s-[0-9a-f]{32})"/.exec(page.html) ?? []
    const before = await ports.ledger.size()
    const shown = await by('asker').submit(page, `${at}/reveal`, { subject, ...asked })
    expect(Object.values(BSN).some((bsn) => shown.html.includes(bsn))).toBe(true)
    expect(shown.headers.get('refresh')).toBe(`${LIMITS.answerShownSeconds}; url=${at}`)
    expect(shown.headers.get('cache-control')).toBe('no-store')
    expect(shown.at).toBe(`${at}/reveal`)
    const entries = await ports.ledger.range(before, 9)
    const parts = await Promise.all(entries.map((entry) => openParts(ports, entry)))
    const look = parts.find(({ act }) => JSON.stringify(act).includes(subject))
    expect(look).toMatchObject({ act: { revealed: subject, grounds: asked.revealGrounds } })
    expect((await by('asker').get(at)).html).not.toContain(BSN.garagehouder)
  })

  it('is not shown to who reviews the case', async () => {
    const page = await by('officer').get(at)
    expect(page.html).toContain(`href="/console/decisions?caseId=${garage.caseId}"`)
    const [, subject = ''] = /<option value="(s-[0-9a-f]{32})"/.exec(page.html) ?? []
    const refused = await by('officer').submit(page, `${at}/reveal`, { subject, ...asked })
    expect(Object.values(BSN).some((bsn) => refused.html.includes(bsn))).toBe(false)
    expect(refused.text).toContain('Dit kon niet worden verwerkt')
  })
})

describe('a new case', () => {
  it('is opened from a signal within the gemeente by who may, and refused with the norm to who may not', async () => {
    const opening = { purposes: 'P-BGP-AANPAK', grounds: 'Een signaal van de balie.' }
    const page = await by('regisseur').get('/console/cases/new/municipal')
    const opened = await by('regisseur').submit(page, '/console/cases/new', opening)
    expect(opened.at).toMatch(/^\/console\/cases\/[0-9a-f-]{36}$/)
    expect(opened.text).toContain('Ontvangst en intake')
    const officer = await by('officer').get('/console/cases/new/municipal')
    const refused = await by('officer').submit(officer, '/console/cases/new', opening)
    expect(refused.text).toContain('Er is niets veranderd')
    expect(refused.html).toContain(opening.grounds)
  })

  it('is a signal to the RIEC with four claims, each with its reason', async () => {
    const claims = Object.fromEntries(
      ['objective', 'necessary', 'several', 'region'].flatMap((name) => [
        [`${name}-holds`, 'yes'],
        [`${name}-why`, `Omdat: ${name}.`],
      ]),
    )
    const signal = {
      purposes: 'P-RIEC-F',
      crimeForm: 'WITWASSEN',
      activity: 'CASUS',
      involved: 'COL',
      grounds: 'Twee controles.',
    }
    const page = await by('riec').get('/console/cases/new/riec')
    const without = await by('riec').submit(page, '/console/cases/new', { ...signal, ...claims, 'region-why': '' })
    expect(without.html).toContain('href="#region-why"')
    expect(without.html).toMatch(/id="region-why-error"[^>]*>vul dit in</)
    expect(without.html).toContain('Omdat: objective.')
    const opened = await by('riec').submit(page, '/console/cases/new', { ...signal, ...claims })
    expect(opened.at).toMatch(/^\/console\/cases\/[0-9a-f-]{36}$/)
    expect(opened.text).toContain('Signaal gemeld')
    expect(opened.text).toContain('Betrokken organen College')
  })
})
