/** Judgements in the console: what waits is judged with its grounds beside it, seen before it is given, and taken back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseReference } from '../../src/cases/reference.ts'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { type Browser, consoleOf, type Shown, signedIn } from '../support/console.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'
const BOTH = { ...PEOPLE.asker, person: 'demo-beide', roles: ['R-CAS', 'R-PRIV'] }
const CLERK = { person: 'demo-balie', organ: 'COL', department: 'BZ', roles: [] }
const ALL = { person: 'demo-alles', organ: 'BGM', department: 'ONDM', roles: [] as string[] }

let world: World
let garage: Garage
let officer: Browser
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B3')
  ALL.roles = Object.keys(world.node.ports.facts.roles)
  officer = await entered(PEOPLE.officer)
})
afterAll(() => world.close())

const entered = (person: typeof ALL | typeof PEOPLE.officer | typeof BOTH | typeof CLERK) =>
  signedIn(consoleOf(world, [PEOPLE.officer, BOTH, CLERK, ALL]), person)
async function ask(api = garage.cast.asker, source = SOURCE): Promise<string> {
  const { body } = await api.post('/v1/inquiries', municipal(garage.caseId, source, 'HITNOHIT'))
  expect(body.status).toBe('waiting')
  return String(body.id)
}
async function askIn({ caseId, cast }: Garage): Promise<string> {
  const { body } = await cast.asker.post('/v1/inquiries', municipal(caseId, SOURCE, 'HITNOHIT'))
  return String(body.id)
}
const CHECK = {
  outcome: 'granted',
  ...Object.fromEntries(Object.keys(JUDGEMENTS.pc1('').details).map((test) => [`details-${test}`, 'yes'])),
  grounds: 'De toetsen zijn gedaan.',
}
const standing = async () =>
  (await garage.cast.asker.get(`/v1/cases/${garage.caseId}`)).body.attestations as {
    id: string
    type: string
    scope: object
    details: object
    withdrawnBy: string | null
  }[]

describe('what waits', () => {
  it('is listed oldest first with its deadline, and judged beside the grounds of who asked', async () => {
    const [first, second] = [await ask(), await ask(garage.cast.asker, 'TH/controles')]
    const list = await officer.get('/console/judgements')
    expect(list.text).toContain('niemand beoordeelt een eigen vraag')
    expect(list.html.indexOf(first)).toBeGreaterThan(0)
    expect(list.html.indexOf(first)).toBeLessThan(list.html.indexOf(second))
    expect(list.text).toContain('Vervalt')
    const alike = await ask()
    const page = await officer.get(`/console/judgements/waiting/${first}/0`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Andere vragen die hierop wachten (1)')
    expect(page.html).toContain(`/console/judgements/waiting/${alike}/0`)
    // The tests come before the outcome that follows from them.
    const [test, outcome] = ['Het is noodzakelijk', 'name="outcome"'].map((part) => page.html.indexOf(part))
    expect(test).toBeGreaterThan(-1)
    expect(outcome).toBeGreaterThan(test ?? 0)
    expect(page.text).toContain('de normen beslissen daarna wat de vrager krijgt')
    expect((await officer.get('/console/judgements')).html).not.toContain(alike)
    expect(page.text).toContain('Nodig om te bepalen of de bestuurlijke aanpak kan beginnen')
    expect(page.text).toContain('Het doel weegt op tegen de inbreuk')
    expect(page.html).not.toMatch(/99999\d{4}|s-[0-9a-f]{32}/)

    const before = (await standing()).length
    const preview = await officer.submit(page, '/console/judgements/waiting', { ...CHECK, act: 'preview' })
    expect(preview.text).toContain('Dit zou het veranderen')
    expect(preview.text).toMatch(/Deze vraag Toegestaan/)
    expect(preview.html).toContain('De toetsen zijn gedaan.')
    expect((await standing()).length).toBe(before)

    const given = await officer.submit(preview, '/console/judgements/waiting', { ...CHECK, act: 'give' })
    expect([given.at, given.text]).toEqual([
      '/console/judgements?done=given',
      expect.stringContaining('Uw oordeel is vastgelegd'),
    ])
    expect((await standing()).at(-1)).toMatchObject({
      type: 'PC1',
      scope: { source: SOURCE },
      details: { necessity: true },
    })
    // What it changed for who waits is in the log under their name, and says that they did not ask.
    await officer.submit(await officer.get('/console/purpose'), '/console/purpose', { purpose: 'P-AUDIT' })
    const log = await garage.cast.officer.get('/v1/decisions?readingPurpose=P-AUDIT')
    const looked = (log.body.items as { id: string; type: string }[]).find(({ type }) => type === 'preview')
    const tried = await officer.get(`/console/decisions/${looked?.id}`)
    expect(tried.text).toContain('De vrager deed dit niet')
    const [, judging = ''] = /href="([^"]*)">Naar dat oordeel/.exec(tried.html) ?? []
    expect((await officer.get(judging)).status).toBe(200)
    const listed = await officer.get('/console/decisions')
    expect(listed.text).toMatch(/Proefvraag door een oordeel .*? van de vrager, die dit niet deed/)
    const [open, apart] = given.html.split('id="gegeven"')
    expect([open?.includes(first), apart?.includes(first), open?.includes(second)]).toEqual([false, true, true])
  })

  it('is narrowed to a case by its reference or number, to a kind of judgement, and to what expires soon', async () => {
    const [one, other] = [await openGarage(world, 'B3'), await openGarage(world, 'B3')]
    const [mine, theirs] = [await askIn(one), await askIn(other)]
    const list = await officer.get('/console/judgements')
    const has = ({ html }: Shown) => [mine, theirs].map((id) => html.includes(`/waiting/${id}/0`))
    expect(has(list)).toEqual([true, true])
    const narrow = (fields: Readonly<Record<string, string>>) => officer.submit(list, '/console/judgements', fields)
    const called = caseReference(other.caseId)
    const byReference = await narrow({ case: ` ${called.toLowerCase()} `, type: '', expires: '' })
    expect([byReference.at, has(byReference)]).toEqual([`/console/judgements?case=${called}`, [false, true]])
    expect(byReference.html).toMatch(new RegExp(`<input[^>]*name="case"[^>]*value="${called}"`))
    expect(byReference.html).toContain('<details class="sluis-disclosure" open')
    expect(has(await narrow({ case: one.caseId }))).toEqual([true, false])
    const byKind = await narrow({ type: 'PC1' })
    expect([byKind.at, has(byKind)]).toEqual(['/console/judgements?type=PC1', [true, true]])
    const none = await narrow({ type: 'PC2A', case: called })
    expect(none.text).toContain('Hierbij past niets')
    expect(none.html).toContain('href="/console/judgements">Alle filters weghalen')
    expect(has(await narrow({ expires: 'soon' }))).toEqual([false, false])
    const later = consoleOf(world, [PEOPLE.officer], () => new Date(Date.now() + 25 * 86_400_000))
    const soon = await (await signedIn(later, PEOPLE.officer)).get('/console/judgements?expires=soon')
    expect(has(soon)).toEqual([true, true])
  })

  it('says by its field what names no case, and puts nothing that was typed there in an address', async () => {
    const list = await officer.get('/console/judgements')
    const wrong = await officer.submit(list, '/console/judgements', { case: '999990019', type: 'PC1' })
    expect(wrong.at).toBe('/console/judgements')
    expect(wrong.html).toMatch(/id="case-error"[^>]*>dit is geen kenmerk of nummer van een zaak/)
    expect(wrong.html).toMatch(/<option value="PC1" selected/)
    // Nor is what is no filter passed on from an address.
    expect((await officer.get('/console/judgements?case=999990019&type=%3Cb%3E&expires=never')).status).toBe(200)
  })

  it('is there in each of several tabs that are opened at once', async () => {
    const tabs = await Promise.all([1, 2, 3, 4].map(() => officer.get('/console/judgements')))
    expect(tabs.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  })

  it('says by its field what is wrong, and keeps what was filled in', async () => {
    const id = await ask(garage.cast.asker, 'TH/controles')
    const page = await officer.get(`/console/judgements/waiting/${id}/0`)
    const wrong = { ...CHECK, 'details-necessity': 'no', act: 'give' }
    const shown = await officer.submit(page, '/console/judgements/waiting', wrong)
    expect(shown.status).toBe(200)
    expect(shown.html).toContain('href="#details-necessity"')
    expect(shown.html).toMatch(/id="details-necessity-error"[^>]*>bij deze uitkomst moet dit waar zijn/)
    expect(shown.html).toMatch(/name="details-necessity"[^>]*value="no"[^>]*checked/)
    const empty = await officer.submit(page, '/console/judgements/waiting', { act: 'give' })
    expect(empty.html).toContain('id="grounds-error"')
  })

  it('is nobody’s own question, under any role, and nothing for who judges nothing', async () => {
    const own = await ask(await world.as(BOTH), 'TH/controles')
    const both = await entered(BOTH)
    expect((await both.get('/console/judgements')).html).not.toContain(own)
    expect((await both.get(`/console/judgements/waiting/${own}/0`)).status).toBe(404)
    expect((await officer.get(`/console/judgements/waiting/${own}/0`)).status).toBe(200)
    const clerk = await entered(CLERK)
    expect((await clerk.get('/console/judgements')).status).toBe(403)
  })
})

describe('a judgement in force', () => {
  it('of a case is taken back with grounds, after what that changes was seen', async () => {
    await ask(garage.cast.asker, 'TH/controles')
    const at = `/v1/cases/${garage.caseId}/attestations`
    const { attestationId } = await permitted(garage.cast.officer.post(at, JUDGEMENTS.pc1('TH/controles')))
    const list = await officer.get(`/console/judgements/standing?caseId=${garage.caseId}&type=PC1`)
    expect(list.html).toContain(String(attestationId))
    const page = await officer.get(`/console/judgements/standing/${attestationId}?caseId=${garage.caseId}`)
    expect(page.text).toContain('De vijf toetsen zijn positief.')
    const words = { grounds: 'Nieuwe feiten.', act: 'preview' }
    const preview = await officer.submit(page, '/console/judgements/standing', words)
    expect(preview.text).toContain('Wacht op een oordeel')
    const isBack = async () => (await standing()).find(({ id }) => id === attestationId)?.withdrawnBy != null
    expect(await isBack()).toBe(false)
    const done = await officer.submit(preview, '/console/judgements/standing', { ...words, act: 'give' })
    expect(done.text).toContain('Het oordeel is ingetrokken')
    expect(await isBack()).toBe(true)
  })
})

describe('a judgement that nothing waits for', () => {
  it('has its type chosen first, among those of the role, and stands among what is in force', async () => {
    const start = await officer.get('/console/judgements/new')
    expect(start.html).toContain('value="DPIA"')
    expect(start.html).not.toContain('value="W3"')
    const page = await officer.submit(start, '/console/judgements/new', { type: 'DPIA' })
    expect(page.text).toContain('Kenmerk van het stuk')
    const filled = { 'scope-regime': 'BGP', 'scope-purpose': 'P-BGP-SIG', 'details-reference': 'dpia-9', grounds: 'x' }
    const done = await officer.submit(page, '/console/judgements/new', { ...filled, outcome: 'recorded', act: 'give' })
    expect(done.at).toBe('/console/judgements?done=given')
    const list = await officer.get('/console/judgements/standing?type=DPIA')
    // The page is called as the way to it.
    const [, called] = /<h1[^>]*>([^<]*)/.exec(list.html) ?? []
    expect(list.html).toMatch(new RegExp(`href="/console/judgements/standing"[^>]*>${called}<`))
    expect(list.text).toContain('Regime: Binnengemeentelijk, volgens het protocol; Doel:')
  })

  it('is said to be refused, with the norm, where the policy refuses it', async () => {
    const all = await entered(ALL)
    const page = await all.get('/console/judgements/new?type=LEGAL_HOLD')
    const shown = await all.submit(page, '/console/judgements/new', {
      ...{ caseId: 'x', outcome: 'hold', grounds: 'x', act: 'give' },
    })
    expect(shown.html).toMatch(/id="caseId-error"[^>]*>deze zaak is er niet/)
    const closed = await all.get('/console/judgements/new?type=OM_DECISION')
    const source = world.node.ports.facts.sources
    const refused = await all.submit(closed, '/console/judgements/new', {
      ...{
        'scope-source': Object.keys(source)[0] ?? '',
        'scope-purpose': 'P-OO',
        'scope-subject': `s-${'0'.repeat(32)}`,
      },
      ...{ 'details-interest': 'yes', 'details-necessity': 'yes', outcome: 'granted', grounds: 'x', act: 'give' },
    })
    expect(refused.text).toContain('Dit mag niet')
  })

  it('can be filled in for every judgement that there is, so that only the policy can still refuse it', async () => {
    const { attestations, sources, departments, categories, organs, purposes } = world.node.ports.facts
    const first = (table: object) => Object.keys(table)[0] ?? ''
    const scope: Record<string, string> = {
      ...{ source: first(sources), department: first(departments), category: first(categories), organ: first(organs) },
      ...{ regime: 'BGP', purpose: first(purposes), subject: `s-${'0'.repeat(32)}`, person: `p-${'0'.repeat(32)}` },
    }
    const detail = { boolean: 'yes', number: '2', string: 'kenmerk' }
    const prefixed = (of: string, fields: readonly (readonly [string, string])[]) =>
      Object.fromEntries(fields.map(([key, value]) => [`${of}-${key}`, value]))
    // Somebody else for each: nobody sends so many requests in a few seconds.
    const judges = Object.keys(attestations).map((code) => ({ ...ALL, person: `demo-${code}` }))
    const app = consoleOf(world, judges)
    for (const [code, type] of Object.entries(attestations)) {
      const all = await signedIn(app, { person: `demo-${code}` })
      const page = await all.get(`/console/judgements/new?type=${code}`)
      expect([code, page.status]).toEqual([code, 200])
      expect([code, unnamed(page)]).toEqual([code, []])
      for (const outcome of Object.keys(type.outcomes)) {
        const shown = await all.submit(page, '/console/judgements/new', {
          ...prefixed(
            'scope',
            type.scope.map((key) => [key, scope[key] ?? ''] as const),
          ),
          ...prefixed(
            'details',
            Object.entries(type.details).map(([key, kind]) => [key, detail[kind]] as const),
          ),
          ...{ outcome, grounds: 'x', caseId: garage.caseId, act: 'preview' },
        })
        const problem = /Dit kon niet worden verwerkt[\s\S]{0,400}/.exec(shown.html)?.[0]
        expect([code, outcome, shown.status, problem]).toEqual([code, outcome, 200, undefined])
        expect(shown.text).toMatch(/Dit zou het veranderen|Dit mag niet/)
      }
    }
  })
})

it('puts nobody and no grounds in an address or a title', async () => {
  const page = await officer.get('/console/judgements/new?type=STOP_CALLER')
  const person = `p-${'1'.repeat(32)}`
  const form = { 'scope-person': person, outcome: 'stopped', grounds: 'Vermoeden.' }
  const preview = await officer.submit(page, '/console/judgements/new', { ...form, act: 'preview' })
  expect(preview.html).toContain(person)
  const done = await officer.submit(preview, '/console/judgements/new', { ...form, act: 'give' })
  for (const { at, html } of [preview, done]) {
    expect(`${at} ${/<title>(.*)<\/title>/.exec(html)?.[1]}`).not.toMatch(/p-1|Vermoeden/)
  }
})

/** Fields without a label of their own: a code as a label is none. */
function unnamed({ html }: Shown): string[] {
  const ids = [...html.matchAll(/<(?:input|select|textarea)[^>]*\bid="([^"]+)"/g)].map(([, id]) => id ?? '')
  const labels = [...html.matchAll(/<(?:label[^>]*for="([^"]+)"|legend)[^>]*>([^<]*)</g)]
  const codes = labels.flatMap(([, , label = '']) => (/^[a-z][A-Za-z]*$|^[A-Z_0-9]+$/.test(label) ? [label] : []))
  return [...ids.filter((id) => !labels.some(([, of]) => of === id)), ...codes]
}
