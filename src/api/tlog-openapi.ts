/** GET /v1/log/openapi.json: the C2SP part of the log. Apart, because these paths do not follow the Dutch naming rules. Pure. */
import { parseTilePath, type TileAt } from '../log/tree/tile.ts'
import { API_VERSION } from './http.ts'

const problem = { description: 'Niet aanwezig / not present', content: { 'application/problem+json': {} } }
const level = {
  name: 'level',
  in: 'path',
  required: true,
  schema: { type: 'integer', minimum: 0, maximum: 63 },
} as const
const tile = {
  name: 'tile',
  in: 'path',
  required: true,
  description:
    'Nummer in groepen van drie cijfers, en van een deel de breedte / number in groups of three digits, and of a part its width',
  schema: { type: 'string', pattern: '^(x[0-9]{3}/)*[0-9]{3}(\\.p/[0-9]{1,3})?$' },
  example: 'x001/x234/067.p/8',
} as const
const keys = {
  type: 'object',
  required: ['keys', 'successions'],
  properties: {
    keys: {
      type: 'array',
      description: 'Op volgorde; de laatste ondertekent / in order; the last one signs',
      items: {
        type: 'object',
        required: ['key', 'until'],
        properties: {
          key: { type: 'string', description: '<name>+<key id>+<key>' },
          until: {
            type: ['integer', 'null'],
            description:
              'Grootte van de grootste boom die hij ondertekende; null: hij ondertekent nu / size of the largest tree that it signed; null: it signs now',
          },
        },
      },
    },
    successions: {
      type: 'array',
      description: 'Van elke sleutel naar de volgende: signed notes / from each key to the next: signed notes',
      items: { type: 'string' },
    },
  },
} as const
const spec = (name: string) => ({ url: `https://c2sp.org/${name}` })

export function tlogDocument(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sluis: het logboek als Merkle-boom / the log as a Merkle tree',
      version: API_VERSION,
      description:
        'Ondertekend controlepunt en tegels van het logboek, zoals C2SP ze voorschrijft: programma’s van anderen kunnen er de boom mee narekenen. Alleen hashes; de inhoud van regels staat hier niet. / Signed checkpoint and tiles of the log as C2SP prescribes them, so that programs of others can check the tree. Hashes only; entries are not served here.',
      license: { name: 'EUPL-1.2', url: 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12' },
    },
    servers: [
      { url: 'https://sluis.example/v1/log' },
      {
        url: 'https://sluis.example/v1/log/{number}',
        description:
          'Controlepunt en tegels van een logboek dat na een teruggezette kopie verderging: dat heet <naam>/2, <naam>/3, …, en zijn tegels zijn andere dan die van de naam ervoor; daarvan is er wat nog klopt. / Checkpoint and tiles of a log that went on after an older copy was put back: it is called <name>/2, <name>/3, …, and its tiles are others than those of the name before it, of which there is what still holds.',
        variables: { number: { default: '2' } },
      },
    ],
    paths: {
      '/checkpoint': {
        get: {
          operationId: 'getCheckpoint',
          summary: 'Het laatste ondertekende controlepunt / the latest signed checkpoint',
          description:
            'Waar getuigen zijn: het laatste dat genoeg van hen medeondertekenden; tot dan niet aanwezig. / Where there are witnesses: the last one that enough of them cosigned; until then not present.',
          externalDocs: spec('tlog-checkpoint'),
          responses: {
            200: { description: 'Signed note', content: { 'text/plain': { schema: { type: 'string' } } } },
            404: problem,
          },
        },
      },
      '/keys': {
        get: {
          operationId: 'getLogKeys',
          summary: 'De sleutels van het logboek, ook van vroeger / the keys of the log, also former ones',
          description:
            'Wie één sleutel langs een andere weg kreeg, volgt hiermee de keten naar de andere: elke overgang is door beide sleutels ondertekend. / Who had one key by another way follows the chain to the others with this: each transition is signed by both keys.',
          externalDocs: spec('signed-note'),
          responses: {
            200: {
              description: 'Sleutels en overgangen / keys and transitions',
              content: { 'application/json': { schema: keys } },
            },
          },
        },
      },
      '/tile/{level}/{tile}': {
        get: {
          operationId: 'getTile',
          summary: 'Hashes van één tegel, 32 bytes elk / hashes of one tile, 32 bytes each',
          externalDocs: spec('tlog-tiles'),
          parameters: [level, tile],
          responses: {
            200: { description: 'Hashes', content: { 'application/octet-stream': {} } },
            404: problem,
          },
        },
      },
    },
  }
}

const PATH = /^\/v1\/log\/(?:([2-9]|[1-9]\d{1,5})\/)?(?:checkpoint|tile\/(.+))$/

/** `origin`: number of the name of the log. undefined: no path of a checkpoint or a tile, or not the one way to write it. */
export function parseTlogPath(path: string): { readonly origin: number; readonly tile: TileAt | null } | undefined {
  const [whole, origin = '1', name] = PATH.exec(path) ?? []
  if (whole === undefined) return undefined
  if (name === undefined) return { origin: Number(origin), tile: null }
  const at = parseTilePath(name)
  return at && { origin: Number(origin), tile: at }
}

/** Whether a path is one of these, for `Allow`. */
export function isTlogPath(path: string): boolean {
  return ['/v1/log/keys', '/v1/log/openapi.json'].includes(path) || parseTlogPath(path) !== undefined
}
