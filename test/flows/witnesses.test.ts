/** A broker with witnesses: what others are shown waits for enough of them, and nothing else does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { witnessApp } from '../../src/cli/witness/serve.ts'
import { openCheckpoint } from '../../src/log/tree/checkpoint.ts'
import { cosignatureVerifier } from '../../src/log/tree/cosignature.ts'
import { noteVerifier } from '../../src/log/tree/note.ts'
import { parseProof } from '../../src/log/tree/tlog-proof.ts'
import { createWitness, type Witness } from '../../src/log/witness/witness.ts'
import { NOTE_CRYPTO } from '../log/tree/signers.ts'
import { memory, witnessKey } from '../log/witness/logs.ts'
import { openGarage } from '../support/garage.ts'
import { type Listening, listen } from '../support/listen.ts'
import { openWorld, type World } from '../support/world.ts'

const KEYS = [1, 2, 3].map((n) => witnessKey(n))
const VERIFIERS = KEYS.flatMap(({ verifierKey }) => cosignatureVerifier(NOTE_CRYPTO, verifierKey) ?? [])

let apps: Listening[]
let world: World
/** Index by index: whether this witness answers. */
const answers = [true, true, true]
/** The broker's key is only known once it was opened. */
const behind: Witness[] = []

beforeAll(async () => {
  apps = await Promise.all(
    KEYS.map((_, i) =>
      listen(
        witnessApp(
          {
            add(body) {
              if (!answers[i]) throw new Error('away')
              return behind[i]?.add(body) ?? { status: 404 }
            },
          },
          () => undefined,
        ),
      ),
    ),
  )
  const witnesses = KEYS.map(({ verifierKey: key }, i) => ({ key, url: apps[i]?.origin ?? '' }))
  world = await openWorld({ witnesses: { quorum: 2, witnesses } })
})
afterAll(async () => {
  await world.close()
  await Promise.all(apps.map((app) => app.close()))
})

const get = async (path: string) => {
  const response = await world.node.app.request(path)
  return { status: response.status, text: await response.text() }
}
const metric = async (line: string) => (await get('/metrics')).text.match(new RegExp(`^${line} (\\d+)$`, 'm'))?.[1]
const SETTLED = { interval: 100 }

describe('a log with witnesses', () => {
  it('shows nobody a checkpoint that too few cosigned, and answers inquiries all the while', async () => {
    const { status } = await get('/v1/log/checkpoint')
    expect(status).toBe(404)
    const { caseId, cast } = await openGarage(world, 'B4')
    const answer = await cast.asker.post(
      '/v1/inquiries',
      municipal(caseId, 'BEL/heffingen', 'DETAIL', ['kwijtschelding']),
    )
    expect(answer.status).toBeLessThan(300)
    expect((await get('/readyz')).status).toBe(200)
    const size = await world.node.ports.ledger.size()
    await expect.poll(() => metric('sluis_log_entries{state="integrated"}'), SETTLED).toBe(String(size))
    expect(await metric('sluis_log_entries{state="witnessed"}')).toBe('0')
    await expect.poll(() => metric('sluis_faults_total{where="witness",code="refused"}'), SETTLED).toBeDefined()
  })

  it('shows the one that they cosigned, and gives final receipts under it', async () => {
    const log = noteVerifier(NOTE_CRYPTO, world.node.ports.log.verifierKey)
    if (!log) throw new Error('no key')
    for (const signer of KEYS)
      behind.push(createWitness({ sha256: NOTE_CRYPTO.sha256, logs: [log], signer, store: memory() }))
    const seenBy = (note: string) => {
      const opened = openCheckpoint(note, log, VERIFIERS)
      return opened.ok ? opened.signatures.length - 1 : 0
    }
    const size = await world.node.ports.ledger.size()
    await expect.poll(() => metric('sluis_log_entries{state="witnessed"}'), SETTLED).toBe(String(size))
    expect(seenBy((await get('/v1/log/checkpoint')).text)).toBeGreaterThanOrEqual(2)
    // Whoever cosigns after the quorum is added to it: with all of them it stays as it is.
    await expect.poll(async () => seenBy((await get('/v1/log/checkpoint')).text), SETTLED).toBe(KEYS.length)
    const { text } = await get('/v1/log/checkpoint')
    const health = await (await world.as(PEOPLE.officer)).get('/v1/health')
    expect(health.body).toMatchObject({ quorum: 2, log: { witnessed: size, checkpoint: text } })
    const seen = (health.body.witnesses as { name: string; size: number }[]).filter((one) => one.size === size)
    expect(seen.length).toBeGreaterThanOrEqual(2)
    const { cast } = await openGarage(world, 'B4')
    const [entry] = await world.node.ports.ledger.range(0, 1)
    const receipt = await cast.asker.get(`/v1/log/entries/${entry?.id}`)
    expect(receipt.body.state).toBe('integrated')
    expect(seenBy(parseProof(String(receipt.body.proof))?.checkpoint ?? '')).toBeGreaterThanOrEqual(2)
    const between = await cast.asker.get('/v1/log/consistency?first=1')
    expect(seenBy(String(between.body.checkpoint))).toBeGreaterThanOrEqual(2)
  })

  it('stays where it is while too few answer, and goes on when they are back', async () => {
    const { cast } = await openGarage(world, 'B4')
    const all = async () => String(await world.node.ports.ledger.size())
    await expect.poll(() => metric('sluis_log_entries{state="witnessed"}'), SETTLED).toBe(await all())
    const before = (await get('/v1/log/checkpoint')).text
    answers.fill(false, 1)
    await openGarage(world, 'B4')
    const last = (await world.node.ports.ledger.range(Number(await all()) - 1, 1))[0]
    await expect.poll(() => metric('sluis_log_entries{state="integrated"}'), SETTLED).toBe(await all())
    await expect.poll(() => metric('sluis_faults_total{where="witness",code="unreachable"}'), SETTLED).toBeDefined()
    expect((await get('/v1/log/checkpoint')).text.split('\n')[1]).toBe(before.split('\n')[1])
    expect((await cast.asker.get(`/v1/log/entries/${last?.id}`)).body).toMatchObject({
      state: 'sequenced',
      proof: null,
    })
    expect((await get('/readyz')).status).toBe(200)
    answers.fill(true)
    await expect.poll(() => metric('sluis_log_entries{state="witnessed"}'), SETTLED).toBe(await all())
    expect((await cast.asker.get(`/v1/log/entries/${last?.id}`)).body.state).toBe('integrated')
  })
})
