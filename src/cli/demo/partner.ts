/** The demo's HTTP source, a process of its own: `node partner.ts` prints its address. Synthetic records only. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pathToFileURL } from 'node:url'
import { BSN } from './people.ts'

const PERSONEN = [
  {
    bsn: BSN.garagehouder,
    geslachtsnaam: 'Testpersoon',
    voornamen: 'Een',
    geboortedatum: '1980-01-01',
    geboorteplaats: 'Voorbeeldstad',
    geslacht: 'onbekend',
    aliassen: [],
    adres: { straat: 'Voorbeeldkade', huisnummer: '1', postcode: '1234AB', woonplaats: 'Voorbeeldstad' },
    huishouden: [{ bsn: BSN.huisgenoot, naam: 'Testpersoon Drie' }],
    datum_aanvang: '2019-06-01',
    aantal_ingeschrevenen: 2,
    in_onderzoek: false,
    indicatie_geheim: true,
    partner_bsn: null,
    kinderen_bsn: [],
    gezag: null,
    curatele: false,
  },
]

const VOORZIENINGEN = [
  {
    bsn: BSN.pgbHouder,
    datum: '2026-01-15',
    melding: 'synthetisch',
    onderzoeksverslag: 'synthetisch',
    beperking: 'synthetisch',
    voorziening: 'pgb',
    pgb_bedrag: 12000,
    aanbieder: 'Zorgaanbieder Test',
    mantelzorger: null,
  },
]

const INKOMEN = [
  {
    bsn: BSN.garagehouder,
    datum: '2026-05-01',
    aangifte_ib: 'ontvangen',
    box1_inkomen: 18250,
    box3_vermogen: 0,
    aanslag: 900,
    boete: 0,
    openstaande_schuld: 42000,
    betaling: 0,
    boekenonderzoek_uitkomst: null,
    btw_nr: null,
    loonaangifte: null,
    overige_inkomsten: 0,
    spaarsaldo: 150,
  },
]

const DATASETS: Readonly<Record<string, readonly { readonly bsn: string }[]>> = {
  '/personen': PERSONEN,
  '/voorzieningen': VOORZIENINGEN,
  '/inkomen': INKOMEN,
}

/** Listens on a free port of this machine; resolves with its address and how to stop it. */
export async function startPartner(): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (request.url === '/health') return response.end('{}')
      const records = DATASETS[request.url ?? '']
      if (!records) return response.writeHead(404).end()
      const asked: { readonly soort?: string; readonly waarde?: string } = JSON.parse(
        Buffer.concat(chunks).toString('utf8') || '{}',
      )
      const known = (record: { readonly bsn: string }) => asked.soort === 'bsn' && record.bsn === asked.waarde
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify({ records: records.filter(known) }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await startPartner()
  process.stdout.write(`${url}\n`)
}
