/** A long statement: by who received it for what and by month, the newest first, folded on the screen, whole on paper. */
import { describe, expect, it } from 'vitest'
import type { StatedDisclosure, StatementDocument } from '../../../src/api/documents-statement.ts'
import { NOTES } from '../../../src/api/statement-texts.ts'
import { assets } from '../../../src/cli/console/assets.ts'
import { fonts } from '../../../src/cli/console/fonts.ts'
import type { Visit } from '../../../src/console/page.ts'
import { toldStatement } from '../../../src/console/pages/statement/told.ts'
import { Chapters, Contents } from '../../../src/console/parts/told.tsx'
import { pdfOf } from '../../../src/console/pdf/document.ts'
import { tongue } from '../../../src/console/words.ts'
import { hasChromium, launch } from '../../support/chromium.ts'
import { readPdf } from '../../support/pdf.ts'

const named = (code: string) => ({ code, title: { nl: `naam van ${code}`, en: `name of ${code}` } })
const disclosure = (at: string, organ: string, purpose: string): StatedDisclosure => ({
  at,
  decisionId: `besluit-${at}`,
  index: 1,
  state: 'disclosed',
  recipient: { organ: named(organ), department: null },
  source: named('S'),
  holder: null,
  purpose: named(purpose),
  task: null,
  legalBasis: [named('B')],
  regime: 'MONO',
  population: false,
  fields: [{ name: `veld-${at}`, treatment: 'release', text: { nl: 'gegeven', en: 'given' } }],
  hit: null,
  records: 1,
  contactPoint: false,
})
const DISCLOSURES = [
  disclosure('2026-01-05T10:00:00.000Z', 'A', 'P'),
  disclosure('2026-02-05T10:00:00.000Z', 'A', 'P'),
  disclosure('2026-02-06T10:00:00.000Z', 'A', 'P'),
  disclosure('2026-03-01T10:00:00.000Z', 'B', 'P'),
  disclosure('2026-03-02T10:00:00.000Z', 'A', 'Q'),
]
const statement: StatementDocument = {
  for: 'subject',
  madeAt: '2026-04-01T10:00:00.000Z',
  organisation: '0',
  identifier: 'bsn',
  from: null,
  until: null,
  disclosures: DISCLOSURES,
  notes: [],
  norms: [],
}
const v = {
  language: 'nl',
  t: tongue('nl'),
  me: { organisation: { name: 'Gemeente', oin: '0' } },
} as unknown as Visit
const told = toldStatement(v, statement)
const html = String(Contents({ v, chapters: told.chapters })) + String(Chapters({ chapters: told.chapters }))

describe('a statement with much in it', () => {
  it('is grouped by recipient and purpose, then by month, with how much is in each, the newest first', () => {
    const folds = [...html.matchAll(/<summary>(.*?)<\/summary>/g)].map(([, text = '']) => text.replace(/<[^>]*>/g, ''))
    expect(folds).toEqual([
      'Alles op een rij (5 verstrekkingen)',
      'Aan naam van A: naam van Q (1 verstrekking, 2 mrt 2026)',
      'Aan naam van B: naam van P (1 verstrekking, 1 mrt 2026)',
      'Aan naam van A: naam van P (3 verstrekkingen, 5 jan 2026 tot en met 6 feb 2026)',
      'februari 2026 (2 verstrekkingen)',
      'januari 2026 (1 verstrekking)',
    ])
    const numbers = [...html.matchAll(/>Verstrekking (\d)<\/h\d>/g)].map(([, number]) => number)
    expect(numbers).toEqual(['1', '2', '3', '4', '5'])
  })

  it('has every disclosure in the page and on paper, and a list of what is where', async () => {
    const paper = readPdf(
      await pdfOf(
        { ...told, language: 'nl', foot: '', page: () => '', madeAt: new Date(statement.madeAt) },
        await fonts()(),
      ),
    )
    for (const { decisionId } of DISCLOSURES) {
      expect(html).toContain(decisionId)
      expect(paper.text).toContain(decisionId)
    }
    expect(paper.text).toContain('februari 2026 (2 verstrekkingen)')
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => id)
    expect(links.length).toBeGreaterThan(5)
    expect(html).toMatch(/<th class="[^"]*numeric-column" scope="row">\s*1\s*</)
    for (const id of links) expect(html).toContain(`id="${id}"`)
  })

  it('says of whom it is and over what time, and at its end what who does not agree can do', () => {
    const complaint = { code: 'COMPLAINT' as const, ...NOTES.COMPLAINT }
    const { lead, facts, chapters } = toldStatement(v, {
      ...{ ...statement, from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' },
      notes: [{ code: 'VALUES', ...NOTES.VALUES }, complaint],
    })
    expect(lead).toContain('Achteraan staat wat u kunt doen')
    expect(facts).toEqual([
      ['Organisatie', 'Gemeente'],
      ['Periode', 'vanaf 1 jan 2026 tot en met 1 feb 2026'],
      ['Gemaakt op', '1 apr 2026, 12:00'],
    ])
    expect(chapters.at(-1)).toEqual({
      title: 'Niet eens met dit overzicht?',
      blocks: [{ kind: 'text', text: `${complaint.text.nl} (${complaint.article})` }],
    })
    expect(JSON.stringify(chapters).split(complaint.text.nl).length).toBe(2)
  })

  it.skipIf(!hasChromium)('is folded on the screen, and open in print', async () => {
    const sheet = await assets()('console.css')
    const browser = await launch()
    try {
      const page = await browser.newPage()
      await page.setContent(`<style>${sheet?.body}</style><main>${html}</main>`)
      const shown = async () => {
        const each = await page.$$eval('.sluis-fold dl', (all) => all.map((dl) => dl.checkVisibility()))
        return each.filter((one) => one).length
      }
      expect(await shown()).toBe(0)
      await page.emulateMedia({ media: 'print' })
      expect(await shown()).toBe(DISCLOSURES.length)
    } finally {
      await browser.close()
    }
  })
})
