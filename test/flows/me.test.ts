/** Who the caller is, and which pages open: the policy says it, and the operations behind a page decide by themselves. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { meDocumentSchema } from '../../src/api/documents-judging.ts'
import { OIN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { PolicyFault } from '../../src/policy-port.ts'
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

it('is nothing for who does not say who they are', async () => {
  expect((await world.call('no-token', 'GET', '/v1/me')).status).toBe(401)
})
