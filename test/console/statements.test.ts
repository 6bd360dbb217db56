/** What was disclosed about a person, in the console: two versions, as files as well, and the person in no address. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statementDocumentSchema } from '../../src/api/documents-statement.ts'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { tell } from '../../src/cli/demo/story.ts'
import { type Browser, consoleOf, type Shown, signedIn } from '../support/console.ts'
import { readPdf } from '../support/pdf.ts'
import { SILENT } from '../support/silent.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

const FACTORS = 'purpose categories scope safeguards controller retention risks notification'.split(' ')

let world: World
let browser: Browser
beforeAll(async () => {
  world = await openWorld()
  const { caseId } = await tell(await castOf(world), SILENT)
  expect(caseId).toBeTruthy()
  browser = await signedIn(consoleOf(world, [PEOPLE.officer, PEOPLE.asker]), PEOPLE.officer)
})
afterAll(() => world.close())

const make = async (more: Record<string, string> = {}): Promise<Shown> =>
  browser.submit(await browser.get('/console/statements'), '/console/statements', {
    identifierType: 'bsn',
    value: BSN.garagehouder,
    for: 'officer',
    ...more,
  })
const file = async (page: Shown, path: string) => {
  const form = page.html.split(`action="${path}"`)[1]?.split('</form>')[0] ?? ''
  const fields = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  )
  return browser.raw(path, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
}

describe('a statement', () => {
  it('tells the officer what was disclosed to whom and why, and what is held back', async () => {
    const page = await make()
    for (const part of ['Achtergehouden', 'Alle verstrekkingen', 'Aan wie', 'Grondslag', 'Goed om te weten'])
      expect(page.text).toContain(part)
    expect(page.text).toContain('Dit is de versie voor de functionaris.')
  })

  it('for the person says nothing of holding back but what stands in every statement', async () => {
    const page = await make({ for: 'subject' })
    expect(page.text).toContain('Voor de betrokkene.')
    expect(page.text).not.toContain('Achtergehouden')
  })

  it('has the person in no address, no title and no name of a file', async () => {
    const page = await make()
    expect(page.at).toBe('/console/statements')
    expect(page.html).not.toMatch(new RegExp(`(href|action)="[^"]*${BSN.garagehouder}`))
    expect(/<title>(.*?)<\/title>/.exec(page.html)?.[1]).not.toContain(BSN.garagehouder)
    expect(page.text).not.toContain(BSN.garagehouder)
    for (const path of ['/console/statements/pdf', '/console/statements/json']) {
      expect((await file(page, path)).headers.get('content-disposition')).not.toContain(BSN.garagehouder)
      expect((await browser.get(path)).at).toBe('/console/statements')
    }
    expect((await browser.get('/console/statements')).html).toContain('autocomplete="off"')
  })

  it('comes as JSON and as a PDF with the same content', async () => {
    const page = await make({ for: 'subject' })
    const json = await file(page, '/console/statements/json')
    const statement = statementDocumentSchema.parse(await json.json())
    expect(statement.for).toBe('subject')
    expect(statement.disclosures.length).toBeGreaterThan(0)
    const pdf = await file(page, '/console/statements/pdf')
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const read = readPdf(new Uint8Array(await pdf.arrayBuffer()))
    expect(read).toMatchObject({ title: 'Overzicht van verstrekte gegevens', tagged: true, language: 'nl-NL' })
    expect(read.text).toContain(`Verstrekking ${statement.disclosures.length}`)
    expect(read.text).toContain(statement.disclosures[0]?.decisionId)
    expect(read.text).not.toContain('Achtergehouden')
    expect([...read.tags]).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'TH', 'L']))
  })

  it('is of a period where one is given, both days counted', async () => {
    const day = (ms: number) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' }).format(ms)
    const today = await make({ from: day(Date.now() - 86_400_000), until: day(Date.now() + 86_400_000) })
    expect(today.text).toContain('Verstrekking 1')
    expect((await make({ from: '2020-01-01', until: '2020-01-02' })).text).toContain('Er staat geen verstrekking')
  })

  it('says by its field what is no number', async () => {
    const page = await make({ value: '12' })
    expect(page.text).toContain('Dit is geen geldig nummer van deze soort.')
    expect(page.html).toMatch(/<input[^>]*id="value"[^>]*aria-invalid="true"/)
  })

  it('is for the rights of a person, whatever the log is read for, and is in the log', async () => {
    const size = await world.node.ports.ledger.size()
    await make()
    const [entry] = await world.node.ports.ledger.range(size, 9)
    const token = await world.token(PEOPLE.officer)
    const kept = await world.call(token, 'GET', `/v1/decisions/${entry?.id}?readingPurpose=P-AUDIT`)
    expect(entry?.type).toBe('read')
    expect(JSON.stringify(kept.body.record)).toContain('"purpose":"P-RECHT"')
  })

  it('tells the officer alone what is held back, on what ground and until when, on the screen and on paper', async () => {
    const officer = await world.token(PEOPLE.officer)
    const list = await world.call(officer, 'POST', '/v1/decisions/_search', {
      readingPurpose: 'P-RECHT',
      subject: { type: 'NATURAL', identifier: { type: 'bsn', value: BSN.garagehouder } },
    })
    const [row] = list.body.items as { subject: string }[]
    const given = await world.call(officer, 'POST', '/v1/attestations', {
      ...{ type: 'UAVG41', outcome: 'withheld', grounds: 'x', validUntil: '2099-12-31' },
      scope: { purpose: 'P-RECHT', subject: row?.subject },
      details: { ground: 'UAVG 41 lid 1 onder d', ...Object.fromEntries(FACTORS.map((factor) => [factor, true])) },
    })
    expect([given.status, given.body.outcome]).toEqual([201, 'permit'])
    const said = ['UAVG 41 lid 1 onder d', '31 dec 2099']
    const mine = await make()
    const theirs = await make({ for: 'subject' })
    for (const part of said) expect([mine.text.includes(part), theirs.text.includes(part)]).toEqual([true, false])
    const paper = async (page: Shown) =>
      readPdf(new Uint8Array(await (await file(page, '/console/statements/pdf')).arrayBuffer())).text
    const [onPaper, ofPerson] = [await paper(mine), await paper(theirs)]
    expect([onPaper.includes('31 dec 2099'), ofPerson.includes('2099')]).toEqual([true, false])
  })

  it('is closed to who asks', async () => {
    const asker = await signedIn(consoleOf(world, [PEOPLE.asker]), PEOPLE.asker)
    expect((await asker.get('/console/statements')).status).toBe(403)
  })
})
