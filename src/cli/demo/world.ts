/** The demo's world: real sources with synthetic content, and the configuration that reaches them. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { BSN, OIN } from './people.ts'

/** The garage: its registration and its address, in normal form. */
const KVK = '90000000'
const ADDRESS = '1234AB 1'

export type WorldFiles = { readonly sourcesFile: string; readonly settingsFile: string }

/** Makes the source files in `folder`, and the configuration that names them and the HTTP sources at `partnerUrl`. */
export async function makeWorld(folder: string, partnerUrl: string): Promise<WorldFiles> {
  await mkdir(folder, { recursive: true })
  makeDatabase(join(folder, 'gemeente.sqlite'))
  await writeFile(join(folder, 'controles.csv'), CONTROLES)
  const sources = { [OIN.voorbeeldstad]: connectors(partnerUrl), [OIN.testdorp]: connectors(partnerUrl) }
  const sourcesFile = join(folder, 'sources.json')
  const settingsFile = join(folder, 'settings.json')
  await writeFile(sourcesFile, JSON.stringify(sources, null, 2))
  await writeFile(settingsFile, JSON.stringify(SETTINGS, null, 2))
  return { sourcesFile, settingsFile }
}

function makeDatabase(file: string): void {
  const database = new Database(file)
  database.exec(`
    CREATE TABLE vergunning (bsn TEXT, datum TEXT, zaaknr TEXT, soort TEXT, aanvrager TEXT, leidinggevenden TEXT,
      pand TEXT, besluit TEXT, voorschriften TEXT, weigeringsgrond TEXT, bezwaar INTEGER, beroep INTEGER,
      kvk TEXT, adres TEXT);
    CREATE INDEX vergunning_bsn ON vergunning (bsn);
    CREATE INDEX vergunning_kvk ON vergunning (kvk);
    CREATE INDEX vergunning_adres ON vergunning (adres);
    CREATE TABLE heffing (bsn TEXT, dagtekening TEXT, aanslag_ozb REAL, toeristenbelasting REAL, openstaand REAL,
      betaalregeling INTEGER, kwijtschelding INTEGER, dwangbevel INTEGER, iban TEXT, kvk TEXT);
    CREATE INDEX heffing_bsn ON heffing (bsn);
    CREATE INDEX heffing_kvk ON heffing (kvk);
  `)
  const leaders = JSON.stringify([{ naam: 'Testpersoon Drie', bsn: BSN.huisgenoot }])
  const pand = JSON.stringify({
    straat: 'Voorbeeldkade',
    huisnummer: '1',
    postcode: '1234AB',
    woonplaats: 'Voorbeeldstad',
  })
  database
    .prepare('INSERT INTO vergunning VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      BSN.garagehouder,
      '2025-03-01',
      'VERG-0001',
      'exploitatie autoverhuur',
      'Testpersoon Een',
      leaders,
      pand,
      'verleend',
      '["geen verhuur na 22 uur"]',
      null,
      0,
      0,
      KVK,
      ADDRESS,
    )
  database
    .prepare('INSERT INTO heffing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(BSN.garagehouder, '2026-02-28', 1250.5, 0, 310, 1, 0, 0, 'NL00TEST0123456789', KVK)
  database.close()
}

/** One inspection, longer ago than the local maximum age: too old to be a hit. */
const CONTROLES = `bsn,controle_id,datum,bevinding,overtreding,maatregel,dwangsom,bestuursdwang,boete,waarschuwing,voornemen,kvk,adres
${BSN.garagehouder},TH-0001,2017-05-01,opslag in strijd met de vergunning,brandveiligheid,waarschuwing,,nee,,ja,,${KVK},${ADDRESS}
`

/** Local settings: one gemeente adopted the protocol, the other did not. */
export const SETTINGS = {
  [OIN.voorbeeldstad]: {
    name: 'Gemeente Voorbeeldstad (verzonnen)',
    bgp: { adoptedBy: ['BGM', 'COL'], maxAgeDays: 1825, retentionDays: 365 },
    crimeForms: ['DRUGS', 'WITWASSEN', 'MENSENHANDEL'],
    closed: { sources: [], fields: {} },
  },
  [OIN.testdorp]: {
    name: 'Gemeente Testdorp (verzonnen)',
    bgp: { adoptedBy: [], maxAgeDays: 1825, retentionDays: 365 },
    crimeForms: ['DRUGS'],
    closed: { sources: [], fields: {} },
  },
}

/** How one organisation reaches the sources of the demo. */
export function connectors(partnerUrl: string) {
  return {
    'VERG/vergunningen': {
      kind: 'sql',
      file: 'gemeente.sqlite',
      queries: queries('vergunning', ['bsn', 'kvk', 'adres'], 'datum'),
      mapping: {
        ...same('bsn datum zaaknr soort aanvrager besluit voorschriften weigeringsgrond bezwaar beroep'),
        leidinggevenden: { path: 'leidinggevenden', keys: same('naam bsn') },
        pand: { path: 'pand', keys: same('straat huisnummer postcode woonplaats') },
      },
    },
    'BEL/heffingen': {
      kind: 'sql',
      file: 'gemeente.sqlite',
      queries: queries('heffing', ['bsn', 'kvk'], 'dagtekening'),
      mapping: same(
        'bsn dagtekening aanslag_ozb toeristenbelasting openstaand betaalregeling kwijtschelding dwangbevel iban',
      ),
    },
    'TH/controles': {
      kind: 'file',
      file: 'controles.csv',
      format: 'csv',
      match: { bsn: 'bsn', kvk: 'kvk', address: 'adres' },
      mapping: {
        ...same(
          'bsn controle_id datum bevinding overtreding maatregel dwangsom bestuursdwang boete waarschuwing voornemen',
        ),
        adres: null,
      },
    },
    'BZ/personen': {
      ...partner(partnerUrl, 'personen', ['bsn', 'address']),
      mapping: {
        ...same('bsn geslachtsnaam voornamen geboortedatum geboorteplaats geslacht aliassen datum_aanvang'),
        ...same('aantal_ingeschrevenen in_onderzoek indicatie_geheim partner_bsn kinderen_bsn gezag curatele'),
        adres: { path: 'adres', keys: same('straat huisnummer postcode woonplaats') },
        adres_historie: null,
        huishouden: { path: 'huishouden', keys: same('bsn naam') },
        ouders: null,
      },
    },
    'WMO/voorzieningen': {
      ...partner(partnerUrl, 'voorzieningen', ['bsn']),
      mapping: same('bsn datum melding onderzoeksverslag beperking voorziening pgb_bedrag aanbieder mantelzorger'),
    },
    'BD/inkomen': {
      ...partner(partnerUrl, 'inkomen', ['bsn']),
      holder: OIN.belastingdienst,
      mapping: {
        ...same('bsn datum aangifte_ib box1_inkomen box3_vermogen aanslag boete openstaande_schuld betaling'),
        ...same('boekenonderzoek_uitkomst btw_nr loonaangifte overige_inkomsten spaarsaldo'),
      },
    },
  }
}

/** A partner's service takes the identifier in a POST body and says where it keeps its health. */
function partner(url: string, dataset: string, identifiers: readonly string[]) {
  return {
    kind: 'http',
    url: `${url}/${dataset}`,
    method: 'POST',
    ask: Object.fromEntries(
      identifiers.map((type) => [type, { soort: '{type}', waarde: '{value}', velden: '{places}' }]),
    ),
    records: 'records',
    health: { path: '/health', method: 'GET' },
  }
}

/** One SELECT per identifier; the catalogue's `address` stands in the column `adres`. */
function queries(table: string, columns: readonly string[], newest: string): Record<string, string> {
  const select = (column: string) => `SELECT * FROM ${table} WHERE ${column} = :value ORDER BY ${newest} DESC`
  return Object.fromEntries(columns.map((column) => [column === 'adres' ? 'address' : column, select(column)]))
}

function same(names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, name]))
}
