/** The decision log and one decision in the console: filters, search, files, proof, walks and why not. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fonts } from '../../src/cli/console/fonts.ts'
import { BSN, OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { checkedProof } from '../../src/console/proof.ts'
import { LIMITS } from '../../src/limits.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { keysDocumentSchema } from '../../src/log/succession.ts'
import { ed25519 } from '../../src/storage/node/ed25519.ts'
import { type Browser, consoleOf, consoleWith, type Shown, signedIn } from '../support/console.ts'
import { gate } from '../support/gate.ts'
import { anotherOfficer, openToldLog } from '../support/told-log.ts'
import type { World } from '../support/world.ts'

let world: World
let browser: Browser
let rows: DecisionRow[]
beforeAll(async () => {
  ;({ world, rows } = await openToldLog())
})
beforeEach(async () => {
  browser = await anotherOfficer(world)
})
afterAll(() => world.close())

const csrfOf = ({ html }: Shown) => /name="_csrf" value="([0-9a-f]+)"/.exec(html)?.[1] ?? ''
const post = async (path: string, fields: Record<string, string>) =>
  browser.raw(path, {
    method: 'POST',
    body: new URLSearchParams({ ...fields, _csrf: csrfOf(await browser.get('/console/purpose')) }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
const one = (suits: (row: DecisionRow) => boolean): string => {
  const found = rows.find(suits)
  if (!found) throw new Error('the story has none')
  return found.id
}

describe('the list', () => {
  it('says of acts what was done, of inquiries what was asked', async () => {
    const page = await browser.get('/console/decisions')
    expect(page.text).toContain('Informatieverzoek')
    const acts = await browser.get('/console/decisions?outcome=permit')
    expect(`${page.text} ${acts.text}`).toMatch(/Zaak geopend|Oordeel gegeven|Zaak naar een andere stap/)
    expect(page.text).not.toContain('geen bron')
  })

  it('shows each active filter with its name, and the way to drop it and keep the others', async () => {
    const page = await browser.get('/console/decisions?outcome=deny&department=ONDM&from=2026-01-01')
    expect(page.text).toContain('Uitkomst: Geweigerd')
    expect(page.text).toContain('Afdeling: Ondermijning')
    expect(page.html).toContain('href="/console/decisions?outcome=deny&amp;from=2026-01-01"')
    expect(page.text).toContain('Alle filters weghalen')
    const none = await browser.get('/console/decisions')
    expect(none.text).not.toContain('Alle filters weghalen')
  })

  it('takes no other words of an address with it, and no day that there is not', async () => {
    const page = await browser.get('/console/decisions?subject=x&bsn=999990019&from=2026-02-30')
    expect([page.status, page.text.includes('Van:')]).toEqual([200, false])
    expect(page.html).toContain('href="/console/decisions/table"')
  })

  it('goes on by page, with its filters', async () => {
    const first = await browser.get('/console/decisions?department=ONDM')
    const next = /rel="next" href="([^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(next).toMatch(/^\/console\/decisions\?department=ONDM&cursor=/)
    const second = await browser.get(next)
    expect([second.status, second.text.includes('Aantallen')]).toEqual([200, false])
  })

  it('has the usual periods as links that keep the other filters', async () => {
    const { html } = await browser.get('/console/decisions?outcome=deny')
    expect(html).toMatch(/href="\/console\/decisions\?outcome=deny&amp;from=\d{4}-01-01&amp;until=\d{4}-\d\d-\d\d"/)
  })

  it('makes one PDF at a time for each person: others wait for it, and who asks for more than that is told so', async () => {
    const { opened, open } = gate()
    const letters = fonts()
    const app = consoleOf(world, [PEOPLE.officer], world.node.ports.clock, () => opened.then(letters))
    const one = await signedIn(app, PEOPLE.officer)
    const asked = Array.from({ length: 2 + LIMITS.lineWaiting }, () => one.raw('/console/decisions/report/pdf'))
    const busy = await Promise.race(asked)
    expect([busy.status, await busy.text()]).toEqual([429, expect.stringContaining('worden al andere PDF’s voor u')])
    open()
    const statuses = (await Promise.all(asked)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([...Array(1 + LIMITS.lineWaiting).fill(200), 429])
  })

  it('is closed to who asks', async () => {
    const asker = await signedIn(consoleOf(world, [PEOPLE.asker]), PEOPLE.asker)
    for (const path of ['', '/table', '/report', '/report/pdf', `/${one(() => true)}`])
      expect((await asker.raw(`/console/decisions${path}`)).status).toBe(403)
  })
})

describe('searching for a person', () => {
  it('finds by POST, goes on by POST, and puts the person in no address', async () => {
    const page = await browser.get('/console/decisions')
    const found = await browser.submit(page, '/console/decisions/search', {
      identifierType: 'bsn',
      value: BSN.garagehouder,
    })
    expect(found.at).toBe('/console/decisions/search')
    expect(found.html.match(/href="\/console\/decisions\/[0-9a-f-]{36}"/g)?.length).toBeGreaterThan(2)
    expect(found.html).not.toMatch(new RegExp(`(href|action)="[^"]*${BSN.garagehouder}`))
    expect(/<title>(.*?)<\/title>/.exec(found.html)?.[1]).not.toContain(BSN.garagehouder)
    const next = found.html.includes('name="cursor"')
    if (next) expect((await browser.submit(found, '/console/decisions/search')).status).toBe(200)
    expect((await browser.get('/console/decisions/search')).at).toBe('/console/decisions')
  })

  it('says by its field what is no number', async () => {
    const page = await browser.get('/console/decisions')
    const refused = await browser.submit(page, '/console/decisions/search', { identifierType: 'bsn', value: '12' })
    expect(refused.text).toContain('Dit is geen geldig nummer van deze soort.')
    expect(refused.html).toMatch(/<input[^>]*id="value"[^>]*aria-invalid="true"/)
  })
})

describe('taking along', () => {
  it('gives the list as a table with the same filters', async () => {
    const answer = await browser.raw('/console/decisions/table?outcome=deny')
    const text = await answer.text()
    expect(answer.headers.get('content-type')).toContain('text/csv')
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    expect(text.trim().split('\r\n')).toHaveLength(rows.filter(({ outcome }) => outcome === 'deny').length + 1)
  })

  it('gives whole records with proofs, of one person as well, and only by POST', async () => {
    const all = await (await post('/console/decisions/export', {})).text()
    expect(all.split('\n')[0]).toContain('"sluisExport"')
    const some = await post('/console/decisions/export', { identifierType: 'bsn', value: BSN.pgbHouder })
    expect(some.headers.get('content-type')).toBe('application/x-ndjson')
    expect((await some.text()).length).toBeLessThan(all.length)
    expect((await browser.get('/console/decisions/export')).at).toBe('/console/decisions')
  })
})

describe('one decision', () => {
  const open = (id: string) => browser.get(`/console/decisions/${id}`)

  it('shows a question with judgements, what left, and its proof computed', async () => {
    const page = await open(one(({ type, outcome }) => type === 'decision' && outcome === 'permit'))
    for (const part of [
      'Informatieverzoek',
      'Oordelen die meetelden',
      'Wat is verstrekt',
      'Die regel is van dit besluit',
    ])
      expect(page.text).toContain(part)
    expect(page.text).toContain('Nagerekend: dit besluit staat ongewijzigd in het ondertekende logboek.')
  })

  it('shows of a question whether somebody is known no number of records, which is always none', async () => {
    const asked = rows.filter(({ type, outcome }) => type === 'decision' && outcome === 'permit')
    const texts: string[] = []
    for (const { id } of asked) texts.push((await open(id)).text)
    const known = texts.filter((text) => text.includes('Is iemand gevonden'))
    const given = texts.filter((text) => text.includes('Aantal regels van de bron'))
    expect([known.length > 0, given.length > 0]).toEqual([true, true])
    expect(known.filter((text) => given.includes(text))).toEqual([])
  })

  it('names outcomes of judgements, and folds away those about another purpose', async () => {
    const page = await open(one(({ outcome, source }) => outcome === 'permit' && source === 'BD/inkomen'))
    const [counted = '', other = ''] = page.html.split('Ook van kracht, over iets anders')
    expect(counted).toContain('Noodzakelijk')
    expect(counted).not.toContain('Besluiten over en uitvoeren')
    expect(other).toContain('Besluiten over en uitvoeren')
    expect(page.text).not.toMatch(/\b(granted|recorded|NEXT)\b/)
    expect(page.html).toContain(`/console/review/findings/new?decision=${page.at.split('/').at(-1)}`)
  })

  it('shows of a refusal what is owed, apart from what would be if something had left', async () => {
    const pages = []
    for (const { id } of rows.filter(({ type, outcome }) => type === 'decision' && outcome === 'deny'))
      pages.push(await open(id))
    const folded = pages.find(({ html }) => html.includes('Zou gelden als er was verstrekt'))
    const [owed = '', unowed = ''] = (folded?.html.split('Wat dit besluit oplegt').at(-1) ?? '').split('Zou gelden als')
    expect(unowed).toMatch(/Informeer de betrokkene|geheim/)
    expect(owed).not.toMatch(/Informeer de betrokkene|geheim/)
    const permitted = await open(one(({ type, outcome }) => type === 'decision' && outcome === 'permit'))
    expect(permitted.text).not.toContain('Zou gelden')
    expect(permitted.text).toMatch(/Wat iemand moet doen.*Wat verder geldt.*geheim/)
    expect(permitted.text).toMatch(/Informeer de betrokkene.{1,90} Casusregisseur of .{1,160} \d{1,2} [a-z]+ 20\d\d/)
  })

  it('shows an act as what was done', async () => {
    const page = await open(one(({ type, outcome }) => type === 'act' && outcome === 'permit'))
    expect(page.text).toContain('Wat is gedaan')
    expect(page.text).not.toContain('Wat is verstrekt')
  })

  it('leads from each norm that spoke to its articles, where those have an address', async () => {
    const page = await open(one(({ type, outcome }) => type === 'decision' && outcome === 'deny'))
    const spoke = page.html.split('De normen die spraken').at(-1) ?? ''
    expect(spoke).toMatch(/href="https:\/\/wetten\.overheid\.nl\/jci1\.3:c:BWBR\d{7}&amp;artikel=[\d:.a-z]+"/)
    expect(spoke).toContain('rel="noreferrer noopener external"')
  })

  it('leads to earlier and later walks', async () => {
    const walked: Shown[] = []
    for (const { id } of rows.filter(({ type }) => type === 'decision')) {
      if (walked.length < 2) walked.push(...[await open(id)].filter(({ text }) => text.includes('Alle keren dat dit')))
    }
    const [first, second] = walked
    expect(first?.text).toContain('(dit besluit)')
    // Each leads to the other.
    expect(first?.html).toContain(`href="${second?.at}"`)
    expect(second?.html).toContain(`href="${first?.at}"`)
  })

  it('finds why not, by POST', async () => {
    const page = await open(one(({ type, outcome }) => type === 'decision' && outcome === 'deny'))
    const field = /<option value="([^"]+)"/.exec(page.html.split('id="field"')[1] ?? '')?.[1] ?? ''
    const found = await browser.submit(page, `/console/decisions/${page.at.split('/').at(-1)}/why-not`, { field })
    expect(found.text).toMatch(/opent dit|opent geen enkele wijziging dit|wacht/)
    expect(found.text).toMatch(/keer beoordeeld met het beleid van nu/)
    // Codes stand behind their names only, small.
    const shown = found.html.split('id="waarom-niet"')[1]?.split('</section>')[0] ?? ''
    const words = shown.replace(/<span class="sluis-small">[^<]*<\/span>|<form[\s\S]*<\/form>/g, '')
    expect(words).not.toMatch(/\b(R-[A-Z]+|P-[A-Z]+|C-[A-Z]+|PC\d[AB]?|[BR]\d|LB-\w+|BGM|COL)\b/)
  })

  it('is judged again, and the same comes out', async () => {
    const page = await open(one(({ type }) => type === 'decision'))
    const again = await browser.submit(page, `${page.at}/replay`)
    expect(again.text).toContain('Er komt precies hetzelfde uit.')
  })

  it('gives its proof and checkpoint as files that hold by themselves', async () => {
    const id = one(() => true)
    const proof = await (await browser.raw(`/console/decisions/${id}/proof`)).text()
    const checkpoint = await (await browser.raw(`/console/decisions/${id}/checkpoint`)).text()
    const entry = await world.node.ports.ledger.entry(id)
    const keys = keysDocumentSchema.parse((await world.call('', 'GET', '/v1/log/keys')).body)
    if (!entry) throw new Error('no entry')
    const crypto = { sha256: world.node.ports.crypto.sha256, ed25519 }
    const checked = checkedProof(crypto, keys, entry, proof)
    expect(checked?.claims.map(({ code, holds }) => [code, holds])).toEqual([
      ['checkpoint-signed', true],
      ['entry-included', true],
      ['leaf-of-entry', true],
    ])
    expect(checked?.checkpoint).toBe(checkpoint)
    // One changed letter of the hash, of the signature, or of another entry, and it does not.
    const other = { ...entry, leafHash: entry.leafHash.replace(/^./, (c) => (c === '0' ? '1' : '0')) }
    const claims = (text: string, place = entry) => checkedProof(crypto, keys, place, text)?.claims ?? []
    expect(claims(proof, other).find(({ code }) => code === 'entry-included')?.holds).toBe(false)
    const forged = proof.replace(/(\n— \S+ )(\S{12})/, (_, line, start) => `${line}${[...start].reverse().join('')}`)
    expect(claims(forged).find(({ code }) => code === 'checkpoint-signed')?.holds).toBe(false)
    expect(claims(proof, { ...entry, id: 'another' }).find(({ code }) => code === 'leaf-of-entry')?.holds).toBe(false)
    expect(checkedProof(crypto, keys, entry, 'x')).toBeUndefined()
  })

  it('of another organisation is shown to who supplied as no more than what was asked of its source', async () => {
    const supplied = rows.find(({ holder, oin }) => holder !== null && holder !== oin)
    if (!supplied) throw new Error('the story has none')
    const token = await world.token(PEOPLE.officer, { oin: supplied.holder ?? OIN.belastingdienst })
    const grant = { accessToken: token, expiresAt: Date.now() + 3_600_000, subject: 'elders' }
    const signIn = {
      kind: 'development',
      people: [{ id: 'elders', nl: 'x', en: 'x' }],
      grant: async () => grant,
    } as const
    const elsewhere = await signedIn(consoleWith(world, signIn), { person: 'elders' })
    const page = await elsewhere.get(`/console/decisions/${supplied.id}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Een andere organisatie vroeg dit aan een bron van uw organisatie.')
    expect(page.text).not.toContain(String(supplied.caseId))
    expect(page.text).not.toContain('Bewijs')
  })
})
