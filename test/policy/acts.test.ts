/** Acts and their addresses: every norm names one that is known, and what an article says becomes links in its own order. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseActs } from '../../src/policy/acts.ts'
import { bundle } from './committed.ts'

const TEXT = readFileSync(new URL('../../policies/acts.json', import.meta.url), 'utf8')
const read = parseActs(TEXT)
if (!read.ok) throw new Error(read.problems.join('\n'))
const { acts } = read
const { norms } = bundle().manifest
const links = (article: string) => acts.linksOf(article).map(({ text, url }) => [text, url])
const bwb = (id: string, article: string) => `https://wetten.overheid.nl/jci1.3:c:${id}&artikel=${article}`

describe('policies/acts.json', () => {
  it('has every act that a norm names, in its act and in its article', () => {
    expect(norms.flatMap((norm) => acts.holesIn(norm).map((hole) => `${norm.id}: ${hole}`))).toEqual([])
  })
  it('has no act that no norm names', () => {
    const { acts: rows } = JSON.parse(TEXT) as { acts: Record<string, { also?: string[] }> }
    const named = norms.map(({ act, article }) => `${act}; ${article}`).join('; ')
    const unused = Object.entries(rows).filter(
      ([name, { also = [] }]) => ![name, ...also].some((one) => named.includes(one)),
    )
    expect(unused.map(([name]) => name)).toEqual([])
  })
  it('leaves without an address what rests on no promulgated text only: the model protocol, the covenant, agreements', () => {
    const without = norms.filter(({ article }) => acts.linksOf(article).length === 0)
    expect([...new Set(without.map(({ act }) => act))].sort()).toEqual(['BGP', 'RIEC-convenant', 'Werkafspraak'])
    const of = (act: string) => norms.filter((norm) => norm.act === act).map(({ id }) => id)
    expect(without.map(({ id }) => id).sort()).toEqual([...of('BGP'), ...of('Werkafspraak'), 'RIEC-01'].sort())
  })
  it('says of each of those why', () => {
    type Row = { address: { none?: { nl: string; en: string } } }
    const { acts: rows } = JSON.parse(TEXT) as { acts: Record<string, Row> }
    const reasons = Object.entries(rows).flatMap(([name, { address }]) =>
      address.none ? [[name, address.none] as const] : [],
    )
    expect(reasons.map(([name]) => name)).toEqual(['BGP', 'RIEC-convenant', 'Werkafspraak'])
    for (const [, { nl, en }] of reasons) expect([nl.length > 20, en.length > 20]).toEqual([true, true])
  })
  it('leads to the two sites of the law and to one promulgation, and nowhere else', () => {
    const hosts = norms.flatMap(({ article }) => acts.linksOf(article).map(({ url }) => new URL(url).host))
    expect([...new Set(hosts)].sort()).toEqual([
      'eur-lex.europa.eu',
      'wetten.overheid.nl',
      'zoek.officielebekendmakingen.nl',
    ])
    expect(norms.flatMap(({ article }) => acts.linksOf(article).filter(({ url }) => /\s/.test(url)))).toEqual([])
  })
  it('tells of each link which part of the article it is, in its order', () => {
    for (const { article } of norms) {
      let at = 0
      for (const { text } of acts.linksOf(article)) {
        const found = article.indexOf(text, at)
        expect(found, `${text} in ${article}`).toBeGreaterThanOrEqual(at)
        at = found + text.length
      }
    }
  })
})

describe('an article', () => {
  it.each([
    [
      'WGS 2.17 en 1.6',
      [
        ['WGS 2.17', bwb('BWBR0049962', '2.17')],
        ['1.6', bwb('BWBR0049962', '1.6')],
      ],
    ],
    ['BGS 1.10 lid 2 en 3', [['BGS 1.10', bwb('BWBR0050665', '1.10')]]],
    [
      'WGS 1.2 lid 2 en 1.3 lid 4',
      [
        ['WGS 1.2', bwb('BWBR0049962', '1.2')],
        ['1.3', bwb('BWBR0049962', '1.3')],
      ],
    ],
    [
      'Archiefwet 1995 3, 5',
      [
        ['Archiefwet 1995 3', bwb('BWBR0007376', '3')],
        ['5', bwb('BWBR0007376', '5')],
      ],
    ],
    ['Uitvoeringsregeling AWR 43c lid 1', [['Uitvoeringsregeling AWR 43c', bwb('BWBR0006736', '43c')]]],
    [
      'Gemeentewet 231 jo. AWR 67',
      [
        ['Gemeentewet 231', bwb('BWBR0005416', '231')],
        ['AWR 67', bwb('BWBR0002320', '67')],
      ],
    ],
    ['Wet Bibob 11a; wijziging per 1 oktober 2022', [['Wet Bibob 11a', bwb('BWBR0013798', '11a')]]],
    ['AVG 9 lid 1', [['AVG 9', 'https://eur-lex.europa.eu/eli/reg/2016/679/oj/nld#art_9']]],
    ['Bpg 4:2', [['Bpg 4:2', bwb('BWBR0023086', '4:2')]]],
    ['Wpg', [['Wpg', 'https://wetten.overheid.nl/BWBR0022463']]],
    ['Modelprotocol binnengemeentelijke gegevensdeling, stap 1', []],
    ['Wpgx 7', []],
  ])('%s', (article, found) => {
    expect(links(article)).toEqual(found)
  })
  it('has the full name of its act beside it', () => {
    expect(acts.linksOf('WGS 2.18 lid 1')[0]?.title).toBe(
      'Wet gegevensverwerking door samenwerkingsverbanden (Stb. 2024, 198), artikel 2.18',
    )
  })
})

describe('a norm that names what is not in the table', () => {
  it.each([
    [{ act: 'Drankwet', article: 'AWR 67' }, ['Drankwet is not in acts.json']],
    [{ act: 'AWR', article: 'AWR 67; Drankwet 3' }, ['not in acts.json: Drankwet 3']],
    [{ act: 'AWR', article: 'artikel onbekend' }, ['no act of acts.json is named in: artikel onbekend']],
    [{ act: 'toString', article: 'AWR 67' }, ['toString is not in acts.json']],
  ])('%j is said', (norm, holes) => {
    expect(acts.holesIn(norm)).toEqual(holes)
  })
})

describe('a table that is not as it must be', () => {
  const table = (acts: unknown) => JSON.stringify({ about: { nl: 'x', en: 'x' }, acts })
  const row = (address: unknown) => table({ X: { name: 'X', published: null, address } })
  it.each([
    ['no JSON', '{'],
    ['an id of another kind', row({ bwb: 'BWBV0001000' })],
    ['a page that is not sent safely', row({ page: 'http://example.nl' })],
    ['two addresses', row({ bwb: 'BWBR0000001', page: 'https://example.nl' })],
    ['no reason', row({ none: { nl: '', en: '' } })],
  ])('%s is refused', (_, text) => {
    expect(parseActs(text).ok).toBe(false)
  })
})
