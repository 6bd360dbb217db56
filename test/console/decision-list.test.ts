/** The list of decisions as a way in and back: which norms refused, where the numbers are, and the filters that one came by. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { BSN } from '../../src/cli/demo/people.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import type { Browser } from '../support/console.ts'
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

const cellOf = (html: string, id: string) => html.split(`/console/decisions/${id}`)[1]?.split('</tr>')[0] ?? ''
const normsIn = (html: string) => [...html.matchAll(/policy\/norms\/([A-Z0-9-]+)"/g)].map(([, id]) => id)

it('a row has the norms that refused first, apart from those that spoke as well, and marks none where none did', async () => {
  const { html } = await browser.get('/console/decisions?type=decision')
  const asked = rows.filter(({ type }) => type === 'decision')
  const refused = asked.filter((row) => row.outcome === 'deny' && row.refused?.length)
  expect(refused.length).toBeGreaterThan(0)
  for (const row of refused) {
    const [before = '', after = ''] = cellOf(html, row.id).split('Sprak ook')
    expect(before).toMatch(/<strong>Weigerde:<\/strong>/)
    expect(normsIn(before).sort()).toEqual([...(row.refused ?? [])].sort())
    expect([...normsIn(before), ...normsIn(after)].sort()).toEqual([...row.norms].sort())
  }
  const others = asked.filter((row) => row.refused?.length === 0)
  expect(others.length).toBeGreaterThan(0)
  for (const row of others) expect(cellOf(html, row.id)).not.toMatch(/Weigerde|Sprak ook/)
})

it('a decision leads back to the list with the filters it was found by, and with nothing else of its address', async () => {
  const list = '/console/decisions?type=decision&outcome=deny&from=2026-01-01'
  const { html } = await browser.get(list)
  const [, href = ''] = /href="(\/console\/decisions\/[0-9a-f-]{36}\?[^"]*)"/.exec(html) ?? []
  expect(href).toContain('?type=decision&amp;outcome=deny&amp;from=2026-01-01')
  const page = await browser.get(
    `${href.replaceAll('&amp;', '&')}&from=x&back=//elders.example&bsn=${BSN.garagehouder}`,
  )
  const backOf = ({ html }: { readonly html: string }) =>
    /href="([^"]*)">Terug naar de besluiten met uw filters</.exec(html)?.[1]
  const shown = list.replaceAll('&', '&amp;')
  expect(backOf(page)).toBe(shown)
  // Also after what was asked of it there.
  const [, path = ''] = /action="(\/console\/decisions\/[0-9a-f-]{36}\/replay\?[^"]*)"/.exec(page.html) ?? []
  const replayed = await browser.submit(page, path.replaceAll('&amp;', '&'))
  expect(replayed.text).toContain('Er komt precies hetzelfde uit.')
  expect(backOf(replayed)).toBe(shown)
  expect(page.html.split('<main')[1]).not.toMatch(/elders|bsn=/)
  const plain = await browser.get(page.at.split('?')[0] ?? '')
  expect(plain.html).toContain('href="/console/decisions">Naar alle besluiten<')
  expect(plain.text).not.toContain('met uw filters')
})

it('says on a later page where the numbers are, and by a person that there are none', async () => {
  const first = await browser.get('/console/decisions?type=act')
  const next = /rel="next" href="([^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await browser.get(next)
  expect(second.text).toContain('Hoeveel het er samen zijn, staat op de eerste bladzijde')
  expect(second.html).toContain('href="/console/decisions?type=act">eerste bladzijde<')
  expect(first.text).not.toContain('Hoeveel het er samen zijn')
  const given = { identifierType: 'bsn', value: BSN.garagehouder }
  const found = await browser.submit(await browser.get('/console/decisions'), '/console/decisions/search', given)
  expect(found.text).toContain('Hier staan geen aantallen')
})
