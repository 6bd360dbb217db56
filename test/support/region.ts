/** A world with more sources than the demo has: what police, boa's, youth care, UWV, trade register and RIEC hold. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { startPartner } from '../../src/cli/demo/partner.ts'
import { OIN, type Person } from '../../src/cli/demo/people.ts'
import { makeWorld } from '../../src/cli/demo/world.ts'
import { giving, startPeer } from './peer.ts'
import { interpose } from './sources.ts'
import { openWorld, type World } from './world.ts'

/** Official test numbers. */
export const PERSON = { applicant: '999990019', minor: '999990044' } as const

/** They hold no role of the protocol: anybody who works there. */
export const STAFF = {
  permits: { person: 'test-vergunningverlener', organ: 'BGM', department: 'VERG', roles: [] },
  publicOrder: { person: 'test-openbare-orde', organ: 'BGM', department: 'OOV', roles: [] },
} as const satisfies Record<string, Person>

export type Region = {
  readonly world: World
  /** Sources that were asked, in order. */
  readonly fetched: readonly string[]
  close(): Promise<void>
}

export async function openRegion(): Promise<Region> {
  const folder = await mkdtemp(join(tmpdir(), 'sluis-region-'))
  const partner = await startPartner()
  const peer = await startPeer((request, response) =>
    giving({ records: HELD[String(request.url)] ?? [] })(request, response),
  )
  const { sourcesFile } = await makeWorld(folder, partner.url)
  makeDatabase(join(folder, 'dossiers.sqlite'))
  await writeFile(join(folder, 'bezoeken.csv'), VISITS)
  await writeFile(join(folder, 'beelden.json'), JSON.stringify(COUNTS))
  const demo = JSON.parse(await readFile(sourcesFile, 'utf8'))[OIN.voorbeeldstad]
  const sources = { [OIN.voorbeeldstad]: { ...demo, ...connectors(peer.url) } }
  await writeFile(sourcesFile, JSON.stringify(sources))
  const world = await openWorld({ sourcesFile })
  const fetched: string[] = []
  interpose(world, (query, real) => {
    fetched.push(query.source)
    return real(query)
  })
  return {
    world,
    fetched,
    async close() {
      await world.close()
      await peer.down()
      partner.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const HELD: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  '/registraties': [{ datum: '2026-02-01', wpg_artikel: '8', incidentcode: 'E38', plaats: 'Voorbeeldkade 1' }],
  '/loon': [{ bsn: PERSON.applicant, datum: '2021-03-01', loon: 18250, uitkering: 0 }],
  '/inschrijvingen': [{ kvk_nr: '90000000', handelsnaam: 'Transport Test', bestuurders: ['Testpersoon Een'] }],
}

/** Counts by kind of street, without persons. */
const COUNTS = [
  {
    periode: '2026-Q3',
    gebied: 'Gemeente Voorbeeldstad',
    branche: 'transport',
    aantallen: { winkelstraat: 4, woonstraat: 11, bedrijventerrein: 37 },
  },
]

/** The same visit as in the report of the boa, as the supervisor wrote it down. */
const VISITS = `bsn,controle_id,datum,bevinding,overtreding,maatregel,dwangsom,bestuursdwang,boete,waarschuwing,voornemen
${PERSON.applicant},TH-0002,2026-09-01,geen leidinggevende aanwezig,Alcoholwet 24,waarschuwing,,nee,,ja,
`

function makeDatabase(file: string): void {
  const database = new Database(file)
  database.exec(`
    CREATE TABLE pv (bsn TEXT, datum TEXT, pv_nr TEXT, feitcode TEXT, verdachte TEXT, verklaring TEXT);
    CREATE TABLE jeugd (bsn TEXT, datum TEXT, plan TEXT);
  `)
  database
    .prepare('INSERT INTO pv VALUES (?, ?, ?, ?, ?, ?)')
    .run(PERSON.applicant, '2026-09-01', 'PV-0001', 'F123', 'Testpersoon Een', 'verklaring van de verdachte')
  database.prepare('INSERT INTO jeugd VALUES (?, ?, ?)').run(PERSON.minor, '2026-06-01', 'plan van aanpak')
  database.close()
}

function connectors(peer: string) {
  const http = (place: string, identifiers: readonly string[]) => ({
    kind: 'http',
    url: `${peer}/${place}`,
    method: 'POST',
    ask: Object.fromEntries(identifiers.map((type) => [type, { soort: '{type}', waarde: '{value}' }])),
    records: 'records',
  })
  const sql = (table: string) => ({
    kind: 'sql',
    file: 'dossiers.sqlite',
    queries: { bsn: `SELECT * FROM ${table} WHERE bsn = :value` },
  })
  return {
    'POL/registraties': {
      ...http('registraties', ['bsn', 'address', 'plate']),
      mapping: {
        ...held('datum wpg_artikel incidentcode plaats'),
        ...unheld('bsn registratie_nr rol korte_omschrijving betrouwbaarheid'),
      },
    },
    'UWV/inkomen': {
      ...http('loon', ['bsn']),
      mapping: { ...held('bsn datum loon uitkering'), ...unheld('indicatie_onrechtmatig') },
    },
    'KVK/inschrijvingen': {
      ...http('inschrijvingen', ['kvk']),
      mapping: {
        ...held('kvk_nr handelsnaam bestuurders'),
        ...unheld('rsin vestigingsnr rechtsvorm sbi bezoekadres aandeelhouder_100 oprichting faillissement'),
        ...unheld('vorige_bestuurders'),
      },
    },
    'BOA/processen-verbaal': {
      ...sql('pv'),
      mapping: { ...held('bsn datum pv_nr feitcode verdachte verklaring'), ...unheld('wpg_artikel combibon') },
    },
    'JEUGD/dossiers': {
      ...sql('jeugd'),
      mapping: {
        ...held('bsn datum plan'),
        ...unheld('verwijzing soort_jeugdhulp beschikking maatregel gezinssituatie veilig_thuis'),
      },
    },
    'TH/controles': {
      kind: 'file',
      file: 'bezoeken.csv',
      format: 'csv',
      match: { bsn: 'bsn', kvk: 'bsn', address: 'bsn' },
      mapping: {
        ...held('bsn controle_id datum bevinding overtreding maatregel dwangsom bestuursdwang boete waarschuwing'),
        ...held('voornemen'),
        ...unheld('adres'),
      },
    },
    'RIEC/beelden': {
      kind: 'file',
      file: 'beelden.json',
      format: 'json',
      match: { none: null },
      mapping: {
        ...held('periode gebied branche'),
        aantallen: { path: 'aantallen', keys: held('winkelstraat woonstraat bedrijventerrein') },
        ...unheld('trends'),
      },
    },
  }
}

function held(names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, name]))
}

/** Fields of the catalogue that the source does not have. */
function unheld(names: string): Record<string, null> {
  return Object.fromEntries(names.split(' ').map((name) => [name, null]))
}
