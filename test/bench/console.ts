/**
 * What pages of the console cost as the log grows: the decision log, each of its filters, a search by person and its charts, with a
 * thousand and with a million decisions, over HTTP handling as a browser gets it. `npm run bench:console [-- rows]`.
 */
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { createNode } from '../../src/node.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { openSqlite } from '../../src/storage/sqlite/open.ts'
import { type Browser, consoleOf, signedIn } from '../support/console.ts'
import { openWorld, type World } from '../support/world.ts'
import { caseOf, fillIndex } from './decisions.ts'
import { median } from './load.ts'

/** Between pages: each asks the API several times, and a caller may do that so often in a second. */
const PAUSE_MS = 200
const SIZES = [1_000, Number(process.argv[2] ?? 1_000_000)]
const ROUNDS = 9

/** The bars: ten times as long, and a first page within 300 ms. */
const MOST_TIMES = 10
const MOST_MS = 300

const FILTERS = [
  '',
  'outcome=deny',
  'department=VERG',
  'purpose=P-13B',
  'legalBasis=LB-RARE',
  'norm=AVG-05',
  'norm=RARE-01',
  'source=BEL/heffingen',
  `caseId=${caseOf(7)}`,
  'from=2025-06-01&until=2025-06-30',
  'department=WI&outcome=deny',
  ...['decision', 'preview', 'preview-asked', 'preview-judged', 'act'].map((type) => `type=${type}`),
  // Pairs that find nothing, of which one is common.
  'type=preview-judged&outcome=deny',
  'type=decision&department=WI&outcome=deny',
  // Of all the year that the decisions are of: what the numbers beside the list are counted by.
  ...[
    'outcome=deny',
    'legalBasis=LB-6E',
    'norm=AVG-05',
    'norm=RARE-01',
    'source=BEL/heffingen',
    `caseId=${caseOf(7)}`,
  ].map((filter) => `${filter}&from=2025-01-01&until=2025-12-31`),
  'norm=AVG-05&source=BEL/heffingen&from=2025-01-01&until=2025-12-31',
  'legalBasis=LB-RARE&outcome=deny&from=2025-01-01&until=2025-12-31',
]

async function filledWorld(size: number): Promise<{ world: World; close(): Promise<void> }> {
  const world = await openWorld({ elapsed: () => performance.now() })
  await world.stop()
  const { dataDir, keysDir } = world.options
  const crypto = createCrypto()
  const keys = createKeys({ dir: keysDir, dataDir, create: false, crypto })
  const clock = () => new Date()
  const storage = openSqlite(join(dataDir, 'sluis.db'), { crypto, keys, clock, observer: () => undefined })
  await fillIndex(storage.decisionIndex, size, OIN.voorbeeldstad)
  storage.close()
  keys.close()
  const node = await createNode(world.options)
  return {
    world: { ...world, node },
    async close() {
      await node.close()
      await world.close()
    },
  }
}

async function timed(work: () => Promise<{ status: number }>): Promise<number> {
  const taken: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    await setTimeout(PAUSE_MS)
    const started = performance.now()
    const { status } = await work()
    if (status !== 200) throw new Error(`a page of the bench got ${status}`)
    taken.push(performance.now() - started)
  }
  return median(taken)
}

const worlds: Awaited<ReturnType<typeof filledWorld>>[] = []
try {
  for (const size of SIZES) worlds.push(await filledWorld(size))
  const browsers: Browser[] = []
  for (const { world } of worlds) browsers.push(await signedIn(consoleOf(world, [PEOPLE.officer]), PEOPLE.officer))
  const works: [string, (browser: Browser) => () => Promise<{ status: number }>][] = FILTERS.map((filter) => [
    filter === '' ? 'first page' : filter,
    (browser) => () => browser.get(`/console/decisions${filter === '' ? '' : `?${filter}`}`),
  ])
  works.push([
    'search by person',
    (browser) => async () => {
      const page = await browser.get('/console/decisions')
      const subject = { subjectType: 'NATURAL', identifierType: 'bsn', identifier: '999990019' }
      return browser.submit(page, '/console/decisions/search', subject)
    },
  ])
  let fails = 0
  for (const [name, work] of works) {
    const times: number[] = []
    for (const browser of browsers) times.push(await timed(work(browser)))
    const [small = 0, large = 0] = times
    const passes = large <= MOST_TIMES * small && large <= MOST_MS
    if (!passes) fails += 1
    const figures = `${small.toFixed(1)} ms, ${large.toFixed(1)} ms, ${(large / small).toFixed(2)} x`
    console.log(`${passes ? 'pass' : 'FAIL'}  ${figures}  ${name}`)
  }
  console.log(`${SIZES.join(' and ')} decisions; bars: ${MOST_TIMES} x and ${MOST_MS} ms`)
  process.exitCode = fails === 0 ? 0 : 1
} finally {
  for (const { close } of worlds) await close()
}
