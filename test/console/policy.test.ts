/** Norms and policy in the console: read by anybody, tried out by who writes or checks the rules. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { READERS } from '../../src/console/pages/policy/norms.tsx'
import { answerOf } from '../../src/policy/answers.ts'
import { loadBundle } from '../../src/policy/bundle.ts'
import { differences, questionsOf } from '../../src/policy/case-table.ts'
import { createEngine } from '../../src/policy/engine.ts'
import { committed, forged, sha256 } from '../policy/committed.ts'
import { type Browser, consoleOf, signedIn } from '../support/console.ts'
import { openGarage } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const CLERK = { person: 'demo-balie', organ: 'COL', department: 'BZ', roles: [] }
const JURIST = { ...CLERK, person: 'demo-jurist', department: 'JZ', roles: ['R-JZ'] }
let world: World
let clerk: Browser
let jurist: Browser
let officer: Browser
beforeAll(async () => {
  world = await openWorld()
  const { caseId, cast } = await openGarage(world, 'B4')
  await cast.asker.post('/v1/inquiries', municipal(caseId, 'BEL/heffingen', 'DETAIL', ['iban']))
  const app = consoleOf(world, [PEOPLE.officer, CLERK, JURIST])
  clerk = await signedIn(app, CLERK)
  jurist = await signedIn(app, JURIST)
  officer = await signedIn(app, PEOPLE.officer)
})
afterAll(() => world.close())

const size = () => world.node.ports.ledger.size()

describe('norms', () => {
  it('stand by their law, with article, effect and certainty in words, for who has no role', async () => {
    const { status, text, html } = await clerk.get('/console/policy')
    expect(status).toBe(200)
    expect(text).toContain(`${world.node.ports.norms.size} van ${world.node.ports.norms.size} normen`)
    expect(text).toContain('Normen uit Gemeentewet')
    expect(text).toContain('Gemeentewet 231 jo. AWR 67')
    expect(text).toContain('V1: wettekst nagelezen')
    expect(text).toContain('weigert, verplicht')
    expect(html).not.toMatch(/ style="/)
  })
  it('lead to the text of their articles, on another website and said to be, without telling where one comes from', async () => {
    const { html, text } = await clerk.get('/console/policy?q=gem-01')
    const [, link = ''] = /(<a [^>]*artikel=231"[^>]*>)/.exec(html) ?? []
    expect(link).toContain('href="https://wetten.overheid.nl/jci1.3:c:BWBR0005416&amp;artikel=231"')
    expect(link).toContain('rel="noreferrer noopener external"')
    expect(link).toContain('title="Gemeentewet, artikel 231 (andere website: wetten.overheid.nl)"')
    expect(text).toContain('Links met ↗ gaan naar een andere website.')
    const norm = await clerk.get('/console/policy/norms/BGP-01')
    expect(norm.html).not.toContain('rel="noreferrer')
    // The browser asks nobody else for anything by itself: nothing but links names another website.
    expect([...html.matchAll(/<(\w+)[^>]*https:\/\//g)].every(([, tag]) => tag === 'a')).toBe(true)
  })
  it('are found by words, law, certainty and effect, and none is said to be none', async () => {
    const found = async (query: string) =>
      [...(await clerk.get(`/console/policy?${query}`)).html.matchAll(/policy\/norms\/([A-Z]+-\d\d)/g)].map(
        ([, id]) => id,
      )
    expect(await found('q=gem-01')).toEqual(['GEM-01'])
    expect(await found('act=Awb')).toEqual(['AWB-01'])
    const certain = await found('certainty=I')
    const chosen = [...world.node.ports.norms.values()].flatMap((n) => (n.certainty === 'I' ? [n.id] : []))
    expect(certain.toSorted()).toEqual(chosen.toSorted())
    const permits = await found('effect=permit')
    expect(permits.every((id) => world.node.ports.norms.get(id ?? '')?.effect.includes('permit'))).toBe(true)
    expect(permits.length).toBeGreaterThan(0)
    expect(await found('q=zulke+woorden+zijn+er+niet')).toEqual([])
    expect((await clerk.get('/console/policy?q=zulke+woorden+zijn+er+niet')).text).toContain('Geen norm past bij')
  })
  it('each: what it says, what one can do, what shows it; for who reads the log also where it was applied', async () => {
    const before = await size()
    const seen = await clerk.get('/console/policy/norms/GEM-01')
    expect(seen.text).toContain('Waaruit blijkt dat de norm werkt')
    expect(seen.text).toContain('s22a-no-college-decision')
    for (const code of world.node.ports.norms.get('GEM-01')?.remedies ?? [])
      expect(seen.text).toContain(world.node.ports.facts.remedies[code]?.nl)
    // Who may not read the log is told who may, by the table that decides it.
    const { roles } = world.node.ports.facts.readings['P-AUDIT'] ?? { roles: [] }
    expect(roles).toEqual(READERS.roles)
    expect(world.node.ports.facts.readings['P-AUDIT']?.norm).toBe(READERS.norm)
    for (const looks of [seen, await jurist.get('/console/policy/norms/GEM-01')]) {
      for (const code of roles) expect(looks.text).toContain(world.node.ports.facts.roles[code]?.nl)
      expect(looks.text).toContain('Vraag het aan een van hen')
      expect(looks.text).not.toMatch(/In \d+ besluiten/)
    }
    expect(await size()).toBe(before)
    const looked = await officer.get('/console/policy/norms/GEM-01')
    expect(looked.text).toContain('In 1 besluiten van uw organisatie speelde deze norm mee')
    expect(looked.html).toContain('href="/console/decisions?norm=GEM-01"')
    expect(await size()).toBe(before + 1)
    const none = await clerk.get('/console/policy/norms/XX-99')
    expect([none.status, none.text]).toEqual([
      404,
      expect.stringContaining('Wat u zoekt is er niet, of het is niet voor u.'),
    ])
    expect(none.text).not.toMatch(/There is nothing|deze vrager/)
  })
})

describe('revisions', () => {
  it('one alone has nothing to compare', async () => {
    expect((await clerk.get('/console/policy/revisions')).text).toContain('Er is nog maar één versie')
  })
  it('are listed, and two are compared in words: norms, tables, and cases that open with their norm', async () => {
    const files = committed()
    const manifest = JSON.parse(files.manifest)
    for (const norm of manifest.norms) if (norm.id === 'GEM-01') norm.text = { nl: 'Oude woorden.', en: 'Old words.' }
    const data = JSON.parse(files.data)
    data.facts.minimisation['P-BGP-AANPAK'].B4['C-BEL-G'] = { '*': 'withhold' }
    const older = forged({ manifest: JSON.stringify(manifest), data: JSON.stringify(data) })
    const { settings, policies } = world.node.ports
    const { digest } = loadBundle(older, settings, sha256).policy
    const at = '2025-03-01T00:00:00.000Z'
    await (policies as unknown as { keep(kept: unknown): Promise<void> }).keep({
      ...{ digest, at, files: older },
      settings: JSON.stringify(settings),
    })
    const list = await clerk.get('/console/policy/revisions')
    expect(list.text).toContain('geldt nu')
    expect(list.text).toContain('gold eerder')
    const now = world.node.ports.engine.policy().digest
    const changed = await clerk.submit(list, '/console/policy/difference', { a: digest, b: now })
    expect(changed.text).toContain('Oude woorden.')
    expect(changed.text).toContain('minimale gegevens per doel')
    expect(changed.text).not.toContain('Er gaat iets open')
    const cases = await clerk.submit(changed, '/console/policy/difference', { cases: 'true' })
    expect(cases.text).toContain('Er gaat iets open')
    expect(cases.text).toMatch(/Veld \w+ gaat open niet gegeven MIN-\d\d|Veld \w+ gaat open niet gegeven [A-Z]+-\d\d/)
    const same = await clerk.get(`/console/policy/difference?a=${now}&b=${now}`)
    expect(same.text).toContain('Deze versies zijn gelijk')
    expect((await clerk.get('/console/policy/difference?a=x&b=y')).status).toBe(404)
  })
})

describe('the try-out', () => {
  const FACTS = { organ: 'BGM', department: 'ONDM', regime: 'BGP', mode: 'DETAIL', purpose: 'P-BGP-AANPAK' }
  const MORE = { task: 'Opiumwet:13b', state: 'BGP/B4', relation: 'SIGNAL', hit: 'yes', legalBasis: 'LB-6E' }

  it('begins with the default question, and takes another source with its own fields', async () => {
    const page = await jurist.get('/console/policy/try')
    expect(page.html).toMatch(/<option value="BEL\/heffingen" selected/)
    expect(page.html).toContain('value="kwijtschelding"')
    const other = await jurist.submit(page, '/console/policy/try#', { source: 'VERG/vergunningen' })
    expect(other.html).toMatch(/<option value="VERG\/vergunningen" selected/)
    expect(other.html).not.toContain('value="kwijtschelding"')
  })
  it('says what becomes of each field and by which norm, in words; nothing of it is in the log or the address', async () => {
    const before = await size()
    const page = await jurist.get('/console/policy/try')
    const form = page.html.slice(page.html.indexOf('method="post" action="/console/policy/try"'))
    expect(form).not.toBe('')
    const shown = await post(jurist, page, {
      ...FACTS,
      ...MORE,
      source: 'BEL/heffingen',
      fields: 'aanslag_ozb',
      roles: 'R-CAS',
    })
    expect(shown.at).toBe('/console/policy/try')
    expect(shown.text).toContain('Geweigerd')
    expect(shown.text).toMatch(/Aanslag OZB niet gegeven [A-Z][a-z]+[^()]* \([A-Z]+-\d\d\)/)
    expect(shown.text).toContain('Welke feiten deze norm las')
    expect(await size()).toBe(before)
  })
  it('is short, with more facts folded, and begins with a case of the installation', async () => {
    const page = await jurist.get('/console/policy/try')
    const [short = '', more = ''] = page.html.split('Meer feiten</summary>')
    for (const name of ['fields', 'organ', 'purpose', 'task', 'state']) expect(short).toContain(`name="${name}"`)
    for (const name of ['regime', 'mode', 'relation', 'hit', 'reasoned']) {
      expect([short.includes(`name="${name}"`), more.includes(`name="${name}"`)]).toEqual([false, true])
    }
    expect(page.html).not.toMatch(/>[^<]*\b(HITNOHIT|KNOWN_CHECK|BGP B\d)\b/)

    const code = 's22a-no-college-decision'
    const shown = await jurist.submit(page, '/console/policy/try', { example: code })
    expect(shown.at).toContain(`example=${code}`)
    const at = ['Uitkomst Geweigerd', 'Waarom: de normen die spraken', 'Meer feiten'].map((part) =>
      shown.text.indexOf(part),
    )
    expect(at.every((place, i) => place > (at[i - 1] ?? 0))).toBe(true)
    // Facts that the form does not ask for stay: the outcome of the same facts is the same.
    const base = /name="base" value="([^"]*)"/.exec(shown.html)?.[1] ?? ''
    expect(JSON.parse(base.replaceAll('&quot;', '"'))).toHaveProperty('attestations')
    const act = await jurist.get('/console/policy/try?example=no-such-case')
    expect(act.text).not.toContain('Uitkomst')
  })
  it('keeps what an example holds beside the form, and of its judgements what is still chosen', async () => {
    const page = await jurist.get('/console/policy/try')
    const base = { case: { crimeForm: 'DRUGS' }, attestations: [{ type: 'PC1' }, { type: 'W2A' }] }
    const facts = { ...FACTS, ...MORE, source: 'BEL/heffingen', fields: 'iban', judgements: 'PC1' }
    const shown = await post(jurist, page, { ...facts, base: JSON.stringify(base) })
    const json = /name="asked" value="([^"]*)"/.exec(shown.html)?.[1]?.replaceAll('&quot;', '"') ?? '{}'
    expect(JSON.parse(json)).toMatchObject({
      input: { case: { crimeForm: 'DRUGS', state: 'B4' }, attestations: [{ type: 'PC1' }] },
      judgements: [],
    })
  })
  it('says why not to legal affairs, and offers it to no clerk', async () => {
    const page = await jurist.get('/console/policy/try')
    const facts = { ...FACTS, ...MORE, source: 'BEL/heffingen', fields: 'aanslag_ozb', roles: 'R-CAS', whyNot: 'yes' }
    expect((await post(jurist, page, facts)).text).toMatch(/Dit gaat open: Als |maar wacht het: Als |Geen een of twee/)
    const theirs = await clerk.get('/console/policy/try')
    expect(theirs.html).not.toContain('name="whyNot"')
    expect((await post(clerk, theirs, facts)).text).toContain('Dit laat het beleid niet aan uw rol zien')
  })
  it('takes JSON, and says by the field what is wrong with it', async () => {
    const page = await jurist.get('/console/policy/try')
    expect((await post(jurist, page, { json: '{"case":{"state":"B3"}}' })).text).toContain('Uitkomst')
    const broken = await post(jurist, page, { json: '{' })
    expect(broken.text).toContain('De JSON kan niet worden gelezen')
    expect(broken.html).toContain('href="#json"')
    expect((await post(jurist, page, { json: '{"case":{"state":4}}' })).text).toContain('state')
  })
  it.each([
    ['{"case":{"state":4}}', 'state : moet tekst zijn'],
    ['{"foo":1}', 'foo : dit onderdeel is niet bekend'],
    ['{"inquiry":{"subject":{"hit":"ja"}}}', 'hit : moet ja of nee zijn (true of false)'],
    ['{"inquiry":{"mode":"X"}}', 'mode : moet een van deze zijn: HITNOHIT, DETAIL'],
    ['{"attestations":[{"type":"XX"}]}', 'outcome : ontbreekt; moet tekst zijn'],
    ['{"records":[{}]}', 'records : gevonden gegevens kunt u hier niet uitproberen'],
    ['{"caller":{"oin":"00000099000000009000"}}', 'oin : moet de eigen organisatie zijn'],
    [JSON.stringify({ purposes: Array(300).fill('x') }), 'hoogstens 256 onderdelen'],
  ])('says in Dutch what is wrong with %s', async (json, word) => {
    const page = await jurist.get('/console/policy/try')
    const shown = await post(jurist, page, { json })
    expect(shown.text).toContain(word)
    expect(shown.text).not.toMatch(/Invalid|expected|received|Unrecognized|must be|at most/)
  })
  it('gives the case as a file that holds, and asks for its title', async () => {
    const page = await jurist.get('/console/policy/try')
    const shown = await post(jurist, page, {
      ...FACTS,
      ...MORE,
      source: 'BEL/heffingen',
      fields: 'iban',
      judgements: 'PC2A',
    })
    const nameless = await jurist.submit(shown, '/console/policy/try/case', { nl: '', en: 'x' })
    expect(nameless.text).toContain('Een voorbeeldzaak heeft een titel nodig')
    const file = await jurist.submit(shown, '/console/policy/try/case', { nl: 'Een zaak', en: 'A case, for now' })
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="a-case-for-now.json"')
    expect(file.headers.get('cache-control')).toBe('no-store')
    const { base } = world.node.ports.workbook
    if (!base) return expect.unreachable()
    const [asked] = questionsOf(JSON.parse(file.html), 'cases/a.json', base, world.node.ports.facts)
    if (!asked) return expect.unreachable()
    expect(asked.input.attestations.map(({ type }) => type)).toEqual(['PC2A'])
    const engine = createEngine(loadBundle(committed(), asked.settings, sha256))
    expect(differences(asked.expect, answerOf(engine, asked.entrypoint, asked.input))).toEqual([])
  })
})

/** The form of the facts: the one that posts to this very page. */
async function post(browser: Browser, page: { readonly html: string }, fields: Readonly<Record<string, string>>) {
  const csrf = /name="_csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? ''
  const response = await browser.raw('/console/policy/try', {
    method: 'POST',
    body: new URLSearchParams({ _csrf: csrf, ...fields }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
  })
  const html = await response.text()
  const text = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  return { status: response.status, headers: response.headers, at: '/console/policy/try', html, text }
}
