/** The page of health: for who oversees, in words beside colours, and each bound on both its sides. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { type Health, standings } from '../../src/console/pages/health/standing.ts'
import { LIMITS } from '../../src/limits.ts'
import { consoleOf, signedIn } from '../support/console.ts'
import { openWorld, type World } from '../support/world.ts'

const NOW = '2026-01-02T00:00:00.000Z'
const EARLIER = '2026-01-01T00:00:00.000Z'
const WELL: Health = {
  now: NOW,
  startedAt: EARLIER,
  log: {
    ...{ sequenced: 900, integrated: 900, witnessed: 900, lag: 0, behind: false },
    ...{ checkpoint: 'x', newestAt: NOW, ageSeconds: 0 },
  },
  quorum: 1,
  witnesses: [
    { name: 'a', size: 900, cosignedAt: NOW, fault: null },
    { name: 'b', size: 900, cosignedAt: NOW, fault: null },
  ],
  sources: [{ source: 'BRP', connected: true, circuit: 'closed', goodAt: NOW, fault: null }],
  policy: { revision: 'r', digest: 'd', firstInForceAt: EARLIER },
  retention: { lookedAt: EARLIER, nextLookAt: '2026-01-03T00:00:00.000Z', classes: [] },
  obligations: [],
  refused: { since: 0, byStatus: { '400': 0, '401': 0, '403': 0, '413': 0, '429': 0, '4xx': 0, '5xx': 0 } },
  stops: [],
}
const fault = { code: 'timeout', at: NOW }
const [source] = WELL.sources
const [one, two] = WELL.witnesses
if (!source || !one || !two) throw new Error('the example has a source and two witnesses')
const stop = { id: 's', type: 'STOP_ALL', at: NOW, role: 'R-PRIV', validUntil: null, source: null, purpose: null }
const refused = (more: Partial<Health['refused']['byStatus']>) => ({
  refused: { since: 0, byStatus: { ...WELL.refused.byStatus, ...more } },
})

describe('how it stands', () => {
  it('is good where nothing is the matter', () => {
    expect(new Set(Object.values(standings(WELL)))).toEqual(new Set(['good']))
  })

  it.each<readonly [keyof ReturnType<typeof standings>, string, Partial<Health>]>([
    ['log', 'good', { log: { ...WELL.log, lag: LIMITS.commitEntries } }],
    ['log', 'attention', { log: { ...WELL.log, lag: LIMITS.commitEntries + 1 } }],
    ['log', 'alarm', { log: { ...WELL.log, behind: true } }],
    ['log', 'alarm', { log: { ...WELL.log, checkpoint: null } }],
    ['witnesses', 'attention', { log: { ...WELL.log, witnessed: null }, witnesses: [], quorum: 0 }],
    ['witnesses', 'attention', { witnesses: [{ ...one, fault, cosignedAt: EARLIER }, two] }],
    ['witnesses', 'good', { witnesses: [{ ...one, fault: { ...fault, at: EARLIER } }, two] }],
    ['witnesses', 'alarm', { witnesses: [{ ...one, fault, cosignedAt: null }, two], quorum: 2 }],
    ['witnesses', 'attention', { log: { ...WELL.log, witnessed: 900 - LIMITS.commitEntries - 1 } }],
    ['sources', 'alarm', { sources: [{ ...source, circuit: 'open' }] }],
    ['sources', 'good', { sources: [{ ...source, circuit: 'open', connected: false }] }],
    ['sources', 'attention', { sources: [{ ...source, circuit: 'half-open' }] }],
    ['sources', 'attention', { sources: [{ ...source, fault, goodAt: EARLIER }] }],
    [
      'retention',
      'attention',
      { retention: { lookedAt: null, nextLookAt: NOW, classes: [{ ground: 'x', text: null, due: 1, held: 0 }] } },
    ],
    [
      'retention',
      'good',
      { retention: { lookedAt: null, nextLookAt: NOW, classes: [{ ground: 'x', text: null, due: 0, held: 1 }] } },
    ],
    ['retention', 'alarm', { retention: { lookedAt: null, nextLookAt: EARLIER, classes: [] } }],
    ['obligations', 'attention', { obligations: [{ obligation: 'INFORM', overdue: 1 }] }],
    ['logins', 'good', refused({ '401': LIMITS.failedLoginsShown })],
    ['logins', 'attention', refused({ '401': LIMITS.failedLoginsShown + 1 })],
    ['faults', 'attention', refused({ '5xx': 1 })],
    ['stops', 'attention', { stops: [stop] }],
  ])('of %s is %s with %j', (part, standing, change) => {
    expect(standings({ ...WELL, ...change })[part]).toBe(standing)
  })
})

describe('the page', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  it('tells who oversees how Sluis fares, and enters nothing in the log', async () => {
    const browser = await signedIn(consoleOf(world, [PEOPLE.officer]), PEOPLE.officer)
    await world.node.ports.ledger.ready()
    const size = await world.node.ports.ledger.size()
    const page = await browser.get('/console/health')
    expect(page.status).toBe(200)
    for (const part of ['Toestand', 'Logboek', 'Er zijn geen getuigen', 'let op', 'goed', 'Basisregistratie personen'])
      expect(page.text).toContain(part)
    expect(await world.node.ports.ledger.size()).toBe(size)
  })

  it('is closed to who asks', async () => {
    const browser = await signedIn(consoleOf(world, [PEOPLE.asker]), PEOPLE.asker)
    expect((await browser.get('/console/health')).status).toBe(403)
  })
})
