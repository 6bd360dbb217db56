/** Policies that were in force, how two of them differ, and made-up facts under the one in force: for everybody, of nobody. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { pageOf } from '../../src/api/documents.ts'
import {
  evaluationSchema,
  policyDifferenceSchema,
  policyExampleSchema,
  revisionSchema,
} from '../../src/api/documents-policy.ts'
import { exampleRoutes } from '../../src/api/examples.ts'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { LIMITS } from '../../src/limits.ts'
import { loadBundle } from '../../src/policy/bundle.ts'
import { NO_WORKBOOK } from '../../src/policy/workbook.ts'
import { PolicyFault } from '../../src/policy-port.ts'
import { committed, forged, sha256 } from '../policy/committed.ts'
import { problemOf } from '../support/scene.ts'
import { openWorld, type World } from '../support/world.ts'

const CLERK = { person: 'demo-balie', organ: 'COL', department: 'BZ', roles: [] }
const JURIST = { ...CLERK, person: 'demo-jurist', department: 'JZ', roles: ['R-JZ'] }
let world: World
let clerk: string
beforeAll(async () => {
  world = await openWorld()
  clerk = await world.token(CLERK)
})
afterAll(() => world.close())

const get = (path: string, token = clerk) => world.call(token, 'GET', path)
const attempt = (body: unknown, token = clerk) => world.call(token, 'POST', '/v1/policy/_evaluate', body)
const size = () => world.node.ports.ledger.size()

/** The policy in force, as it was before: one norm more, one in other words, and a source of tax data that knew no mode. */
async function earlier(at: string): Promise<string> {
  const files = committed()
  const manifest = JSON.parse(files.manifest)
  const [first, ...others] = manifest.norms
  const gone = { ...first, id: 'OUD-01', title: { nl: 'Vervallen norm', en: 'Norm that lapsed' } }
  const worded = others.map((norm: { id: string }) =>
    norm.id === 'GEM-01' ? { ...norm, text: { nl: 'Andere woorden.', en: 'Other words.' } } : norm,
  )
  const data = JSON.parse(files.data)
  data.facts.attestations.PC2A.absence = 'deny'
  data.facts.minimisation['P-BGP-AANPAK'].B4['C-BEL-G'] = { '*': 'withhold' }
  const kept = forged({
    manifest: JSON.stringify({ ...manifest, norms: [first, ...worded, gone] }),
    data: JSON.stringify(data),
  })
  const settings = structuredClone(world.node.ports.settings)
  for (const own of Object.values(settings)) Object.assign(own.bgp, { maxAgeDays: own.bgp.maxAgeDays + 1 })
  const { digest } = loadBundle(kept, settings, sha256).policy
  await (world.node.ports.policies as unknown as { keep(kept: unknown): Promise<void> }).keep({
    digest,
    at,
    files: kept,
    settings: JSON.stringify(settings),
  })
  return digest
}

describe('GET /v1/policies', () => {
  it('lists what was in force, the newest first, a page at a time, and is no entry of the log', async () => {
    const before = await size()
    const older = await earlier('2025-03-01T00:00:00.000Z')
    const list = pageOf(revisionSchema.strict())
    const all = list.parse((await get('/v1/policies')).body)
    const { digest } = world.node.ports.engine.policy()
    expect(all.items.map((one) => [one.digest, one.inForce])).toEqual([
      [digest, true],
      [older, false],
    ])
    expect(all.items[0]).toMatchObject({ revision: digest.slice(7, 19), norms: world.node.ports.norms.size })
    expect(all.items[1]).toMatchObject({
      firstInForceAt: '2025-03-01T00:00:00.000Z',
      norms: world.node.ports.norms.size + 1,
    })
    const first = list.parse((await get('/v1/policies?limit=1')).body)
    const second = list.parse((await get(`/v1/policies?limit=1&cursor=${first.next}`)).body)
    expect([first.items, second.items, second.next]).toEqual([[all.items[0]], [all.items[1]], null])
    expect((await get('/v1/policies?cursor=bm9uZQ')).status).toBe(400)
    expect(await size()).toBe(before)
  })
})

describe('GET /v1/policies/{a}/difference/{b}', () => {
  const between = async (a: string, b: string, query = '', token = clerk) =>
    policyDifferenceSchema.strict().parse((await get(`/v1/policies/${a}/difference/${b}${query}`, token)).body)
  const pair = async () => [await earlier('2025-03-01T00:00:00.000Z'), world.node.ports.engine.policy().digest] as const

  it('says which norms came, went and were reworded, which rows changed, and which own settings', async () => {
    const [a, b] = await pair()
    const { norms, tables, settings, rules, cases, from, to } = await between(a, b)
    expect([from.digest, to.digest, rules, cases]).toEqual([a, b, false, null])
    expect([norms.came, norms.went.map(({ id }) => id)]).toEqual([[], ['OUD-01']])
    expect(norms.changed.map(({ before, after, members }) => [before.text.nl, after.id, members])).toEqual([
      ['Andere woorden.', 'GEM-01', ['text']],
    ])
    expect(tables.map(({ table, changed }) => [table, changed]).toSorted()).toEqual([
      ['attestations', ['PC2A']],
      ['minimisation', ['P-BGP-AANPAK']],
    ])
    expect(settings).toEqual(['bgp/maxAgeDays'])
    expect((await between(b, a)).norms.came.map(({ id }) => id)).toEqual(['OUD-01'])
    expect(await between(b, b)).toMatchObject({ norms: { came: [], went: [], changed: [] }, tables: [], settings: [] })
  })
  it('shows an organisation the change of its own settings alone', async () => {
    const [a, b] = await pair()
    const outsider = await world.token(CLERK, { oin: '00000099000000009000' })
    expect((await between(a, b, '', outsider)).settings).toEqual([])
  })
  it('asks the cases under both: what opens first, by which norm, and compares two policies once', async () => {
    const [a, b] = await pair()
    const read = vi.spyOn(world.node.ports.workbook, 'cases')
    const { cases } = await between(a, b, '?cases=true')
    if (!cases) return expect.unreachable()
    expect([cases.questions > 1_000, cases.complete, cases.opens > 0, cases.closes]).toEqual([true, true, true, 0])
    const [group] = cases.changed
    expect(group?.cases.length).toBeLessThanOrEqual(LIMITS.differenceNamed)
    expect(group?.differences).toContainEqual(
      expect.objectContaining({
        kind: 'field',
        direction: 'opens',
        before: expect.objectContaining({ is: 'withhold' }),
      }),
    )
    expect(cases.changed.length).toBeLessThanOrEqual(LIMITS.differenceGroups)
    expect(cases.questions).toBeLessThanOrEqual(LIMITS.differenceQuestions)
    expect(cases.opens + cases.closes + cases.otherwise).toBe(
      cases.changed.reduce((sum, one) => sum + one.cases.length + one.more, 0),
    )
    expect(read).toHaveBeenCalledTimes(1)
    expect((await between(a, b, '?cases=true')).cases).toEqual(cases)
    expect(read).toHaveBeenCalledTimes(1)
    read.mockRestore()
  })
  it('knows no revision that was never in force', async () => {
    const { digest } = world.node.ports.engine.policy()
    expect((await get(`/v1/policies/${digest}/difference/sha256:none`)).status).toBe(404)
    expect((await get(`/v1/policies/none/difference/${digest}`)).status).toBe(404)
  })
})

describe('GET /v1/policy/examples', () => {
  it('lists the cases of the installation, each of which can be tried out, and is no entry of the log', async () => {
    const before = await size()
    const { status, body } = await get('/v1/policy/examples')
    expect(status).toBe(200)
    const { items } = pageOf(policyExampleSchema.strict()).parse(body)
    expect(items.length).toBeGreaterThan(50)
    expect(items.length).toBeLessThanOrEqual(LIMITS.policyExamples)
    for (const { given } of items.slice(0, 5)) expect((await attempt({ input: given })).status).toBe(200)
    expect(await size()).toBe(before)
  })
  it('is empty where an installation has no cases', async () => {
    const bare = { ...world.node.ports, workbook: NO_WORKBOOK }
    const app = exampleRoutes(bare)
    const answered = await app.request('/examples', { headers: { authorization: `Bearer ${clerk}` } })
    expect(await answered.json()).toEqual({ items: [], next: null })
  })
  it('leaves out what is no case, and what cannot be tried out as it is', async () => {
    const title = { nl: 'Zaak', en: 'Case' }
    const files = {
      'cases/a.json': JSON.stringify({ title, given: { case: null }, each: [{ case: { state: 'B3' } }] }),
      'cases/b.json': JSON.stringify({ title, given: {}, settings: {} }),
      'cases/c.json': JSON.stringify({ title, given: { records: [] } }),
      'cases/d.json': '{',
      'cases/norms/e.json': JSON.stringify({ title, given: {} }),
    }
    const workbook = {
      ...NO_WORKBOOK,
      cases: async function* () {
        yield* Object.entries(files)
      },
    }
    const app = exampleRoutes({ ...world.node.ports, workbook })
    const answered = await app.request('/examples', { headers: { authorization: `Bearer ${clerk}` } })
    expect(await answered.json()).toEqual({
      items: [{ code: 'a', ...title, given: { case: { state: 'B3' } } }],
      next: null,
    })
  })
})

describe('POST /v1/policy/_evaluate', () => {
  it('gives outcome and reasons of made-up facts, and neither an entry nor a decision', async () => {
    const before = await size()
    const { status, body } = await attempt({ input: {} })
    expect(status).toBe(200)
    const found = evaluationSchema.strict().parse(body)
    expect(found).toMatchObject({ outcome: 'deny', policy: world.node.ports.engine.policy(), search: null })
    const [unit] = found.units
    expect(unit).toMatchObject({ treatment: 'withhold', whyNot: null })
    expect(unit?.spoken.filter(({ decides }) => decides).map(({ norm }) => norm)).toEqual(unit?.norms)
    const norm = found.norms.find(({ id }) => id === unit?.norms[0])
    expect(norm?.facts.map(({ path }) => path)).toContain('inquiry.purpose')
    expect(found.input.caller.oin).toBe(OIN.voorbeeldstad)
    expect(await size()).toBe(before)
  })
  it('takes judgements by their type, about what is asked', async () => {
    const asked = async (judgements: string[]) =>
      evaluationSchema.parse((await attempt({ input: {}, judgements })).body)
    const types = new Set((await asked([])).findings.flatMap(({ attestation }) => attestation ?? []))
    expect(types.size).toBeGreaterThan(0)
    const given = await asked([...types])
    expect(new Set(given.input.attestations.map(({ type }) => type))).toEqual(types)
    expect((await attempt({ input: {}, judgements: ['NONE'] })).body.errors).toMatchObject([
      { pointer: '/judgements/0' },
    ])
  })
  it('shows what would open it to who oversees and to legal affairs, and no asker a recipe', async () => {
    const asked = async (token: string) =>
      evaluationSchema.parse((await attempt({ input: {}, whyNot: true }, token)).body)
    for (const person of [PEOPLE.officer, JURIST]) {
      const found = await asked(await world.token(person))
      expect(found.search?.evaluations).toBeLessThanOrEqual(LIMITS.triedEvaluations)
      expect(found.search?.evaluations).toBeGreaterThan(100)
      expect(found.units.some(({ whyNot }) => whyNot !== null)).toBe(true)
    }
    for (const token of [clerk, await world.token(PEOPLE.asker)]) {
      const found = await asked(token)
      expect([found.search, found.units.filter(({ whyNot }) => whyNot !== null)]).toEqual([null, []])
    }
  })
  it.each([
    ['a member that is wrong', { input: { case: { state: 4 } } }, '/input/case/state'],
    ['a member that is not known', { input: { wat: true } }, '/input'],
    ['another organisation', { input: { caller: { oin: OIN.testdorp } } }, '/input/caller/oin'],
    ['records', { input: { records: [{}] } }, '/input/records'],
    ['no facts', {}, '/input'],
  ])('refuses %s, and says where', async (_, body, pointer) => {
    const { status, body: problem } = await attempt(body)
    expect(status).toBe(400)
    expect((problem.errors as { pointer: string }[])[0]?.pointer.startsWith(pointer)).toBe(true)
  })
  it('takes no more facts than a real question has: a search over thousands would stop everybody else', async () => {
    const many = (size: number) => Array.from({ length: size }, (_, i) => `f${i}`)
    const tried = async (input: object) => {
      const { status, body } = await attempt({ input })
      return [status, (body.errors as { pointer: string }[] | undefined)?.[0]?.pointer]
    }
    expect(await tried({ inquiry: { fields: many(LIMITS.fieldsPerInquiry) } })).toEqual([200, undefined])
    const fields = many(LIMITS.fieldsPerInquiry + 1)
    expect(await tried({ inquiry: { fields } })).toEqual([400, '/input/inquiry/fields'])
    expect(await tried({ caller: { roles: many(LIMITS.triedItems) } })).toEqual([200, undefined])
    expect(await tried({ caller: { roles: many(LIMITS.triedItems + 1) } })).toEqual([400, '/input/caller/roles'])
  })
  it('judges an act as well', async () => {
    const { body } = await attempt({ input: { act: { kind: 'read', resource: 'page/ask' } } })
    expect(body).toMatchObject({ outcome: 'permit', units: [{ unit: 'act', norms: ['AWB-01'] }] })
  })
  it('answers nothing while the policy cannot, and without a default asks for everything', async () => {
    const { ports } = world.node
    const { evaluate } = ports.engine
    const broken = (input: { readonly act: unknown }) => {
      if (input.act === null) throw new PolicyFault('broken')
    }
    Object.assign(ports.engine, {
      evaluate: (...asked: Parameters<typeof evaluate>) => {
        broken(asked[1])
        return evaluate(...asked)
      },
    })
    expect(problemOf(await attempt({ input: {} }))).toEqual([503, 'policy-unavailable'])
    Object.assign(ports.engine, { evaluate })
    const { workbook } = ports
    Object.assign(ports, { workbook: NO_WORKBOOK })
    expect((await attempt({ input: {} })).body.errors).toContainEqual({
      pointer: '/input/caller',
      message: 'is missing; must be object',
    })
    const { digest } = ports.engine.policy()
    expect((await get(`/v1/policies/${digest}/difference/${digest}?cases=true`)).body.cases).toBeNull()
    Object.assign(ports, { workbook })
  })
})

it('is refused to whom the page does not open, and to who does not say who they are', async () => {
  const { ports } = world.node
  const { evaluate } = ports.engine
  const refused = { outcome: 'deny', fields: [], findings: [], missing: [], obligations: [] }
  Object.assign(ports.engine, {
    evaluate: (_: unknown, { now }: { readonly now: string }) => ({ canary: now, ...refused }),
  })
  const { digest } = ports.engine.policy()
  for (const path of ['/v1/policies', `/v1/policies/${digest}/difference/${digest}`])
    expect(problemOf(await get(path))).toEqual([403, 'forbidden'])
  expect(problemOf(await attempt({ input: {} }))).toEqual([403, 'forbidden'])
  Object.assign(ports.engine, { evaluate })
  expect((await get('/v1/policies', 'none')).status).toBe(401)
  expect((await attempt({ input: {} }, 'none')).status).toBe(401)
})
