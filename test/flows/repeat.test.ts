/** Repeats under attack: another hat, a stop in between, a crash before the answer was kept. */
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { createNode } from '../../src/node.ts'
import { SourceFailure } from '../../src/source-port.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { interpose } from '../support/sources.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let garage: Garage
let token: string
let college: string
let restore = () => {}
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B4')
  token = await world.token(PEOPLE.asker)
  college = await decided()
  const at = `/v1/cases/${garage.caseId}/attestations`
  await permitted(garage.cast.officer.post(at, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
})
afterEach(() => restore())
afterAll(() => world.close())

async function decided(): Promise<string> {
  return String((await permitted(garage.cast.officer.post('/v1/attestations', JUDGEMENTS.college67))).attestationId)
}
const taxes = () => municipal(garage.caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb'])
const ask = (key: string, bearer = token, app = world.node.app) =>
  app.request('/v1/inquiries', {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(taxes()),
  })
const typeOf = async (response: Response) => {
  const { type, inquiry } = (await response.json()) as { type?: string; inquiry?: string }
  return [response.status, type?.split('/').at(-1), inquiry]
}

it('is the same answer byte for byte, header for header', async () => {
  const [first, second] = [await ask('een-sleutel'), await ask('een-sleutel')]
  expect(first.status).toBe(201)
  expect(Buffer.from(await second.arrayBuffer()).equals(Buffer.from(await first.arrayBuffer()))).toBe(true)
  expect([...second.headers]).toEqual([...first.headers])
})

it('of a disclosure is the answer of that disclosure, not a second one', async () => {
  const failing = interpose(world, () => Promise.reject(new SourceFailure('unreachable')))
  const [, , inquiry] = await typeOf(await ask('een-mislukking'))
  failing()
  let fetches = 0
  restore = interpose(world, (query, real) => {
    fetches += 1
    return real(query)
  })
  const again = () => world.call(token, 'POST', `${inquiry}/disclosures`, undefined, { 'idempotency-key': 'nog-eens' })
  const first = await again()
  expect(first.body).toMatchObject({ outcome: 'permit', status: 'settled' })
  expect((await again()).body).toEqual(first.body)
  expect(fetches).toBe(1)
})

it('of a question whose source failed names the inquiry that was aborted, and asks the source nothing', async () => {
  const failing = interpose(world, () => Promise.reject(new SourceFailure('unreachable')))
  const [status, , inquiry] = await typeOf(await ask('een-storing'))
  failing()
  expect(status).toBe(502)
  expect(await typeOf(await ask('een-storing'))).toEqual([409, 'inquiry-aborted', inquiry])
})

it('under another hat is another question, decided anew', async () => {
  const first = (await (await ask('een-andere-pet')).json()) as { id: string; outcome: string }
  expect(first.outcome).toBe('permit')
  for (const other of [
    await world.token(PEOPLE.asker, { authorised: false }),
    await world.token({ ...PEOPLE.asker, department: 'VERG' }),
    await world.token({ ...PEOPLE.asker, roles: ['R-ANA'] }),
  ]) {
    const given = (await (await ask('een-andere-pet', other)).json()) as { id: string; disclosure?: unknown }
    expect(given.id).not.toBe(first.id)
  }
  const elsewhere = await world.token(PEOPLE.asker, { oin: OIN.testdorp })
  expect(await (await ask('een-andere-pet', elsewhere)).json()).toMatchObject({ outcome: 'deny' })
  // The order in which an issuer names roles is no other hat.
  const two = { ...PEOPLE.asker, roles: ['R-CAS', 'R-ANA'] }
  const [a, b] = [
    await ask('een-volgorde', await world.token(two)),
    await ask('een-volgorde', await world.token({ ...two, roles: two.roles.toReversed() })),
  ]
  expect(await b.text()).toBe(await a.text())
})

it('is not given once a judgement of the organisation was withdrawn, nor under another policy', async () => {
  const [, , none] = await typeOf(await ask('een-besluit'))
  expect(none).toBeUndefined()
  const withdrawal = { grounds: 'ingetrokken' }
  await permitted(garage.cast.officer.post(`/v1/attestations/${college}/withdrawals`, withdrawal))
  const [status, type, inquiry] = await typeOf(await ask('een-besluit'))
  expect([status, type]).toEqual([409, 'idempotency-expired'])
  expect(inquiry).toMatch(/^\/v1\/inquiries\//)
  college = await decided()

  expect((await ask('een-beleid')).status).toBe(201)
  const { engine } = world.node.ports
  const policy = engine.policy()
  Object.assign(engine, { policy: () => ({ ...policy, digest: 'sha256:another' }) })
  expect((await typeOf(await ask('een-beleid'))).slice(0, 2)).toEqual([409, 'idempotency-expired'])
  Object.assign(engine, { policy: () => policy })
  expect((await ask('een-beleid')).status).toBe(201)
})

it('after a crash names the aborted inquiry, and releases nothing', async () => {
  const at = join(world.folder, 'crashed')
  // An anchor of that moment: the one of the server that runs is in use.
  const anchorDir = join(world.folder, 'crashed-anchor')
  restore = interpose(world, async (query, real) => {
    // What a killed process leaves: the decision is durable, nothing was settled and no answer was kept.
    for (const name of ['log.json', 'anchor.id'])
      await cp(join(String(world.options.anchorDir), name), join(anchorDir, name))
    await cp(world.options.dataDir, at, { recursive: true })
    return real(query)
  })
  expect((await ask('een-crash')).status).toBe(201)
  const node = await createNode({ ...world.options, dataDir: at, anchorDir, createKeys: false })
  try {
    const [status, type, inquiry] = await typeOf(await ask('een-crash', token, node.app))
    expect([status, type]).toEqual([409, 'inquiry-aborted'])
    const headers = { authorization: `Bearer ${token}` }
    const shown = (await (await node.app.request(String(inquiry), { headers })).json()) as object
    expect(shown).toMatchObject({ status: 'aborted', outcome: 'permit' })
  } finally {
    await node.close()
  }
})
