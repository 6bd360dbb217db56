/** The judge sees what their judgement does: previews for the recorded askers, logged as such, and nothing moves. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { OIN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS } from '../../src/cli/demo/questions.ts'
import type { ErasableKeys } from '../../src/key-port.ts'
import { LIMITS } from '../../src/limits.ts'
import { openParts } from '../../src/log/entry.ts'
import { partOf } from '../../src/log/parts.ts'
import { type Garage, openGarage, permitted, waitingFor } from '../support/garage.ts'
import { interpose } from '../support/sources.ts'
import { openWorld, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'
const OWNER: Person = { person: 'demo-bronhouder', organ: 'BGM', department: 'VERG', roles: ['R-OWN'] }

let world: World
let garage: Garage
let now = Date.now()
/** Milliseconds between two readings of the clock: identifiers made in one have no order. */
let tick = 1
let fetches = 0
beforeAll(async () => {
  world = await openWorld({
    clock: () => {
      now += tick
      return new Date(now)
    },
  })
  interpose(world, (query, real) => {
    fetches += 1
    return real(query)
  })
})
beforeEach(async () => {
  tick = 1
  now = Date.now()
  garage = await openGarage(world, 'B3')
})
afterAll(() => world.close())

const attestations = () => `/v1/cases/${garage.caseId}/attestations`
const attest = (judgement: unknown = JUDGEMENTS.pc1(SOURCE)) => garage.cast.officer.post(attestations(), judgement)
const withdraw = (id: unknown) =>
  garage.cast.officer.post(`${attestations()}/${String(id)}/withdrawals`, { grounds: 'x' })
const ask = (source = SOURCE, of = garage) => waitingFor(of, source)
const idsOf = (body: Reply['body']) => (body.effects as { inquiryId: string }[]).map((effect) => effect.inquiryId)

async function since(size: number) {
  const { ports } = world.node
  const entries = await ports.ledger.range(size, 200)
  return Promise.all(entries.map(async (entry) => ({ ...entry, parts: await openParts(ports, entry) })))
}

describe('giving a judgement in a case', () => {
  it('shows what each waiting inquiry would get now, oldest first, by names and treatments only', async () => {
    const waits = await ask()
    const elsewhere = await ask('TH/controles')
    expect((await permitted(attest())).effects).toEqual([
      {
        inquiryId: waits,
        outcome: 'permit',
        fields: [{ name: 'hit', treatment: 'existence', waiting: false }],
        missing: [],
      },
      {
        inquiryId: elsewhere,
        outcome: 'review',
        fields: [{ name: 'hit', treatment: 'withhold', waiting: true }],
        missing: [
          {
            attestation: 'PC1',
            scope: { source: 'TH/controles' },
            roles: ['R-PRIV'],
            norm: 'BGP-05',
            title: {
              nl: 'Privacycheck 1: mag deze bron worden bevraagd?',
              en: 'Privacy check 1: may this source be asked?',
            },
            givenBy: { nl: 'Privacyfunctionaris', en: 'Privacy officer' },
          },
        ],
      },
    ])
  })

  it('fetches nothing and moves nothing: the inquiry waits until its asker asks again', async () => {
    const id = await ask()
    const before = { fetches, shown: (await garage.cast.asker.get(`/v1/inquiries/${id}`)).body }
    expect((await permitted(attest())).moreEffects).toBe(false)
    expect(fetches).toBe(before.fetches)
    const { missing, ready, ...after } = (await garage.cast.asker.get(`/v1/inquiries/${id}`)).body
    // What was missing came: that the asker is told, and nothing else is other than it was.
    expect([ready, (missing as { givenAt: string | null }[]).map(({ givenAt }) => givenAt !== null)]).toEqual([
      true,
      [true],
    ])
    expect({ ...after, missing: before.shown.missing, ready: false }).toEqual(before.shown)
    const again = await garage.cast.asker.post(`/v1/inquiries/${id}/disclosures`)
    expect(again.body).toMatchObject({ outcome: 'permit', status: 'settled', disclosure: { hit: true } })
    expect(fetches).toBe(before.fetches + 1)
  })

  it('shows a refusal too: a refused judgement closes what waited for it', async () => {
    const id = await ask()
    const { effects } = await permitted(attest({ ...JUDGEMENTS.pc1(SOURCE), outcome: 'refused' }))
    expect(effects).toMatchObject([{ inquiryId: id, outcome: 'deny', fields: [{ treatment: 'withhold' }] }])
  })

  it('logs each as a preview of that inquiry, for its asker, on account of the act, which says whose it was', async () => {
    const id = await ask()
    const before = await world.node.ports.ledger.size()
    const given = await permitted(attest())
    const [act, preview, ...rest] = await since(before)
    expect([act?.type, preview?.type, rest]).toEqual(['act', 'preview', []])
    const judge = partOf(act?.parts ?? {}, 'caller')
    const { inquiryId, onAccountOf } = partOf(preview?.parts ?? {}, 'request') ?? {}
    // Whose act it was stands in the act, under the key of who acted, and not again beside the question of another.
    expect([inquiryId, onAccountOf]).toEqual([id, { act: given.id, attestation: given.attestationId }])
    expect([act?.id, judge?.roles]).toEqual([given.id, PEOPLE.officer.roles])
    expect(partOf(preview?.parts ?? {}, 'decision')).toMatchObject({ id: preview?.id, inquiryId: id })
    const [asked] = await since(0).then((all) => all.filter((entry) => entry.id === id))
    expect(partOf(preview?.parts ?? {}, 'caller')).toEqual(partOf(asked?.parts ?? {}, 'caller'))
    // What the officer reads: a preview in the list, and its account in the record.
    const list = await garage.cast.officer.get(`/v1/decisions?readingPurpose=P-AUDIT&caseId=${garage.caseId}&limit=1`)
    const told = { id: preview?.id, type: 'preview', outcome: 'permit', onAccountOf: given.id }
    expect(list.body.items).toMatchObject([told])
    const query = `readingPurpose=P-AUDIT&caseId=${garage.caseId}`
    const table = await world.node.app.request(`/v1/decisions?${query}`, {
      headers: { accept: 'text/csv', authorization: `Bearer ${await world.token(PEOPLE.officer)}` },
    })
    const [head, line] = (await table.text()).split('\r\n')
    expect([head?.split(',').at(-1), line?.split(',').at(-1)]).toEqual(['onAccountOf', given.id])
    const { record } = (await garage.cast.officer.get(`/v1/decisions/${preview?.id}?readingPurpose=P-AUDIT`)).body
    expect(record).toMatchObject({
      body: { 'adl.core.request': { context: { inquiryId: id, onAccountOf: { act: given.id } } } },
    })
  })

  it('says nothing, and previews nothing, when the judgement itself was refused', async () => {
    await ask()
    const before = await world.node.ports.ledger.size()
    const reply = await garage.cast.team.post(attestations(), JUDGEMENTS.pc1(SOURCE))
    expect(reply.body).toMatchObject({ outcome: 'deny', effects: [], moreEffects: false })
    expect((await since(before)).map((entry) => entry.type)).toEqual(['act'])
  })

  it('leaves out what no longer waits, and what waits elsewhere', async () => {
    const withdrawn = await ask()
    const token = await world.token(PEOPLE.asker)
    await world.call(token, 'DELETE', `/v1/inquiries/${withdrawn}`)
    await ask(SOURCE, await openGarage(world, 'B3'))
    expect((await permitted(attest())).effects).toEqual([])
  })

  it('leaves out what expired, from that moment, also before the clean-up has come by', async () => {
    const id = await ask()
    const { expiresAt } = (await garage.cast.asker.get(`/v1/inquiries/${id}`)).body
    const token = await world.token(PEOPLE.officer, {}, { expiresAt: Math.floor(now / 1000) + 40 * 86_400 })
    tick = 0
    const at = async (moment: number) => {
      now = moment
      return idsOf(await permitted(world.call(token, 'POST', attestations(), JUDGEMENTS.pc1(SOURCE))))
    }
    expect(await at(Date.parse(String(expiresAt)) - 1)).toEqual([id])
    expect(await at(Date.parse(String(expiresAt)))).toEqual([])
  })
})

describe('withdrawing a judgement in a case', () => {
  it('shows what waits again', async () => {
    const id = await ask()
    const given = await permitted(attest())
    const { effects } = await permitted(withdraw(given.attestationId))
    expect(effects).toMatchObject([{ inquiryId: id, outcome: 'review', missing: [{ attestation: 'PC1' }] }])
  })
})

describe('who judges without a part in the case', () => {
  const owner = () => world.as(OWNER)
  it('sees what waits for the source they judged about, and nothing else of the case', async () => {
    await ask('TH/controles')
    const id = await ask()
    expect((await (await owner()).get(`/v1/cases/${garage.caseId}`)).status).toBe(404)
    const given = await permitted((await owner()).post(attestations(), JUDGEMENTS.necessity(SOURCE)))
    expect(idsOf(given)).toEqual([id])
  })
  it('sees nothing when the judgement is about no source', async () => {
    await ask()
    const participant = await world.as({
      person: 'demo-deelnemer',
      organ: 'BGM',
      department: null,
      roles: ['R-RIEC-D'],
    })
    const agreed = { type: 'AUTHORITY_AGREED', outcome: 'agreed', scope: { organ: 'POL' }, grounds: 'x' }
    const given = await permitted(participant.post(attestations(), agreed))
    expect([given.effects, given.moreEffects]).toEqual([[], false])
  })
})

describe('a judgement of the organisation', () => {
  it('shows what it does in every case the judge may read, given or withdrawn', async () => {
    const other = await openGarage(world, 'B3')
    const ids = [await ask(), await ask(SOURCE, other)]
    const register = JUDGEMENTS.register('WGS', 'P-RIEC-B')
    const given = await permitted(garage.cast.officer.post('/v1/attestations', register))
    for (const id of ids) expect(idsOf(given)).toContain(id)
    const path = `/v1/attestations/${String(given.attestationId)}/withdrawals`
    const gone = await permitted(garage.cast.officer.post(path, { grounds: 'x' }))
    expect(idsOf(gone)).toEqual(idsOf(given))
    expect(idsOf(gone)).toEqual([...idsOf(gone)].sort())
  })
  it('shows nothing of cases in which the judge has no part', async () => {
    await ask()
    const partner = await world.as({ person: 'demo-partner', organ: 'BD', department: null, roles: ['R-PRIV'] })
    const given = await permitted(partner.post('/v1/attestations', JUDGEMENTS.dpia('WGS', 'P-RIEC-B')))
    expect([given.effects, given.moreEffects]).toEqual([[], false])
  })
  it('shows nothing of another organisation', async () => {
    await ask()
    const elsewhere = await world.as(PEOPLE.officer, { oin: OIN.testdorp })
    const given = await permitted(elsewhere.post('/v1/attestations', JUDGEMENTS.dpia('WGS', 'P-RIEC-B')))
    expect([given.effects, given.moreEffects]).toEqual([[], false])
  })
})

describe('what cannot be shown is not, and the judgement stands', () => {
  it('when who asked is erased', async () => {
    await ask()
    const { keys } = world.node.ports
    const caller = (await (keys as ErasableKeys).scopes()).find((scope) => scope.endsWith(':caller'))
    const erased = (await keys.sealing(String(caller))).id
    const { opening } = keys
    Object.assign(keys, { opening: async (id: string) => (id === erased ? undefined : opening.call(keys, id)) })
    const given = await permitted(attest())
    Object.assign(keys, { opening })
    expect([given.effects, given.moreEffects]).toEqual([[], true])
  })
  it('when the preview cannot be logged', async () => {
    const id = await ask()
    const { ledger } = world.node.ports
    const { append } = ledger
    Object.assign(ledger, {
      append: async (write: Parameters<typeof append>[0]) => {
        if (write.entry.type === 'preview') throw new Error('the disk is full')
        return append(write)
      },
    })
    const given = await permitted(attest())
    Object.assign(ledger, { append })
    expect([given.effects, given.moreEffects]).toEqual([[], true])
    expect((await garage.cast.asker.post(`/v1/inquiries/${id}/disclosures`)).body.outcome).toBe('permit')
  })
  it('when there are more than the bound, and says so', async () => {
    const most = LIMITS.effectsPerJudgement
    const ids: string[] = []
    while (ids.length < most) ids.push(await ask())
    const full = await permitted(attest())
    expect([idsOf(full), full.moreEffects]).toEqual([ids, false])
    await permitted(withdraw(full.attestationId))
    await ask()
    const over = await permitted(attest())
    expect([idsOf(over), over.moreEffects]).toEqual([ids, true])
  })
})
