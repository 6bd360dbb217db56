/** Who the caller is, and which pages open: the policy says it, and the operations behind a page decide by themselves. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { meDocumentSchema } from '../../src/api/documents-judging.ts'
import { OIN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { PolicyFault } from '../../src/policy-port.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const PAGES_BEHIND = [
  ['decisions', '/v1/decisions?readingPurpose=P-AUDIT'],
  ['judgements', '/v1/judgements'],
] as const
const me = async (person: Person, claims = {}) => (await (await world.as(person, claims)).get('/v1/me')).body
const pagesOf = async (person: Person) => meDocumentSchema.strict().parse(await me(person)).pages

it('says who asks, in codes and words, and nothing of it is logged', async () => {
  const size = await world.node.ports.ledger.size()
  expect(await me(PEOPLE.officer)).toMatchObject({
    person: expect.stringMatching(/^p-[0-9a-f]{32}$/),
    organisation: { oin: OIN.voorbeeldstad, name: expect.any(String) },
    organ: { code: 'COL', nl: 'College van burgemeester en wethouders' },
    department: { code: 'PRIV' },
    roles: [{ code: 'R-PRIV', nl: 'Privacyfunctionaris', en: 'Privacy officer' }],
  })
  const partner = { person: 'demo-politie', organ: 'POL', department: null, roles: [] }
  const elsewhere = await me(partner, { oin: '00000099000000009000' })
  expect(elsewhere).toMatchObject({ organisation: { name: null }, department: null, roles: [] })
  expect(await world.node.ports.ledger.size()).toBe(size)
})

it('opens the pages of each role, and no others', async () => {
  const open = async (roles: readonly string[]) =>
    Object.entries(await pagesOf({ ...PEOPLE.asker, roles })).flatMap(([page, is]) => (is ? [page] : []))
  const log = ['decisions', 'decision', 'health']
  expect((await open(['R-PRIV'])).toSorted()).toEqual(
    [...log, 'statements', 'judgements', 'review', 'cases', 'ask', 'policy', 'why-not'].toSorted(),
  )
  expect((await open(['R-FG'])).toSorted()).toEqual([...log, 'review', 'ask', 'policy', 'why-not'].toSorted())
  expect(await open(['R-CAS'])).toEqual(['judgements', 'review', 'cases', 'ask', 'policy'])
  expect(await open(['R-MGR'])).toEqual(['review', 'ask', 'policy'])
  expect(await open(['SUPPORT'])).toEqual(['ask', 'policy'])
  expect(await open([])).toEqual(['ask', 'policy'])
})

it.each(PAGES_BEHIND)(
  'the page of %s opens for who may do what is behind it, and for nobody else',
  async (page, path) => {
    for (const roles of [['R-PRIV'], ['R-FG'], ['R-MGR'], ['R-OWN'], ['SUPPORT'], []]) {
      const person = { ...PEOPLE.asker, roles }
      const status = (await (await world.as(person)).get(path)).status
      expect([roles, (await pagesOf(person))[page]]).toEqual([roles, status === 200])
    }
  },
)

it('opens no page while the policy cannot be evaluated', async () => {
  const { engine } = world.node.ports
  const { evaluate } = engine
  Object.assign(engine, {
    evaluate: () => {
      throw new PolicyFault('broken')
    },
  })
  const pages = await pagesOf(PEOPLE.officer)
  Object.assign(engine, { evaluate })
  expect(Object.values(pages)).not.toContain(true)
})

it('looks closer at own inquiries only where something was judged since', async () => {
  const { inquiries } = world.node.ports
  const { awaiting } = inquiries
  const looked: unknown[] = []
  Object.assign(inquiries, {
    awaiting: (...asked: Parameters<typeof awaiting>) => {
      looked.push(asked[2])
      return awaiting.apply(inquiries, asked)
    },
  })
  const of = await openGarage(world, 'B3')
  const question = municipal(of.caseId, 'VERG/vergunningen', 'HITNOHIT')
  const [first, second] = [
    await of.cast.asker.post('/v1/inquiries', question),
    await of.cast.asker.post('/v1/inquiries', municipal(of.caseId, 'TH/controles', 'HITNOHIT')),
  ]
  expect([(await me(PEOPLE.asker)).ready, (await me(PEOPLE.officer)).ready, looked]).toEqual([0, 0, []])
  await permitted(of.cast.officer.post(`/v1/cases/${of.caseId}/attestations`, JUDGEMENTS.pc1('VERG/vergunningen')))
  expect((await me(PEOPLE.asker)).ready).toBe(1)
  // Of both a judgement of that type was given: what it is about says of which.
  expect(looked).toEqual([{ ids: expect.arrayContaining([first.body.id, second.body.id]) }])
  Object.assign(inquiries, { awaiting })
})

it('is nothing for who does not say who they are', async () => {
  expect((await world.call('no-token', 'GET', '/v1/me')).status).toBe(401)
})
