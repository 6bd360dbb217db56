/** A console in use, behind a real socket and with a browser before it: its log is made by real inquiries through the API. */
import { setTimeout } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { DEMO_PEOPLE } from '../../src/cli/console/people.ts'
import type { Api, Reply } from '../../src/cli/demo/client.ts'
import { ASKERS, fill } from '../../src/cli/demo/fill.ts'
import type { Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS } from '../../src/cli/demo/questions.ts'
import { launch } from './chromium.ts'
import { consoleOf } from './console.ts'
import { newTour, type Tour } from './desk.ts'
import { accounted, permitted } from './garage.ts'
import { listen } from './listen.ts'
import { castOf, openWorld, type World } from './world.ts'

export type Stage = {
  readonly world: World
  readonly cast: Awaited<ReturnType<typeof castOf>>
  readonly origin: string
  readonly browser: Browser
  /** What was done in the browser since it was opened. */
  readonly tour: Tour
  /** Inquiries that were made before anybody sat down. */
  readonly asked: number
  close(): Promise<void>
}

const MANY = 100

/** Who asks and judges as well: the case lead who may also do privacy checks, but never of their own question. */
export const BOTH: Person = { person: 'demo-beide', organ: 'BGM', department: 'ONDM', roles: ['R-CAS', 'R-PRIV'] }

/** One of the people of the demo, by the last part of their name. */
export function personOf(id: string): Person {
  const found = DEMO_PEOPLE.find((one) => one.id === id)
  if (!found) throw new Error(`nobody is called ${id}`)
  return found
}

/** Kinds of what came into the log since; not what counts calls without an entry of their own, which comes when it will. */
export async function entered({ world }: Stage, since: number): Promise<readonly string[]> {
  const entries = await world.node.ports.ledger.range(since, MANY)
  return entries.flatMap(({ type }) => (type === 'tally' ? [] : [type]))
}

export async function openStage(questions: number): Promise<Stage> {
  const world = await openWorld()
  const cast = await patientCast(world)
  await accounted(cast.officer, 'BGP', 'P-BGP-AANPAK')
  await permitted(cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
  const askers = await Promise.all(
    Object.entries(ASKERS).map(
      async ([name, person]): Promise<[string, Api]> => [name, patient(await world.as(person))],
    ),
  )
  const asked = await fill(cast, Object.fromEntries(askers) as Parameters<typeof fill>[1], questions)
  const served = await listen(consoleOf(world, [...DEMO_PEOPLE, BOTH]))
  const browser = await launch()
  return {
    ...{ world, cast, browser, asked, origin: served.origin, tour: newTour() },
    async close() {
      await browser.close()
      await served.close()
      await world.close()
    },
  }
}

async function patientCast(world: World): Promise<Stage['cast']> {
  const cast = Object.entries(await castOf(world)).map(([name, api]) => [name, patient(api)])
  // It has exactly the names of the cast; TypeScript loses them in Object.entries.
  return Object.fromEntries(cast) as Stage['cast']
}

const RETRY_MS = 250
/** A busy machine catches up within this, or something else is the matter. */
const PATIENCE_MS = 60_000

/**
 * Asks again what was too much at once (429), and what came while the tree of the log was behind (503, nothing was entered): here
 * thousands of questions come from a few people, in a minute or two.
 */
function patient({ post, get }: Api): Api {
  const isLater = ({ status, body }: Reply) =>
    status === 429 || (status === 503 && String(body.type).endsWith('/log-unavailable') && body.inquiryId === undefined)
  return {
    get,
    async post(path, body) {
      for (let waited = 0; ; waited += RETRY_MS) {
        const reply = await post(path, body)
        if (!isLater(reply) || waited > PATIENCE_MS) return reply
        await setTimeout(RETRY_MS)
      }
    },
  }
}
