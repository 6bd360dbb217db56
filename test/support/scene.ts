/**
 * The setting of faults and limits: a broker behind a real socket, a source that is a server of its own, and the
 * permitted question about tax data between them.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Api, apiOf, type Reply } from '../../src/cli/demo/client.ts'
import { BSN, OIN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import { openParts } from '../../src/log/entry.ts'
import { partOf } from '../../src/log/parts.ts'
import type { NodeOptions } from '../../src/node.ts'
import { type Garage, openGarage, permitted } from './garage.ts'
import { listen } from './listen.ts'
import { giving, type Peer, startPeer } from './peer.ts'
import { createTestIssuer, type Forgery, type TestIssuer } from './tokens.ts'
import { openWorld, type World } from './world.ts'

const SOURCE = 'BEL/heffingen'
const COLUMNS =
  'bsn dagtekening aanslag_ozb toeristenbelasting openstaand betaalregeling kwijtschelding dwangbevel iban'

/** What the source knows about the subject, in its own words; the amounts are found nowhere else. */
export const RECORD = {
  bsn: BSN.garagehouder,
  dagtekening: '2026-02-28',
  aanslag_ozb: 8714.25,
  toeristenbelasting: 0,
  openstaand: 310,
  betaalregeling: true,
  kwijtschelding: false,
  dwangbevel: false,
  iban: 'NL00TEST0123456789',
}
/** Stands in every answer that carries the record. */
export const SECRET = '8714'

const ASK = { soort: '{type}', waarde: '{value}' }

/**
 * Longer than a healthy answer takes on any machine. Nobody waits for it: a test that needs it to be over lets it go off, and
 * knows it by this number, which no other timer has.
 */
export const TIMEOUT_MS = LIMITS.sourceTimeoutMs - 1

/** One entry of the log, by what it says: `decision permit`, `settlement aborted source-failed`. */
type Written = string

export type Bearer = Api & { readonly token: string }

export type Scene = {
  readonly world: World
  /** Where files of sources stand. */
  readonly folder: string
  readonly garage: Garage
  readonly origin: string
  readonly source: Peer
  /** The asker, over the socket. */
  readonly asker: Bearer
  /** Somebody over the socket, with a token that outlives every clock a test turns. */
  as(person: Person, forgery?: Forgery): Promise<Bearer>
  readonly question: ReturnType<typeof municipal>
  ask(): Promise<Reply>
  size(): Promise<number>
  written(from: number): Promise<readonly Written[]>
  /** Lets time pass, for the broker. */
  pass(milliseconds: number): void
  now(): Date
  close(): Promise<void>
}

/** `connector`: changes to how the source is reached, or all of it where it is another kind. */
type Changes = Partial<NodeOptions> & { readonly connector?: Readonly<Record<string, unknown>> }

/** `changes` may look at the issuer, whose tokens the askers of the scene bear. */
export async function openScene(changes: (issuer: TestIssuer) => Changes = () => ({})): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'sluis-scene-'))
  const source = await startPeer(giving({ records: [RECORD] }))
  const issuer = await createTestIssuer()
  const { connector, ...options } = changes(issuer)
  // Stands still until a test lets time pass: bounds of time are met to the millisecond.
  let now = Date.now()
  const sourcesFile = join(folder, 'sources.json')
  const mapping = Object.fromEntries(COLUMNS.split(' ').map((name) => [name, name]))
  const http = {
    kind: 'http',
    url: source.url,
    method: 'POST',
    ask: { bsn: ASK, kvk: ASK },
    records: 'records',
  }
  const connected = { mapping, timeoutMs: TIMEOUT_MS, ...(connector?.kind ? {} : http), ...connector }
  await writeFile(sourcesFile, JSON.stringify({ [OIN.voorbeeldstad]: { [SOURCE]: connected } }))
  const world = await openWorld({ sourcesFile, clock: () => new Date(now), ...options }, issuer)
  const garage = await openGarage(world, 'B4')
  await permitted(garage.cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
  const judgement = JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')
  await permitted(garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, judgement))
  const { origin, close } = await listen(world.node.app)
  const question = municipal(garage.caseId, SOURCE, 'DETAIL', ['aanslag_ozb', 'kwijtschelding'])
  const { ports } = world.node
  const expiresAt = Math.floor(now / 1000) + 90 * 86_400
  const as: Scene['as'] = async (person, forgery) => {
    const token = await issuer.token(person, {}, { expiresAt, ...forgery })
    return { ...apiOf(origin, token), token }
  }
  const asker = await as(PEOPLE.asker)
  return {
    world,
    folder,
    garage,
    origin,
    source,
    asker,
    as,
    question,
    ask: () => asker.post('/v1/inquiries', question),
    size: () => ports.ledger.size(),
    async written(from) {
      const entries = await ports.ledger.range(from, 1_000)
      return Promise.all(
        entries.map(async (entry) => {
          const parts = await openParts(ports, entry)
          const settlement = partOf(parts, 'settlement')
          const said = settlement ? [settlement.result, settlement.reason] : [partOf(parts, 'decision')?.outcome]
          return [entry.type, ...said].filter((word) => word !== undefined).join(' ')
        }),
      )
    },
    pass: (milliseconds) => {
      now += milliseconds
    },
    now: () => new Date(now),
    async close() {
      await close()
      await world.close()
      await source.down()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The last part of a problem's type, with its status. */
export const problemOf = ({ status, body }: Reply) => [status, String(body.type).split('/').at(-1)]
