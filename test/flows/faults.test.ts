/**
 * Faults of sources and of the log, met by the whole broker over a real socket while it runs. Each has one named answer
 * and nothing beside it; the log says what happened; and when the fault is gone, the next question is answered.
 *
 * What a killed process, a real full disk and a failed sync leave behind stands in test/crash.
 */
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, subjectOf } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import { giving, type Peer, startPeer } from '../support/peer.ts'
import { openScene, problemOf, RECORD, type Scene, SECRET, TIMEOUT_MS } from '../support/scene.ts'

const CLEAN_UP_MS = 60_000

let scene: Scene
let elsewhere: Peer
const timers = vi.spyOn(globalThis, 'setTimeout')
/** Lets the time that the source has for the question under way be over. */
function over(): void {
  const [alarm] = timers.mock.calls.findLast(([, milliseconds]) => milliseconds === TIMEOUT_MS) ?? []
  if (!alarm) throw new Error('no source is under way')
  alarm()
}
/** The broker's own connection to its database. */
let log: Database.Database
beforeAll(async () => {
  const pragma = vi.spyOn(Database.prototype, 'pragma')
  // The clean-up of each minute runs when a test says so.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  scene = await openScene()
  const opened = pragma.mock.contexts.find((one) => one instanceof Database && one.name.endsWith('sluis.db'))
  if (!(opened instanceof Database)) throw new Error('no database was opened')
  log = opened
  pragma.mockRestore()
  elsewhere = await startPeer(giving({ records: [RECORD] }))
})
afterAll(async () => {
  vi.useRealTimers()
  await scene.close()
  await elsewhere.down()
})

/** Exactly a problem document about an inquiry of the asker: no member more, and nothing of what the source said. */
function expectOnlyProblem({ body }: Reply): void {
  expect(Object.keys(body).sort()).toEqual(['detail', 'inquiry', 'status', 'title', 'type'])
  expect(JSON.stringify(body)).not.toContain(SECRET)
  expect(body.inquiry).toMatch(/^\/v1\/inquiries\/[0-9a-f-]{36}$/)
}

async function expectAnswered(work: Promise<Reply>): Promise<void> {
  const reply = await work
  expect([reply.status, reply.body.status]).toEqual([201, 'settled'])
  expect(reply.body.disclosure).toEqual({ records: [{ aanslag_ozb: RECORD.aanslag_ozb, kwijtschelding: false }] })
}

describe('a source', () => {
  const healthy = giving({ records: [RECORD] })
  const record = (changes: object) => giving({ records: [{ ...RECORD, ...changes }] })
  const text = (type: string, body: string) => (_: unknown, response: Parameters<Peer['answer']>[1]) =>
    void response.writeHead(200, { 'content-type': type }).end(body)
  const large = (bytes: number) => text('application/json', JSON.stringify({ records: [RECORD] }).padEnd(bytes))

  const faults: readonly (readonly [string, Peer['answer'], number, string])[] = [
    ['that hangs up', (request) => request.socket.destroy(), 502, 'source-failed'],
    ['that is too slow to begin', () => over(), 502, 'source-failed'],
    [
      'that is too slow to end',
      (_, response) =>
        // It has begun, and whoever asked has seen that.
        void response
          .writeHead(200, { 'content-type': 'application/json' })
          .write('{"records":[', () => setTimeout(over, 50)),
      502,
      'source-failed',
    ],
    ['that answers another type', record({ kwijtschelding: 'misschien' }), 502, 'source-failed'],
    ['that answers an object where a value was', record({ aanslag_ozb: { bedrag: 8714 } }), 502, 'source-failed'],
    ['that answers half a document', text('application/json', '{"records":[{"aanslag_ozb":8714'), 502, 'source-failed'],
    ['that answers a page', text('text/html', `<p>${SECRET}</p>`), 502, 'source-failed'],
    ['that answers no list of records', giving({ resultaat: [RECORD] }), 502, 'source-failed'],
    ['that answers too much', large(LIMITS.sourceResponseBytes + 1), 502, 'source-failed'],
    ['that sends elsewhere', (_, response) => redirect(response), 502, 'source-failed'],
    ['that does not let us in', giving({ sleutel: SECRET }, 401), 502, 'source-failed'],
    ['that fails', giving({ storing: SECRET }, 500), 502, 'source-failed'],
    ['that is too busy', giving({}, 503), 503, 'source-unavailable'],
  ]
  const redirect = (response: Parameters<Peer['answer']>[1]) =>
    void response.writeHead(307, { location: `${elsewhere.url}/` }).end()

  /** The inquiry of a failed source can be asked again, with the same id, as soon as the source is well. */
  async function expectOneFailure(reply: Reply, expected: readonly [number, string], before: number): Promise<void> {
    expect(problemOf(reply)).toEqual(expected)
    expectOnlyProblem(reply)
    expect(await scene.written(before)).toEqual(['decision permit', 'settlement aborted source-failed'])
    const inquiry = String(reply.body.inquiry)
    expect((await scene.asker.get(inquiry)).body).toMatchObject({ status: 'aborted', outcome: 'permit' })
  }

  it.each(faults)('%s is asked once, answers nothing, and may be asked again', async (_, fault, ...expected) => {
    const [before, asked] = [await scene.size(), scene.source.asked]
    scene.source.answer = fault
    const reply = await scene.ask()
    scene.source.answer = healthy
    expect(scene.source.asked - asked).toBe(1)
    await expectOneFailure(reply, expected, before)
    await expectAnswered(scene.asker.post(`${String(reply.body.inquiry)}/disclosures`))
    expect(await scene.written(before + 2)).toEqual(['decision permit', 'settlement settled'])
    expect([scene.source.asked - asked, elsewhere.asked]).toEqual([2, 0])
  })

  it('that is not there is not asked, and is asked when it is there again', async () => {
    const [before, asked] = [await scene.size(), scene.source.asked]
    await scene.source.down()
    const reply = await scene.ask()
    await scene.source.up()
    await expectOneFailure(reply, [502, 'source-failed'], before)
    expect(scene.source.asked).toBe(asked)
    await expectAnswered(scene.asker.post(`${String(reply.body.inquiry)}/disclosures`))
  })

  it('that fails again and again is left alone for a while, and is asked again after it', async () => {
    scene.source.answer = giving({}, 500)
    for (let i = 0; i < LIMITS.sourceFailuresToOpen; i += 1) {
      expect(problemOf(await scene.ask())).toEqual([502, 'source-failed'])
    }
    scene.source.answer = healthy
    const [before, asked] = [await scene.size(), scene.source.asked]
    await expectOneFailure(await scene.ask(), [503, 'source-unavailable'], before)
    expect(scene.source.asked).toBe(asked)
    scene.pass(LIMITS.sourceOpenMs)
    await expectAnswered(scene.ask())
  })

  it('that answers as much as is allowed, or just in time, is no fault', async () => {
    scene.source.answer = large(LIMITS.sourceResponseBytes)
    await expectAnswered(scene.ask())
    scene.source.answer = (...both) => void setTimeout(() => healthy(...both), 200)
    await expectAnswered(scene.ask())
    scene.source.answer = healthy
  })
})

describe('a log', () => {
  /** Makes writing fail, and gives what makes it work again; reading goes on. */
  const readOnly = () => {
    log.pragma('query_only = ON')
    return () => log.pragma('query_only = OFF')
  }
  const full = () => {
    // No page more than there are.
    log.pragma('max_page_count = 1')
    return () => log.pragma('max_page_count = 1073741823')
  }
  const held = () => {
    const other = new Database(log.name)
    other.exec('BEGIN IMMEDIATE')
    return () => other.close()
  }
  const unavailable = [503, 'log-unavailable'] as const

  it.each([
    ['that is read-only', readOnly],
    ['on a full disk', full],
    ['that another program holds', held],
  ])('%s at the decision: nothing is fetched, nothing is written', async (_, fail) => {
    const [before, asked] = [await scene.size(), scene.source.asked]
    const mend = fail()
    const reply = await scene.ask()
    mend()
    expect(problemOf(reply)).toEqual(unavailable)
    expect(Object.keys(reply.body).sort()).toEqual(['detail', 'status', 'title', 'type'])
    expect([scene.source.asked, await scene.size()]).toEqual([asked, before])
    await expectAnswered(scene.ask())
  })

  // A full disk at this moment stands in test/crash: a settlement may fit in the page that is there.
  it.each([
    ['that is read-only', readOnly],
    ['that another program holds', held],
  ])('%s at the settlement: nothing leaves, and the permit is aborted afterwards', async (_, fail) => {
    const [before, asked] = [await scene.size(), scene.source.asked]
    const { answer } = scene.source
    let mend = (): unknown => undefined
    scene.source.answer = (...both) => {
      mend = fail()
      answer(...both)
    }
    const reply = await scene.ask()
    scene.source.answer = answer
    mend()
    expect(problemOf(reply)).toEqual(unavailable)
    expectOnlyProblem(reply)
    expect(scene.source.asked).toBe(asked + 1)
    expect(await scene.written(before)).toEqual(['decision permit'])
    await expectAnswered(scene.ask())
    // The clean-up leaves it alone while it might be on its way, and settles it afterwards.
    const cleanUp = () => vi.advanceTimersByTimeAsync(CLEAN_UP_MS)
    // It ends with its tally.
    const writes = (since: readonly string[]) => expect.poll(() => scene.written(before + 3)).toEqual(since)
    await cleanUp()
    await writes(['tally'])
    scene.pass(LIMITS.cutOffAfterMinutes * 60_000 + 1)
    await cleanUp()
    await writes(['tally', 'settlement aborted cut-off', 'tally'])
    await expectAnswered(scene.asker.post(`${String(reply.body.inquiry)}/disclosures`))
  })

  it('that another program holds is not ready, and is ready again once it is let go', async () => {
    const ready = async () => (await scene.world.node.app.request('/readyz')).status
    const mend = held()
    expect(await ready()).toBe(503)
    mend()
    // The tree may have missed its turn meanwhile: it has the next one soon.
    await expect.poll(ready).toBe(200)
  })

  it('that is read-only stops everything that has to be written, by name, and lets one look at what was', async () => {
    const { cast, caseId } = scene.garage
    const failing = scene.source.answer
    scene.source.answer = giving({}, 500)
    const inquiry = String((await scene.ask()).body.inquiry)
    scene.source.answer = failing
    const before = await scene.size()
    const subject = { subject: subjectOf('999990032'), relation: 'OTHER', grounds: 'x' }
    const decisions = '/v1/decisions?readingPurpose=P-AUDIT'
    log.pragma('query_only = ON')
    const replies = {
      preview: await scene.asker.post('/v1/inquiries/_preview', scene.question),
      disclosure: await scene.asker.post(`${inquiry}/disclosures`),
      withdrawal: await scene.world.call(await scene.world.token(PEOPLE.asker), 'DELETE', inquiry),
      case: await cast.regisseur.post('/v1/cases', { regime: 'BGP', purposes: ['P-BGP-AANPAK'], grounds: 'x' }),
      subject: await cast.regisseur.post(`/v1/cases/${caseId}/subjects`, subject),
      judgement: await cast.officer.post('/v1/attestations', JUDGEMENTS.college67),
      log: await cast.officer.get(decisions),
    }
    const look = await scene.asker.get(inquiry)
    log.pragma('query_only = OFF')
    for (const [what, reply] of Object.entries(replies))
      expect([what, ...problemOf(reply)]).toEqual([what, ...unavailable])
    expect([look.status, look.body.status]).toEqual([200, 'aborted'])
    expect(await scene.size()).toBe(before)
    expect((await cast.officer.get(decisions)).status).toBe(200)
    await expectAnswered(scene.asker.post(`${inquiry}/disclosures`))
  })
})
