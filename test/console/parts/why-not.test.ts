/** Why not, where nothing was found: that says itself, and by which norms it stays closed if all was searched. */
import { expect, it } from 'vitest'
import type { WhyNotDocument } from '../../../src/api/documents-why-not.ts'
import type { Visit } from '../../../src/console/page.ts'
import { closingNorms, WhyNot } from '../../../src/console/pages/decision/why-not.tsx'
import { tongue } from '../../../src/console/words.ts'

const v = {
  language: 'nl',
  t: tongue('nl'),
  session: { csrf: 'a' },
  word: () => 'b',
  vocabulary: async (path: string) => ({
    items: path === '/norms' ? [{ id: 'GEM-01', title: { nl: 'Geheimhouding', en: 'Secrecy' } }] : [],
    next: null,
  }),
} as unknown as Visit
const NOTHING: WhyNotDocument = {
  id: 'd',
  field: 'iban',
  result: 'closed',
  policy: { revision: 'r1', digest: 'x' },
  decidedUnder: 'r1',
  openings: [],
  lifts: [],
  more: false,
  evaluations: 40,
  complete: true,
}
const shown = async (found: WhyNotDocument) =>
  String(
    await WhyNot({ v, action: '/console/decisions/d/why-not', units: ['iban'], norms: ['GEM-01'], found }).toString(),
  ).replace(/\s+/g, ' ')

it('says that no change opens it, and what keeps it closed, right under the button', async () => {
  const html = await shown(NOTHING)
  const [form = '', result = ''] = html.split('</form>')
  expect(form).toContain('Zoek waarom niet')
  expect(result).toMatch(/<h2[^>]*>IBAN: binnen wat Sluis zocht opent geen enkele wijziging dit<\/h2>/)
  expect(result).toMatch(/Het blijft dicht door:.*Geheimhouding.*\(GEM-01\)/)
})

it('says of an older policy what closed it then, and of half a search nothing of the kind', async () => {
  expect(await shown({ ...NOTHING, decidedUnder: 'r0' })).toContain('Toen hielden deze normen het dicht:')
  const half = await shown({ ...NOTHING, complete: false })
  expect(half).toContain('opent geen enkele wijziging dit')
  expect(half).toContain('De grens van het zoeken is bereikt')
  expect(half).not.toMatch(/dicht/)
})

it('names of a field the norms that decided it, and of an act those that refused it', () => {
  const read = {
    fields: [{ name: 'iban', treatment: 'withhold' as const, waiting: false, norms: ['GEM-01'] }],
    findings: [
      { norm: 'BGP-01', effect: 'deny' as const },
      { norm: 'AVG-01', effect: 'permit' as const },
    ],
  }
  expect([closingNorms(read, 'iban'), closingNorms(read, 'act')]).toEqual([['GEM-01'], ['BGP-01']])
})
