/** An asker hears that what was missing has come, by type and moment, and never in the words of who judged. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { inquirySummarySchema, pageOf } from '../../src/api/documents.ts'
import type { Api } from '../../src/cli/demo/client.ts'
import { BSN, OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, subjectOf } from '../../src/cli/demo/questions.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, tickingClock, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'
const WORDS = 'Woorden van de rechter die niemand anders aangaan.'
let world: World
let garage: Garage
beforeAll(async () => {
  world = await openWorld({ clock: tickingClock() })
})
beforeEach(async () => {
  garage = await openGarage(world, 'B3')
})
afterAll(() => world.close())

type Summary = z.infer<typeof inquirySummarySchema>
const answered = pageOf(inquirySummarySchema.strict())
const listed = async (query = '', api: Api = garage.cast.asker) =>
  answered.parse((await api.get(`/v1/inquiries?caseId=${garage.caseId}${query}`)).body).items
const first = async () => (await listed())[0] as Summary
async function ask(source = SOURCE, api: Api = garage.cast.asker): Promise<string> {
  const { body } = await api.post('/v1/inquiries', municipal(garage.caseId, source, 'HITNOHIT'))
  expect(body.status).toBe('waiting')
  return String(body.id)
}
const at = () => `/v1/cases/${garage.caseId}/attestations`
const judge = (change: object = {}) =>
  permitted(garage.cast.officer.post(at(), { ...JUDGEMENTS.pc1(SOURCE), grounds: WORDS, ...change }))
async function givenAt(): Promise<string> {
  const { attestations } = (await garage.cast.asker.get(`/v1/cases/${garage.caseId}`)).body
  return (attestations as { at: string }[]).at(-1)?.at ?? ''
}

describe('what was missing', () => {
  it('stands with its title until it is given, then with when, and is gone when it was asked again', async () => {
    const id = await ask()
    const missing = {
      attestation: 'PC1',
      scope: { source: SOURCE },
      title: { nl: 'Privacycheck 1: mag deze bron worden bevraagd?', en: expect.any(String) },
      givenBy: { nl: 'Privacyfunctionaris', en: 'Privacy officer' },
      givenAt: null,
      refusedAt: null,
    }
    expect(await first()).toMatchObject({ id, ready: false, missing: [missing] })
    await judge()
    expect(await first()).toMatchObject({ id, ready: true, missing: [{ ...missing, givenAt: await givenAt() }] })
    const own = (await garage.cast.asker.get(`/v1/inquiries/${id}`)).body
    expect(own).toMatchObject({ ready: true, missing: [{ attestation: 'PC1', refusedAt: null }] })
    expect(JSON.stringify([own, await listed()])).not.toMatch(new RegExp(`${WORDS}|p-[0-9a-f]{32}`))
    await permitted(garage.cast.asker.post(`/v1/inquiries/${id}/disclosures`))
    expect(await first()).toMatchObject({ id, status: 'settled', ready: false, missing: [] })
  })

  it('stands with when it was refused, which is an answer too, until that is taken back', async () => {
    await ask()
    const { attestationId } = await judge({ outcome: 'refused' })
    const [{ missing, ready }, refusedAt] = [await first(), await givenAt()]
    expect([ready, missing]).toMatchObject([true, [{ givenAt: null, refusedAt }]])
    await permitted(garage.cast.officer.post(`${at()}/${String(attestationId)}/withdrawals`, { grounds: 'x' }))
    expect(await first()).toMatchObject({ ready: false, missing: [{ givenAt: null, refusedAt: null }] })
  })

  it('stays missing where the judgement is about something else, or in another case', async () => {
    await ask()
    await judge({ scope: { source: 'TH/controles' } })
    const elsewhere = await openGarage(world, 'B3')
    await permitted(elsewhere.cast.officer.post(`/v1/cases/${elsewhere.caseId}/attestations`, JUDGEMENTS.pc1(SOURCE)))
    expect(await first()).toMatchObject({ ready: false, missing: [{ givenAt: null, refusedAt: null }] })
  })

  it('is about whom the decision says, of judgements about somebody', async () => {
    const { engine } = world.node.ports
    const { evaluate } = engine
    const [mine, other] = (await garage.cast.asker.get(`/v1/cases/${garage.caseId}`)).body.subjects as { key: string }[]
    const wanted = {
      attestation: 'CONSENT',
      scope: { source: SOURCE, subject: mine?.key },
      roles: ['R-PRIV'],
      norm: 'BGP-05',
    }
    const waiting: typeof evaluate = (entrypoint, input) => {
      const verdict = evaluate(entrypoint, input) as object
      return entrypoint === 'sluis/decide' ? { ...verdict, missing: [wanted] } : verdict
    }
    Object.assign(engine, { evaluate: waiting })
    await ask()
    Object.assign(engine, { evaluate })
    const owner = await world.as({ person: 'demo-bronhouder', organ: 'BGM', department: 'VERG', roles: ['R-OWN'] })
    const give = (subject: string | undefined) => {
      const scope = { source: SOURCE, subject }
      const details = { reference: 'brief-1' }
      return permitted(owner.post(at(), { type: 'CONSENT', outcome: 'given', scope, details, grounds: WORDS }))
    }
    await give(other?.key)
    expect(await first()).toMatchObject({
      ready: false,
      missing: [{ attestation: 'CONSENT', scope: { source: SOURCE } }],
    })
    await give(mine?.key)
    const seen = await first()
    expect(seen).toMatchObject({ ready: true, missing: [{ givenAt: await givenAt() }] })
    expect(JSON.stringify(seen)).not.toContain('s-')
  })
})

describe('of a case in which the asker has no part any more', () => {
  const members = async (...names: string[]) =>
    expect(
      await world.call(await world.token(PEOPLE.regisseur), 'PATCH', `/v1/cases/${garage.caseId}`, {
        members: [PEOPLE.regisseur.person, ...names],
        grounds: 'x',
      }),
    ).toMatchObject({ body: { outcome: 'permit' } })

  it.each(['granted', 'refused'])(
    'nobody tells what was judged in it since (%s), until they take part again',
    async (outcome) => {
      const id = await ask()
      const before = (await garage.cast.asker.get('/v1/me')).body.ready as number
      await members()
      expect((await garage.cast.asker.get(`/v1/cases/${garage.caseId}`)).status).toBe(404)
      await judge({ outcome })
      const nothing = { ready: false, missing: [{ attestation: 'PC1', givenAt: null, refusedAt: null }] }
      expect((await garage.cast.asker.get(`/v1/inquiries/${id}`)).body).toMatchObject(nothing)
      expect(await first()).toMatchObject(nothing)
      expect(await listed('&ready=true')).toEqual([])
      expect((await garage.cast.asker.get('/v1/me')).body.ready).toBe(before)
      await members(PEOPLE.asker.person)
      expect(await first()).toMatchObject({ id, ready: true })
    },
  )
})

describe('a look at one’s own', () => {
  it('finds what can go on by itself, however much there is, and counts it in who one is', async () => {
    const before = (await garage.cast.asker.get('/v1/me')).body.ready as number
    const [id] = [await ask(), await ask('TH/controles'), await ask('TH/controles')]
    expect(await listed('&ready=true')).toEqual([])
    await judge()
    expect((await listed('&ready=true')).map((one) => one.id)).toEqual([id])
    expect((await garage.cast.asker.get('/v1/me')).body.ready).toBe(before + 1)
    expect((await garage.cast.officer.get('/v1/me')).body.ready).toBe(0)
    expect((await garage.cast.asker.get('/v1/inquiries?ready=no')).status).toBe(400)
  })

  it('reads no entry of the log and adds none, whatever waits', async () => {
    for (let i = 0; i < 5; i += 1) await ask()
    await judge()
    const { ledger } = world.node.ports
    const size = await ledger.size()
    const { entry, range } = ledger
    let read = 0
    const counted = <T extends (...given: never[]) => unknown>(real: T) =>
      ((...given: Parameters<T>) => {
        read += 1
        return real.apply(ledger, given)
      }) as T
    Object.assign(ledger, { entry: counted(entry), range: counted(range) })
    expect((await listed()).filter(({ ready }) => ready)).toHaveLength(5)
    Object.assign(ledger, { entry, range })
    expect([read, await ledger.size()]).toEqual([0, size])
  })

  it('is of nobody else, in no other organisation', async () => {
    await ask()
    await judge()
    const colleague = await world.as({ ...PEOPLE.asker, person: 'demo-collega' })
    expect(await listed('', colleague)).toEqual([])
    expect((await colleague.get('/v1/me')).body.ready).toBe(0)
    const elsewhere = await world.as(PEOPLE.asker, { oin: OIN.testdorp })
    expect((await elsewhere.get('/v1/me')).body.ready).toBe(0)
    expect(JSON.stringify(await listed())).not.toContain(String(subjectOf(BSN.garagehouder).identifier.value))
  })
})
